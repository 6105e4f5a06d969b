import type { Diagnostic } from '../../core/diagnostic.ts';
import type { Files } from '../../core/files.ts';
import { nameOf } from '../../core/path.ts';
import { sortedUnique } from '../../core/order.ts';
import type { NotRead } from '../../core/resource.ts';
import { parseYaml } from '../../syntax/yaml/parse.ts';
import type { Manifest } from '../objects/manifest.ts';
import { manifestsOf } from '../objects/manifest.ts';
import type { Chart } from './chart/chart.ts';
import { isLibrary } from './chart/chart.ts';
import { knownChart } from './chart/known-charts.ts';
import { activate, MOST_CHARTS } from './dependencies.ts';
import { sprigFunctions } from './functions/table.ts';
import { importValues } from './import-values.ts';
import { missingDependencies, saidOnce } from './missing-dependencies.ts';
import { capabilities, kubeVersionOf } from './objects/capabilities.ts';
import type { ReleaseInput, RenderedChart } from './release.ts';
import { manifestsIn } from './rendered/manifests.ts';
import type { ParsedTemplate } from './template/engine.ts';
import { Engine, inParseOrder } from './template/engine.ts';
import type { GoValue } from './template/value.ts';
import { Dict } from './template/value.ts';
import type { CrdFile, Job, Scene } from './templates.ts';
import { isPartial, sceneOf } from './templates.ts';
import { coalesce } from './values/coalesce.ts';
import { concealed } from './values/conceal.ts';
import { mergeValues } from './values/merge.ts';
import { fitsConstraint } from './versions/constraint.ts';

/** Renders a chart as `helm template --include-crds` does, with the place of every value. */
export function renderChart(files: Files, input: ReleaseInput): RenderedChart {
  const { chart, parsed, ...known } = knownChart(files, input.chart);
  const diagnostics = [...known.diagnostics];
  const read = new Set(known.read);
  if (!chart) {
    const why = 'no chart can be read there';
    const notRead = [{ file: input.chart, kind: 'helm', why }];
    return { manifests: [], files: sortedUnique(read), notRead, diagnostics };
  }
  const notRead: NotRead[] = [];
  const kubeVersion = kubeVersionOf(input.kubeVersion);
  checkKind(chart, kubeVersion, diagnostics);
  const values = mergeValues([...input.missing, ...input.values]);
  const tooMany = (): void => void diagnostics.push(manyCharts(chart));
  const active = importValues(activate(chart, values, tooMany));
  const missing = missingDependencies(active);
  for (const one of missing) {
    notRead.push(one.notRead);
    diagnostics.push(one.diagnostic);
  }
  const shared = {
    Release: release(input),
    Capabilities: capabilities(kubeVersion, input.apiVersions ?? []),
  };
  const used = (path: string): void => void read.add(path);
  const scene = sceneOf(active, coalesce(active, values, 'remove'), { shared, used });
  const manifests = [
    ...scene.crds.flatMap((crd) => crdManifests(crd, diagnostics)),
    ...renderScene(scene, parsed, diagnostics),
  ];
  return { manifests, files: sortedUnique(read), notRead, diagnostics: saidOnce(diagnostics, missing) };
}

function manyCharts({ metadata: { root } }: Chart): Diagnostic {
  const message =
    `${root.file}: there are more than ${MOST_CHARTS} charts inside of this one. ` +
    'The others are not rendered; take dependencies or their aliases out.';
  return { severity: 'error', code: 'chart-too-many', message, at: root };
}

/** What Helm refuses and we still read. */
function checkKind(chart: Chart, kubeVersion: string, diagnostics: Diagnostic[]): void {
  const { root, kubeVersion: wanted } = chart.metadata;
  if (isLibrary(chart)) {
    const message = `${root.file}: Helm installs no library chart. Use it as a dependency of another chart.`;
    diagnostics.push({ severity: 'warning', code: 'chart-is-library', message, at: root });
  }
  if (wanted === '' || fitsConstraint(wanted, kubeVersion)) return;
  const message =
    `${root.file}: the chart asks for Kubernetes ${wanted}, and it is rendered for ${kubeVersion}. ` +
    'Helm refuses this; correct kubeVersion or name the version of the cluster.';
  diagnostics.push({ severity: 'note', code: 'chart-kube-version', message, at: root });
}

function release(input: ReleaseInput): GoValue {
  return Dict.of([
    ['Name', input.release],
    ['Namespace', input.namespace],
    ['Service', 'Helm'],
    ['IsInstall', true],
    ['IsUpgrade', false],
    ['Revision', 1n],
  ]);
}

/** Templates run in Helm's order, because one may change what a later one sees. */
function renderScene(
  { jobs }: Scene,
  parsed: Map<string, ParsedTemplate>,
  diagnostics: Diagnostic[],
): readonly Manifest[] {
  const engine = new Engine({ templates: jobs, functions: sprigFunctions, parsed });
  for (const one of engine.diagnostics) diagnostics.push(one);
  const byTemplate: { readonly name: string; readonly manifests: readonly Manifest[] }[] = [];
  for (const job of inParseOrder(jobs)) {
    if (isPartial(job.name) || nameOf(job.name) === 'NOTES.txt') continue;
    const { text, failure } = engine.render(job.name, dataOf(job));
    const said = failure ? [failure] : [];
    const manifests = text ? manifestsIn(text, { file: job.file, maybe: job.maybe, diagnostics: said }) : [];
    for (const one of concealed(said, job.data.get('Values') ?? null)) diagnostics.push(one);
    byTemplate.push({ name: job.name, manifests });
  }
  return byTemplate.sort((a, b) => (a.name < b.name ? -1 : 1)).flatMap(({ manifests }) => manifests);
}

function dataOf({ name, basePath, data }: Job): Dict {
  data.set(
    'Template',
    Dict.of([
      ['Name', name],
      ['BasePath', basePath],
    ]),
  );
  return data;
}

function crdManifests({ file, maybe }: CrdFile, diagnostics: Diagnostic[]): readonly Manifest[] {
  const parsed = parseYaml(file.text(), { file: file.path, typing: 'kubernetes' });
  diagnostics.push(...parsed.diagnostics);
  const manifests = parsed.documents.flatMap(({ root }) => manifestsOf(root, diagnostics));
  return maybe === undefined ? manifests : manifests.map((one) => ({ ...one, maybe }));
}
