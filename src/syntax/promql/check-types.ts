import type { PromqlAggregation, PromqlBinary, PromqlCall, PromqlError, PromqlNode } from './ast.ts';
import { isComparison } from './walk.ts';

type Type = 'scalar' | 'vector' | 'range' | 'text';

/** What Prometheus refuses though the grammar allows it: a rate without a window, a comparison of numbers. */
export function typeErrors(tree: PromqlNode): readonly PromqlError[] {
  const errors: PromqlError[] = [];
  typeOf(tree, errors);
  return errors;
}

const WORDS: { readonly [type in Type]: string } = {
  scalar: 'number',
  vector: 'vector of values',
  range: 'range of samples',
  text: 'text',
};

function typeOf(node: PromqlNode, errors: PromqlError[]): Type {
  switch (node.kind) {
    case 'number':
      return 'scalar';
    case 'text':
      return 'text';
    case 'selector':
      return node.rangeSeconds === undefined ? 'vector' : 'range';
    case 'minus':
      return typeOf(node.of, errors);
    case 'subquery':
      expect(node.of, 'vector', errors);
      return 'range';
    case 'call':
      return ofCall(node, errors);
    case 'aggregation':
      return ofAggregation(node, errors);
    case 'binary':
      return ofBinary(node, errors);
  }
}

function expect(node: PromqlNode, wanted: Type, errors: PromqlError[]): void {
  const type = typeOf(node, errors);
  if (type === wanted) return;
  const message = `a ${WORDS[wanted]} is needed, and this is a ${WORDS[type]}`;
  errors.push({ start: node.start, end: node.end, message });
}

const RANGES: ReadonlySet<string> = new Set(
  (
    'rate irate increase delta idelta deriv changes resets predict_linear holt_winters ' +
    'double_exponential_smoothing'
  ).split(' '),
);
const SCALARS: ReadonlySet<string> = new Set(['scalar', 'time', 'pi']);
// Where the vector stands, when it is not the first argument.
const POSITIONS: { readonly [name: string]: number } = {
  quantile_over_time: 1,
  histogram_quantile: 1,
  histogram_fraction: 2,
};

function ofCall({ name, args }: PromqlCall, errors: PromqlError[]): Type {
  const position = Object.hasOwn(POSITIONS, name) ? (POSITIONS[name] ?? 0) : 0;
  for (const [index, arg] of args.entries()) {
    if (arg.kind === 'text') continue;
    if (index !== position || name === 'vector') expect(arg, 'scalar', errors);
    else expect(arg, isOfRange(name) ? 'range' : 'vector', errors);
  }
  return SCALARS.has(name) ? 'scalar' : 'vector';
}

function isOfRange(name: string): boolean {
  return RANGES.has(name) || name.endsWith('_over_time');
}

const WITH_PARAMETER: ReadonlySet<string> = new Set([
  'topk',
  'bottomk',
  'quantile',
  'count_values',
  'limitk',
  'limit_ratio',
]);

function ofAggregation({ name, args, start, end }: PromqlAggregation, errors: PromqlError[]): Type {
  const wanted = WITH_PARAMETER.has(name) ? 2 : 1;
  if (args.length !== wanted) errors.push({ start, end, message: `${name} takes ${wanted} arguments` });
  const last = args.at(-1);
  if (last) expect(last, 'vector', errors);
  return 'vector';
}

const SETS: ReadonlySet<string> = new Set(['and', 'or', 'unless']);

function ofBinary({ operator, isBool, left, right, start, end }: PromqlBinary, errors: PromqlError[]): Type {
  const types = [left, right].map((side) => {
    const type = typeOf(side, errors);
    if (type === 'range' || type === 'text') {
      errors.push({
        start: side.start,
        end: side.end,
        message: `“${operator}” cannot take a ${WORDS[type]}`,
      });
    }
    return type;
  });
  const isOfNumbers = types.every((type) => type === 'scalar');
  if (SETS.has(operator) && types.includes('scalar')) {
    errors.push({ start, end, message: `“${operator}” cannot take a number` });
  }
  if (isOfNumbers && isComparison(operator) && !isBool) {
    errors.push({ start, end, message: 'a comparison of two numbers needs bool' });
  }
  return isOfNumbers ? 'scalar' : 'vector';
}
