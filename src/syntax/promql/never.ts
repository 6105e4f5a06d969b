import type { PromqlBinary, PromqlMatcher, PromqlNode, PromqlSelector } from './ast.ts';
import type { Bounds, Recorded } from './bounds.ts';
import { boundsOf } from './bounds.ts';
import { matchesWhole } from './matches-whole.ts';
import { isScalar, labelIn, resultLabels } from './result-labels.ts';
import { isComparison } from './walk.ts';

/**
 * Why an expression can never return anything, where its text and the recording rules behind it make that
 * certain; undefined otherwise.
 */
export function neverReturns(node: PromqlNode, recorded: Recorded): string | undefined {
  switch (node.kind) {
    case 'number':
    case 'text':
      return undefined;
    case 'minus':
    case 'subquery':
      return neverReturns(node.of, recorded);
    case 'selector':
      return contradiction(node);
    case 'call':
      return CALLS_ON_NOTHING.has(node.name) ? undefined : firstOf(node.args, recorded);
    case 'aggregation':
      return firstOf(node.args, recorded);
    case 'binary':
      return ofBinary(node, recorded);
  }
}

// They answer also, or only, where there is nothing.
const CALLS_ON_NOTHING: ReadonlySet<string> = new Set([
  'absent',
  'absent_over_time',
  'scalar',
  'vector',
  'time',
]);

function firstOf(args: readonly PromqlNode[], recorded: Recorded): string | undefined {
  for (const arg of args) {
    const why = neverReturns(arg, recorded);
    if (why !== undefined) return why;
  }
  return undefined;
}

function ofBinary(node: PromqlBinary, recorded: Recorded): string | undefined {
  const { operator, left, right } = node;
  const ofLeft = neverReturns(left, recorded);
  if (operator === 'unless') return ofLeft;
  const ofRight = neverReturns(right, recorded);
  if (operator === 'or') return ofLeft !== undefined && ofRight !== undefined ? ofLeft : undefined;
  const inside = ofLeft ?? ofRight ?? unmatched(node);
  if (inside !== undefined || !isComparison(operator) || node.isBool) return inside;
  return outOfReach(operator, boundsOf(left, recorded), boundsOf(right, recorded));
}

function outOfReach(operator: string, left: Bounds, right: Bounds): string | undefined {
  const isNever =
    operator === '>'
      ? left.high <= right.low
      : operator === '>='
        ? left.high < right.low
        : operator === '<'
          ? left.low >= right.high
          : operator === '<='
            ? left.low > right.high
            : operator === '==' && (left.high < right.low || left.low > right.high);
  if (!isNever) return undefined;
  const limit = operator.startsWith('<') ? `at least ${shown(left.low)}` : `at most ${shown(left.high)}`;
  const reach = operator === '==' ? `between ${shown(left.low)} and ${shown(left.high)}` : limit;
  const wanted = operator.startsWith('<') ? right.high : right.low;
  return `what is compared is ${reach}, and the alert wants ${operator} ${shown(wanted)}`;
}

/** Float noise of products is not shown. */
function shown(value: number): string {
  return String(Number(value.toPrecision(12)));
}

/** Label matchers that no series can satisfy together. */
function contradiction({ matchers }: PromqlSelector): string | undefined {
  for (const [index, one] of matchers.entries()) {
    if (one.operator !== '=') continue;
    for (const [position, other] of matchers.entries()) {
      if (position === index || other.label !== one.label) continue;
      if (isMet(other, one.value) === false) {
        return `no series has ${words(one)} and ${words(other)} at once`;
      }
    }
  }
  return undefined;
}

function isMet({ operator, value }: PromqlMatcher, actual: string): boolean | undefined {
  if (operator === '=') return actual === value;
  if (operator === '!=') return actual !== value;
  const matches = matchesWhole(value, actual);
  return matches === undefined || operator === '=~' ? matches : !matches;
}

function words({ label, operator, value }: PromqlMatcher): string {
  return `${label}${operator}"${value}"`;
}

/** Two sides that are matched on a label whose values can never be equal. */
function unmatched({
  operator,
  matching,
  left: leftNode,
  right: rightNode,
}: PromqlBinary): string | undefined {
  if (isScalar(leftNode) || isScalar(rightNode)) return undefined;
  const [left, right] = [resultLabels(leftNode), resultLabels(rightNode)];
  const labels = new Set([...left.fixed.keys(), ...right.fixed.keys()]);
  for (const label of labels) {
    const counts = matching ? matching.labels.includes(label) === matching.on : true;
    if (!counts) continue;
    const [one, other] = [labelIn(left, label), labelIn(right, label)];
    if (one === undefined || other === undefined || one === other) continue;
    const values = `${quoted(one)} on the left and ${quoted(other)} on the right`;
    return `both sides of “${operator}” are matched on ${label}, which is ${values}`;
  }
  return undefined;
}

function quoted(value: string): string {
  return value === '' ? 'not there' : `“${value}”`;
}
