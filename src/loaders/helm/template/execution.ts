import type { Unknown } from '../../../core/value.ts';
import type {
  ActionNode,
  BranchNode,
  InvokeNode,
  Pipe,
  RangeNode,
  Span,
  TemplateNode,
} from '../../../syntax/gotemplate/ast.ts';
import type { Engine, NamedTemplate, Namespace } from './engine.ts';
import { Evaluator } from './evaluator.ts';
import { LimitError } from './limit-error.ts';
import { goText, isTrue } from './print.ts';
import { Output, textOf } from './text.ts';
import type { GoValue, Text } from './value.ts';
import { Dict, GoStruct, List, TemplateError, plain, uncertaintyOf } from './value.ts';

/** How a list of nodes ended. */
type Flow = 'next' | 'break' | 'continue';

export interface ExecutionInput {
  readonly engine: Engine;
  readonly template: NamedTemplate;
  readonly namespace: Namespace;
  readonly data: GoValue;
}

/** Characters after which a template that is still writing is counted. */
const CHECKED_EVERY = 100_000;

/** One run of one template. */
export class Execution {
  readonly #engine: Engine;
  readonly #input: ExecutionInput;
  readonly #evaluator: Evaluator;
  readonly #out = new Output();
  #checked = 0;

  constructor(input: ExecutionInput) {
    this.#engine = input.engine;
    this.#input = input;
    this.#evaluator = new Evaluator(input);
  }

  run(): Text {
    this.#nodes(this.#input.template.body, this.#input.data);
    this.#engine.wrote(this.#out.length - this.#checked, this.#out.length);
    return this.#out.finish();
  }

  #nodes(nodes: readonly TemplateNode[], dot: GoValue): Flow {
    this.#engine.enter(1);
    let flow: Flow = 'next';
    for (const node of nodes) {
      this.#engine.step();
      flow = this.#node(node, dot);
      if (flow !== 'next') break;
    }
    this.#engine.leave(1);
    return flow;
  }

  #node(node: TemplateNode, dot: GoValue): Flow {
    if (node.kind !== 'text') this.#evaluator.action = 'header' in node ? node.header : node;
    switch (node.kind) {
      case 'text':
        this.#out.write(node.value, this.#input.template.origin.source(node));
        return 'next';
      case 'action':
        this.#action(node, dot);
        return 'next';
      case 'if':
      case 'with':
        return this.#branch(node, dot);
      case 'range':
        return this.#range(node, dot);
      case 'template':
        this.#invoke(node, dot);
        return 'next';
      case 'bad':
        this.#place(node);
        throw new TemplateError(node.message);
      default:
        return node.kind;
    }
  }

  #place(span: Span): void {
    this.#engine.at = this.#input.template.origin.range(span);
  }

  #action(node: ActionNode, dot: GoValue): void {
    const value = this.#evaluator.pipe(node.pipe, dot);
    if (node.pipe.variables.length > 0) return;
    const at = this.#input.template.origin.range(node);
    this.#out.append(textOf(value, at), { kind: 'computed', why: 'an expression', at });
    if (this.#out.length > this.#checked + CHECKED_EVERY) {
      this.#engine.wrote(this.#out.length - this.#checked, this.#out.length);
      this.#checked = this.#out.length;
    }
  }

  #branch(node: BranchNode, dot: GoValue): Flow {
    const scope = this.#evaluator.mark();
    const value = this.#evaluator.pipe(node.pipe, dot);
    const isTaken = isTrue(value);
    const body = isTaken ? node.then : (node.otherwise ?? []);
    const inner = isTaken && node.kind === 'with' ? value : dot;
    const because = uncertaintyOf(value);
    let flow: Flow = 'next';
    if (because === undefined) flow = this.#nodes(body, inner);
    else {
      flow = this.#maybe(because, { isSpeculating: false }, () => this.#nodes(body, inner));
      if (!isTaken && node.otherwise === undefined) {
        const empty = node.kind === 'with' ? value : dot;
        this.#maybe(because, { isSpeculating: true }, () => this.#nodes(node.then, empty));
      }
    }
    this.#evaluator.release(scope);
    return flow;
  }

  /**
   * Runs a branch that may not run for real: what it writes is marked. Where it fails it writes nothing,
   * because the value that decides about it would be another one. A branch that only *may* run changes no
   * variables and leaves no loop.
   */
  #maybe(because: Unknown, { isSpeculating }: { readonly isSpeculating: boolean }, run: () => Flow): Flow {
    const engine = this.#engine;
    const start = this.#out.length;
    if (isSpeculating && !engine.canSpeculate()) {
      this.#out.doubt(start, because, { isAbsent: false });
      return 'next';
    }
    const before = { doubt: engine.doubt, isSpeculating: engine.isSpeculating, depth: engine.depth };
    const mark = this.#out.mark();
    const variables = this.#evaluator.snapshot();
    engine.doubt ??= because;
    engine.isSpeculating ||= isSpeculating;
    let flow: Flow = 'next';
    try {
      flow = run();
    } catch (error) {
      if (!(error instanceof TemplateError)) throw error;
      if (error instanceof LimitError && !isSpeculating) throw error;
      this.#out.rollBack(mark);
      engine.depth = before.depth;
      this.#evaluator.restore(variables, because);
    }
    engine.doubt = before.doubt;
    engine.isSpeculating = before.isSpeculating;
    if (isSpeculating) this.#evaluator.restore(variables, because);
    this.#out.doubt(start, because, { isAbsent: isSpeculating });
    return isSpeculating ? 'next' : flow;
  }

  #range(node: RangeNode, dot: GoValue): Flow {
    const scope = this.#evaluator.mark();
    const value = this.#evaluator.pipe({ ...node.pipe, variables: [] }, dot);
    const because = uncertaintyOf(value);
    if (because === undefined) this.#loop(node, value, dot);
    else {
      this.#maybe(because, { isSpeculating: false }, () => {
        this.#loop(node, value, dot);
        return 'next';
      });
    }
    this.#evaluator.release(scope);
    return 'next';
  }

  #loop(node: RangeNode, value: GoValue, dot: GoValue): void {
    const scope = this.#evaluator.mark();
    let isEmpty = true;
    for (const [key, item] of this.#iterated(node, value)) {
      isEmpty = false;
      this.#engine.step();
      this.#bind(node.pipe, key, item);
      const flow = this.#nodes(node.body, item);
      this.#evaluator.release(scope);
      if (flow === 'break') break;
    }
    if (isEmpty && node.otherwise) this.#nodes(node.otherwise, dot);
    this.#evaluator.release(scope);
  }

  *#iterated(node: RangeNode, value: GoValue): Generator<readonly [GoValue, GoValue]> {
    const bare = plain(value);
    const source = bare instanceof GoStruct ? (bare.entries ?? bare.items ?? bare) : bare;
    if (source === null) return;
    if (source instanceof List) {
      for (const [index, item] of source.items.entries()) yield [BigInt(index), item];
    } else if (source instanceof Dict) {
      // Keys are fixed before the loop; what the body deletes is no longer visited.
      for (const key of source.keys()) {
        const item = source.get(key);
        if (item !== undefined) yield [key, item];
      }
    } else if (typeof source === 'bigint') {
      if (node.pipe.variables.length > 1) {
        this.#place(node.header);
        throw new TemplateError(`can't use ${source} to iterate over more than one variable`);
      }
      for (let index = 0n; index < source; index += 1n) yield [index, index];
    } else {
      this.#place(node.header);
      throw new TemplateError(`range can't iterate over ${goText(value)}`);
    }
  }

  #bind({ variables, assigns }: Pipe, key: GoValue, item: GoValue): void {
    const [first, second] = variables;
    const values = second === undefined ? [item] : [key, item];
    for (const [index, name] of [first, second].entries()) {
      const bound = values[index];
      if (name === undefined || bound === undefined) continue;
      if (assigns) this.#evaluator.assign(name, bound);
      else this.#evaluator.declare(name, bound);
    }
  }

  #invoke(node: InvokeNode, dot: GoValue): void {
    const { engine, namespace } = this.#input;
    const template = engine.find(node.name, namespace);
    if (!template) {
      this.#place(node);
      throw new TemplateError(`template "${node.name}" not defined`);
    }
    const data = node.pipe ? this.#evaluator.pipe(node.pipe, dot) : null;
    this.#out.append(engine.run(template, namespace, data));
  }
}
