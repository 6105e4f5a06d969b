import type { Expression } from '../../../syntax/hcl/ast.ts';
import { literalText } from '../../../syntax/hcl/literal-text.ts';
import { childrenOf, elementsOf, resolveAlias, traversalOf, withFor } from './references.ts';
import type { Aliases } from './references.ts';

/** Stands behind a path when only the keys or the number of elements are read. */
export const KEYS = '#keys';

/** Where an expression stands: its folder, and what names of loops lead to. */
export interface Context {
  readonly folder: string;
  readonly aliases: Aliases;
}

/** Told of every variable and local that is read, with the path inside it. */
export type Demand = (folder: string, path: readonly string[]) => void;

type Path = readonly string[];

// Functions whose result has the elements and attributes of their arguments.
const TRANSPARENT: ReadonlySet<string> = new Set([
  'merge',
  'values',
  'try',
  'coalesce',
  'coalescelist',
  'tomap',
  'tolist',
  'toset',
  'nonsensitive',
  'sensitive',
  'concat',
  'distinct',
  'reverse',
  'compact',
  'sort',
  'slice',
]);

/** Reads the part of an expression's value that a path names: an empty path is all of it. */
export function readPart(expression: Expression, path: Path, context: Context, demand: Demand): void {
  const chain = traversalOf(expression);
  if (chain) {
    for (const target of resolveAlias(chain.path, context.aliases)) {
      demand(context.folder, [...target, ...path]);
    }
    for (const key of chain.keys) readPart(key, [], context, demand);
    return;
  }
  switch (expression.kind) {
    case 'parentheses':
      readPart(expression.inner, path, context, demand);
      return;
    case 'conditional':
      readPart(expression.condition, [], context, demand);
      readPart(expression.then, path, context, demand);
      readPart(expression.otherwise, path, context, demand);
      return;
    case 'object':
      readObject(expression, path, context, demand);
      return;
    case 'tuple':
      if (path[0] !== KEYS)
        for (const item of expression.items) readPart(item, path.slice(1), context, demand);
      return;
    case 'for':
      readFor(expression, path, context, demand);
      return;
    case 'call':
      readCall(expression, path, context, demand);
      return;
    case 'get-attribute':
      readPart(expression.target, [expression.name, ...path], context, demand);
      return;
    case 'index':
      readPart(expression.target, [literalText(expression.key) ?? '*', ...path], context, demand);
      readPart(expression.key, [], context, demand);
      return;
    case 'splat':
      readPart(expression.target, [], context, demand);
      return;
    case 'template':
      readTemplate(expression.parts, context, demand);
      return;
    default:
      for (const child of childrenOf(expression)) readPart(child, [], context, demand);
  }
}

type Of<Kind extends Expression['kind']> = Extract<Expression, { kind: Kind }>;

function readObject(expression: Of<'object'>, path: Path, context: Context, demand: Demand): void {
  const [step, ...rest] = path;
  for (const item of expression.items) {
    const key = literalText(item.key);
    if (key === undefined) readPart(item.key, [], context, demand);
    if (step === KEYS) continue;
    if (step === undefined || step === '*' || key === undefined || key === step) {
      readPart(item.value, rest, context, demand);
    }
  }
}

function readFor(expression: Of<'for'>, path: Path, context: Context, demand: Demand): void {
  readCollection(expression.collection, context, demand);
  const inner = { folder: context.folder, aliases: withFor(expression, context.aliases) };
  if (expression.key) readPart(expression.key, [], inner, demand);
  if (expression.condition) readPart(expression.condition, [], inner, demand);
  if (path[0] === KEYS) return;
  // A grouped value is one level deeper: a list of the values of one key.
  readPart(expression.value, path.slice(expression.grouped ? 2 : 1), inner, demand);
}

function readCall(expression: Of<'call'>, path: Path, context: Context, demand: Demand): void {
  const [first, second, ...others] = expression.arguments;
  if (TRANSPARENT.has(expression.name) && !expression.expandLast) {
    for (const argument of expression.arguments) readPart(argument, path, context, demand);
  } else if ((expression.name === 'length' || expression.name === 'keys') && first) {
    readPart(first, [KEYS], context, demand);
  } else if (expression.name === 'lookup' && first && second) {
    readPart(first, [literalText(second) ?? '*', ...path], context, demand);
    readPart(second, [], context, demand);
    for (const fallback of others) readPart(fallback, path, context, demand);
  } else if ((expression.name === 'element' || expression.name === 'one') && first) {
    readPart(first, ['*', ...path], context, demand);
    if (second) readPart(second, [], context, demand);
  } else {
    for (const argument of expression.arguments) readPart(argument, [], context, demand);
  }
}

function readTemplate(parts: Of<'template'>['parts'], context: Context, demand: Demand): void {
  for (const part of parts) {
    if (part.kind === 'interpolation') readPart(part.expression, [], context, demand);
    if (part.kind === 'if') {
      readPart(part.condition, [], context, demand);
      readTemplate(part.then, context, demand);
      readTemplate(part.otherwise, context, demand);
    }
    if (part.kind === 'for') {
      readCollection(part.collection, context, demand);
      readTemplate(part.body, { folder: context.folder, aliases: withFor(part, context.aliases) }, demand);
    }
  }
}

/**
 * Reads the keys of a collection whose elements are read by name elsewhere; all of it where they cannot be
 * told.
 */
export function readCollection(collection: Expression, context: Context, demand: Demand): void {
  const isFollowed = elementsOf(collection, context.aliases) !== undefined;
  readPart(collection, isFollowed ? [KEYS] : [], context, demand);
}
