// Compares our trees with those of the HCL library, on checkouts and on random token soup.
// usage: node tools/run-ts.mjs test/oracles/hcl-tree/compare.ts JUDGE [--random COUNT SEED] [CHECKOUT…]
// where JUDGE is the program built from main.go beside this file.
import { spawnSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { parseExpression, parseHcl, parseTemplate } from '../../../src/syntax/hcl/parse.ts';
import { bodyText, templateText, treeText } from '../../syntax/hcl/tree-text.ts';
import type { Input } from './random-inputs.ts';
import { randomInputs } from './random-inputs.ts';

interface Answer {
  readonly tree: string;
  readonly error: string;
}

const BATCH = 4000;
const SHOWN = 20;

const [judge = '', ...rest] = process.argv.slice(2);
const isRandom = rest[0] === '--random';
const inputs = isRandom ? randomInputs(Number(rest[1]), Number(rest[2])) : [];
for (const checkout of rest.slice(isRandom ? 3 : 0)) inputs.push(...filesBelow(checkout));

let accepted = 0;
let different = 0;
for (let start = 0; start < inputs.length; start += BATCH) {
  const batch = inputs.slice(start, start + BATCH);
  const answers = ask(batch);
  batch.forEach((input, index) => {
    const answer = answers[index];
    if (!answer) throw new Error(`no answer to ${JSON.stringify(input)}`);
    if (answer.error === '') accepted += 1;
    const ours = read(input);
    if ((ours.error === '') === (answer.error === '') && ours.tree === answer.tree) return;
    different += 1;
    if (different > SHOWN) return;
    const lines = [JSON.stringify(input), `  library ${answer.tree || answer.error}`];
    process.stdout.write(`${lines.join('\n')}\n  we      ${ours.tree || ours.error}\n`);
  });
}
process.stdout.write(
  `${inputs.length} inputs, ${accepted} accepted by the library, ${different} different\n`,
);
process.exitCode = different === 0 ? 0 : 1;

function ask(batch: readonly Input[]): readonly Answer[] {
  const { stdout, error } = spawnSync(judge, {
    input: batch.map((one) => JSON.stringify(one)).join('\n'),
    encoding: 'utf8',
    maxBuffer: 2 ** 30,
  });
  if (error) throw error;
  return stdout
    .trimEnd()
    .split('\n')
    .map((line): Answer => JSON.parse(line));
}

function read({ form, text }: Input): Answer {
  if (form === 'file') {
    const { body, problems } = parseHcl(text);
    return answer(problems, () => bodyText(body));
  }
  if (form === 'template') {
    const { parts, problems } = parseTemplate(text);
    return answer(problems, () => templateText(parts));
  }
  const { expression, problems } = parseExpression(text);
  return answer(problems, () => (expression ? treeText(expression) : ''));
}

function answer(problems: readonly { readonly message: string }[], tree: () => string): Answer {
  const [problem] = problems;
  return problem ? { tree: '', error: problem.message } : { tree: tree(), error: '' };
}

function filesBelow(folder: string): Input[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry): Input[] => {
    const full = path.join(folder, entry.name);
    if (entry.isDirectory()) return entry.name === '.git' ? [] : filesBelow(full);
    const isSource = entry.isFile() && /\.(tf|tfvars|hcl)$/.test(entry.name);
    return isSource ? [{ form: 'file', text: readFileSync(full, 'utf8') }] : [];
  });
}
