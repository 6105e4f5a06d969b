/** Terraform's types. `dynamic` stands for "any" in constraints and for values whose type is not known. */
export type Type =
  | 'string'
  | 'number'
  | 'bool'
  | 'dynamic'
  | { readonly kind: 'list'; readonly element: Type }
  | { readonly kind: 'set'; readonly element: Type }
  | { readonly kind: 'map'; readonly element: Type }
  | { readonly kind: 'tuple'; readonly elements: readonly Type[] }
  | ObjectType;

export interface ObjectType {
  readonly kind: 'object';
  /** Sorted by code unit. */
  readonly attributes: ReadonlyMap<string, Type>;
  /** Only in type constraints: attributes that may be left out. */
  readonly optional?: ReadonlySet<string> | undefined;
}

/** The type of lists of an element type. */
export function listOf(element: Type): Type {
  return { kind: 'list', element };
}

/** The type of sets of an element type. */
export function setOf(element: Type): Type {
  return { kind: 'set', element };
}

/** The type of maps of an element type. */
export function mapOf(element: Type): Type {
  return { kind: 'map', element };
}

/** The type of tuples with these element types. */
export function tupleOf(elements: readonly Type[]): Type {
  return { kind: 'tuple', elements };
}

/** The type of objects with these attributes, which must be in code-unit order. */
export function objectOf(attributes: ReadonlyMap<string, Type>): ObjectType {
  return { kind: 'object', attributes };
}
