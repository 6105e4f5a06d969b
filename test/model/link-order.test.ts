import { expect, it } from 'vitest';
import { linkPasses } from '../../src/model/links/order.ts';

it('runs every pass after those that it names', () => {
  const before = new Set<string>();
  const wrong: string[] = [];
  for (const { name, after } of linkPasses) {
    for (const other of after)
      if (!other.startsWith('every ') && !before.has(other)) wrong.push(`${name} after ${other}`);
    if (before.has(name)) wrong.push(`two passes are called ${name}`);
    before.add(name);
  }
  expect(wrong).toEqual([]);
});
