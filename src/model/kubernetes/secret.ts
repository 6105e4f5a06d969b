import type { SecretContent, SecretKey } from '../../core/facts/traffic.ts';
import type { Resource } from '../../core/resource.ts';
import type { Data } from '../../core/value.ts';
import { isDataObject, scalarText, Sensitive, Unknown } from '../../core/value.ts';
import { at, readText } from '../read.ts';
import type { ResourceModel } from '../resource-model.ts';
import { decodeBase64, secretLook } from './secret-look.ts';

const DOCUMENTATION = 'https://kubernetes.io/docs/concepts/configuration/secret/#secret-types';

/** Keys and values that pods read; here only what the values look like. */
export const model: ResourceModel = {
  types: ['Secret'],
  describe(resource) {
    return { kind: 'secret', facts: { secretContent: contentOf(resource) } };
  },
};

function contentOf(resource: Resource): SecretContent {
  const parts = (['data', 'stringData'] as const).map((part) => keysOf(resource, part));
  const keys = parts.flatMap((part) => part.keys);
  return {
    type: readText(resource, ['type'], { value: 'Opaque', source: DOCUMENTATION }),
    keys,
    encryptedBy:
      keys.length > 0 && keys.every(({ looksLike }) => looksLike === 'encrypted') ? 'SOPS' : undefined,
    more: parts.find(({ more }) => more)?.more,
    readBy: [],
  };
}

/** What SOPS encrypted, the loader hands over as unreadable. */
function isCipher({ reason, detail }: Unknown): boolean {
  return reason === 'file-not-readable' && detail.includes('encrypted');
}

function keysOf(
  resource: Resource,
  part: 'data' | 'stringData',
): { readonly keys: readonly SecretKey[]; readonly more: Unknown | undefined } {
  const written = resource.attributes[part];
  const content = Sensitive.is(written) ? written.reveal() : written;
  if (Unknown.is(content)) return { keys: [], more: content };
  if (!isDataObject(content)) return { keys: [], more: undefined };
  const keys = Object.entries(content).map(([name, value]): SecretKey => ({
    name,
    looksLike: lookOf(name, value, part),
    at: at(resource, part, name),
  }));
  return { keys, more: undefined };
}

function lookOf(name: string, value: Data, part: 'data' | 'stringData'): SecretKey['looksLike'] {
  const shown = Sensitive.is(value) ? value.reveal() : value;
  if (Unknown.is(shown)) return isCipher(shown) ? 'encrypted' : 'unknown';
  const text = scalarText(shown);
  if (text === undefined) return shown === null ? 'empty' : 'value';
  if (part === 'stringData') return secretLook(name, text);
  // A placeholder in `data` is often written as it is, in no base64.
  const asWritten = secretLook(name, text);
  if (asWritten === 'placeholder' || asWritten === 'empty') return asWritten;
  return secretLook(name, decodeBase64(text) ?? text);
}
