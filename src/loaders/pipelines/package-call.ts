/** `npm run deploy`, `yarn --cwd web test`: a script of a package, and the folder of the package. */
export function packageCall(words: readonly string[]): { folder: string; script: string } | undefined {
  const [manager = '', ...rest] = words;
  if (!/^(?:npm|yarn|pnpm|bun)$/.test(manager)) return undefined;
  let folder = '';
  const plain: string[] = [];
  for (let index = 0; index < rest.length; index += 1) {
    const word = rest[index] ?? '';
    if (word === '--') break;
    const inline = /^(?:--prefix|--cwd|--dir)=(.+)$/.exec(word);
    if (inline) folder = inline[1] ?? '';
    else if (/^(?:--prefix|--cwd|--dir|-C)$/.test(word)) {
      index += 1;
      folder = rest[index] ?? '';
    } else if (!word.startsWith('-')) plain.push(word);
  }
  const [first, second] = plain;
  if (first === undefined) return undefined;
  if (first === 'run' || first === 'run-script')
    return second === undefined ? undefined : { folder, script: second };
  if (first === 'test' || first === 't' || first === 'start')
    return { folder, script: first === 't' ? 'test' : first };
  return manager === 'npm' ? undefined : { folder, script: first };
}
