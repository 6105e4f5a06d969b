import { concealed } from '../core/conceal-text.ts';

// Control characters, escape sequences and direction marks: a name in somebody's repository must not repaint
// the screen.
const UNSAFE = /[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/g;

/** The text without what a terminal or a reader could be fooled by, and without passwords of addresses. */
export function clean(text: string): string {
  return concealed(text).replace(UNSAFE, '\ufffd');
}

/** One line of it. */
export function oneLine(text: string): string {
  return clean(text.replace(/\s+/g, ' ').trim());
}

/** `1 root`, `2 roots`, `1,471 roots`. */
export function plural(count: number, one: string, many = `${one}s`): string {
  return `${grouped(count)} ${count === 1 ? one : many}`;
}

/** `21,714`. */
export function grouped(count: number): string {
  return String(count).replace(/\B(?=(\d{3})+$)/g, ',');
}

// A private character that stands for a space at which no line may break.
const FIRM_SPACE = '\ue000';

/** Phrases side by side, broken between them where that is enough. */
export function joined(phrases: readonly string[]): string {
  return phrases
    .map((phrase) => (phrase.length > 60 ? phrase : phrase.replaceAll(' ', FIRM_SPACE)))
    .join(' · ');
}

/** Lines of at most `width` characters, broken at spaces; a longer word stands alone. */
export function wrap(text: string, width: number): readonly string[] {
  const lines: string[] = [];
  let line = '';
  for (const word of oneLine(text).split(' ')) {
    if (line !== '' && line.length + 1 + word.length > width) {
      lines.push(line);
      line = word;
    } else line = line === '' ? word : `${line} ${word}`;
  }
  return [...lines, line].map((one) => one.replaceAll(FIRM_SPACE, ' '));
}

/** The first words that fit, with an ellipsis where something was left out. */
export function shorten(text: string, width: number): string {
  const line = oneLine(text);
  return line.length <= width ? line : `${line.slice(0, Math.max(0, width - 1)).trimEnd()}…`;
}

/** `a, b and 3 more`. */
export function listed(words: readonly string[], most: number): string {
  const rest = words.length - most;
  if (rest > 1) return `${words.slice(0, most).join(', ')} and ${grouped(rest)} more`;
  return words.join(', ');
}
