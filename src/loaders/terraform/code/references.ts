import type { Attribute, Body, Expression, Span, TemplatePart } from '../../../syntax/hcl/ast.ts';
import { literalText } from '../../../syntax/hcl/literal-text.ts';

/**
 * One thing that an expression reads: `['var', 'services', '*', 'size']`; `*` is an element whose key is not
 * known.
 */
export interface Read {
  readonly path: readonly string[];
  readonly at: Span;
  /**
   * True for the collection of a `for`: its keys and their number are read here, its elements where the loop
   * says.
   */
  readonly keysOnly: boolean;
}

/**
 * Names that stand for elements of something else: the variable of a `for`, `each.value`, a dynamic block's
 * iterator.
 */
export type Aliases = ReadonlyMap<string, readonly (readonly string[])[]>;

const NO_ALIASES: Aliases = new Map();

/**
 * Everything an expression reads, each as the longest path that is written; names of a `for` lead to its
 * collection.
 */
export function readsOf(expression: Expression, aliases: Aliases = NO_ALIASES): readonly Read[] {
  const reads: Read[] = [];
  collect(expression, aliases, reads);
  return reads;
}

/** The written path of a chain of attribute and index steps, and the index keys met on the way. */
export function traversalOf(
  expression: Expression,
): { readonly path: readonly string[]; readonly keys: readonly Expression[] } | undefined {
  switch (expression.kind) {
    case 'variable':
      return { path: [expression.name], keys: [] };
    case 'parentheses':
      return traversalOf(expression.inner);
    case 'get-attribute': {
      const target = traversalOf(expression.target);
      return target && { path: [...target.path, expression.name], keys: target.keys };
    }
    case 'index': {
      const target = traversalOf(expression.target);
      if (!target) return undefined;
      const key = expression.key.kind === 'number' ? '*' : (literalText(expression.key) ?? '*');
      const isDynamic = key === '*' && expression.key.kind !== 'number';
      const keys = isDynamic ? [...target.keys, expression.key] : target.keys;
      return { path: [...target.path, key], keys };
    }
    case 'splat': {
      // A splat goes over a list, and wraps anything else: which one only the value tells, so all of it is
      // read.
      const target = traversalOf(expression.target);
      return target && { path: target.path, keys: [...target.keys, ...keysOf(expression)] };
    }
    default:
      return undefined;
  }
}

function collect(expression: Expression, aliases: Aliases, reads: Read[]): void {
  const chain = traversalOf(expression);
  if (chain) {
    for (const path of resolveAlias(chain.path, aliases)) {
      reads.push({ path, at: expression, keysOnly: false });
    }
    for (const key of chain.keys) collect(key, aliases, reads);
    return;
  }
  if (expression.kind === 'for') {
    collectLooped(expression.collection, aliases, reads);
    const inner = withFor(expression, aliases);
    for (const part of [expression.key, expression.value, expression.condition]) {
      if (part) collect(part, inner, reads);
    }
    return;
  }
  if (expression.kind === 'template') collectParts(expression.parts, aliases, reads);
  for (const child of childrenOf(expression)) collect(child, aliases, reads);
}

function collectParts(parts: readonly TemplatePart[], aliases: Aliases, reads: Read[]): void {
  for (const part of parts) {
    if (part.kind === 'interpolation') collect(part.expression, aliases, reads);
    if (part.kind === 'if') {
      collect(part.condition, aliases, reads);
      collectParts(part.then, aliases, reads);
      collectParts(part.otherwise, aliases, reads);
    }
    if (part.kind === 'for') {
      collectLooped(part.collection, aliases, reads);
      collectParts(part.body, withFor(part, aliases), reads);
    }
  }
}

function collectLooped(collection: Expression, aliases: Aliases, reads: Read[]): void {
  const chain = traversalOf(collection);
  if (!chain) {
    collect(collection, aliases, reads);
    return;
  }
  for (const path of resolveAlias(chain.path, aliases)) reads.push({ path, at: collection, keysOnly: true });
  for (const key of chain.keys) collect(key, aliases, reads);
}

/**
 * Where a path leads when its first names are aliases: `['s', 'size']` in `for s in var.services` to its
 * elements.
 */
export function resolveAlias(path: readonly string[], aliases: Aliases): readonly (readonly string[])[] {
  const [first = '', second = ''] = path;
  // The key of a set is the element itself, so that only there a key has attributes.
  const word = second === 'key' && path.length > 2 ? 'value' : second;
  const twoWords = aliases.get(`${first}.${word}`);
  if (twoWords) return twoWords.map((target) => [...target, ...path.slice(2)]);
  const oneWord = aliases.get(first);
  return oneWord ? oneWord.map((target) => [...target, ...path.slice(1)]) : [path];
}

/**
 * The aliases inside a `for`: its value name leads to the elements of the collection; what cannot be told, to
 * nothing.
 */
export function withFor(
  loop: { readonly keyName: string | undefined; readonly valueName: string; readonly collection: Expression },
  aliases: Aliases,
): Aliases {
  const inner = new Map(aliases);
  if (loop.keyName !== undefined) inner.set(loop.keyName, []);
  inner.set(loop.valueName, elementsOf(loop.collection, aliases) ?? []);
  return inner;
}

/**
 * The names that a `for_each` gives its elements: `each.value`, and `each.key`, which is the element of a
 * set.
 */
export function elementAliases(name: string, forEach: Expression, outer: Aliases): Aliases {
  const elements = elementsOf(forEach, outer) ?? [];
  const isSet = forEach.kind === 'call' && (forEach.name === 'toset' || forEach.name === 'setproduct');
  return new Map([...outer, [`${name}.value`, elements], [`${name}.key`, isSet ? elements : []]]);
}

const SAME_ELEMENTS: ReadonlySet<string> = new Set([
  'toset',
  'tolist',
  'tomap',
  'values',
  'try',
  'coalesce',
  'coalescelist',
  'concat',
  'merge',
  'nonsensitive',
  'sensitive',
  'distinct',
  'reverse',
  'sort',
]);

type Paths = readonly (readonly string[])[];

/** The paths whose elements a collection yields; undefined where one of them cannot be told. */
export function elementsOf(collection: Expression, aliases: Aliases): Paths | undefined {
  const chain = traversalOf(collection);
  if (chain) return resolveAlias(chain.path, aliases).map((path) => [...path, '*']);
  switch (collection.kind) {
    case 'parentheses':
      return elementsOf(collection.inner, aliases);
    case 'conditional':
      return elementsOfAll([collection.then, collection.otherwise], aliases);
    case 'object':
    case 'tuple':
      return collection.items.length === 0 ? [] : undefined;
    case 'call':
      if (collection.name === 'keys') return [];
      if (!SAME_ELEMENTS.has(collection.name) || collection.expandLast) return undefined;
      return elementsOfAll(collection.arguments, aliases);
    case 'for': {
      const value = traversalOf(collection.value);
      return value && !collection.grouped
        ? resolveAlias(value.path, withFor(collection, aliases))
        : undefined;
    }
    default:
      return undefined;
  }
}

function elementsOfAll(collections: readonly Expression[], aliases: Aliases): Paths | undefined {
  const all: (readonly string[])[] = [];
  for (const collection of collections) {
    const elements = elementsOf(collection, aliases);
    if (!elements) return undefined;
    all.push(...elements);
  }
  return all;
}

/** The expressions directly inside an expression; the parts of a template are left to the caller. */
export function childrenOf(expression: Expression): readonly Expression[] {
  switch (expression.kind) {
    case 'literal':
    case 'number':
    case 'variable':
    case 'template':
      return [];
    case 'get-attribute':
      return [expression.target];
    case 'index':
      return [expression.target, expression.key];
    case 'splat':
      return [expression.target, ...keysOf(expression)];
    case 'call':
      return expression.arguments;
    case 'unary':
      return [expression.operand];
    case 'binary':
      return [expression.left, expression.right];
    case 'conditional':
      return [expression.condition, expression.then, expression.otherwise];
    case 'tuple':
      return expression.items;
    case 'object':
      return expression.items.flatMap((item) => [item.key, item.value]);
    case 'for':
      return [expression.collection, expression.key, expression.value, expression.condition].filter(
        isExpression,
      );
    case 'parentheses':
      return [expression.inner];
  }
}

function keysOf(splat: Extract<Expression, { kind: 'splat' }>): readonly Expression[] {
  return splat.steps.flatMap((step) => (step.kind === 'index' ? [step.key] : []));
}

function isExpression(expression: Expression | undefined): expression is Expression {
  return expression !== undefined;
}

/** An attribute with the names of the blocks around it, outermost first. */
export interface PlacedAttribute {
  readonly attribute: Attribute;
  readonly blocks: readonly string[];
}

/**
 * Every attribute of a body and of the blocks inside it; `dynamic "x" { content {} }` counts as block `x`.
 */
export function attributesWithin(body: Body, blocks: readonly string[] = []): readonly PlacedAttribute[] {
  const own = body.attributes.map((attribute) => ({ attribute, blocks }));
  const inner = body.blocks.flatMap((block) => {
    if (block.type === 'content') return attributesWithin(block.body, blocks);
    const name = block.type === 'dynamic' ? (block.labels[0]?.text ?? 'dynamic') : block.type;
    return attributesWithin(block.body, [...blocks, name]);
  });
  return [...own, ...inner];
}
