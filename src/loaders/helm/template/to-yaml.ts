import type { SourceRange } from '../../../core/location.ts';
import { jsonKey } from './to-json.ts';
import { byYamlKey } from './yaml-keys.ts';
import { writtenScalar } from './yaml-scalar.ts';
import type { GoValue, Segment, SegmentSource, UncertainSpan } from './value.ts';
import { Dict, GoStruct, List, TemplateError, Text, plain, Traced, uncertaintyOf } from './value.ts';

/** A dict that holds itself would be written for ever. */
const MAX_DEPTH = 100;
const MAX_LENGTH = 5_000_000;
/** From this length on a key is written as `? key` (libyaml). */
const MAX_SIMPLE_KEY = 128;

export interface YamlStyle {
  /** `toYamlPretty`: sequences inside mappings are indented, long texts stay on one line. */
  readonly isPretty: boolean;
}

/** What Helm's `toYaml` writes, byte for byte, with the place of every key and scalar. */
export function toYaml(
  value: GoValue,
  at?: SourceRange,
  style: YamlStyle = { isPretty: false },
): string | Text {
  const writer = new Writer(at, style);
  try {
    writer.root(value);
  } catch (error) {
    // Helm's toYaml answers an error with an empty text.
    if (error instanceof NotYaml) return '';
    throw error;
  }
  return writer.finish();
}

class NotYaml extends Error {}

// Go writes JSON first and reads it as YAML, which refuses these characters.
const REFUSED = /[\u007f-\u0084\u0086-\u009f\ufffe\uffff]/;

class Writer {
  readonly #through: readonly SourceRange[];
  readonly #style: YamlStyle;
  readonly #parts: string[] = [];
  readonly #segments: Segment[] = [];
  readonly #spans: UncertainSpan[] = [];
  #length = 0;
  #column = 0;
  #depth = 0;

  constructor(at: SourceRange | undefined, style: YamlStyle) {
    this.#through = at ? [at] : [];
    this.#style = style;
  }

  root(value: GoValue): void {
    this.#node(value, { indent: -2, isCompact: true, separator: '' });
  }

  /** Go's text ends in a line break, of which Helm takes one off. */
  finish(): string | Text {
    const written = this.#parts.join('');
    const text = written.endsWith('\n') ? written.slice(0, -1) : written;
    if (this.#segments.length === 0 && this.#spans.length === 0) return text;
    const inText = <T extends { readonly end: number }>(one: T): T =>
      one.end > text.length ? { ...one, end: text.length } : one;
    const spans = this.#spans.map(inText).sort((a, b) => a.start - b.start || b.end - a.end);
    return new Text(text, this.#segments.map(inText), spans);
  }

  #node(value: GoValue, place: Place): void {
    const start = this.#length + place.separator.length;
    const bare = content(value);
    if (bare instanceof Dict && bare.size > 0) this.#nested(place, () => this.#mapping(bare, place));
    else if (bare instanceof List && bare.items.length > 0)
      this.#nested(place, () => this.#sequence(bare, place));
    else this.#scalar(value, place);
    const because = uncertaintyOf(value);
    if (because) this.#spans.push({ start, end: this.#length, because, existence: false });
  }

  #nested({ indent }: Place, write: () => void): void {
    this.#depth += 1;
    if (this.#depth > MAX_DEPTH || this.#length > MAX_LENGTH || indent > 1000) {
      throw new TemplateError('error calling toYaml: the value is too deep or too large');
    }
    write();
    this.#depth -= 1;
  }

  #mapping(dict: Dict, { indent, isCompact, separator }: Place): void {
    const inner = indent + 2;
    const from = this.#holder(dict);
    const keys = [...dict.keys()].sort(byYamlKey);
    for (const [index, key] of keys.entries()) {
      if (index > 0 || !isCompact) this.#newLine(inner);
      else this.#put(separator);
      const isSimple = !key.includes('\n') && new TextEncoder().encode(key).length <= MAX_SIMPLE_KEY;
      if (!isSimple) this.#put('? ');
      const start = this.#length;
      const indent = isSimple ? inner : inner + 2;
      const place = { indent, column: this.#column, isKey: isSimple, isPretty: this.#style.isPretty };
      this.#put(writtenScalar(key, place));
      if (from) this.#segments.push({ start, end: this.#length, from });
      if (!isSimple) this.#newLine(inner);
      this.#put(':');
      this.#node(dict.get(key) ?? null, { indent: inner, isCompact: !isSimple, separator: ' ' });
    }
  }

  #holder({ node }: Dict | List): SegmentSource | undefined {
    return node && { kind: 'key', holder: node, through: this.#through };
  }

  #sequence(list: List, { indent, isCompact, separator }: Place): void {
    // Inside a mapping the dashes stand under the key.
    const isIndented = isCompact || this.#style.isPretty;
    const inner = isIndented ? indent + 2 : indent;
    const from = this.#holder(list);
    for (const [index, item] of list.items.entries()) {
      if (index > 0 || !isCompact) this.#newLine(inner);
      else this.#put(separator);
      if (from) this.#segments.push({ start: this.#length, end: this.#length + 1, from });
      this.#put('-');
      this.#node(item, { indent: inner, isCompact: true, separator: ' ' });
    }
  }

  #scalar(value: GoValue, { indent, separator }: Place): void {
    this.#put(separator);
    const bare = content(value);
    const start = this.#length;
    const continued = {
      // Also the lines of a scalar that stands alone are indented.
      indent: Math.max(indent + 2, 2),
      column: this.#column,
      isKey: false,
      isPretty: this.#style.isPretty,
    };
    if (typeof bare === 'string' && REFUSED.test(bare)) throw new NotYaml();
    const text = bare instanceof Dict ? '{}' : bare instanceof List ? '[]' : writtenScalar(bare, continued);
    this.#put(text);
    const node =
      value instanceof Traced || value instanceof Dict || value instanceof List ? value.node : undefined;
    if (node)
      this.#segments.push({ start, end: this.#length, from: { kind: 'node', node, through: this.#through } });
    else if (value instanceof Text) this.#shown(value, start);
  }

  /** A text that a template put together: its origin is that of its pieces when it is one piece. */
  #shown({ segments, value }: Text, start: number): void {
    const [only] = segments;
    if (segments.length !== 1 || !only || only.end - only.start !== value.length) return;
    const isCopy = only.from.kind === 'literal' && this.#length - start !== value.length;
    if (!isCopy) this.#segments.push({ start, end: this.#length, from: only.from });
  }

  #newLine(indent: number): void {
    if (this.#column > 0) this.#put('\n');
    this.#put(' '.repeat(indent));
  }

  #put(text: string): void {
    if (text === '') return;
    this.#parts.push(text);
    this.#length += text.length;
    const last = text.lastIndexOf('\n');
    this.#column = last < 0 ? this.#column + columnsOf(text) : columnsOf(text.slice(last + 1));
  }
}

/** Characters, a surrogate pair being one. */
function columnsOf(text: string): number {
  return text.length - (text.match(/[\ud800-\udbff]/g)?.length ?? 0);
}

interface Place {
  /** Of the mapping or sequence around it. */
  readonly indent: number;
  /** It begins on the line of its dash. */
  readonly isCompact: boolean;
  readonly separator: string;
}

type Content = Exclude<ReturnType<typeof plain>, GoStruct>;

/** A value as the JSON that Go makes of it first. */
export function content(value: GoValue): Content {
  const bare = plain(value);
  if (!(bare instanceof GoStruct)) return bare;
  if (bare.entries) return bare.entries;
  if (bare.items) return bare.items;
  if (bare.print && bare.fields.size === 0) return bare.print();
  return Dict.of([...bare.fields].map(([name, field]) => [jsonKey(name), field] as const));
}
