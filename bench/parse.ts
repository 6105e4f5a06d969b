// How fast the HCL parser is: node tools/run-ts.mjs bench/parse.ts [--drop-trees] FOLDER [FOLDER…]
// Reads every .tf and .tfvars file below the folders and parses all of them, several times: the first round
// is cold (the code is not compiled yet), the later ones are warm. With all trees kept, most of the time is
// the garbage collector copying them; --drop-trees measures the parser alone. CPU time of this process, all
// threads.
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import type { HclDocument } from '../src/syntax/hcl/ast.ts';
import { parseHcl } from '../src/syntax/hcl/parse.ts';

const ROUNDS = 5;

const folders = process.argv.slice(2).filter((argument) => !argument.startsWith('--'));
const isKept = !process.argv.includes('--drop-trees');
if (folders.length === 0) {
  process.stderr.write('usage: node tools/run-ts.mjs bench/parse.ts [--drop-trees] FOLDER [FOLDER…]\n');
  process.exitCode = 2;
} else {
  const texts = folders.flatMap(filesBelow).map((file) => readFileSync(file, 'utf8'));
  const megabytes = texts.reduce((sum, text) => sum + Buffer.byteLength(text), 0) / 1e6;
  process.stdout.write(
    `${texts.length} files, ${megabytes.toFixed(1)} MB, trees ${isKept ? 'kept' : 'dropped'}\n`,
  );
  for (let round = 1; round <= ROUNDS; round++) {
    const speed = megabytes / cpuSecondsToParse(texts);
    process.stdout.write(`${round === 1 ? 'cold' : 'warm'}: ${speed.toFixed(1)} MB per CPU second\n`);
  }
}

function cpuSecondsToParse(texts: readonly string[]): number {
  const kept: HclDocument[] = [];
  const before = process.cpuUsage();
  for (const text of texts) {
    const document = parseHcl(text);
    if (isKept) kept.push(document);
  }
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1e6;
}

function filesBelow(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const full = path.join(folder, entry.name);
    if (entry.isDirectory()) return entry.name === '.git' ? [] : filesBelow(full);
    return entry.isFile() && /\.(tf|tfvars)$/.test(entry.name) ? [full] : [];
  });
}
