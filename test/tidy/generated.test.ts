import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { expect, it } from 'vitest';

const root = join(import.meta.dirname, '../..');

for (const tool of ['generate-registries', 'generate-schemas', 'generate-docs', 'complete-lock']) {
  it(`what ${tool} makes is current`, () => {
    const result = spawnSync(process.execPath, [join(root, 'tools', `${tool}.mjs`), '--check'], {
      encoding: 'utf8',
    });
    expect(result.stderr).toBe('');
    expect(result.status).toBe(0);
  });
}
