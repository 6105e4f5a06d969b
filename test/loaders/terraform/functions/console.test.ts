import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import type { ConsoleAnswer } from '../../../support/console.ts';
import { answerTo } from '../../../support/console.ts';

type Row = readonly [expression: string, ...answer: ConsoleAnswer];

const recorded: { readonly answers: Readonly<Record<string, readonly Row[]>> } = JSON.parse(
  readFileSync('test/oracles/recorded/console.json', 'utf8'),
);

describe('functions and operators answer as terraform does', () => {
  it.each(Object.entries(recorded.answers))('%s', (_, rows) => {
    const ours = rows.map(([expression]): Row => [expression, ...answerTo(expression)]);
    expect(ours).toEqual(rows);
  });
});
