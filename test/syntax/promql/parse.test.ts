import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import type { PromqlNode } from '../../../src/syntax/promql/ast.ts';
import { parsePromql } from '../../../src/syntax/promql/parse.ts';

interface Answer {
  readonly expression: string;
  readonly isAccepted: boolean;
}

function isAnswers(data: unknown): data is readonly Answer[] {
  return Array.isArray(data);
}

// Later versions of Prometheus than the recorded one read durations as numbers.
const NEWER = new Set(['orders > 5m', 'orders[5]']);

it('takes and refuses what promtool takes and refuses', () => {
  const data: unknown = JSON.parse(readFileSync(join(import.meta.dirname, 'expressions.json'), 'utf8'));
  const answers = isAnswers(data) ? data.filter(({ expression }) => !NEWER.has(expression)) : [];
  expect(answers.length).toBeGreaterThan(50);
  const ours = answers.map(({ expression }) => ({
    expression,
    isAccepted: parsePromql(expression).errors.length === 0,
  }));
  expect(ours).toEqual(answers);
});

/** The tree on one line, without places. */
function shown(node: PromqlNode | undefined): string {
  switch (node?.kind) {
    case undefined:
      return 'nothing';
    case 'number':
    case 'text':
      return JSON.stringify(node.value);
    case 'minus':
      return `(- ${shown(node.of)})`;
    case 'selector': {
      const matchers = node.matchers
        .map(({ label, operator, value }) => `${label}${operator}${value}`)
        .join();
      const range = node.rangeSeconds === undefined ? '' : `[${node.rangeSeconds}]`;
      return `${node.metric ?? ''}{${matchers}}${range}${node.moved === undefined ? '' : ` ${node.moved}`}`;
    }
    case 'subquery':
      return `(${shown(node.of)})[${node.rangeSeconds}:]`;
    case 'call':
      return `${node.name}(${node.args.map(shown).join(', ')})`;
    case 'aggregation': {
      const grouping = node.grouping
        ? ` ${node.grouping.by ? 'by' : 'without'} ${node.grouping.labels.join()}`
        : '';
      return `${node.name}${grouping}(${node.args.map(shown).join(', ')})`;
    }
    case 'binary': {
      const { matching } = node;
      const words = matching ? ` ${matching.on ? 'on' : 'ignoring'} ${matching.labels.join()}` : '';
      const group =
        matching?.group === undefined ? '' : ` group ${matching.group} ${matching.include.join()}`;
      const operator = `${node.operator}${node.isBool ? ' bool' : ''}${words}${group}`;
      return `(${shown(node.left)} ${operator} ${shown(node.right)})`;
    }
  }
}

it.each([
  ['rate(orders_total{code=~"5.."}[5m]) > 0.5', '(rate(orders_total{code=~5..}[300]) > 0.5)'],
  ['sum by (job, team) (orders)', 'sum by job,team(orders{})'],
  ['sum(orders) without (pod)', 'sum without pod(orders{})'],
  ['a / on (job) group_left (team) b', '(a{} / on job group left team b{})'],
  ['a >= bool 2 and b', '((a{} >= bool 2) and b{})'],
  ['a + b * c', '(a{} + (b{} * c{}))'],
  ['a - b offset 1d', '(a{} - b{} offset 1d)'],
  ['max_over_time((a > 1)[1h:5m])', 'max_over_time(((a{} > 1))[3600:])'],
  ['{__name__="orders", team="shop"}', 'orders{team=shop}'],
  ['-a ^ 2', '(- (a{} ^ 2))'],
  ['label_replace(a, "x", "$1", "y", "(.*)")', 'label_replace(a{}, "x", "$1", "y", "(.*)")'],
  [String.raw`a{b="\u0041\x42\t\"", c='\''}`, 'a{b=AB\t",c=\'}'],
  ['a > 1h30m', '(a{} > 5400)'],
  ['a > -1_000.5e1', '(a{} > -10005)'],
])('%s', (expression, tree) => {
  const parsed = parsePromql(expression);
  expect(parsed.errors).toEqual([]);
  expect(shown(parsed.tree)).toBe(tree);
});

it.each([
  ['orders > {{ .Values.threshold }}', 'not understood at “{ .Values.threshold ”'],
  ['sum(rate({app="orders"} |= "error" [5m]))', 'not understood at “|= "error" [5m]))”'],
  ['rate(orders)', 'a range of samples is needed, and this is a vector of values'],
  ['orders unless 3', '“unless” cannot take a number'],
])('%s is refused: %s', (expression, message) => {
  const { tree, errors } = parsePromql(expression);
  expect(tree).toBeUndefined();
  expect(errors[0]?.message).toBe(message);
});

it('does not fall over hostile expressions', () => {
  expect(parsePromql(`${'('.repeat(5000)}a${')'.repeat(5000)}`).tree).toBeUndefined();
  expect(parsePromql(`${'-'.repeat(5000)}a`).tree).toBeUndefined();
  expect(parsePromql('a'.repeat(200_000)).errors[0]?.message).toBe('the expression is too long');
});
