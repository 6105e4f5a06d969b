import { expect, test } from 'vitest';
import { applyEdits } from '../../src/core/edit.ts';

test('edits replace, remove and insert', () => {
  const edits = [
    { start: 0, end: 1, text: 'A' },
    { start: 2, end: 3, text: '' },
    { start: 4, end: 4, text: '!' },
  ];
  expect(applyEdits('abcdef', edits)).toBe('Abd!ef');
});

test.each([
  [
    'overlapping',
    [
      { start: 0, end: 2, text: '' },
      { start: 1, end: 3, text: '' },
    ],
  ],
  [
    'unsorted',
    [
      { start: 3, end: 4, text: '' },
      { start: 0, end: 1, text: '' },
    ],
  ],
  ['backward', [{ start: 2, end: 1, text: '' }]],
  ['outside', [{ start: 5, end: 7, text: '' }]],
])('%s edits are our mistake', (_, edits) => {
  expect(() => applyEdits('abcdef', edits)).toThrow(RangeError);
});
