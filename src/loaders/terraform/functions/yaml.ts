import type { Alias, Document, Node, Scalar, YAMLMap, YAMLSeq } from 'yaml';
import type { Files } from '../../../core/files.ts';
import { Composer, isAlias, isMap, isNode, isScalar, isSeq, Parser } from 'yaml';
import { toData } from '../values/data.ts';
import { Num } from '../values/number.ts';
import { deepUnknowns, isWhollyKnown, mergedCause } from '../values/unknowns.ts';
import type { TfValue } from '../values/value.ts';
import {
  EvaluationError,
  isUnknownContent,
  nullOf,
  object,
  string,
  tuple,
  unknownOf,
} from '../values/value.ts';
import { argument, textOf } from './arguments.ts';
import type { Functions } from './definition.ts';
import { TEXT } from './definition.ts';
import { resolvePlain, resolveTagged } from './yaml-scalar.ts';
import { yamlText } from './yaml-text.ts';
import { numberText } from '../values/number-text.ts';

/** `yamldecode` and `yamlencode`. */
export const yamlFunctions: Functions = {
  yamldecode: {
    parameters: [TEXT],
    result: 'dynamic',
    call: ([text], { files }) => decodedOnce(textOf(text), files),
  },
  yamlencode: {
    parameters: [{ type: 'dynamic', takesNull: true, takesUnknown: true, takesDynamic: true }],
    result: 'string',
    call: (args) => encode(argument(args, 0)),
  },
};

/** JSON is YAML: what is known of a value with unknown parts stays readable as for `jsonencode`. */
function encode(value: TfValue): TfValue {
  if (isWhollyKnown(value)) return string(yamlText(value));
  const cause = mergedCause(deepUnknowns(value), { kind: 'json', value: toData(value) });
  return unknownOf('string', cause, { notNull: true });
}

const decoded = new WeakMap<Files, Map<string, TfValue>>();
// Shorter texts are decoded faster than they are looked up.
const WORTH_KEEPING = 5_000;

/** Every variable set of a root decodes the same long files: once is enough. */
function decodedOnce(text: string, files: Files): TfValue {
  if (text.length < WORTH_KEEPING) return decodeYaml(text);
  let known = decoded.get(files);
  if (!known) decoded.set(files, (known = new Map()));
  const found = known.get(text);
  if (found) return found;
  const value = decodeYaml(text);
  known.set(text, value);
  return value;
}

// The parser reads about a million characters a second.
const LONGEST_TEXT = 1_000_000;

/** The value of the one document of a YAML text, typed as Terraform types YAML 1.1. */
function decodeYaml(text: string): TfValue {
  if (NOT_PRINTABLE.test(text)) throw new EvaluationError('the YAML text holds control characters');
  if (text.length > LONGEST_TEXT)
    throw new EvaluationError('a YAML text of more than a million characters is not decoded', 'limit');
  if (/^%YAML (?!1\.1\s*$)/m.test(text)) throw new EvaluationError('only YAML 1.1 is supported');
  const [document, ...others] = documentsOf(text);
  if (document === undefined) throw new EvaluationError('the text has no YAML document');
  const [problem] = document.errors;
  if (problem) throw notYaml(problem.message, text, problem.pos[0]);
  if (others.length > 0) throw new EvaluationError('the text has more than one YAML document');
  const { contents } = document;
  if (contents === null || !isNode(contents)) return nullOf('dynamic');
  return new Decoder(text).value(contents);
}

/**
 * Stops at the first problem: a long text may have one at each character, and the parser would keep them
 * all.
 */
function documentsOf(text: string): readonly Document.Parsed[] {
  const composer = new Composer({
    version: '1.1',
    schema: 'failsafe',
    uniqueKeys: false,
    merge: false,
    strict: false,
    prettyErrors: false,
  });
  let first: EvaluationError | undefined;
  Object.defineProperty(composer, 'onError', {
    value: (source: unknown, _code: string, message: string, isWarning: boolean | undefined) => {
      if (isWarning === true) return;
      // The parser catches what is thrown in the middle of a collection, and tells it once more.
      first ??= notYaml(message, text, offsetOf(source));
      throw first;
    },
  });
  const documents: Document.Parsed[] = [];
  for (const token of new Parser().parse(text)) {
    if (token.type === 'error') throw notYaml(token.message, text, token.offset);
    documents.push(...composer.next(token));
  }
  documents.push(...composer.end());
  return documents;
}

/** Where a problem is: the parser gives a position, a range or a token. */
function offsetOf(source: unknown): number {
  if (typeof source === 'number') return source;
  const first: unknown = Array.isArray(source) ? source[0] : source;
  if (typeof first === 'number') return first;
  return typeof first === 'object' && first !== null && 'offset' in first ? Number(first.offset) : 0;
}

function notYaml(message: string, text: string, offset: number): EvaluationError {
  if (message.includes('call stack'))
    return new EvaluationError('the YAML text is nested too deeply', 'limit');
  const before = text.slice(0, offset).split('\n');
  const column = (before.at(-1)?.length ?? 0) + 1;
  return new EvaluationError(`the text is not YAML: ${message} at line ${before.length}, column ${column}`);
}

const NOT_PRINTABLE = /[^\t\n\r -~\u0085\u00a0-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/u;

/** Aliases may make a small text enormous. */
const MOST_VALUES = 1_000_000;

class Decoder {
  readonly #anchors = new Map<string, { readonly value: TfValue; readonly size: number }>();
  readonly #text: string;
  #count = 0;

  constructor(text: string) {
    this.#text = text;
  }

  value(node: unknown): TfValue {
    if (!isNode(node)) return nullOf('dynamic');
    if (isAlias(node)) return this.#aliased(node);
    const before = this.#count;
    this.#add(1);
    const value = this.#decoded(node);
    if (isNode(node) && 'anchor' in node && node.anchor !== undefined) {
      this.#anchors.set(node.anchor, { value, size: this.#count - before });
    }
    return value;
  }

  #add(size: number): void {
    this.#count += size;
    if (this.#count > MOST_VALUES)
      throw new EvaluationError('the aliases make the YAML text too large', 'limit');
  }

  #aliased({ source }: Alias): TfValue {
    const anchored = this.#anchors.get(source);
    if (anchored === undefined) throw new EvaluationError(`the alias *${source} has no anchor before it`);
    this.#add(anchored.size);
    return anchored.value;
  }

  #decoded(node: Node): TfValue {
    if (isMap(node)) return this.#mapping(node);
    if (isSeq(node)) return this.#sequence(node);
    if (isScalar(node)) return scalarValue(node, this.#text);
    throw new EvaluationError('the text has an unknown kind of YAML node');
  }

  #sequence(node: YAMLSeq): TfValue {
    requireTag(node.tag, 'tag:yaml.org,2002:seq');
    return tuple(node.items.map((item) => this.value(item)));
  }

  #mapping(node: YAMLMap): TfValue {
    requireTag(node.tag, 'tag:yaml.org,2002:map');
    const entries = new Map<string, TfValue>();
    for (const { key, value } of node.items) {
      const name = isScalar(key) && key.value === '<<' ? '<<' : keyText(this.value(key));
      const content = this.value(value);
      if (name !== '<<') entries.set(name, content);
      else for (const [inner, merged] of mergedEntries(content)) entries.set(inner, merged);
    }
    return object(entries);
  }
}

function requireTag(tag: string | undefined, wanted: string): void {
  if (tag !== undefined && tag !== wanted) throw new EvaluationError(`the YAML tag ${tag} is not supported`);
}

function mergedEntries({ content }: TfValue): ReadonlyMap<string, TfValue> {
  if (content instanceof Map) return content;
  throw new EvaluationError('only a mapping can be merged with <<');
}

function keyText({ content }: TfValue): string {
  if (typeof content === 'string') return content;
  if (typeof content === 'boolean') return String(content);
  if (content instanceof Num && !isUnknownContent(content)) return numberText(content);
  throw new EvaluationError('a key of a YAML mapping must be a text, a number or a boolean');
}

function scalarValue({ value, type, tag, range }: Scalar, source: string): TfValue {
  const isBlock = type === 'BLOCK_LITERAL' || type === 'BLOCK_FOLDED';
  const written = typeof value === 'string' ? value : '';
  // A block that the end of the text cuts off has no last line break, as libyaml sees it.
  const isCut = isBlock && !source.endsWith('\n') && range?.[1] === source.length;
  const text = isCut ? written.replace(/\n$/, '') : written;
  const isQuoted = type === 'QUOTE_DOUBLE' || type === 'QUOTE_SINGLE';
  if (tag === undefined) return type === 'PLAIN' ? resolvePlain(text) : string(text);
  return resolveTagged(tag, text, isQuoted);
}
