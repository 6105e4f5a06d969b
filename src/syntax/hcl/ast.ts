/**
 * The syntax tree of the HCL native language and of Terraform's JSON form. Every node has character offsets
 * into the file's text (UTF-16 units, after decoding; a byte order mark counts as one character).
 */
export interface Span {
  readonly start: number;
  readonly end: number;
}

/** The content of a file or of a block: attributes and blocks, each in source order. */
export interface Body extends Span {
  readonly attributes: readonly Attribute[];
  readonly blocks: readonly Block[];
}

export interface Attribute extends Span {
  readonly name: string;
  readonly nameSpan: Span;
  readonly expression: Expression;
}

export interface Block extends Span {
  readonly type: string;
  readonly typeSpan: Span;
  readonly labels: readonly Label[];
  readonly body: Body;
  /** From the type to the end of the last label: what a finding points to. */
  readonly header: Span;
}

export interface Label extends Span {
  readonly text: string;
}

export type Expression =
  | Literal
  | NumberLiteral
  | Template
  | Variable
  | GetAttribute
  | Index
  | Splat
  | Call
  | Unary
  | Binary
  | Conditional
  | Tuple
  | ObjectExpression
  | For
  | Parentheses;

/** `true`, `false`, `null`. */
export interface Literal extends Span {
  readonly kind: 'literal';
  readonly value: null | boolean;
}

/** A number as written; its text is parsed with the evaluator's precision. */
export interface NumberLiteral extends Span {
  readonly kind: 'number';
  readonly text: string;
}

/** A quoted string or heredoc, escapes and indentation resolved. A plain string has at most one text part. */
export interface Template extends Span {
  readonly kind: 'template';
  readonly form: 'quoted' | 'heredoc' | 'bare';
  readonly parts: readonly TemplatePart[];
}

export type TemplatePart = TemplateText | Interpolation | TemplateIf | TemplateFor;

export interface TemplateText extends Span {
  readonly kind: 'text';
  readonly value: string;
}

export interface Interpolation extends Span {
  readonly kind: 'interpolation';
  readonly expression: Expression;
}

export interface TemplateIf extends Span {
  readonly kind: 'if';
  readonly condition: Expression;
  readonly then: readonly TemplatePart[];
  readonly otherwise: readonly TemplatePart[];
}

export interface TemplateFor extends Span {
  readonly kind: 'for';
  readonly keyName: string | undefined;
  readonly valueName: string;
  readonly collection: Expression;
  readonly body: readonly TemplatePart[];
}

/** The root name of a reference: `var`, `local`, `aws_instance`, `each`. */
export interface Variable extends Span {
  readonly kind: 'variable';
  readonly name: string;
}

/** `target.name`. */
export interface GetAttribute extends Span {
  readonly kind: 'get-attribute';
  readonly target: Expression;
  readonly name: string;
  readonly nameSpan: Span;
}

/** `target[key]`, or the legacy `target.0` (then `key` is a number literal). */
export interface Index extends Span {
  readonly kind: 'index';
  readonly target: Expression;
  readonly key: Expression;
  readonly legacy: boolean;
}

/**
 * `target[*].a.b[0]` (form `full`: every following step applies to each element) or `target.*.a.b`
 * (form `attribute`: only the following attribute and legacy index steps; `[0]` after them indexes the lot).
 */
export interface Splat extends Span {
  readonly kind: 'splat';
  readonly form: 'full' | 'attribute';
  readonly target: Expression;
  readonly steps: readonly SplatStep[];
}

export type SplatStep =
  | { readonly kind: 'attribute'; readonly name: string; readonly span: Span }
  | { readonly kind: 'index'; readonly key: Expression; readonly span: Span }
  | SplatWithin;

/** A splat inside a full splat, `a[*].b[*].c`: its steps apply to each element of what comes before it. */
export interface SplatWithin {
  readonly kind: 'splat';
  readonly form: 'full' | 'attribute';
  readonly steps: readonly SplatStep[];
  readonly span: Span;
}

/** `name(args…)`; `name` holds any namespace (`provider::aws::arn_parse`, `core::max`). */
export interface Call extends Span {
  readonly kind: 'call';
  readonly name: string;
  readonly nameSpan: Span;
  readonly arguments: readonly Expression[];
  /** True when the last argument is followed by `...`. */
  readonly expandLast: boolean;
}

export interface Unary extends Span {
  readonly kind: 'unary';
  readonly operator: '-' | '!';
  readonly operand: Expression;
}

export type BinaryOperator =
  | '+'
  | '-'
  | '*'
  | '/'
  | '%'
  | '=='
  | '!='
  | '<'
  | '>'
  | '<='
  | '>='
  | '&&'
  | '||';

export interface Binary extends Span {
  readonly kind: 'binary';
  readonly operator: BinaryOperator;
  readonly left: Expression;
  readonly right: Expression;
}

export interface Conditional extends Span {
  readonly kind: 'conditional';
  readonly condition: Expression;
  readonly then: Expression;
  readonly otherwise: Expression;
}

export interface Tuple extends Span {
  readonly kind: 'tuple';
  readonly items: readonly Expression[];
}

export interface ObjectExpression extends Span {
  readonly kind: 'object';
  readonly items: readonly ObjectItem[];
}

export interface ObjectItem extends Span {
  /** A bare name `a = 1` is a `Template` of form `bare` with one text part; `(a) = 1` is `Parentheses`. */
  readonly key: Expression;
  readonly value: Expression;
}

export interface For extends Span {
  readonly kind: 'for';
  readonly form: 'tuple' | 'object';
  readonly keyName: string | undefined;
  readonly valueName: string;
  readonly collection: Expression;
  /** Only in the object form. */
  readonly key: Expression | undefined;
  readonly value: Expression;
  readonly condition: Expression | undefined;
  /** `...` after the value: values are grouped into tuples by key. */
  readonly grouped: boolean;
}

export interface Parentheses extends Span {
  readonly kind: 'parentheses';
  readonly inner: Expression;
}

export interface Comment extends Span {
  readonly text: string;
}

/** Something the text does not allow, with the place. Parsing continues at the next block. */
export interface SyntaxProblem extends Span {
  readonly message: string;
}

export interface HclDocument {
  readonly body: Body;
  readonly comments: readonly Comment[];
  readonly problems: readonly SyntaxProblem[];
}
