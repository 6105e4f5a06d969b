import { content } from './to-yaml.ts';
import { plainDigits, shortest } from './print.ts';
import type { GoValue } from './value.ts';
import { Dict, List, TemplateError } from './value.ts';

/** A dict that holds itself would be written for ever. */
const MAX_DEPTH = 100;
/** Nor is one of so many parts a value that somebody wrote. */
const MAX_PARTS = 500_000;

export interface JsonStyle {
  /** Two spaces per level. */
  readonly isPretty: boolean;
  /** `<`, `>` and `&` as escapes, as Go's encoder does by default. */
  readonly escapesHtml: boolean;
}

/** What Go's encoding/json writes. */
export function toJson(value: GoValue, style: JsonStyle): string {
  return written(value, style, { depth: 0, parts: { left: MAX_PARTS } });
}

interface Inside {
  readonly depth: number;
  readonly parts: { left: number };
}

function written(value: GoValue, style: JsonStyle, { depth, parts }: Inside): string {
  parts.left -= 1;
  if (depth > MAX_DEPTH || parts.left < 0) {
    throw new TemplateError('error calling toJson: the value is too deep or too large');
  }
  const inside = { depth: depth + 1, parts };
  const bare = content(value);
  if (bare === null) return 'null';
  if (typeof bare === 'string') return jsonText(bare, style.escapesHtml);
  if (typeof bare === 'number') return jsonNumber(bare);
  if (bare instanceof List) {
    return enclosed(
      '[]',
      bare.items.map((item) => written(item, style, inside)),
      style,
      depth,
    );
  }
  if (bare instanceof Dict) {
    const colon = style.isPretty ? ': ' : ':';
    const entries = [...bare.entries()].map(
      ([key, item]) => jsonText(key, style.escapesHtml) + colon + written(item, style, inside),
    );
    return enclosed('{}', entries, style, depth);
  }
  return String(bare);
}

function enclosed(brackets: '[]' | '{}', items: readonly string[], style: JsonStyle, depth: number): string {
  const [open = '', close = ''] = brackets;
  if (items.length === 0) return brackets;
  if (!style.isPretty) return open + items.join(',') + close;
  const pad = '  '.repeat(depth + 1);
  return `${open}\n${pad}${items.join(`,\n${pad}`)}\n${'  '.repeat(depth)}${close}`;
}

function jsonNumber(value: number): string {
  if (!Number.isFinite(value)) throw new TemplateError('json: unsupported value');
  if (value === 0) return Object.is(value, -0) ? '-0' : '0';
  const size = Math.abs(value);
  if (size >= 1e-6 && size < 1e21) return plainDigits(value);
  return shortest(value, 21).replace(/e-0(\d)$/, 'e-$1');
}

const ALWAYS = /["\\\u0000-\u001f\u2028\u2029]/g;
const WITH_HTML = /["\\\u0000-\u001f\u2028\u2029<>&]/g;
const SHORT: Readonly<Record<string, string>> = {
  '"': '\\"',
  '\\': '\\\\',
  '\b': '\\b',
  '\f': '\\f',
  '\n': '\\n',
  '\r': '\\r',
  '\t': '\\t',
};

function jsonText(text: string, escapesHtml: boolean): string {
  const replaced = text.replaceAll(
    escapesHtml ? WITH_HTML : ALWAYS,
    (char) => SHORT[char] ?? `\\u${(char.codePointAt(0) ?? 0).toString(16).padStart(4, '0')}`,
  );
  return `"${replaced}"`;
}

/** The JSON name of a field of Helm's structs: `AppVersion` is `appVersion`, `APIVersion` `apiVersion`. */
export function jsonKey(name: string): string {
  const capitals = /^[A-Z]+/.exec(name)?.[0] ?? '';
  const lowered =
    capitals.length > 1 && capitals.length < name.length ? capitals.length - 1 : capitals.length;
  return name.slice(0, lowered).toLowerCase() + name.slice(lowered);
}
