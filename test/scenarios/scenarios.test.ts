import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { transcript } from './run-scenario.ts';

// `graphs` holds what readers of public repositories wrote down; test/oracles/graph-truth.ts judges by it.
const folders = readdirSync(import.meta.dirname, { withFileTypes: true }).filter(
  (entry) => entry.isDirectory() && entry.name !== 'graphs',
);

for (const { name } of folders) {
  it(name, async () => {
    const scenario = join(import.meta.dirname, name);
    await expect(await transcript(scenario)).toMatchFileSnapshot(join(scenario, 'scenario.txt'));
  });
}
