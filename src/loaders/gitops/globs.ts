import { createRegex } from '../terraform/functions/regex/match.ts';

/** Whether a path matches a glob: `*` and `?` stay in a folder, `**` does not, `{a,b}` is a choice. */
export function matchesGlob(glob: string, path: string): boolean {
  if (glob.length > LONGEST) return false;
  return matchesExpression(expressionOf(glob), path);
}

/** Whether a path meets an expression that was made of a glob, in time that its stars do not multiply. */
export function matchesExpression(source: string, path: string): boolean {
  if (source.length > LONGEST_EXPRESSION) return false;
  // What goes back for each of many stars may never end; what does not go back is slower.
  if (source.split('*').length <= MOST_STARS) return new RegExp(source).test(path);
  const letters = [...path].map((letter) => letter.codePointAt(0) ?? 0);
  return createRegex(source).matcher(letters)(0) !== undefined;
}

// No path in a repository is as long.
const LONGEST = 1000;
const LONGEST_EXPRESSION = 20 * LONGEST;
const MOST_STARS = 5;

function expressionOf(glob: string): string {
  let source = '';
  let depth = 0;
  for (let index = 0; index < glob.length; index += 1) {
    const letter = glob[index] ?? '';
    if (letter === '*') {
      const isDeep = glob[index + 1] === '*';
      if (isDeep) index += 1;
      const takesSlash = isDeep && glob[index + 1] === '/';
      if (takesSlash) index += 1;
      source += takesSlash ? '(?:[^/]+/)*' : isDeep ? '.*' : '[^/]*';
    } else if (letter === '?') source += '[^/]';
    else if (letter === '{') {
      depth += 1;
      source += '(?:';
    } else if (letter === '}' && depth > 0) {
      depth -= 1;
      source += ')';
    } else if (letter === ',' && depth > 0) source += '|';
    else source += letter.replace(/[.+^$()|[\]\\{}]/, '\\$&');
  }
  return `^${source}${')'.repeat(depth)}$`;
}
