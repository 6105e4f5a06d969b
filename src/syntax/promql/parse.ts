import { parser } from '@prometheus-io/lezer-promql';
import type {
  PromqlAggregation,
  PromqlBinary,
  PromqlError,
  PromqlMatcher,
  PromqlMatching,
  PromqlNode,
  PromqlParse,
} from './ast.ts';
import { typeErrors } from './check-types.ts';
import { durationSeconds, numberValue, unquoted } from './literals.ts';
import { matchesWhole } from './matches-whole.ts';

type Tree = ReturnType<typeof parser.parse>;
type SyntaxNode = Tree['topNode'];

// An expression that is deeper than this was not written by anybody.
const MAX_DEPTH = 200;
// Generated expressions have some thousand characters.
const MAX_LENGTH = 100_000;

/** Reads one expression. Never fails: templates and other languages give errors. */
export function parsePromql(text: string): PromqlParse {
  if (text.length > MAX_LENGTH) {
    return { tree: undefined, errors: [{ start: 0, end: 0, message: 'the expression is too long' }] };
  }
  const { topNode } = parser.parse(text);
  const errors = errorsOf(topNode, text);
  if (errors.length > 0) return { tree: undefined, errors };
  const reading: Reading = { text, errors };
  const [first] = childrenOf(topNode);
  const tree = first ? read(first, reading, 0) : refuse(topNode, 'there is no expression', reading);
  if (tree && errors.length === 0) errors.push(...typeErrors(tree));
  return { tree: errors.length > 0 ? undefined : tree, errors };
}

interface Reading {
  readonly text: string;
  readonly errors: PromqlError[];
}

function errorsOf(top: SyntaxNode, text: string): PromqlError[] {
  const errors: PromqlError[] = [];
  const cursor = top.cursor();
  do {
    if (!cursor.type.isError) continue;
    const { from: start, to: end } = cursor;
    const near = text.slice(start, Math.max(end, start + 20)).split('\n')[0] ?? '';
    const message = near === '' ? 'it ends too early' : `not understood at “${near}”`;
    errors.push({ start, end, message });
  } while (cursor.next());
  return errors;
}

function childrenOf(node: SyntaxNode): readonly SyntaxNode[] {
  const children: SyntaxNode[] = [];
  for (let child = node.firstChild; child; child = child.nextSibling) {
    if (child.name !== 'LineComment') children.push(child);
  }
  return children;
}

function refuse({ from, to }: SyntaxNode, message: string, { errors }: Reading): undefined {
  errors.push({ start: from, end: to, message });
  return undefined;
}

function textOf({ from, to }: SyntaxNode, { text }: Reading): string {
  return text.slice(from, to);
}

function read(node: SyntaxNode, reading: Reading, depth: number): PromqlNode | undefined {
  if (depth > MAX_DEPTH) return refuse(node, 'the expression is nested too deeply', reading);
  const span = { start: node.from, end: node.to };
  const children = childrenOf(node);
  const [first] = children;
  const inner = (): PromqlNode | undefined => first && read(first, reading, depth + 1);
  switch (node.name) {
    case 'ParenExpr':
    case 'AnchoredExpr':
    case 'SmoothedExpr':
      return inner();
    case 'OffsetExpr':
    case 'StepInvariantExpr':
      return moved(inner(), node, reading);
    case 'NumberDurationLiteral':
      return { kind: 'number', value: numberValue(textOf(node, reading)), ...span };
    case 'StringLiteral':
      return { kind: 'text', value: stringOf(node, reading), ...span };
    case 'UnaryExpr': {
      const last = children.at(-1);
      const of = last && read(last, reading, depth + 1);
      return of && first && textOf(first, reading) === '-' ? { kind: 'minus', of, ...span } : of;
    }
    case 'VectorSelector':
      return selector(children, span, reading);
    case 'MatrixSelector': {
      const rangeSeconds = rangeOf(children, reading);
      return onLast(inner(), node.firstChild, (of) => {
        if (of.kind !== 'selector') return refuse(node, 'a range stands behind no selector', reading);
        return { ...of, end: node.to, rangeSeconds };
      });
    }
    case 'SubqueryExpr': {
      const rangeSeconds = rangeOf(children, reading);
      return onLast(inner(), node.firstChild, (of) => {
        return { kind: 'subquery', of, rangeSeconds, start: of.start, end: node.to };
      });
    }
    case 'FunctionCall': {
      const args = argumentsOf(children, reading, depth);
      return { kind: 'call', name: first ? textOf(first, reading) : '', args, ...span };
    }
    case 'AggregateExpr':
      return aggregation(children, span, { reading, depth });
    case 'BinaryExpr':
      return binary(children, span, { reading, depth });
    default:
      return refuse(node, `${node.name} is not known`, reading);
  }
}

function moved(of: PromqlNode | undefined, node: SyntaxNode, reading: Reading): PromqlNode | undefined {
  const by = reading.text.slice(node.firstChild?.to ?? node.from, node.to).trim();
  return onLast(of, node.firstChild, (one) => {
    if (one.kind !== 'selector' && one.kind !== 'subquery') {
      return refuse(node, 'only a selector or a subquery can be moved in time', reading);
    }
    return { ...one, moved: one.moved === undefined ? by : `${one.moved} ${by}` };
  });
}

/**
 * Changes what stands right before a suffix: `a - b offset 5m` moves `b` alone, though the grammar puts the
 * whole difference under the offset.
 */
function onLast(
  of: PromqlNode | undefined,
  written: SyntaxNode | null,
  change: (node: PromqlNode) => PromqlNode | undefined,
): PromqlNode | undefined {
  if (!of) return undefined;
  if (written?.name === 'BinaryExpr' && of.kind === 'binary') {
    const right = onLast(of.right, written.lastChild, change);
    return right && { ...of, right };
  }
  if (written?.name === 'UnaryExpr' && of.kind === 'minus') {
    const inner = onLast(of.of, written.lastChild, change);
    return inner && { ...of, of: inner };
  }
  return change(of);
}

interface Place {
  readonly reading: Reading;
  readonly depth: number;
}

type Span = Pick<PromqlNode, 'start' | 'end'>;

function stringOf(node: SyntaxNode, reading: Reading): string {
  return unquoted(textOf(node, reading)) ?? refuse(node, 'the text is not quoted well', reading) ?? '';
}

function rangeOf(children: readonly SyntaxNode[], reading: Reading): number {
  const duration = children.find(({ name }) => name === 'DurationExpr');
  const written = duration ? textOf(duration, reading).trim() : '';
  return durationSeconds(written) ?? Number(written === '' ? Number.NaN : written);
}

function argumentsOf(children: readonly SyntaxNode[], reading: Reading, depth: number): PromqlNode[] {
  const body = children.find(({ name }) => name === 'FunctionCallBody');
  const args = body ? childrenOf(body).map((arg) => read(arg, reading, depth + 1)) : [];
  return args.filter((arg) => arg !== undefined);
}

const NAMES = new Set(['LabelName', 'QuotedLabelName']);

function labelsOf(node: SyntaxNode | undefined, reading: Reading): readonly string[] {
  if (!node) return [];
  return childrenOf(node)
    .filter(({ name }) => NAMES.has(name))
    .map((label) => labelName(label, reading));
}

function labelName(node: SyntaxNode, reading: Reading): string {
  return node.name === 'QuotedLabelName' ? stringOf(node, reading) : textOf(node, reading);
}

function aggregation(
  children: readonly SyntaxNode[],
  span: Span,
  { reading, depth }: Place,
): PromqlAggregation {
  const [operator] = children;
  const modifier = children.find(({ name }) => name === 'AggregateModifier');
  const [word, labels] = modifier ? childrenOf(modifier) : [];
  return {
    kind: 'aggregation',
    name: operator ? textOf(operator, reading).toLowerCase() : '',
    grouping: word ? { by: word.name === 'By', labels: labelsOf(labels, reading) } : undefined,
    args: argumentsOf(children, reading, depth),
    ...span,
  };
}

const MODIFIERS = new Set(['BoolModifier', 'MatchingModifierClause', 'FillModifier']);

function binary(
  children: readonly SyntaxNode[],
  span: Span,
  { reading, depth }: Place,
): PromqlBinary | undefined {
  const [leftNode, operator, rightNode] = children.filter(({ name }) => !MODIFIERS.has(name));
  const left = leftNode && read(leftNode, reading, depth + 1);
  const right = rightNode && read(rightNode, reading, depth + 1);
  if (!left || !right || !operator) return undefined;
  const clause = children.find(({ name }) => name === 'MatchingModifierClause');
  return {
    kind: 'binary',
    operator: textOf(operator, reading).toLowerCase(),
    isBool: children.some(({ name }) => name === 'BoolModifier'),
    matching: clause ? matchingOf(clause, reading) : undefined,
    left,
    right,
    ...span,
  };
}

function matchingOf(clause: SyntaxNode, reading: Reading): PromqlMatching {
  const parts = childrenOf(clause);
  const lists = parts.filter(({ name }) => name === 'GroupingLabels');
  const group = parts.find(({ name }) => name === 'GroupLeft' || name === 'GroupRight')?.name;
  return {
    on: parts.some(({ name }) => name === 'On'),
    labels: labelsOf(lists[0], reading),
    group: group === undefined ? undefined : group === 'GroupLeft' ? 'left' : 'right',
    include: labelsOf(lists[1], reading),
  };
}

function selector(children: readonly SyntaxNode[], span: Span, reading: Reading): PromqlNode {
  const name = children.find((child) => child.name === 'Identifier');
  const list = children.find((child) => child.name === 'LabelMatchers');
  let metric = name && textOf(name, reading);
  const matchers: PromqlMatcher[] = [];
  for (const child of list ? childrenOf(list) : []) {
    if (child.name === 'QuotedLabelName') metric = stringOf(child, reading);
    const matcher = matcherOf(child, reading);
    if (matcher?.label === '__name__' && matcher.operator === '=') metric = matcher.value;
    else if (matcher) matchers.push(matcher);
  }
  if (metric === undefined && !matchers.some(demandsSomething)) {
    reading.errors.push({ ...span, message: NEEDS_NAME });
  }
  return { kind: 'selector', metric, matchers, rangeSeconds: undefined, ...span };
}

const NEEDS_NAME = 'a selector needs a name, or a matcher that an empty value does not meet';

function demandsSomething({ operator, value }: PromqlMatcher): boolean {
  if (operator === '=') return value !== '';
  if (operator === '!=') return value === '';
  const isEmpty = matchesWhole(value, '') !== false;
  return operator === '=~' ? !isEmpty : isEmpty;
}

function matcherOf(node: SyntaxNode, reading: Reading): PromqlMatcher | undefined {
  const [label, operator, value] = childrenOf(node);
  if (!label || !operator || !value) return undefined;
  const sign = textOf(operator, reading);
  if (sign !== '=' && sign !== '!=' && sign !== '=~' && sign !== '!~') return undefined;
  return { label: labelName(label, reading), operator: sign, value: stringOf(value, reading) };
}
