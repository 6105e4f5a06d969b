/** Whether a path matches a glob: `*` and `?` stay in a folder, `**` does not, `{a,b}` is a choice. */
export function matchesGlob(glob: string, path: string): boolean {
  return expressionOf(glob).test(path);
}

function expressionOf(glob: string): RegExp {
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
  return new RegExp(`^${source}${')'.repeat(depth)}$`);
}
