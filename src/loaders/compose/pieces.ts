import type { Value } from '../../core/value.ts';
import { Unknown } from '../../core/value.ts';
import { joined } from './interpolate.ts';

/** A text in which a mark stands for each part that is not known, so that it can be taken apart. */
export interface Pieces {
  readonly text: string;
  /** A part of the text, with what the marks stand for. */
  restore(text: string): Value<string>;
}

const FIRST_MARK = 0xe000;
const MARK = /([\uE000-\uE0FF])/;

/** A text, known or in parts, that can be cut; undefined where nothing of it is known. */
export function piecesOf(value: Value<string>): Pieces {
  if (!Unknown.is(value)) return { text: value, restore: (text) => text };
  const parts = value.partial?.kind === 'parts' ? value.partial.parts : [value];
  const unknowns: Unknown[] = [];
  const text = parts
    .map((part) => (Unknown.is(part) ? String.fromCharCode(FIRST_MARK + unknowns.push(part) - 1) : part))
    .join('');
  return {
    text,
    restore: (cut) =>
      joined(
        cut
          .split(MARK)
          .filter((part) => part !== '')
          .map((part) => (MARK.test(part) ? (unknowns[part.charCodeAt(0) - FIRST_MARK] ?? part) : part)),
      ),
  };
}
