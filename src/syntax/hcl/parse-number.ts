import type { NumberLiteral } from './ast.ts';
import { DOT, isDigit, MINUS, PLUS } from './characters.ts';
import type { Cursor } from './cursor.ts';
import { codeAt, fail } from './cursor.ts';

/** Digits, a fraction, an exponent; `1.e5` is allowed as well, which `terraform fmt` accepts. */
const WELL_FORMED = /^\d+(\.\d*)?([eE][+-]?\d+)?$/;

/** Reads the number at the cursor; the caller has seen a digit. */
export function readNumber(c: Cursor): NumberLiteral {
  const start = c.pos;
  const end = endOfNumber(c);
  const text = c.text.slice(start, end);
  const isPlain = c.pos === end;
  c.pos = end;
  if (!isPlain && !WELL_FORMED.test(text)) fail(c, { start, end }, `${text} is not a number.`);
  return { kind: 'number', start, end, text };
}

/**
 * A number takes all digits, dots and exponents that follow one another, without a last dot: `1.2.3` is one
 * (wrong) number, `1...` is a number and an ellipsis. Leaves the cursor before the first dot or exponent.
 */
function endOfNumber(c: Cursor): number {
  let pos = c.pos;
  while (isDigit(codeAt(c, pos))) pos++;
  c.pos = pos;
  let end = pos;
  for (;;) {
    const code = codeAt(c, pos);
    if (isDigit(code)) end = ++pos;
    else if (code === DOT) pos++;
    else if (code === 69 || code === 101) {
      const sign = codeAt(c, pos + 1);
      const digits = sign === PLUS || sign === MINUS ? pos + 2 : pos + 1;
      if (!isDigit(codeAt(c, digits))) return end;
      end = pos = digits + 1;
    } else return end;
  }
}
