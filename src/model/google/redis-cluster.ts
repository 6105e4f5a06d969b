import type { Stated } from '../../core/component.ts';
import type { Count } from '../../core/facts/stores.ts';
import type { Facts } from '../../core/facts.ts';
import type { Resource } from '../../core/resource.ts';
import { derive } from '../presence.ts';
import { refuseDeletion, setTo } from '../remedies.ts';
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
        ...nodeFacts(resource, replicas),
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

/** Without replicas each shard is one node: what it holds is gone with it, the others stay. */
function nodeFacts(
  resource: Resource,
  replicas: Stated<number>,
): Pick<Facts, 'instances' | 'automaticFailover'> {
  const shards = readNumber(resource, ['shard_count'])?.value;
  const parts = typeof shards === 'number' ? shards : 1;
  const instances = derive(replicas, (count): Count => {
    const nodes = count === 0 ? parts : count + 1;
    return { atLeast: nodes, atMost: nodes };
  });
  const says = replicas.value === 0 ? 'it has no replica' : undefined;
  const automaticFailover: Stated<boolean> = { ...derive(replicas, (count) => count > 0), says };
  return {
    instances,
    automaticFailover:
      automaticFailover.value === true ? inherent(resource, true, OVERVIEW) : automaticFailover,
  };
}

function tls(resource: Resource): Stated<boolean> {
  const mode = readText(resource, ['transit_encryption_mode'], { value: 'DISABLED', source: PAGE });
  return derive(mode, (text) => text.endsWith('SERVER_AUTHENTICATION'));
}
