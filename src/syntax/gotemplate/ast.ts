/**
 * The syntax tree of Go's template language (text/template). Every node has character offsets into the
 * source. Actions span their delimiters, `{{` to `}}`.
 */
export interface Span {
  readonly start: number;
  readonly end: number;
}

/** What a source defines: its own content and named templates, and what the language does not allow. */
export interface TemplateSource {
  readonly body: readonly TemplateNode[];
  readonly defines: readonly Define[];
  /** Go refuses the whole source at the first; here each makes a `bad` node, and the rest stands. */
  readonly problems: readonly TemplateProblem[];
}

/** `{{define "name"}}…{{end}}`, or the definition part of `{{block}}`. */
export interface Define extends Span {
  readonly name: string;
  readonly body: readonly TemplateNode[];
}

/** Something the language does not allow, in Go's words, with its place. */
export interface TemplateProblem extends Span {
  readonly message: string;
}

export type TemplateNode =
  | TextNode
  | ActionNode
  | BranchNode
  | RangeNode
  | InvokeNode
  | LoopControl
  | BadNode;

/** Text outside of actions, after trimming: the source from `start` to `end`. */
export interface TextNode extends Span {
  readonly kind: 'text';
  readonly value: string;
}

/** `{{ pipeline }}`. */
export interface ActionNode extends Span {
  readonly kind: 'action';
  readonly pipe: Pipe;
}

/** `{{if}}` and `{{with}}`; `{{else if}}` is a branch alone in `otherwise`. */
export interface BranchNode extends Span {
  readonly kind: 'if' | 'with';
  /** The opening action. */
  readonly header: Span;
  readonly pipe: Pipe;
  readonly then: readonly TemplateNode[];
  readonly otherwise: readonly TemplateNode[] | undefined;
}

export interface RangeNode extends Span {
  readonly kind: 'range';
  readonly header: Span;
  readonly pipe: Pipe;
  readonly body: readonly TemplateNode[];
  readonly otherwise: readonly TemplateNode[] | undefined;
}

/** `{{template "name" pipeline}}`, or the use of a `{{block}}`. */
export interface InvokeNode extends Span {
  readonly kind: 'template';
  readonly name: string;
  readonly pipe: Pipe | undefined;
}

export interface LoopControl extends Span {
  readonly kind: 'break' | 'continue';
}

/** An action that could not be parsed: whoever reaches it fails with this message. */
export interface BadNode extends Span {
  readonly kind: 'bad';
  readonly message: string;
}

/** `$x, $y := command | command`. */
export interface Pipe extends Span {
  /** With their `$`. */
  readonly variables: readonly string[];
  /** `=` instead of `:=`. */
  readonly assigns: boolean;
  readonly commands: readonly Command[];
}

/** Operands side by side: a value, or a function or method with arguments. */
export interface Command extends Span {
  readonly operands: readonly [Operand, ...Operand[]];
}

export type Operand =
  | DotOperand
  | NilOperand
  | BoolOperand
  | NumberOperand
  | StringOperand
  | FieldOperand
  | VariableOperand
  | FunctionOperand
  | ChainOperand
  | PipeOperand
  | BadNode;

export interface DotOperand extends Span {
  readonly kind: 'dot';
}

export interface NilOperand extends Span {
  readonly kind: 'nil';
}

export interface BoolOperand extends Span {
  readonly kind: 'bool';
  readonly value: boolean;
}

/** A number or a character constant: what it is as an integer and as a float, where it is one. */
export interface NumberOperand extends Span {
  readonly kind: 'number';
  readonly text: string;
  readonly int: bigint | undefined;
  readonly float: number | undefined;
  /** Written as a float (`1.0`, `1e3`): that is what it is where no type is asked for. */
  readonly isFloat: boolean;
}

export interface StringOperand extends Span {
  readonly kind: 'string';
  readonly value: string;
}

/** `.a.b`. */
export interface FieldOperand extends Span {
  readonly kind: 'field';
  readonly names: readonly string[];
}

/** `$`, `$x`, `$x.a.b`. */
export interface VariableOperand extends Span {
  readonly kind: 'variable';
  /** With its `$`. */
  readonly name: string;
  readonly names: readonly string[];
}

export interface FunctionOperand extends Span {
  readonly kind: 'function';
  readonly name: string;
}

/** `(pipeline).a.b`, `function.a`. */
export interface ChainOperand extends Span {
  readonly kind: 'chain';
  readonly target: Operand;
  readonly names: readonly string[];
}

/** `(pipeline)`. */
export interface PipeOperand extends Span {
  readonly kind: 'pipe';
  readonly pipe: Pipe;
}
