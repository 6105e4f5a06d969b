// Records what helm renders of our own charts, as the fixture of the tests.
// usage: node tools/run-ts.mjs test/oracles/helm-charts.ts [--helm=PROGRAM]
import { spawnSync } from 'node:child_process';
import { cpSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { charts, KUBE_VERSION, recordedFile } from './helm-content/own-charts.ts';

const flag = process.argv.slice(2).find((one) => one.startsWith('--helm='));
const helm = flag?.slice('--helm='.length) ?? 'helm';
const folder = mkdtempSync(join(tmpdir(), 'helm-charts-'));
const home = { HELM_CACHE_HOME: folder, HELM_CONFIG_HOME: folder, HELM_DATA_HOME: folder };
const env = { ...process.env, ...home };
const recorded: Record<string, string> = {};
for (const { root, chart, values } of charts()) {
  const copy = mkdtempSync(join(folder, 'copy-'));
  cpSync(root, copy, { recursive: true });
  const place = join(copy, chart);
  if (!readdirSync(place).includes('charts')) run(['dependency', 'build', place]);
  const files = values === undefined ? [] : ['-f', join(copy, values)];
  const common = ['-n', 'shop', '--include-crds', '--kube-version', KUBE_VERSION];
  recorded[`${root} ${values ?? ''}`.trim()] = run(['template', 'shop', place, ...common, ...files]);
}
writeFileSync(recordedFile, `${JSON.stringify(recorded, undefined, 2)}\n`);
rmSync(folder, { recursive: true, force: true });

function run(args: readonly string[]): string {
  const result = spawnSync(helm, args, { encoding: 'utf8', env });
  if (result.status !== 0) throw new Error(`helm ${args.join(' ')}: ${result.stderr}`);
  return result.stdout;
}
