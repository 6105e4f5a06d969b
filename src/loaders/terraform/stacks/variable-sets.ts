import type { Files } from '../../../core/files.ts';
import { byCodeUnit, sortedUnique } from '../../../core/order.ts';
import { folderOf, joinPath, nameOf } from '../../../core/path.ts';
import type { ModuleConfig } from '../config/module-config.ts';
import { environmentIn } from '../../../core/environment-names.ts';

/**
 * Variable files that are given together. The base set (name undefined) is what terraform loads by itself.
 */
export interface VariableSet {
  readonly name: string | undefined;
  /** In the order of precedence: the last one wins. */
  readonly files: readonly string[];
}

const VARIABLE_FILE = /\.tfvars(\.json)?$/;

/**
 * `terraform.tfvars`, `terraform.tfvars.json` and `*.auto.tfvars[.json]` of a folder, in terraform's order.
 */
function automaticFiles(files: Files, folder: string): readonly string[] {
  const names = files.entries(folder).files;
  const fixed = ['terraform.tfvars', 'terraform.tfvars.json'].filter((name) => names.includes(name));
  const automatic = names.filter((name) => /\.auto\.tfvars(\.json)?$/.test(name)).sort(byCodeUnit);
  return [...fixed, ...automatic].map((name) => joinPath(folder, name));
}

/**
 * The variable sets of every root: files in the root's own folders (`prod.tfvars`, `env/prod.tfvars`), and
 * files in a folder beside the roots that are named after the root or after everybody
 * (`variables/prod/{common,orders}.tfvars`).
 */
export function variableSets(
  files: Files,
  roots: readonly ModuleConfig[],
): ReadonlyMap<string, readonly VariableSet[]> {
  const all = files.list().filter((path) => VARIABLE_FILE.test(path) && !path.includes('.terraform/'));
  // A folder of declarations alone (variables that roots link to) is applied by nobody, so no file is its
  // own.
  const folders = roots
    .filter((root) => root.resources.size + root.moduleCalls.size > 0)
    .map((root) => root.folder);
  const owned = new Map<string, string[]>();
  const shared: string[] = [];
  for (const path of all) {
    const owner = nearestRoot(path, folders);
    if (owner === undefined) shared.push(path);
    else push(owned, owner, path);
  }
  const sets = new Map<string, readonly VariableSet[]>();
  for (const root of roots) {
    const automatic = automaticFiles(files, root.folder);
    const own = (owned.get(root.folder) ?? []).filter(
      (path) => !automatic.includes(path) && !/\.auto\.tfvars/.test(path),
    );
    const candidates = [...shared.filter((path) => mayServe(path, root)), ...own];
    sets.set(root.folder, setsOf(root, automatic, candidates));
  }
  return sets;
}

function setsOf(
  root: ModuleConfig,
  automatic: readonly string[],
  candidates: readonly string[],
): readonly VariableSet[] {
  const byName = new Map<string, string[]>();
  const general: string[] = [];
  for (const path of candidates) {
    const name = setName(path, root.folder);
    if (name === undefined) general.push(path);
    else push(byName, name, path);
  }
  const base: VariableSet = { name: undefined, files: automatic };
  const named = sortedUnique(byName.keys()).map((name): VariableSet => ({
    name,
    files: [...automatic, ...general, ...inPrecedence(byName.get(name) ?? [], root)],
  }));
  return [base, ...named];
}

/** Files for everybody before files for this root. */
function inPrecedence(paths: readonly string[], root: ModuleConfig): readonly string[] {
  const rank = (path: string): number => (stemOf(path) === nameOf(root.folder) ? 1 : 0);
  return [...paths].sort((a, b) => rank(a) - rank(b) || byCodeUnit(a, b));
}

/**
 * The set a file belongs to: the environment its path names below what it shares with the root, else its own
 * name.
 */
function setName(path: string, root: string): string | undefined {
  const segments = path.replace(VARIABLE_FILE, '').split('/');
  const shared = root === '' ? [] : root.split('/');
  let start = 0;
  while (start < shared.length && segments[start] === shared[start]) start += 1;
  const below = segments.slice(start);
  for (const segment of [...below].reverse()) {
    if (environmentIn(segment) !== undefined) return segment.replace(/^terraform\./, '');
  }
  const stem = stemOf(path);
  if (start < shared.length || GENERAL.has(stem) || stem === nameOf(root)) return undefined;
  return stem;
}

const GENERAL: ReadonlySet<string> = new Set([
  'common',
  'global',
  'globals',
  'default',
  'defaults',
  'shared',
  'all',
  'base',
]);

/**
 * A file beside the roots serves a root when it is named after it, after everybody or after an environment.
 */
function mayServe(path: string, root: ModuleConfig): boolean {
  const parent = folderOf(path).split('/');
  const beside = root.folder.split('/');
  const shared = parent.findIndex((segment, index) => segment !== beside[index]);
  if (shared < 0 || parent.length - shared > 2 || beside.length - shared > 3) return false;
  const stem = stemOf(path);
  // In a folder of one environment a file is named after what it serves: `integration/synthetic-test.tfvars`.
  const isInEnvironment = environmentIn(nameOf(folderOf(path))) !== undefined;
  return (
    stem === nameOf(root.folder) ||
    GENERAL.has(stem) ||
    (environmentIn(stem) !== undefined && !isInEnvironment)
  );
}

function nearestRoot(path: string, roots: readonly string[]): string | undefined {
  const known = new Set(roots);
  for (let folder = folderOf(path); ; folder = folderOf(folder)) {
    if (known.has(folder)) return folder;
    if (folder === '') return undefined;
  }
}

function stemOf(path: string): string {
  return nameOf(path)
    .replace(VARIABLE_FILE, '')
    .replace(/^terraform\./, '');
}

function push(into: Map<string, string[]>, key: string, item: string): void {
  const known = into.get(key);
  if (known) known.push(item);
  else into.set(key, [item]);
}
