import type { PromqlNode } from './ast.ts';
import { constantOf, isComparison } from './walk.ts';

interface Calendar {
  readonly first: number;
  readonly last: number;
  readonly seconds: number;
}

// What functions of the calendar return when they are asked about now.
const CALENDAR: { readonly [name: string]: Calendar } = {
  minute: { first: 0, last: 59, seconds: 60 },
  hour: { first: 0, last: 23, seconds: 3600 },
  day_of_week: { first: 0, last: 6, seconds: 86_400 },
};

/**
 * The longest time for which an expression can return something without a break, where it asks for an hour, a
 * minute or a day of the week; infinite for all others.
 */
export function longestSeconds(node: PromqlNode): number {
  if (node.kind === 'aggregation') {
    const last = node.args.at(-1);
    return last ? longestSeconds(last) : Infinity;
  }
  if (node.kind !== 'binary') return Infinity;
  if (node.operator === 'and') return Math.min(longestSeconds(node.left), longestSeconds(node.right));
  if (node.operator === 'unless') return longestSeconds(node.left);
  if (!isComparison(node.operator) || node.isBool) return Infinity;
  const calendar = calendarOf(node.left);
  const limit = constantOf(node.right);
  return calendar && limit !== undefined ? longestRun(calendar, node.operator, limit) : Infinity;
}

function calendarOf(node: PromqlNode): Calendar | undefined {
  if (node.kind !== 'call' || node.args.length > 0) return undefined;
  return Object.hasOwn(CALENDAR, node.name) ? CALENDAR[node.name] : undefined;
}

function longestRun({ first, last, seconds }: Calendar, operator: string, limit: number): number {
  const count = last - first + 1;
  let longest = 0;
  let run = 0;
  // Twice around: the evening and the morning after it are one run.
  for (let step = 0; step < 2 * count; step += 1) {
    run = holds(first + (step % count), operator, limit) ? run + 1 : 0;
    longest = Math.max(longest, run);
  }
  return longest >= count ? Infinity : longest * seconds;
}

function holds(value: number, operator: string, limit: number): boolean {
  switch (operator) {
    case '>':
      return value > limit;
    case '>=':
      return value >= limit;
    case '<':
      return value < limit;
    case '<=':
      return value <= limit;
    case '==':
      return value === limit;
    default:
      return value !== limit;
  }
}
