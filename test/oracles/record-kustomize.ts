// Records what `kubectl kustomize` renders for the cases of our own, beside each of them.
// usage: node tools/run-ts.mjs test/oracles/record-kustomize.ts
import { execFileSync } from 'node:child_process';
import { readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const cases = join(process.cwd(), 'test/loaders/kustomize/cases');
for (const name of readdirSync(cases)) {
  const answer = execFileSync('kubectl', ['kustomize', join(cases, name, 'build')], { encoding: 'utf8' });
  writeFileSync(join(cases, name, 'expected.yaml'), answer);
}
