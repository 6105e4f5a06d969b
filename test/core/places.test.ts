import { expect, it } from 'vitest';
import { placesIn } from '../../src/core/places.ts';

const text = 'a\r\nbéc\n\nlast';

it('counts lines and columns from one', () => {
  let reads = 0;
  const placeOf = placesIn(() => {
    reads += 1;
    return text;
  });
  const at = (start: number, end: number): readonly number[] => {
    const { line, column, endLine, endColumn } = placeOf({ file: 'a.tf', start, end });
    return [line, column, endLine, endColumn];
  };
  expect(at(0, 1)).toEqual([1, 1, 1, 2]);
  expect(at(4, 6)).toEqual([2, 2, 2, 4]);
  expect(at(3, 7)).toEqual([2, 1, 2, 4]);
  expect(at(8, 12)).toEqual([4, 1, 4, 5]);
  expect(at(0, 12)).toEqual([1, 1, 4, 5]);
  expect(reads).toBe(1);
});

it('has only a first line where the file cannot be read', () => {
  expect(placesIn(() => undefined)({ file: 'a.tf', start: 0, end: 0 })).toMatchObject({ line: 1, column: 1 });
});
