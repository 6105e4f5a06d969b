/** Where a part of an expression stands in its text. */
interface Span {
  readonly start: number;
  readonly end: number;
}

export interface PromqlMatcher {
  readonly label: string;
  readonly operator: '=' | '!=' | '=~' | '!~';
  readonly value: string;
}

/** A metric name and label matchers; with `rangeSeconds` a range of samples. */
export interface PromqlSelector extends Span {
  readonly kind: 'selector';
  readonly metric: string | undefined;
  /** Without the one on the name. */
  readonly matchers: readonly PromqlMatcher[];
  /** Undefined: an instant; NaN where the duration is an expression. */
  readonly rangeSeconds: number | undefined;
  /** `offset 1d`, `@ end()` as written. */
  readonly moved?: string | undefined;
}

export interface PromqlSubquery extends Span {
  readonly kind: 'subquery';
  readonly of: PromqlNode;
  readonly rangeSeconds: number;
  readonly moved?: string | undefined;
}

export interface PromqlCall extends Span {
  readonly kind: 'call';
  readonly name: string;
  readonly args: readonly PromqlNode[];
}

export interface PromqlAggregation extends Span {
  readonly kind: 'aggregation';
  readonly name: string;
  /** `sum by (job)`; undefined: neither is written, so that no label is left. */
  readonly grouping: { readonly by: boolean; readonly labels: readonly string[] } | undefined;
  readonly args: readonly PromqlNode[];
}

export interface PromqlBinary extends Span {
  readonly kind: 'binary';
  /** `+`, `>`, `and`, `unless`. */
  readonly operator: string;
  /** True where a comparison gives 0 or 1 instead of filtering. */
  readonly isBool: boolean;
  readonly matching: PromqlMatching | undefined;
  readonly left: PromqlNode;
  readonly right: PromqlNode;
}

export interface PromqlMatching {
  readonly on: boolean;
  readonly labels: readonly string[];
  readonly group: 'left' | 'right' | undefined;
  readonly include: readonly string[];
}

/**
 * An expression of PromQL without its parentheses. `offset` and `@` stand on what they move.
 */
export type PromqlNode =
  | PromqlSelector
  | PromqlSubquery
  | PromqlCall
  | PromqlAggregation
  | PromqlBinary
  | (Span & { readonly kind: 'number'; readonly value: number })
  | (Span & { readonly kind: 'text'; readonly value: string })
  | (Span & { readonly kind: 'minus'; readonly of: PromqlNode });

export interface PromqlError extends Span {
  readonly message: string;
}

export interface PromqlParse {
  /** Undefined where there are errors. */
  readonly tree: PromqlNode | undefined;
  readonly errors: readonly PromqlError[];
}
