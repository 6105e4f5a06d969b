// Asks terraform which of our small cases it can read and records the answers for the tests.
// usage: node tools/run-ts.mjs test/oracles/fmt-accept-reject/record.ts
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { randomNumbers } from '../../support/random-numbers.ts';
import { HAND_WRITTEN, MUTATIONS, SEEDS } from './cases.ts';
import { filesThatTerraformRejects } from './terraform-fmt.ts';

const OUTPUT = 'test/oracles/recorded/hcl-accept-reject.json';
const MUTANTS = 700;

const texts = [...new Set([...SEEDS, ...HAND_WRITTEN, ...mutants(MUTANTS)])];
const folder = mkdtempSync(path.join(tmpdir(), 'accept-reject-'));
try {
  texts.forEach((text, index) => writeFileSync(path.join(folder, `case-${index}.tf`), text));
  const rejected = filesThatTerraformRejects(folder);
  const cases = texts.map((text, index) => [rejected.get(`case-${index}.tf`) ?? 0, text]);
  const lines = cases.map((one) => JSON.stringify(one)).join(',\n');
  writeFileSync(OUTPUT, `[\n${lines}\n]\n`);
  process.stdout.write(`${cases.length} cases, ${rejected.size} rejected\n`);
} finally {
  rmSync(folder, { recursive: true, force: true });
}

/** Seeds with one or two characters or tokens inserted, removed or repeated; the same ones every time. */
function mutants(count: number): string[] {
  const next = randomNumbers(20_260_101);
  return Array.from({ length: count }, () => {
    let text = SEEDS[next(SEEDS.length)] ?? '';
    for (let changes = 1 + next(2); changes > 0; changes--) {
      const at = next(text.length + 1);
      const length = 1 + next(4);
      const inserted = MUTATIONS[next(MUTATIONS.length)] ?? '';
      const way = next(4);
      if (way === 0) text = text.slice(0, at) + text.slice(at + length);
      else if (way === 1) text = text.slice(0, at) + text.slice(Math.max(0, at - length));
      else text = text.slice(0, at) + inserted + text.slice(at);
    }
    return text;
  });
}
