import type { Diagnostic } from '../../../core/diagnostic.ts';
import type { SourceRange } from '../../../core/location.ts';
import { byCodeUnit } from '../../../core/order.ts';
import type { Unknown } from '../../../core/value.ts';
import type { TemplateNode } from '../../../syntax/gotemplate/ast.ts';
import { isEmpty, parseTemplate } from '../../../syntax/gotemplate/parse.ts';
import { coreFunctions } from './core-functions.ts';
import { Execution } from './execution.ts';
import { LimitError } from './limit-error.ts';
import type { TextOrigin } from './origin.ts';
import { fileOrigin, textOrigin } from './origin.ts';
import { settled, withoutAll } from './text-parts.ts';
import { NO_VALUE } from './print.ts';
import type { FunctionTable, GoValue, Plain, TemplateFunction } from './value.ts';
import { Dict, List, Text, TemplateError, plain } from './value.ts';

/** Work of one chart, in nodes and calls; real charts need some thousands. About four seconds. */
const MAX_STEPS = 3_000_000;
/** Characters of all texts that one chart makes; a release of more than 1 MB does not fit into a cluster. */
const MAX_WRITTEN = 100_000_000;
/** Characters of one text. */
const MAX_TEXT = 10_000_000;
/**
 * Blocks inside blocks, a template inside a template counting as four: what fits on Node's stack. Helm lets
 * a template include itself 1000 times.
 */
const MAX_DEPTH = 1000;
const TEMPLATE_DEPTH = 4;
/** Characters that functions of one chart look at. Counted are only long texts and lists; charts have few. */
const MAX_HANDLED = 300_000_000;
/** Shorter texts and lists are not counted: their number is. */
const LONG = 1000;
/** What an item of a list or a dict counts, in characters. */
const ITEM = 10;

export interface TemplateInput {
  /** As Helm calls it: `shop/templates/deployment.yaml`. */
  readonly name: string;
  readonly file: string;
  readonly text: string;
}

export interface EngineInput {
  /** Templates, partials and those of subcharts. */
  readonly templates: readonly TemplateInput[];
  /** Further functions; the engine's own win. */
  readonly functions: FunctionTable;
  /** Trees of templates that several engines share; filled as templates are parsed. */
  readonly parsed?: Map<string, ParsedTemplate> | undefined;
}

/** The tree of a template with what is wrong with it. */
export type ParsedTemplate = ReturnType<typeof parseTemplate>;

export interface Rendered {
  /** Undefined when the template failed, or could not be parsed. */
  readonly text: Text | undefined;
  readonly failure: Diagnostic | undefined;
}

/** What a name stands for: a file or a `define`. */
export interface NamedTemplate {
  readonly name: string;
  readonly body: readonly TemplateNode[];
  readonly origin: TextOrigin;
  /** Part of it could not be parsed: what it defines stands, but it is no manifest. */
  readonly isBroken: boolean;
}

/** Names that a `tpl` text defines hide those around it. */
export interface Namespace {
  readonly own: Map<string, NamedTemplate>;
  readonly parent: Namespace | undefined;
}

/** Runs the templates of a chart. Dicts that they change stay changed, as in Helm. */
export class Engine {
  readonly functions: ReadonlyMap<string, TemplateFunction>;
  /** What the language does not allow, in every template. */
  readonly diagnostics: readonly Diagnostic[];
  readonly #root: Namespace = { own: new Map(), parent: undefined };
  readonly #sources = new Map<string, ParsedTemplate>();
  #steps = 0;
  #written = 0;
  #handled = 0;
  #depth = 0;
  /** Where the last command ran, for the place of an error. */
  at: SourceRange | undefined;
  /** Why the branch that runs is uncertain, and whether it runs only because it may. */
  doubt: Unknown | undefined;
  isSpeculating = false;

  constructor({ templates, functions, parsed }: EngineInput) {
    this.functions = functionMap(functions);
    const diagnostics: Diagnostic[] = [];
    for (const template of inParseOrder(templates)) {
      const origin = fileOrigin(template.file);
      const tree = parsed?.get(template.text) ?? parseTemplate(template.text);
      parsed?.set(template.text, tree);
      for (const { message, start, end } of this.#add(this.#root, template.name, { tree, origin })) {
        const text = `${template.file}: ${message}. Helm renders nothing of the chart until it is corrected.`;
        const at = { file: template.file, start, end };
        diagnostics.push({ severity: 'error', code: 'helm-template-syntax', message: text, at });
      }
    }
    this.diagnostics = diagnostics;
  }

  /** Renders one template with its data. */
  render(name: string, data: GoValue): Rendered {
    const template = this.find(name, this.#root);
    if (!template || template.isBroken) return { text: undefined, failure: undefined };
    this.doubt = undefined;
    this.isSpeculating = false;
    this.#depth = 0;
    this.at = undefined;
    try {
      return { text: withoutNoValue(this.run(template, this.#root, data)), failure: undefined };
    } catch (error) {
      if (error instanceof TemplateError) return { text: undefined, failure: this.#failure(error, template) };
      // Node's own limits of a stack and of a text.
      if (!(error instanceof RangeError)) throw error;
      const tooLarge = new LimitError('the templates nest too deep or write too much');
      return { text: undefined, failure: this.#failure(tooLarge, template) };
    }
  }

  #failure(error: TemplateError, template: NamedTemplate): Diagnostic {
    const { file } = template.origin.range({ start: 0, end: 0 });
    const where = this.at && this.at.file !== file ? `${file} (at ${this.at.file})` : file;
    const message = `${where}: ${error.message}. Helm fails the whole release; this template is left out.`;
    return {
      severity: 'error',
      code: 'helm-template-failed',
      message,
      at: this.at ?? { file, start: 0, end: 0 },
    };
  }

  find(name: string, namespace: Namespace): NamedTemplate | undefined {
    for (let at: Namespace | undefined = namespace; at; at = at.parent) {
      const found = at.own.get(name);
      if (found) return found;
    }
    return undefined;
  }

  /** The output of a template; throws `TemplateError`. */
  run(template: NamedTemplate, namespace: Namespace, data: GoValue): Text {
    this.enter(TEMPLATE_DEPTH);
    const execution = new Execution({ engine: this, template, namespace, data });
    const text = execution.run();
    this.leave(TEMPLATE_DEPTH);
    return text;
  }

  /** Goes into a block; `leave` comes out of it. */
  enter(depth: number): void {
    this.#depth += depth;
    if (this.#depth > MAX_DEPTH) throw new LimitError('templates or blocks are nested too deep');
  }

  leave(depth: number): void {
    this.#depth -= depth;
  }

  /** Runs a text as a template (`tpl`). */
  evaluate(
    text: GoValue,
    namespace: Namespace,
    input: { readonly data: GoValue; readonly at: SourceRange },
  ): Text {
    const source = plain(text);
    if (typeof source !== 'string') throw new TemplateError('wrong type for value; expected string');
    const inner: Namespace = { own: new Map(), parent: namespace };
    const origin = textOrigin(settled(text), input.at);
    const tree = this.#sources.get(source) ?? parseTemplate(source);
    this.#sources.set(source, tree);
    const [problem] = this.#add(inner, 'gotpl', { tree, origin });
    if (problem) throw new TemplateError(`error calling tpl: cannot parse template: ${problem.message}`);
    const template = inner.own.get('gotpl');
    if (!template) return new Text('', [], []);
    return withoutNoValue(this.run(template, inner, input.data));
  }

  /** Counts work; more than any chart needs ends the rendering. */
  step(): void {
    this.#steps += 1;
    if (this.#steps > MAX_STEPS) throw new LimitError(`the templates need more than ${MAX_STEPS} steps`);
  }

  /** Counts text that was made: `length` more characters of a text that has `total` now. */
  wrote(length: number, total = length): void {
    this.#written += length;
    if (total > MAX_TEXT || this.#written > MAX_WRITTEN) throw new LimitError('the templates write too much');
  }

  /** Counts what a function is about to look at: a step of its own may be a whole list. */
  handles(args: readonly GoValue[]): void {
    for (const arg of args) this.#handled += lengthOf(plain(arg));
    if (this.#handled > MAX_HANDLED) throw new LimitError('the functions have too much to look at');
  }

  /** Counts what a function made. */
  made(result: GoValue): void {
    const value = plain(result);
    if (typeof value === 'string' || value instanceof List) this.wrote(lengthOf(value));
  }

  /** Whether there is work left for branches that only may run. */
  canSpeculate(): boolean {
    return this.#steps < MAX_STEPS / 2 && this.#written < MAX_WRITTEN / 2 && this.#depth < MAX_DEPTH / 2;
  }

  /** Where the calls stand, to come back after an error. */
  get depth(): number {
    return this.#depth;
  }

  set depth(depth: number) {
    this.#depth = depth;
  }

  #add(namespace: Namespace, name: string, { tree, origin }: Added): ParsedTemplate['problems'] {
    for (const define of tree.defines) {
      const existing = this.find(define.name, namespace);
      if (existing && isEmpty(define.body)) continue;
      namespace.own.set(define.name, { name: define.name, body: define.body, origin, isBroken: false });
    }
    namespace.own.set(name, { name, body: tree.body, origin, isBroken: tree.problems.length > 0 });
    return tree.problems;
  }
}

/** In characters; nothing for what is short. */
function lengthOf(value: Plain): number {
  if (typeof value === 'string') return value.length > LONG ? value.length : 0;
  const count = value instanceof List ? value.items.length : value instanceof Dict ? value.size : 0;
  return count > LONG ? count * ITEM : 0;
}

interface Added {
  readonly tree: ParsedTemplate;
  readonly origin: TextOrigin;
}

/** Deeper paths first, so that what a parent chart defines wins over its subcharts (as Helm sorts them). */
export function inParseOrder<T extends { readonly name: string }>(templates: readonly T[]): readonly T[] {
  const known = templates.map((template) => ({ template, depth: template.name.split('/').length }));
  known.sort((a, b) => b.depth - a.depth || byCodeUnit(b.template.name, a.template.name));
  return known.map(({ template }) => template);
}

const maps = new WeakMap<FunctionTable, ReadonlyMap<string, TemplateFunction>>();

/** The functions by name, put together once: a repository may render two hundred releases. */
function functionMap(functions: FunctionTable): ReadonlyMap<string, TemplateFunction> {
  const map = maps.get(functions) ?? new Map(Object.entries({ ...functions, ...coreFunctions }));
  maps.set(functions, map);
  return map;
}

/** Helm takes Go's mark of a missing value out of the result. */
function withoutNoValue(text: Text): Text {
  return text.value.includes(NO_VALUE) ? withoutAll(text, NO_VALUE) : text;
}
