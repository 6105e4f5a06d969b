import type { SourceRange } from '../../core/location.ts';
import type { Value } from '../../core/value.ts';
import { interpolate } from './interpolate.ts';

/** A variable, and where its value is written. */
export interface Variable {
  readonly value: Value<string>;
  readonly at: SourceRange;
}

/** What a name stands for; undefined where nobody gives it a value. */
export type Lookup = (name: string) => Variable | undefined;

// `NAME=value`, also `export NAME=value` and `NAME: value`; a name alone asks the caller's environment.
const ASSIGNMENT = /^[^\S\n]*(?:export[^\S\n]+)?([\w.-]+)[^\S\n]*[=:][^\S\n]*/;

/**
 * The variables of an `.env` file as Compose reads them: quotes are taken off, double quotes and bare values
 * may hold variables that were set before or around.
 * https://docs.docker.com/compose/how-tos/environment-variables/variable-interpolation/#env-file-syntax
 */
export function parseEnvironmentFile(
  text: string,
  file: string,
  around: Lookup,
): ReadonlyMap<string, Variable> {
  const variables = new Map<string, Variable>();
  const lookup: Lookup = (name) => around(name) ?? variables.get(name);
  let at = 0;
  while (at < text.length) {
    const lineEnd = endOfLine(text, at);
    const assignment = ASSIGNMENT.exec(text.slice(at, lineEnd));
    const name = assignment?.[1];
    if (!assignment || name === undefined) {
      at = lineEnd + 1;
      continue;
    }
    const start = at + assignment[0].length;
    const written = valueAt(text, start, lineEnd);
    const value = written.isLiteral ? written.text : interpolate(written.text, lookup, file).value;
    variables.set(name, { value, at: { file, start: written.start, end: written.end } });
    at = endOfLine(text, Math.max(written.end, start)) + 1;
  }
  return variables;
}

interface Written {
  readonly text: string;
  readonly isLiteral: boolean;
  readonly start: number;
  readonly end: number;
}

function valueAt(text: string, start: number, lineEnd: number): Written {
  const quote = text[start];
  if (quote === "'" || quote === '"') {
    const end = closingQuote(text, start + 1, quote);
    if (end > start) {
      const inner = text.slice(start + 1, end);
      const isLiteral = quote === "'";
      return { text: isLiteral ? inner : unescaped(inner), isLiteral, start: start + 1, end };
    }
  }
  const line = text.slice(start, lineEnd);
  const bare = (line.startsWith('#') ? '' : line.replace(/\s#.*$/, '')).trimEnd();
  return { text: bare, isLiteral: false, start, end: start + bare.length };
}

function closingQuote(text: string, start: number, quote: string): number {
  for (let at = start; at < text.length; at += 1) {
    if (text[at] === '\\' && quote === '"') at += 1;
    else if (text[at] === quote) return at;
  }
  return -1;
}

function unescaped(text: string): string {
  return text.replaceAll(/\\([nrt"\\])/g, (_, letter: string) => ESCAPES[letter] ?? letter);
}

const ESCAPES: Readonly<Record<string, string>> = { n: '\n', r: '\r', t: '\t' };

function endOfLine(text: string, from: number): number {
  const end = text.indexOf('\n', from);
  return end < 0 ? text.length : end;
}
