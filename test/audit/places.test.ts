import { expect, it } from 'vitest';
import { FileLines } from '../../src/reported/places.ts';
import { memoryFiles } from '../support/memory-files.ts';

const lines = new FileLines(memoryFiles({ 'a.tf': 'a\r\nbéc\n\nlast' }));

it('counts lines and columns from one; a line end belongs to the line before', () => {
  const at = (start: number, end: number): unknown => {
    const place = lines.of({ file: 'a.tf', start, end });
    return place && [place.line, place.column, place.endLine, place.endColumn];
  };
  expect(at(0, 1)).toEqual([1, 1, 1, 2]);
  expect(at(4, 6)).toEqual([2, 2, 2, 4]);
  expect(at(3, 7)).toEqual([2, 1, 2, 4]);
  expect(at(8, 12)).toEqual([4, 1, 4, 5]);
  expect(at(0, 12)).toEqual([1, 1, 4, 5]);
});

it('has no place in a file that cannot be read', () => {
  expect(lines.of({ file: 'b.tf', start: 0, end: 0 })).toBeUndefined();
});
