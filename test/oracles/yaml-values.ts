// Compares the values of public manifests with what the `yaml` package and kubectl read: node
// tools/run-ts.mjs test/oracles/yaml-values.ts FOLDER [--kubectl=EVERY] [--kustomize=EVERY] [--verbose]
// Takes every .yaml and .yml below the folder that has an `apiVersion`; templates of charts are left out and
// counted. `--kubectl=7` asks kubectl about every seventh file, in batches; objects that it cannot annotate
// (no name, no kind) are put below `spec` of one that it can. `--kustomize=40` sends documents through
// Kustomize first, one by one.
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { parseAllDocuments } from 'yaml';
import type { YamlTyping } from '../../src/syntax/yaml/ast.ts';
import { splitDocuments } from '../../src/syntax/yaml/documents.ts';
import { parseYaml } from '../../src/syntax/yaml/parse.ts';
import type { YamlData } from '../support/yaml-data.ts';
import { dataOf } from '../support/yaml-data.ts';
import type { Judged } from './yaml/kubectl.ts';
import { isObject, judgeByKubectl, judgeByKustomize } from './yaml/kubectl.ts';

const [folder = '', ...flags] = process.argv.slice(2);
const verbose = flags.includes('--verbose');
const kubectlEvery = numberOf('--kubectl=');
const kustomizeEvery = numberOf('--kustomize=');
const BATCH = 40;

const WRAPPING = 'apiVersion: shop.example/v1\nkind: Wrapped\nmetadata:\n  name: wrapped\nspec:\n';

let documents = 0;
const counts = new Map<string, number>();

function count(what: string, detail?: string): void {
  counts.set(what, (counts.get(what) ?? 0) + 1);
  if (detail !== undefined && verbose) process.stdout.write(`${what}: ${detail}\n`);
}

const files = filesBelow(folder).filter((file) => isManifest(file));
for (const file of files) compareWithPackage(file);
if (kubectlEvery > 0) compareAllWithKubectl(files.filter((_, index) => index % kubectlEvery === 0));
if (kustomizeEvery > 0) compareAllWithKustomize(files.filter((_, index) => index % kustomizeEvery === 0));
for (const [what, number] of [...counts].sort(([a], [b]) => (a < b ? -1 : 1)))
  process.stdout.write(`${what}: ${number}\n`);

function numberOf(flag: string): number {
  return Number(flags.find((one) => one.startsWith(flag))?.slice(flag.length) ?? 0);
}

function filesBelow(from: string): string[] {
  const entries = readdirSync(from, { withFileTypes: true }).sort((a, b) => (a.name < b.name ? -1 : 1));
  return entries.flatMap((entry) => {
    const full = path.join(from, entry.name);
    if (entry.isDirectory()) return entry.name === '.git' ? [] : filesBelow(full);
    return entry.isFile() && /\.ya?ml$/.test(entry.name) ? [full] : [];
  });
}

function isManifest(file: string): boolean {
  const text = readFileSync(file, 'utf8');
  if (!text.includes('apiVersion')) {
    count('files without apiVersion');
    return false;
  }
  if (text.includes('{{') && file.includes('/templates/')) {
    count('templates of charts');
    return false;
  }
  return true;
}

function compareWithPackage(file: string): void {
  const text = readFileSync(file, 'utf8');
  const ours = parseYaml(text, { file, typing: 'core' });
  const theirs = parseAllDocuments(text, {
    merge: true,
    uniqueKeys: false,
    intAsBigInt: true,
    logLevel: 'silent',
  });
  const parsed = Array.isArray(theirs) ? theirs : [];
  const refusal = ours.diagnostics.find(({ severity }) => severity === 'error');
  const isRefused = parsed.some(({ errors }) => errors.length > 0);
  if (refusal && isRefused) count('package: refused by both', `${file}: ${refusal.message}`);
  else if (refusal) count('package: refused by us alone', `${file}: ${refusal.message}`);
  else if (isRefused) count('package: refused by the package alone', file);
  else {
    const read = ours.documents.map(({ root }) => dataOf(root));
    const expected = parsed.map((document): unknown => document.toJS({ maxAliasCount: -1 }));
    const isEqual = canonical(read) === canonical(expected);
    count(isEqual ? 'package: equal' : 'package: different', isEqual ? undefined : file);
  }
}

/** JSON with sorted keys; big integers as ours are. */
function canonical(value: unknown): string {
  return JSON.stringify(value, (_, one: unknown) => {
    if (typeof one === 'bigint') return Number.isSafeInteger(Number(one)) ? Number(one) : String(one);
    if (typeof one !== 'object' || one === null || Array.isArray(one)) return one;
    return Object.fromEntries(Object.entries(one).sort(([a], [b]) => (a < b ? -1 : 1)));
  });
}

function compareAllWithKubectl(chosen: readonly string[]): void {
  const scratch = mkdtempSync(path.join(tmpdir(), 'yaml-values-'));
  const manifests = chosen.flatMap((file) => manifestsIn(file, scratch, 'kubernetes'));
  for (let at = 0; at < manifests.length; at += BATCH) {
    const batch = manifests.slice(at, at + BATCH);
    const together = judgeByKubectl(batch.map(({ judged }) => judged));
    const isEqual = canonical(batch.map(({ ours }) => ours)) === canonical(together.objects.map(bare));
    if (isEqual && together.refusal === undefined) for (const _ of batch) count('kubectl: equal documents');
    else for (const one of batch) compare(one, 'kubectl', judgeByKubectl([one.judged]));
  }
  rmSync(scratch, { recursive: true });
}

function compareAllWithKustomize(chosen: readonly string[]): void {
  const scratch = mkdtempSync(path.join(tmpdir(), 'yaml-values-'));
  for (const file of chosen) {
    for (const one of manifestsIn(file, scratch, 'kustomize')) {
      compare(one, 'kustomize', judgeByKustomize(one.judged));
    }
  }
  rmSync(scratch, { recursive: true });
}

/** One document in a file of its own, as kubectl takes it, and what we read in it. */
interface Manifest {
  readonly file: string;
  readonly judged: string;
  /** Undefined where we refuse the document. */
  readonly ours: YamlData | undefined;
}

function manifestsIn(file: string, scratch: string, typing: YamlTyping): readonly Manifest[] {
  const text = readFileSync(file, 'utf8');
  return splitDocuments(text.endsWith('\n') ? text : `${text}\n`).flatMap((span) => {
    const content = text.slice(span.content, span.end);
    const read = parseYaml(content, { file, typing });
    const isRefused = read.diagnostics.some(({ severity }) => severity === 'error');
    const data = isRefused ? undefined : dataOf(read.documents[0]?.root);
    if (data === null) return [];
    documents += 1;
    const judged = path.join(scratch, `${documents}.yaml`);
    const isObject = data !== undefined && isNamed(data);
    writeFileSync(judged, isObject ? content : wrapped(content));
    return [{ file, judged, ours: data === undefined || isObject ? data && bare(data) : wrap(data) }];
  });
}

/** Whether kubectl can annotate an object by itself; it takes a list apart. */
function isNamed(data: YamlData): boolean {
  if (!isObject(data) || !isObject(data['metadata']) || Array.isArray(data['items'])) return false;
  const { name } = data['metadata'];
  return [data['apiVersion'], data['kind'], name].every((one) => typeof one === 'string' && one !== '');
}

function wrapped(content: string): string {
  return `${WRAPPING}${content.replaceAll(/^(?=[^\r\n])/gm, '  ')}`;
}

function wrap(spec: YamlData): YamlData {
  return { apiVersion: 'shop.example/v1', kind: 'Wrapped', metadata: { name: 'wrapped' }, spec };
}

/** Without annotations that are empty: the judge's own mark makes them and takes them away. */
function bare(data: YamlData): YamlData {
  if (!isObject(data) || !isObject(data['metadata'])) return data;
  const { annotations, ...metadata } = data['metadata'];
  const isEmpty = annotations === null || (isObject(annotations) && Object.keys(annotations).length === 0);
  return isEmpty ? { ...data, metadata } : data;
}

function compare({ file, ours }: Manifest, judge: string, { objects, refusal }: Judged): void {
  const [object] = objects;
  if (ours === undefined || refusal !== undefined) {
    const isBoth = ours === undefined && refusal !== undefined;
    const who = isBoth ? 'both' : refusal === undefined ? 'us alone' : 'it alone';
    count(`${judge}: documents refused by ${who}`, `${file} ${refusal?.trim() ?? ''}`);
    return;
  }
  const isEqual = object !== undefined && canonical(bare(object)) === canonical(ours);
  count(`${judge}: ${isEqual ? 'equal' : 'different'} documents`, isEqual ? undefined : file);
}
