/** An expression of the source language, to be written as it stands. */
export interface HclExpression {
  readonly expression: string;
}

/** A value to write. An object with the one key `expression` is an expression. */
export type HclValue =
  | null
  | boolean
  | number
  | string
  | HclExpression
  | readonly HclValue[]
  | { readonly [key: string]: HclValue };

/** How lines are begun and ended where something is written. */
export interface LineStyle {
  /** What the line begins with that the value stands on. */
  readonly indent: string;
  /** What one level further in adds. */
  readonly unit: string;
  readonly newline: string;
}

/** Whether a value is an expression to be written as it stands. */
export function isHclExpression(value: HclValue): value is HclExpression {
  return isHclObject(value) && typeof value['expression'] === 'string' && Object.keys(value).length === 1;
}

function isHclList(value: HclValue): value is readonly HclValue[] {
  return Array.isArray(value);
}

function isHclObject(value: HclValue): value is { readonly [key: string]: HclValue } {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** A value in the native syntax, as `terraform fmt` leaves it. */
export function printHcl(value: HclValue, style: LineStyle): string {
  if (typeof value === 'string') return quoted(value);
  if (isHclList(value)) return printList(value, style);
  if (isHclExpression(value)) return value.expression;
  return isHclObject(value) ? printObject(value, style) : String(value);
}

/** A text in quotes; markers of templates are written so that they stay text. */
function quoted(text: string): string {
  return `"${escaped(text)}"`;
}

/** The inside of a quoted text. */
export function escaped(text: string): string {
  return text
    .replaceAll('\\', '\\\\')
    .replaceAll('"', '\\"')
    .replaceAll('\n', '\\n')
    .replaceAll('\r', '\\r')
    .replaceAll('\t', '\\t')
    .replaceAll(/[$%](?=\{)/g, '$&$&');
}

function printList(items: readonly HclValue[], style: LineStyle): string {
  const isFlat = items.every((item) => typeof item !== 'object' || item === null || isHclExpression(item));
  if (isFlat) return `[${items.map((item) => printHcl(item, style)).join(', ')}]`;
  const inner = further(style);
  const lines = items.map((item) => `${inner.indent}${printHcl(item, inner)},`);
  return ['[', ...lines, `${style.indent}]`].join(style.newline);
}

function printObject(object: { readonly [key: string]: HclValue }, style: LineStyle): string {
  const entries = Object.entries(object);
  if (entries.length === 0) return '{}';
  const lines = printEntries(
    entries.map(([key, value]) => [printKey(key), value]),
    further(style),
  );
  return ['{', ...lines, `${style.indent}}`].join(style.newline);
}

/** The key of an object as it is written before `=`. */
export function printKey(key: string): string {
  return /^[A-Za-z_][\w-]*$/.test(key) && !['null', 'true', 'false', 'for'].includes(key) ? key : quoted(key);
}

/** Lines `key = value`, aligned as `terraform fmt` aligns neighbours that fit on one line each. */
function printEntries(
  entries: readonly (readonly [string, HclValue])[],
  style: LineStyle,
): readonly string[] {
  const printed = entries.map(([key, value]) => ({ key, text: printHcl(value, style) }));
  const lines: string[] = [];
  for (let start = 0; start < printed.length;) {
    let end = start;
    while (end < printed.length && printed[end]?.text.includes('\n') === false) end += 1;
    const run = printed.slice(start, Math.max(end, start + 1));
    const width = Math.max(...run.map(({ key }) => key.length));
    for (const { key, text } of run) lines.push(`${style.indent}${key.padEnd(width)} = ${text}`);
    start += run.length;
  }
  return lines;
}

/**
 * A nested or top-level block: objects in lists are blocks inside it, everything else is an attribute.
 * `header` is the type with its labels.
 */
export function printBlock(
  header: string,
  content: { readonly [key: string]: HclValue },
  style: LineStyle,
): string {
  const inner = further(style);
  const entries = Object.entries(content);
  const attributes = entries.filter(([, value]) => blocksIn(value) === undefined);
  const blocks = entries.flatMap(([type, value]) =>
    (blocksIn(value) ?? []).map((one) => `${inner.indent}${printBlock(type, one, inner)}`),
  );
  const lines = printEntries(attributes, inner);
  const parts = [...(lines.length > 0 ? [lines.join(style.newline)] : []), ...blocks];
  if (parts.length === 0) return `${header} {}`;
  return [`${header} {`, parts.join(style.newline + style.newline), `${style.indent}}`].join(style.newline);
}

/** The bodies of blocks that a value stands for; undefined for the value of an attribute. */
export function blocksIn(value: HclValue): readonly { readonly [key: string]: HclValue }[] | undefined {
  if (!isHclList(value) || value.length === 0) return undefined;
  const bodies = value.flatMap((item) => (isHclObject(item) && !isHclExpression(item) ? [item] : []));
  return bodies.length === value.length ? bodies : undefined;
}

function further({ indent, unit, newline }: LineStyle): LineStyle {
  return { indent: indent + unit, unit, newline };
}
