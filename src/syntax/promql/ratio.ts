import type { PromqlMatcher, PromqlNode, PromqlSelector } from './ast.ts';

/**
 * Whether the first is certainly a part of the second: the same sum of the same function over the same
 * window, of series that the second counts too.
 */
export function isPartOf(part: PromqlNode, whole: PromqlNode): boolean {
  if (part.kind === 'aggregation') {
    if (whole.kind !== 'aggregation' || part.name !== 'sum' || whole.name !== 'sum') return false;
    const [inner, outer] = [part.args[0], whole.args[0]];
    return isSame(part.grouping, whole.grouping) && !!inner && !!outer && isCountOf(inner, outer);
  }
  return false;
}

const COUNTS: ReadonlySet<string> = new Set(['rate', 'increase', 'irate']);

function isCountOf(part: PromqlNode, whole: PromqlNode): boolean {
  if (part.kind !== 'call' || whole.kind !== 'call') return false;
  if (part.name !== whole.name || !COUNTS.has(part.name)) return false;
  const [inner, outer] = [part.args[0], whole.args[0]];
  return inner?.kind === 'selector' && outer?.kind === 'selector' && isSubset(inner, outer);
}

function isSubset(part: PromqlSelector, whole: PromqlSelector): boolean {
  if (part.rangeSeconds !== whole.rangeSeconds || part.moved !== whole.moved) return false;
  if (Number.isNaN(part.rangeSeconds)) return false;
  const isSameMetric = part.metric !== undefined && part.metric === whole.metric;
  if (!isSameMetric && !isBucketOf(part, whole)) return false;
  // A classic histogram counts one observation in many buckets: only one of them is a part.
  if (isSameMetric && (part.metric ?? '').endsWith('_bucket')) return false;
  return whole.matchers.every((matcher) => part.matchers.some((own) => isSameMatcher(own, matcher)));
}

/** One bucket of a histogram is a part of its count. */
function isBucketOf(part: PromqlSelector, whole: PromqlSelector): boolean {
  const base = part.metric?.replace(/_bucket$/, '');
  return base !== part.metric && whole.metric === `${base ?? ''}_count` && isOneBucket(part);
}

function isOneBucket({ matchers }: PromqlSelector): boolean {
  return matchers.some(({ label, operator, value }) => label === 'le' && operator === '=' && value !== '');
}

function isSameMatcher(one: PromqlMatcher, other: PromqlMatcher): boolean {
  return one.label === other.label && one.operator === other.operator && one.value === other.value;
}

type Grouping = { readonly by: boolean; readonly labels: readonly string[] } | undefined;

function isSame(one: Grouping, other: Grouping): boolean {
  if (!one || !other) return one === other;
  const labels = (grouping: NonNullable<Grouping>): string => [...grouping.labels].sort().join();
  return one.by === other.by && labels(one) === labels(other);
}
