import type { Edit } from '../../../core/edit.ts';
import type { Data } from '../../../core/value.ts';
import { isDataList } from '../../../core/value.ts';
import { removeElement, removeLines } from '../../../syntax/hcl/edit/remove.ts';
import type { SourceFile } from '../config/source-file.ts';
import type { ModuleInstance } from '../evaluate/module-instance.ts';
import type { Chain } from '../evaluate/trace.ts';
import type { Reached } from './absent-ways.ts';
import type { GivenPlaces } from './chain-ways.ts';
import { chainWays } from './chain-ways.ts';
import type { Way } from './way.ts';
import { isJsonFile, isOwnText } from './way.ts';

/** What is written of a value that is to go, and of the list that it is an element of. */
export interface Written {
  readonly reached: Reached;
  readonly chain: Chain | undefined;
  readonly listChain: Chain | undefined;
}

/**
 * Ways to take a value out: the argument or nested block itself, the element of a list, and where a module
 * hands it on null in its place.
 */
export function removalWays(
  { reached, chain, listChain }: Written,
  module: ModuleInstance,
  given: GivenPlaces,
): readonly Way[] {
  const { file, block, rest } = reached;
  const [name, index] = rest;
  const attribute = block.body.attributes.find((one) => one.name === name);
  const blocks = block.body.blocks.filter(({ type }) => type === name);
  const isWhole = rest.length === 1 || (rest.length === 2 && typeof index === 'number');
  const span = isWhole ? (typeof index === 'number' ? blocks[index] : attribute) : undefined;
  const isDirect = chain === undefined || chain.hops.length === 1;
  const own = span && isDirect ? wayOf(file, module, removeLines(file.text, span)) : [];
  const handedOn = chain && !isDirect && typeof index !== 'number' ? chainWays(chain, given) : [];
  return [...own, ...elementWays(listChain, reached), ...handedOn];
}

function elementWays(list: Chain | undefined, { rest }: Reached): readonly Way[] {
  const last = list?.hops.at(-1);
  const index = rest.at(-1);
  if (!last || last.rest.length > 0 || typeof index !== 'number') return [];
  const { file, expression, module } = last.cursor;
  if (expression.kind !== 'tuple') return [];
  return wayOf(file, module, removeElement(file.text, expression, index));
}

function wayOf(file: SourceFile, module: ModuleInstance, edit: Edit | undefined): readonly Way[] {
  if (!edit || !isOwnText(file.path) || isJsonFile(file.path)) return [];
  return [{ file, module, edits: () => [edit] }];
}

/** Whether a list lacks exactly one element that it had; an empty list is as good as none. */
export function isWithout(
  found: Data | undefined,
  before: Data | undefined,
  index: number,
  isSame: (a: Data | undefined, b: Data | undefined) => boolean,
): boolean {
  if (!isDataList(before)) return found === undefined;
  const wanted = before.filter((_, position) => position !== index);
  return isSame(found ?? [], wanted);
}
