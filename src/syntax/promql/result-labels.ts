import type { PromqlAggregation, PromqlBinary, PromqlCall, PromqlNode } from './ast.ts';

/** What is certain of the labels of everything that an expression returns. */
export interface ResultLabels {
  /** Labels that have this one value. */
  readonly fixed: ReadonlyMap<string, string>;
  /** All labels that there can be; undefined: any. */
  readonly only: ReadonlySet<string> | undefined;
}

const NONE: ResultLabels = { fixed: new Map(), only: new Set() };
const ANY: ResultLabels = { fixed: new Map(), only: undefined };

/** The labels of what an expression returns, as far as its text decides them. */
export function resultLabels(node: PromqlNode): ResultLabels {
  switch (node.kind) {
    case 'number':
    case 'text':
      return NONE;
    case 'minus':
    case 'subquery':
      return resultLabels(node.of);
    case 'selector': {
      const equal = node.matchers.filter(({ operator, value }) => operator === '=' && value !== '');
      return { fixed: new Map(equal.map(({ label, value }) => [label, value])), only: undefined };
    }
    case 'call':
      return ofCall(node);
    case 'aggregation':
      return ofAggregation(node);
    case 'binary':
      return ofBinary(node);
  }
}

/** Whether a result may have a label, and which value then: undefined is “any, or none”. */
export function labelIn({ fixed, only }: ResultLabels, label: string): string | undefined {
  return fixed.get(label) ?? (only && !only.has(label) ? '' : undefined);
}

const WITHOUT_LABELS: ReadonlySet<string> = new Set(['vector', 'scalar', 'time', 'pi']);

function ofCall({ name, args }: PromqlCall): ResultLabels {
  if (WITHOUT_LABELS.has(name)) return NONE;
  const [first] = args;
  // hour() and the like take the current time.
  if (!first) return NONE;
  const vector = args.find((arg) => arg.kind !== 'number' && arg.kind !== 'text') ?? first;
  const labels = resultLabels(vector);
  if (name === 'absent' || name === 'absent_over_time') {
    return { fixed: labels.fixed, only: new Set(labels.fixed.keys()) };
  }
  if (name === 'histogram_quantile' || name === 'histogram_fraction') return without(labels, ['le']);
  if (name === 'label_replace' || name === 'label_join') {
    const [, target] = args;
    return target?.kind === 'text' ? opened(labels, target.value) : ANY;
  }
  return name === 'info' ? ANY : labels;
}

/** The label may be there with any value. */
function opened({ fixed, only }: ResultLabels, label: string): ResultLabels {
  return {
    fixed: new Map([...fixed].filter(([key]) => key !== label)),
    only: only && new Set([...only, label]),
  };
}

const KEEPING: ReadonlySet<string> = new Set(['topk', 'bottomk', 'limitk', 'limit_ratio']);

function ofAggregation({ name, grouping, args }: PromqlAggregation): ResultLabels {
  const last = args.at(-1);
  const labels = last ? resultLabels(last) : ANY;
  if (KEEPING.has(name)) return labels;
  const grouped = !grouping
    ? NONE
    : grouping.by
      ? keep(labels, grouping.labels)
      : without(labels, grouping.labels);
  const [target] = args;
  if (name !== 'count_values') return grouped;
  return target?.kind === 'text' ? opened(grouped, target.value) : ANY;
}

function keep({ fixed, only }: ResultLabels, wanted: readonly string[]): ResultLabels {
  return {
    fixed: new Map([...fixed].filter(([key]) => wanted.includes(key))),
    only: new Set(wanted.filter((label) => !only || only.has(label))),
  };
}

function without({ fixed, only }: ResultLabels, unwanted: readonly string[]): ResultLabels {
  return {
    fixed: new Map([...fixed].filter(([key]) => !unwanted.includes(key))),
    only: only && new Set([...only].filter((label) => !unwanted.includes(label))),
  };
}

function ofBinary({ operator, matching, left: leftNode, right: rightNode }: PromqlBinary): ResultLabels {
  const [left, right] = [resultLabels(leftNode), resultLabels(rightNode)];
  if (isScalar(rightNode)) return left;
  if (isScalar(leftNode)) return right;
  if (operator === 'and' || operator === 'unless') return left;
  if (operator === 'or') return either(left, right);
  if (matching?.group !== undefined) {
    const many = matching.group === 'left' ? left : right;
    return matching.include.reduce(opened, many);
  }
  if (!matching) return { ...left, fixed: new Map([...right.fixed, ...left.fixed]) };
  return matching.on ? keep(left, matching.labels) : without(left, matching.labels);
}

function either(left: ResultLabels, right: ResultLabels): ResultLabels {
  return {
    fixed: new Map([...left.fixed].filter(([key, value]) => right.fixed.get(key) === value)),
    only: left.only && right.only ? new Set([...left.only, ...right.only]) : undefined,
  };
}

/** A number, not a vector: it has no labels to match. */
export function isScalar(node: PromqlNode): boolean {
  if (node.kind === 'number') return true;
  if (node.kind === 'minus') return isScalar(node.of);
  if (node.kind === 'call') return node.name === 'scalar' || node.name === 'time' || node.name === 'pi';
  return node.kind === 'binary' && isScalar(node.left) && isScalar(node.right);
}
