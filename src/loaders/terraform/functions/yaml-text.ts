import { Num } from '../values/number.ts';
import { byCodePoint } from '../values/text-order.ts';
import type { TfValue } from '../values/value.ts';
import { EvaluationError, isUnknownContent } from '../values/value.ts';
import { numberText } from '../values/number-text.ts';

/**
 * Columns after which a quoted text is folded at the next space, and bytes of a key that still goes before
 * its colon.
 */
const WIDTH = 80;
const LONGEST_SIMPLE_KEY = 128;

/**
 * A wholly known value as `yamlencode` writes it, which is how libyaml does: quoted texts, blocks for several
 * lines.
 */
export function yamlText(value: TfValue): string {
  const writer = new Writer();
  const { content } = value;
  const isPlain = content === null || typeof content === 'boolean' || content instanceof Num;
  writer.node(value, { container: 0, isValue: false });
  return `${writer.text}${isPlain ? '\n...' : ''}${writer.isAtLineStart() ? '' : '\n'}`;
}

interface Place {
  /** Indentation of the collection that the node stands in. */
  readonly container: number;
  /** After `key:`; otherwise at the start of the text or after `-`, `?` or a lone `:`. */
  readonly isValue: boolean;
}

class Writer {
  text = '';
  #column = 0;

  isAtLineStart(): boolean {
    return this.text.endsWith('\n');
  }

  #write(piece: string): void {
    this.text += piece;
    this.#column += [...piece].length;
  }

  #newLine(indent: number): void {
    if (this.text !== '' && !this.isAtLineStart()) this.text += '\n';
    this.text += ' '.repeat(indent);
    this.#column = indent;
  }

  node({ content }: TfValue, place: Place): void {
    if (content instanceof Map && content.size > 0) return this.#mapping(content, place);
    if (Array.isArray(content) && content.length > 0) return this.#sequence(content, place);
    if (place.isValue) this.#write(' ');
    if (typeof content === 'string') return this.#string(content, place.container);
    this.#write(plainText(content));
  }

  #sequence(elements: readonly TfValue[], { container, isValue }: Place): void {
    const indent = isValue ? container : this.#column;
    for (const [index, element] of elements.entries()) {
      if (index > 0 || isValue) this.#newLine(indent);
      this.#write('- ');
      this.node(element, { container: indent, isValue: false });
    }
  }

  #mapping(entries: ReadonlyMap<string, TfValue>, { container, isValue }: Place): void {
    const indent = isValue ? container + 2 : this.#column;
    const sorted = [...entries].sort(([a], [b]) => byCodePoint(a, b));
    for (const [index, [key, value]] of sorted.entries()) {
      if (index > 0 || isValue) this.#newLine(indent);
      if (isSimpleKey(key)) {
        this.#quoted(key, undefined);
        this.#write(':');
        this.node(value, { container: indent, isValue: true });
      } else {
        this.#write('? ');
        this.#string(key, indent);
        this.#newLine(indent);
        this.#write(': ');
        this.node(value, { container: indent, isValue: false });
      }
    }
  }

  #string(text: string, container: number): void {
    if (text.includes('\n') && isBlockAllowed(text)) this.#block(text, container + 2);
    else this.#quoted(text, container + 2);
  }

  #block(text: string, indent: number): void {
    const needsHint = /^[ \n\u0085\u2028\u2029]/.test(text);
    const chomping = !text.endsWith('\n') ? '-' : text === '\n' || text.endsWith('\n\n') ? '+' : '';
    this.#write(`|${needsHint ? '2' : ''}${chomping}`);
    const lines = text.replace(/\n$/, '').split('\n');
    for (const line of lines) this.text += line === '' ? '\n' : `\n${' '.repeat(indent)}${line}`;
    if (text.endsWith('\n')) this.text += '\n';
  }

  /** Folded at spaces, unless it is a key. */
  #quoted(text: string, foldIndent: number | undefined): void {
    this.#write('"');
    const characters = [...text];
    let isAfterSpace = false;
    for (const [index, character] of characters.entries()) {
      const isInside = index > 0 && index < characters.length - 1;
      if (character !== ' ') this.#write(escaped(character));
      else if (foldIndent !== undefined && !isAfterSpace && this.#column > WIDTH && isInside) {
        this.#newLine(foldIndent);
        if (characters[index + 1] === ' ') this.#write('\\');
      } else this.#write(' ');
      isAfterSpace = character === ' ';
    }
    this.#write('"');
  }
}

function plainText(content: TfValue['content']): string {
  if (isUnknownContent(content)) throw new EvaluationError('an unknown value has no text');
  if (content instanceof Num) return numberText(content);
  if (content === null || typeof content === 'boolean') return String(content);
  if (typeof content === 'string') return content;
  return Array.isArray(content) ? '[]' : '{}';
}

function isSimpleKey(key: string): boolean {
  return Buffer.byteLength(key) <= LONGEST_SIMPLE_KEY && !/[\n\r\u0085\u2028\u2029]/.test(key);
}

/**
 * A block shows its characters as they are, so it cannot hold special ones or a space before a line break or
 * the end.
 */
function isBlockAllowed(text: string): boolean {
  return (
    !/ (?:[\n\r]|$)/.test(text) &&
    [...text].every((character) => character === '\n' || isPrintable(character))
  );
}

/** What libyaml shows as it is: not the byte order mark and nothing beyond the basic plane. */
function isPrintable(character: string): boolean {
  const code = character.codePointAt(0) ?? 0;
  if (code <= 0x7e) return code >= 0x20;
  return code >= 0xa0 && code <= 0xfffd && code !== 0xfeff && code !== 0x2028 && code !== 0x2029;
}

const ESCAPES: ReadonlyMap<string, string> = new Map([
  ['\0', '\\0'],
  ['\u0007', '\\a'],
  ['\b', '\\b'],
  ['\t', '\\t'],
  ['\n', '\\n'],
  ['\v', '\\v'],
  ['\f', '\\f'],
  ['\r', '\\r'],
  ['\u001b', '\\e'],
  ['"', '\\"'],
  ['\\', '\\\\'],
  ['\u0085', '\\N'],
  ['\u2028', '\\L'],
  ['\u2029', '\\P'],
]);

function escaped(character: string): string {
  const escape = ESCAPES.get(character);
  if (escape !== undefined) return escape;
  if (isPrintable(character)) return character;
  const code = character.codePointAt(0) ?? 0;
  const hex = code.toString(16).toUpperCase();
  if (code <= 0xff) return `\\x${hex.padStart(2, '0')}`;
  return code <= 0xffff ? `\\u${hex.padStart(4, '0')}` : `\\U${hex.padStart(8, '0')}`;
}
