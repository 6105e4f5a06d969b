import type { Type } from './type.ts';

/** A type as it is written in a constraint: `map(object({name=string}))`. */
export function typeText(type: Type): string {
  if (typeof type === 'string') return type === 'dynamic' ? 'any' : type;
  switch (type.kind) {
    case 'list':
    case 'set':
    case 'map':
      return `${type.kind}(${typeText(type.element)})`;
    case 'tuple':
      return `tuple([${type.elements.map(typeText).join(', ')}])`;
    case 'object': {
      const attributes = [...type.attributes].map(([name, attribute]) =>
        type.optional?.has(name)
          ? `${name}=optional(${typeText(attribute)})`
          : `${name}=${typeText(attribute)}`,
      );
      return `object({${attributes.join(', ')}})`;
    }
  }
}

/** A type in words, for messages. */
export function friendlyName(type: Type): string {
  if (typeof type === 'string') return type === 'dynamic' ? 'dynamic' : type;
  switch (type.kind) {
    case 'list':
    case 'set':
    case 'map':
      return type.element === 'dynamic'
        ? `${type.kind} of any type`
        : `${type.kind} of ${friendlyName(type.element)}`;
    case 'tuple':
    case 'object':
      return type.kind;
  }
}
