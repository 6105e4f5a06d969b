import type { Zone } from '../../../core/facts/common.ts';
import type { ResourceId } from '../../../core/id.ts';
import type { Resource } from '../../../core/resource.ts';
import { Unknown } from '../../../core/value.ts';
import type { Value } from '../../../core/value.ts';
import type { ComponentDraft, GraphDraft } from '../../graph-draft.ts';
import { dataAt } from '../../read.ts';
import { gather } from '../gather.ts';
import { resolveEach } from '../resolve.ts';
import type { Copies } from './copies.ts';
import { nowhere } from './site.ts';
import type { SiteReader } from './site.ts';
import { setSubnets, usedZones } from './use-site.ts';
import { countZones, zoneOf } from './zones.ts';

const FAMILIES = [
  { cluster: 'aws_rds_cluster', instance: 'aws_rds_cluster_instance' },
  { cluster: 'aws_docdb_cluster', instance: 'aws_docdb_cluster_instance' },
  { cluster: 'aws_neptune_cluster', instance: 'aws_neptune_cluster_instance' },
];

const MULTI_AZ_CLUSTER =
  'https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/multi-az-db-clusters-concepts.html';

/**
 * The zones of database clusters: their instances decide, and stand where their cluster's subnets are. An
 * instance without a zone is placed by the service, whose subnet groups must cover two zones:
 * https://docs.aws.amazon.com/AmazonRDS/latest/APIReference/API_CreateDBInstance.html
 */
export function placeClusters(draft: GraphDraft, sites: SiteReader): void {
  for (const { cluster, instance } of FAMILIES) {
    const members = membersOf(draft, cluster, instance);
    for (const resource of draft.ofType(cluster)) {
      const component = draft.componentOf(resource.id);
      if (!component) continue;
      const own = members.get(resource.id) ?? [];
      for (const member of own) placeInstance(draft, sites, member, resource);
      placeCluster(draft, sites, { component, resource, members: own });
    }
  }
}

function membersOf(draft: GraphDraft, cluster: string, instance: string): Map<ResourceId, Resource[]> {
  const members = new Map<ResourceId, Resource[]>();
  const options = { types: [cluster], by: ['cluster_identifier', 'id'] };
  for (const resource of draft.ofType(instance)) {
    for (const { resource: owner } of resolveEach(
      draft,
      gather(resource, 'cluster_identifier'),
      resource,
      options,
    )) {
      if (!owner) continue;
      const known = members.get(owner.id);
      if (known) known.push(resource);
      else members.set(owner.id, [resource]);
    }
  }
  return members;
}

function placeInstance(draft: GraphDraft, sites: SiteReader, instance: Resource, cluster: Resource): void {
  const component = draft.componentOf(instance.id);
  const site = sites.siteOf(cluster);
  if (!component || component.main !== instance || !site || component.facts.subnets) return;
  setSubnets(draft, component, site);
}

interface ClusterToPlace {
  readonly component: ComponentDraft;
  readonly resource: Resource;
  readonly members: readonly Resource[];
}

function placeCluster(
  draft: GraphDraft,
  sites: SiteReader,
  { component, resource, members }: ClusterToPlace,
): void {
  const site = sites.siteOf(resource) ?? nowhere;
  if (dataAt(resource, 'db_cluster_instance_class') !== undefined) {
    const at = [{ resource: resource.id, path: ['db_cluster_instance_class'] }];
    const claims = { value: true, at, origin: 'written', source: MULTI_AZ_CLUSTER } as const;
    const zones = usedZones({ fewest: 3, most: 3, isPromised: true, claims }, site);
    component.facts.claimsSeveralZones = claims;
    if (zones) component.facts.zones = { value: zones, at: [...site.at, ...at], origin: 'written' };
    return;
  }
  if (members.length === 0) {
    delete component.facts.zones;
    delete component.facts.claimsSeveralZones;
    return;
  }
  const uncounted = members.find((member) => member.unknownCount);
  const more =
    uncounted &&
    new Unknown({
      reason: 'unknown-expansion',
      detail: `how many instances ${uncounted.address} makes is not known`,
      settledBy: 'the value of its count or for_each',
    });
  const at = members.map((member) => ({ resource: member.id, path: ['availability_zone'] }));
  component.facts.claimsSeveralZones = {
    value: members.length > 1 ? true : (more ?? false),
    at,
    origin: 'written',
  };
  const pinned = members.map((member): Value<Zone> | undefined => {
    const data = dataAt(member, 'availability_zone');
    return data === undefined ? undefined : zoneOf(draft, data, member);
  });
  const written = pinned.filter((zone) => zone !== undefined);
  const zones =
    written.length === members.length
      ? countZones(written, more)
      : usedZones(ofInstances(members.length, more), site);
  if (zones) component.facts.zones = { value: zones, at: [...site.at, ...at], origin: 'written' };
}

/** Two instances or more: subnet groups must cover two zones, and the service uses them. */
function ofInstances(count: number, more: Unknown | undefined): Copies {
  return { fewest: Math.min(2, count), most: more ?? count, isPromised: true, claims: 'by-number' };
}
