import type { YamlMapping, YamlNode, YamlScalar, YamlSequence } from './ast.ts';
import {
  AMPERSAND,
  AT,
  BACKTICK,
  BANG,
  CLOSE_BRACE,
  CLOSE_BRACKET,
  COLON,
  COMMA,
  DASH,
  DOUBLE_QUOTE,
  GREATER,
  HASH,
  isBlank,
  isGap,
  OPEN_BRACE,
  OPEN_BRACKET,
  PERCENT,
  PIPE,
  QUESTION,
  SINGLE_QUOTE,
  STAR,
  TAB,
} from './characters.ts';
import { finishEntries, makeKey, TEXT_KEY } from './entries.ts';
import { YamlProblem } from './problem.ts';
import { readAlias, readProperties, withProperties } from './properties.ts';
import { readBlockScalar } from './read-block-scalar.ts';
import { readFlow } from './read-flow.ts';
import { readPlain, scanPlainLine } from './read-plain.ts';
import { readQuoted } from './read-quoted.ts';
import type { Reader } from './reader.ts';
import { enter, expectLineEnd, giveUp, makeScalar, pushEntry, pushItem } from './reader.ts';
import { skipInBlock, tabProblem, takeEntries, takeItems } from './reader.ts';

/** What may follow on the line where a value starts. */
export interface Place {
  /** After `key:` a sequence may stand as far left as the key. */
  readonly isAfterKey: boolean;
  /** After `- ` a mapping or a sequence may start on the same line. */
  readonly isCompact: boolean;
}

const AFTER_KEY: Place = { isAfterKey: true, isCompact: false };
const AFTER_DASH: Place = { isAfterKey: false, isCompact: true };
const ON_OWN_LINE: Place = { isAfterKey: false, isCompact: true };
/** Behind an anchor or a tag: what follows on the line would belong to a key, not to its mapping. */
const BEHIND_KEY_PROPERTY: Place = { isAfterKey: true, isCompact: false };
const BEHIND_PROPERTY: Place = { isAfterKey: false, isCompact: false };

/** The content of a document; the reader stands at its start. Undefined where there is none. */
export function readDocumentContent(r: Reader, isAfterMarker: boolean): YamlNode | undefined {
  const line = r.lineStart;
  skipInBlock(r);
  if (r.at >= r.end) return undefined;
  const isOnMarkerLine = isAfterMarker && r.lineStart === line;
  if (isOnMarkerLine && r.typing !== 'core') throw markerProblem(r);
  const root = isOnMarkerLine ? readInline(r, -1, AFTER_KEY) : readOwnLine(r, -1);
  skipInBlock(r);
  if (r.at < r.end) giveUp();
  return root;
}

function markerProblem({ at }: Reader): YamlProblem {
  const message = 'kubectl takes only a comment behind `---`. Start the content on the next line.';
  return new YamlProblem('yaml-marker', message, { start: at, end: at });
}

/** The value behind a key, a dash or a property whose collection is indented by `indent`. */
function readValue(r: Reader, indent: number, place: Place): YamlNode {
  const from = r.at;
  const line = r.lineStart;
  skipInBlock(r);
  if (r.at >= r.end) return makeEmpty(r, from);
  if (r.lineStart === line) return readInline(r, indent, place);
  const column = r.at - r.lineStart;
  if (column > indent) return readOwnLine(r, indent);
  if (column === indent && place.isAfterKey && isDash(r)) return readSequence(r, indent);
  return makeEmpty(r, from);
}

function makeEmpty(r: Reader, at: number): YamlScalar {
  return makeScalar(r, r.isTagged ? '' : null, 'plain', at, at);
}

function readOwnLine(r: Reader, indent: number): YamlNode {
  if (r.tabLine === r.lineStart) giveUp();
  return readInline(r, indent, ON_OWN_LINE);
}

/** The node that starts right here. */
function readInline(r: Reader, indent: number, place: Place): YamlNode {
  const code = r.text.charCodeAt(r.at);
  switch (code) {
    case DOUBLE_QUOTE:
    case SINGLE_QUOTE:
      return readQuotedOrMapping(r, place);
    case OPEN_BRACKET:
    case OPEN_BRACE: {
      const node = readFlow(r);
      if (isAtColon(r)) throw new YamlProblem('yaml-key', TEXT_KEY, node);
      expectLineEnd(r);
      return node;
    }
    case PIPE:
    case GREATER:
      return readBlockScalar(r, indent);
    case STAR: {
      const node = readAlias(r);
      expectLineEnd(r);
      return node;
    }
    case AMPERSAND:
    case BANG: {
      if (place.isCompact && isMergeTag(r)) return readMergeFirst(r);
      const properties = readProperties(r);
      const behind = place.isAfterKey ? BEHIND_KEY_PROPERTY : BEHIND_PROPERTY;
      return withProperties(r, properties, () => readValue(r, indent, behind));
    }
    case DASH:
      if (!isDash(r)) return readPlainOrMapping(r, indent, place);
      if (!place.isCompact || r.text.charCodeAt(r.at - 1) === TAB) giveUp();
      return readSequence(r, r.at - r.lineStart);
    case QUESTION:
    case COLON:
      if (isGap(r.text.charCodeAt(r.at + 1))) giveUp();
      return readPlainOrMapping(r, indent, place);
    case COMMA:
    case CLOSE_BRACKET:
    case CLOSE_BRACE:
    case HASH:
    case PERCENT:
    case AT:
    case BACKTICK:
      return giveUp();
    default:
      return readPlainOrMapping(r, indent, place);
  }
}

function readPlainOrMapping(r: Reader, indent: number, place: Place): YamlNode {
  const start = r.at;
  const end = scanPlainLine(r);
  if (r.text.charCodeAt(r.at) !== COLON) return readPlain(r, start, end, indent);
  if (!place.isCompact || r.text.charCodeAt(start - 1) === TAB) giveUp();
  return readMapping(r, start - r.lineStart, makeKey(r, start, end));
}

function readQuotedOrMapping(r: Reader, place: Place): YamlNode {
  const line = r.lineStart;
  const scalar = readQuoted(r);
  if (place.isCompact && r.lineStart === line && isAtColon(r)) {
    return readMapping(r, scalar.start - line, scalar);
  }
  expectLineEnd(r);
  return scalar;
}

function isAtColon(r: Reader): boolean {
  const { text } = r;
  let { at } = r;
  while (isBlank(text.charCodeAt(at))) at += 1;
  if (text.charCodeAt(at) !== COLON || !isGap(text.charCodeAt(at + 1))) return false;
  r.at = at;
  return true;
}

/** The mapping whose first key was read; the reader stands at its colon. */
function readMapping(r: Reader, indent: number, first: YamlScalar & { readonly value: string }): YamlMapping {
  enter(r);
  const base = r.entryTop;
  let key = first;
  for (;;) {
    r.at += 1;
    r.lastEnd = r.at;
    pushEntry(r, key, readValue(r, indent, AFTER_KEY));
    if (!isNextAt(r, indent)) break;
    key = readKey(r);
  }
  const end = r.lastEnd;
  r.depth -= 1;
  r.nodes += 1;
  return {
    kind: 'mapping',
    entries: finishEntries(r, takeEntries(r, base)),
    flow: false,
    file: r.file,
    start: first.start,
    end,
  };
}

/** Moves to the next content; whether it belongs to the collection with this indentation. */
function isNextAt(r: Reader, indent: number): boolean {
  skipInBlock(r);
  if (r.at >= r.end) return false;
  const column = r.at - r.lineStart;
  if (column > indent || r.tabLine === r.lineStart) giveUp();
  return column === indent;
}

function readKey(r: Reader): YamlScalar & { readonly value: string } {
  if (isMergeTag(r)) r.at += MERGE_TAG.length;
  const start = r.at;
  const code = r.text.charCodeAt(start);
  if (code === DOUBLE_QUOTE || code === SINGLE_QUOTE) {
    const line = r.lineStart;
    const key = readQuoted(r);
    if (r.lineStart !== line || !isAtColon(r)) giveUp();
    return key;
  }
  if (!canStartPlainKey(r, code)) giveUp();
  const end = scanPlainLine(r);
  if (r.text.charCodeAt(r.at) !== COLON || end === start) giveUp();
  return makeKey(r, start, end);
}

// How some programs write out merges; the tag says what `<<` means anyway.
const MERGE_TAG = '!!merge ';

function isMergeTag({ text, at }: Reader): boolean {
  return text.startsWith(`${MERGE_TAG}<<`, at);
}

/** The mapping that starts with a tagged merge. */
function readMergeFirst(r: Reader): YamlMapping {
  const column = r.at - r.lineStart;
  return readMapping(r, column, readKey(r));
}

function canStartPlainKey(r: Reader, code: number): boolean {
  switch (code) {
    case DASH:
    case QUESTION:
    case COLON:
      return !isGap(r.text.charCodeAt(r.at + 1));
    case OPEN_BRACKET:
    case OPEN_BRACE:
    case COMMA:
    case CLOSE_BRACKET:
    case CLOSE_BRACE:
    case HASH:
    case PERCENT:
    case AT:
    case BACKTICK:
    case PIPE:
    case GREATER:
    case STAR:
    case AMPERSAND:
    case BANG:
      return false;
    default:
      return true;
  }
}

function isDash({ text, at }: Reader): boolean {
  return text.charCodeAt(at) === DASH && isGap(text.charCodeAt(at + 1));
}

function readSequence(r: Reader, indent: number): YamlSequence {
  enter(r);
  const { at: start, tabLine, lineStart } = r;
  if (tabLine === lineStart) giveUp();
  const base = r.itemTop;
  do {
    r.at += 1;
    r.lastEnd = r.at;
    if (r.text.charCodeAt(r.at) === TAB) {
      if (r.typing === 'core') giveUp();
      throw tabProblem(r.at);
    }
    pushItem(r, readValue(r, indent, AFTER_DASH));
  } while (isNextAt(r, indent) && isDash(r));
  const end = r.lastEnd;
  r.depth -= 1;
  r.nodes += 1;
  const items = takeItems(r, base);
  return { kind: 'sequence', items, flow: false, file: r.file, start, end };
}
