import type { Files } from '../../../core/files.ts';
import { folderOf, joinPath, nameOf, normalPath } from '../../../core/path.ts';
import type { Block, Body, Expression } from '../../../syntax/hcl/ast.ts';
import type { ModuleReader } from '../config/read-module.ts';
import { joinFolder, relativeFolder } from '../evaluate/relative-folder.ts';

/** What a Terragrunt file gives a variable of the root that it names as its source. */
export type UnitInput =
  | { readonly kind: 'output'; readonly root: string; readonly output: string }
  | { readonly kind: 'expression'; readonly expression: Expression };

/**
 * The Terragrunt files that name a root of the inputs as their source. A root with several is left alone:
 * which of them is meant, nothing says.
 */
export class TerragruntUnits {
  readonly #byRoot = new Map<string, Unit | 'several'>();
  readonly #rootOf = new Map<string, string>();

  constructor(files: Files, reader: ModuleReader) {
    for (const file of files.list()) {
      if (nameOf(file) !== 'terragrunt.hcl') continue;
      const unit = unitOf(file, files, reader);
      if (unit === undefined) continue;
      // Without a source it runs what stands beside it.
      const source = blocksOf(unit, 'terraform').flatMap((block) => attributeOf(block, 'source') ?? [])[0];
      const root = source ? pathOf(source, unit) : unit.folder;
      if (root === undefined) continue;
      this.#rootOf.set(unit.folder, root);
      this.#byRoot.set(root, this.#byRoot.has(root) ? 'several' : unit);
    }
  }

  /** What the only file that runs a root gives a variable; undefined when it gives none. */
  input(root: string, name: string): UnitInput | undefined {
    const unit = this.#byRoot.get(root);
    if (unit === undefined || unit === 'several') return undefined;
    const expression = inputOf(unit, name);
    if (!expression) return undefined;
    const output = outputNamed(expression);
    if (!output) return { kind: 'expression', expression };
    const called = blocksOf(unit, 'dependency').find(({ labels }) => labels[0]?.text === output.dependency);
    const path = attributeOf(called, 'config_path');
    const folder = path && pathOf(path, unit);
    const from = folder === undefined ? undefined : this.#rootOf.get(folder);
    return from === undefined ? undefined : { kind: 'output', root: from, output: output.name };
  }
}

interface Unit {
  readonly folder: string;
  readonly files: Files;
  /** Its own text, then what it includes. */
  readonly bodies: readonly Body[];
  /** The folder of each included file by the label of the include. */
  readonly includes: ReadonlyMap<string, string>;
}

function unitOf(file: string, files: Files, reader: ModuleReader): Unit | undefined {
  const own = reader.parse(file)?.document.body;
  if (!own) return undefined;
  const alone: Unit = { folder: folderOf(file), files, bodies: [own], includes: new Map() };
  const bodies = [own];
  const includes = new Map<string, string>();
  for (const block of blocksOf(alone, 'include')) {
    const path = attributeOf(block, 'path');
    const included = path && pathOf(path, alone);
    if (included === undefined || included === file || typeof files.read(included) !== 'string') continue;
    includes.set(block.labels[0]?.text ?? '', folderOf(included));
    const body = reader.parse(included)?.document.body;
    if (body) bodies.push(body);
  }
  return { ...alone, bodies, includes };
}

function blocksOf({ bodies }: Unit, type: string): readonly Block[] {
  return bodies.flatMap(({ blocks }) => blocks.filter((block) => block.type === type));
}

function attributeOf(block: Block | undefined, name: string): Expression | undefined {
  return block?.body.attributes.find((attribute) => attribute.name === name)?.expression;
}

function inputOf({ bodies }: Unit, name: string): Expression | undefined {
  for (const { attributes } of bodies) {
    const inputs = attributes.find((attribute) => attribute.name === 'inputs')?.expression;
    if (inputs?.kind !== 'object') continue;
    const item = inputs.items.find(({ key }) => keyOf(key) === name);
    if (item) return item.value;
  }
  return undefined;
}

function keyOf(key: Expression): string | undefined {
  if (key.kind === 'variable') return key.name;
  const [only] = key.kind === 'template' ? key.parts : [];
  return only?.kind === 'text' ? only.value : undefined;
}

/** `dependency.database.outputs.address`. */
function outputNamed(
  expression: Expression,
): { readonly dependency: string; readonly name: string } | undefined {
  if (expression.kind !== 'get-attribute') return undefined;
  const { target: outputs, name } = expression;
  if (outputs.kind !== 'get-attribute' || outputs.name !== 'outputs') return undefined;
  const { target: block } = outputs;
  if (block.kind !== 'get-attribute' || block.target.kind !== 'variable') return undefined;
  return block.target.name === 'dependency' ? { dependency: block.name, name } : undefined;
}

/** The path that a text leads to from the folder of a unit; undefined when it leaves the tree. */
function pathOf(expression: Expression, unit: Unit): string | undefined {
  const text = textOf(expression, unit)
    ?.replace(/\?.*$/, '')
    .replace(/([^:]|^)\/\/+/g, '$1/');
  if (text === undefined || /^[a-z0-9+]+::|:\/\/|^git@|^github\.com\//.test(text)) return undefined;
  return text.startsWith(TOP) ? normalPath(text.slice(TOP.length)) : joinFolder(unit.folder, text);
}

// Stands for the top of the tree, from where Terragrunt writes whole paths.
const TOP = '/';

function textOf(expression: Expression | undefined, unit: Unit): string | undefined {
  if (expression?.kind === 'call') return called(expression.name, expression.arguments, unit);
  if (expression?.kind !== 'template') return undefined;
  let text = '';
  for (const part of expression.parts) {
    const value =
      part.kind === 'text'
        ? part.value
        : part.kind === 'interpolation'
          ? textOf(part.expression, unit)
          : undefined;
    if (value === undefined) return undefined;
    text += value;
  }
  return text;
}

// https://terragrunt.gruntwork.io/docs/reference/hcl/functions/
function called(name: string, given: readonly Expression[], unit: Unit): string | undefined {
  const first = given[0] && textOf(given[0], unit);
  const included = unit.includes.get(first ?? '') ?? (first === undefined ? onlyOf(unit) : undefined);
  switch (name) {
    case 'get_terragrunt_dir':
    case 'get_original_terragrunt_dir':
      return `${TOP}${unit.folder}`;
    case 'get_repo_root':
      return TOP;
    case 'dirname':
      return first?.startsWith(TOP) ? `${TOP}${folderOf(first.slice(TOP.length))}` : undefined;
    case 'find_in_parent_folders':
      return fileAbove(first ?? 'terragrunt.hcl', unit);
    case 'get_parent_terragrunt_dir':
      return included === undefined ? undefined : `${TOP}${included}`;
    case 'path_relative_from_include':
      return included === undefined ? undefined : relativeFolder(unit.folder, included);
    case 'path_relative_to_include':
      return included === undefined ? undefined : relativeFolder(included, unit.folder);
    default:
      return undefined;
  }
}

function onlyOf({ includes }: Unit): string | undefined {
  const [only, ...others] = includes.values();
  return others.length === 0 ? only : undefined;
}

function fileAbove(name: string, { folder, files }: Unit): string | undefined {
  for (let current = folder; current !== '';) {
    current = folderOf(current);
    const path = joinPath(current, name);
    if (typeof files.read(path) === 'string') return `${TOP}${path}`;
  }
  return undefined;
}
