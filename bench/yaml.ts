// How fast the YAML reader is. usage: node tools/run-ts.mjs bench/yaml.ts [--drop-trees] [--only=ours|theirs]
// FOLDER [FOLDER…]
// Reads every manifest (.yaml or .yml with `apiVersion`, templates of charts left out) below the folders and
// parses all of them with our reader and with the `yaml` package, in turn. The first round is cold (no code
// is compiled yet; `--only` measures it for one of the two), the others are warm. CPU time of this process,
// all threads.
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { parseAllDocuments } from 'yaml';
import { parseYaml } from '../src/syntax/yaml/parse.ts';

const ROUNDS = 5;

const folders = process.argv.slice(2).filter((argument) => !argument.startsWith('--'));
const isKept = !process.argv.includes('--drop-trees');
const only = process.argv.find((argument) => argument.startsWith('--only='))?.slice('--only='.length);

if (folders.length === 0) {
  process.stderr.write('usage: … bench/yaml.ts [--drop-trees] [--only=ours|theirs] FOLDER [FOLDER…]\n');
  process.exitCode = 2;
} else measure(folders.flatMap(filesBelow).flatMap(manifestIn));

function measure(texts: readonly string[]): void {
  const megabytes = texts.reduce((sum, text) => sum + Buffer.byteLength(text), 0) / 1e6;
  process.stdout.write(
    `${texts.length} files, ${megabytes.toFixed(1)} MB, trees ${isKept ? 'kept' : 'dropped'}\n`,
  );
  const parsers = {
    ours: (text: string) => parseYaml(text, { file: 'orders.yaml', typing: 'kubernetes' }),
    theirs: (text: string) => parseAllDocuments(text, { logLevel: 'silent' }),
  };
  const speeds: Record<'ours' | 'theirs', number[]> = { ours: [], theirs: [] };
  for (let round = 1; round <= ROUNDS; round += 1) {
    for (const name of ['ours', 'theirs'] as const) {
      if (only !== undefined && only !== name) continue;
      const speed = megabytes / cpuSeconds(texts, parsers[name]);
      speeds[name].push(speed);
      const state = round === 1 ? 'cold' : 'warm';
      process.stdout.write(`${state}: ${name} ${speed.toFixed(1)} MB per CPU second\n`);
    }
  }
  const both = only === undefined ? speeds.ours : [];
  const ratios = both.map((speed, round) => speed / (speeds.theirs[round] ?? Number.NaN));
  for (const [name, values] of Object.entries({ ...speeds, ratio: ratios })) {
    if (values.length > 0) process.stdout.write(`median ${name}: ${median(values).toFixed(1)}\n`);
  }
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
