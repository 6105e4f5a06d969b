import type { Stated } from '../../core/component.ts';
import type { Resource } from '../../core/resource.ts';
import { Unknown } from '../../core/value.ts';
import type { Value } from '../../core/value.ts';
import { anyOf } from '../logic.ts';
import { at, blocksAt, dataAt, inherent, readBool, readText } from '../read.ts';
import type { ResourceModel } from '../resource-model.ts';
import { DEFAULT_ROUTE, providerPage } from './docs.ts';
import { statedRegion } from './places.ts';
import { inOneZone } from '../zones.ts';

const PAGE = providerPage('compute_instance');
const LOGIN = 'https://cloud.google.com/compute/docs/instances/access-overview';

/** One server. The firewall rules that apply to it are joined by the pass `google-firewalls`. */
export const model: ResourceModel = {
  types: ['google_compute_instance', 'google_compute_instance_from_template'],
  describe(resource) {
    return {
      kind: 'workload',
      facts: {
        runsAs: 'server',
        region: statedRegion(resource, 'zone'),
        zones: inOneZone(resource, 'zone'),
        instanceClass: readText(resource, ['machine_type']),
        hasPublicAddress: publicAddress(resource),
        routesToInternet: inherent(resource, true, DEFAULT_ROUTE),
        forwardsTraffic: readBool(resource, ['can_ip_forward'], { value: false, source: PAGE }),
        hasKeyPair: inherent(resource, true, LOGIN),
        recoversFromHostFailure: readBool(resource, ['scheduling', 0, 'automatic_restart'], {
          value: true,
          source: PAGE,
        }),
        deletionProtection: readBool(resource, ['deletion_protection'], { value: false, source: PAGE }),
      },
    };
  },
};

/** An empty `access_config` asks for an address of the provider's choice. */
export function publicAddress(resource: Resource): Stated<boolean> {
  const interfaces = blocksAt(resource, 'network_interface');
  const place = [at(resource, 'network_interface')];
  if (Unknown.is(interfaces)) return { value: interfaces, at: place, origin: 'written' };
  const values = interfaces.map((_, index): Value<boolean> => {
    const path = ['network_interface', index] as const;
    const four = dataAt(resource, ...path, 'access_config');
    const six = dataAt(resource, ...path, 'ipv6_access_config');
    return anyOf(...[four, six].map(isGiven));
  });
  return { value: anyOf(...values), at: place, origin: 'written' };
}

function isGiven(blocks: unknown): Value<boolean> {
  if (Unknown.is(blocks)) return blocks;
  return Array.isArray(blocks) ? blocks.length > 0 : blocks !== undefined;
}
