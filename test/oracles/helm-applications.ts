// Judges charts with the values that Argo CD applications pass to them. A chart of the checkout renders the
// applications; each of them is rendered by the helm program and by us, and compared field by field.
// usage: node tools/run-ts.mjs test/oracles/helm-applications.ts [--helm=PROGRAM] --chart=FOLDER
//   [--values=FILE]… CHECKOUT
// With several values files each makes its own set of applications.
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { openFiles } from '../../src/files/open-files.ts';
import { documentsIn } from '../../src/loaders/helm/rendered/documents.ts';
import { renderChart } from '../../src/loaders/helm/render-chart.ts';
import type { Manifest } from '../../src/loaders/objects/manifest.ts';
import { manifestsOf } from '../../src/loaders/objects/manifest.ts';
import { nodeData } from '../../src/loaders/objects/to-data.ts';
import type { YamlNode } from '../../src/syntax/yaml/ast.ts';
import { itemsAt, nodeAt, textAt } from '../../src/syntax/yaml/node.ts';
import { parseYaml } from '../../src/syntax/yaml/parse.ts';
import { compareObjects } from './helm-content/compare.ts';
import { KUBE_VERSION } from './helm-content/own-charts.ts';

const flags = process.argv.slice(2).filter((argument) => argument.startsWith('--'));
const checkout = process.argv.slice(2).find((argument) => !argument.startsWith('--')) ?? '.';
const flagged = (name: string): readonly string[] =>
  flags.flatMap((one) => (one.startsWith(`--${name}=`) ? [one.slice(name.length + 3)] : []));
const [helm = 'helm'] = flagged('helm');
const [chart = ''] = flagged('chart');
const root = resolve(checkout);
const files = openFiles({ path: root, root });
const scratch = mkdtempSync(join(tmpdir(), 'helm-applications-'));
const home = { HELM_CACHE_HOME: scratch, HELM_CONFIG_HOME: scratch, HELM_DATA_HOME: scratch };
const total = { releases: 0, refused: 0, objects: 0, equal: 0 };

interface Release {
  readonly name: string;
  readonly namespace: string;
  readonly folder: string;
  readonly values: readonly YamlNode[];
}

for (const file of flagged('values')) {
  const values = read(file);
  const applications = { name: 'applications', namespace: 'argo', folder: chart, values };
  for (const { root: application, kind, name } of judge(applications)) {
    if (kind !== 'Application') continue;
    const source = nodeAt(application, 'spec', 'source');
    const folder = textAt(source, 'path');
    if (folder === undefined || !files.entries(folder).files.includes('Chart.yaml')) continue;
    const namespace = textAt(application, 'spec', 'destination', 'namespace') ?? 'default';
    judge({ name, namespace, folder, values: valuesOf(source, folder) });
  }
}
const { releases, refused, objects, equal } = total;
process.stdout.write(
  `${releases} releases, ${refused} refused by helm; ${equal} of ${objects} objects equal\n`,
);
rmSync(scratch, { recursive: true, force: true });

/** Values files of the chart, then values written into the application, as Argo CD orders them. */
function valuesOf(source: YamlNode | undefined, folder: string): readonly YamlNode[] {
  const named = itemsAt(source, 'helm', 'valueFiles').flatMap((item) =>
    item.kind === 'scalar' && typeof item.value === 'string' ? read(`${folder}/${item.value}`) : [],
  );
  const inline = textAt(source, 'helm', 'values');
  const object = nodeAt(source, 'helm', 'valuesObject');
  return [...named, ...(inline === undefined ? [] : parsed(inline, 'inline')), ...(object ? [object] : [])];
}

function read(file: string): readonly YamlNode[] {
  const text = files.read(file);
  return typeof text === 'string' ? parsed(text, file) : [];
}

function parsed(text: string, file: string): readonly YamlNode[] {
  const found = parseYaml(text, { file, typing: 'kubernetes' }).documents[0]?.root;
  return found ? [found] : [];
}

/** Compares one release; gives the objects that helm renders. */
function judge({ name, namespace, folder, values }: Release): readonly Manifest[] {
  const passed = values.flatMap((node, index) => {
    const file = join(scratch, `${index}.json`);
    writeFileSync(file, JSON.stringify(nodeData(node)));
    return ['-f', file];
  });
  const options = ['-n', namespace, '--include-crds', '--kube-version', KUBE_VERSION, ...passed];
  const result = spawnSync(helm, ['template', name, join(root, folder), ...options], {
    encoding: 'utf8',
    maxBuffer: 1 << 28,
    env: { ...process.env, ...home },
  });
  total.releases += 1;
  if (result.status !== 0) {
    total.refused += 1;
    process.stdout.write(`${name} ${folder}: helm refuses (${result.stderr.slice(0, 200)})\n`);
    return [];
  }
  const given = { chart: folder, release: name, namespace, values, missing: [], kubeVersion: KUBE_VERSION };
  const judged = documentsIn(result.stdout).flatMap(({ start, end }) =>
    parsed(result.stdout.slice(start, end), 'helm').flatMap((node) => manifestsOf(node, [])),
  );
  const found = compareObjects(renderChart(files, given).manifests, judged);
  total.objects += judged.length;
  total.equal += found.equal;
  for (const one of [...found.different, ...found.missing, ...found.additional]) {
    process.stdout.write(`${name} ${folder}: ${one}\n`);
  }
  return judged;
}
