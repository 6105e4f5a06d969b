import type { Expression } from '../../../syntax/hcl/ast.ts';
import type { FunctionContext } from '../functions/registry.ts';
import type { TfValue } from '../values/value.ts';

/** A name bound by a `for` expression or a template variable, and the names around it. */
export interface Binding {
  readonly name: string;
  readonly value: TfValue;
  readonly outer: Binding | undefined;
}

/** `each`, `count` and what a `dynamic` block's iterator adds. */
export interface InstanceKeys {
  readonly eachKey?: TfValue | undefined;
  readonly eachValue?: TfValue | undefined;
  readonly countIndex?: TfValue | undefined;
}

/** One step of a reference: `.name` or `[key]`. */
export type Step =
  | { readonly kind: 'attribute'; readonly name: string }
  | { readonly kind: 'index'; readonly key: Expression };

/** Resolves references that no binding captures; returns the value and how many steps it used up. */
export interface References {
  resolve(
    root: string,
    steps: readonly Step[],
    scope: Scope,
  ): { readonly value: TfValue; readonly used: number };
}

/** Everything an expression can see. */
export interface Scope {
  readonly references: References;
  readonly functions: FunctionContext;
  readonly bindings: Binding | undefined;
  readonly keys: InstanceKeys;
}

/** A scope with one name more: of a `for`, a dynamic block, a template. */
export function bind(scope: Scope, name: string, value: TfValue): Scope {
  return { ...scope, bindings: { name, value, outer: scope.bindings } };
}

/** The value of a name that a scope was given, the innermost first. */
export function boundValue(scope: Scope, name: string): TfValue | undefined {
  for (let binding = scope.bindings; binding; binding = binding.outer) {
    if (binding.name === name) return binding.value;
  }
  return undefined;
}
