// Cuts cores and memory of instance types of AWS from a table of them:
//   node tools/update-instance-types.mjs SOURCE
// SOURCE is a JSON file with `types` (name → vcpu, memMiB, src) and `sources` (src → repository, path, day).
// Writes data/instance-types.json, the same bytes on every run. Types that were not read are left out.
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const READ = 'ca';

const [file] = process.argv.slice(2);
if (file === undefined) throw new Error('usage: node tools/update-instance-types.mjs SOURCE');
const { types, sources } = JSON.parse(readFileSync(file, 'utf8'));
const { repo, path, asOf } = sources[READ];
const families = {};
for (const name of Object.keys(types).sort()) {
  const { vcpu, memMiB, src } = types[name];
  if (src !== READ) continue;
  const dot = name.indexOf('.');
  const [family, size] = [name.slice(0, dot), name.slice(dot + 1)];
  if (!Number.isInteger(vcpu) || !Number.isInteger(memMiB)) throw new Error(`${name} has no size`);
  (families[family] ??= {})[size] = [vcpu, memMiB];
}
const out = {
  source: 'https://aws.amazon.com/ec2/instance-types/',
  readIn: `${repo}: ${path}`,
  asOf,
  note: 'By family and size: virtual cores, and memory in MiB.',
  aws: families,
};
const text = JSON.stringify(out, null, 1).replace(/\[\n\s+(\d+),\n\s+(\d+)\n\s+\]/g, '[$1, $2]');
writeFileSync(join(import.meta.dirname, '../data/instance-types.json'), `${text}\n`);
