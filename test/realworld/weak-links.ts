// Prints what each checkout is told first, and how many say the same.
// usage: node tools/run-ts.mjs test/realworld/weak-links.ts CHECKOUT…
import { basename } from 'node:path';
import { groupBy } from '../../src/core/group-by.ts';
import { openFiles } from '../../src/files/open-files.ts';
import { weakLinkText } from '../../src/report/weak-link.ts';
import { wholeAudit } from '../support/whole-audit.ts';

const told = process.argv.slice(2).map((path) => {
  const { report } = wholeAudit(openFiles({ path, root: undefined }));
  const lines = weakLinkText(report)?.lines ?? ['nothing was judged'];
  process.stdout.write(`${basename(path)}\n${lines.map((line) => `    ${line}\n`).join('')}`);
  return { name: basename(path), says: lines.join('\n') };
});
for (const [, same] of groupBy(told, ({ says }) => says)) {
  if (same.length > 1) process.stdout.write(`the same: ${same.map(({ name }) => name).join(', ')}\n`);
}
