import { BudgetSpent } from '../evaluate/budget.ts';
import { convert } from '../values/convert.ts';
import { sizeOf } from '../values/size.ts';
import type { Type } from '../values/type.ts';
import { containsSensitive, cutFrom, derivedUnknown, withoutMarks } from '../values/unknowns.ts';
import type { TfValue } from '../values/value.ts';
import { EvaluationError, isNull, isUnknown, withSensitive } from '../values/value.ts';
import type { FunctionContext, FunctionDefinition, Parameter } from './definition.ts';
import { definitions } from './definitions.ts';
import { providerDefinitions, providerFunction } from './provider-functions.ts';

export type { FunctionContext } from './definition.ts';

/** Functions that decide themselves which arguments are evaluated; the evaluator deals with them. */
const LAZY = ['can', 'try'];

/** The names of all built-in functions of Terraform 1.11, without a namespace. */
export const functionNames: ReadonlySet<string> = new Set([...definitions.keys(), ...LAZY]);

/**
 * Calls a function as Terraform does: conversion of arguments, nulls, unknowns and marks are dealt with here.
 */
export function callFunction(name: string, args: readonly TfValue[], context: FunctionContext): TfValue {
  const definition =
    definitions.get(name.startsWith('core::') ? name.slice('core::'.length) : name) ??
    providerDefinitions.get(name);
  if (definition === undefined && name.startsWith('provider::')) return providerFunction(name);
  if (definition === undefined) throw new EvaluationError(`there is no function named ${name}`);
  try {
    let work = 1;
    for (const value of args) work += workOf(value);
    context.budget.spend(work);
    return context.budget.keep(applyDefinition(definition, args, context));
  } catch (error) {
    if (error instanceof BudgetSpent) throw error;
    if (error instanceof EvaluationError)
      throw new EvaluationError(`${name}: ${reasonOf(error, args)}`, error.reason);
    throw error;
  }
}

/** Many errors quote an argument. */
function reasonOf(error: EvaluationError, args: readonly TfValue[]): string {
  return args.some(containsSensitive) ? 'an argument that is sensitive does not fit' : error.message;
}

// A function goes through its texts much faster than through its lists.
const CHARACTERS_PER_STEP = 16;
// Conversion, the search for marks and unknowns, and the function itself each visit a part.
const STEPS_PER_PART = 3;

function workOf(value: TfValue): number {
  const { content } = value;
  if (typeof content === 'string') return Math.floor(content.length / CHARACTERS_PER_STEP);
  return STEPS_PER_PART * sizeOf(value);
}

function applyDefinition(
  definition: FunctionDefinition,
  given: readonly TfValue[],
  context: FunctionContext,
): TfValue {
  const parameters = parametersFor(definition, given.length);
  const converted = given.map((value, index) => convert(value, parameters[index]?.type ?? 'dynamic'));
  let sensitive = false;
  let unknownType: Type | 'none' | undefined = 'none';
  const args = converted.map((value, index) => {
    const parameter = parameters[index];
    if (isNull(value) && !parameter?.takesNull)
      throw new EvaluationError(`argument ${String(index + 1)} must not be null`);
    if (isUnknown(value)) {
      if (value.type === 'dynamic' && !parameter?.takesDynamic) unknownType = 'dynamic';
      else if (!parameter?.takesUnknown && unknownType === 'none') unknownType = undefined;
    }
    if (parameter?.takesMarks || !containsSensitive(value)) return value;
    sensitive = true;
    return withoutMarks(value);
  });
  const result =
    unknownType === 'none' ? definition.call(args, context) : unknownResult(definition, args, unknownType);
  return withSensitive(result, sensitive || result.sensitive);
}

function parametersFor({ parameters, rest }: FunctionDefinition, count: number): readonly Parameter[] {
  if (count < parameters.length)
    throw new EvaluationError(`${String(parameters.length)} arguments are required`);
  if (count === parameters.length) return parameters;
  if (rest === undefined)
    throw new EvaluationError(`no more than ${String(parameters.length)} arguments are taken`);
  return [...parameters, ...Array.from({ length: count - parameters.length }, () => rest)];
}

function unknownResult(
  definition: FunctionDefinition,
  args: readonly TfValue[],
  forced: Type | undefined,
): TfValue {
  const unknown = args.filter(isUnknown);
  const type =
    forced ?? (typeof definition.result === 'function' ? definition.result(args) : definition.result);
  const text = definition.cuts === undefined ? undefined : args[definition.cuts];
  const refinement =
    type === 'dynamic' ? undefined : definition.refine ? definition.refine(args) : { notNull: true };
  return text ? cutFrom(type, text, unknown, refinement) : derivedUnknown(type, unknown, refinement);
}
