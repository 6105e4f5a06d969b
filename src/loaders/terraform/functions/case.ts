/**
 * Case of single characters, as Go maps it: one character to one. Where JavaScript's mapping makes several
 * characters ("ß" to "SS"), Unicode's simple mapping is used instead.
 */
export function upperCase(text: string): string {
  return isAscii(text) ? text.toUpperCase() : [...text].map(upperCharacter).join('');
}

/** Small letters, one for each character, as Go maps them. */
export function lowerCase(text: string): string {
  return isAscii(text) ? text.toLowerCase() : [...text].map(lowerCharacter).join('');
}

/** The first letter of each word in its title case; every space and ASCII sign begins a word. */
export function titleCase(text: string): string {
  let isInWord = false;
  return [...text]
    .map((character) => {
      const result = isInWord ? character : (TITLE.get(character) ?? upperCharacter(character));
      isInWord = !isSeparator(character);
      return result;
    })
    .join('');
}

function isAscii(text: string): boolean {
  return /^[\u0000-\u007f]*$/.test(text);
}

/** Latin pairs whose title form is neither the small nor the capital one (UnicodeData.txt). */
const TITLE: ReadonlyMap<string, string> = new Map([
  ['\u01c4', '\u01c5'],
  ['\u01c6', '\u01c5'],
  ['\u01c7', '\u01c8'],
  ['\u01c9', '\u01c8'],
  ['\u01ca', '\u01cb'],
  ['\u01cc', '\u01cb'],
  ['\u01f1', '\u01f2'],
  ['\u01f3', '\u01f2'],
]);

function upperCharacter(character: string): string {
  const upper = character.toUpperCase();
  if (isOne(upper)) return upper;
  const code = character.codePointAt(0) ?? 0;
  // Greek letters with a small iota below: the capital with the iota stands eight places further.
  if (code >= 0x1f80 && code <= 0x1faf && (code & 8) === 0) return String.fromCodePoint(code + 8);
  if (code === 0x1fb3 || code === 0x1fc3 || code === 0x1ff3) return String.fromCodePoint(code + 9);
  return character;
}

function lowerCharacter(character: string): string {
  if (character === '\u0130') return 'i';
  const lower = character.toLowerCase();
  return isOne(lower) ? lower : character;
}

function isOne(text: string): boolean {
  return text.length === ((text.codePointAt(0) ?? 0) > 0xffff ? 2 : 1);
}

function isSeparator(character: string): boolean {
  if (/^[\u0000-\u007f]$/.test(character)) return !/^\w$/.test(character);
  return /^\p{White_Space}$/u.test(character) && !/^[\p{L}\p{Nd}]$/u.test(character);
}
