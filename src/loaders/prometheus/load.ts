import type { Diagnostic } from '../../core/diagnostic.ts';
import type { Files } from '../../core/files.ts';
import { isDenied } from '../../core/files.ts';
import type { Origin, SourceRange } from '../../core/location.ts';
import { folderOf, isSelected, joinPath } from '../../core/path.ts';
import type { NotRead } from '../../core/resource.ts';
import type { DataObject } from '../../core/value.ts';
import { isDataObject } from '../../core/value.ts';
import type { YamlMapping } from '../../syntax/yaml/ast.ts';
import { isMapping, nodeAt } from '../../syntax/yaml/node.ts';
import { parseYaml } from '../../syntax/yaml/parse.ts';
import type { FileResource } from '../file-stack.ts';
import { originInTree, stacksByRole } from '../file-stack.ts';
import type { Loader } from '../loaded.ts';
import { isTemplate } from '../objects/templates.ts';
import { nodeData } from '../objects/to-data.ts';
import { ALERTMANAGER, alertmanagerData, PROMETHEUS, prometheusData } from './alertmanager.ts';
import { looksLike, mayHoldRules } from './look.ts';
import { partsOfValues } from './chart-values.ts';
import { copiesAmong } from './copies.ts';
import type { RuleSource } from './rules.ts';
import { ALERT, alertsIn } from './rules.ts';

/**
 * Reads rule files, `prometheus.yml` and `alertmanager.yml`, whatever they are called: one resource for each
 * alert rule, so that each is a component of its own. Files inside a chart are what its templates make of
 * them.
 */
export const loadPrometheus: Loader = (files, { selected }) => {
  const notRead: NotRead[] = [];
  const diagnostics: Diagnostic[] = [];
  const charts = chartFolders(files);
  const read: ReadFile[] = [];
  for (const file of files.list()) {
    if (!mayHoldRules(file) || !isSelected(folderOf(file), selected) || isInside(file, charts)) continue;
    const one = readFile(files, file, notRead);
    if (!one) continue;
    const parts = one.kind === 'values' ? valuesOf(one) : [one];
    if (parts.length > 0) diagnostics.push(...one.diagnostics);
    read.push(...parts);
  }
  const resources = [...read.flatMap(settings), ...alerts(read, { files, diagnostics })];
  const copies = copiesAmong(read.map(({ file }) => file));
  const stacks = stacksByRole({
    kind: 'prometheus',
    because: 'alerts are read from it',
    resources,
    copyOf: ({ declaredAt }) => copies.get(declaredAt.file),
  });
  return { stacks, notRead, diagnostics };
};

interface ReadFile {
  readonly file: string;
  /** The file, and the place inside values. */
  readonly address: string;
  readonly kind: NonNullable<ReturnType<typeof looksLike>>;
  readonly root: YamlMapping;
  readonly data: DataObject;
  readonly diagnostics: readonly Diagnostic[];
}

function readFile(files: Files, file: string, notRead: NotRead[]): ReadFile | undefined {
  const text = files.read(file);
  const kind = isDenied(text) ? undefined : looksLike(text);
  if (isDenied(text) || !kind) return undefined;
  if (kind === 'grafana') {
    notRead.push({ file, kind: 'grafana-alerting', why: 'alert rules of Grafana are not read' });
    return undefined;
  }
  const parsed = parseYaml(text, { file, typing: 'core' });
  if (isTemplate(text, parsed)) {
    notRead.push({ file, kind: 'prometheus', why: 'it is a template that another tool fills in' });
    return undefined;
  }
  const root = parsed.documents[0]?.root;
  const data = root && nodeData(root);
  if (!isMapping(root) || !isDataObject(data)) return undefined;
  return { file, address: file, kind, root, data, diagnostics: parsed.diagnostics };
}

/** What stands in values of a monitoring chart, each part as if it were a file. */
function valuesOf({ file, root, diagnostics }: ReadFile): readonly ReadFile[] {
  return partsOfValues(root).flatMap((part) => {
    const data = nodeData(part.root);
    return isDataObject(data) ? [{ ...part, file, address: `${file}/${part.name}`, data, diagnostics }] : [];
  });
}

function settings({ address, kind, root, data }: ReadFile): readonly FileResource[] {
  if (kind === 'rules') return [];
  const isRoutes = kind === 'alertmanager';
  return [
    {
      address,
      name: address,
      type: isRoutes ? ALERTMANAGER : PROMETHEUS,
      attributes: isRoutes ? alertmanagerData(data) : prometheusData(data),
      declaredAt: rangeOf(root),
      origin: originInTree(root, address),
    },
  ];
}

function alerts(
  read: readonly ReadFile[],
  context: { readonly files: Files; readonly diagnostics: Diagnostic[] },
): readonly FileResource[] {
  const roots = new Map<string, YamlMapping>();
  const sources: RuleSource[] = [];
  for (const { address, kind, root, data } of read) {
    if (kind !== 'rules') continue;
    roots.set(address, root);
    sources.push({
      address,
      path: ['groups'],
      groups: data['groups'] ?? [],
      declaredAt: rangeOf(root),
    });
  }
  return alertsIn(sources, context).flatMap(({ address, name, attributes, path, source }) => {
    const node = nodeAt(roots.get(source.address), ...path);
    if (!node) return [];
    const origin = (place: readonly (string | number)[]): Origin =>
      originInTree(node, address)(placeOf(place));
    return [{ address, name, type: ALERT, attributes, declaredAt: rangeOf(node), origin }];
  });
}

/** What was made of the expression stands where the expression stands. */
export function placeOf(path: readonly (string | number)[]): readonly (string | number)[] {
  return path[0] === 'query' ? ['expr'] : path;
}

function chartFolders(files: Files): ReadonlySet<string> {
  return new Set(
    files
      .list()
      .filter((path) => /(^|\/)Chart\.yaml$/.test(path))
      .map(folderOf),
  );
}

function isInside(file: string, charts: ReadonlySet<string>): boolean {
  for (let folder = folderOf(file); ; folder = folderOf(folder)) {
    if (charts.has(folder) && file !== joinPath(folder, 'Chart.yaml')) return true;
    if (folder === '') return false;
  }
}

function rangeOf({ file, start, end }: SourceRange): SourceRange {
  return { file, start, end };
}
