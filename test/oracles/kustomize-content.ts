// Compares what we render with `kubectl kustomize`, for every kustomization of checkouts on this machine.
// usage: node tools/run-ts.mjs test/oracles/kustomize-content.ts [--verbose] [--cache FOLDER] CHECKOUT…
// With --cache, kubectl's answers are kept in the folder, so that a second run only runs our side.
import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { isDenied } from '../../src/core/files.ts';
import { byCodeUnit, sortedUnique } from '../../src/core/order.ts';
import { folderOf, nameOf } from '../../src/core/path.ts';
import { openFiles } from '../../src/files/open-files.ts';
import { KustomizeBuilder } from '../../src/loaders/kustomize/build.ts';
import type { YamlNode } from '../../src/syntax/yaml/ast.ts';
import { nodeAt, textAt } from '../../src/syntax/yaml/node.ts';
import { parseYaml } from '../../src/syntax/yaml/parse.ts';

const NAMES = ['kustomization.yaml', 'kustomization.yml', 'Kustomization'];
const FEATURES: Readonly<Record<string, RegExp>> = {
  patches: /^\s*(?:patches|patchesStrategicMerge|patchesJson6902):/m,
  replacements: /^replacements:/m,
  generators: /^(?:configMapGenerator|secretGenerator):/m,
  components: /^components:|^kind: Component/m,
  names: /^name(?:Prefix|Suffix):/m,
  namespace: /^namespace:/m,
  labels: /^(?:commonLabels|labels|commonAnnotations):/m,
  images: /^images:/m,
  replicas: /^replicas:/m,
  vars: /^vars:/m,
  plugins: /^(?:transformers|generators|validators|configurations):/m,
};

interface Answer {
  readonly text: string;
  readonly refused: string;
  readonly isRelaxed: boolean;
}

type Verdict = 'equal' | 'different' | 'refused by both' | 'refused by kubectl alone' | 'refused by us alone';

const given = process.argv.slice(2);
const verbose = given.includes('--verbose');
const cacheAt = given.indexOf('--cache');
const cache = cacheAt < 0 ? undefined : given[cacheAt + 1];
const isOption = (one: string, index: number): boolean =>
  one.startsWith('--') || (cacheAt >= 0 && index === cacheAt + 1);
const checkouts = given.filter((one, index) => !isOption(one, index));
const totals = new Map<string, Map<Verdict, number>>();

for (const checkout of checkouts) await compareCheckout(checkout);
process.stdout.write(`\nby feature\n`);
for (const feature of sortedUnique(totals.keys())) {
  const counts = [...(totals.get(feature) ?? [])].sort(([a], [b]) => byCodeUnit(a, b));
  process.stdout.write(`${feature}: ${counts.map(([verdict, count]) => `${count} ${verdict}`).join(', ')}\n`);
}

async function compareCheckout(checkout: string): Promise<void> {
  const files = openFiles({ path: checkout, root: checkout });
  const folders = sortedUnique(
    files
      .list()
      .filter((file) => NAMES.includes(nameOf(file)))
      .map(folderOf),
  );
  const real = folders.filter((folder) => {
    const text = textOfKustomization(files, folder);
    return !/^apiVersion:\s*["']?kustomize\.toolkit\.fluxcd\.io/m.test(text);
  });
  const answers = await askAll(checkout, real);
  const builder = new KustomizeBuilder(files);
  const counts = new Map<Verdict, number>();
  let ours = 0;
  for (const folder of real) {
    const started = performance.now();
    const built = builder.build(folder);
    ours += performance.now() - started;
    const answer = answers.get(folder) ?? { text: '', refused: 'not asked', isRelaxed: false };
    const errors = built.diagnostics
      .filter(({ severity }) => severity === 'error')
      .map(({ message }) => message);
    const left = built.notRead.map(({ why }) => why);
    const difference =
      answer.refused === ''
        ? compare(
            answer.text,
            built.manifests.map(({ root }) => root),
          )
        : [];
    const weRefuse = errors.length > 0 || left.length > 0;
    const verdict = judge({ isRefused: answer.refused !== '', weRefuse, isEqual: difference.length === 0 });
    counts.set(verdict, (counts.get(verdict) ?? 0) + 1);
    for (const feature of featuresOf(files, built.files)) {
      const all = totals.get(feature) ?? new Map<Verdict, number>();
      totals.set(feature, all.set(verdict, (all.get(verdict) ?? 0) + 1));
    }
    const isOdd = verdict !== 'equal' && verdict !== 'refused by both';
    if (isOdd || verbose) {
      const why = [...difference.slice(0, 4), ...errors.slice(0, 3), answer.refused.slice(0, 300)];
      process.stdout.write(
        `${verdict}: ${folder}\n${why
          .filter((one) => one !== '')
          .map((one) => `    ${one}\n`)
          .join('')}`,
      );
    }
  }
  const summary = [...counts].map(([verdict, count]) => `${count} ${verdict}`).join(', ');
  process.stdout.write(`${checkout}: ${real.length} kustomizations, ${summary}; ${Math.round(ours)} ms\n`);
}

function judge(of: {
  readonly isRefused: boolean;
  readonly weRefuse: boolean;
  readonly isEqual: boolean;
}): Verdict {
  if (of.isRefused) return of.weRefuse ? 'refused by both' : 'refused by kubectl alone';
  if (of.isEqual) return of.weRefuse ? 'refused by us alone' : 'equal';
  return 'different';
}

function textOfKustomization(files: ReturnType<typeof openFiles>, folder: string): string {
  for (const name of NAMES) {
    const text = files.read(folder === '' ? name : `${folder}/${name}`);
    if (!isDenied(text)) return text;
  }
  return '';
}

function featuresOf(files: ReturnType<typeof openFiles>, read: readonly string[]): readonly string[] {
  const texts = read.filter((file) => NAMES.includes(nameOf(file))).map((file) => files.read(file));
  const names = Object.entries(FEATURES).filter(([, pattern]) =>
    texts.some((text) => !isDenied(text) && pattern.test(text)),
  );
  return ['all', ...names.map(([name]) => name)];
}

/** Objects that are missing, new or not the same, each in one line. */
function compare(text: string, ours: readonly YamlNode[]): readonly string[] {
  const parsed = parseYaml(text, { file: 'kubectl', typing: 'kustomize' });
  const theirs = parsed.documents.flatMap(({ root }) => (root ? [root] : []));
  const wanted = byId(theirs);
  const found = byId(ours);
  const differences: string[] = parsed.diagnostics.map(({ message }) => message);
  for (const id of sortedUnique([...wanted.keys(), ...found.keys()])) {
    const a = wanted.get(id);
    const b = found.get(id);
    if (!a || !b) differences.push(`${id}: ${a ? 'missing' : 'not in kubectl’s answer'}`);
    else differences.push(...differencesOf(a, b, id).slice(0, 2));
  }
  return differences;
}

function byId(nodes: readonly YamlNode[]): ReadonlyMap<string, YamlNode> {
  const map = new Map<string, YamlNode>();
  for (const node of nodes) {
    const parts = ['apiVersion', 'kind'].map((key) => textAt(node, key) ?? '');
    const names = ['namespace', 'name'].map((key) => {
      const name = nodeAt(node, 'metadata', key);
      return name?.kind === 'scalar' ? String(name.value) : '';
    });
    map.set([...parts, ...names].join(' '), node);
  }
  return map;
}

function differencesOf(a: YamlNode | undefined, b: YamlNode | undefined, path: string): readonly string[] {
  if (!a || !b) return [`${path}: ${a ? `missing ${short(a)}` : `has ${short(b)} too much`}`];
  if (a.kind === 'scalar' || b.kind === 'scalar' || a.kind !== b.kind) {
    const isSame = a.kind === 'scalar' && b.kind === 'scalar' && Object.is(a.value, b.value);
    return isSame ? [] : [`${path}: should be ${short(a)}, is ${short(b)}`];
  }
  if (a.kind === 'sequence' && b.kind === 'sequence') {
    const length = Math.max(a.items.length, b.items.length);
    return Array.from({ length }, (_, index) => index).flatMap((index) =>
      differencesOf(a.items[index], b.items[index], `${path}.${index}`),
    );
  }
  if (a.kind !== 'mapping' || b.kind !== 'mapping') return [];
  const keys = sortedUnique([...a.entries, ...b.entries].map(({ key }) => key.value));
  return keys.flatMap((key) => differencesOf(nodeAt(a, key), nodeAt(b, key), `${path}.${key}`));
}

function short(node: YamlNode | undefined): string {
  if (!node) return 'nothing';
  const text = node.kind === 'scalar' ? JSON.stringify(node.value) : node.kind;
  return text.length > 90 ? `${text.slice(0, 90)}…` : text;
}

async function askAll(checkout: string, folders: readonly string[]): Promise<ReadonlyMap<string, Answer>> {
  const answers = new Map<string, Answer>();
  const waiting = [...folders];
  const work = async (): Promise<void> => {
    for (let folder = waiting.shift(); folder !== undefined; folder = waiting.shift()) {
      answers.set(folder, await askCached(join(checkout, folder)));
    }
  };
  await Promise.all([work(), work()]);
  return answers;
}

async function askCached(path: string): Promise<Answer> {
  if (cache === undefined) return ask(path);
  mkdirSync(cache, { recursive: true });
  const file = join(cache, `${createHash('sha256').update(path).digest('hex')}.json`);
  if (existsSync(file)) return JSON.parse(readFileSync(file, 'utf8'));
  const answer = await ask(path);
  writeFileSync(file, JSON.stringify(answer));
  return answer;
}

async function ask(path: string): Promise<Answer> {
  const strict = await run(['kustomize', path]);
  if (!strict.refused.includes('is not in or below')) return { ...strict, isRelaxed: false };
  // Flux and many others build without this restriction.
  const relaxed = await run(['kustomize', '--load-restrictor', 'LoadRestrictionsNone', path]);
  return { ...relaxed, isRelaxed: true };
}

function run(parameters: readonly string[]): Promise<{ readonly text: string; readonly refused: string }> {
  const nowhere = 'http://127.0.0.1:9';
  const env = {
    ...process.env,
    http_proxy: nowhere,
    https_proxy: nowhere,
    HTTP_PROXY: nowhere,
    HTTPS_PROXY: nowhere,
    GIT_TERMINAL_PROMPT: '0',
  };
  return new Promise((resolve) => {
    const options = { env, timeout: 120_000, maxBuffer: 1 << 28 };
    execFile('kubectl', parameters, options, (error, stdout, stderr) => {
      const lines = stderr.split('\n').filter((line) => !line.startsWith('# Warning'));
      resolve({ text: stdout, refused: error ? lines.join(' ') || error.message : '' });
    });
  });
}
