import { Num } from '../values/number.ts';
import { byCodePoint } from '../values/text-order.ts';
import type { TfValue } from '../values/value.ts';
import { EvaluationError, isUnknownContent } from '../values/value.ts';
import { numberText } from '../values/number-text.ts';

const SHORT_ESCAPES: { readonly [character: string]: string } = {
  '"': '\\"',
  '\\': '\\\\',
  '\n': '\\n',
  '\r': '\\r',
  '\t': '\\t',
  '\b': '\\b',
  '\f': '\\f',
};

/** A text in JSON's quotes as Go writes it: signs of HTML and separators of lines are escaped too. */
export function quotedJson(text: string): string {
  return `"${text.replace(/["\\<>&\u0000-\u001f\u2028\u2029]/g, escaped)}"`;
}

function escaped(character: string): string {
  return SHORT_ESCAPES[character] ?? `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`;
}

/** A wholly known value as `jsonencode` writes it: no spaces, keys in order of their bytes. */
export function jsonText({ content }: TfValue): string {
  if (isUnknownContent(content)) throw new EvaluationError('an unknown value has no text');
  if (content === null || typeof content === 'boolean') return String(content);
  if (typeof content === 'string') return quotedJson(content);
  if (content instanceof Num) return numberText(content);
  if (content instanceof Map) {
    const entries: [string, TfValue][] = [...content];
    entries.sort(([a], [b]) => byCodePoint(a, b));
    return `{${entries.map(([key, value]) => `${quotedJson(key)}:${jsonText(value)}`).join(',')}}`;
  }
  const elements: readonly TfValue[] = Array.isArray(content) ? content : [];
  return `[${elements.map(jsonText).join(',')}]`;
}
