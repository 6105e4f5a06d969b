import type { Resource } from '../../../../core/resource.ts';
import { isDataObject, Unknown } from '../../../../core/value.ts';
import type { GraphDraft } from '../../../graph-draft.ts';
import { documentOf } from '../../../aws/access/document.ts';
import { objectsAt } from '../../../kubernetes/lists.ts';
import type { Path } from '../../../read.ts';
import { at, dataAt } from '../../../read.ts';
import { textAt } from '../../../kubernetes/object.ts';
import { cloudSecrets, propertyOf } from '../cloud-secrets.ts';
import type { CloudSecrets } from '../cloud-secrets.ts';
import type { Kept, KeptObject } from './kept-texts.ts';
import { secretText } from './shown-address.ts';

/** Reads what operators put into Secrets: the keys, and where each comes from. */
export class ExternalContents {
  readonly #cloud: CloudSecrets;

  constructor(draft: GraphDraft) {
    this.#cloud = cloudSecrets(draft);
  }

  /** The Secret of one name that an object makes. */
  read(object: Resource, name: string): KeptObject {
    const keys = new Map<string, Kept>();
    const encrypted = dataAt(object, 'spec', 'encryptedData');
    for (const key of isDataObject(encrypted) ? Object.keys(encrypted) : []) {
      keys.set(key, this.#kept(object, { key, name, path: ['spec', 'encryptedData', key] }));
    }
    for (const { path } of objectsAt(object, 'spec', 'data').items) {
      const key = textAt(object, [...path, 'secretKey']);
      if (typeof key !== 'string') continue;
      const remote = this.#remote(object, [...path, 'remoteRef']);
      keys.set(key, this.#kept(object, { key, name, path, ...remote }));
    }
    const { items } = objectsAt(object, 'spec', 'dataFrom');
    const isTemplated = dataAt(object, 'spec', 'target', 'template') !== undefined;
    for (const { path } of items) this.#addWhole(keys, object, { path: [...path, 'extract'], name });
    return { keys, more: items.length > 0 || isTemplated || keys.size === 0 ? decides(object) : undefined };
  }

  /** Every property of a remote secret is a key of its own. */
  #addWhole(
    keys: Map<string, Kept>,
    object: Resource,
    { path, name }: { readonly path: Path; readonly name: string },
  ): void {
    const { remote } = this.#remote(object, path);
    const found = remote === undefined ? undefined : this.#cloud.find(remote, object);
    const inside = documentOf(found?.content?.data);
    for (const key of isDataObject(inside) ? Object.keys(inside) : []) {
      keys.set(key, this.#kept(object, { key, name, path, remote, property: key }));
    }
  }

  #remote(object: Resource, path: Path): { readonly remote?: string; readonly property?: string } {
    const [remote, property] = ['key', 'property'].map((key) => textAt(object, [...path, key]));
    return {
      ...(typeof remote === 'string' ? { remote } : {}),
      ...(typeof property === 'string' ? { property } : {}),
    };
  }

  #kept(object: Resource, { key, name, path, remote, property }: Source): Kept {
    const place = at(object, ...path);
    const through = [{ says: `key ${key} of Secret ${name}, which ${object.address} makes`, at: place }];
    const found = remote === undefined ? undefined : this.#cloud.find(remote, object);
    if (!found) return { value: undefined, through, at: place };
    const { resource, content } = found;
    const whole = content?.at ?? at(resource);
    const value = secretText(key, propertyOf(content?.data, property));
    return {
      value,
      through: [...through, { says: `secret ${remote ?? ''} of ${resource.address}`, at: whole }],
      at: place,
    };
  }
}

interface Source {
  readonly key: string;
  readonly name: string;
  readonly path: Path;
  readonly remote?: string | undefined;
  readonly property?: string | undefined;
}

function decides({ address }: Resource): Unknown {
  return new Unknown({
    reason: 'not-in-inputs',
    detail: `the secret store decides which keys ${address} brings`,
    settledBy: 'what the secret store holds',
  });
}
