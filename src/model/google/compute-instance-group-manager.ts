import type { Stated } from '../../core/component.ts';
import type { Resource } from '../../core/resource.ts';
import { Unknown } from '../../core/value.ts';
import { ownedNumber } from '../ignored-changes.ts';
import { isSet, literalName } from '../presence.ts';
import { at, dataAt, inherent } from '../read.ts';
import type { ResourceModel } from '../resource-model.ts';
import { DEFAULT_ROUTE } from './docs.ts';
import { spreadOverRegion, statedRegion } from './places.ts';
import { inListedZones, inOneZone } from '../zones.ts';

const REGIONAL =
  'https://cloud.google.com/compute/docs/instance-groups/regional-migs#provisioning_a_regional_managed_instance_group';
const HEALING = 'https://cloud.google.com/compute/docs/instance-groups/autohealing-instances-in-migs';

/** A group of servers that keeps its number, in one zone or over a region. */
export const model: ResourceModel = {
  types: ['google_compute_instance_group_manager', 'google_compute_region_instance_group_manager'],
  describe(resource) {
    const isRegional = resource.type === 'google_compute_region_instance_group_manager';
    const place = [at(resource, isRegional ? 'distribution_policy_zones' : 'zone')];
    return {
      kind: 'workload',
      name: literalName(resource, 'name', 'base_instance_name'),
      facts: {
        runsAs: 'instance-group',
        region: statedRegion(resource, 'region', 'zone'),
        zones: isRegional
          ? (inListedZones(resource, 'distribution_policy_zones') ??
            spreadOverRegion(resource, ['region'], REGIONAL))
          : inOneZone(resource, 'zone'),
        claimsSeveralZones: { value: isRegional, at: place, origin: 'written' },
        routesToInternet: inherent(resource, true, DEFAULT_ROUTE),
        desiredSize: ownedNumber(resource, ['target_size']),
        heedsLoadBalancerHealth: heals(resource),
        behindLoadBalancer: targetPools(resource),
      },
      remedies: {
        'heed-load-balancer-health': {
          title: 'Add auto_healing_policies with a health check of the application',
          safety: 'review',
          caution: 'initial_delay_sec must be longer than a server takes to start, or all are replaced.',
          intents: [],
        },
        'spread-over-zones': {
          title: 'Use google_compute_region_instance_group_manager, with zones of the region',
          safety: 'review',
          caution: 'It is another group: move the backends over, then remove this one.',
          intents: [],
        },
      },
    };
  },
};

function heals(resource: Resource): Stated<boolean> {
  const value = isSet(resource, ['auto_healing_policies', 0]);
  const origin = value === false ? 'default' : 'written';
  return { value, at: [at(resource, 'auto_healing_policies')], origin, source: HEALING };
}

function targetPools(resource: Resource): Stated<boolean> {
  const data = dataAt(resource, 'target_pools');
  const place = [at(resource, 'target_pools')];
  if (Unknown.is(data)) return { value: data, at: place, origin: 'written' };
  return { value: Array.isArray(data) && data.length > 0, at: place, origin: 'written' };
}
