// Compares which files we and terraform can read: one checkout or several, terraform on the machine.
// usage: node tools/run-ts.mjs test/oracles/fmt-accept-reject/compare-checkouts.ts CHECKOUT…
import { readdirSync, readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import { parseHcl } from '../../../src/syntax/hcl/parse.ts';
import { lineAt, lineTable } from '../../../src/syntax/lines.ts';
import { filesThatTerraformRejects } from './terraform-fmt.ts';

let files = 0;
let bytes = 0;
let rejected = 0;
let sameLine = 0;
let different = 0;
for (const checkout of process.argv.slice(2)) {
  const theirs = filesThatTerraformRejects(checkout);
  for (const file of filesBelow(checkout, '')) {
    const text = readFileSync(path.join(checkout, file), 'utf8');
    files += 1;
    bytes += Buffer.byteLength(text);
    const [problem] = parseHcl(text).problems;
    const line = theirs.get(file);
    if (line !== undefined) rejected += 1;
    if ((problem !== undefined) !== (line !== undefined)) {
      different += 1;
      process.stdout.write(`${file}: terraform ${line ?? 'accepts'}, we ${problem?.message ?? 'accept'}\n`);
    } else if (problem && lineAt(lineTable(text), problem.start).line === line) {
      sameLine += 1;
    }
  }
}
process.stdout.write(
  `${files} files, ${(bytes / 1e6).toFixed(1)} MB: ${different} decided differently, ` +
    `${rejected} rejected by terraform (${sameLine} with our first problem on the same line)\n`,
);
process.exitCode = different === 0 ? 0 : 1;

/** What `terraform fmt -recursive` reads: no hidden files and folders, links to files but not to folders. */
function filesBelow(root: string, folder: string): string[] {
  return readdirSync(path.join(root, folder), { withFileTypes: true }).flatMap((entry) => {
    const name = path.join(folder, entry.name);
    if (entry.name.startsWith('.') || entry.name.endsWith('~')) return [];
    if (entry.isDirectory()) return filesBelow(root, name);
    if (!/\.(tf|tfvars)$/.test(entry.name)) return [];
    return statSync(path.join(root, name), { throwIfNoEntry: false })?.isFile() ? [name] : [];
  });
}
