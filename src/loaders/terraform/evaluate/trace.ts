import type { Origin, SourceRange } from '../../../core/location.ts';
import type { Expression } from '../../../syntax/hcl/ast.ts';
import type { ConfigAttribute, ConfigBlock } from '../config/module-config.ts';
import { rangeIn } from '../config/source-file.ts';
import type { SourceFile } from '../config/source-file.ts';
import type { ModuleInstance } from './module-instance.ts';
import { ModuleInstance as Module } from './module-instance.ts';
import { optionalDefault } from './optional-default.ts';
import { isLiteral, member, plainReference } from './plain-reference.ts';
import type { ResourceInstance } from './resource-instance.ts';
import type { InstanceKeys } from './scope.ts';

type Path = readonly (string | number)[];

/** A variable file in use and the expression it gives a root variable. */
export interface GivenVariable {
  readonly file: SourceFile;
  readonly expression: Expression;
}

type Given = ReadonlyMap<string, GivenVariable>;

/** An expression with the file, the module instance and the block it belongs to. */
export interface Cursor {
  readonly file: SourceFile;
  readonly expression: Expression;
  readonly module: ModuleInstance;
  /** The block whose `for_each` gives `each` its meaning, and the keys of the instance. */
  readonly each:
    | { readonly block: ConfigBlock; readonly keys: InstanceKeys; readonly label: string }
    | undefined;
  /** What the expression belongs to: `aws_db_instance.main.multi_az`, `local.zones`, `var.size`. */
  readonly label: string;
  /**
   * The variable it is the value of, and the path from the variable's value: where optional defaults apply.
   */
  readonly variable: { readonly name: string; readonly path: Path } | undefined;
  /** Inside the content of a dynamic block: what its iterator stands for. */
  readonly iterator?: Iterator | undefined;
}

/** The name that a dynamic block gives to an element of its `for_each`, and which of them it is. */
export interface Iterator {
  readonly name: string;
  readonly forEach: ConfigAttribute;
  readonly index: number;
  /** That of the dynamic block around it. */
  readonly outer: Iterator | undefined;
}

/** One expression on the way to a value, and the path that is still to be followed inside it. */
export interface Hop {
  readonly cursor: Cursor;
  readonly rest: Path;
}

/** The way from an attribute to the text that states its value. */
export interface Chain {
  /** At least one; the last is the literal, or where the way ends before one. */
  readonly hops: readonly Hop[];
  readonly ends: 'literal' | 'computed' | 'too-long';
}

const MAX_CHAIN = 50;

/**
 * Where the text of an attribute stands: a literal, a literal at the end of a chain of plain references
 * (through locals, variables, module calls, variable files, `each.value`, defaults of optional attributes),
 * or an expression that computes it.
 */
export function traceAttribute(
  instance: ResourceInstance,
  module: ModuleInstance,
  path: Path,
  given: Given,
  at: SourceRange,
): Origin {
  const chain = chainOfAttribute(instance, module, path, given);
  const label = `${instance.config.key}.${path.join('.')}`;
  if (!chain)
    return { kind: 'absent', at: deepestBlock(instance, path) ?? at, address: `${at.file} ${label}` };
  return originOf(chain);
}

/** The whole way from an attribute to its literal; undefined when nobody wrote the attribute. */
export function chainOfAttribute(
  instance: ResourceInstance,
  module: ModuleInstance,
  path: Path,
  given: Given,
): Chain | undefined {
  const start = findStart(instance, module, path);
  return start && chainFrom(start, given);
}

/** The written attribute at the beginning of a path, through nested blocks. */
function findStart(instance: ResourceInstance, module: ModuleInstance, path: Path): Hop | undefined {
  const [name, ...rest] = path;
  const { key } = instance.config;
  const each = { block: instance.config, keys: instance.scope.keys, label: key };
  const start = (argument: ConfigAttribute, label: string, after: Path): Hop => ({
    cursor: { ...cursorAt(argument, module, label), each },
    rest: after,
  });
  const own = typeof name === 'string' ? instance.config.attributes.get(name) : undefined;
  if (own) return start(own, `${key}.${own.attribute.name}`, rest);
  let blocks = instance.config.blocks;
  let remaining: Path = path;
  for (;;) {
    const [type, index, ...inner] = remaining;
    const sameType = blocks.filter(({ block }) => block.type === type);
    const found = sameType[typeof index === 'number' ? index : 0];
    if (!found || inner.length === 0) return undefined;
    const [attributeName, ...after] = inner;
    const attribute = found.block.body.attributes.find((one) => one.name === attributeName);
    if (attribute) {
      const label = `${key}.${path.slice(0, path.length - after.length).join('.')}`;
      return start({ file: found.file, attribute }, label, after);
    }
    blocks = found.block.body.blocks.map((block) => ({ file: found.file, block }));
    remaining = inner;
  }
}

/**
 * The innermost written block on the path, for what is not written inside it; of a dynamic block the whole.
 */
function deepestBlock(instance: ResourceInstance, path: Path): SourceRange | undefined {
  let blocks = instance.config.blocks;
  let deepest: SourceRange | undefined;
  for (let step = 0; step < path.length; step += 2) {
    const [type, index] = path.slice(step, step + 2);
    const sameType = blocks.filter(({ block }) => block.type === type);
    const dynamic = blocks.find(({ block }) => block.type === 'dynamic' && block.labels[0]?.text === type);
    const found = sameType[typeof index === 'number' ? index : 0] ?? dynamic;
    if (!found) return deepest;
    deepest = rangeIn(found.file, found.block);
    if (found === dynamic) return deepest;
    blocks = found.block.body.blocks.map((block) => ({ file: found.file, block }));
  }
  return deepest;
}

function cursorAt(argument: ConfigAttribute, module: ModuleInstance, label: string): Cursor {
  const { file, attribute } = argument;
  return { file, expression: attribute.expression, module, each: undefined, label, variable: undefined };
}

/** Follows plain references from an expression on. */
export function chainFrom(start: Hop, given: Given): Chain {
  const hops: Hop[] = [];
  let next: Hop | undefined = start;
  while (next && hops.length < MAX_CHAIN) {
    const hop: Hop = descend(next.cursor, next.rest);
    hops.push(hop);
    if (hop.rest.length === 0 && isLiteral(hop.cursor.expression)) return { hops, ends: 'literal' };
    next = step(hop.cursor, hop.rest, given);
  }
  return { hops, ends: next ? 'too-long' : 'computed' };
}

function originOf({ hops, ends }: Chain): Origin {
  const [first] = hops;
  const last = hops.at(-1);
  if (!first || !last) throw new Error('a chain has at least one expression');
  if (ends === 'too-long') return computed(first.cursor, 'the chain of references is too long to follow');
  if (ends === 'computed') return computed(last.cursor, 'the value is computed by an expression');
  const through = hops
    .slice(0, -1)
    .filter(({ cursor }) => cursor.expression.kind !== 'object')
    .map(({ cursor }) => rangeIn(cursor.file, cursor.expression));
  return literal(last.cursor, rangeIn(last.cursor.file, last.cursor.expression), through);
}

function literal(cursor: Cursor, at: SourceRange, through: readonly SourceRange[]): Origin {
  const address = addressOf(cursor);
  return through.length === 0
    ? { kind: 'literal', at, address }
    : { kind: 'reference-chain', literal: at, through, address };
}

function computed(cursor: Cursor, why: string): Origin {
  return { kind: 'computed', why, at: rangeIn(cursor.file, cursor.expression), address: addressOf(cursor) };
}

function addressOf(cursor: Cursor): string {
  return `${cursor.file.path} ${cursor.label}`;
}

/** Goes into object and tuple expressions as far as the path leads. */
function descend(cursor: Cursor, path: Path): Hop {
  const { expression, label, variable } = cursor;
  if (expression.kind === 'parentheses') return descend({ ...cursor, expression: expression.inner }, path);
  const [key, ...rest] = path;
  const inner = key === undefined ? undefined : member(expression, key);
  if (!inner || key === undefined) return { cursor, rest: path };
  const inside = variable && { ...variable, path: [...variable.path, key] };
  return descend({ ...cursor, expression: inner, label: `${label}.${key}`, variable: inside }, rest);
}

/**
 * One plain reference further; or, where an object leaves an attribute out, the default of its optional
 * attribute.
 */
function step(cursor: Cursor, path: Path, given: Given): Hop | undefined {
  if (cursor.expression.kind === 'object') return leftOut(cursor, path);
  const reference = plainReference(cursor.expression);
  if (!reference) return undefined;
  const [root, name, ...inside] = reference;
  const rest = [...inside, ...path];
  if (typeof name !== 'string') return undefined;
  switch (root) {
    case 'local': {
      const local = cursor.module.config.locals.get(name);
      return local && { cursor: cursorAt(local, cursor.module, `local.${name}`), rest };
    }
    case 'var':
      return variableStart(cursor.module, name, rest, given);
    case 'each':
      return name === 'value' ? eachStart(cursor, rest) : undefined;
    case 'module':
      return outputStart(cursor.module, name, rest);
    default:
      return name === 'value' ? iteratorStart(cursor, root, rest) : undefined;
  }
}

function iteratorStart(cursor: Cursor, name: string | number | undefined, rest: Path): Hop | undefined {
  for (let iterator = cursor.iterator; iterator; iterator = iterator.outer) {
    if (iterator.name !== name) continue;
    const { forEach, index, outer } = iterator;
    const { module, each, label } = cursor;
    const inside = { ...cursorAt(forEach, module, `${label}.for_each`), each, iterator: outer };
    return { cursor: inside, rest: [index, ...rest] };
  }
  return undefined;
}

function leftOut(cursor: Cursor, path: Path): Hop | undefined {
  const { variable, module } = cursor;
  const declared = variable && module.config.variables.get(variable.name);
  const type = declared?.attributes.get('type');
  if (!variable || !type) return undefined;
  const found = optionalDefault(type.attribute.expression, [...variable.path, ...path]);
  if (!found) return undefined;
  const attribute = [...variable.path, ...path].findLast((one) => typeof one === 'string');
  const label = `var.${variable.name}.type.${attribute}`;
  return { cursor: { ...cursorAt(type, module, label), expression: found.expression }, rest: found.rest };
}

function eachStart(cursor: Cursor, rest: Path): Hop | undefined {
  const { each, module } = cursor;
  const forEach = each?.block.attributes.get('for_each');
  const key = each?.keys.eachKey?.content;
  if (!each || !forEach || typeof key !== 'string') return undefined;
  return { cursor: cursorAt(forEach, module, `${each.label}.for_each`), rest: [key, ...rest] };
}

/** The call's argument, the variable file in use, or the default. */
function variableStart(module: ModuleInstance, name: string, rest: Path, given: Given): Hop | undefined {
  const { call, parent, callScope } = module;
  const argument = call?.attributes.get(name);
  if (call && argument && parent && callScope) {
    const each = { block: call, keys: callScope.keys, label: `module.${call.name}` };
    // The value belongs to the caller, its optional defaults to the called module's declaration.
    return { cursor: { ...cursorAt(argument, parent, `module.${call.name}.${name}`), each }, rest };
  }
  const variable = { name, path: [] };
  const file = parent ? undefined : given.get(name);
  if (file) return { cursor: { ...file, module, each: undefined, label: `var.${name}`, variable }, rest };
  const fallback = module.config.variables.get(name)?.attributes.get('default');
  return fallback && { cursor: { ...cursorAt(fallback, module, `var.${name}.default`), variable }, rest };
}

function outputStart(module: ModuleInstance, name: string, path: Path): Hop | undefined {
  const [output, ...rest] = path;
  const group = module.calls(name);
  const node = group?.members[0];
  if (!(node instanceof Module) || group?.expansion.kind !== 'single' || typeof output !== 'string')
    return undefined;
  const value = node.config.outputs.get(output)?.attributes.get('value');
  return value && { cursor: cursorAt(value, node, `output.${output}`), rest };
}
