// How fast the YAML reader is. usage: node tools/run-ts.mjs bench/yaml.ts [--drop-trees] [--only-ours]
// FOLDER [FOLDER…]
// Reads every manifest (.yaml or .yml with `apiVersion`, templates of charts left out) below the folders and
// parses all of them with our reader and with the `yaml` package, in turn. The first round is cold (no code
// is compiled yet), the others are warm. CPU time of this process, all threads.
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { parseAllDocuments } from 'yaml';
import { parseYaml } from '../src/syntax/yaml/parse.ts';

const ROUNDS = 5;

const folders = process.argv.slice(2).filter((argument) => !argument.startsWith('--'));
const isKept = !process.argv.includes('--drop-trees');
const isOnlyOurs = process.argv.includes('--only-ours');

if (folders.length === 0) {
  process.stderr.write(
    'usage: node tools/run-ts.mjs bench/yaml.ts [--drop-trees] [--only-ours] FOLDER [FOLDER…]\n',
  );
  process.exitCode = 2;
} else measure(folders.flatMap(filesBelow).flatMap(manifestIn));

function measure(texts: readonly string[]): void {
  const megabytes = texts.reduce((sum, text) => sum + Buffer.byteLength(text), 0) / 1e6;
  process.stdout.write(
    `${texts.length} files, ${megabytes.toFixed(1)} MB, trees ${isKept ? 'kept' : 'dropped'}\n`,
  );
  const ours: number[] = [];
  const ratios: number[] = [];
  for (let round = 1; round <= ROUNDS; round += 1) {
    const own = cpuSeconds(texts, (text) => parseYaml(text, { file: 'orders.yaml', typing: 'kubernetes' }));
    ours.push(megabytes / own);
    const name = round === 1 ? 'cold' : 'warm';
    if (isOnlyOurs) {
      process.stdout.write(`${name}: ${(megabytes / own).toFixed(1)} MB per CPU second\n`);
      continue;
    }
    const theirs = cpuSeconds(texts, (text) => parseAllDocuments(text, { logLevel: 'silent' }));
    ratios.push(theirs / own);
    process.stdout.write(
      `${name}: ${(megabytes / own).toFixed(1)} MB per CPU second, the yaml package ` +
        `${(megabytes / theirs).toFixed(1)}, ratio ${(theirs / own).toFixed(1)}\n`,
    );
  }
  const ratio = isOnlyOurs ? '' : `, ratio ${median(ratios).toFixed(1)}`;
  process.stdout.write(`median: ${median(ours).toFixed(1)} MB per CPU second${ratio}\n`);
}

function cpuSeconds(texts: readonly string[], parse: (text: string) => unknown): number {
  const kept: unknown[] = [];
  const before = process.cpuUsage();
  for (const text of texts) {
    const tree = parse(text);
    if (isKept) kept.push(tree);
  }
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1e6;
}

function median(values: readonly number[]): number {
  return values.slice().sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0;
}

function filesBelow(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const full = path.join(folder, entry.name);
    if (entry.isDirectory()) return entry.name === '.git' ? [] : filesBelow(full);
    return entry.isFile() && /\.ya?ml$/.test(entry.name) ? [full] : [];
  });
}

function manifestIn(file: string): string[] {
  const text = readFileSync(file, 'utf8');
  const isTemplate = text.includes('{{') && file.includes('/templates/');
  return text.includes('apiVersion') && !isTemplate ? [text] : [];
}
