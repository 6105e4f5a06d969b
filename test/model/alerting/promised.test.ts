import { expect, test } from 'vitest';
import type { Declared } from '../../../src/core/declared.ts';
import { nothingDeclared } from '../../../src/core/declared.ts';
import { findJourneys } from '../../../src/graph/journeys.ts';
import { loadStacks } from '../../../src/load-stacks.ts';
import { defaultLoadOptions } from '../../../src/loaders/terraform/load-options.ts';
import { buildGraph } from '../../../src/model/build-graph.ts';
import { componentsOf, short, workload } from '../../support/alerting-shop.ts';
import { memoryFiles } from '../../support/memory-files.ts';

test('an SLO is about what its queries name', () => {
  const slo = `apiVersion: pyrra.dev/v1alpha1
kind: ServiceLevelObjective
metadata: {name: orders-taken, namespace: shop}
spec:
  target: '99.5'
  indicator:
    ratio: {errors: {metric: 'failed_total{job="orders"}'}, total: {metric: 'all_total{job="orders"}'}}
`;
  expect(slos({ 'orders.yaml': workload('orders'), 'slo.yaml': slo })).toEqual([
    'orders-taken 99.5: Deployment/shop/orders',
  ]);
  expect(slos({ 'stock.yaml': workload('stock'), 'slo.yaml': slo })).toEqual(['orders-taken 99.5: ']);
});

test('an SLO that names no service may be about any', () => {
  const slo = `apiVersion: openslo/v1
kind: SLO
metadata: {name: orders-taken}
spec: {objectives: [{target: 0.99}]}
`;
  expect(slos({ 'orders.yaml': workload('orders'), 'slo.yaml': slo })).toEqual([
    'orders-taken 99: nothing in the inputs is called as the SLO orders-taken names its service',
  ]);
});

function slos(texts: Readonly<Record<string, string>>): readonly string[] {
  return componentsOf(texts).flatMap(({ name, facts: { slo } }) => {
    if (!slo) return [];
    const about = slo.covers.map(short).join(' ') || (slo.coversUnknown?.detail ?? '');
    return [`${name} ${String(slo.objective?.value)}: ${about}`];
  });
}

test('what is declared of a journey is its promise', () => {
  const place = { file: 'whatfails.yaml', line: 1, column: 1, endLine: 1, endColumn: 1 };
  const declared: Declared = {
    ...nothingDeclared,
    journeys: [{ name: 'order', entry: 'orders', through: [], sloPercent: 99.5, place }],
  };
  const { stacks } = loadStacks(memoryFiles({ 'orders.yaml': workload('orders') }), defaultLoadOptions);
  const { estate } = buildGraph(stacks, declared);
  expect(findJourneys(estate, () => true).map(({ name, sloPercent }) => `${name} ${sloPercent}`)).toEqual([
    'order 99.5',
  ]);
});
