import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { functionNames } from '../../../../src/loaders/terraform/functions/registry.ts';
import type { ConsoleAnswer } from '../../../support/console.ts';
import { answerTo } from '../../../support/console.ts';

type Row = readonly [expression: string, ...answer: ConsoleAnswer];

const recorded: { readonly answers: Readonly<Record<string, readonly Row[]>> } = JSON.parse(
  readFileSync('test/oracles/recorded/console.json', 'utf8'),
);
/** Where we answer otherwise, why, and what. Told to users in docs/accuracy.md. */
const known: { readonly differences: readonly { readonly cause: string; readonly ours: readonly Row[] }[] } =
  JSON.parse(readFileSync('test/oracles/recorded/console-differences.json', 'utf8'));
const different = new Map(known.differences.flatMap(({ ours }) => ours.map((row) => [row[0], row])));

function ourRow([expression]: Row): Row {
  return [expression, ...answerTo(expression)];
}

describe('expressions are answered as terraform 1.11 answers them', () => {
  it.each(Object.entries(recorded.answers))('%s', (_, rows) => {
    const expected = rows.map((row) => different.get(row[0]) ?? row);
    expect(rows.map(ourRow)).toEqual(expected);
  });
});

it('what is listed as different is different', () => {
  const theirs = new Map(Object.values(recorded.answers).flatMap((rows) => rows.map((row) => [row[0], row])));
  const same = [...different].filter(([expression, row]) => {
    const answer = theirs.get(expression);
    return answer === undefined || JSON.stringify(answer) === JSON.stringify(row);
  });
  expect(same).toEqual([]);
});

it('every function of terraform 1.11 is there', () => {
  const names: readonly string[] = JSON.parse(
    readFileSync('test/oracles/recorded/function-names.json', 'utf8'),
  );
  expect(names.filter((name) => !functionNames.has(name))).toEqual([]);
  expect([...functionNames].filter((name) => !names.includes(name))).toEqual(['type']);
});
