import { expect, test } from 'vitest';
import { parseExpression, parseHcl, parseTemplate } from '../../../src/syntax/hcl/parse.ts';
import { bodyText } from './tree-text.ts';
import { checkProblems } from './check-tree.ts';

const REFUNDS = 'queue "refunds" {\n  name = "refunds"\n}\n';
const REFUNDS_TREE = 'queue "refunds"{name=T["refunds"];};';

test('a broken attribute costs the rest of its block, not the blocks after it', () => {
  checkProblems(
    `queue "orders" {\n  name = "orders"\n  size = [1 2]\n  kept = 1\n}\n${REFUNDS}`,
    ['"2" at 47: A list needs a comma between items and "]" at the end.'],
    `{queue "orders"{name=T["orders"];};${REFUNDS_TREE}}`,
  );
});

test('a broken attribute of a file costs only itself', () => {
  checkProblems(
    'a = 1\nb = \nc = 3\n',
    ['"\\n" at 10: Expected a value, found the end of the line.'],
    '{a=#1e0;c=#3e0;}',
  );
});

test('what a missing brace swallowed is read again', () => {
  checkProblems(
    `queue "orders" {\n  name = "orders"\n\n${REFUNDS}`,
    ['"{" at 15: This block is not closed with "}" before the end of the file.'],
    `{queue "orders"{name=T["orders"];};${REFUNDS_TREE}}`,
  );
});

test('what a heredoc without end swallowed is read again', () => {
  checkProblems(
    `queue "orders" {\n  policy = <<EOT\n{}\n}\n${REFUNDS}`,
    ['"<<EOT" at 28: This heredoc never ends. Put EOT on a line of its own where it should.'],
    `{queue "orders"{};${REFUNDS_TREE}}`,
  );
});

test('what a comment without end swallowed is read again', () => {
  checkProblems(
    `queue "orders" {\n  /* todo\n}\n${REFUNDS}`,
    ['"/*" at 19: This comment is never closed. Add "*/" where it ends.'],
    `{queue "orders"{};${REFUNDS_TREE}}`,
  );
});

test('a string must end on its line', () => {
  checkProblems(
    `queue "orders" {\n  name = "orders\n}\n${REFUNDS}`,
    ['"\\"" at 26: No quote closes this string on its line. Write \\n for a newline, or use a heredoc.'],
    `{queue "orders"{};${REFUNDS_TREE}}`,
  );
});

test('several broken blocks each have their problem', () => {
  const { body, problems } = parseHcl(`a {\n  b = )\n}\n${REFUNDS}c {\n  d e\n}\nf = 1\n`);
  expect(problems.map((problem) => problem.message)).toEqual([
    'Expected a value, found ")".',
    'Expected "{" after the header of this "d" block, on the same line, found the end of the line.',
  ]);
  expect(bodyText(body)).toBe(`{f=#1e0;a{};${REFUNDS_TREE}c{};}`);
});

test('an attribute set twice is reported, the first one counts', () => {
  const message = '"a" at 6: "a" is set twice here. Keep one of the two.';
  checkProblems('a = 1\na = 2\nb = 3\n', [message], '{a=#1e0;b=#3e0;}');
});

test('an attribute set twice among many is reported', () => {
  const names = Array.from({ length: 20 }, (_, index) => `a${index} = 1\n`).join('');
  expect(parseHcl(`${names}a3 = 2\n`).problems).toHaveLength(1);
  expect(parseHcl(names).problems).toEqual([]);
});

test.each([
  ['a.0.1', 'Two indexes cannot be chained with dots. Write [0][1] instead.'],
  ['"\\q"', 'There is no such escape. A string knows \\n, \\r, \\t, \\", \\\\, \\uNNNN and \\UNNNNNNNN.'],
  ['"\\ud800"', 'No character has this number.'],
  ['1.2.3', '1.2.3 is not a number.'],
  ['"%{ while a }"', 'No directive is "while": use if, else, endif, for or endfor.'],
  ['"%{ if a }"', 'This "if" has no "%{ endif }".'],
  ['"%{ endfor }"', 'This "endfor" ends nothing that was begun.'],
  ['{ for k, v in a : v }', 'A "for" in braces makes an object: write key => value.'],
  ['[for v in a: v...]', 'A "for" in brackets makes a list, without "=>" and "...". Braces make an object.'],
  ['a b', 'Expected nothing after this expression, found "b".'],
  ['', 'Expected a value, found the end.'],
])('%j: %s', (text, message) => {
  expect(parseExpression(text)).toEqual({
    expression: undefined,
    problems: [{ start: expect.any(Number), end: expect.any(Number), message }],
  });
});

test('a template with a problem has no parts', () => {
  expect(parseTemplate('a ${').parts).toEqual([]);
});
