// Times building every kustomization of a checkout against `kubectl kustomize`, one process per folder.
// usage: node tools/run-ts.mjs bench/kustomize.ts CHECKOUT…
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { isDenied } from '../src/core/files.ts';
import { sortedUnique } from '../src/core/order.ts';
import { folderOf, nameOf } from '../src/core/path.ts';
import { openFiles } from '../src/files/open-files.ts';
import { KustomizeBuilder } from '../src/loaders/kustomize/build.ts';

const NAMES = ['kustomization.yaml', 'kustomization.yml', 'Kustomization'];
const ROUNDS = 3;

for (const checkout of process.argv.slice(2)) {
  const files = openFiles({ path: checkout, root: checkout });
  const found = files.list().filter((file) => {
    const text = NAMES.includes(nameOf(file)) ? files.read(file) : '';
    return NAMES.includes(nameOf(file)) && !isDenied(text) && !text.includes('kustomize.toolkit.fluxcd.io');
  });
  const folders = sortedUnique(found.map(folderOf));
  // What leaves the network out fails at once there and here: only what both build is compared.
  const built = folders.filter((folder) => kubectl(checkout, folder));
  const ours = median(() => {
    const builder = new KustomizeBuilder(openFiles({ path: checkout, root: checkout }));
    for (const folder of built) builder.build(folder);
  });
  const theirs = median(() => {
    for (const folder of built) kubectl(checkout, folder);
  });
  const ratio = (theirs / ours).toFixed(0);
  process.stdout.write(
    `${checkout}: ${built.length} builds, kubectl ${seconds(theirs)}, ours ${seconds(ours)}: ${ratio}x\n`,
  );
}

function kubectl(checkout: string, folder: string): boolean {
  const parameters = ['kustomize', '--load-restrictor', 'LoadRestrictionsNone', join(checkout, folder)];
  const nowhere = { http_proxy: 'http://127.0.0.1:9', https_proxy: 'http://127.0.0.1:9' };
  const options = { env: { ...process.env, ...nowhere, GIT_TERMINAL_PROMPT: '0' }, timeout: 60_000 };
  return spawnSync('kubectl', parameters, options).status === 0;
}

function median(run: () => void): number {
  const times = Array.from({ length: ROUNDS }, () => {
    const started = performance.now();
    run();
    return performance.now() - started;
  });
  return times.sort((a, b) => a - b)[Math.floor(ROUNDS / 2)] ?? 0;
}

function seconds(milliseconds: number): string {
  return `${(milliseconds / 1000).toFixed(2)} s`;
}
