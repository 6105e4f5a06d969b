import type { ComponentKind } from '../../../core/component.ts';
import type { DependencyKind } from '../../../core/dependency.ts';
import type { Resource } from '../../../core/resource.ts';
import { isDataList, Unknown } from '../../../core/value.ts';
import type { ComponentDraft, GraphDraft } from '../../graph-draft.ts';
import type { LinkPass } from '../../link-pass.ts';
import { at, dataAt } from '../../read.ts';
import { mayMeet } from '../addresses/same-system.ts';
import type { Entity } from './catalog.ts';
import { Catalog, fullReference } from './catalog.ts';

/**
 * Adds what a catalog says that components need: `dependsOn`, and the providers of `consumesApis`. Only where
 * each end is one component; how much it is needed no catalog says.
 */
export const catalogDependencies: LinkPass = {
  name: 'catalog-dependencies',
  after: ['addresses', 'compose-start-order'],
  run(draft) {
    const catalog = new Catalog(draft);
    if (catalog.entities.length === 0) return;
    const described = new Described(draft, catalog);
    const providers = providersOf(catalog);
    const pairs = new Set<string>();
    for (const { from, to, candidate } of draft.dependencies) {
      if (candidate === true) continue;
      // Whoever calls a Service calls what stands behind it.
      const behind = draft.components.get(to)?.facts.service?.selects ?? [];
      for (const one of [to, ...behind]) pairs.add(`${from}\u0000${one}`);
    }
    for (const entity of catalog.entities) {
      for (const need of needsOf(entity)) {
        const wanted = need.isApi ? (providers.get(need.reference) ?? []) : catalog.named(need.reference);
        const [target] = wanted;
        const areOne = new Set(wanted.map(({ reference }) => reference)).size === 1;
        if (!target || !areOne) continue;
        for (const from of described.by(entity)) {
          const to = partner(from, described.by(target));
          if (!to || to === from || pairs.has(`${from.id}\u0000${to.id}`)) continue;
          pairs.add(`${from.id}\u0000${to.id}`);
          depend(draft, { from, to, entity, need });
        }
      }
    }
  },
};

interface Need {
  readonly reference: string;
  readonly isApi: boolean;
  readonly says: string;
  readonly path: readonly (string | number)[];
}

function needsOf({ resource, reference }: Entity): readonly Need[] {
  return ['dependsOn', 'consumesApis'].flatMap((list) => {
    const items = dataAt(resource, 'spec', list);
    if (!isDataList(items)) return [];
    const isApi = list === 'consumesApis';
    return items.flatMap((item, index): readonly Need[] => {
      if (typeof item !== 'string') return [];
      const wanted = fullReference(item, isApi ? 'api' : 'component', resource);
      const says = `the catalog says that ${reference} ${isApi ? 'consumes' : 'depends on'} ${wanted}`;
      return [{ reference: wanted, isApi, says, path: ['spec', list, index] }];
    });
  });
}

function providersOf(catalog: Catalog): ReadonlyMap<string, readonly Entity[]> {
  const providers = new Map<string, Entity[]>();
  for (const entity of catalog.entities) {
    const items = dataAt(entity.resource, 'spec', 'providesApis');
    for (const item of isDataList(items) ? items : []) {
      if (typeof item !== 'string') continue;
      const api = fullReference(item, 'api', entity.resource);
      const same = providers.get(api);
      if (same) same.push(entity);
      else providers.set(api, [entity]);
    }
  }
  return providers;
}

// What a name of a catalog means, the most meant first.
const RANKS: readonly ReadonlySet<ComponentKind>[] = [
  new Set(['workload', 'function']),
  new Set(['datastore', 'cache', 'queue', 'topic', 'bucket']),
];

/** The components that each entity describes, by name or by the label of their objects. */
class Described {
  readonly #byEntity = new Map<string, ComponentDraft[][]>();

  constructor(draft: GraphDraft, catalog: Catalog) {
    for (const component of draft.components.values()) {
      const rank = RANKS.findIndex((kinds) => kinds.has(component.kind));
      if (rank < 0 || !component.stack) continue;
      const entities = catalog.describing(component);
      for (const { reference, resource } of entities) {
        // Files that stand beside each other describe no particular component.
        const isNamed = resource.name.toLowerCase() === component.name.toLowerCase();
        if (!isNamed && !isLabelled(component, resource)) continue;
        const ranks = this.#byEntity.get(reference) ?? RANKS.map(() => []);
        ranks[rank]?.push(component);
        this.#byEntity.set(reference, ranks);
      }
    }
  }

  by({ reference }: Entity): readonly ComponentDraft[] {
    return this.#byEntity.get(reference)?.find((found) => found.length > 0) ?? [];
  }
}

const CLUSTER_ID = 'backstage.io/kubernetes-id';

function isLabelled({ main }: ComponentDraft, entity: Resource): boolean {
  const label = main && dataAt(main, 'metadata', 'labels', CLUSTER_ID);
  return typeof label === 'string' && label === dataAt(entity, 'metadata', 'annotations', CLUSTER_ID);
}

/** The one of its own stack, else the one that may stand beside it. */
function partner(from: ComponentDraft, found: readonly ComponentDraft[]): ComponentDraft | undefined {
  const own = found.filter(({ stack }) => stack === from.stack);
  const near =
    own.length > 0 ? own : found.filter(({ stack }) => from.stack && stack && mayMeet(from.stack, stack));
  return near.length === 1 ? near[0] : undefined;
}

interface Dependence {
  readonly from: ComponentDraft;
  readonly to: ComponentDraft;
  readonly entity: Entity;
  readonly need: Need;
}

function depend(draft: GraphDraft, { from, to, entity, need }: Dependence): void {
  draft.depend({
    from: from.id,
    to: to.id,
    kind: kindTo(to),
    strength: new Unknown({
      reason: 'rule-question',
      detail: `the catalog does not say whether ${from.name} can work without ${to.name}`,
      settledBy: `strength of ${from.name} → ${to.name} under \`dependencies\` in whatfails.yaml`,
    }),
    grade: 'C',
    evidence: [{ says: need.says, at: at(entity.resource, ...need.path) }],
  });
}

function kindTo({ kind }: ComponentDraft): DependencyKind {
  if (kind === 'datastore' || kind === 'cache' || kind === 'bucket') return 'stores';
  return kind === 'queue' || kind === 'topic' ? 'publishes' : 'calls';
}
