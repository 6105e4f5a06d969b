// How fast the HCL parser is: node tools/run-ts.mjs bench/parse.ts FOLDER [FOLDER…]
// Reads every .tf and .tfvars file below the folders and parses all of them, several times: the first round is cold
// (the code is not compiled yet), the later ones are warm. Once with all trees kept, where most of the time is the
// garbage collector copying them, and once with every tree dropped. CPU time of this process, all threads.
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import type { HclDocument } from '../src/syntax/hcl/ast.ts';
import { parseHcl } from '../src/syntax/hcl/parse.ts';

const ROUNDS = 5;

const folders = process.argv.slice(2);
if (folders.length === 0) {
  process.stderr.write('usage: node tools/run-ts.mjs bench/parse.ts FOLDER [FOLDER…]\n');
  process.exitCode = 2;
} else {
  const texts = folders.flatMap(filesBelow).map((file) => readFileSync(file, 'utf8'));
  const megabytes = texts.reduce((sum, text) => sum + Buffer.byteLength(text), 0) / 1e6;
  process.stdout.write(`${texts.length} files, ${megabytes.toFixed(1)} MB\n`);
  for (const isKept of [true, false]) {
    for (let round = 1; round <= ROUNDS; round++) measure(texts, { megabytes, isKept, isFirst: isKept && round === 1 });
  }
}

interface Round {
  readonly megabytes: number;
  readonly isKept: boolean;
  readonly isFirst: boolean;
}

function measure(texts: readonly string[], { megabytes, isKept, isFirst }: Round): void {
  const kept: HclDocument[] = [];
  let problems = 0;
  const before = process.cpuUsage();
  for (const text of texts) {
    const document = parseHcl(text);
    problems += document.problems.length;
    if (isKept) kept.push(document);
  }
  const { user, system } = process.cpuUsage(before);
  const speed = megabytes / ((user + system) / 1e6);
  const name = `${isFirst ? 'cold' : 'warm'}, trees ${isKept ? 'kept' : 'dropped'}`;
  process.stdout.write(`${name}: ${speed.toFixed(1)} MB per CPU second, ${problems} problems\n`);
}

function filesBelow(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const full = path.join(folder, entry.name);
    if (entry.isDirectory()) return entry.name === '.git' ? [] : filesBelow(full);
    return entry.isFile() && /\.(tf|tfvars)$/.test(entry.name) ? [full] : [];
  });
}
