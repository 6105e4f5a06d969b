import type { Stated } from '../../../core/component.ts';
import type { Resource } from '../../../core/resource.ts';
import { Unknown } from '../../../core/value.ts';
import type { Value } from '../../../core/value.ts';
import { dataAt, readBool, readNumber, readText } from '../../read.ts';
import type { Default } from '../../read.ts';

/** How many of the zones it is given a component really uses. */
export interface Copies {
  /** The service uses at least so many, or every zone it is given. */
  readonly fewest: number | 'every';
  readonly most: Value<number> | 'every';
  /** True when the service refuses to make it with fewer zones than `fewest`. */
  readonly isPromised: boolean;
  /** For `every`: the service refuses subnets that cover fewer zones. */
  readonly insistsOn?: number;
  /** Whether several zones are declared; `by-number` when giving several subnets declares them. */
  readonly claims: Stated<boolean> | 'by-number';
}

export const everyZone = (): Copies => ({
  fewest: 'every',
  most: 'every',
  isPromised: false,
  claims: 'by-number',
});

/** Every zone it is given, and the service refuses to make it in fewer than so many. */
export const everyZoneOf = (zones: number) => (): Copies => ({ ...everyZone(), insistsOn: zones });

const inOneZone = (because: Stated<unknown>): Copies => ({
  fewest: 1,
  most: 1,
  isPromised: true,
  claims: { ...because, value: false },
});

/**
 * Databases, brokers and search domains are refused when their subnets do not cover the zones they ask for.
 */
const inSeveralZones = (because: Stated<unknown>, zones: number): Copies => ({
  fewest: zones,
  most: zones,
  isPromised: true,
  claims: { ...because, value: true },
});

const undecided = (because: Stated<unknown>, unknown: Unknown): Copies => ({
  fewest: 1,
  most: unknown,
  isPromised: true,
  claims: { ...because, value: unknown },
});

/** Some, the service decides how many: nothing is claimed and nothing is certain beyond one. */
const someZones = (because: Stated<unknown>): Copies => ({
  fewest: 1,
  most: 'every',
  isPromised: true,
  claims: { ...because, value: false },
});

/** One machine, one disk: one zone by what it is. */
export function alwaysOne(source: string): (resource: Resource) => Copies {
  return (resource) =>
    inOneZone({ value: true, at: [{ resource: resource.id, path: [] }], origin: 'default', source });
}

/** A switch such as `multi_az` that puts a standby into a second zone. */
export function bySwitch(attribute: string, fallback: Default<boolean>): (resource: Resource) => Copies {
  return (resource) => {
    const isOn = readBool(resource, [attribute], fallback);
    if (Unknown.is(isOn.value)) return undecided(isOn, isOn.value);
    return isOn.value ? inSeveralZones(isOn, 2) : inOneZone(isOn);
  };
}

/** A mode in words, with the number of zones that each word stands for. */
export function byMode(
  path: readonly (string | number)[],
  zonesOf: (mode: string) => number,
  fallback: Default<string>,
): (resource: Resource) => Copies {
  return (resource) => {
    const mode = readText(resource, path, fallback);
    if (Unknown.is(mode.value)) return undecided(mode, mode.value);
    const zones = zonesOf(mode.value);
    return zones > 1 ? inSeveralZones(mode, zones) : inOneZone(mode);
  };
}

const CACHE_NODES: Default<number> = {
  value: 1,
  source: 'https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/AutoFailover.html',
};

/** Replication groups: `multi_az_enabled` spreads; without it the service places the nodes as it likes. */
export function cacheGroup(resource: Resource): Copies {
  const isOn = readBool(resource, ['multi_az_enabled'], { value: false, source: CACHE_NODES.source });
  if (Unknown.is(isOn.value)) return undecided(isOn, isOn.value);
  if (isOn.value) return { ...inSeveralZones(isOn, 2), isPromised: false };
  const nodes =
    readNumber(resource, ['num_cache_clusters']) ?? readNumber(resource, ['number_cache_clusters']);
  if (nodes?.value === 1) return inOneZone(nodes);
  const hasShards =
    dataAt(resource, 'num_node_groups') !== undefined || dataAt(resource, 'cluster_mode') !== undefined;
  if (!nodes && !hasShards)
    return inOneZone({ value: 1, at: isOn.at, origin: 'default', source: CACHE_NODES.source });
  return dataAt(resource, 'preferred_cache_cluster_azs') === undefined ? someZones(isOn) : everyZone();
}

/** Memcached clusters: one zone unless `az_mode` or a list of zones says otherwise. */
export function cacheCluster(resource: Resource): Copies {
  const nodes = readNumber(resource, ['num_cache_nodes']);
  if (nodes?.value === 1) return inOneZone(nodes);
  if (dataAt(resource, 'preferred_availability_zones') !== undefined) return everyZone();
  const source =
    'https://registry.terraform.io/providers/hashicorp/aws/5.100.0/docs/resources/elasticache_cluster';
  return byMode(['az_mode'], (mode) => (mode === 'cross-az' ? 2 : 1), { value: 'single-az', source })(
    resource,
  );
}

/** Groups of equal nodes: one node stands in one zone, several are spread. */
export function byNodes(attribute: string, copiesPer: number): (resource: Resource) => Copies {
  return (resource) => {
    const nodes = readNumber(resource, [attribute]);
    return nodes && !Unknown.is(nodes.value) && nodes.value <= copiesPer ? inOneZone(nodes) : everyZone();
  };
}

const SEARCH =
  'https://docs.aws.amazon.com/opensearch-service/latest/developerguide/managedomains-multiaz.html';

/** Search domains: zone awareness decides, two zones unless told three. */
export function searchDomain(resource: Resource): Copies {
  const standby = readBool(resource, ['cluster_config', 0, 'multi_az_with_standby_enabled']);
  if (standby?.value === true) return inSeveralZones(standby, 3);
  const path = ['cluster_config', 0, 'zone_awareness_enabled'];
  const isOn = readBool(resource, path, { value: false, source: SEARCH });
  if (Unknown.is(isOn.value)) return undecided(isOn, isOn.value);
  if (!isOn.value) return inOneZone(isOn);
  const zones = ['cluster_config', 0, 'zone_awareness_config', 0, 'availability_zone_count'];
  const count = readNumber(resource, zones, { value: 2, source: SEARCH }).value;
  return inSeveralZones(isOn, Unknown.is(count) ? 2 : count);
}

const APPLICATION: Default<string> = {
  value: 'application',
  source: 'https://registry.terraform.io/providers/hashicorp/aws/5.100.0/docs/resources/lb',
};

/**
 * Application load balancers must be given two zones; the other kinds may stand in one:
 * https://docs.aws.amazon.com/elasticloadbalancing/latest/application/application-load-balancers.html
 */
export function loadBalancer(resource: Resource): Copies {
  const type = readText(resource, ['load_balancer_type'], APPLICATION).value;
  return type === 'application' ? everyZoneOf(2)() : everyZone();
}

const NAT_MODES = 'https://docs.aws.amazon.com/vpc/latest/userguide/nat-gateways-regional.html';

/** NAT gateways stand in one zone unless they are regional. */
export function natGateway(resource: Resource): Copies {
  const mode = readText(resource, ['availability_mode'], { value: 'zonal', source: NAT_MODES });
  if (Unknown.is(mode.value)) return undecided(mode, mode.value);
  return mode.value === 'regional' ? { ...everyZone(), claims: { ...mode, value: true } } : inOneZone(mode);
}
