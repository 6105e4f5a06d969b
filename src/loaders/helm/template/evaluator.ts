import type { SourceRange } from '../../../core/location.ts';
import type { Unknown } from '../../../core/value.ts';
import type { Command, Operand, Pipe, Span } from '../../../syntax/gotemplate/ast.ts';
import { checkArgument, checkCount, constantFor } from './arguments.ts';
import { callFunction } from './call-function.ts';
import type { Engine, NamedTemplate, Namespace } from './engine.ts';
import { memberOf } from './member.ts';
import { isTrue } from './print.ts';
import type { Call, GoMethod, GoValue, Parameter, TemplateFunction, Text } from './value.ts';
import { Dict, TemplateError, doubted, plain, uncertaintyOf } from './value.ts';

interface EvaluatorInput {
  readonly engine: Engine;
  readonly template: NamedTemplate;
  readonly namespace: Namespace;
  readonly data: GoValue;
}

/** The arguments of a call: operands after the first, and what the pipeline hands over. */
interface Given {
  readonly command: Command | undefined;
  readonly final: GoValue | undefined;
}

const NONE: Given = { command: undefined, final: undefined };

/** Evaluates pipelines in one run of one template, with its variables. */
export class Evaluator implements Call {
  readonly #engine: Engine;
  readonly #template: NamedTemplate;
  readonly #namespace: Namespace;
  readonly #names: string[] = ['$'];
  readonly #values: GoValue[];
  /** The action that runs. */
  action: Span = { start: 0, end: 0 };

  constructor({ engine, template, namespace, data }: EvaluatorInput) {
    this.#engine = engine;
    this.#template = template;
    this.#namespace = namespace;
    this.#values = [data];
  }

  pipe(pipe: Pipe, dot: GoValue): GoValue {
    let value: GoValue | undefined;
    for (const command of pipe.commands) {
      this.#engine.step();
      value = this.#command(command, dot, value);
    }
    const result = value ?? null;
    for (const name of pipe.variables) {
      if (pipe.assigns) this.assign(name, result);
      else this.declare(name, result);
    }
    return result;
  }

  // Variables

  mark(): number {
    return this.#names.length;
  }

  release(mark: number): void {
    this.#names.length = mark;
    this.#values.length = mark;
  }

  declare(name: string, value: GoValue): void {
    this.#names.push(name);
    this.#values.push(value);
  }

  assign(name: string, value: GoValue): void {
    const index = this.#names.lastIndexOf(name);
    if (index < 0) throw new TemplateError(`undefined variable: ${name}`);
    this.#values[index] = doubted(value, this.#engine.doubt);
  }

  snapshot(): readonly GoValue[] {
    return [...this.#values];
  }

  /** Takes back what a branch assigned; a variable that it would have changed becomes uncertain. */
  restore(values: readonly GoValue[], because: Unknown): void {
    for (const [index, before] of values.entries()) {
      if (this.#values[index] !== before) this.#values[index] = doubted(before, because);
    }
    this.release(values.length);
  }

  #variable(name: string): GoValue {
    const value = this.#values[this.#names.lastIndexOf(name)];
    if (value === undefined) throw new TemplateError(`undefined variable: ${name}`);
    return value;
  }

  // What a function may ask

  get at(): SourceRange {
    return this.#template.origin.range(this.action);
  }

  include(name: string, data: GoValue): Text {
    const template = this.#engine.find(name, this.#namespace);
    if (!template)
      throw new TemplateError(`error calling include: template: no template "${name}" associated`);
    return this.#engine.run(template, this.#namespace, data);
  }

  evaluate(text: GoValue, data: GoValue): Text {
    return this.#engine.evaluate(text, this.#namespace, { data, at: this.at });
  }

  change(dict: Dict, key: string, value: GoValue): void {
    const { doubt, isSpeculating } = this.#engine;
    if (doubt === undefined) return dict.set(key, value);
    const before = dict.get(key);
    if (!isSpeculating) dict.set(key, doubted(value, doubt));
    else if (before === undefined) dict.uncertain ??= doubt;
    else dict.set(key, doubted(before, doubt));
  }

  writable(dict: Dict): Dict {
    const { doubt, isSpeculating } = this.#engine;
    if (doubt === undefined) return dict;
    dict.uncertain ??= doubt;
    return isSpeculating ? Dict.of(dict.entries(), { node: dict.node, uncertain: doubt }) : dict;
  }

  // Commands

  #command(command: Command, dot: GoValue, final: GoValue | undefined): GoValue {
    const [first] = command.operands;
    const given: Given = { command, final };
    switch (first.kind) {
      case 'function':
        return this.#call(first.name, first, { dot, given });
      case 'field':
        return this.#fields(dot, first.names, { span: first, dot, given });
      case 'variable':
        if (first.names.length === 0) break;
        return this.#fields(this.#variable(first.name), first.names, { span: first, dot, given });
      case 'chain':
        return this.#fields(this.#operand(first.target, dot), first.names, { span: first, dot, given });
      case 'nil':
        this.#failAt(first);
        throw new TemplateError('nil is not a command');
      default:
        break;
    }
    if (command.operands.length > 1 || final !== undefined) {
      this.#failAt(first);
      throw new TemplateError("can't give argument to non-function");
    }
    return this.#operand(first, dot);
  }

  #operand(operand: Operand, dot: GoValue): GoValue {
    switch (operand.kind) {
      case 'dot':
        return dot;
      case 'nil':
        return null;
      case 'bool':
      case 'string':
        return operand.value;
      case 'number':
        return constantFor(operand, 'any');
      case 'field':
        return this.#fields(dot, operand.names, { span: operand, dot, given: NONE });
      case 'variable': {
        const value = this.#variable(operand.name);
        if (operand.names.length === 0) return value;
        return this.#fields(value, operand.names, { span: operand, dot, given: NONE });
      }
      case 'chain':
        return this.#fields(this.#operand(operand.target, dot), operand.names, {
          span: operand,
          dot,
          given: NONE,
        });
      case 'pipe':
        return this.pipe(operand.pipe, dot);
      case 'function':
        return this.#call(operand.name, operand, { dot, given: NONE });
      case 'bad':
        this.#failAt(operand);
        throw new TemplateError(operand.message);
    }
  }

  #failAt(span: Span): void {
    this.#engine.at = this.#template.origin.range(span);
  }

  /** A chain of fields; the last one takes the arguments. */
  #fields(receiver: GoValue, names: readonly string[], at: FieldsAt): GoValue {
    // Fields of nil itself are nil: only a field that turns out to be nil has none.
    if (plain(receiver) === null) return doubted(null, uncertaintyOf(receiver));
    let value = receiver;
    for (const [index, name] of names.entries()) {
      const given = index === names.length - 1 ? at.given : NONE;
      const hasArguments = given.final !== undefined || (given.command?.operands.length ?? 1) > 1;
      this.#failAt(at.span);
      const found = memberOf(value, name, hasArguments);
      value =
        typeof found === 'object' && found !== null && 'call' in found
          ? this.#callMethod(name, found, { dot: at.dot, given, span: at.span })
          : found;
    }
    return value;
  }

  #callMethod(name: string, method: GoMethod, at: FieldsAt): GoValue {
    const args = this.#arguments(method.parameters, undefined, { name, ...at });
    this.#failAt(at.span);
    return method.call(args, this);
  }

  #call(name: string, span: Span, at: Omit<FieldsAt, 'span'>): GoValue {
    this.#engine.step();
    if (name === 'and' || name === 'or') return this.#shortCircuit(name, at, span);
    const called = this.#engine.functions.get(name);
    this.#failAt(span);
    if (!called) throw new TemplateError(`function "${name}" not defined`);
    const args = this.#arguments(called.parameters, called, { name, span, ...at });
    this.#failAt(span);
    this.#engine.handles(args);
    const result = callFunction(called, args, this);
    this.#engine.made(result);
    return result;
  }

  #arguments(
    parameters: readonly Parameter[],
    called: TemplateFunction | undefined,
    { name, dot, given, span }: FieldsAt & { readonly name: string },
  ): readonly GoValue[] {
    const operands = given.command?.operands ?? [];
    const { final } = given;
    const count = Math.max(0, operands.length - 1) + (final === undefined ? 0 : 1);
    this.#failAt(span);
    checkCount(name, count, { parameters, rest: called?.rest });
    const args: GoValue[] = [];
    for (let index = 1; index < operands.length; index += 1) {
      const operand = operands[index];
      if (!operand) break;
      const parameter = parameters[index - 1] ?? called?.rest ?? 'any';
      if (operand.kind === 'number') args.push(constantFor(operand, parameter));
      else {
        const value = this.#operand(operand, dot);
        this.#failAt(operand);
        // A missing field is nil of no type, which is no empty dict; nil that went through a pipeline is one.
        const isField = operand.kind === 'field' || operand.kind === 'chain' || hasFields(operand);
        args.push(checkArgument(value, parameter, { isField }));
      }
    }
    if (final !== undefined) {
      this.#failAt(span);
      args.push(checkArgument(final, parameters[count - 1] ?? called?.rest ?? 'any', { isField: false }));
    }
    return args;
  }

  /** `and` and `or` give back the argument that decides, and do not look at those after it. */
  #shortCircuit(name: 'and' | 'or', { dot, given }: Omit<FieldsAt, 'span'>, span: Span): GoValue {
    const operands = given.command?.operands ?? [];
    if (operands.length < 2 && given.final === undefined) {
      this.#failAt(span);
      throw new TemplateError(`wrong number of args for ${name}: want at least 1 got 0`);
    }
    let because: Unknown | undefined;
    let value: GoValue = null;
    for (let index = 1; index <= operands.length; index += 1) {
      const operand = operands[index];
      if (!operand && given.final === undefined) break;
      value = operand ? this.#operand(operand, dot) : (given.final ?? null);
      because ??= uncertaintyOf(value);
      if (isTrue(value) === (name === 'or')) break;
    }
    return doubted(value, because);
  }
}

function hasFields(operand: Operand): boolean {
  return operand.kind === 'variable' && operand.names.length > 0;
}

interface FieldsAt {
  readonly span: Span;
  readonly dot: GoValue;
  readonly given: Given;
}
