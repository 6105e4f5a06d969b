import type { Setting } from '../../../../core/facts/settings.ts';
import type { ResourceId, StackId } from '../../../../core/id.ts';
import type { Location } from '../../../../core/location.ts';
import type { Resource, Stack } from '../../../../core/resource.ts';
import type { Data, Value } from '../../../../core/value.ts';
import { isDataObject, scalarText, Sensitive, Unknown } from '../../../../core/value.ts';
import type { GraphDraft } from '../../../graph-draft.ts';
import { model as externalModel } from '../../../kubernetes/external-secret.ts';
import { decodeBase64 } from '../../../kubernetes/secret-look.ts';
import { objectsAt } from '../../../kubernetes/lists.ts';
import { at, dataAt } from '../../../read.ts';
import type { ObjectIndex } from '../together.ts';
import { areOfOtherEnvironments, objectIndex } from '../together.ts';
import { ExternalContents } from './external-contents.ts';
import { secretText } from './shown-address.ts';

/** What is kept under one key. */
export interface Kept {
  /** Absent where nothing of it can be read. */
  readonly value: Value<string> | undefined;
  readonly through: Setting['through'];
  /** Where the text itself stands. */
  readonly at: Location;
}

/** What an object keeps, by key. */
export interface KeptObject {
  readonly keys: ReadonlyMap<string, Kept>;
  /** Why there may be other keys. */
  readonly more: Unknown | undefined;
}

export interface Keeper {
  readonly kind: 'config-map' | 'secret';
  readonly namespace: string;
  readonly name: string;
}

/** Looks up what ConfigMaps and Secrets hold, whoever writes them: manifests, operators, Terraform. */
export class KeptTexts {
  readonly #draft: GraphDraft;
  readonly #index: ObjectIndex;
  readonly #external: ExternalContents;
  readonly #read = new Map<ResourceId, KeptObject>();
  readonly #made = new Map<string, string[]>();
  readonly #terraform = new Map<string, Resource[]>();
  readonly #stacks: ReadonlyMap<StackId, Stack>;

  constructor(draft: GraphDraft) {
    this.#draft = draft;
    this.#index = objectIndex(draft);
    this.#external = new ExternalContents(draft);
    this.#stacks = new Map(draft.stacks.map((stack) => [stack.id, stack]));
    for (const resource of draft.ofType(...externalModel.types)) {
      for (const name of madeNames(draft, resource)) put(this.#made, name, resource.name);
    }
    for (const [kind, types] of Object.entries(OF_TERRAFORM)) {
      for (const resource of draft.ofType(...types)) {
        const [name, namespace] = ['name', 'namespace'].map((key) => dataAt(resource, 'metadata', 0, key));
        if (typeof name !== 'string' || Unknown.is(namespace)) continue;
        const key = `${kind}\u0000${scalarText(namespace) ?? 'default'}\u0000${name}`;
        put(this.#terraform, key, resource);
      }
    }
  }

  /** The object that a workload means; undefined where it is not in the inputs, or two could be meant. */
  find(from: Resource, keeper: Keeper): KeptObject | undefined {
    const { kind, namespace, name } = keeper;
    const types = [kind === 'secret' ? 'Secret' : 'ConfigMap'];
    const written = this.#only(from, { namespace, name, types });
    const read = written && this.#contentOf(written, kind);
    if (read && read.keys.size > 0) return read;
    return (
      (kind === 'secret' ? this.#madeFor(from, keeper) : undefined) ?? this.#ofTerraform(from, keeper) ?? read
    );
  }

  #only(from: Resource, { namespace, name, types }: Named): Resource | undefined {
    const { own, together, elsewhere } = this.#index.named(from, namespace, name, types);
    if (own.length > 0) return own[0]?.main;
    if (together.length > 0) return together[0]?.main;
    return elsewhere.length === 1 ? elsewhere[0]?.main : undefined;
  }

  #madeFor(from: Resource, { namespace, name }: Keeper): KeptObject | undefined {
    for (const source of new Set(this.#made.get(name) ?? [])) {
      const object = this.#only(from, { namespace, name: source, types: externalModel.types });
      if (object && madeNames(this.#draft, object).includes(name)) return this.#external.read(object, name);
    }
    return undefined;
  }

  #ofTerraform(from: Resource, { kind, namespace, name }: Keeper): KeptObject | undefined {
    const own = this.#stacks.get(from.stack);
    const found = (this.#terraform.get(`${kind}\u0000${namespace}\u0000${name}`) ?? []).filter((resource) => {
      const stack = this.#stacks.get(resource.stack);
      return own && stack && !areOfOtherEnvironments(own, stack);
    });
    const [only] = found;
    return only && found.length === 1 ? this.#contentOf(only, kind) : undefined;
  }

  #contentOf(resource: Resource, kind: Keeper['kind']): KeptObject {
    const known = this.#read.get(resource.id);
    if (known) return known;
    const content = contentOf(resource, kind);
    this.#read.set(resource.id, content);
    return content;
  }
}

interface Named {
  readonly namespace: string;
  readonly name: string;
  readonly types: readonly string[];
}

const OF_TERRAFORM: { readonly [kind in Keeper['kind']]: readonly string[] } = {
  'config-map': ['kubernetes_config_map', 'kubernetes_config_map_v1', 'kubernetes_config_map_v1_data'],
  secret: ['kubernetes_secret', 'kubernetes_secret_v1', 'kubernetes_secret_v1_data'],
};

function put<T>(map: Map<string, T[]>, key: string, value: T): void {
  const known = map.get(key);
  if (known) known.push(value);
  else map.set(key, [value]);
}

/** Names of the Secrets that an operator makes of an object. */
function madeNames(draft: GraphDraft, resource: Resource): readonly string[] {
  const target = draft.componentOf(resource.id)?.facts.secretContent?.targetName;
  const synced = objectsAt(resource, 'spec', 'secretObjects').items.flatMap(({ item: { secretName } }) =>
    typeof secretName === 'string' ? [secretName] : [],
  );
  return target === undefined ? synced : [target, ...synced];
}

function contentOf(resource: Resource, kind: Keeper['kind']): KeptObject {
  const keys = new Map<string, Kept>();
  let more: Unknown | undefined;
  for (const part of kind === 'secret' ? ['data', 'stringData'] : ['data']) {
    const written = resource.attributes[part];
    const data = Sensitive.is(written) ? written.reveal() : written;
    if (Unknown.is(data)) more ??= data;
    if (!isDataObject(data)) continue;
    const isEncoded = part === 'data' && kind === 'secret' && resource.mode === 'object';
    for (const [key, value] of Object.entries(data)) {
      const place = at(resource, part, key);
      const says = `key ${key} of ${kind === 'secret' ? 'Secret' : 'ConfigMap'} ${nameOf(resource)}`;
      const text = isEncoded ? decoded(value) : value;
      const shown = kind === 'secret' ? secretText(key, text) : plainText(text);
      keys.set(key, { value: shown, through: [{ says, at: place }], at: place });
    }
  }
  return { keys, more };
}

function nameOf(resource: Resource): string {
  if (resource.mode === 'object') return resource.name;
  return scalarText(dataAt(resource, 'metadata', 0, 'name')) ?? resource.address;
}

function decoded(value: Data): Data {
  const text = Sensitive.is(value) ? value.reveal() : value;
  return typeof text === 'string' ? (decodeBase64(text) ?? text) : text;
}

function plainText(value: Data): Value<string> | undefined {
  if (Sensitive.is(value)) return secretText('', value.reveal());
  return Unknown.is(value) ? value : scalarText(value);
}
