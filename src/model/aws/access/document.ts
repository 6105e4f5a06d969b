import { UNKNOWN_PIECE } from '../../../core/partial-text.ts';
import type { Data, PartialText } from '../../../core/value.ts';
import { isDataList, isDataObject, Sensitive, Unknown } from '../../../core/value.ts';

// Private-use characters, so that no policy text can contain them.
const OPEN = '\uE000';
const CLOSE = '\uE001';
const TOKEN = /\uE000(\d+)\uE001/;
const TOKENS = /\uE000\d+\uE001/g;

/** The value of a JSON document, known or partly known; Unknown when it cannot be read at all. */
export function documentOf(data: Data | undefined): Data | undefined {
  if (data === undefined || data === null || data === '') return undefined;
  if (Sensitive.is(data)) return documentOf(data.reveal());
  if (typeof data === 'string') return parsed(data) ?? notJson(data);
  if (!Unknown.is(data)) return data;
  if (data.partial?.kind === 'json') return data.partial.value;
  if (data.partial?.kind === 'parts') return documentOfParts(data.partial) ?? data;
  return data;
}

function notJson(text: string): Unknown {
  return new Unknown({
    reason: 'evaluation-error',
    detail: `a document of ${text.length} characters is not JSON`,
  });
}

function parsed(text: string): Data | undefined {
  try {
    const value: Data = JSON.parse(text);
    return value;
  } catch {
    // Not JSON: the caller says so.
    return undefined;
  }
}

/**
 * Reads a template whose holes are unknown: each hole becomes a token, inside or in place of a JSON string.
 */
function documentOfParts(partial: PartialText & { kind: 'parts' }): Data | undefined {
  const holes: Unknown[] = [];
  let text = '';
  let quoted = false;
  for (const part of flatParts(partial.parts)) {
    if (typeof part === 'string') {
      quoted = isQuotedAfter(part, quoted);
      text += part;
      continue;
    }
    const token = `${OPEN}${holes.length}${CLOSE}`;
    holes.push(part);
    text += quoted ? token : `"${token}"`;
  }
  const value = parsed(text);
  return value === undefined ? undefined : restored(value, holes);
}

function flatParts(parts: readonly (string | Unknown)[]): readonly (string | Unknown)[] {
  return parts.flatMap((part): readonly (string | Unknown)[] =>
    typeof part !== 'string' && part.partial?.kind === 'parts' ? flatParts(part.partial.parts) : [part],
  );
}

function isQuotedAfter(text: string, quotedBefore: boolean): boolean {
  let quoted = quotedBefore;
  for (let i = 0; i < text.length; i++) {
    if (text[i] === '\\') i++;
    else if (text[i] === '"') quoted = !quoted;
  }
  return quoted;
}

function restored(data: Data, holes: readonly Unknown[]): Data {
  if (typeof data === 'string') return restoredText(data, holes);
  if (isDataList(data)) return data.map((item) => restored(item, holes));
  if (!isDataObject(data)) return data;
  const object: { [key: string]: Data } = {};
  for (const [key, value] of Object.entries(data)) {
    object[key.replaceAll(TOKENS, UNKNOWN_PIECE)] = restored(value, holes);
  }
  return object;
}

function restoredText(text: string, holes: readonly Unknown[]): Data {
  if (!text.includes(OPEN)) return text;
  const pieces: (string | Unknown)[] = [];
  let rest = text;
  for (let match = TOKEN.exec(rest); match; match = TOKEN.exec(rest)) {
    if (match.index > 0) pieces.push(rest.slice(0, match.index));
    const hole = holes[Number(match[1])];
    if (hole) pieces.push(hole);
    rest = rest.slice(match.index + match[0].length);
  }
  if (rest !== '') pieces.push(rest);
  const [only] = pieces;
  return pieces.length === 1 && only !== undefined ? only : joined(pieces);
}

function joined(parts: readonly (string | Unknown)[]): Unknown {
  const unknowns = parts.filter((part) => Unknown.is(part));
  return new Unknown({
    reason: unknowns[0]?.reason ?? 'computed-attribute',
    detail: unknowns[0]?.detail ?? 'a part of it is not known',
    settledBy: unknowns[0]?.settledBy,
    refs: unknowns.flatMap((unknown) => unknown.refs),
    partial: { kind: 'parts', parts },
  });
}
