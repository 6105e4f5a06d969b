import type { ComponentKind, Stated } from '../../../../core/component.ts';
import type { EntryLayer } from '../../../../core/facts/contract.ts';
import type { ComponentId } from '../../../../core/id.ts';
import type { ComponentDraft, GraphDraft } from '../../../graph-draft.ts';

const LAYERS: ReadonlySet<ComponentKind> = new Set([
  'cdn',
  'load-balancer',
  'gateway',
  'api',
  'target-group',
] satisfies readonly ComponentKind[]);
// What requests pass without being decided about: names, proxies, maps.
const PASSED: ReadonlySet<ComponentKind> = new Set(['dns', 'other'] satisfies readonly ComponentKind[]);

// More layers than these tell nothing new; a gateway may lead to thousands of routes.
const MOST = 60;

/** Lists what a request passes: layers in front of each public entry, itself, and those behind it. */
export function entryLayers(draft: GraphDraft): void {
  const ways = waysOf(draft);
  for (const component of draft.components.values()) {
    const { isPublicEntry } = component.facts;
    if (isPublicEntry === undefined || isPublicEntry.value === false) continue;
    const front = walk(draft, component.id, ways.front);
    const behind = walk(draft, component.id, ways.behind);
    const layers = [...front.reverse(), component, ...behind];
    component.facts.entryLayers = layers.map(layerOf);
    component.facts.admitsOnly ??= askedBehind(draft, ways.behind.get(component.id) ?? []);
  }
}

/** Where everything that an entry leads to asks for the same, it makes no difference where it asks. */
function askedBehind(draft: GraphDraft, ids: readonly ComponentId[]): Stated<string> | undefined {
  const asked = ids.map((id) => draft.components.get(id)?.facts.admitsOnly);
  return asked.every((one) => one !== undefined) ? asked[0] : undefined;
}

function layerOf({ id, facts: { ownLayer } }: ComponentDraft): EntryLayer {
  return {
    component: id,
    rateLimit: ownLayer?.rateLimit,
    filter: ownLayer?.filter,
    absorbs: ownLayer?.absorbs,
    maybe: ownLayer?.maybe,
  };
}

type Neighbours = ReadonlyMap<ComponentId, readonly ComponentId[]>;

function waysOf(draft: GraphDraft): { readonly front: Neighbours; readonly behind: Neighbours } {
  const front = new Map<ComponentId, ComponentId[]>();
  const behind = new Map<ComponentId, ComponentId[]>();
  for (const { from, to, kind } of draft.dependencies) {
    if (kind !== 'routes-to' && kind !== 'member-of') continue;
    push(behind, from, to);
    push(front, to, from);
  }
  return { front, behind };
}

function push(map: Map<ComponentId, ComponentId[]>, key: ComponentId, value: ComponentId): void {
  const known = map.get(key);
  if (known) known.push(value);
  else map.set(key, [value]);
}

function walk(draft: GraphDraft, start: ComponentId, ways: Neighbours): ComponentDraft[] {
  const seen = new Set<ComponentId>([start]);
  const found: ComponentDraft[] = [];
  const queue = [start];
  for (let id = queue.shift(); id !== undefined && found.length < MOST; id = queue.shift()) {
    for (const next of ways.get(id) ?? []) {
      const component = draft.components.get(next);
      if (!component || seen.has(next)) continue;
      seen.add(next);
      if (LAYERS.has(component.kind)) found.push(component);
      else if (!PASSED.has(component.kind)) continue;
      queue.push(next);
    }
  }
  return found;
}
