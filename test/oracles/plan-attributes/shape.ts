// What a provider's schema says of the form of a value, as `terraform providers schema -json` writes it.

/** A type constraint as JSON: `"string"`, `["set", "string"]`, `["object", {"name": "string"}]`. */
export type TypeText = string | readonly [string, TypeText | AttributeTypes];

interface AttributeTypes {
  readonly [name: string]: TypeText;
}

export interface SchemaAttribute {
  readonly type?: TypeText;
  readonly nested_type?: { readonly nesting_mode: string } & SchemaBlock;
}

export interface SchemaBlock {
  readonly attributes?: Readonly<Record<string, SchemaAttribute>>;
  readonly block_types?: Readonly<
    Record<string, { readonly nesting_mode: string; readonly block: SchemaBlock }>
  >;
}

export interface ProviderSchema {
  readonly resource_schemas: Readonly<Record<string, { readonly block: SchemaBlock }>>;
}

/** The form of a value, as far as comparing needs it. */
export type Shape =
  | { readonly kind: 'text' | 'number' | 'bool' | 'any' }
  | ListShape
  | { readonly kind: 'map'; readonly of: Shape }
  | { readonly kind: 'single'; readonly of: Shape }
  | { readonly kind: 'object'; readonly attributes: Readonly<Record<string, Shape>> };

export interface ListShape {
  readonly kind: 'list' | 'set';
  readonly of: Shape;
}

const SIMPLE: Readonly<Record<string, Shape>> = {
  string: { kind: 'text' },
  number: { kind: 'number' },
  bool: { kind: 'bool' },
};

/** The shape of a block: of a resource, or nested in one. */
export function blockShape(block: SchemaBlock): Shape {
  const attributes: Record<string, Shape> = {};
  for (const [name, { type, nested_type: nested }] of Object.entries(block.attributes ?? {})) {
    attributes[name] = nested ? nesting(nested.nesting_mode, blockShape(nested)) : typeShape(type);
  }
  for (const [name, inner] of Object.entries(block.block_types ?? {})) {
    const shape = nesting(inner.nesting_mode, blockShape(inner.block));
    attributes[name] = shape.kind === 'object' ? { kind: 'single', of: shape } : shape;
  }
  return { kind: 'object', attributes };
}

function nesting(mode: string, of: Shape): Shape {
  if (mode === 'map') return { kind: mode, of };
  return mode === 'list' || mode === 'set' ? { kind: mode, of } : of;
}

function typeShape(type: TypeText | undefined): Shape {
  if (type === undefined || typeof type === 'string') return SIMPLE[type ?? ''] ?? { kind: 'any' };
  const [kind, of] = type;
  if (kind === 'list' || kind === 'set' || kind === 'map') {
    return { kind, of: isTypeText(of) ? typeShape(of) : { kind: 'any' } };
  }
  if (kind !== 'object' || isTypeText(of)) return { kind: 'any' };
  const entries = Object.entries(of).map(([name, inner]): [string, Shape] => [name, typeShape(inner)]);
  return { kind: 'object', attributes: Object.fromEntries(entries) };
}

function isTypeText(of: TypeText | AttributeTypes): of is TypeText {
  return typeof of === 'string' || Array.isArray(of);
}
