import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { transcript } from './run-scenario.ts';

const folders = readdirSync(import.meta.dirname, { withFileTypes: true }).filter((entry) =>
  entry.isDirectory(),
);

for (const { name } of folders) {
  it(name, async () => {
    const scenario = join(import.meta.dirname, name);
    await expect(await transcript(scenario)).toMatchFileSnapshot(join(scenario, 'scenario.txt'));
  });
}
