import type { Files } from '../../../core/files.ts';
import type { Budget } from '../evaluate/budget.ts';
import type { Type } from '../values/type.ts';
import type { Refinement, TfValue } from '../values/value.ts';

/** What functions may see of the world. */
export interface FunctionContext {
  readonly files: Files;
  /** What the evaluation of the stack may still cost. */
  readonly budget: Budget;
  /** Folder of the module that calls, relative to the reading boundary. */
  readonly moduleFolder: string;
  /** Folder of the root module: relative paths in `file()` start here, as where `terraform` runs. */
  readonly rootFolder: string;
  /** Evaluates the text of a template with nothing but the given variables (an object or map). */
  renderTemplate(text: string, variables: TfValue): TfValue;
}

export interface Parameter {
  readonly type: Type;
  /** The function itself deals with null. */
  readonly takesNull?: boolean;
  /** The function itself deals with an unknown argument; unknown elements it always sees. */
  readonly takesUnknown?: boolean;
  /** The function itself deals with an unknown argument of unknown type. */
  readonly takesDynamic?: boolean;
  /** The function itself deals with marks; otherwise marks inside the argument move to the result. */
  readonly takesMarks?: boolean;
}

export interface FunctionDefinition {
  readonly parameters: readonly Parameter[];
  /** The parameter for any further arguments. */
  readonly rest?: Parameter;
  /** The type of the result, for unknown arguments. */
  readonly result: Type | ((args: readonly TfValue[]) => Type);
  /** The argument whose text the result is, in part or in another form. */
  readonly cuts?: number;
  /** What is certain about an unknown result; not being null unless said otherwise. */
  readonly refine?: (args: readonly TfValue[]) => Refinement | undefined;
  readonly call: (args: readonly TfValue[], context: FunctionContext) => TfValue;
}

export interface Functions {
  readonly [name: string]: FunctionDefinition;
}

export const ANY: Parameter = { type: 'dynamic' };
export const TEXT: Parameter = { type: 'string' };
export const NUMBER: Parameter = { type: 'number' };
