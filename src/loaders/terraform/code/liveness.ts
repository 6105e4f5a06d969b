import type { Block, Body } from '../../../syntax/hcl/ast.ts';
import { attributeOf, blocksOf } from './input.ts';
import type { CodeInput, PlacedBlock, SourceText } from './input.ts';
import { once } from './once.ts';
import { readCollection, readPart } from './read-part.ts';
import type { Context, Demand } from './read-part.ts';
import { elementAliases, traversalOf } from './references.ts';
import type { Aliases } from './references.ts';
import { scopeOf } from './scope.ts';
import type { Scope } from './scope.ts';

// A deeper path is cut, which reads more than is written; values that refer to each other would never end
// otherwise.
const DEEPEST = 12;

/**
 * What is read of every variable and local of a root and its local modules, down to single leaves of maps.
 */
export interface Liveness {
  /**
   * Paths read of `var.name` or `local.name` in a folder; undefined when nothing that has an effect reads it.
   */
  demandsOn(folder: string, name: string): readonly (readonly string[])[] | undefined;
  readonly folders: readonly ModuleText[];
}

/** A folder's text and names, with the calls that open it. */
export interface ModuleText {
  readonly folder: string;
  readonly sources: readonly SourceText[];
  readonly scope: Scope;
  readonly calls: readonly PlacedBlock[];
  readonly calledBy: readonly { readonly folder: string; readonly name: string }[];
}

/**
 * Follows every read backwards from what has an effect: resources, data, outputs, providers, checks, other
 * modules.
 */
export const livenessOf = once(
  // The first file of a root tells the root; its variable sets share what is read.
  ({ rootFiles }: CodeInput) => rootFiles[0]?.document,
  follow,
);

function follow(input: CodeInput): Liveness {
  const folders = [
    moduleText(input.root, input.rootFiles, []),
    ...input.modules.map((module) => moduleText(module.folder, module.files, module.calledBy)),
  ];
  const byFolder = new Map(folders.map((module) => [module.folder, module]));
  const opened = new Set(
    folders.flatMap((m) => m.calledBy.map(({ folder, name }) => `${folder}\u0000${name}`)),
  );
  const demands = new Map<string, Map<string, readonly string[]>>();
  const queue: { folder: string; path: readonly string[] }[] = [];
  const demand: Demand = (folder, path) => {
    const [root, name = '', ...all] = path;
    if (root !== 'var' && root !== 'local') return;
    const rest = all.slice(0, DEEPEST);
    const key = `${folder}\u0000${root}.${name}`;
    const known = demands.get(key) ?? new Map<string, readonly string[]>();
    const text = rest.join('\u0000');
    if (known.has(text) || known.has('')) return;
    demands.set(key, known.set(text, rest));
    queue.push({ folder, path: [root, name, ...rest] });
  };
  for (const module of folders) readEffects(module, opened, demand);
  const passAllOn = (): void => {
    for (let next = queue.pop(); next; next = queue.pop()) passOn(next, byFolder, demand);
  };
  passAllOn();
  for (const { folder, name } of unreadInputs(folders, demands)) {
    passOn({ folder, path: ['var', name] }, byFolder, demand);
  }
  passAllOn();
  return {
    folders,
    demandsOn: (folder, name) => {
      const known = demands.get(`${folder}\u0000${name}`);
      return known && [...known.values()];
    },
  };
}

/**
 * Variables of local modules that nothing reads. They are told themselves; what calls pass to them counts as
 * read, so that one cause is told once.
 */
function unreadInputs(
  folders: readonly ModuleText[],
  demands: ReadonlyMap<string, unknown>,
): readonly { readonly folder: string; readonly name: string }[] {
  return folders
    .slice(1)
    .flatMap(({ folder, scope }) =>
      [...scope.variables.keys()]
        .filter((name) => !demands.has(`${folder}\u0000var.${name}`))
        .map((name) => ({ folder, name })),
    );
}

function moduleText(
  folder: string,
  sources: readonly SourceText[],
  calledBy: ModuleText['calledBy'],
): ModuleText {
  return { folder, sources, calledBy, scope: scopeOf(sources), calls: blocksOf(sources, 'module') };
}

/**
 * Reads of everything that has an effect by itself. Arguments of opened modules wait until the module reads
 * them.
 */
function readEffects(module: ModuleText, opened: ReadonlySet<string>, demand: Demand): void {
  for (const block of module.sources.flatMap((source) => source.document.body.blocks)) {
    const context = { folder: module.folder, aliases: aliasesOf(block) };
    if (block.type === 'locals') continue;
    if (block.type === 'variable') {
      for (const inner of block.body.blocks) readBody(inner.body, context, demand);
    } else if (
      block.type === 'module' &&
      opened.has(`${module.folder}\u0000${block.labels[0]?.text ?? ''}`)
    ) {
      readForEach(block.body, context, demand);
      for (const name of ['count', 'depends_on']) {
        const expression = attributeOf(block, name);
        if (expression) readPart(expression, [], context, demand);
      }
    } else readBody(block.body, context, demand);
  }
}

const NO_ALIASES: Aliases = new Map();

/** `each.value` of a block leads to the elements of its `for_each`. */
function aliasesOf(block: Block): Aliases {
  const forEach = attributeOf(block, 'for_each');
  return forEach ? elementAliases('each', forEach, NO_ALIASES) : NO_ALIASES;
}

function readBody(body: Body, context: Context, demand: Demand): void {
  readForEach(body, context, demand);
  for (const { name, expression } of body.attributes) {
    if (name !== 'for_each') readPart(expression, [], context, demand);
  }
  for (const block of body.blocks) {
    if (block.type !== 'dynamic') {
      readBody(block.body, context, demand);
      continue;
    }
    const forEach = attributeOf(block, 'for_each');
    const iterator = attributeOf(block, 'iterator');
    const named = iterator && traversalOf(iterator)?.path[0];
    const name = named ?? block.labels[0]?.text ?? '';
    const aliases = forEach ? elementAliases(name, forEach, context.aliases) : context.aliases;
    readForEach(block.body, context, demand);
    for (const content of block.body.blocks) readBody(content.body, { ...context, aliases }, demand);
  }
}

function readForEach(body: Body, context: Context, demand: Demand): void {
  const forEach = body.attributes.find((attribute) => attribute.name === 'for_each')?.expression;
  if (forEach) readCollection(forEach, context, demand);
}

/** Hands a read of a local or a variable on to the expressions it was made from. */
function passOn(
  { folder, path }: { folder: string; path: readonly string[] },
  byFolder: ReadonlyMap<string, ModuleText>,
  demand: Demand,
): void {
  const [root, name = '', ...rest] = path;
  const module = byFolder.get(folder);
  if (root === 'local') {
    const local = module?.scope.locals.get(name);
    if (local) readPart(local.expression, rest, { folder, aliases: NO_ALIASES }, demand);
    return;
  }
  for (const caller of module?.calledBy ?? []) {
    const call = byFolder
      .get(caller.folder)
      ?.calls.find(({ block }) => block.labels[0]?.text === caller.name);
    const argument = call && attributeOf(call.block, name);
    if (argument) readPart(argument, rest, { folder: caller.folder, aliases: aliasesOf(call.block) }, demand);
  }
}
