import { folderOf, nameOf } from '../../core/path.ts';
import type { YamlEntry, YamlMapping, YamlNode } from '../../syntax/yaml/ast.ts';
import { isMapping, itemsAt, nodeAt, textAt } from '../../syntax/yaml/node.ts';
import { mappingOf } from '../objects/make-node.ts';
import { canonicalService } from './canonical.ts';
import type { Lookup, Variable } from './environment-file.ts';
import type { Marks } from './merge.ts';
import { mergeMappings } from './merge.ts';
import { pathFrom } from './paths.ts';
import type { ComposeFile, ComposeFiles } from './read-file.ts';
import { interpolated, passedOn } from './read-file.ts';

/** What is read as one project: the files that are merged, in order. */
export interface ProjectFiles {
  /** Relative paths and `.env` are looked up from here. */
  readonly folder: string;
  readonly paths: readonly string[];
}

export interface Project {
  /** Services, in their long form. */
  readonly services: YamlMapping;
  readonly lookup: Lookup;
  /** Files of other projects that are taken in. */
  readonly included: readonly string[];
}

/** Reads and merges the files of a project, with what they include and extend. */
export function readProject(files: ComposeFiles, { folder, paths }: ProjectFiles): Project | undefined {
  const included = new Set<string>();
  const lookup = projectLookup(files, [`${folder === '' ? '' : `${folder}/`}.env`], () => undefined);
  const reading: Reading = { files, folder, lookup, included, marks: NONE, stack: [], known: new Map() };
  const services = mergedFiles(paths, reading);
  return services && { services, lookup, included: [...included] };
}

interface Reading {
  readonly files: ComposeFiles;
  readonly folder: string;
  readonly lookup: Lookup;
  readonly included: Set<string>;
  /** Tags of the file that is being read. */
  readonly marks: Marks;
  /** Files that are being read, so that cyclic includes and extensions end. */
  readonly stack: readonly string[];
  /** What was read already for a folder: files may be included and extended in many ways. */
  readonly known: Map<string, YamlMapping | undefined>;
}

const DEEPEST = 20;

/** Variables of `.env` files; those that are set around them come first. */
function projectLookup(files: ComposeFiles, paths: readonly string[], around: Lookup): Lookup {
  const variables = new Map<string, Variable>();
  for (const path of paths) {
    const text = files.text(path);
    if (text === undefined) continue;
    const before: Lookup = (name) => around(name) ?? variables.get(name);
    for (const [name, variable] of files.variables(text, path, before)) variables.set(name, variable);
  }
  return (name) => around(name) ?? variables.get(name);
}

function mergedFiles(paths: readonly string[], reading: Reading): YamlMapping | undefined {
  let services: YamlMapping | undefined;
  for (const path of paths) {
    const file = reading.files.open(path);
    if (!file) continue;
    const read = servicesOf(path, file, reading);
    services = services ? mergeMappings(services, read, file.marks, 'services') : read;
  }
  return services;
}

/** The services of one file over those that it includes. */
function servicesOf(path: string, file: ComposeFile, reading: Reading): YamlMapping {
  const root = interpolated(file.root, reading.lookup, reading.folder);
  const inner = { ...reading, marks: file.marks, stack: [...reading.stack, path] };
  const services = nodeAt(root, 'services');
  const own = isMapping(services) ? services : mappingOf([], root);
  const entries = own.entries.flatMap((entry): YamlEntry[] => {
    const value = serviceOf(entry.key.value, own, inner);
    return value ? [{ ...entry, value }] : [];
  });
  let merged: YamlMapping | undefined;
  for (const item of itemsAt(root, 'include')) {
    const taken = includedServices(item, inner);
    if (taken) merged = merged ? mergeMappings(merged, taken, NONE, 'services') : taken;
  }
  const written = { ...own, entries };
  return merged ? mergeMappings(merged, written, file.marks, 'services') : written;
}

const NONE: Marks = new Map();

/** A service over the one that it extends. */
function serviceOf(name: string, services: YamlMapping, reading: Reading): YamlMapping | undefined {
  const service = nodeAt(services, name);
  if (!isMapping(service)) return undefined;
  const own = withPassedOn(canonicalService(service, reading.folder), reading);
  const base = extended(name, own, services, reading);
  const entries = own.entries.filter(({ key }) => key.value !== 'extends');
  const written = { ...own, entries };
  return base ? mergeMappings(base, written, reading.marks, `services/${name}`) : written;
}

function extended(
  name: string,
  service: YamlMapping,
  services: YamlMapping,
  reading: Reading,
): YamlMapping | undefined {
  const node = nodeAt(service, 'extends');
  if (!node) return undefined;
  const wanted = node.kind === 'scalar' ? node.value : textAt(node, 'service');
  if (typeof wanted !== 'string') return undefined;
  const file = textAt(node, 'file');
  const current = reading.stack.at(-1) ?? '';
  const path = file === undefined ? current : pathFrom(reading.folder, file);
  const step = `${path}#${wanted}`;
  if (reading.stack.includes(step) || reading.stack.length > DEEPEST || step === `${current}#${name}`) {
    reading.files.tell({
      severity: 'warning',
      code: 'compose-cycle',
      message:
        `${current} extends the service ${wanted}, which extends it in turn: Compose refuses this. ` +
        'Let one of them stand for itself.',
      at: rangeOf(node),
    });
    return undefined;
  }
  const stack = [...reading.stack, step];
  if (file === undefined) return serviceOf(wanted, services, { ...reading, stack: [...stack, current] });
  const opened = reading.files.open(path);
  const folder = folderOf(path);
  const others = onceKnown(reading, `extends ${path}`, () => {
    const found = opened && nodeAt(interpolated(opened.root, reading.lookup, folder), 'services');
    return isMapping(found) ? found : undefined;
  });
  const base = others
    ? serviceOf(wanted, others, { ...reading, folder, marks: opened?.marks ?? NONE, stack: [...stack, path] })
    : undefined;
  if (!base) tellMissing(reading, `the service ${wanted} of ${file}`, node);
  return base;
}

/** https://docs.docker.com/reference/compose-file/include/ */
function includedServices(item: YamlNode, reading: Reading): YamlMapping | undefined {
  const written = item.kind === 'scalar' ? [item] : listAt(item, 'path');
  const texts = written.flatMap((node) =>
    node.kind === 'scalar' && typeof node.value === 'string' ? [node.value] : [],
  );
  const paths = texts.map((text) => pathFrom(reading.folder, text));
  const [first] = paths;
  if (first === undefined) return undefined;
  if (paths.some((path) => reading.stack.includes(path)) || reading.stack.length > DEEPEST) {
    reading.files.tell({
      severity: 'warning',
      code: 'compose-cycle',
      message:
        `${nameOf(first)} is included by a file that it includes itself: Compose refuses this. ` +
        'Take one of the two includes away.',
      at: rangeOf(item),
    });
    return undefined;
  }
  const missing = paths.find((path) => !reading.files.open(path));
  if (missing !== undefined) tellMissing(reading, missing, item);
  for (const path of paths) reading.included.add(path);
  const project = textAt(item, 'project_directory');
  const folder = project === undefined ? folderOf(first) : pathFrom(reading.folder, project);
  const files = listAt(item, 'env_file').flatMap((node) =>
    node.kind === 'scalar' && typeof node.value === 'string' ? [pathFrom(reading.folder, node.value)] : [],
  );
  const environment = files.length > 0 ? files : [folder === '' ? '.env' : `${folder}/.env`];
  const lookup = projectLookup(reading.files, environment, reading.lookup);
  return onceKnown(reading, `include ${paths.join()} ${environment.join()} ${folder}`, () =>
    mergedFiles(paths, { ...reading, folder, lookup }),
  );
}

function onceKnown(
  { known, folder }: Reading,
  what: string,
  read: () => YamlMapping | undefined,
): YamlMapping | undefined {
  const key = `${folder}\u0000${what}`;
  if (!known.has(key)) known.set(key, read());
  return known.get(key);
}

function listAt(node: YamlNode, name: string): readonly YamlNode[] {
  const found = nodeAt(node, name);
  if (!found) return [];
  return found.kind === 'sequence' ? found.items : [found];
}

/** Variables without a value are those of whoever starts the project. */
function withPassedOn(service: YamlMapping, { lookup, folder }: Reading): YamlMapping {
  const entries = service.entries.map((entry): YamlEntry => {
    if (entry.key.value !== 'environment' || !isMapping(entry.value)) return entry;
    const variables = entry.value.entries.map((variable): YamlEntry => {
      const { key, value } = variable;
      if (value.kind !== 'scalar' || value.value !== null) return variable;
      const place = value.end > value.start ? value : key;
      return { ...variable, value: passedOn(key.value, place, lookup, folder) };
    });
    return { ...entry, value: { ...entry.value, entries: variables } };
  });
  return { ...service, entries };
}

function tellMissing({ files, stack }: Reading, what: string, node: YamlNode): void {
  files.tell({
    severity: 'warning',
    code: 'compose-missing-file',
    message:
      `${stack.at(-1) ?? 'The project'} needs ${what}, which is not in the inputs. ` +
      'Add it, or correct the path.',
    at: rangeOf(node),
  });
}

function rangeOf({ file, start, end }: YamlNode): { file: string; start: number; end: number } {
  return { file, start, end };
}
