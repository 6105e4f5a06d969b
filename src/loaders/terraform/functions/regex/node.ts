/** The syntax of a regular expression in Go's dialect (RE2). */
export type RegexNode =
  | { readonly kind: 'empty' }
  | { readonly kind: 'characters'; readonly set: CharacterSet }
  | { readonly kind: 'assertion'; readonly assertion: Assertion }
  | { readonly kind: 'group'; readonly index: number; readonly inner: RegexNode }
  | { readonly kind: 'sequence'; readonly parts: readonly RegexNode[] }
  | { readonly kind: 'alternatives'; readonly parts: readonly RegexNode[] }
  | {
      readonly kind: 'repeat';
      readonly inner: RegexNode;
      readonly min: number;
      readonly max: number | undefined;
      readonly greedy: boolean;
    };

export type Assertion =
  | 'text-start'
  | 'text-end'
  | 'line-start'
  | 'line-end'
  | 'word-boundary'
  | 'no-word-boundary';

/** Whether a code point is in the set. */
export type CharacterSet = (codePoint: number) => boolean;

export interface ParsedRegex {
  readonly root: RegexNode;
  /** Names of the groups in order of their opening parentheses; undefined for groups without a name. */
  readonly groups: readonly (string | undefined)[];
}
