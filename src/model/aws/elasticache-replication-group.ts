import type { Stated } from '../../core/component.ts';
import type { Count } from '../../core/facts/stores.ts';
import type { Remedy } from '../../core/remedy.ts';
import type { Resource } from '../../core/resource.ts';
import { Unknown } from '../../core/value.ts';
import { at, dataAt, readBool, readNumber, readText } from '../read.ts';
import type { ResourceModel } from '../resource-model.ts';
import { creditFacts, CREDITS } from './stores/burstable.ts';
import { engineFacts } from './stores/engine.ts';
import { isSet, literalName, readPresence } from '../presence.ts';
import { failOverCache, leaveBurstableClass } from './stores/remedies.ts';
import { setTo } from '../remedies.ts';

const REGISTRY = 'https://registry.terraform.io/providers/hashicorp/aws/5.100.0/docs/resources';
const PAGE = `${REGISTRY}/elasticache_replication_group`;
const GUIDE = 'https://docs.aws.amazon.com/AmazonElastiCache/latest/dg';

const PRODUCTS = { redis: 'amazon-elasticache-redis', valkey: 'valkey' };

/** A Redis or Valkey cache: shards, each with a primary node and its replicas. */
export const model: ResourceModel = {
  types: ['aws_elasticache_replication_group'],
  describe(resource) {
    const engine = readText(resource, ['engine'], { value: 'redis', source: PAGE });
    return {
      kind: 'cache',
      name: literalName(resource, 'replication_group_id'),
      facts: {
        storeClass: 'in-memory',
        isReplica: readPresence(resource, 'global_replication_group_id'),
        ...engineFacts(resource, engine, 'engine_version', PRODUCTS),
        ...creditFacts(readText(resource, ['node_type']), CREDITS.elasticache),
        instances: nodesOfShard(resource),
        automaticFailover: readBool(resource, ['automatic_failover_enabled'], { value: false, source: PAGE }),
        encryptedAtRest: encryptedAtRest(resource, engine),
        requiresTls: requiresTls(resource, engine),
      },
      remedies: {
        'fail-over': failOverCache(resource, isSet(resource, ['num_node_groups']) !== false),
        'leave-burstable-class': leaveBurstableClass(resource, 'node_type'),
        'encrypt-at-rest': setTo(resource, ['at_rest_encryption_enabled'], true, {
          safety: 'review',
          caution: 'Terraform replaces the group, and what it holds is lost',
        }),
        'require-tls': requireTls(resource),
      },
    };
  },
};

/** A primary and its replicas. Every shard has the same number; provider 3 wrote shards as a block. */
function nodesOfShard(resource: Resource): Stated<Count> {
  const shards =
    readNumber(resource, ['num_node_groups']) ?? readNumber(resource, ['cluster_mode', 0, 'num_node_groups']);
  const replicas =
    readNumber(resource, ['replicas_per_node_group']) ??
    readNumber(resource, ['cluster_mode', 0, 'replicas_per_node_group']) ??
    readNumber(resource, ['node_group_configuration', 0, 'replica_count']);
  if (replicas !== undefined) return { ...replicas, value: exactly(replicas.value, 1) };
  if (shards !== undefined) return { value: replicasNotWritten(resource), at: shards.at, origin: 'written' };
  const nodes =
    readNumber(resource, ['num_cache_clusters']) ??
    readNumber(resource, ['number_cache_clusters'], { value: 1, source: PAGE });
  const place = nodes.origin === 'default' ? [at(resource, 'num_cache_clusters')] : nodes.at;
  return { ...nodes, at: place, value: exactly(nodes.value, 0) };
}

function exactly(value: number | Unknown, more: number): Count | Unknown {
  return Unknown.is(value) ? value : { atLeast: value + more, atMost: value + more };
}

function replicasNotWritten(resource: Resource): Unknown {
  return new Unknown({
    reason: 'not-in-inputs',
    detail: `${resource.address} does not write how many replicas a shard has`,
    settledBy: `replicas_per_node_group of ${resource.address}`,
  });
}

// Valkey encrypts by default, Redis does not.
function encryptedAtRest(resource: Resource, engine: Stated<string>): Stated<boolean> {
  const written = readBool(resource, ['at_rest_encryption_enabled']);
  if (written) return written;
  const value = Unknown.is(engine.value) ? engine.value : engine.value === 'valkey';
  return { value, at: [at(resource, 'at_rest_encryption_enabled')], origin: 'default', source: PAGE };
}

function requireTls(resource: Resource): Remedy {
  const mode = 'transit_encryption_mode';
  if (dataAt(resource, mode) === 'preferred') {
    const caution = 'every client must use TLS first';
    return setTo(resource, [mode], 'required', { safety: 'review', caution });
  }
  return setTo(resource, ['transit_encryption_enabled'], true, {
    safety: 'review',
    caution: 'every client must use TLS first; before Redis 7 the group is replaced',
  });
}

/** Mode `preferred` is a migration step: it takes encrypted and plain connections alike. */
function requiresTls(resource: Resource, engine: Stated<string>): Stated<boolean> {
  const enabled = readBool(resource, ['transit_encryption_enabled'], {
    value: false,
    source: `${GUIDE}/in-transit-encryption.html`,
  });
  if (enabled.origin === 'default' && engine.value !== 'redis') {
    return { ...enabled, value: defaultOf(resource, engine) };
  }
  if (enabled.value !== true) return enabled;
  if (dataAt(resource, 'transit_encryption_mode') !== 'preferred') return enabled;
  return { value: false, at: [at(resource, 'transit_encryption_mode')], origin: 'written' };
}

function defaultOf(resource: Resource, engine: Stated<string>): Unknown {
  if (Unknown.is(engine.value)) return engine.value;
  return new Unknown({
    reason: 'not-in-inputs',
    detail: `the service decides whether ${resource.address} requires TLS with ${engine.value}`,
    settledBy: `transit_encryption_enabled of ${resource.address}`,
  });
}
