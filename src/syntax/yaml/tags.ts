import type { YamlScalar, YamlTyping } from './ast.ts';
import { typePlain } from './type-scalar.ts';

const STANDARD = /^(?:!!|!<tag:yaml\.org,2002:)([a-z]+)>?$/;

/**
 * What a text becomes under its tag: `!!int` and its kin type it, `!!binary` decodes it, every other tag
 * (`!!str`, `!reference`) leaves it. Undefined where the text does not fit the tag.
 */
export function valueByTag(text: string, tag: string, typing: YamlTyping): YamlScalar['value'] | undefined {
  const name = STANDARD.exec(tag)?.[1];
  switch (name) {
    case 'binary':
      return decoded(text);
    case 'null':
      return typePlain(text, typing) === null || text === '' ? null : undefined;
    case 'bool': {
      const value = typePlain(text, typing);
      return typeof value === 'boolean' ? value : undefined;
    }
    case 'int': {
      const value = typePlain(text, typing);
      const isWhole = typeof value === 'number' && Number.isInteger(value);
      return isWhole || isLongInteger(value) ? value : undefined;
    }
    case 'float': {
      const value = typePlain(text, typing);
      return typeof value === 'number' || isLongInteger(value) ? value : undefined;
    }
    case 'timestamp':
      return /^\d{4}-/.test(text) ? typePlain(text, typing) : undefined;
    default:
      // The tag `!` says nothing to Kustomize, and elsewhere that the value is a text.
      return tag === '!' && typing === 'kustomize' ? typePlain(text, typing) : text;
  }
}

function isLongInteger(value: YamlScalar['value']): boolean {
  return typeof value === 'string' && /^-?\d{16,}$/.test(value);
}

function decoded(text: string): string | undefined {
  const packed = text.replaceAll(/\s/g, '');
  if (packed.length % 4 !== 0 || !/^[A-Za-z\d+/]*={0,2}$/.test(packed)) return undefined;
  const bytes = Uint8Array.from(atob(packed), (letter) => letter.charCodeAt(0));
  return new TextDecoder().decode(bytes);
}
