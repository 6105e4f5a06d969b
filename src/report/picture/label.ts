import { oneLine } from '../text.ts';
import type { Font } from './text-width.ts';
import { widthOf } from './text-width.ts';

export interface Room extends Font {
  readonly width: number;
  readonly lines: number;
}

/** Lines that fit; where the text is too long, its middle is left out: names differ at their ends. */
export function fitted(text: string, room: Room): readonly string[] {
  const characters = Array.from(oneLine(text)).slice(0, LONGEST);
  const whole = broken(characters, room);
  if (whole.length <= room.lines && text.length <= LONGEST) return whole;
  let [fits, tooMany] = [0, characters.length];
  while (tooMany - fits > 1) {
    const kept = Math.floor((fits + tooMany) / 2);
    if (broken(middleOut(characters, kept), room).length <= room.lines) fits = kept;
    else tooMany = kept;
  }
  return broken(middleOut(characters, fits), room);
}

// No label shows more; what is cut here is cut anyway.
const LONGEST = 400;

function middleOut(characters: readonly string[], kept: number): readonly string[] {
  const head = Math.ceil(kept / 2);
  return [...characters.slice(0, head), '…', ...characters.slice(characters.length - (kept - head))];
}

/** Lines broken after a separator where there is one, else anywhere. */
function broken(characters: readonly string[], room: Room): readonly string[] {
  const lines: string[] = [];
  let line = '';
  for (const piece of piecesOf(characters)) {
    if (widthOf((line + piece).trimEnd(), room) <= room.width) {
      line += piece;
      continue;
    }
    if (line !== '') lines.push(line);
    line = '';
    for (const character of piece) {
      if (line !== '' && widthOf(line + character, room) > room.width) {
        lines.push(line);
        line = '';
      }
      line += character;
    }
  }
  return [...lines, line].map((one) => one.trim()).filter((one, index) => one !== '' || index === 0);
}

function piecesOf(characters: readonly string[]): readonly string[] {
  const pieces: string[] = [];
  let piece = '';
  for (const character of characters) {
    piece += character;
    if (SEPARATORS.has(character)) {
      pieces.push(piece);
      piece = '';
    }
  }
  return piece === '' ? pieces : [...pieces, piece];
}

const SEPARATORS = new Set([' ', '-', '_', '.', '/', ':', '@', '#', ',', '…']);
