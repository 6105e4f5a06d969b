import type { YamlEntry, YamlMapping, YamlNode, YamlScalar, YamlSequence } from './ast.ts';
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
  isFlowMark,
  isGap,
  OPEN_BRACE,
  OPEN_BRACKET,
  PERCENT,
  PIPE,
  QUESTION,
  SINGLE_QUOTE,
  STAR,
} from './characters.ts';
import type { YamlKey } from './entries.ts';
import { finishEntries, typedKey } from './entries.ts';
import { YamlProblem } from './problem.ts';
import { readAlias, readProperties, withProperties } from './properties.ts';
import { isFlowColon, readFlowPlain } from './read-plain.ts';
import { readQuoted } from './read-quoted.ts';
import type { Reader } from './reader.ts';
import { enter, giveUp, makeScalar, pushEntry, pushItem } from './reader.ts';
import { skipToContent, takeEntries, takeItems } from './reader.ts';

/** Reads the `[…]` or `{…}` that starts here. How its lines are indented does not matter, as in kubectl. */
export function readFlow(r: Reader): YamlMapping | YamlSequence {
  return r.text.charCodeAt(r.at) === OPEN_BRACKET ? readFlowSequence(r) : readFlowMapping(r);
}

function readFlowSequence(r: Reader): YamlSequence {
  enter(r);
  const start = r.at;
  const base = r.itemTop;
  r.at += 1;
  for (;;) {
    if (codeHere(r) === CLOSE_BRACKET) break;
    pushItem(r, readFlowItem(r));
    if (codeHere(r) === COMMA) r.at += 1;
    else if (codeHere(r) !== CLOSE_BRACKET) giveUp();
  }
  const end = close(r);
  const items = takeItems(r, base);
  return { kind: 'sequence', items, flow: true, file: r.file, start, end };
}

/** One item of `[…]`: a node, or a single `key: value` without braces. */
function readFlowItem(r: Reader): YamlNode {
  const start = r.at;
  const node = readFlowNode(r);
  if (codeHere(r) !== COLON) return node;
  const key = keyOf(r, node, start);
  r.at += 1;
  const value = readFlowValue(r);
  r.nodes += 1;
  const entries = finishEntries(r, [{ key, value }]);
  return { kind: 'mapping', entries, flow: true, file: r.file, start: key.start, end: r.lastEnd };
}

function readFlowMapping(r: Reader): YamlMapping {
  enter(r);
  const start = r.at;
  const base = r.entryTop;
  r.at += 1;
  if (r.text.charCodeAt(r.at) === OPEN_BRACE) throw templateProblem(start);
  for (;;) {
    if (codeHere(r) === CLOSE_BRACE) break;
    const { key, value } = readFlowEntry(r);
    pushEntry(r, key, value);
    if (codeHere(r) === COMMA) r.at += 1;
    else if (codeHere(r) !== CLOSE_BRACE) giveUp();
  }
  const end = close(r);
  const entries = finishEntries(r, takeEntries(r, base));
  return { kind: 'mapping', entries, flow: true, file: r.file, start, end };
}

function readFlowEntry(r: Reader): YamlEntry {
  const start = r.at;
  const key = keyOf(r, readFlowNode(r), start);
  const line = r.lineStart;
  if (codeHere(r) === COLON) {
    if (r.lineStart !== line && r.typing !== 'core') throw colonProblem(key);
    r.at += 1;
    return { key, value: readFlowValue(r) };
  }
  return { key, value: makeEmpty(r, key.end) };
}

/** Two braces in a row can only be a mapping as a key, which nobody takes, or a template. */
function templateProblem(at: number): YamlProblem {
  const message = 'Templates (`{{ … }}`) are no YAML. Put this in quotes if it is meant as a text.';
  return new YamlProblem('yaml-template', message, { start: at, end: at + 2 });
}

function colonProblem(key: YamlKey): YamlProblem {
  const message = 'kubectl wants the colon on the line of its key. Move it there.';
  return new YamlProblem('yaml-syntax', message, key);
}

/** The value behind a colon; none before a comma or the end. */
function readFlowValue(r: Reader): YamlNode {
  const from = r.at;
  const code = codeHere(r);
  const isEmpty = code === COMMA || code === CLOSE_BRACE || code === CLOSE_BRACKET;
  return isEmpty ? makeEmpty(r, from) : readFlowNode(r);
}

/** Nothing inside brackets: Kustomize writes it out as an empty text. */
function makeEmpty(r: Reader, at: number): YamlScalar {
  return makeScalar(r, r.typing === 'kustomize' ? '' : null, 'plain', at, at);
}

function keyOf(r: Reader, node: YamlNode, start: number): YamlKey {
  // An alias as a key does not stand where its node does.
  if (node.kind !== 'scalar' || node.start !== start) giveUp();
  const { style, file, end } = node;
  if (style !== 'plain') return { kind: 'scalar', value: String(node.value), style, file, start, end };
  const text = r.text.slice(node.start, node.end);
  if (text.includes('\n')) giveUp();
  return { kind: 'scalar', value: typedKey(r, text, start), style, file, start, end };
}

function readFlowNode(r: Reader): YamlNode {
  const { text } = r;
  const code = codeHere(r);
  switch (code) {
    case OPEN_BRACKET:
    case OPEN_BRACE:
      return readFlow(r);
    case DOUBLE_QUOTE:
    case SINGLE_QUOTE:
      return readQuoted(r);
    case STAR:
      return readAlias(r);
    case AMPERSAND:
    case BANG: {
      const properties = readProperties(r);
      return withProperties(r, properties, () => readBehindProperties(r));
    }
    case COLON:
      // Some readers take `:a` inside brackets as a text, go-yaml does not.
      return giveUp();
    case DASH:
    case QUESTION: {
      const next = text.charCodeAt(r.at + 1);
      if (isGap(next) || isFlowMark(next)) giveUp();
      return readFlowPlain(r);
    }
    case COMMA:
    case CLOSE_BRACKET:
    case CLOSE_BRACE:
    case HASH:
    case PERCENT:
    case AT:
    case BACKTICK:
    case PIPE:
    case GREATER:
      return giveUp();
    default:
      return readFlowPlain(r);
  }
}

function readBehindProperties(r: Reader): YamlNode {
  const from = r.at;
  const code = codeHere(r);
  const isEmpty = code === COMMA || code === CLOSE_BRACE || code === CLOSE_BRACKET;
  if (isEmpty) return makeScalar(r, r.isTagged ? '' : null, 'plain', from, from);
  if (code === COLON && isFlowColon(r, r.at)) giveUp();
  return readFlowNode(r);
}

function codeHere(r: Reader): number {
  skipToContent(r);
  if (r.at >= r.end) giveUp();
  return r.text.charCodeAt(r.at);
}

/** Steps over the closing bracket. */
function close(r: Reader): number {
  r.at += 1;
  r.lastEnd = r.at;
  r.depth -= 1;
  r.nodes += 1;
  return r.at;
}
