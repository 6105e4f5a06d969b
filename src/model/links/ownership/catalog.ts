import type { OwnerClaim } from '../../../core/facts/ownership.ts';
import { folderOf } from '../../../core/path.ts';
import type { Resource } from '../../../core/resource.ts';
import type { Value } from '../../../core/value.ts';
import { Unknown } from '../../../core/value.ts';
import type { ComponentDraft, GraphDraft } from '../../graph-draft.ts';
import { readLabels } from '../../kubernetes/labels.ts';
import { at, dataAt, readText } from '../../read.ts';
import { areSameOwner, ownerName } from './owner-words.ts';

/** An entity of a catalog, as one file describes it. */
export interface Entity {
  readonly resource: Resource;
  /** `component:default/orders`. */
  readonly reference: string;
  readonly kind: string;
  readonly owner: Value<string> | undefined;
}

/** The entities of a catalog, and the component that each one describes. Made once for a graph. */
export class Catalog {
  readonly entities: readonly Entity[];
  readonly #byReference = new Map<string, Entity[]>();
  readonly #byName = new Map<string, Entity[]>();
  readonly #byClusterId = new Map<string, Entity[]>();
  readonly #byFolder = new Map<string, Entity[]>();

  constructor(draft: GraphDraft) {
    const samples = new Set(draft.stacks.filter(({ code }) => code.role !== 'root').map(({ id }) => id));
    this.entities = draft
      .ofType('backstage-entity')
      .filter(({ stack }) => !samples.has(stack))
      .map(entityOf);
    for (const entity of this.entities) {
      put(this.#byReference, entity.reference, entity);
      if (!DESCRIBES.has(entity.kind)) continue;
      put(this.#byName, entity.resource.name.toLowerCase(), entity);
      put(this.#byFolder, folderOf(entity.resource.declaredAt.file), entity);
      const id = annotationsOf(entity.resource)['backstage.io/kubernetes-id'];
      if (typeof id === 'string') put(this.#byClusterId, id, entity);
    }
  }

  /** Everything that calls itself so; several where files contradict each other. */
  named(reference: string): readonly Entity[] {
    return this.#byReference.get(reference) ?? [];
  }

  /** The entities that describe a component: by the label of its object, by name, else by its folder. */
  describing({ main, name }: ComponentDraft): readonly Entity[] {
    if (!main) return [];
    const label = readLabels(main, ['metadata', 'labels']).known['backstage.io/kubernetes-id'];
    const labelled = typeof label === 'string' ? this.#byClusterId.get(label) : undefined;
    const named = labelled ?? this.#byName.get(name.toLowerCase());
    return named ?? this.#inFolder(main.declaredAt.file);
  }

  #inFolder(file: string): readonly Entity[] {
    for (let folder = folderOf(file); ; folder = folderOf(folder)) {
      const found = this.#byFolder.get(folder);
      if (found) return haveOneOwner(found) ? found : [];
      if (folder === '') return [];
    }
  }
}

// Kinds that stand for something that runs or keeps.
const DESCRIBES: ReadonlySet<string> = new Set(['component', 'resource']);

function put(index: Map<string, Entity[]>, key: string, entity: Entity): void {
  const same = index.get(key);
  if (same) same.push(entity);
  else index.set(key, [entity]);
}

function entityOf(resource: Resource): Entity {
  const reference = dataAt(resource, 'reference');
  const kind = dataAt(resource, 'kind');
  return {
    resource,
    reference: typeof reference === 'string' ? reference : resource.name,
    kind: typeof kind === 'string' ? kind.toLowerCase() : '',
    owner: readText(resource, ['spec', 'owner'])?.value,
  };
}

function annotationsOf(resource: Resource): { readonly [key: string]: Value<string> } {
  return readLabels(resource, ['metadata', 'annotations']).known;
}

/** Whether all that name an owner name the same one. */
export function haveOneOwner(entities: readonly Entity[]): boolean {
  const names = entities.flatMap(({ owner }) => (typeof owner === 'string' ? [ownerName(owner)] : []));
  const [first] = names;
  return names.every((name) => first !== undefined && areSameOwner(name, first));
}

/** Who the catalog says answers; unknown where it contradicts itself or a template stands there. */
export function ownerInCatalog(entities: readonly Entity[]): OwnerClaim | Unknown | undefined {
  const told = entities.filter(({ owner }) => owner !== undefined);
  const [first] = told;
  if (!first) return undefined;
  const { owner, resource, reference } = first;
  if (!haveOneOwner(told)) {
    const files = [...new Set(told.map((one) => one.resource.declaredAt.file))].join(' and ');
    return new Unknown({
      reason: 'rule-question',
      detail: `the catalog names different owners of ${resource.name} (${files})`,
      settledBy: `one owner of ${resource.name} in the catalog`,
    });
  }
  if (owner === undefined || Unknown.is(owner)) return owner;
  const says = `the catalog says that ${owner} owns ${reference}`;
  const place = at(resource, 'spec', 'owner');
  return { source: 'catalog', text: owner, name: ownerName(owner), says, at: place };
}

/** `group:default/payments` of `payments`: what a reference means in an entity. */
export function fullReference(text: string, kind: string, from: Resource): string {
  const own = dataAt(from, 'metadata', 'namespace');
  const [, written, namespace, name] = /^(?:([^:/]+):)?(?:([^:/]+)\/)?([^:/]+)$/.exec(text.trim()) ?? [];
  if (name === undefined) return text.toLowerCase();
  const inside = namespace ?? (typeof own === 'string' ? own : 'default');
  return `${written ?? kind}:${inside}/${name}`.toLowerCase();
}
