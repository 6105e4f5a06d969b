import type { BadNode, Define, Pipe, Span, TemplateNode, TemplateProblem, TemplateSource } from './ast.ts';
import { lexTemplate } from './lex.ts';
import type { ActionPiece, BadPiece, Piece } from './lex.ts';
import { parsePipe } from './parse-pipe.ts';
import type { Scope } from './parse-pipe.ts';
import type { Token } from './tokens.ts';

/** Blocks deeper than this are not read: no person nests so deep, and the parser recurses. */
const MAX_DEPTH = 200;

/** Parses a Go template. Never fails: what the language does not allow becomes problems and `bad` nodes. */
export function parseTemplate(source: string): TemplateSource {
  return new Parser(source).parse();
}

/** A list of nodes, and what ended it: `end`, `else`, or the end of the source. */
interface Block {
  readonly nodes: readonly TemplateNode[];
  readonly closer: Opened | undefined;
}

/** An action with its first word taken off. */
interface Opened {
  readonly piece: ActionPiece | BadPiece;
  readonly word: string;
  readonly rest: readonly Token[];
}

type Inside = 'top' | 'define' | 'branch' | 'range';

class Parser {
  readonly #source: string;
  readonly #pieces: readonly Piece[];
  readonly #defines: Define[] = [];
  readonly #problems: TemplateProblem[] = [];
  #next = 0;
  #scope: Scope = ['$'];
  #ranges = 0;
  #depth = 0;

  constructor(source: string) {
    this.#source = source;
    this.#pieces = lexTemplate(source);
  }

  parse(): TemplateSource {
    const body: TemplateNode[] = [];
    for (;;) {
      const { nodes, closer } = this.#block('top');
      body.push(...nodes);
      if (!closer) break;
      body.push(this.#bad(closer.piece, `unexpected {{${closer.word}}}`));
    }
    return { body, defines: this.#defines, problems: this.#problems };
  }

  #block(inside: Inside): Block {
    const nodes: TemplateNode[] = [];
    for (;;) {
      const piece = this.#pieces[this.#next];
      if (!piece) return { nodes, closer: undefined };
      this.#next += 1;
      if (piece.kind === 'text') {
        const { start, end } = piece;
        nodes.push({ kind: 'text', start, end, value: this.#source.slice(start, end) });
        continue;
      }
      const opened = openedBy(piece);
      if (opened.word === 'end' || opened.word === 'else') return { nodes, closer: opened };
      const node = this.#action(opened, inside);
      if (node) nodes.push(node);
    }
  }

  #action(opened: Opened, inside: Inside): TemplateNode | undefined {
    const { piece, word, rest } = opened;
    const { start, end } = piece;
    switch (word) {
      case 'if':
      case 'with':
        return this.#branch(word, opened);
      case 'range':
        return this.#range(opened);
      case 'define':
      case 'block':
        return this.#definition(word, opened, inside);
      case 'template':
        return this.#invoke(opened);
      case 'break':
      case 'continue':
        if (rest.some(({ kind }) => kind !== 'space'))
          return this.#bad(piece, `unexpected token in {{${word}}}`);
        if (this.#ranges === 0) return this.#bad(piece, `{{${word}}} outside {{range}}`);
        return { kind: word, start, end };
      default: {
        const tokens = piece.tokens;
        if (piece.kind === 'bad') return this.#bad(piece, piece.message);
        const pipe = this.#pipe(tokens, { piece, context: 'command' });
        return { kind: 'action', start, end, pipe };
      }
    }
  }

  #branch(kind: 'if' | 'with', opened: Opened): TemplateNode {
    const { piece } = opened;
    const before = this.#scope;
    const pipe = this.#headerPipe(opened, kind);
    const inner = this.#nested(piece, 'branch');
    const { otherwise, end } = this.#otherwise(kind, inner.closer, piece);
    this.#scope = before;
    return { kind, start: piece.start, end, header: spanOf(piece), pipe, then: inner.nodes, otherwise };
  }

  /** What follows `{{else}}`, `{{else if}}` or `{{else with}}`, up to the end of the branch. */
  #otherwise(
    kind: 'if' | 'with' | 'range',
    closer: Opened | undefined,
    opener: Span,
  ): { readonly otherwise: readonly TemplateNode[] | undefined; readonly end: number } {
    if (!closer) {
      this.#problem(opener, 'unexpected EOF: an {{end}} is missing');
      return { otherwise: undefined, end: this.#source.length };
    }
    if (closer.word === 'end') {
      this.#expectNothing(closer);
      return { otherwise: undefined, end: closer.piece.end };
    }
    const [first, ...rest] = closer.rest.filter(({ kind: token }, at) => at > 0 || token !== 'space');
    if (first?.kind === 'word' && first.text === kind && kind !== 'range') {
      const chained = this.#branch(kind, { piece: closer.piece, word: kind, rest });
      return { otherwise: [chained], end: chained.end };
    }
    this.#expectNothing(closer);
    const block = this.#nested(closer.piece, 'branch');
    const last = block.closer;
    if (last?.word === 'else') this.#problem(last.piece, 'expected end; found {{else}}');
    if (last?.word === 'else') return this.#otherwise(kind, last, opener);
    if (!last) this.#problem(opener, 'unexpected EOF: an {{end}} is missing');
    return { otherwise: block.nodes, end: last?.piece.end ?? this.#source.length };
  }

  #range(opened: Opened): TemplateNode {
    const { piece } = opened;
    const before = this.#scope;
    const pipe = this.#headerPipe(opened, 'range');
    this.#ranges += 1;
    const inner = this.#nested(piece, 'range');
    this.#ranges -= 1;
    const { otherwise, end } = this.#otherwise('range', inner.closer, piece);
    this.#scope = before;
    return {
      kind: 'range',
      start: piece.start,
      end,
      header: spanOf(piece),
      pipe,
      body: inner.nodes,
      otherwise,
    };
  }

  #definition(word: 'define' | 'block', opened: Opened, inside: Inside): TemplateNode | undefined {
    const { piece, rest } = opened;
    const [name, after] = nameIn(rest);
    const problem = word === 'define' ? this.#wrongDefine(inside, name, after) : undefined;
    const argument = word === 'block' ? this.#pipe(after, { piece, context: 'block clause' }) : undefined;
    const before = { scope: this.#scope, ranges: this.#ranges };
    this.#scope = ['$'];
    this.#ranges = 0;
    const { nodes, closer } = this.#nested(piece, 'define');
    this.#scope = before.scope;
    this.#ranges = before.ranges;
    const { start } = piece;
    const end = closer?.piece.end ?? this.#source.length;
    if (!closer) this.#problem(piece, 'unexpected EOF: an {{end}} is missing');
    if (closer?.word === 'else') this.#problem(closer.piece, `unexpected {{else}} in ${word} clause`);
    if (problem !== undefined) return this.#bad(piece, problem);
    if (name === undefined) return this.#bad(piece, `unexpected token in ${word} clause`);
    this.#define({ name, start, end, body: nodes });
    return word === 'block' ? { kind: 'template', start, end: piece.end, name, pipe: argument } : undefined;
  }

  #wrongDefine(inside: Inside, name: string | undefined, after: readonly Token[]): string | undefined {
    if (inside !== 'top') return 'unexpected {{define}}';
    if (name === undefined) return 'unexpected token in define clause';
    return after.some(({ kind }) => kind !== 'space') ? 'unexpected token in define clause' : undefined;
  }

  #define(define: Define): void {
    const same = this.#defines.findIndex(({ name }) => name === define.name);
    const existing = this.#defines[same];
    if (!existing || isEmpty(existing.body)) {
      if (existing) this.#defines.splice(same, 1);
      this.#defines.push(define);
    } else if (!isEmpty(define.body)) {
      this.#problem(define, `template: multiple definition of template "${define.name}"`);
    }
  }

  #invoke({ piece, rest }: Opened): TemplateNode {
    const [name, after] = nameIn(rest);
    if (name === undefined) return this.#bad(piece, 'unexpected token in template clause');
    const isBare = after.every(({ kind }) => kind === 'space');
    const pipe = isBare ? undefined : this.#pipe(after, { piece, context: 'template clause' });
    return { kind: 'template', start: piece.start, end: piece.end, name, pipe };
  }

  #nested(opener: Span, inside: Inside): Block {
    if (this.#depth >= MAX_DEPTH) {
      this.#problem(opener, `blocks are nested deeper than ${MAX_DEPTH} levels`);
      this.#next = this.#pieces.length;
      return { nodes: [], closer: undefined };
    }
    this.#depth += 1;
    const before = this.#scope;
    const block = this.#block(inside);
    // What a branch declares may be named in its else, where it fails only when it runs.
    if (block.closer?.word !== 'else') this.#scope = before;
    this.#depth -= 1;
    return block;
  }

  #headerPipe({ piece, rest }: Opened, context: 'if' | 'with' | 'range'): Pipe {
    return this.#pipe(rest, { piece, context });
  }

  #pipe(
    tokens: readonly Token[],
    at: { readonly piece: ActionPiece | BadPiece; readonly context: string },
  ): Pipe {
    const { piece, context } = at;
    const parsed = parsePipe(tokens, { span: piece, context, scope: this.#scope });
    this.#scope = parsed.scope;
    const message = piece.kind === 'bad' ? piece.message : parsed.problem?.message;
    if (message === undefined) return parsed.pipe;
    const bad = this.#bad(parsed.problem ?? piece, message);
    const command = { start: piece.start, end: piece.end, operands: [bad] as const };
    return { ...parsed.pipe, commands: [command] };
  }

  #expectNothing({ piece, rest, word }: Opened): void {
    const extra = rest.find(({ kind }) => kind !== 'space');
    if (extra) this.#problem(extra, `unexpected "${extra.text}" in ${word}`);
    else if (piece.kind === 'bad') this.#problem(piece, piece.message);
  }

  #bad({ start, end }: Span, message: string): BadNode {
    this.#problem({ start, end }, message);
    return { kind: 'bad', start, end, message };
  }

  #problem({ start, end }: Span, message: string): void {
    this.#problems.push({ start, end, message });
  }
}

function openedBy(piece: ActionPiece | BadPiece): Opened {
  const first = piece.tokens.findIndex(({ kind }) => kind !== 'space');
  const token = piece.tokens[first];
  const word = token?.kind === 'word' ? token.text : '';
  return { piece, word, rest: piece.tokens.slice(first + 1) };
}

function nameIn(tokens: readonly Token[]): readonly [string | undefined, readonly Token[]] {
  const at = tokens.findIndex(({ kind }) => kind !== 'space');
  const token = tokens[at];
  return token?.kind === 'string' ? [token.text, tokens.slice(at + 1)] : [undefined, []];
}

function spanOf({ start, end }: Span): Span {
  return { start, end };
}

/** As Go's parse.IsEmptyTree: nothing but space. */
export function isEmpty(body: readonly TemplateNode[]): boolean {
  return body.every((node) => node.kind === 'text' && node.value.trim() === '');
}
