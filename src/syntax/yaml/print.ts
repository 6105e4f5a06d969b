import { typePlain } from './type-scalar.ts';

/** Plain data that can be written as YAML. */
export type YamlValue = null | boolean | number | string | readonly YamlValue[] | YamlObject;

export interface YamlObject {
  readonly [key: string]: YamlValue;
}

export interface PrintOptions {
  /** How many blanks indent a mapping in a mapping. */
  readonly step: number;
  /** How many blanks indent a sequence below its key; many write none. */
  readonly sequenceStep: number;
}

export const COMMON_STYLE: PrintOptions = { step: 2, sequenceStep: 0 };

/**
 * Data as block YAML, without a newline at the end. Texts stand in quotes wherever kubectl, Kustomize or a
 * reader of YAML 1.2 would take them for something else.
 */
export function printYaml(value: YamlValue, options: PrintOptions = COMMON_STYLE): string {
  return printBlock(value, 0, options);
}

/**
 * A value as it stands in a column: the first line without indentation, the others with. A text over several
 * lines becomes a literal block.
 */
export function printBlock(value: YamlValue, column: number, options: PrintOptions): string {
  const indent = ' '.repeat(column);
  if (isYamlList(value)) {
    if (value.length === 0) return '[]';
    const items = value.map((item) => `- ${printBehindDash(item, column, options)}`);
    return items.join(`\n${indent}`);
  }
  if (isYamlObject(value)) {
    const entries = Object.entries(value);
    if (entries.length === 0) return '{}';
    return entries.map(([key, one]) => printEntry(key, one, column, options)).join(`\n${indent}`);
  }
  return printScalar(value, column, options);
}

/** `key: value` in a column, the value below its key where it is a collection. */
export function printEntry(key: string, value: YamlValue, column: number, options: PrintOptions): string {
  return `${printKey(key)}:${printBehindKey(value, column, options)}`;
}

/** What stands behind the colon of a key in this column, with its blank or line break. */
export function printBehindKey(value: YamlValue, column: number, options: PrintOptions): string {
  if (!isFilled(value)) return ` ${printScalar(value, column, options)}`;
  const inner = column + (isYamlList(value) ? options.sequenceStep : options.step);
  return `\n${' '.repeat(inner)}${printBlock(value, inner, options)}`;
}

/** What stands behind a dash in this column. */
export function printBehindDash(value: YamlValue, column: number, options: PrintOptions): string {
  return isFilled(value) ? printBlock(value, column + 2, options) : printScalar(value, column, options);
}

/** A value inside brackets, on one line. */
export function printFlow(value: YamlValue, isQuoted: boolean): string {
  if (isYamlList(value)) return `[${value.map((item) => printFlow(item, isQuoted)).join(', ')}]`;
  if (isYamlObject(value)) {
    const entries = Object.entries(value).map(
      ([key, one]) => `${printFlowText(key, isQuoted)}: ${printFlow(one, isQuoted)}`,
    );
    return `{${entries.join(', ')}}`;
  }
  return typeof value === 'string' ? printFlowText(value, isQuoted) : printBare(value);
}

/** A text inside brackets, in quotes where it needs them or its siblings have them. */
export function printFlowText(text: string, isQuoted: boolean): string {
  const canBePlain = !isQuoted && isPlainText(text) && !/[,[\]{}]/.test(text);
  return canBePlain ? text : quoted(text);
}

function printKey(key: string): string {
  return isPlainText(key) ? key : quoted(key);
}

/** A text in double quotes, with escapes that every reader knows. */
export function quoted(text: string): string {
  return JSON.stringify(text).replaceAll(/[\u007F-\u00A0\u2028\u2029\uFEFF\uFFFE\uFFFF]/g, escapedCode);
}

/** Whether a text can stand without quotes, as a key or a value, and stays this text for every reader. */
export function isPlainText(text: string): boolean {
  if (!PRINTABLE.test(text) || MARK_AT_START.test(text) || MARK_INSIDE.test(text)) return false;
  if (OLD_WORDS.test(text) || LIKE_A_NUMBER.test(text)) return false;
  return typePlain(text, 'core') === text && typePlain(text, 'kubernetes') === text;
}

// Characters that stand for themselves in every reader.
const PRINTABLE = /^[\t\u0020-\u007E\u00A1-\u2027\u202A-\uD7FF\uE000-\uFEFE\uFF00-\uFFFD]+$/;
const MARK_AT_START = /^(?:[-?:](?:\s|$)|---|\.\.\.|[\s,[\]{}#&*!|>'"%@`])/;
const MARK_INSIDE = /:(?:\s|$)|\s#|\s$/;
// Texts to us, booleans and others to older readers.
const OLD_WORDS = /^(?:[yYnN]|yes|Yes|YES|no|No|NO|on|On|ON|off|Off|OFF|=|<<|~|null|Null|NULL)$/;
// Numbers, times and dates of YAML 1.1, with which some readers still come.
const LIKE_A_NUMBER = /^[-+.]?\d[\d_.,:eExXoObB+\-a-fA-FTtZ]*$/;

function printScalar(value: YamlValue, column: number, options: PrintOptions): string {
  if (typeof value === 'string') return printText(value, column, options);
  return isYamlList(value) ? '[]' : isYamlObject(value) ? '{}' : printBare(value);
}

function printText(text: string, column: number, { step }: PrintOptions): string {
  if (isPlainText(text)) return text;
  if (!canBeLiteral(text)) return quoted(text);
  return printLiteral(text, column + step);
}

/** A text over several lines as a literal block whose lines stand in this column. */
export function printLiteral(text: string, column: number): string {
  const body = text.replace(/\n$/, '');
  const indent = ' '.repeat(column);
  const lines = body.split('\n').map((line) => (line === '' ? '' : indent + line));
  return `|${body === text ? '-' : ''}\n${lines.join('\n')}`;
}

/** Whether a text can stand as a literal block that everybody reads the same way. */
export function canBeLiteral(text: string): boolean {
  const isPrintable = PRINTABLE.test(text.replaceAll('\n', ' '));
  // At most one line break at the end: more of them would need a block that eats the lines behind it.
  return isPrintable && /\n./.test(text) && !/^\s|[ \t]\n|[ \t]$|\n\n$|\n\t/.test(text);
}

function printBare(value: null | boolean | number): string {
  return String(Object.is(value, -0) ? 0 : value);
}

function escapedCode(letter: string): string {
  return `\\u${letter.charCodeAt(0).toString(16).padStart(4, '0')}`;
}

/** Whether a value is a list. */
export function isYamlList(value: YamlValue): value is readonly YamlValue[] {
  return Array.isArray(value);
}

/** Whether a value is an object. */
export function isYamlObject(value: YamlValue | undefined): value is YamlObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Whether a value is a collection that has something in it. */
export function isFilled(value: YamlValue): boolean {
  return isYamlList(value) ? value.length > 0 : isYamlObject(value) && Object.keys(value).length > 0;
}
