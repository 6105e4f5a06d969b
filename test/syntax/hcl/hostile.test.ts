import { expect, test } from 'vitest';
import { DEEPEST } from '../../../src/syntax/hcl/cursor.ts';
import { parseExpression, parseHcl, parseTemplate } from '../../../src/syntax/hcl/parse.ts';
import { parseHclJson } from '../../../src/syntax/hcl/parse-json.ts';

const MANY = 100_000;

/** Reading each of these takes milliseconds; if anything in it were quadratic, many minutes. */
test.each([
  ['brackets', 'a = ' + '['.repeat(MANY)],
  ['braces', 'a = ' + '{a='.repeat(MANY)],
  ['blocks', 'a {\n'.repeat(MANY)],
  ['parentheses', 'a = ' + '('.repeat(MANY)],
  ['minus signs', 'a = ' + '-'.repeat(MANY)],
  ['operators', 'a = 1' + '+1'.repeat(MANY)],
  ['conditionals', 'a = ' + 'b ? c : '.repeat(MANY)],
  ['attributes', 'a = b' + '.c'.repeat(MANY)],
  ['indexes', 'a = b' + '[0]'.repeat(MANY)],
  ['splats', 'a = b' + '[*]'.repeat(MANY)],
  ['strings in strings', 'a = ' + '"${'.repeat(MANY)],
  ['directives', `a = <<E\n${'%{ if x }'.repeat(MANY)}\nE\n`],
  ['open strings', 'a = "b\n'.repeat(MANY)],
  ['open heredocs', Array.from({ length: MANY }, (_, index) => `a = <<E${index}\n`).join('')],
  ['open comments', 'a = 1 /* b\n'.repeat(MANY)],
  ['open blocks with one line each', 'a "b" {\n  c = 1\n'.repeat(MANY)],
  ['wrong lines', '= \n'.repeat(MANY)],
  ['dollars', `a = "${'$'.repeat(MANY)}"\n`],
  ['escapes', `a = "${'\\n'.repeat(MANY)}"\n`],
  ['attributes of one body', Array.from({ length: MANY }, (_, index) => `a${index} = 1\n`).join('')],
  ['the same attribute', 'a = 1\n'.repeat(MANY)],
  ['blanks before a wrong line', `a = [\n${' '.repeat(MANY)}}\n`.repeat(3)],
  ['names that could be headers', `a = [}\n${'b '.repeat(MANY)}\n`],
  ['quotes that could be labels', `a = [}\n${'b "'.repeat(MANY)}\n`.repeat(2)],
])('%s by the hundred thousand', (_, text) => {
  const start = performance.now();
  expect(parseHcl(text).body.end).toBe(text.length);
  expect(performance.now() - start).toBeLessThan(5000);
});

test.each([
  ['lists', (depth: number): string => '['.repeat(depth) + ']'.repeat(depth)],
  ['parentheses', (depth: number): string => '('.repeat(depth) + '1' + ')'.repeat(depth)],
  ['objects', (depth: number): string => '{a='.repeat(depth) + '1' + '}'.repeat(depth)],
  ['calls', (depth: number): string => 'f('.repeat(depth) + ')'.repeat(depth)],
  ['strings', (depth: number): string => '"${'.repeat(depth) + '1' + '}"'.repeat(depth)],
])('%s may nest deep, not too deep', (_, text) => {
  expect(parseExpression(text(DEEPEST - 1)).problems).toEqual([]);
  const [problem] = parseExpression(text(DEEPEST + 1)).problems;
  expect(problem?.message).toBe('Nested more than 500 levels deep. Split this expression or block.');
});

test('deep JSON and deep templates are refused, not overflowed', () => {
  expect(parseHclJson('['.repeat(MANY)).problems).toHaveLength(1);
  expect(parseHclJson(`{"locals":{"a":${'['.repeat(450)}${']'.repeat(450)}}}`).problems).toEqual([]);
  expect(parseTemplate('%{ if a }'.repeat(MANY)).problems).toHaveLength(1);
});
