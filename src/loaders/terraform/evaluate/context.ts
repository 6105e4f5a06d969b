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
import { evaluate } from './expression.ts';
import type { Scope } from './scope.ts';

// A block with more instances than this is a mistake or an attack; terraform itself becomes unusable long
// before.
export const MAX_INSTANCES_OF_BLOCK = 20_000;
// Over all blocks of one stack.
export const MAX_INSTANCES_OF_STACK = 200_000;
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
  readonly budget: { instances: number; depth: number };
  /** Every resource instance by id, for `trace`. */
  readonly instances: Map<ResourceId, unknown>;
}

/**
 * Diagnostics without repetition: the same words at the same place count once, however many instances meet
 * it.
 */
export class DiagnosticLog {
  readonly list: Diagnostic[] = [];
  readonly #seen = new Set<string>();

  add(diagnostic: Diagnostic): void {
    const key = `${diagnostic.code} ${diagnostic.at?.file} ${diagnostic.at?.start} ${diagnostic.message}`;
    if (this.#seen.has(key)) return;
    this.#seen.add(key);
    this.list.push(diagnostic);
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
  const message = evaluationMessage(error);
  context.diagnostics.add({ severity: 'error', code: 'evaluation', message, at });
  return unknownOf('dynamic', failure(message));
}

export function failure(message: string): Unknown {
  return new UnknownValue({
    reason: 'evaluation-error',
    detail: message,
    settledBy: 'a correction of the expression',
  });
}

export function evaluationMessage(error: unknown): string {
  if (error instanceof EvaluationError) return error.message;
  if (error instanceof RangeError) return 'this expression is nested too deeply to be evaluated';
  throw error;
}

/** Values that are computed at most once; a value that needs itself is an error, as in terraform. */
export class Memo {
  readonly #values = new Map<string, TfValue | undefined>();
  readonly #context: StackContext;

  constructor(context: StackContext) {
    this.#context = context;
  }

  get(key: string, what: string, compute: () => TfValue): TfValue {
    if (this.#values.has(key)) {
      const known = this.#values.get(key);
      if (known) return known;
      throw new EvaluationError(`${what} depends on itself`);
    }
    const { budget } = this.#context;
    if (budget.depth >= MAX_REFERENCE_DEPTH) {
      throw new EvaluationError(
        `${what} is at the end of a chain of more than ${MAX_REFERENCE_DEPTH} references`,
      );
    }
    this.#values.set(key, undefined);
    budget.depth += 1;
    try {
      const value = compute();
      this.#values.set(key, value);
      return value;
    } catch (error) {
      this.#values.delete(key);
      throw error;
    } finally {
      budget.depth -= 1;
    }
  }
}
