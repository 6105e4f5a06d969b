import type { Diagnostic } from '../../../core/diagnostic.ts';
import type { Files } from '../../../core/files.ts';
import { isDenied } from '../../../core/files.ts';
import { joinPath } from '../../../core/path.ts';
import type { YamlMapping, YamlNode } from '../../../syntax/yaml/ast.ts';
import { isMapping } from '../../../syntax/yaml/node.ts';
import { parseYaml } from '../../../syntax/yaml/parse.ts';
import { readArchive } from './archive.ts';
import type { Chart, ChartFile } from './chart.ts';
import { readIgnoreRules } from './ignore.ts';
import { readMetadata } from './metadata.ts';

/** What is gathered while a chart is read. */
export interface Reading {
  readonly files: Files;
  readonly diagnostics: Diagnostic[];
  /** Paths of the files that were read. */
  readonly read: Set<string>;
}

// Larger charts than any public one (istio's repository of charts has 700 files).
const MOST_FILES = 20_000;
const MOST_DEPTH = 30;

/** Reads the chart in a folder with the charts inside it; undefined where there is none that can be read. */
export function readChart(folder: string, reading: Reading): Chart | undefined {
  const found = filesIn(folder, reading);
  return chartOf([...found, ...ignoredCharts(folder, found, reading)], { place: folder, depth: 0, reading });
}

/** Every file below a folder that `.helmignore` does not leave out. */
function filesIn(folder: string, reading: Reading): readonly ChartFile[] {
  const { files } = reading;
  const rules = files.entries(folder).files.includes('.helmignore')
    ? files.read(joinPath(folder, '.helmignore'))
    : '';
  const isIgnored = readIgnoreRules(isDenied(rules) ? '' : rules);
  const found: ChartFile[] = [];
  const visit = (inside: string, depth: number): void => {
    const entries = files.entries(joinPath(folder, inside).replace(/\/$/, ''));
    for (const name of entries.files) {
      const path = joinPath(inside, name);
      if (found.length < MOST_FILES && !isIgnored(path, 'file')) {
        found.push(fileOf(path, joinPath(folder, path), reading));
      }
    }
    for (const name of entries.folders) {
      const path = joinPath(inside, name);
      if (depth < MOST_DEPTH && !isIgnored(path, 'folder')) visit(path, depth + 1);
    }
  };
  visit('', 0);
  return found;
}

/**
 * Charts that a dependency names and that stand in `charts/` without being listed: `helm dependency build`
 * puts them there, and many repositories have git ignore them.
 */
function ignoredCharts(folder: string, found: readonly ChartFile[], reading: Reading): readonly ChartFile[] {
  const root = mappingIn(found, 'Chart.yaml', { ...reading, diagnostics: [] });
  const requirements = mappingIn(found, 'requirements.yaml', { ...reading, diagnostics: [] });
  const dependencies = root ? readMetadata(root, requirements).dependencies : [];
  return dependencies.flatMap(({ name, version }) => {
    const inside = `charts/${name}`;
    if (found.some((file) => file.name.startsWith(`${inside}/`))) return [];
    const archive = `${inside}-${version}.tgz`;
    if (found.some((file) => file.name === archive)) return [];
    if (!isDenied(reading.files.readBytes(joinPath(folder, archive)))) {
      return [fileOf(archive, joinPath(folder, archive), reading)];
    }
    const place = joinPath(folder, inside);
    if (isDenied(reading.files.read(`${place}/Chart.yaml`))) return [];
    return filesIn(place, reading).map((file) => ({ ...file, name: `${inside}/${file.name}` }));
  });
}

function fileOf(name: string, path: string, { files }: Reading): ChartFile {
  let text: string | undefined;
  return {
    name,
    path,
    text() {
      const read = text ?? files.read(path);
      return (text = isDenied(read) ? '' : read);
    },
    bytes() {
      const bytes = files.readBytes(path);
      return isDenied(bytes) ? new Uint8Array() : bytes;
    },
  };
}

interface Place {
  readonly place: string;
  readonly depth: number;
  readonly reading: Reading;
}

/** Sorts the files of a chart by what they are for. */
function chartOf(found: readonly ChartFile[], at: Place): Chart | undefined {
  const { reading, place } = at;
  const root = mappingIn(found, 'Chart.yaml', reading);
  if (!root) return undefined;
  const metadata = readMetadata(root, mappingIn(found, 'requirements.yaml', reading));
  if (metadata.name === '') {
    const message = `${root.file}: the chart has no name. Give it one; it is not rendered.`;
    reading.diagnostics.push({ severity: 'error', code: 'chart-without-name', message, at: root });
    return undefined;
  }
  const templates: ChartFile[] = [];
  const files: ChartFile[] = [];
  const inside = new Map<string, ChartFile[]>();
  for (const file of found) {
    const [first = '', second = ''] = file.name.split('/');
    if (KNOWN.has(file.name)) continue;
    if (first === 'templates' && file.name !== first) templates.push(file);
    else if (first === 'charts' && second !== '' && !second.endsWith('.prov')) {
      const others = inside.get(second);
      if (others) others.push(file);
      else inside.set(second, [file]);
    } else files.push(file);
  }
  const charts = at.depth < MOST_DEPTH ? [...inside].flatMap((one) => chartInside(one, at) ?? []) : [];
  const values = mappingIn(found, 'values.yaml', reading);
  return { metadata, place, values, templates, files, charts };
}

const KNOWN: ReadonlySet<string> = new Set(['Chart.yaml', 'Chart.lock', 'values.yaml', 'values.schema.json']);

function chartInside([name, found]: readonly [string, readonly ChartFile[]], at: Place): Chart | undefined {
  if (/^[_.]/.test(name)) return undefined;
  const prefix = `charts/${name}`;
  const [archive] = found;
  if (name.endsWith('.tgz') && archive) {
    return archive.name === prefix ? archivedChart(archive, at) : undefined;
  }
  const files = found
    .filter((file) => file.name.startsWith(`${prefix}/`))
    .map((file) => ({ ...file, name: file.name.slice(prefix.length + 1) }));
  return chartOf(files, { ...at, place: joinPath(at.place, prefix), depth: at.depth + 1 });
}

/** A packed chart; its files stand in a folder named after it. */
function archivedChart(archive: ChartFile, at: Place): Chart | undefined {
  at.reading.read.add(archive.path);
  const unpacked = readArchive(archive.bytes());
  if (!unpacked) {
    const message = `${archive.path} is not a readable archive. Pack it again with \`helm package\`.`;
    at.reading.diagnostics.push({ severity: 'error', code: 'chart-archive', message });
    return undefined;
  }
  const files = unpacked.slice(0, MOST_FILES).map(({ name, bytes }): ChartFile => {
    const inside = name.replace(/^\.\//, '').replace(/^[^/]*\//, '');
    let known: string | undefined;
    const text = (): string => (known ??= new TextDecoder().decode(bytes));
    return { name: inside, path: `${archive.path}/${inside}`, text, bytes: () => bytes };
  });
  return chartOf(files, { ...at, place: archive.path, depth: at.depth + 1 });
}

/** The mapping that a YAML file of the chart holds. */
function mappingIn(found: readonly ChartFile[], name: string, reading: Reading): YamlMapping | undefined {
  const file = found.find((one) => one.name === name);
  if (file) reading.read.add(file.path);
  const root = file && readYamlRoot(file, reading);
  if (!file || !root) return undefined;
  if (isMapping(root)) return root;
  const message = `${file.path} holds no keys, so Helm refuses the chart. It is read as if it were empty.`;
  reading.diagnostics.push({ severity: 'error', code: 'chart-yaml', message, at: root });
  return undefined;
}

/** The first document of a YAML file, typed as Kubernetes types; errors are reported. */
function readYamlRoot(file: ChartFile, reading: Reading): YamlNode | undefined {
  const parsed = parseYaml(file.text(), { file: file.path, typing: 'kubernetes' });
  reading.diagnostics.push(...parsed.diagnostics);
  return parsed.documents[0]?.root;
}
