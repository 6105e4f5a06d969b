import type { Stated } from '../../core/component.ts';
import type { Resource } from '../../core/resource.ts';
import { isDataList, Unknown } from '../../core/value.ts';
import { derive } from '../presence.ts';
import { advise } from '../remedies.ts';
import { at, dataAt, inherent, readNumber } from '../read.ts';
import type { ResourceModel } from '../resource-model.ts';
import { statedRegion } from './places.ts';

const OVERVIEW = 'https://cloud.google.com/memorystore/docs/memcached/memcached-overview';

/** A cache of Memorystore for Memcached: nodes that hold different parts of the data. */
export const model: ResourceModel = {
  types: ['google_memcache_instance'],
  describe(resource) {
    const nodes = readNumber(resource, ['node_count']);
    return {
      kind: 'cache',
      facts: {
        storeClass: 'in-memory',
        region: statedRegion(resource, 'region'),
        engine: inherent(resource, 'memcached', OVERVIEW),
        instances: nodes && derive(nodes, (count) => ({ atLeast: count, atMost: count })),
        claimsSeveralZones: claims(resource),
      },
      remedies: {
        'fail-over': advise(
          'Set node_count to two or more, in several zones',
          'clients must know all nodes, and each node is paid for',
        ),
      },
    };
  },
};

/** Without a list of zones the service spreads the nodes over the region. */
function claims(resource: Resource): Stated<boolean> {
  const zones = dataAt(resource, 'zones');
  const place = [at(resource, 'zones')];
  if (Unknown.is(zones)) return { value: zones, at: place, origin: 'written' };
  if (!isDataList(zones) || zones.length === 0) return inherent(resource, true, OVERVIEW);
  return { value: zones.length > 1, at: place, origin: 'written' };
}
