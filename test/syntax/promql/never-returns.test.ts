import { describe, expect, it } from 'vitest';
import { longestSeconds } from '../../../src/syntax/promql/calendar.ts';
import { neverReturns } from '../../../src/syntax/promql/never.ts';
import { parsePromql } from '../../../src/syntax/promql/parse.ts';

function why(expression: string, records: Readonly<Record<string, string>> = {}): string | undefined {
  const { tree, errors } = parsePromql(expression);
  if (!tree) throw new Error(`${expression}: ${errors[0]?.message ?? ''}`);
  return neverReturns(tree, (metric) => {
    const behind = parsePromql(records[metric] ?? '').tree;
    return behind ? [behind] : [];
  });
}

const SHARE = 'sum(rate(orders_total{code="500"}[5m])) / sum(rate(orders_total[5m]))';

describe('what can never return anything', () => {
  it.each([
    [`${SHARE} > 1`],
    [`${SHARE} >= 1.01`],
    [`100 * ${SHARE} > 100`],
    [`${SHARE} * 100 > 100`],
    [`1 - ${SHARE} > 1`],
    [`${SHARE} > (14.4 * 0.1)`],
    [`${SHARE} < 0`],
    ['sum by (job) (rate(asked_bucket{le="1"}[5m])) / sum by (job) (rate(asked_count[5m])) > 1'],
    ['slo:sli_error:ratio_rate1h{sloth_service="orders"} > (6 * 0.2)'],
    ['up > 1'],
    ['avg(up{job="orders"}) > 1'],
    ['count(up == 1) < 1'],
    ['count(up == 1) == 0'],
    ['rate(orders_total[5m]) < 0'],
    ['absent(up) == 0'],
    ['hour() > 23'],
    ['up{job="orders", job="carts"} == 0'],
    ['up{job="orders", job!~"o.*"} == 0'],
    ['up{job="", job=~".+"}'],
    ['a{namespace="shop"} / b{namespace="shpo"} > 0.9'],
    ['sum by (job) (a) / sum by (job, team) (b{team="shop"}) > 1'],
    ['a{job="orders"} and on (job) b{job="carts"}'],
    ['(up > 1) or (up < 0)'],
  ])('%s', (expression) => {
    expect(why(expression)).toBeDefined();
  });

  it('follows recording rules', () => {
    expect(why('orders:failing:ratio5m > 1', { 'orders:failing:ratio5m': SHARE })).toBe(
      'what is compared is at most 1, and the alert wants > 1',
    );
    expect(why('orders:again > 1', { 'orders:again': 'orders:again' })).toBeUndefined();
  });
});

describe('what may return something', () => {
  it.each([
    [`${SHARE} >= 1`],
    [`${SHARE} > (14.4 * 0.001)`],
    // Both counters may grow as they like.
    ['sum(rate(retries_total[5m])) / sum(rate(orders_total[5m])) > 3'],
    // Other groups, other windows, another time.
    ['sum by (job) (rate(orders_total{code="500"}[5m])) / sum(rate(orders_total[5m])) > 1'],
    ['sum(rate(orders_total{code="500"}[1h])) / sum(rate(orders_total[5m])) > 1'],
    ['sum(rate(orders_total{code="500"}[5m])) / sum(rate(orders_total[5m] offset 1d)) > 1'],
    // A matcher that the whole has and the part has not.
    ['sum(rate(orders_total[5m])) / sum(rate(orders_total{code="200"}[5m])) > 1'],
    ['sum(rate(orders_seconds_bucket[5m])) / sum(rate(orders_seconds_count[5m])) > 1'],
    ['sum(up) > 1'],
    ['count(up == 0) > 0'],
    ['(count(up == 1) or vector(0)) < 1'],
    ['absent(up{job="orders", job="carts"})'],
    ['deriv(free_bytes[1h]) < 0'],
    ['delta(orders[5m]) < 0'],
    ['a{namespace="shop"} / on (cluster) b{namespace="shop-eu"} > 0.9'],
    ['a{namespace="shop"} / ignoring (namespace) b{namespace="shop-eu"} > 0.9'],
    ['a{job="orders"} or b{job="carts"}'],
    ['label_replace(a{job="orders"}, "job", "carts", "", "") and b{job="carts"}'],
    ['a{job="orders"} > 1 unless b{job="carts"}'],
    ['up == 1'],
  ])('%s', (expression) => {
    expect(why(expression)).toBeUndefined();
  });
});

describe('how long a time of the day lasts', () => {
  it.each([
    ['orders == 0 and on () hour() == 4', 3600],
    ['orders == 0 and on () (hour() >= 22)', 7200],
    ['minute() < 10', 600],
    ['day_of_week() >= 6', 86_400],
    ['hour() >= 0', Infinity],
    ['hour() != 4', 23 * 3600],
    ['orders == 0', Infinity],
    ['hour(orders_last_seconds) == 4', Infinity],
    ['orders == 0 or hour() == 4', Infinity],
  ])('%s', (expression, seconds) => {
    const { tree } = parsePromql(expression);
    expect(tree && longestSeconds(tree)).toBe(seconds);
  });
});
