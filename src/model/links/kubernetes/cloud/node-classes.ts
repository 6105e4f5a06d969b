import type { ComponentId } from '../../../../core/id.ts';
import type { Resource } from '../../../../core/resource.ts';
import { isDataObject, scalarText, Unknown } from '../../../../core/value.ts';
import type { ComponentDraft, GraphDraft } from '../../../graph-draft.ts';
import { knownValue } from '../../../graph-draft.ts';
import { objectsAt } from '../../../kubernetes/lists.ts';
import { textAt } from '../../../kubernetes/object.ts';
import type { LinkPass } from '../../../link-pass.ts';
import { at, dataAt } from '../../../read.ts';
import { nearestOf, objectIndex, relationOf } from '../together.ts';

const POOL = 'karpenter.sh/NodePool';
const CLASS = 'karpenter.k8s.aws/EC2NodeClass';

/** Joins node pools of Karpenter with the subnets that their node class selects, and with their zones. */
export const nodeClasses: LinkPass = {
  name: 'node-classes',
  after: ['kubernetes-traffic', 'networks', 'placement'],
  run(draft) {
    const pools = draft.ofType(POOL);
    if (pools.length === 0) return;
    const byTag = subnetsByTag(draft);
    for (const resource of pools) {
      const pool = draft.componentOf(resource.id);
      const name = textAt(resource, ['spec', 'template', 'spec', 'nodeClassRef', 'name']);
      if (!pool || typeof name !== 'string') continue;
      const [nodeClass] = nearestOf(objectIndex(draft).named(resource, '', name, [CLASS]));
      if (nodeClass?.main) stateSubnets(draft, { pool, nodeClass: nodeClass.main, byTag });
    }
  },
};

type ByTag = ReadonlyMap<string, readonly ComponentDraft[]>;

function subnetsByTag(draft: GraphDraft): ByTag {
  const found = new Map<string, ComponentDraft[]>();
  for (const subnet of draft.components.values()) {
    if (subnet.kind !== 'subnet') continue;
    for (const [key, value] of Object.entries(knownValue(subnet.facts.tags) ?? {})) {
      if (Unknown.is(value)) continue;
      const tag = `${key}\u0000${value}`;
      const same = found.get(tag);
      if (same) same.push(subnet);
      else found.set(tag, [subnet]);
    }
  }
  return found;
}

interface Selecting {
  readonly pool: ComponentDraft;
  readonly nodeClass: Resource;
  readonly byTag: ByTag;
}

function stateSubnets(draft: GraphDraft, { pool, nodeClass, byTag }: Selecting): void {
  const own = draft.stacks.find(({ id }) => id === nodeClass.stack);
  const selected = new Map<ComponentId, ComponentDraft>();
  for (const { path } of objectsAt(nodeClass, 'spec', 'subnetSelectorTerms').items) {
    const tags = dataAt(nodeClass, ...path, 'tags');
    const [first, ...others] = isDataObject(tags) ? Object.entries(tags) : [];
    if (!first || others.length > 0) continue;
    for (const subnet of byTag.get(`${first[0]}\u0000${scalarText(first[1]) ?? ''}`) ?? []) {
      if (own && subnet.stack && relationOf(subnet.stack, own) !== 'never') selected.set(subnet.id, subnet);
    }
  }
  // Networks of two stacks with the same tag are two clusters: nobody can tell which is meant.
  const subnets = [...selected.values()];
  const [one] = subnets;
  if (!one || subnets.some(({ stack }) => stack !== one.stack)) return;
  const place = [at(nodeClass, 'spec', 'subnetSelectorTerms')];
  draft.setFact(pool, 'subnets', { value: subnets.map(({ id }) => id), at: place, origin: 'written' });
  const zones = subnets.map(({ facts }) => knownValue(facts.zones)?.names);
  if (
    pool.facts.zones?.origin === 'written' ||
    zones.some((names) => names === undefined || Unknown.is(names))
  )
    return;
  const names = new Map(
    zones.flatMap((list) =>
      list === undefined || Unknown.is(list) ? [] : list.map((zone) => [zone.id, zone] as const),
    ),
  );
  const value = { atLeast: names.size, atMost: names.size, names: [...names.values()] };
  draft.setFact(pool, 'zones', { value, at: place, origin: 'written' });
}
