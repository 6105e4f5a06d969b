import type { PromqlAggregation, PromqlBinary, PromqlCall, PromqlNode, PromqlSelector } from './ast.ts';
import { isPartOf } from './ratio.ts';
import { constantOf, isComparison } from './walk.ts';

/** The lowest and the highest value that an expression can return; NaN apart. */
export interface Bounds {
  readonly low: number;
  readonly high: number;
}

/** Expressions behind a recorded series; empty where none is known. */
export type Recorded = (metric: string) => readonly PromqlNode[];

const ANY: Bounds = { low: -Infinity, high: Infinity };
const NOT_NEGATIVE: Bounds = { low: 0, high: Infinity };
const SHARE: Bounds = { low: 0, high: 1 };

// Circles of recording rules end here.
const MAX_DEPTH = 8;

/** What is certain of the values of an expression, by its text and the recording rules behind it. */
export function boundsOf(node: PromqlNode, recorded: Recorded, depth = 0): Bounds {
  if (depth > MAX_DEPTH) return ANY;
  const inner = (one: PromqlNode): Bounds => boundsOf(one, recorded, depth + 1);
  switch (node.kind) {
    case 'number':
      return { low: node.value, high: node.value };
    case 'text':
      return ANY;
    case 'minus':
      return negated(inner(node.of));
    case 'subquery':
      return inner(node.of);
    case 'selector':
      return ofSelector(node, recorded, depth);
    case 'call':
      return ofCall(node, inner);
    case 'aggregation':
      return ofAggregation(node, inner);
    case 'binary':
      return ofBinary(node, inner);
  }
}

function ofSelector({ metric }: PromqlSelector, recorded: Recorded, depth: number): Bounds {
  if (metric === undefined) return ANY;
  // https://prometheus.io/docs/concepts/jobs_instances/#automatically-generated-labels-and-time-series
  if (metric === 'up') return SHARE;
  // Sloth records the share of bad events under these names: sloth.dev/slo-overrides.
  if (/^slo:sli_error:ratio_rate\w+$/.test(metric)) return SHARE;
  const behind = recorded(metric);
  return behind.length === 0 ? ANY : behind.map((one) => boundsOf(one, recorded, depth + 1)).reduce(either);
}

function either(one: Bounds, other: Bounds): Bounds {
  return { low: Math.min(one.low, other.low), high: Math.max(one.high, other.high) };
}

function negated({ low, high }: Bounds): Bounds {
  return { low: -high, high: -low };
}

const COUNTING: ReadonlySet<string> = new Set([
  'rate',
  'increase',
  'irate',
  'count_over_time',
  'changes',
  'resets',
  'abs',
  'stddev_over_time',
  'stdvar_over_time',
  'time',
]);

const SAME: ReadonlySet<string> = new Set([
  'avg_over_time',
  'min_over_time',
  'max_over_time',
  'last_over_time',
  'first_over_time',
  'sort',
  'sort_desc',
  'sort_by_label',
  'sort_by_label_desc',
  'scalar',
  'vector',
  'label_replace',
  'label_join',
]);

// https://prometheus.io/docs/prometheus/latest/querying/functions/
const FIXED: { readonly [name: string]: Bounds } = {
  absent: { low: 1, high: 1 },
  absent_over_time: { low: 1, high: 1 },
  present_over_time: { low: 1, high: 1 },
  hour: { low: 0, high: 23 },
  minute: { low: 0, high: 59 },
  day_of_week: { low: 0, high: 6 },
  day_of_month: { low: 1, high: 31 },
  day_of_year: { low: 1, high: 366 },
  days_in_month: { low: 28, high: 31 },
  month: { low: 1, high: 12 },
  histogram_fraction: SHARE,
  sgn: { low: -1, high: 1 },
};

function ofCall({ name, args }: PromqlCall, inner: (node: PromqlNode) => Bounds): Bounds {
  const fixed = Object.hasOwn(FIXED, name) ? FIXED[name] : undefined;
  if (fixed) return fixed;
  if (COUNTING.has(name)) return NOT_NEGATIVE;
  const [first, second, third] = args;
  if (!first) return ANY;
  if (SAME.has(name)) return inner(first);
  const { low, high } = inner(first);
  if (name === 'quantile_over_time') return ANY;
  if (name === 'sum_over_time') return { low: low >= 0 ? 0 : -Infinity, high: high <= 0 ? 0 : Infinity };
  if (name === 'ceil' || name === 'floor') return { low: Math.floor(low), high: Math.ceil(high) };
  if (name === 'clamp_max' && second) {
    const limit = inner(second).high;
    return { low: Math.min(low, limit), high: Math.min(high, limit) };
  }
  if (name === 'clamp_min' && second) {
    const limit = inner(second).low;
    return { low: Math.max(low, limit), high: Math.max(high, limit) };
  }
  if (name === 'clamp' && second && third) return { low: inner(second).low, high: inner(third).high };
  return ANY;
}

function ofAggregation({ name, args }: PromqlAggregation, inner: (node: PromqlNode) => Bounds): Bounds {
  const last = args.at(-1);
  if (!last) return ANY;
  const { low, high } = inner(last);
  switch (name) {
    case 'sum':
      return { low: low >= 0 ? 0 : -Infinity, high: high <= 0 ? 0 : Infinity };
    case 'count':
    case 'count_values':
      return { low: 1, high: Infinity };
    case 'group':
      return { low: 1, high: 1 };
    case 'stddev':
    case 'stdvar':
      return NOT_NEGATIVE;
    case 'quantile':
      return ANY;
    default:
      return { low, high };
  }
}

function ofBinary(node: PromqlBinary, inner: (node: PromqlNode) => Bounds): Bounds {
  const { operator, isBool } = node;
  if (isComparison(operator)) return isBool ? SHARE : compared(node, inner);
  const left = inner(node.left);
  if (operator === 'and' || operator === 'unless') return left;
  const right = inner(node.right);
  if (operator === 'or') return either(left, right);
  if (operator === '+') return { low: left.low + right.low, high: left.high + right.high };
  if (operator === '-') return { low: left.low - right.high, high: left.high - right.low };
  if (operator === '*') return product(left, right);
  if (operator === '/') return quotient(node, left, right);
  return ANY;
}

/** A comparison that filters keeps values of its left side. */
function compared(
  { operator, left: leftNode, right: rightNode }: PromqlBinary,
  inner: (node: PromqlNode) => Bounds,
): Bounds {
  const [left, right] = [inner(leftNode), inner(rightNode)];
  if (operator.startsWith('>')) return { low: Math.max(left.low, right.low), high: left.high };
  if (operator.startsWith('<')) return { low: left.low, high: Math.min(left.high, right.high) };
  return left;
}

function times(one: number, other: number): number {
  return one === 0 || other === 0 ? 0 : one * other;
}

function product(left: Bounds, right: Bounds): Bounds {
  const ends = [left.low, left.high].flatMap((one) => [times(one, right.low), times(one, right.high)]);
  return { low: Math.min(...ends), high: Math.max(...ends) };
}

function quotient({ left: part, right: whole, matching }: PromqlBinary, left: Bounds, right: Bounds): Bounds {
  if (right.low === right.high && right.low !== 0 && Number.isFinite(right.low)) {
    return product(left, { low: 1 / right.low, high: 1 / right.low });
  }
  const { factor, of } = withoutFactor(part);
  if (matching?.group === undefined && isPartOf(of, whole))
    return product(SHARE, { low: factor, high: factor });
  return left.low >= 0 && right.low >= 0 ? NOT_NEGATIVE : ANY;
}

/** `100 * errors` as its factor and the rest. */
function withoutFactor(node: PromqlNode): { readonly factor: number; readonly of: PromqlNode } {
  if (node.kind !== 'binary' || node.operator !== '*') return { factor: 1, of: node };
  const [left, right] = [constantOf(node.left), constantOf(node.right)];
  if (left !== undefined) return { factor: left, of: node.right };
  return right === undefined ? { factor: 1, of: node } : { factor: right, of: node.left };
}
