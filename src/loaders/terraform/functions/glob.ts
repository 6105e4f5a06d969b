import type { Files } from '../../../core/files.ts';
import { EvaluationError } from '../values/value.ts';
import { cleanPath } from './paths.ts';
import { createRegex } from './regex/match.ts';

/** Paths of the files that match a pattern, relative to a folder, as `fileset` gives them. */
export function matchingFiles(files: Files, folder: string, pattern: string): readonly string[] {
  const matcher = globPattern(cleanPath(pattern));
  const found: string[] = [];
  // A pattern may begin with `../`: then the search starts that much higher.
  const climbs = /^(?:\.\.\/)*/.exec(cleanPath(pattern))?.[0] ?? '';
  const start = cleanPath(`${folder === '' ? '.' : folder}/${climbs}`);
  if (start === '..' || start.startsWith('../')) return [];
  collect(files, { folder: start === '.' ? '' : start, prefix: climbs, depth: depthOf(pattern) }, found);
  return found.filter((path) => matcher.test(path));
}

interface Place {
  readonly folder: string;
  readonly prefix: string;
  readonly depth: number;
}

function depthOf(pattern: string): number {
  return /\*\*|\{.*\/.*\}/.test(pattern) ? Infinity : pattern.split('/').length;
}

function collect(files: Files, { folder, prefix, depth }: Place, found: string[]): void {
  const entries = files.entries(folder);
  for (const name of entries.files) found.push(prefix + name);
  if (depth <= 1) return;
  for (const name of entries.folders) {
    const inner = folder === '' ? name : `${folder}/${name}`;
    collect(files, { folder: inner, prefix: `${prefix}${name}/`, depth: depth - 1 }, found);
  }
}

/**
 * A pattern of `*`, `**`, `?`, `[…]` and `{…,…}` as a regular expression, matched without going back: many
 * stars must not take for ever.
 */
function globPattern(pattern: string): { test(path: string): boolean } {
  let source = '';
  let open = 0;
  for (let at = 0; at < pattern.length;) {
    const rest = pattern.slice(at);
    const [piece, translated] = pieceOf(rest, {
      isAtStart: at === 0 || pattern.charAt(at - 1) === '/',
      open,
    });
    if (piece === '{') open += 1;
    if (piece === '}' && open > 0) open -= 1;
    source += translated;
    at += piece.length;
  }
  if (open > 0) throw new EvaluationError('a brace of the pattern is not closed');
  const regex = createRegex(`^(?:${source})$`);
  return {
    test: (path) =>
      regex.matcher(Array.from(path, (character) => character.codePointAt(0) ?? 0))(0) !== undefined,
  };
}

interface Position {
  readonly isAtStart: boolean;
  /** How many braces are open. */
  readonly open: number;
}

function pieceOf(rest: string, { isAtStart, open }: Position): readonly [string, string] {
  const folders = /^\*\*\//.exec(rest);
  if (folders && isAtStart) return ['**/', '(?:[^/]+/)*'];
  if (rest === '**' && isAtStart) return ['**', '(?:[^/]+/)*[^/]*'];
  const stars = /^\*+/.exec(rest);
  if (stars) return [stars[0], '[^/]*'];
  const characters = /^\[(\^?)((?:\\.|[^\]\\])+)\]/su.exec(rest);
  if (characters)
    return [characters[0], `[${characters[1] === '' ? '' : '^/'}${classSource(characters[2] ?? '')}]`];
  const [first = ''] = rest;
  switch (first) {
    case '?':
      return ['?', '[^/]'];
    case '{':
      return ['{', '(?:'];
    case '}':
      return open > 0 ? ['}', ')'] : ['}', '\\}'];
    case ',':
      return open > 0 ? [',', '|'] : [',', ','];
    case '[':
      throw new EvaluationError('a bracket of the pattern is not closed');
    case '\\': {
      const [, escaped = ''] = rest;
      if (escaped === '') throw new EvaluationError('the pattern ends with a backslash');
      return [`\\${escaped}`, literal(escaped)];
    }
    default:
      return [first, literal(first)];
  }
}

function literal(character: string): string {
  return /[\^$\\.*+?()[\]{}|/]/.test(character) ? `\\${character}` : character;
}

function classSource(inner: string): string {
  return inner.replace(/\\(.)|([[\]^])/gsu, (_, escaped: string | undefined, sign: string | undefined) =>
    `\\${escaped === undefined ? (sign ?? '') : escaped}`.replace(/^\\([A-Za-z0-9 _])$/, '$1'),
  );
}
