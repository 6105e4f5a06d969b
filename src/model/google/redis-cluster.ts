import type { Stated } from '../../core/component.ts';
import type { Count } from '../../core/facts/stores.ts';
import type { Resource } from '../../core/resource.ts';
import { derive } from '../aws/stores/presence.ts';
import { refuseDeletion, setTo } from '../aws/stores/remedies.ts';
import { inherent, readBool, readNumber, readText } from '../read.ts';
import type { ResourceModel } from '../resource-model.ts';
import { ENCRYPTED_BY_DEFAULT, providerPage } from './docs.ts';
import { statedRegion } from './places.ts';

const PAGE = providerPage('redis_cluster');
const OVERVIEW = 'https://cloud.google.com/memorystore/docs/cluster/ha-and-replicas';

/** A sharded cache: Memorystore for Redis Cluster, or for Valkey. */
export const model: ResourceModel = {
  types: ['google_redis_cluster', 'google_memorystore_instance'],
  describe(resource) {
    const replicas = readNumber(resource, ['replica_count'], { value: 0, source: PAGE });
    const mode = readText(resource, ['zone_distribution_config', 0, 'mode'], {
      value: 'MULTI_ZONE',
      source: PAGE,
    });
    return {
      kind: 'cache',
      facts: {
        storeClass: 'in-memory',
        region: statedRegion(resource, 'region', 'location'),
        instances: nodesOf(replicas),
        automaticFailover: inherent(resource, true, OVERVIEW),
        claimsSeveralZones: derive(mode, (text) => text === 'MULTI_ZONE'),
        deletionProtection: readBool(resource, ['deletion_protection_enabled'], {
          value: true,
          source: PAGE,
        }),
        requiresTls: tls(resource),
        encryptedAtRest: inherent(resource, true, ENCRYPTED_BY_DEFAULT),
      },
      remedies: {
        'refuse-deletion': refuseDeletion(resource, 'deletion_protection_enabled'),
        'fail-over': setTo(resource, ['replica_count'], 1, {
          safety: 'review',
          caution: 'each replica costs as much as its primary',
        }),
      },
    };
  },
};

function nodesOf(replicas: Stated<number>): Stated<Count> {
  return derive(replicas, (count) => ({ atLeast: count + 1, atMost: count + 1 }));
}

function tls(resource: Resource): Stated<boolean> {
  const mode = readText(resource, ['transit_encryption_mode'], { value: 'DISABLED', source: PAGE });
  return derive(mode, (text) => text.endsWith('SERVER_AUTHENTICATION'));
}
