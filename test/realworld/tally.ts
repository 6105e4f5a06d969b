// Adds up, over the JSON reports of several repositories, how often each rule gave which answer.
// usage: node tools/run-ts.mjs test/realworld/tally.ts REPORT.json…
import { readFileSync } from 'node:fs';
import * as z from 'zod';

const report = z.object({
  rules: z.array(
    z.object({
      id: z.string(),
      fail: z.number(),
      pass: z.number(),
      unknown: z.number(),
      notApplicable: z.number(),
      error: z.number(),
    }),
  ),
});

const sums = new Map<string, [number, number, number, number, number]>();
for (const file of process.argv.slice(2)) {
  const { rules } = report.parse(JSON.parse(readFileSync(file, 'utf8')));
  for (const { id, fail, pass, unknown, notApplicable, error } of rules) {
    const sum = sums.get(id) ?? [0, 0, 0, 0, 0];
    sums.set(id, [sum[0] + fail, sum[1] + pass, sum[2] + unknown, sum[3] + notApplicable, sum[4] + error]);
  }
}

process.stdout.write('| rule | fail | pass | unknown | not applicable |\n| --- | --: | --: | --: | --: |\n');
const total = [0, 0, 0, 0, 0];
for (const [id, sum] of [...sums].sort(([a], [b]) => (a < b ? -1 : 1))) {
  for (const [index, count] of sum.entries()) total[index] = (total[index] ?? 0) + count;
  process.stdout.write(`| ${id} | ${sum.slice(0, 4).join(' | ')} |\n`);
}
process.stdout.write(`| **all** | ${total.slice(0, 4).join(' | ')} |\n`);
if ((total[4] ?? 0) > 0) process.stdout.write(`${total[4]} errors\n`);
