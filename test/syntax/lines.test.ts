import { expect, test } from 'vitest';
import { lineAt, lineTable } from '../../src/syntax/lines.ts';

test.each([
  [0, 1, 1],
  [1, 1, 2],
  [2, 1, 3],
  [3, 2, 1],
  [4, 3, 1],
  [5, 3, 2],
  [6, 3, 3],
])('offset %d is line %d, column %d', (offset, line, column) => {
  expect(lineAt(lineTable('a\r\n\nbc'), offset)).toEqual({ line, column });
});

test('a text without lines has one', () => {
  expect(lineAt(lineTable(''), 0)).toEqual({ line: 1, column: 1 });
});
