import type { PartialText, Value } from './value.ts';
import { Unknown } from './value.ts';

/** Stands in a text for a piece that is not known. Unicode calls it "object replacement character". */
export const UNKNOWN_PIECE = '\uFFFC';

/** What is known of a text, with `UNKNOWN_PIECE` for each piece that is not. */
export function symbolicText(value: Value<string>): string {
  if (!Unknown.is(value)) return value;
  const partial: PartialText | undefined = value.partial;
  if (partial?.kind !== 'parts') return UNKNOWN_PIECE;
  return partial.parts.map(symbolicText).join('');
}

/** True when nothing of the text is known, not even which resource it belongs to. */
export function isOpaque(value: Value<string>): value is Unknown {
  return Unknown.is(value) && value.refs.length === 0 && symbolicText(value) === UNKNOWN_PIECE;
}

/** For people: the text with `…` where it is not known, or why nothing is. */
export function readableText(value: Value<string>): string {
  if (!Unknown.is(value)) return value;
  const text = symbolicText(value);
  return text === UNKNOWN_PIECE ? nameOf(value) : text.replaceAll(UNKNOWN_PIECE, '…');
}

function nameOf(value: Unknown): string {
  const [reference] = value.refs;
  if (!reference) return value.detail.replace(/: .*$/s, '');
  const address = reference.resource.slice(reference.resource.indexOf('#') + 1);
  return [address, ...reference.path].join('.');
}
