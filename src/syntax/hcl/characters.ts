/** Codes of the characters that mean something in HCL, and what names, numbers and blanks are made of. */
export const TAB = 9;
export const NEWLINE = 10;
export const RETURN = 13;
export const SPACE = 32;
export const BANG = 33;
export const QUOTE = 34;
export const HASH = 35;
export const DOLLAR = 36;
export const PERCENT = 37;
export const AMPERSAND = 38;
export const OPEN_PAREN = 40;
export const CLOSE_PAREN = 41;
export const STAR = 42;
export const PLUS = 43;
export const COMMA = 44;
export const MINUS = 45;
export const DOT = 46;
export const SLASH = 47;
export const COLON = 58;
export const LESS = 60;
export const EQUALS = 61;
export const GREATER = 62;
export const QUESTION = 63;
export const OPEN_BRACKET = 91;
export const BACKSLASH = 92;
export const CLOSE_BRACKET = 93;
export const OPEN_BRACE = 123;
export const PIPE = 124;
export const CLOSE_BRACE = 125;
export const TILDE = 126;
export const BYTE_ORDER_MARK = 0xfeff;

const NAME_START = 1;
const NAME_PART = 2;
const CLASSES = asciiClasses();

const UNICODE_NAME_START = /^\p{ID_Start}/u;
const UNICODE_NAME_PART = /^\p{ID_Continue}/u;

/** Whether it is one of `0` to `9`. */
export function isDigit(code: number): boolean {
  return code >= 48 && code <= 57;
}

/** Whether it is one of `0` to `9`, `a` to `f` or `A` to `F`. */
export function isHexDigit(code: number): boolean {
  return isDigit(code) || (code >= 65 && code <= 70) || (code >= 97 && code <= 102);
}

/** Whether a name can start at `pos`: a letter or an underscore, of any script. */
export function startsName(text: string, pos: number, code: number): boolean {
  if (code < 0) return false;
  if (code < 128) return ((CLASSES[code] ?? 0) & NAME_START) !== 0;
  return UNICODE_NAME_START.test(wholeCharacter(text, pos));
}

/** The end of the name that starts at `pos`: letters, digits, marks, underscores and hyphens. */
export function endOfName(text: string, pos: number, end: number): number {
  let at = pos;
  while (at < end) {
    const code = text.charCodeAt(at);
    if (code < 128) {
      if (((CLASSES[code] ?? 0) & NAME_PART) === 0) return at;
      at++;
      continue;
    }
    const character = wholeCharacter(text, at);
    if (!UNICODE_NAME_PART.test(character)) return at;
    at += character.length;
  }
  return end;
}

/** White space as Go's `unicode.IsSpace` has it, which HCL strips and counts; `trim()` has another. */
export function isSpace(code: number): boolean {
  if (code < 128) return code === SPACE || (code >= TAB && code <= RETURN);
  return (
    code === 0x85 ||
    code === 0xa0 ||
    code === 0x1680 ||
    (code >= 0x2000 && code <= 0x200a) ||
    code === 0x2028 ||
    code === 0x2029 ||
    code === 0x202f ||
    code === 0x205f ||
    code === 0x3000
  );
}

function wholeCharacter(text: string, pos: number): string {
  return String.fromCodePoint(text.codePointAt(pos) ?? 0);
}

function asciiClasses(): Uint8Array {
  const classes = new Uint8Array(128);
  for (let code = 0; code < 128; code++) {
    const letter = (code >= 65 && code <= 90) || (code >= 97 && code <= 122) || code === 95;
    if (letter) classes[code] = NAME_START | NAME_PART;
    else if (isDigit(code) || code === MINUS) classes[code] = NAME_PART;
  }
  return classes;
}
