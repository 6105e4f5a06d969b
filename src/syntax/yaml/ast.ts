import type { Diagnostic } from '../../core/diagnostic.ts';
import type { SourceRange } from '../../core/location.ts';
import type { Unknown } from '../../core/value.ts';

/**
 * How a value came to stand where it does, when its range is not simply the text that states it. Set by
 * the loaders that patch, generate or render; the parser leaves it out.
 */
export type Came =
  /** The range holds the literal; the value went through these references (a template's `.Values.x`). */
  | { readonly kind: 'chain'; readonly through: readonly SourceRange[] }
  /** The range is what makes the value (an expression, a generator, a prefix): no literal equals it. */
  | { readonly kind: 'computed'; readonly why: string };

/**
 * A node is its own place: `file`, `start` and `end` span its text (a mapping from its first key to the
 * end of its last value, a block scalar from its `|` to its last line that has content, without anchors and
 * tags). An alias is the very node that it names. An empty value stands right behind its colon or dash. What
 * a loader makes anew keeps the place of the text that asked for it.
 */
interface NodeBase extends SourceRange {
  readonly came?: Came | undefined;
}

export type ScalarStyle = 'plain' | 'single' | 'double' | 'literal' | 'folded';

export interface YamlScalar extends NodeBase {
  readonly kind: 'scalar';
  /** After typing. Integers that a double cannot hold are decimal strings with style `plain`. */
  readonly value: null | boolean | number | string | Unknown;
  readonly style: ScalarStyle;
}

export interface YamlEntry {
  /**
   * Keys are texts after typing. kubectl types plain keys like values and writes them out: `on` becomes
   * "true", 0644 "420", 1.50 "1.5". Kustomize keeps `on` and refuses every key that is no text. `core` keeps
   * what stands there.
   */
  readonly key: YamlScalar & { readonly value: string };
  readonly value: YamlNode;
}

export interface YamlMapping extends NodeBase {
  readonly kind: 'mapping';
  /**
   * In the order of the text; keys are unique, the last one wins. Merges (`<<`) are filled in, with the
   * places of the text that they name.
   */
  readonly entries: readonly YamlEntry[];
  readonly flow: boolean;
}

export interface YamlSequence extends NodeBase {
  readonly kind: 'sequence';
  readonly items: readonly YamlNode[];
  readonly flow: boolean;
}

export type YamlNode = YamlScalar | YamlMapping | YamlSequence;

export interface YamlComment extends SourceRange {
  /** Without the `#`. */
  readonly text: string;
}

export interface YamlDocument {
  /** Undefined for a document without content (comments only). */
  readonly root: YamlNode | undefined;
  /** Documents lie side by side: the comments above a `---` belong to the document below it. */
  readonly start: number;
  readonly end: number;
}

/**
 * How plain scalars become values: `kubernetes` as kubectl reads manifests (`0644` is 420, `yes` is true),
 * `kustomize` as what Kustomize writes out reaches a cluster (`yes` stays a text, `2020-01-01` becomes
 * "2020-01-01T00:00:00Z"), `core` as YAML 1.2's core schema. The first two also refuse what their program
 * refuses: tabs in indentation, infinite numbers, content behind `---`, and Kustomize repeated keys.
 */
export type YamlTyping = 'kubernetes' | 'kustomize' | 'core';

export interface YamlFile {
  readonly documents: readonly YamlDocument[];
  readonly comments: readonly YamlComment[];
  /** A document with an error is left out; the others are there. A repeated key is a warning. */
  readonly diagnostics: readonly Diagnostic[];
}
