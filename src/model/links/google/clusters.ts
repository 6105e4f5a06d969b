import type { Stated } from '../../../core/component.ts';
import type { Zones } from '../../../core/facts/common.ts';
import type { Resource } from '../../../core/resource.ts';
import { Unknown } from '../../../core/value.ts';
import { isZone, spreadOverRegion } from '../../google/places.ts';
import { inListedZones, inOneZone } from '../../zones.ts';
import type { ComponentDraft, GraphDraft } from '../../graph-draft.ts';
import type { LinkPass } from '../../link-pass.ts';
import { at, dataAt } from '../../read.ts';
import { connect } from '../compute/connect.ts';

const CLUSTER = { types: ['google_container_cluster'], by: ['name', 'id'], managedOnly: true };
const LOCATIONS = 'https://cloud.google.com/kubernetes-engine/docs/concepts/regional-clusters';

/** Joins node pools with their cluster, and says in which zones nodes stand. */
export const clusters: LinkPass = {
  name: 'google-clusters',
  after: [],
  run(draft) {
    for (const resource of draft.ofType('google_container_cluster')) {
      const cluster = draft.componentOf(resource.id);
      if (cluster) place(cluster, nodeZones(resource));
    }
    for (const resource of draft.ofType('google_container_node_pool')) {
      const pool = draft.componentOf(resource.id);
      if (pool) joinPool(draft, pool, resource);
    }
  },
};

interface NodeZones {
  readonly zones: Stated<Zones>;
  readonly claims: Stated<boolean>;
}

/** A region stands for several of its zones, a zone for itself, and a list of zones for all of them. */
function nodeZones(resource: Resource, cluster?: NodeZones): NodeZones | undefined {
  const listed = inListedZones(resource, 'node_locations');
  const location = dataAt(resource, 'location');
  const where = [at(resource, listed ? 'node_locations' : 'location')];
  if (listed && cluster) return { zones: listed, claims: claim(listed, where) };
  if (typeof location === 'string' && isZone(location)) {
    // The zone of the cluster itself is not in the list of its further zones.
    const zones = listed ? withOwn(listed, location) : inOneZone(resource, 'location');
    return { zones, claims: claim(zones, where) };
  }
  if (listed) return { zones: listed, claims: claim(listed, where) };
  if (typeof location === 'string') {
    const zones = spreadOverRegion(resource, ['location'], LOCATIONS);
    return { zones, claims: { value: true, at: where, origin: 'written' } };
  }
  if (!Unknown.is(location)) return cluster;
  const unknown = { value: location, at: where, origin: 'written' } as const;
  return cluster ?? { zones: unknown, claims: unknown };
}

function withOwn(listed: Stated<Zones>, zone: string): Stated<Zones> {
  const { value } = listed;
  if (Unknown.is(value) || Unknown.is(value.names)) return listed;
  const names = [...value.names.filter(({ id }) => id !== zone), { id: zone, name: zone }];
  return { ...listed, value: { atLeast: names.length, atMost: names.length, names } };
}

function claim({ value }: Stated<Zones>, where: Stated<boolean>['at']): Stated<boolean> {
  return { value: Unknown.is(value) ? value : value.atLeast > 1, at: where, origin: 'written' };
}

function place(component: ComponentDraft, found: NodeZones | undefined): void {
  if (!found) return;
  component.facts.zones = found.zones;
  component.facts.claimsSeveralZones = found.claims;
}

function joinPool(draft: GraphDraft, pool: ComponentDraft, resource: Resource): void {
  const data = dataAt(resource, 'cluster');
  const { targets, unknown, literals } = draft.follow(data, resource, CLUSTER);
  const [target] = targets;
  const cluster = target && draft.componentOf(target.id);
  const where = [at(resource, 'cluster')];
  if (!target || !cluster) {
    const value = unknown ?? outside(literals[0] ?? '');
    pool.facts.clusters = { value, at: where, origin: 'written' };
    return place(pool, nodeZones(resource));
  }
  place(pool, nodeZones(resource, nodeZones(target)));
  pool.facts.region ??= cluster.facts.region;
  pool.facts.clusters = { value: [cluster.id], at: where, origin: 'written' };
  const says = `nodes of ${cluster.name}`;
  connect(draft, {
    from: pool,
    to: cluster,
    kind: 'member-of',
    strength: 'control-only',
    says,
    at: at(resource, 'cluster'),
  });
}

function outside(name: string): Unknown {
  return new Unknown({
    reason: 'not-in-inputs',
    detail: `the cluster ${name} is not declared in the inputs`,
    settledBy: 'the code that declares the cluster',
  });
}
