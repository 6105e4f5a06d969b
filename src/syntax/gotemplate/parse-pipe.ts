import type { Command, Operand, Pipe, Span } from './ast.ts';
import { numberValue } from './literals.ts';
import type { Token } from './tokens.ts';

/** The variables that can be named at a place, with their `$`. */
export type Scope = readonly string[];

export interface PipeProblem extends Span {
  readonly message: string;
}

export interface ParsedPipe {
  readonly pipe: Pipe;
  /** With the variables that the pipeline declares. */
  readonly scope: Scope;
  readonly problem: PipeProblem | undefined;
}

interface PipeContext {
  readonly span: Span;
  /** What Go names in its messages: `command`, `if`, `range`. */
  readonly context: string;
  readonly scope: Scope;
}

/** Parentheses deeper than this are not read: the parser and the evaluator recurse. */
const MAX_DEPTH = 100;
const KEYWORDS = new Set([
  'if',
  'else',
  'end',
  'range',
  'with',
  'define',
  'block',
  'template',
  'break',
  'continue',
]);
/** What cannot take a value from the command before it. */
const NOT_EXECUTABLE = new Set(['bool', 'dot', 'nil', 'number', 'string']);

/** Parses the tokens of one action, keyword taken off, as a pipeline. */
export function parsePipe(tokens: readonly Token[], context: PipeContext): ParsedPipe {
  const parser = new PipeParser(tokens, context);
  const { start, end } = context.span;
  try {
    const pipe = parser.pipe(context.span);
    return { pipe, scope: parser.scope, problem: undefined };
  } catch (error) {
    if (!(error instanceof Stop)) throw error;
    const empty: Pipe = { start, end, variables: [], assigns: false, commands: [] };
    const problem = { start: error.span.start, end: error.span.end, message: error.message };
    return { pipe: empty, scope: parser.scope, problem };
  }
}

class Stop extends Error {
  readonly span: Span;

  constructor(message: string, span: Span) {
    super(message);
    this.span = span;
  }
}

class PipeParser {
  readonly #tokens: readonly Token[];
  readonly #context: PipeContext;
  #at = 0;
  #depth = 0;
  scope: Scope;

  constructor(tokens: readonly Token[], context: PipeContext) {
    this.#tokens = tokens;
    this.#context = context;
    this.scope = context.scope;
  }

  pipe({ start, end }: Span): Pipe {
    const { variables, assigns } = this.#declarations();
    const commands: Command[] = [];
    for (;;) {
      this.#skipSpace();
      const token = this.#peek();
      if (!token || token.kind === 'close') break;
      commands.push(this.#command());
    }
    this.#check(commands);
    // A parenthesis may end where its token is still to come: the caller knows.
    return { start, end: this.#peek()?.end ?? end, variables, assigns, commands };
  }

  #declarations(): { readonly variables: readonly string[]; readonly assigns: boolean } {
    const before = this.#at;
    const variables: string[] = [];
    for (;;) {
      this.#skipSpace();
      const variable = this.#peek();
      if (variable?.kind !== 'variable') break;
      this.#at += 1;
      this.#skipSpace();
      const next = this.#peek();
      variables.push(variable.text);
      if (next?.kind === 'declare' || next?.kind === 'assign') {
        this.#at += 1;
        this.#declare(variables, next);
        return { variables, assigns: next.kind === 'assign' };
      }
      if (next?.kind !== 'comma') break;
      if (this.#context.context !== 'range' || variables.length > 1) {
        throw new Stop(`too many declarations in ${this.#context.context}`, variable);
      }
      this.#at += 1;
    }
    if (variables.length > 1) throw new Stop('unexpected "," in range', this.#context.span);
    this.#at = before;
    return { variables: [], assigns: false };
  }

  #declare(variables: readonly string[], sign: Token): void {
    if (sign.kind === 'declare') {
      this.scope = [...this.scope, ...variables];
      return;
    }
    for (const name of variables) this.#known(name, sign);
  }

  #check(commands: readonly Command[]): void {
    const { context, span } = this.#context;
    if (commands.length === 0) throw new Stop(`missing value for ${context}`, span);
    for (const [index, { operands }] of commands.entries()) {
      const [first] = operands;
      if (index > 0 && NOT_EXECUTABLE.has(first.kind)) {
        throw new Stop(`non executable command in pipeline stage ${index + 1}`, first);
      }
    }
  }

  #command(): Command {
    const operands: Operand[] = [];
    let end = this.#peek()?.end ?? this.#context.span.end;
    for (;;) {
      this.#skipSpace();
      const operand = this.#operand();
      if (operand) {
        operands.push(operand);
        end = operand.end;
      }
      const token = this.#peek();
      if (token?.kind === 'space') continue;
      if (!token || token.kind === 'close') break;
      this.#at += 1;
      if (token.kind !== 'pipe') throw new Stop(`unexpected ${quoted(token)} in operand`, token);
      // Go lets a pipeline end in `|`.
      break;
    }
    const [first, ...rest] = operands;
    if (!first) throw new Stop('empty command', this.#context.span);
    return { start: first.start, end, operands: [first, ...rest] };
  }

  #operand(): Operand | undefined {
    const term = this.#term();
    if (!term || this.#peek()?.kind !== 'field') return term;
    const names: string[] = [];
    let end = term.end;
    for (let token = this.#peek(); token?.kind === 'field'; token = this.#peek()) {
      names.push(token.text);
      end = token.end;
      this.#at += 1;
    }
    switch (term.kind) {
      case 'field':
      case 'variable':
        return { ...term, end, names: [...term.names, ...names] };
      case 'bool':
      case 'string':
      case 'number':
      case 'nil':
      case 'dot':
        throw new Stop(`unexpected . after term`, term);
      default:
        return { kind: 'chain', start: term.start, end, target: term, names };
    }
  }

  #term(): Operand | undefined {
    const token = this.#peek();
    if (!token) return undefined;
    const { start, end, text } = token;
    switch (token.kind) {
      case 'word':
        this.#at += 1;
        return wordTerm(token);
      case 'dot':
        this.#at += 1;
        return { kind: 'dot', start, end };
      case 'variable':
        this.#at += 1;
        this.#known(text, token);
        return { kind: 'variable', start, end, name: text, names: [] };
      case 'field':
        this.#at += 1;
        return { kind: 'field', start, end, names: [text] };
      case 'char':
      case 'number':
        this.#at += 1;
        return numberTerm(token);
      case 'string':
        this.#at += 1;
        return { kind: 'string', start, end, value: text };
      case 'open':
        return this.#parentheses(token);
      default:
        return undefined;
    }
  }

  #parentheses(open: Token): Operand {
    if (this.#depth >= MAX_DEPTH)
      throw new Stop(`parentheses are nested deeper than ${MAX_DEPTH} levels`, open);
    this.#depth += 1;
    this.#at += 1;
    const pipe = this.pipe(open);
    const close = this.#peek();
    if (close?.kind !== 'close') throw new Stop('unclosed left paren', open);
    this.#at += 1;
    this.#depth -= 1;
    return { kind: 'pipe', start: open.start, end: close.end, pipe: { ...pipe, end: close.end } };
  }

  #known(name: string, span: Span): void {
    if (!this.scope.includes(name)) throw new Stop(`undefined variable "${name}"`, span);
  }

  #peek(): Token | undefined {
    return this.#tokens[this.#at];
  }

  #skipSpace(): void {
    while (this.#peek()?.kind === 'space') this.#at += 1;
  }
}

function wordTerm(token: Token): Operand {
  const { start, end, text } = token;
  if (text === 'true' || text === 'false') return { kind: 'bool', start, end, value: text === 'true' };
  if (text === 'nil') return { kind: 'nil', start, end };
  if (KEYWORDS.has(text)) throw new Stop(`unexpected <${text}> in operand`, token);
  return { kind: 'function', start, end, name: text };
}

function numberTerm(token: Token): Operand {
  const { start, end, text } = token;
  if (token.kind === 'char') {
    const int = BigInt(text.codePointAt(0) ?? 0);
    return { kind: 'number', start, end, text, int, float: Number(int), isFloat: false };
  }
  const value = numberValue(text);
  if (!value) throw new Stop(`bad number syntax: "${text}"`, token);
  return { kind: 'number', start, end, text, ...value };
}

function quoted({ kind, text }: Token): string {
  return kind === 'string' ? JSON.stringify(text) : `"${text}"`;
}
