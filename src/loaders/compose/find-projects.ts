import { environmentIn } from '../../core/environment-names.ts';
import { byKey } from '../../core/order.ts';
import { joinPath, nameOf } from '../../core/path.ts';
import type { EnvironmentClaim } from '../../core/resource.ts';
import type { SampleFolder } from '../../core/sample-names.ts';
import { sampleFolder } from '../../core/sample-names.ts';
import type { YamlNode } from '../../syntax/yaml/ast.ts';
import { isMapping, itemsAt, nodeAt, textAt } from '../../syntax/yaml/node.ts';
import { parseEnvironmentFile } from './environment-file.ts';
import type { ComposeFiles } from './read-file.ts';
import type { ProjectFiles } from './read-project.ts';
import { readProject } from './read-project.ts';
import { pathFrom } from './paths.ts';
import { startedTogether } from './started-together.ts';

/** A way to start a project: its file, with the files that are merged over it. */
export interface Found extends ProjectFiles {
  /** `dev` of `compose.dev.yaml`; empty for the file that is taken without being named. */
  readonly variant: string;
  /** True for what describes the same services as the folder's own file. */
  readonly isOfFolder: boolean;
  readonly environments: readonly EnvironmentClaim[];
  /** The variant of all files that are started together, where the repository says so. */
  readonly whole?: string | undefined;
  readonly sample: SampleFolder | undefined;
}

// In the order in which Compose looks for them.
const OWN = ['compose.yaml', 'compose.yml', 'docker-compose.yml', 'docker-compose.yaml'];
const OVERRIDES = [
  'compose.override.yml',
  'compose.override.yaml',
  'docker-compose.override.yml',
  'docker-compose.override.yaml',
];

const NAME = /^(?:(?:docker-)?compose(?:[._-][\w.-]+)?|[\w-]+\.(?:docker-)?compose)\.ya?ml$/;

/** Whether a file is called like a compose file. */
export function isComposeName(name: string): boolean {
  return NAME.test(name);
}

/** The projects that the compose files of one folder describe. */
export function findProjects(
  files: ComposeFiles,
  folder: string,
  names: readonly string[],
): readonly Found[] {
  const own = OWN.find((name) => names.includes(name));
  const override = OVERRIDES.find((name) => names.includes(name));
  const isTaken = (name: string): boolean => OWN.includes(name) || OVERRIDES.includes(name);
  const listed = own === undefined ? undefined : listedFiles(files, folder);
  const paths = [own, override].flatMap((name) => (name === undefined ? [] : [joinPath(folder, name)]));
  const found: Found[] = [];
  if (paths.length > 0) {
    const around = { variant: '', isOfFolder: true, sample: sampleOf(folder) };
    found.push({ folder, paths: listed ?? paths, environments: environmentsOf('', folder), ...around });
  }
  const base = own === undefined ? undefined : joinPath(folder, own);
  const variants = new Set<string>();
  let known: ReadonlySet<string> | undefined;
  for (const name of names) {
    const path = joinPath(folder, name);
    if (isTaken(name) || listed?.includes(path) === true) continue;
    const short = variantOf(name);
    const variant = variants.has(short) ? name.replace(/\.ya?ml$/, '') : short;
    variants.add(short);
    known ??= base === undefined ? new Set() : serviceNames(files, { folder, paths: [base] });
    const relation = base === undefined ? 'apart' : relationOf(files, known, path);
    found.push({
      folder,
      paths: base !== undefined && relation === 'over' ? [base, path] : [path],
      variant,
      isOfFolder: relation !== 'apart',
      environments: environmentsOf(name, folder),
      sample: sampleOf(folder),
    });
  }
  const whole = own === undefined ? undefined : withTogether(files, folder, { own, found });
  return (whole ?? found).sort(byKey(({ variant }) => variant));
}

/**
 * The projects with the one of all files that are started together, where the repository says so: the others
 * over the folder's own file are parts of it. What is for one environment or for tests is no such part.
 */
function withTogether(
  files: ComposeFiles,
  folder: string,
  { own, found }: { readonly own: string; readonly found: readonly Found[] },
): Found[] | undefined {
  const base = joinPath(folder, own);
  const layers = found.filter(
    ({ paths: [first], variant, environments }) =>
      first === base && variant !== '' && environments.length === 0 && !IS_FOR_TRYING.test(variant),
  );
  const byName = new Map(layers.map((layer) => [nameOf(layer.paths[1] ?? ''), layer]));
  const names = startedTogether(files, folder, { own, others: new Set(byName.keys()) });
  if (!names) return undefined;
  const parts = new Set(names.flatMap((name) => byName.get(name) ?? []));
  const variant = [...parts].map((part) => part.variant).join('+');
  const whole: Found = {
    folder,
    paths: [base, ...names.map((name) => joinPath(folder, name))],
    variant,
    isOfFolder: true,
    environments: [],
    sample: sampleOf(folder),
  };
  const isBeside = (one: Found): boolean => one.isOfFolder && one.environments.length === 0;
  return [whole, ...found.map((one) => (isBeside(one) ? { ...one, whole: variant } : one))];
}

const IS_FOR_TRYING = /test|e2e|cypress|playwright|selenium|locust|load|bench|debug|profil|lint/i;

/** `COMPOSE_FILE` in the `.env` file beside it names the files that are started. */
function listedFiles(files: ComposeFiles, folder: string): readonly string[] | undefined {
  const path = joinPath(folder, '.env');
  const text = files.text(path);
  if (text?.includes('COMPOSE_FILE') !== true) return undefined;
  const variables = parseEnvironmentFile(text, path, () => undefined);
  const list = variables.get('COMPOSE_FILE')?.value;
  const separator = variables.get('COMPOSE_PATH_SEPARATOR')?.value;
  if (typeof list !== 'string') return undefined;
  const paths = list.split(typeof separator === 'string' && separator !== '' ? separator : ':');
  const found = paths.map((one) => pathFrom(folder, one.trim())).filter((one) => files.open(one));
  return found.length > 0 ? found : undefined;
}

function variantOf(name: string): string {
  const bare = name.replace(/\.ya?ml$/, '');
  const after = /^(?:docker-)?compose[._-](.+)$/.exec(bare)?.[1];
  return after ?? bare.replace(/\.(?:docker-)?compose$/, '');
}

/**
 * How a further file stands to the folder's own: `over` it, where it changes services or builds on some that
 * only the other one has; `instead` of it, where it describes the same services whole; or `apart`.
 */
function relationOf(
  files: ComposeFiles,
  known: ReadonlySet<string>,
  path: string,
): 'over' | 'instead' | 'apart' {
  const services = nodeAt(files.open(path)?.root, 'services');
  if (!isMapping(services)) return 'apart';
  const own = new Set(services.entries.map(({ key }) => key.value));
  const isOver = services.entries.some(({ key, value }) => {
    if (known.has(key.value) && !isWhole(value)) return true;
    return neighboursOf(value).some((name) => known.has(name) && !own.has(name));
  });
  if (isOver) return 'over';
  return [...own].some((name) => known.has(name)) ? 'instead' : 'apart';
}

function serviceNames(files: ComposeFiles, project: ProjectFiles): ReadonlySet<string> {
  const services = readProject(files, project)?.services;
  return new Set(services?.entries.map(({ key }) => key.value));
}

/** A service without image, build or model cannot be started by itself. */
function isWhole(service: YamlNode): boolean {
  return ['image', 'build', 'extends', 'provider'].some((name) => nodeAt(service, name) !== undefined);
}

function neighboursOf(service: YamlNode): readonly string[] {
  const needed = nodeAt(service, 'depends_on');
  const listed = [...itemsAt(service, 'depends_on'), ...itemsAt(service, 'links')].flatMap((item) =>
    item.kind === 'scalar' && typeof item.value === 'string' ? [item.value.replace(/:.*$/, '')] : [],
  );
  const extended = nodeAt(service, 'extends');
  const base = extended?.kind === 'scalar' ? extended.value : undefined;
  const isElsewhere = textAt(extended, 'file') !== undefined;
  const inFile = isElsewhere ? undefined : (base ?? textAt(extended, 'service'));
  return [
    ...listed,
    ...(isMapping(needed) ? needed.entries.map(({ key }) => key.value) : []),
    ...(typeof inFile === 'string' ? [inFile] : []),
  ];
}

function environmentsOf(name: string, folder: string): readonly EnvironmentClaim[] {
  const variant = name === '' ? '' : variantOf(name);
  const byFile = /^(?:tests?|e2e|integration)$/.test(variant) ? 'test' : environmentIn(variant);
  if (byFile !== undefined) {
    return [
      { name: byFile, grade: 'C', because: [because(joinPath(folder, name), `the file is called ${name}`)] },
    ];
  }
  for (const segment of folder.split('/').reverse()) {
    const byFolder = environmentIn(segment);
    if (byFolder === undefined) continue;
    return [{ name: byFolder, grade: 'C', because: [because(folder, `the folder is called ${segment}`)] }];
  }
  return [];
}

function because(file: string, says: string): EnvironmentClaim['because'][number] {
  return { at: undefined, file, says };
}

function sampleOf(folder: string): SampleFolder | undefined {
  if (folder.split('/').includes('.devcontainer')) return { role: 'example', name: '.devcontainer' };
  return sampleFolder(folder);
}

/** The name of a file for people. */
export function titleOf({ paths }: Pick<Found, 'paths'>): string {
  return paths.map(nameOf).join(' + ');
}
