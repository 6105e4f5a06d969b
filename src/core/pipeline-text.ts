import type { Value } from './value.ts';
import { Unknown } from './value.ts';

const WHEN = 'is known only when the pipeline runs';
const DETAIL = /^`([^]*)` is known only when the pipeline runs$/;

/** A piece of a text that a pipeline fills in when it runs: `${{ github.sha }}`, `$CI_COMMIT_SHA`. */
export function runtimeValue(expression: string): Unknown {
  return new Unknown({ reason: 'not-in-inputs', detail: `\`${expression}\` ${WHEN}` });
}

/** A text made of pieces: known where all of them are, and with its parts where one is not. */
export function joinedText(pieces: readonly Value<string>[]): Value<string> {
  const flat = pieces.flatMap((piece) =>
    Unknown.is(piece) && piece.partial?.kind === 'parts' ? piece.partial.parts : [piece],
  );
  const parts: Value<string>[] = [];
  for (const piece of flat) {
    const last = parts.at(-1);
    if (piece === '') continue;
    if (typeof piece === 'string' && typeof last === 'string') parts[parts.length - 1] = last + piece;
    else parts.push(piece);
  }
  const [only] = parts;
  if (only === undefined) return '';
  if (parts.length === 1) return only;
  const unknown = parts.find((part) => Unknown.is(part));
  const detail = Unknown.is(unknown) ? unknown.detail : WHEN;
  return new Unknown({ reason: 'not-in-inputs', detail, partial: { kind: 'parts', parts } });
}

/** The text of a pipeline as written, with the expressions that are not known: `orders:${{ github.sha }}`. */
export function writtenText(value: Value<string>): string {
  if (!Unknown.is(value)) return value;
  if (value.partial?.kind === 'parts') return value.partial.parts.map(writtenText).join('');
  return DETAIL.exec(value.detail)?.[1] ?? '…';
}

/** The expressions in a text that are not known, as written: `${{ github.event.issue.title }}`. */
export function expressionsIn(value: Value<string>): readonly string[] {
  if (!Unknown.is(value)) return [];
  if (value.partial?.kind === 'parts') return value.partial.parts.flatMap(expressionsIn);
  const expression = DETAIL.exec(value.detail)?.[1];
  return expression === undefined ? [] : [expression];
}
