import type { Origin, SourceRange } from '../../../core/location.ts';
import type { Expression } from '../../../syntax/hcl/ast.ts';
import type { ConfigAttribute } from '../config/module-config.ts';
import { rangeIn } from '../config/source-file.ts';
import type { SourceFile } from '../config/source-file.ts';
import type { ModuleInstance } from './module-instance.ts';
import { ModuleInstance as Module } from './module-instance.ts';
import type { ResourceInstance } from './resource-instance.ts';

type Path = readonly (string | number)[];

/** An expression with the file and the module instance it belongs to. */
interface Cursor {
  readonly file: SourceFile;
  readonly expression: Expression;
  readonly module: ModuleInstance;
  /** The instance whose `each` and `count` it sees. */
  readonly instance: ResourceInstance | undefined;
  /** What the expression belongs to: `aws_db_instance.main.multi_az`, `local.zones`, `var.size`. */
  readonly label: string;
}

/** A variable file in use and the expression it gives a root variable. */
export interface GivenVariable {
  readonly file: SourceFile;
  readonly expression: Expression;
}

const MAX_CHAIN = 50;

/**
 * Where the text of an attribute stands: a literal, a literal at the end of a chain of plain references (through
 * locals, variables, module calls, variable files, `each.value`), or an expression that computes it.
 */
export function traceAttribute(
  instance: ResourceInstance, module: ModuleInstance, path: Path, given: ReadonlyMap<string, GivenVariable>,
  at: SourceRange,
): Origin {
  const start = findStart(instance, module, path);
  const label = `${instance.config.key}.${path.join('.')}`;
  if (!start) return { kind: 'absent', at, address: `${at.file} ${label}` };
  return follow(start.cursor, start.rest, given);
}

interface Start {
  readonly cursor: Cursor;
  readonly rest: Path;
}

/** The written attribute at the beginning of a path, through nested blocks. */
function findStart(instance: ResourceInstance, module: ModuleInstance, path: Path): Start | undefined {
  const [name, ...rest] = path;
  const own = typeof name === 'string' ? instance.config.attributes.get(name) : undefined;
  const key = instance.config.key;
  if (own) return { cursor: cursorOf(own, module, instance, `${key}.${own.attribute.name}`), rest };
  let blocks = instance.config.blocks;
  let remaining: Path = path;
  for (;;) {
    const [type, index, ...inner] = remaining;
    const sameType = blocks.filter(({ block }) => block.type === type);
    const found = sameType[typeof index === 'number' ? index : 0];
    if (!found) return undefined;
    const [attributeName, ...after] = inner;
    const attribute = found.block.body.attributes.find((one) => one.name === attributeName);
    if (attribute) {
      const label = `${key}.${path.slice(0, path.length - after.length).join('.')}`;
      return { cursor: cursorOf({ file: found.file, attribute }, module, instance, label), rest: after };
    }
    if (inner.length === 0) return undefined;
    blocks = found.block.body.blocks.map((block) => ({ file: found.file, block }));
    remaining = inner;
  }
}

function cursorOf(
  argument: ConfigAttribute, module: ModuleInstance, instance: ResourceInstance | undefined, label: string,
): Cursor {
  return { file: argument.file, expression: argument.attribute.expression, module, instance, label };
}

function follow(start: Cursor, startPath: Path, given: ReadonlyMap<string, GivenVariable>): Origin {
  const through: SourceRange[] = [];
  let cursor = start;
  let path = startPath;
  for (let hops = 0; hops < MAX_CHAIN; hops += 1) {
    const here = descend(cursor, path);
    cursor = here.cursor;
    path = here.rest;
    const at = rangeIn(cursor.file, cursor.expression);
    if (isLiteral(cursor.expression)) {
      const address = addressOf(cursor);
      return through.length === 0 ? { kind: 'literal', at, address } : { kind: 'reference-chain', literal: at, through, address };
    }
    const next = step(cursor, path, given);
    if (!next) return computed(cursor, 'the value is computed by an expression');
    through.push(at);
    cursor = next.cursor;
    path = next.rest;
  }
  return computed(start, 'the chain of references is too long to follow');
}

function computed(cursor: Cursor, why: string): Origin {
  return { kind: 'computed', why, at: rangeIn(cursor.file, cursor.expression), address: addressOf(cursor) };
}

function addressOf(cursor: Cursor): string {
  return `${cursor.file.path} ${cursor.label}`;
}

/** Goes into object and tuple expressions as far as the path leads. */
function descend(cursor: Cursor, path: Path): Start {
  let { expression, label } = cursor;
  let rest = path;
  for (;;) {
    if (expression.kind === 'parentheses') {
      expression = expression.inner;
      continue;
    }
    const [key, ...after] = rest;
    const inner = key === undefined ? undefined : member(expression, key);
    if (!inner) return { cursor: { ...cursor, expression, label }, rest };
    expression = inner;
    label = `${label}.${key}`;
    rest = after;
  }
}

function member(expression: Expression, key: string | number): Expression | undefined {
  if (expression.kind === 'tuple' && typeof key === 'number') return expression.items[key];
  if (expression.kind !== 'object') return undefined;
  return expression.items.find((item) => keyText(item.key) === String(key))?.value;
}

function keyText(key: Expression): string | undefined {
  if (key.kind === 'number') return key.text;
  if (key.kind !== 'template') return undefined;
  const [part] = key.parts;
  return key.parts.length === 1 && part?.kind === 'text' ? part.value : undefined;
}

function isLiteral(expression: Expression): boolean {
  switch (expression.kind) {
    case 'literal':
    case 'number':
      return true;
    case 'template':
      return expression.parts.every((part) => part.kind === 'text');
    case 'tuple':
      return expression.items.every(isLiteral);
    case 'object':
      return expression.items.every((item) => keyText(item.key) !== undefined && isLiteral(item.value));
    case 'parentheses':
      return isLiteral(expression.inner);
    case 'unary':
      return isLiteral(expression.operand);
    default:
      return false;
  }
}

/** One plain reference further: a local, a variable (its argument, variable file or default), `each.value`, `each.key`. */
function step(cursor: Cursor, path: Path, given: ReadonlyMap<string, GivenVariable>): Start | undefined {
  const reference = plainReference(cursor.expression);
  if (!reference) return undefined;
  const [root, name, ...inside] = reference;
  const rest = [...inside, ...path];
  const { module, instance } = cursor;
  if (root === 'local' && typeof name === 'string') {
    const local = module.config.locals.get(name);
    return local && { cursor: cursorOf(local, module, undefined, `local.${name}`), rest };
  }
  if (root === 'var' && typeof name === 'string') return variableStart(module, name, rest, given);
  if (root === 'each' && name === 'value' && instance) {
    const forEach = instance.config.attributes.get('for_each');
    const key = instance.scope.keys.eachKey?.content;
    return forEach && typeof key === 'string'
      ? { cursor: cursorOf(forEach, module, undefined, `${instance.config.key}.for_each`), rest: [key, ...rest] }
      : undefined;
  }
  if (root === 'module' && typeof name === 'string') return outputStart(module, name, rest);
  return undefined;
}

function variableStart(
  module: ModuleInstance, name: string, rest: Path, given: ReadonlyMap<string, GivenVariable>,
): Start | undefined {
  const argument = module.call?.attributes.get(name);
  if (argument && module.parent) return { cursor: cursorOf(argument, module.parent, undefined, `module.${module.call?.name}.${name}`), rest };
  const file = module.parent ? undefined : given.get(name);
  if (file) return { cursor: { ...file, module, instance: undefined, label: `var.${name}` }, rest };
  const fallback = module.config.variables.get(name)?.attributes.get('default');
  return fallback && { cursor: cursorOf(fallback, module, undefined, `var.${name}.default`), rest };
}

function outputStart(module: ModuleInstance, name: string, path: Path): Start | undefined {
  const [output, ...rest] = path;
  const node = module.calls(name)?.members[0];
  const group = module.calls(name);
  if (!(node instanceof Module) || group?.expansion.kind !== 'single' || typeof output !== 'string') return undefined;
  const value = node.config.outputs.get(output)?.attributes.get('value');
  return value && { cursor: cursorOf(value, node, undefined, `output.${output}`), rest };
}

/** The names and literal keys of a reference without any computation; undefined for everything else. */
function plainReference(expression: Expression): Path | undefined {
  const steps: (string | number)[] = [];
  let inner = expression;
  while (inner.kind === 'get-attribute' || inner.kind === 'index') {
    if (inner.kind === 'get-attribute') steps.push(inner.name);
    else {
      const key = keyText(inner.key);
      if (key === undefined) return undefined;
      steps.push(inner.key.kind === 'number' ? Number(key) : key);
    }
    inner = inner.target;
  }
  if (inner.kind === 'template' && inner.parts.length === 1 && inner.parts[0]?.kind === 'interpolation') {
    const [only] = inner.parts;
    const nested = plainReference(only.expression);
    return nested && [...nested, ...steps.reverse()];
  }
  if (inner.kind !== 'variable' || steps.length === 0) return undefined;
  steps.push(inner.name);
  return steps.reverse();
}
