// Judges rendered charts by the helm program: every chart of a checkout with every values file beside it.
// usage: node tools/run-ts.mjs test/oracles/helm-content.ts [--helm=PROGRAM] [--chart=PART] [--verbose]
//   [--values=FILE]… [--built=COPY] CHECKOUT…
// With --values only these files are passed, in order. Dependencies must stand in charts/ for helm: in
// COPY of the checkout, `helm dependency build` may put them there.
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join, resolve } from 'node:path';
import type { LocalFiles } from '../../src/files/open-files.ts';
import { openFiles } from '../../src/files/open-files.ts';
import type { Manifest } from '../../src/loaders/objects/manifest.ts';
import { manifestsOf } from '../../src/loaders/objects/manifest.ts';
import { documentsIn } from '../../src/loaders/helm/rendered/documents.ts';
import { renderChart } from '../../src/loaders/helm/render-chart.ts';
import { parseYaml } from '../../src/syntax/yaml/parse.ts';
import { compareObjects } from './helm-content/compare.ts';

const KUBE_VERSION = '1.33.0';
const flags = process.argv.slice(2).filter((argument) => argument.startsWith('--'));
const checkouts = process.argv.slice(2).filter((argument) => !argument.startsWith('--'));
const flagged = (name: string): readonly string[] =>
  flags.flatMap((one) => (one.startsWith(`--${name}=`) ? [one.slice(name.length + 3)] : []));
const [helm = 'helm'] = flagged('helm');
const [part = ''] = flagged('chart');
const [built] = flagged('built');
const verbose = flags.includes('--verbose');
const home = mkdtempSync(join(tmpdir(), 'helm-home-'));
const total = { objects: 0, equal: 0, renderings: 0, whole: 0, refused: 0 };
let oursMs = 0;

for (const checkout of checkouts) judgeCheckout(resolve(checkout));
const share = total.objects === 0 ? 0 : (100 * total.equal) / total.objects;
process.stdout.write(
  `total: ${total.renderings} renderings, ${total.whole} without any difference; ${total.equal} of ` +
    `${total.objects} objects equal (${share.toFixed(2)} %); ${total.refused} refused by helm; ` +
    `${Math.round(oursMs)} ms for ours\n`,
);
rmSync(home, { recursive: true, force: true });

function judgeCheckout(checkout: string): void {
  const files = openFiles({ path: checkout, root: checkout });
  const all = files.list();
  const folders = all
    .filter((path) => /(^|\/)Chart\.yaml$/.test(path))
    .map((path) => path.replace(/\/?Chart\.yaml$/, ''));
  for (const folder of folders) {
    const isPart = folders.some(
      (other) =>
        folder.startsWith(`${other === '' ? '' : `${other}/`}charts/`) &&
        folder !== other &&
        all.includes(`${other === '' ? '' : `${other}/`}Chart.yaml`),
    );
    if (isPart || !`${folder}/`.includes(part)) continue;
    const inside = all.filter((path) => path.startsWith(folder === '' ? '' : `${folder}/`));
    const given = flagged('values');
    const sets =
      given.length > 0
        ? [given]
        : [
            [],
            ...inside
              .filter((path) => isValuesFile(path.slice(folder === '' ? 0 : folder.length + 1)))
              .map((path) => [path]),
          ];
    for (const set of sets) judge(files, folder, set);
  }
}

function isValuesFile(path: string): boolean {
  return /^(?:values[-._].+|.+[-._]values|(?:values|ci|environments|envs?)\/.+)\.ya?ml$/.test(path);
}

function judge(files: LocalFiles, folder: string, values: readonly string[]): void {
  const checkout = files.boundary;
  const label = `${basename(checkout)} ${folder} ${values.join(' ')}`.trimEnd();
  const args = [
    'template',
    'orders',
    join(built ?? checkout, folder),
    '-n',
    'shop',
    '--include-crds',
    '--skip-schema-validation',
    '--kube-version',
    KUBE_VERSION,
  ];
  for (const file of values) args.push('-f', resolve(checkout, file));
  const env = { ...process.env, HELM_CACHE_HOME: home, HELM_CONFIG_HOME: home, HELM_DATA_HOME: home };
  const result = spawnSync(helm, args, { encoding: 'utf8', maxBuffer: 1 << 28, env });
  const started = performance.now();
  const ours = renderOurs(files, folder, values);
  const took = performance.now() - started;
  oursMs += took;
  const errors = ours.diagnostics.filter(({ severity }) => severity === 'error');
  if (result.status !== 0) {
    total.refused += 1;
    const why = (/^Error: .*$/ms.exec(result.stderr)?.[0] ?? '').split('\n')[0]?.slice(0, 300);
    process.stdout.write(
      `${label}: helm refuses (${why}); ours ${ours.manifests.length} objects, ${errors.length} errors\n`,
    );
    return;
  }
  const judged = manifestsIn(result.stdout);
  const found = compareObjects(ours.manifests, judged);
  const count = judged.length;
  total.renderings += 1;
  total.objects += count;
  total.equal += found.equal;
  const isWhole = found.equal === count && found.additional.length === 0;
  if (isWhole) total.whole += 1;
  process.stdout.write(
    `${label}: ${found.equal} of ${count} equal (${found.uncertain} with unknown values), ` +
      `${found.different.length} different, ${found.missing.length} missing, ` +
      `${found.additional.length} additional${isWhole ? '' : ' <<<'} ${Math.round(took)} ms\n`,
  );
  if (!verbose) return;
  for (const one of found.different) process.stdout.write(`  different ${one}\n`);
  for (const one of found.missing) process.stdout.write(`  missing ${one}\n`);
  for (const one of found.additional) process.stdout.write(`  additional ${one}\n`);
  for (const { message } of errors.slice(0, 5)) process.stdout.write(`  error ${message}\n`);
}

function renderOurs(
  files: LocalFiles,
  folder: string,
  values: readonly string[],
): ReturnType<typeof renderChart> {
  const nodes = values.flatMap((file) => {
    const text = readFileSync(resolve(files.boundary, file), 'utf8');
    return parseYaml(text, { file, typing: 'kubernetes' }).documents[0]?.root ?? [];
  });
  return renderChart(files, {
    chart: folder,
    release: 'orders',
    namespace: 'shop',
    values: nodes,
    missing: [],
    kubeVersion: KUBE_VERSION,
  });
}

function manifestsIn(text: string): readonly Manifest[] {
  return documentsIn(text).flatMap(({ start, end }) => {
    const parsed = parseYaml(text.slice(start, end), { file: 'helm', typing: 'kubernetes' });
    return parsed.documents.flatMap(({ root }) => manifestsOf(root, []));
  });
}
