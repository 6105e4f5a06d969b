// Asks kubectl and Kustomize how they read our cases: node tools/run-ts.mjs test/oracles/yaml/record.ts
// Writes test/oracles/recorded/yaml-values.json.
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Json, Judged } from './kubectl.ts';
import { isObject, judgeByKubectl, judgeByKustomize } from './kubectl.ts';

/** The text, then what kubectl and Kustomize make of it: `[value]`, or `[]` where they refuse it. */
export type Recorded = readonly [text: string, kubectl: readonly Json[], kustomize: readonly Json[]];

const folder = mkdtempSync(path.join(tmpdir(), 'yaml-cases-'));
const file = path.join(folder, 'orders.yaml');

const scalars = linesOf('scalars.txt');
const values = scalars.map((text) => judged(text, objectWith(`spec: ${text}`), specOf));
const keys = scalars.map((text) => judged(text, objectWith(`spec:\n  ${text}: 1`), specOf));
const structures = quotedLinesOf('structures.txt').map((text) => {
  const isInline = /^[\n ]/.test(text);
  return judged(text, objectWith(`spec:${isInline ? '' : ' '}${text}`), specOf);
});
const files = quotedLinesOf('files.txt').map((text) =>
  judged(text, withObjects(text), (found) => [found.objects]),
);
rmSync(folder, { recursive: true });

const sections = Object.entries({ values, keys, structures, files });
const lines = sections.map(([name, all]) => {
  return `${JSON.stringify(name)}: [\n${all.map((one) => JSON.stringify(one)).join(',\n')}\n]`;
});
writeFileSync('test/oracles/recorded/yaml-values.json', `{\n${lines.join(',\n')}\n}\n`);

function linesOf(name: string): readonly string[] {
  return readFileSync(`test/oracles/yaml/${name}`, 'utf8').trimEnd().split('\n');
}

/** Texts over several lines stand as JSON. */
function quotedLinesOf(name: string): readonly string[] {
  return linesOf(name).map((line) => String(JSON.parse(line)));
}

function judged(text: string, manifest: string, pick: (found: Judged) => readonly Json[]): Recorded {
  writeFileSync(file, manifest);
  const [kubectl, kustomize] = [judgeByKubectl([file]), judgeByKustomize(file)];
  return [text, kubectl.refusal ? [] : pick(kubectl), kustomize.refusal ? [] : pick(kustomize)];
}

function specOf({ objects }: Judged): readonly Json[] {
  const [object] = objects;
  return isObject(object) ? [object['spec'] ?? null] : [];
}

function objectWith(spec: string): string {
  return `apiVersion: shop.example/v1\nkind: Order\nmetadata:\n  name: orders\n${spec}\n`;
}

function withObjects(text: string): string {
  return text.replaceAll(/\{(\d)\}/g, (_, number) => {
    return `apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: orders-${number}\n`;
  });
}
