import { inherent, readBool, readNumber, readText } from '../read.ts';
import type { ResourceModel } from '../resource-model.ts';
import { creditFacts, CREDITS } from './stores/burstable.ts';
import { engineFacts } from './stores/engine.ts';
import { derive } from '../presence.ts';
import { leaveBurstableClass, MEMORY_FAMILY } from './stores/remedies.ts';
import { setTo } from '../remedies.ts';

const PAGE = 'https://registry.terraform.io/providers/hashicorp/aws/5.100.0/docs/resources/memorydb_cluster';
const GUIDE = 'https://docs.aws.amazon.com/memorydb/latest/devguide';

/** A Redis or Valkey store in memory whose writes go to a log in several zones. */
export const model: ResourceModel = {
  types: ['aws_memorydb_cluster'],
  describe(resource) {
    const replicas = readNumber(resource, ['num_replicas_per_shard'], { value: 1, source: PAGE });
    const engine = readText(resource, ['engine'], { value: 'redis', source: PAGE });
    return {
      kind: 'cache',
      facts: {
        storeClass: 'in-memory',
        ...engineFacts(resource, engine, 'engine_version', { redis: 'redis', valkey: 'valkey' }),
        ...creditFacts(readText(resource, ['node_type']), CREDITS.memorydb),
        instances: derive(replicas, (count) => ({ atLeast: count + 1, atMost: count + 1 })),
        // With a replica the service fails over by itself, into another zone where the subnets allow it.
        automaticFailover: derive(replicas, (count) => count > 0),
        backupRetentionDays: readNumber(resource, ['snapshot_retention_limit'], { value: 0, source: PAGE }),
        encryptedAtRest: inherent(resource, true, `${GUIDE}/at-rest-encryption.html`),
        requiresTls: readBool(resource, ['tls_enabled'], { value: true, source: PAGE }),
      },
      remedies: {
        'fail-over': setTo(resource, ['num_replicas_per_shard'], 1, {
          safety: 'review',
          caution: 'each replica costs as much as its primary',
        }),
        'leave-burstable-class': leaveBurstableClass(resource, 'node_type', MEMORY_FAMILY),
        'require-tls': setTo(resource, ['tls_enabled'], true, {
          safety: 'review',
          caution: 'every client must use TLS first; Terraform replaces the cluster',
        }),
      },
    };
  },
};
