import type { Diagnostic } from '../../../core/diagnostic.ts';
import type { Files } from '../../../core/files.ts';
import type { ResourceId, StackId } from '../../../core/id.ts';
import type { SourceRange } from '../../../core/location.ts';
import type { ModuleCall } from '../../../core/resource.ts';
import type { Unknown } from '../../../core/value.ts';
import type { Expression } from '../../../syntax/hcl/ast.ts';
import type { ModuleConfig } from '../config/module-config.ts';
import { rangeIn } from '../config/source-file.ts';
import type { ConfigAttribute } from '../config/module-config.ts';
import type { TfValue } from '../values/value.ts';
import { EvaluationError, unknownOf } from '../values/value.ts';
import { Unknown as UnknownValue } from '../../../core/value.ts';
import type { Budget } from './budget.ts';
import { BudgetSpent } from './budget.ts';
import type { Dependence } from './dependence.ts';
import { evaluate } from './expression.ts';
import type { Scope } from './scope.ts';

// A block with more instances than this is a mistake or an attack; terraform itself becomes unusable long
// before.
export const MAX_INSTANCES_OF_BLOCK = 20_000;
// Over all blocks of one stack.
export const MAX_INSTANCES_OF_STACK = 200_000;
// A module is opened again for every instance of every call.
export const MAX_MODULES_OF_STACK = 20_000;
// Modules inside modules; real estates stay below ten.
export const MAX_MODULE_DEPTH = 60;
// References through locals, variables and outputs that wait for each other.
const MAX_REFERENCE_DEPTH = 250;

/** Where the code of a module call was found. */
export type LocatedModule =
  | { readonly opened: 'local' | 'vendored' | 'mapped'; readonly config: ModuleConfig }
  | { readonly opened: 'opaque'; readonly why: string };

/** A module call whose code is looked for. */
export interface WantedModule {
  readonly source: string;
  readonly version: string | undefined;
  /** The folder of the module that calls. */
  readonly fromFolder: string;
  /** The key of the call in `.terraform/modules/modules.json`. */
  readonly key: string;
}

/** What all module instances of one stack share. */
export interface StackContext {
  readonly stack: StackId;
  readonly rootFolder: string;
  readonly workspace: string;
  readonly files: Files;
  /** `--data TYPE=HCL`, parsed. */
  readonly data: ReadonlyMap<string, Expression>;
  locate(wanted: WantedModule): LocatedModule;
  /** Outputs of another root, found by its backend; undefined when no root of the inputs keeps that state. */
  remoteState(backend: string, config: TfValue, workspace: TfValue | undefined): TfValue | undefined;
  readonly diagnostics: DiagnosticLog;
  readonly moduleCalls: ModuleCall[];
  readonly budget: Budget;
  /** Every resource instance by id, for `trace`. */
  readonly instances: Map<ResourceId, unknown>;
  /** Where somebody asks what depends on what; evaluation is a little slower then. */
  readonly dependence: Dependence | undefined;
}

/**
 * Diagnostics without repetition: the same words at the same place count once, however many instances meet
 * it.
 */
export class DiagnosticLog {
  readonly list: Diagnostic[] = [];
  readonly #seen = new Set<string>();
  #saidSpent = false;

  add(diagnostic: Diagnostic): void {
    const key = `${diagnostic.code} ${diagnostic.at?.file} ${diagnostic.at?.start} ${diagnostic.message}`;
    if (this.#seen.has(key)) return;
    this.#seen.add(key);
    this.list.push(diagnostic);
  }

  /** Adds the diagnostic of an error; that the budget is used up is said once, where it happened. */
  addFailure(error: unknown, diagnostic: Diagnostic): void {
    if (error instanceof BudgetSpent) {
      if (this.#saidSpent) return;
      this.#saidSpent = true;
    }
    this.add(diagnostic);
  }
}

/** Evaluates one argument; an error becomes a diagnostic and an unknown value, and evaluation goes on. */
export function evaluateArgument(argument: ConfigAttribute, scope: Scope, context: StackContext): TfValue {
  try {
    return evaluate(argument.attribute.expression, scope);
  } catch (error) {
    return failedValue(error, rangeIn(argument.file, argument.attribute.expression), context);
  }
}

/**
 * The unknown value and the diagnostic for an evaluation that failed; anything but an evaluation error is
 * rethrown.
 */
export function failedValue(error: unknown, at: SourceRange, context: StackContext): TfValue {
  const cause = failure(error);
  context.diagnostics.addFailure(error, { severity: 'error', code: 'evaluation', message: cause.detail, at });
  return unknownOf('dynamic', cause);
}

// An error may quote what was written.
const LONGEST_MESSAGE = 400;

/** Why a value that could not be evaluated is unknown; anything but an evaluation error is rethrown. */
export function failure(error: unknown): Unknown {
  const reason = error instanceof EvaluationError ? error.reason : 'limit';
  const message = evaluationMessage(error);
  const detail = message.length > LONGEST_MESSAGE ? `${message.slice(0, LONGEST_MESSAGE)}…` : message;
  const settledBy = reason === 'limit' ? 'a smaller expression' : 'a correction of the expression';
  return new UnknownValue({ reason, detail, settledBy });
}

function evaluationMessage(error: unknown): string {
  if (error instanceof EvaluationError) return error.message;
  if (!(error instanceof RangeError)) throw error;
  // The engine's own limits: of its stack, and of the size of texts and lists.
  if (error.message.includes('call stack')) return 'this expression is nested too deeply to be evaluated';
  return 'a text or a list would become too large';
}

/** Values that are computed at most once; a value that needs itself is an error, as in terraform. */
export class Memo {
  readonly #values = new Map<string, TfValue | undefined>();
  readonly #context: StackContext;
  readonly #owner: string;

  constructor(context: StackContext, owner: string) {
    this.#context = context;
    this.#owner = owner;
  }

  get(key: string, what: string, compute: () => TfValue): TfValue {
    const { dependence } = this.#context;
    if (!dependence) return this.#once(key, what, compute);
    dependence.read(this.#owner, key);
    return this.#once(key, what, () => dependence.within(this.#owner, key, compute));
  }

  #once(key: string, what: string, compute: () => TfValue): TfValue {
    if (this.#values.has(key)) {
      const known = this.#values.get(key);
      if (known) return known;
      throw new EvaluationError(`${what} depends on itself`);
    }
    const { budget } = this.#context;
    if (budget.references >= MAX_REFERENCE_DEPTH) {
      throw new EvaluationError(
        `${what} is at the end of a chain of more than ${MAX_REFERENCE_DEPTH} references`,
      );
    }
    this.#values.set(key, undefined);
    budget.references += 1;
    try {
      const value = compute();
      this.#values.set(key, value);
      return value;
    } catch (error) {
      this.#values.delete(key);
      throw error;
    } finally {
      budget.references -= 1;
    }
  }
}
