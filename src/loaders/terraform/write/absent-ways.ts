import type { Edit } from '../../../core/edit.ts';
import { insertBlocks } from '../../../syntax/hcl/edit/insert.ts';
import type { HclValue } from '../../../syntax/hcl/edit/print.ts';
import { blocksIn, printBlock } from '../../../syntax/hcl/edit/print.ts';
import type { Block } from '../../../syntax/hcl/ast.ts';
import type { SourceFile } from '../config/source-file.ts';
import type { ModuleInstance } from '../evaluate/module-instance.ts';
import type { Iterator } from '../evaluate/trace.ts';
import type { ResourceInstance } from '../evaluate/resource-instance.ts';
import { putAttribute, styleAt, wrap } from './chain-ways.ts';
import type { Way } from './way.ts';
import { isJsonFile, isOwnText } from './way.ts';

type Path = readonly (string | number)[];

/** A block of a resource and the part of a path that is not written in it. */
export interface Reached {
  readonly file: SourceFile;
  readonly block: Block;
  readonly rest: Path;
  /** Inside the content of a dynamic block, the element of `for_each` that it is made of. */
  readonly iterator: Iterator | undefined;
}

/** The innermost written block on a path; of a dynamic block its content. */
export function reachBlock(instance: ResourceInstance, path: Path): Reached {
  const { file, block, blocks } = instance.config;
  let here: Reached = { file, block, rest: path, iterator: undefined };
  let inner = blocks;
  for (;;) {
    const [type, index, ...after] = here.rest;
    if (typeof type !== 'string' || typeof index !== 'number' || after.length === 0) return here;
    const next = nested(inner, type, index);
    if (!next) return here;
    const { dynamic } = next;
    const iterator = dynamic ? iteratorOf(next.file, dynamic, index, here.iterator) : here.iterator;
    here = { file: next.file, block: next.block, rest: after, iterator };
    inner = next.block.body.blocks.map((one) => ({ file: next.file, block: one }));
  }
}

type Nested = ResourceInstance['config']['blocks'];

interface NestedBlock {
  readonly file: SourceFile;
  readonly block: Block;
  /** The dynamic block whose content it is. */
  readonly dynamic: Block | undefined;
}

function nested(blocks: Nested, type: string, index: number): NestedBlock | undefined {
  const written = blocks.filter(({ block }) => block.type === type)[index];
  if (written) return { ...written, dynamic: undefined };
  const made = blocks.filter(({ block }) => block.type === 'dynamic' && block.labels[0]?.text === type);
  const [dynamic] = made;
  const content = dynamic?.block.body.blocks.find(({ type: inner }) => inner === 'content');
  // Of several, nobody can tell by position which one made it.
  if (!dynamic || !content || made.length > 1) return undefined;
  return { file: dynamic.file, block: content, dynamic: dynamic.block };
}

/** The dynamic block that makes the nested block which a path ends at, and the element it makes it of. */
export function makerOf(instance: ResourceInstance, path: Path): Iterator | undefined {
  const { file, block, rest, iterator } = reachBlock(instance, path);
  const [type, index, ...after] = rest;
  if (typeof type !== 'string' || typeof index !== 'number' || after.length > 0) return undefined;
  const own = block === instance.config.block ? instance.config.blocks : undefined;
  const blocks = own ?? block.body.blocks.map((one) => ({ file, block: one }));
  const found = nested(blocks, type, index);
  return found?.dynamic && iteratorOf(found.file, found.dynamic, index, iterator);
}

function iteratorOf(
  file: SourceFile,
  dynamic: Block,
  index: number,
  outer: Iterator | undefined,
): Iterator | undefined {
  const { attributes } = dynamic.body;
  const attribute = attributes.find(({ name }) => name === 'for_each');
  const given = attributes.find(({ name }) => name === 'iterator')?.expression;
  const name = given?.kind === 'variable' ? given.name : (dynamic.labels[0]?.text ?? '');
  return attribute && { name, forEach: { file, attribute }, index, outer };
}

/** Ways to write what nobody wrote: one more argument or block in the innermost block that is there. */
export function absentWays(instance: ResourceInstance, module: ModuleInstance, path: Path): readonly Way[] {
  const reached = reachBlock(instance, path);
  const { file, block, rest } = reached;
  const [name, index, ...inner] = rest;
  if (!isOwnText(file.path) || typeof name !== 'string') return [];
  const asBlock = typeof index === 'number';
  const edits = (value: HclValue): readonly Edit[] | undefined => {
    if (isJsonFile(file.path)) {
      const content = asBlock ? wrap(inner, value) : wrap(rest.slice(1), value);
      return putAttribute(file, { body: block.body, block }, name, content);
    }
    const content = asBlock ? [wrap(inner, value)] : wrap(rest.slice(1), value);
    const present = presentBlocks(instance, reached);
    if (asBlock && present.length > 0) return undefined;
    if (!asBlock && blocksIn(content) === undefined) {
      return putAttribute(file, { body: block.body, block }, name, content);
    }
    const source = { text: file.text, document: file.document };
    return present.length > 0
      ? replaceBlocks(file, present, name, content)
      : insertBlocks(source, { body: block.body, block }, name, content);
  };
  return [{ file, module, edits }];
}

/** Nested blocks of the type that the rest of the path begins with, in the same file. */
function presentBlocks(instance: ResourceInstance, { file, block, rest }: Reached): readonly Block[] {
  const [type] = rest;
  const own = block === instance.config.block ? instance.config.blocks : undefined;
  const blocks = own ? own.flatMap((one) => (one.file === file ? [one.block] : [])) : block.body.blocks;
  return blocks.filter(
    (one) => one.type === type || (one.type === 'dynamic' && one.labels[0]?.text === type),
  );
}

/** New blocks in the place of those that stand there. */
function replaceBlocks(
  file: SourceFile,
  present: readonly Block[],
  type: string,
  value: HclValue,
): readonly Edit[] | undefined {
  const bodies = blocksIn(value) ?? [];
  if (present.length !== bodies.length || present.some((one) => one.type === 'dynamic')) return undefined;
  return present.map(({ start, end }, index) => ({
    start,
    end,
    text: printBlock(type, bodies[index] ?? {}, styleAt(file, start)),
  }));
}
