// How long the built program takes over checkouts with Kubernetes objects: CPU seconds, wall seconds and peak
// memory of the whole process, medians; and over a repository of 500 manifests that is made for this.
// usage: npx rolldown -c rolldown.config.mjs && node tools/run-ts.mjs bench/kubernetes.ts
//   [--runs=5] [--kube-score=PROGRAM] CHECKOUT…
// With kube-score, both read the same YAML files in turn: it takes plain manifests only, one process for all.
import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

const words = process.argv.slice(2);
const checkouts = words.filter((word) => !word.startsWith('--'));
const runs = Number(option('runs') ?? '5');
const kubeScore = option('kube-score');

// What a child says of itself when it ends, on a file of its own.
const REPORTER = `data:text/javascript,${encodeURIComponent(`
  import { writeFileSync } from 'node:fs';
  process.on('exit', () => {
    const { userCPUTime, systemCPUTime, maxRSS } = process.resourceUsage();
    writeFileSync(process.env.BENCH_USAGE, JSON.stringify([userCPUTime + systemCPUTime, maxRSS]));
  });
`)}`;

interface Usage {
  readonly cpu: number;
  readonly wall: number;
  readonly megabytes: number;
}

const folder = mkdtempSync(path.join(tmpdir(), 'bench-'));
try {
  tell('start-up (--version)', () => program(['--version']));
  const shop = path.join(folder, 'shop');
  makeShop(shop);
  for (const checkout of [shop, ...checkouts]) {
    const objects = objectsIn(checkout);
    const { cpu } = tell(`${checkout === shop ? '500 manifests' : path.basename(checkout)}, audit`, () =>
      program(['audit', checkout, '--json']),
    );
    process.stdout.write(`  ${objects} deployed objects, ${Math.round(objects / cpu)} per CPU second\n`);
    if (kubeScore !== undefined) compare(checkout, kubeScore);
  }
} finally {
  rmSync(folder, { recursive: true, force: true });
}

function option(name: string): string | undefined {
  const start = `--${name}=`;
  return words.find((word) => word.startsWith(start))?.slice(start.length);
}

function tell(what: string, run: () => Usage): Usage {
  const all = Array.from({ length: runs }, run);
  const usage = {
    cpu: median(all.map(({ cpu }) => cpu)),
    wall: median(all.map(({ wall }) => wall)),
    megabytes: Math.max(...all.map(({ megabytes }) => megabytes)),
  };
  const [cpu, wall] = [usage.cpu.toFixed(2), usage.wall.toFixed(2)];
  process.stdout.write(`${what}: ${cpu} s of CPU, ${wall} s, ${Math.round(usage.megabytes)} MB at most\n`);
  return usage;
}

/** The built program in a process of its own. */
function program(parameters: readonly string[], output = '/dev/null'): Usage {
  const file = path.join(folder, 'usage.json');
  const environment = { ...process.env, BENCH_USAGE: file, WHATFAILS_CACHE_DIR: path.join(folder, 'cache') };
  const all = ['--import', REPORTER, 'dist/whatfails.mjs', ...parameters];
  const written = parameters.includes('--json') ? ['--output', output] : [];
  const started = performance.now();
  spawnSync(process.execPath, [...all, ...written], { env: environment, stdio: 'ignore' });
  const wall = (performance.now() - started) / 1000;
  const said: unknown = JSON.parse(readFileSync(file, 'utf8'));
  const [cpu, kilobytes] = Array.isArray(said) ? said.map(Number) : [];
  return { cpu: (cpu ?? NaN) / 1e6, wall, megabytes: (kilobytes ?? NaN) / 1024 };
}

/** Objects of every environment that the audit takes for deployed. */
function objectsIn(checkout: string): number {
  const output = path.join(folder, 'resources.json');
  program(['resources', checkout, '--json', '--environment', 'all'], output);
  return readFileSync(output, 'utf8').match(/"mode":\s*"object"/g)?.length ?? 0;
}

/** The YAML files of a checkout alone, read by both programs in turn. */
function compare(checkout: string, scorer: string): void {
  const copy = path.join(folder, 'yaml');
  cpSync(checkout, copy, { recursive: true, filter: (from) => !/(^|\/)\.git$/.test(from) });
  const files = readdirSync(copy, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => path.join(entry.parentPath, entry.name));
  for (const file of files.filter((one) => !/\.ya?ml$/.test(one))) rmSync(file);
  const yaml = files.filter((one) => /\.ya?ml$/.test(one));
  const read = readableBy(scorer, yaml);
  const walls = Array.from({ length: runs }, () => [
    score(scorer, read).wall,
    program(['audit', copy, '--json']).wall,
  ]);
  const [theirs = NaN, ours = NaN] = [0, 1].map((who) => median(walls.map((pair) => pair[who] ?? NaN)));
  const ratio = median(walls.map(([first = NaN, second = NaN]) => second / first)).toFixed(1);
  process.stdout.write(
    `  YAML alone: kube-score ${theirs.toFixed(2)} s over ${read.length} of ${yaml.length} files, ` +
      `ours ${ours.toFixed(2)} s over all: ${ratio} times\n`,
  );
  rmSync(copy, { recursive: true });
}

/** One file that it cannot read ends it: those are found by halves. */
function readableBy(scorer: string, files: readonly string[]): readonly string[] {
  if (files.length === 0 || !score(scorer, files).printed.includes('Failed to')) return files;
  const half = Math.floor(files.length / 2);
  if (half === 0) return [];
  return [...readableBy(scorer, files.slice(0, half)), ...readableBy(scorer, files.slice(half))];
}

function score(
  scorer: string,
  files: readonly string[],
): { readonly wall: number; readonly printed: string } {
  const started = performance.now();
  const { stderr } = spawnSync(scorer, ['score', ...files], { encoding: 'utf8', maxBuffer: 1e9 });
  return { wall: (performance.now() - started) / 1000, printed: stderr };
}

/** A hundred services of an orders shop, five manifests each. */
function makeShop(at: string): void {
  for (let number = 0; number < 100; number += 1) {
    const name = `orders-${number}`;
    mkdirSync(path.join(at, name), { recursive: true });
    for (const [kind, text] of Object.entries(manifestsOf(name, `orders-${(number + 1) % 100}`))) {
      writeFileSync(path.join(at, name, `${kind}.yaml`), text);
    }
  }
}

function manifestsOf(name: string, called: string): Readonly<Record<string, string>> {
  const metadata = `metadata:\n  name: ${name}\n  namespace: shop\n  labels:\n    app: ${name}\n`;
  const target = `  scaleTargetRef: {apiVersion: apps/v1, kind: Deployment, name: ${name}}\n`;
  return {
    deployment:
      `apiVersion: apps/v1\nkind: Deployment\n${metadata}spec:\n  selector:\n    matchLabels:\n` +
      `      app: ${name}\n  template:\n    metadata:\n      labels:\n        app: ${name}\n    spec:\n` +
      `      containers:\n        - name: ${name}\n          image: registry.example.com/${name}:1.4.2\n` +
      `          ports:\n            - containerPort: 8080\n          env:\n            - name: NEXT_URL\n` +
      `              value: http://${called}:8080\n          envFrom:\n            - configMapRef:\n` +
      `                name: ${name}\n          readinessProbe:\n            httpGet:\n` +
      `              path: /\n              port: 8080\n          resources:\n` +
      `            requests:\n              cpu: 100m\n`,
    service:
      `apiVersion: v1\nkind: Service\n${metadata}spec:\n  selector:\n    app: ${name}\n` +
      `  ports:\n    - port: 8080\n`,
    autoscaler:
      `apiVersion: autoscaling/v2\nkind: HorizontalPodAutoscaler\n${metadata}spec:\n${target}` +
      `  minReplicas: 2\n  maxReplicas: 6\n`,
    budget:
      `apiVersion: policy/v1\nkind: PodDisruptionBudget\n${metadata}spec:\n  maxUnavailable: 1\n` +
      `  selector:\n    matchLabels:\n      app: ${name}\n`,
    settings: `apiVersion: v1\nkind: ConfigMap\n${metadata}data:\n  PAGE_SIZE: "50"\n`,
  };
}

function median(values: readonly number[]): number {
  return [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? NaN;
}
