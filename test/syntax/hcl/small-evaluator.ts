import type { Expression, SplatStep, TemplatePart } from '../../../src/syntax/hcl/ast.ts';

/** Values of loop variables. */
type Names = ReadonlyMap<string, unknown>;

/** The value of a tree of literals, just enough to compare with what terraform says. */
export function valueOf(tree: Expression, names: Names): unknown {
  switch (tree.kind) {
    case 'literal':
      return tree.value;
    case 'number':
      return Number(tree.text);
    case 'template':
      return templateValue(tree.parts, names);
    case 'parentheses':
      return valueOf(tree.inner, names);
    case 'variable':
      return names.get(tree.name);
    case 'tuple':
      return tree.items.map((item) => valueOf(item, names));
    case 'object': {
      const pairs = tree.items.map(({ key, value }) => [valueOf(key, names), valueOf(value, names)]);
      return Object.fromEntries(pairs);
    }
    case 'conditional': {
      const isTrue = valueOf(tree.condition, names) === true;
      return valueOf(isTrue ? tree.then : tree.otherwise, names);
    }
    case 'unary': {
      const operand = valueOf(tree.operand, names);
      return tree.operator === '!' ? operand !== true : -Number(operand);
    }
    case 'binary':
      return operate(tree.operator, valueOf(tree.left, names), valueOf(tree.right, names));
    case 'get-attribute':
      return member(valueOf(tree.target, names), tree.name);
    case 'index':
      return member(valueOf(tree.target, names), valueOf(tree.key, names));
    case 'splat':
      return splat(valueOf(tree.target, names), tree.steps);
    case 'call':
      return call(tree.name, argumentsOf(tree.arguments, tree.expandLast, names));
    case 'for':
      return loop(tree, names);
  }
}

/** The value of a template: of its one interpolation, else the text of all parts. */
export function templateValue(parts: readonly TemplatePart[], names: Names): unknown {
  const [first] = parts;
  const isAlone = parts.length === 1 && first?.kind === 'interpolation';
  return isAlone ? valueOf(first.expression, names) : parts.map((part) => partText(part, names)).join('');
}

function partText(part: TemplatePart, names: Names): string {
  switch (part.kind) {
    case 'text':
      return part.value;
    case 'interpolation':
      return String(valueOf(part.expression, names));
    case 'if': {
      const branch = valueOf(part.condition, names) === true ? part.then : part.otherwise;
      return branch.map((one) => partText(one, names)).join('');
    }
    case 'for':
      return entries(valueOf(part.collection, names))
        .map(([key, value]) => {
          const inner = new Map([...names, [part.keyName ?? '', key], [part.valueName, value]]);
          return part.body.map((one) => partText(one, inner)).join('');
        })
        .join('');
  }
}

function loop(tree: Extract<Expression, { kind: 'for' }>, names: Names): unknown {
  const values: unknown[] = [];
  const groups: Record<string, unknown[]> = {};
  for (const [key, value] of entries(valueOf(tree.collection, names))) {
    const inner = new Map([...names, [tree.keyName ?? '', key], [tree.valueName, value]]);
    if (tree.condition && valueOf(tree.condition, inner) !== true) continue;
    if (tree.key) (groups[String(valueOf(tree.key, inner))] ??= []).push(valueOf(tree.value, inner));
    else values.push(valueOf(tree.value, inner));
  }
  return tree.form === 'tuple' ? values : groups;
}

function entries(collection: unknown): [key: unknown, value: unknown][] {
  if (Array.isArray(collection)) return [...collection.entries()];
  return typeof collection === 'object' && collection !== null ? Object.entries(collection) : [];
}

function splat(target: unknown, steps: readonly SplatStep[]): unknown {
  return entries(target).map(([, item]) =>
    steps.reduce((value, step) => {
      if (step.kind === 'attribute') return member(value, step.name);
      return step.kind === 'index' ? member(value, valueOf(step.key, new Map())) : splat(value, step.steps);
    }, item),
  );
}

function member(target: unknown, key: unknown): unknown {
  return entries(target).find(([name]) => String(name) === String(key))?.[1];
}

function argumentsOf(list: readonly Expression[], expandLast: boolean, names: Names): unknown[] {
  const values = list.map((item) => valueOf(item, names));
  return expandLast ? [...values.slice(0, -1), ...entries(values.at(-1)).map(([, value]) => value)] : values;
}

function call(name: string, values: readonly unknown[]): unknown {
  if (name === 'upper') return String(values[0]).toUpperCase();
  return Math.max(...values.map(Number));
}

function operate(operator: string, left: unknown, right: unknown): unknown {
  switch (operator) {
    case '&&':
      return left === true && right === true;
    case '||':
      return left === true || right === true;
    case '==':
      return left === right;
    case '!=':
      return left !== right;
    case '<':
      return Number(left) < Number(right);
    case '>':
      return Number(left) > Number(right);
    case '<=':
      return Number(left) <= Number(right);
    case '>=':
      return Number(left) >= Number(right);
    case '+':
      return Number(left) + Number(right);
    case '-':
      return Number(left) - Number(right);
    case '*':
      return Number(left) * Number(right);
    case '/':
      return Number(left) / Number(right);
    default:
      return Number(left) % Number(right);
  }
}
