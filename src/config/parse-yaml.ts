import { isMap, isNode, isPair, isScalar, LineCounter, parseDocument } from 'yaml';
import type { Document } from 'yaml';
import type { Place } from '../core/report.ts';

export type Path = readonly (string | number)[];

/** A YAML document as plain data, with the lines its parts stand on. */
export interface ParsedYaml {
  readonly value: unknown;
  readonly errors: readonly { readonly message: string; readonly place: Place }[];
  has(path: Path): boolean;
  at(path: Path): unknown;
  /** Where the key or element stands; where it is missing, what it is missing from. */
  placeOf(path: Path): Place;
}

// The parser keeps every mistake, and a text may have one at each character.
const LONGEST_TEXT = 200_000;

/** Parses one YAML document and keeps the position of every part. */
export function parseYaml(file: string, written: string): ParsedYaml {
  const isLong = written.length > LONGEST_TEXT;
  const text = isLong ? '' : written;
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines, prettyErrors: false, logLevel: 'error' });
  const placeAt = (start: number, end: number): Place => {
    const from = lines.linePos(start);
    const to = lines.linePos(Math.max(start, end));
    return { file, line: from.line, column: from.col, endLine: to.line, endColumn: to.col };
  };
  const errors = document.errors.map((error) => ({
    message: `${error.message.replace(/\s+/g, ' ')}.`,
    place: placeAt(error.pos[0], error.pos[1]),
  }));
  if (isLong) {
    const advice = 'Accept by pattern, or use a baseline.';
    const message = `The file has more than ${LONGEST_TEXT} characters. ${advice}`;
    errors.push({ message, place: placeAt(0, 0) });
  }
  const { value, problem } = dataOf(document);
  if (errors.length === 0 && problem !== undefined)
    errors.push({ message: `${problem}.`, place: placeAt(0, 0) });
  return {
    value,
    errors,
    has: (path) => document.hasIn(path),
    at: (path) => plain(document.getIn(path)),
    placeOf: (path) => {
      const range = rangeOf(document, path);
      return placeAt(range[0], range[1]);
    },
  };
}

function dataOf(document: Document.Parsed): { value: unknown; problem: string | undefined } {
  try {
    return { value: document.toJS(), problem: undefined };
  } catch (error) {
    return { value: undefined, problem: error instanceof Error ? error.message : String(error) };
  }
}

function plain(value: unknown): unknown {
  return isNode(value) ? value.toJSON() : value;
}

function rangeOf(document: Document.Parsed, path: Path): readonly [number, number] {
  const key = path.at(-1);
  if (key === undefined) return [0, 0];
  const parent = path.length === 1 ? document.contents : document.getIn(path.slice(0, -1), true);
  if (isMap(parent)) {
    const pair = parent.items.find((item) => isPair(item) && isScalar(item.key) && item.key.value === key);
    if (pair && isScalar(pair.key) && pair.key.range) return [pair.key.range[0], pair.key.range[1]];
  }
  const node = document.getIn(path, true);
  if (isNode(node) && node.range) return [node.range[0], node.range[1]];
  return rangeOf(document, path.slice(0, -1));
}
