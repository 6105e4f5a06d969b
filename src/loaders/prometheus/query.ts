import type { Data, DataObject } from '../../core/value.ts';
import type { PromqlNode, PromqlParse } from '../../syntax/promql/ast.ts';
import { parsePromql } from '../../syntax/promql/parse.ts';
import { longestSeconds } from '../../syntax/promql/calendar.ts';
import { durationSeconds } from '../../syntax/promql/literals.ts';
import { neverReturns } from '../../syntax/promql/never.ts';
import { resultLabels } from '../../syntax/promql/result-labels.ts';
import { constantOf, isComparison, nodesOf, selectorsOf } from '../../syntax/promql/walk.ts';

/** Recording rules by the name of the series that they write. */
export type Records = ReadonlyMap<string, readonly PromqlNode[]>;

/** Expressions by their text, each read once. */
export class Expressions {
  readonly #read = new Map<string, PromqlParse>();

  parse(text: string): PromqlParse {
    const known = this.#read.get(text);
    if (known) return known;
    const read = parsePromql(text);
    this.#read.set(text, read);
    return read;
  }
}

/** What an expression says, as plain data: the meaning of its metrics is not decided here. */
export function queryData(tree: PromqlNode, records: Records, lasts: string | undefined): DataObject {
  const selectors = expanded(tree, records);
  const labels = resultLabels(tree);
  return {
    metrics: [...new Set(selectorsOf(tree).flatMap(({ metric }) => metric ?? []))],
    /** Those of the recording rules behind it included. */
    selectors: selectors.map(({ metric, matchers }) => ({
      metric: metric ?? null,
      matchers: matchers.map((matcher) => ({ ...matcher })),
    })),
    functions: [...new Set(nodesOf(tree).flatMap((node) => (node.kind === 'call' ? [node.name] : [])))],
    ranges: [...new Set(nodesOf(tree).flatMap(rangeOf))],
    comparison: comparisonOf(tree),
    never: neverOf(tree, records, lasts),
    fixed: Object.fromEntries([...labels.fixed].filter(([label]) => label !== '__proto__')),
    only: labels.only ? [...labels.only] : null,
  };
}

/** Why it can never fire; nothing where it may. */
function neverOf(tree: PromqlNode, records: Records, lasts: string | undefined): readonly string[] {
  const why = neverReturns(tree, (metric) => records.get(metric) ?? []);
  if (why !== undefined) return [why];
  const longest = longestSeconds(tree);
  const wanted = durationSeconds(lasts ?? '0') ?? 0;
  if (wanted <= longest) return [];
  return [`the time that it asks for lasts ${longest / 60} minutes, and the alert waits for ${lasts ?? ''}`];
}

function rangeOf(node: PromqlNode): readonly number[] {
  if (node.kind !== 'selector' && node.kind !== 'subquery') return [];
  return node.rangeSeconds === undefined || Number.isNaN(node.rangeSeconds) ? [] : [node.rangeSeconds];
}

type Selectors = ReturnType<typeof selectorsOf>;

// Roll-ups of roll-ups; a circle of recording rules ends here too.
const MAX_DEPTH = 4;

function expanded(tree: PromqlNode, records: Records, depth = 0): Selectors {
  return selectorsOf(tree).flatMap((selector): Selectors => {
    const behind = selector.metric === undefined ? undefined : records.get(selector.metric);
    if (!behind || depth >= MAX_DEPTH) return [selector];
    const inner = behind.flatMap((one) => expanded(one, records, depth + 1));
    // What is asked of the recorded series is asked of those that it was made of.
    const demanded = inner.map((one) => ({ ...one, matchers: [...selector.matchers, ...one.matchers] }));
    return [selector, ...demanded];
  });
}

/** The comparison with a constant that decides: of several joined with `and` the first. */
function comparisonOf(tree: PromqlNode): Data {
  if (tree.kind === 'aggregation' || tree.kind === 'call') {
    const inner = tree.args.at(-1);
    return inner ? comparisonOf(inner) : null;
  }
  if (tree.kind !== 'binary') return null;
  if (!isComparison(tree.operator)) return comparisonOf(tree.left) ?? comparisonOf(tree.right);
  const threshold = constantOf(tree.right);
  if (threshold !== undefined) return { operator: tree.operator, threshold: finite(threshold) };
  const left = constantOf(tree.left);
  const turned = TURNED[tree.operator];
  return left === undefined || turned === undefined ? null : { operator: turned, threshold: finite(left) };
}

const TURNED: { readonly [operator: string]: string } = {
  '>': '<',
  '>=': '<=',
  '<': '>',
  '<=': '>=',
  '==': '==',
  '!=': '!=',
};

function finite(value: number): Data {
  return Number.isFinite(value) ? value : null;
}
