import type { Attribute, Block } from '../../../syntax/hcl/ast.ts';
import type { SourceFile } from '../config/source-file.ts';
import { INPUTS } from '../evaluate/module-call.ts';
import type { ModuleInstance } from '../evaluate/module-instance.ts';
import { ModuleInstance as Module } from '../evaluate/module-instance.ts';
import { nameOf } from '../evaluate/dependence.ts';
import { PROJECTED } from '../evaluate/project.ts';

/** Two states of a file. */
export interface ChangedFile {
  readonly before: SourceFile;
  readonly after: SourceFile;
}

/**
 * What of a stack is stated by the text that differs between two states of a file, by the names of
 * `Dependence`; undefined where so much differs that everything may.
 */
export function changedNames(
  changed: ChangedFile,
  modules: readonly ModuleInstance[],
  root: ModuleInstance,
): readonly string[] | undefined {
  const { before, after } = changed;
  if (/\.tfvars(\.json)?$/.test(before.path)) {
    const { body } = before.document;
    const names = differing(changed, body.attributes, after.document.body.attributes);
    return names.map((name) => nameOf(root.address, `var.${name}`));
  }
  const old = before.document.body.blocks;
  const now = after.document.body.blocks;
  if (old.length !== now.length) return undefined;
  const found: string[] = [];
  for (const [index, block] of old.entries()) {
    const other = now[index];
    if (!other || headerOf(block) !== headerOf(other)) return undefined;
    if (textOf(before, block) === textOf(after, other)) continue;
    for (const module of modules) {
      const names = namesIn(changed, block, other, module);
      if (!names) return undefined;
      found.push(...names);
    }
  }
  return found;
}

function headerOf({ type, labels }: Block): string {
  return [type, ...labels.map(({ text }) => text)].join(' ');
}

function textOf(
  { text }: SourceFile,
  { start, end }: { readonly start: number; readonly end: number },
): string {
  return text.slice(start, end);
}

function namesIn(
  changed: ChangedFile,
  before: Block,
  after: Block,
  module: ModuleInstance,
): readonly string[] | undefined {
  const names = differing(changed, before.body.attributes, after.body.attributes);
  const [type = '', label = ''] = before.labels.map(({ text }) => text);
  switch (before.type) {
    case 'variable':
      return [nameOf(module.address, `var.${type}`)];
    case 'output':
      return [nameOf(module.address, `output.${type}`)];
    case 'locals':
      return names.map((name) => nameOf(module.address, `local.${name}`));
    case 'resource':
    case 'data': {
      const key = before.type === 'data' ? `data.${type}.${label}` : `${type}.${label}`;
      return ofResource(module, key, [...names, ...differingBlocks(changed, before, after)]);
    }
    case 'module':
      return ofCall(module, type, names);
    default:
      return undefined;
  }
}

function ofResource(module: ModuleInstance, key: string, names: readonly string[]): readonly string[] {
  const isExpanded = names.includes('count') || names.includes('for_each');
  const instances = module.resources(key)?.members ?? [];
  return [
    ...(isExpanded ? [nameOf(module.address, `count ${key}`)] : []),
    ...instances.flatMap(({ address }) => [
      nameOf(address, PROJECTED),
      ...names.flatMap((name) => [nameOf(address, name), nameOf(address, `=${name}`)]),
    ]),
  ];
}

function ofCall(
  module: ModuleInstance,
  call: string,
  names: readonly string[],
): readonly string[] | undefined {
  if (names.some((name) => OPENING.has(name))) return undefined;
  const nodes = module.calls(call)?.members ?? [];
  return nodes.flatMap((node) => [
    nameOf(node.address, INPUTS),
    ...(node instanceof Module ? names.map((name) => nameOf(node.address, `var.${name}`)) : []),
  ]);
}

/** Arguments of a call that decide what is opened, and how often. */
const OPENING: ReadonlySet<string> = new Set(['source', 'version', 'count', 'for_each', 'providers']);

/** Names of attributes that were added, taken away or changed. */
function differing(
  { before, after }: ChangedFile,
  old: readonly Attribute[],
  now: readonly Attribute[],
): readonly string[] {
  const texts = new Map(now.map((one) => [one.name, textOf(after, one.expression)]));
  const names = old.flatMap((one) => {
    const text = texts.get(one.name);
    texts.delete(one.name);
    return text === textOf(before, one.expression) ? [] : [one.name];
  });
  return [...names, ...texts.keys()];
}

/** Types of nested blocks that differ in number or text. */
function differingBlocks({ before, after }: ChangedFile, old: Block, now: Block): readonly string[] {
  const textsOf = (file: SourceFile, block: Block): ReadonlyMap<string, string> => {
    const texts = new Map<string, string>();
    for (const inner of block.body.blocks) {
      const type = inner.type === 'dynamic' ? (inner.labels[0]?.text ?? '') : inner.type;
      texts.set(type, (texts.get(type) ?? '') + textOf(file, inner));
    }
    return texts;
  };
  const left = textsOf(before, old);
  const right = textsOf(after, now);
  return [...new Set([...left.keys(), ...right.keys()])].filter((type) => left.get(type) !== right.get(type));
}
