import type { SourceRange } from '../../../core/location.ts';
import type { Unknown } from '../../../core/value.ts';
import type { YamlNode } from '../../../syntax/yaml/ast.ts';

/**
 * A value while a template runs. `bigint` is a Go integer (`1` in a template, `int`, `len`), `number` a
 * float64: every number of a values file is one in Helm, and prints as Go prints it (`1e+06`). A `Traced` is
 * a scalar that knows where it was written; a `Text` is a string put together from pieces. Whoever only wants
 * the value takes `plain(value)`.
 */
export type GoValue = Scalar | Traced | Text | List | Dict | GoStruct;

export type Scalar = null | boolean | string | bigint | number;

/** What `plain` leaves: no provenance on the outside (the items of lists and dicts keep theirs). */
export type Plain = Scalar | List | Dict | GoStruct;

/** A scalar with a place (`node`), a doubt (`uncertain`: an unread file may override it), or a Go type. */
export class Traced {
  readonly value: Scalar;
  /** The scalar of the values file that states it. */
  readonly node: YamlNode | undefined;
  readonly uncertain: Unknown | undefined;
  /** Where `%T`, `kindOf` and `typeOf` say something else than the value's usual type: `int64`, `[]uint8`. */
  readonly goType: string | undefined;

  constructor(value: Scalar, about: Provenance & { readonly goType?: string | undefined }) {
    this.value = value;
    this.node = about.node;
    this.uncertain = about.uncertain;
    this.goType = about.goType;
  }
}

export interface Provenance {
  readonly node?: YamlNode | undefined;
  readonly uncertain?: Unknown | undefined;
}

/** A string that a template put together, with the origin of its pieces. Immutable. */
export class Text {
  readonly value: string;
  /** Sorted, not overlapping; text between them has no origin of its own. */
  readonly segments: readonly Segment[];
  /** Sorted by start; may nest. */
  readonly uncertain: readonly UncertainSpan[];

  constructor(value: string, segments: readonly Segment[], uncertain: readonly UncertainSpan[]) {
    this.value = value;
    this.segments = segments;
    this.uncertain = uncertain;
  }

  /** Without what only an unread file may bring: what functions and conditions look at. */
  get byDefault(): string {
    let result = '';
    let start = 0;
    for (const span of this.uncertain) {
      if (!span.isAbsent || span.end <= start) continue;
      result += this.value.slice(start, Math.max(start, span.start));
      start = span.end;
    }
    return start === 0 ? this.value : result + this.value.slice(start);
  }
}

/** The origin of a piece of rendered text. */
export interface Segment {
  readonly start: number;
  readonly end: number;
  readonly from: SegmentSource;
}

export type SegmentSource =
  /** Copied from a file, character for character, beginning at `offset`. */
  | { readonly kind: 'literal'; readonly file: string; readonly offset: number }
  /** The whole segment shows this node of a values file, reached through these template actions. */
  | { readonly kind: 'node'; readonly node: YamlNode; readonly through: readonly SourceRange[] }
  /** A key or a dash that `toYaml` wrote: the mapping or sequence that holds it. */
  | { readonly kind: 'key'; readonly holder: YamlNode; readonly through: readonly SourceRange[] }
  | { readonly kind: 'computed'; readonly why: string; readonly at: SourceRange };

/** A stretch of text that may be different, or (`existence`) may not be there at all. */
export interface UncertainSpan {
  readonly start: number;
  readonly end: number;
  readonly because: Unknown;
  readonly existence: boolean;
  /** Not there by default: an unread file may bring it. */
  readonly isAbsent?: boolean | undefined;
}

/** A Go slice. Never changed after it was made. */
export class List {
  readonly items: readonly GoValue[];
  /** The sequence of a values file that states it. */
  readonly node: YamlNode | undefined;
  /** Set when an unread file may replace the whole list. */
  readonly uncertain: Unknown | undefined;
  /** `[]interface {}` when undefined. */
  readonly goType: string | undefined;

  constructor(items: readonly GoValue[], about: Provenance & { readonly goType?: string | undefined } = {}) {
    this.items = items;
    this.node = about.node;
    this.uncertain = about.uncertain;
    this.goType = about.goType;
  }
}

/** A Go map with text keys. Mutable, as `set` and `merge` change it in place; keys are visited sorted. */
export class Dict {
  /** The mapping of a values file that states it. */
  readonly node: YamlNode | undefined;
  /** Set when an unread file may add keys to it; a key that is missing here then reads as uncertain nil. */
  uncertain: Unknown | undefined;
  /** `map[string]interface {}` when undefined. */
  readonly goType: string | undefined;
  readonly #entries = new Map<string, GoValue>();
  #sorted: readonly string[] | undefined;

  constructor(about: Provenance & { readonly goType?: string | undefined } = {}) {
    this.node = about.node;
    this.uncertain = about.uncertain;
    this.goType = about.goType;
  }

  /** A dict with these entries; later keys win. */
  static of(entries: Iterable<readonly [string, GoValue]>, about: Provenance = {}): Dict {
    const dict = new Dict(about);
    for (const [key, value] of entries) dict.set(key, value);
    return dict;
  }

  get size(): number {
    return this.#entries.size;
  }

  /** The value as stored; undefined where the key is missing. */
  get(key: string): GoValue | undefined {
    return this.#entries.get(key);
  }

  has(key: string): boolean {
    return this.#entries.has(key);
  }

  set(key: string, value: GoValue): void {
    if (!this.#entries.has(key)) this.#sorted = undefined;
    this.#entries.set(key, value);
  }

  delete(key: string): void {
    if (this.#entries.delete(key)) this.#sorted = undefined;
  }

  /** The keys as Go visits and prints them. */
  keys(): readonly string[] {
    this.#sorted ??= [...this.#entries.keys()].sort();
    return this.#sorted;
  }

  /** The entries in the order of their keys. */
  *entries(): Generator<readonly [string, GoValue]> {
    for (const key of this.keys()) {
      const value = this.#entries.get(key);
      if (value !== undefined) yield [key, value];
    }
  }
}

export interface GoStructInit {
  /** `chart.Metadata`; what error messages and `%T` say. */
  readonly typeName: string;
  readonly fields?: Readonly<Record<string, GoValue>> | undefined;
  readonly methods?: Readonly<Record<string, GoMethod>> | undefined;
  /** For Go types that are maps (`.Files`): what `range`, `index` and `len` see. */
  readonly entries?: Dict | undefined;
  /** For Go types that are slices (`.Capabilities.APIVersions`). */
  readonly items?: List | undefined;
  /** What `{{ . }}` prints, when it is not Go's form of the fields. */
  readonly print?: (() => string) | undefined;
}

/** A method takes its arguments after the template's engine checked their number. */
export interface GoMethod {
  readonly parameters: readonly Parameter[];
  readonly call: (args: readonly GoValue[], call: Call) => GoValue;
}

/** A Go struct or a named type with methods: `.Files`, `.Capabilities`, `.Chart`, a semantic version. */
export class GoStruct {
  readonly typeName: string;
  readonly fields: ReadonlyMap<string, GoValue>;
  readonly methods: ReadonlyMap<string, GoMethod>;
  readonly entries: Dict | undefined;
  readonly items: List | undefined;
  readonly print: (() => string) | undefined;

  constructor(init: GoStructInit) {
    this.typeName = init.typeName;
    this.fields = new Map(Object.entries(init.fields ?? {}));
    this.methods = new Map(Object.entries(init.methods ?? {}));
    this.entries = init.entries;
    this.items = init.items;
    this.print = init.print;
  }
}

/** What the engine checks before a function is called, as Go's reflection does; `any` takes everything. */
export type Parameter =
  | 'any'
  | 'string'
  | 'bool'
  | 'int'
  | 'int64'
  | 'float64'
  | 'dict'
  /** `[]interface {}`. */
  | 'list';

/** What a function may know of the place where it is called, and ask of the engine. */
export interface Call {
  /** The action, for provenance. */
  readonly at: SourceRange;
  /** Sets a key, with the doubt of the branch that runs; a branch that only may run leaves the value. */
  change(dict: Dict, key: string, value: GoValue): void;
  /** What to change in the place of a dict: itself, or a copy while a branch runs that only may run. */
  writable(dict: Dict): Dict;
  /** Runs a named template. */
  include(name: string, data: GoValue): Text;
  /** Runs a text as a template. */
  evaluate(text: GoValue, data: GoValue): Text;
}

/**
 * A template function. Unless `raw`, the engine hands `call` arguments without provenance on the outside
 * (`Plain`; unwrap items of lists and dicts with `plain` where you look at them), gives the result the doubt
 * of its arguments, and keeps the place of the only traced argument when the result equals it. A function
 * fails by throwing `TemplateError` with Go's message.
 */
export type TemplateFunction = {
  readonly parameters: readonly Parameter[];
  /** The type of further arguments (Go's `...`). */
  readonly rest?: Parameter | undefined;
} & (
  | { readonly raw?: false; readonly call: (args: readonly Plain[], call: Call) => GoValue }
  | { readonly raw: true; readonly call: (args: readonly GoValue[], call: Call) => GoValue }
);

/** Functions by name. */
export type FunctionTable = Readonly<Record<string, TemplateFunction>>;

/** Go's way to fail: ends the template file; the engine adds the place. */
export class TemplateError extends Error {}

/** A value without provenance on the outside. */
export function plain(value: GoValue): Plain {
  if (value instanceof Traced) return value.value;
  return value instanceof Text ? value.byDefault : value;
}

/** An argument that the engine checked to be a text. */
export function stringOf(value: GoValue | undefined): string {
  const bare = plain(value ?? null);
  return typeof bare === 'string' ? bare : '';
}

/** Why the value itself may be different (not what is inside a list or dict). */
export function uncertaintyOf(value: GoValue): Unknown | undefined {
  if (value instanceof Text) return value.uncertain[0]?.because;
  if (value instanceof Traced || value instanceof List || value instanceof Dict) return value.uncertain;
  return undefined;
}

/** The value with a doubt added; a value that has one keeps it. */
export function doubted(value: GoValue, because: Unknown | undefined): GoValue {
  if (because === undefined || value instanceof GoStruct || uncertaintyOf(value) !== undefined) return value;
  if (value instanceof Traced) {
    return new Traced(value.value, { node: value.node, uncertain: because, goType: value.goType });
  }
  if (value instanceof Text) {
    const whole = { start: 0, end: value.value.length, because, existence: false };
    return new Text(value.value, value.segments, [whole]);
  }
  if (value instanceof List) {
    return new List(value.items, { node: value.node, uncertain: because, goType: value.goType });
  }
  if (value instanceof Dict) {
    // In place: templates change dicts through every name they have for them.
    value.uncertain = because;
    return value;
  }
  return new Traced(value, { uncertain: because });
}
