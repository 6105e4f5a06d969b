/** A text in the picture: its size in units, and whether it is bold. */
export interface Font {
  readonly size: number;
  readonly isBold: boolean;
}

/**
 * How wide a text is, in the units of the picture. Every text is drawn with this length, so that it keeps its
 * place whichever font a machine has.
 */
export function widthOf(text: string, { size, isBold }: Font): number {
  let units = 0;
  for (const character of text) units += unitsOf(character.codePointAt(0) ?? 0, isBold);
  return (units * size) / 1000;
}

// Widths of the characters from space to tilde in thousandths of the size, as the metrics of Helvetica and
// Helvetica Bold state them (Adobe Core 14 AFM files); Arial and Liberation Sans have the same.
const REGULAR = widths(
  '278 278 355 556 556 889 667 191 333 333 389 584 278 333 278 278 556 556 556 556 556 556 556 556 556 556',
  '278 278 584 584 584 556 1015 667 667 722 722 667 611 778 722 278 500 667 556 833 722 778 667 778 722 667',
  '611 722 667 944 667 667 611 278 278 278 469 556 333 556 556 500 556 556 278 556 556 222 222 500 222 833',
  '556 556 556 556 333 500 278 556 500 722 500 500 500 334 260 334 584',
);
const BOLD = widths(
  '278 333 474 556 556 889 722 238 333 333 389 584 278 333 278 278 556 556 556 556 556 556 556 556 556 556',
  '333 333 584 584 584 611 975 722 722 722 722 667 611 778 722 278 556 722 611 833 722 778 667 778 722 667',
  '611 722 667 944 667 667 611 333 278 333 584 556 333 556 611 556 611 556 333 611 611 278 278 556 278 889',
  '611 611 611 611 389 556 333 611 556 778 556 556 500 389 280 389 584',
);

function widths(...rows: readonly string[]): readonly number[] {
  return rows.join(' ').split(' ').map(Number);
}

const FIRST = 32;
// Letters with marks are as wide as letters; from Hangul on, scripts and signs fill a square.
const OTHER = 611;
const SQUARE = 1000;
const FIRST_SQUARE = 0x1100;

function unitsOf(code: number, isBold: boolean): number {
  const known = (isBold ? BOLD : REGULAR)[code - FIRST];
  return known ?? (code < FIRST_SQUARE ? OTHER : SQUARE);
}
