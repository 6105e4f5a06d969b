import type { Stated } from '../../core/component.ts';
import type { Count } from '../../core/facts/stores.ts';
import type { Intent, Remedy } from '../../core/remedy.ts';
import type { Resource } from '../../core/resource.ts';
import { at, dataAt, readBool, readNumber, readText } from '../read.ts';
import type { ResourceModel } from '../resource-model.ts';
import { creditFacts, CREDITS } from './stores/burstable.ts';
import { engineFacts } from './stores/engine.ts';
import { derive, literalName } from '../presence.ts';
import { leaveBurstableClass } from './stores/remedies.ts';
import { advise, setTo } from '../remedies.ts';

const GUIDE = 'https://docs.aws.amazon.com/AmazonElastiCache/latest/dg';

const PRODUCTS = { redis: 'amazon-elasticache-redis', memcached: 'memcached' };

/** Memcached nodes, or one Redis node. A node of a replication group becomes part of that group. */
export const model: ResourceModel = {
  types: ['aws_elasticache_cluster'],
  describe(resource) {
    const engine = readText(resource, ['engine']);
    return {
      kind: 'cache',
      name: literalName(resource, 'cluster_id'),
      facts: {
        storeClass: 'in-memory',
        ...engineFacts(resource, engine, 'engine_version', PRODUCTS),
        ...creditFacts(readText(resource, ['node_type']), CREDITS.elasticache),
        instances: nodesOf(resource),
        requiresTls: readBool(resource, ['transit_encryption_enabled'], {
          value: false,
          source: `${GUIDE}/in-transit-encryption.html`,
        }),
      },
      remedies: remediesOf(resource, engine?.value === 'memcached'),
    };
  },
};

// Memcached nodes hold different data: none takes over, but a part of the cache survives when one is lost.
function nodesOf(resource: Resource): Stated<Count> | undefined {
  const nodes = readNumber(resource, ['num_cache_nodes']);
  return nodes && derive(nodes, (count) => ({ atLeast: count, atMost: count }));
}

function remediesOf(resource: Resource, memcached: boolean): { readonly [name: string]: Remedy } {
  return {
    'fail-over': memcached
      ? spreadMemcached(resource)
      : advise(
          'Use a replication group with a replica, automatic failover and several zones',
          'the group is a new cache with a new address',
        ),
    'leave-burstable-class': leaveBurstableClass(resource, 'node_type'),
    'require-tls': memcached
      ? setTo(resource, ['transit_encryption_enabled'], true, {
          safety: 'review',
          caution: 'every client must use TLS first; Terraform replaces the nodes',
        })
      : advise('Use a replication group with TLS', 'the group is a new cache with a new address'),
  };
}

function spreadMemcached(resource: Resource): Remedy {
  const nodes = dataAt(resource, 'num_cache_nodes');
  const spread: Intent = { op: 'set', at: at(resource, 'az_mode'), value: 'cross-az' };
  const second: Intent = { op: 'set', at: at(resource, 'num_cache_nodes'), value: 2 };
  return {
    title: 'Set az_mode = cross-az, with two nodes or more',
    safety: 'review',
    caution: 'Terraform replaces the nodes, and clients must know all of them',
    intents: nodes === 1 ? [spread, second] : [spread],
  };
}
