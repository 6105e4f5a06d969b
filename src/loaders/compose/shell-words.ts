/** The words of a command line as a shell cuts it, for commands that are written as one text. */
export function shellWords(line: string): readonly string[] {
  const words: string[] = [];
  let word: string | undefined;
  let quote = '';
  for (let at = 0; at < line.length; at += 1) {
    const letter = line[at] ?? '';
    if (quote === "'") {
      if (letter === "'") quote = '';
      else word += letter;
    } else if (letter === '\\' && at + 1 < line.length) {
      at += 1;
      word = (word ?? '') + (line[at] === '\n' ? '' : (line[at] ?? ''));
    } else if (quote === '"') {
      if (letter === '"') quote = '';
      else word += letter;
    } else if (letter === "'" || letter === '"') {
      quote = letter;
      word ??= '';
    } else if (/\s/.test(letter)) {
      if (word !== undefined) words.push(word);
      word = undefined;
    } else {
      word = (word ?? '') + letter;
    }
  }
  if (word !== undefined) words.push(word);
  return words;
}
