import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { parseHcl } from '../../../src/syntax/hcl/parse.ts';

/** The line of terraform's first error (0 when it accepts the file), and the file. */
type Case = readonly [number, string];

const cases: readonly Case[] = JSON.parse(
  readFileSync(new URL('../../oracles/recorded/hcl-accept-reject.json', import.meta.url), 'utf8'),
);

test('files that terraform accepts are accepted, files that it rejects are rejected', () => {
  const different = cases
    .map(([line, text]) => ({ text, terraform: line === 0, ours: parseHcl(text).problems.length === 0 }))
    .filter(({ terraform, ours }) => terraform !== ours);
  expect(different).toEqual([]);
  expect(cases.filter(([line]) => line > 0).length).toBeGreaterThan(300);
  expect(cases.filter(([line]) => line === 0).length).toBeGreaterThan(300);
});
