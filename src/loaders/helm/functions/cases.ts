import { lowerCase, upperCase } from '../../terraform/functions/case.ts';
import type { FunctionTable } from '../template/value.ts';
import { textToText } from './support.ts';

/** Functions that change how the words of a text are written. */
export const caseFunctions: FunctionTable = {
  snakecase: textToText((text) => joinWords(text, '_')),
  kebabcase: textToText((text) => joinWords(text, '-')),
  camelcase: textToText(pascalCase),
  swapcase: textToText(swapCase),
  untitle: textToText((text) => text.replace(/(^|\p{White_Space})(\P{White_Space})/gu, untitled)),
  initials: textToText((text) =>
    [...text.matchAll(/(?:^|\p{White_Space})(\P{White_Space})/gu)].map(([, letter]) => letter).join(''),
  ),
};

function untitled(_: string, before: string, letter: string): string {
  return before + lowerCase(letter);
}

/** Sprig makes the first small letter of a word a title letter, which for most letters is the capital. */
function swapCase(text: string): string {
  return Array.from(text, (character) =>
    /[\p{Lu}\p{Lt}]/u.test(character) ? lowerCase(character) : upperCase(character),
  ).join('');
}

const CONNECTOR = /[-_\p{White_Space}]/u;
const UPPER = /\p{Lu}/u;

function pascalCase(text: string): string {
  const characters = [...text];
  let at = 0;
  while (at < characters.length && CONNECTOR.test(characters[at] ?? '')) at += 1;
  let result = characters.slice(0, at).join('');
  if (at >= characters.length) return result;
  let isRun = UPPER.test(characters[at] ?? '');
  let current = upperCase(characters[at] ?? '');
  for (const character of characters.slice(at + 1)) {
    const before = current;
    current = character;
    if (CONNECTOR.test(current) && CONNECTOR.test(before)) {
      result += before;
      continue;
    }
    if (CONNECTOR.test(before)) {
      isRun = UPPER.test(current);
      current = upperCase(current);
      continue;
    }
    if (isRun && UPPER.test(current)) current = lowerCase(current);
    else isRun = false;
    result += before;
  }
  return result + current;
}

type WordKind = 'number' | 'upper' | 'alphabet' | 'connector' | 'punctuation' | 'other';

interface Word {
  readonly kind: WordKind;
  readonly text: string;
}

const WORDS: readonly (readonly [WordKind, RegExp])[] = [
  ['connector', /^[-_\p{White_Space}]+/u],
  ['punctuation', /^\p{P}+/u],
  // Of `HTTPServer` the word is `HTTP`, of `Server` it is all.
  ['upper', /^\p{Lu}{2,}(?!\p{L})/u],
  ['upper', /^\p{Lu}+(?=\p{Lu}[\p{Ll}\p{Lt}\p{Lm}\p{Lo}])/u],
  ['upper', /^\p{Lu}[\p{Ll}\p{Lt}\p{Lm}\p{Lo}]*/u],
  ['alphabet', /^[\p{Ll}\p{Lt}\p{Lm}\p{Lo}]+/u],
  ['number', /^\p{N}+/u],
  ['other', /^[^-_\p{White_Space}\p{L}\p{N}\p{P}]+/u],
];

function wordsOf(text: string): readonly Word[] {
  const words: Word[] = [];
  let rest = text;
  while (rest !== '') {
    const found = WORDS.map(([kind, pattern]) => ({ kind, text: pattern.exec(rest)?.[0] ?? '' }));
    const word = found.find((one) => one.text !== '') ?? { kind: 'other' as const, text: rest.charAt(0) };
    words.push(word);
    rest = rest.slice(word.text.length);
  }
  return words;
}

/** `HTTPServer2xx` as `http_server_2xx`: numbers stand with the small letters that follow them. */
function joinWords(text: string, connector: string): string {
  const words = wordsOf(text);
  let result = '';
  let at = 0;
  const kindAt = (index: number): WordKind | undefined => words[index]?.kind;
  const write = (index: number): void => {
    const word = words[index];
    if (!word) return;
    if (word.kind === 'connector') result += connector.repeat([...word.text].length);
    else result += word.kind === 'upper' ? lowerCase(word.text) : word.text;
  };
  const writeRun = (from: number): number => {
    let next = from;
    for (; kindAt(next) === 'alphabet' || kindAt(next) === 'number'; next += 1) write(next);
    return next;
  };
  const separate = (index: number): void => {
    const kind = kindAt(index);
    if (kind !== undefined && kind !== 'punctuation' && kind !== 'connector') result += connector;
  };
  while (at < words.length) {
    const kind = kindAt(at);
    write(at);
    at += 1;
    if (kind === 'number') {
      at = writeRun(at);
      separate(at);
    } else if (kind === 'connector' || kind === 'punctuation') continue;
    else if (kindAt(at) !== 'number') separate(at);
    else if (at + 1 < words.length) {
      if (kindAt(at + 1) === 'alphabet') {
        result += connector;
        at = writeRun(at);
      } else {
        write(at);
        at += 1;
      }
      separate(at);
    }
  }
  return result;
}
