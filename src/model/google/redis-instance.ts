import type { Stated } from '../../core/component.ts';
import type { Facts } from '../../core/facts.ts';
import type { Resource } from '../../core/resource.ts';
import { Unknown } from '../../core/value.ts';
import { derive } from '../presence.ts';
import { setTo } from '../remedies.ts';
import { inherent, readNumber, readText } from '../read.ts';
import type { ResourceModel } from '../resource-model.ts';
import { ENCRYPTED_BY_DEFAULT, providerPage } from './docs.ts';
import { spreadOverRegion, statedRegion } from './places.ts';
import { inOneZone } from '../zones.ts';

const PAGE = providerPage('redis_instance');
const TIERS = 'https://cloud.google.com/memorystore/docs/redis/redis-tiers';

/** A cache of Memorystore for Redis. */
export const model: ResourceModel = {
  types: ['google_redis_instance'],
  describe(resource) {
    return {
      kind: 'cache',
      facts: {
        storeClass: 'in-memory',
        region: statedRegion(resource, 'region', 'location_id'),
        engine: {
          ...inherent(resource, 'redis', TIERS),
          origin: 'written',
          says: 'an instance of Memorystore for Redis',
        },
        version: versionOf(resource),
        ...tierFacts(resource),
        requiresTls: tls(resource),
        encryptedAtRest: inherent(resource, true, ENCRYPTED_BY_DEFAULT),
      },
      remedies: {
        'fail-over': setTo(resource, ['tier'], 'STANDARD_HA', {
          safety: 'review',
          caution:
            'Terraform replaces the instance: what it holds is lost once, and it costs about twice as much',
        }),
        'require-tls': setTo(resource, ['transit_encryption_mode'], 'SERVER_AUTHENTICATION', {
          safety: 'review',
          caution: 'Terraform replaces the instance, and every client must use TLS with its certificate',
        }),
      },
    };
  },
};

type TierFacts = Pick<Facts, 'instances' | 'automaticFailover' | 'claimsSeveralZones' | 'zones'>;

/** The basic tier is one node; the standard tier keeps a replica in another zone. */
function tierFacts(resource: Resource): TierFacts {
  const tier = readText(resource, ['tier'], { value: 'BASIC', source: PAGE });
  if (Unknown.is(tier.value)) {
    const unknown = { ...tier, value: tier.value };
    return { instances: unknown, automaticFailover: unknown, claimsSeveralZones: unknown };
  }
  const says = `tier = ${tier.value}`;
  if (tier.value !== 'STANDARD_HA') {
    return {
      instances: { ...tier, value: { atLeast: 1, atMost: 1 }, says },
      claimsSeveralZones: { ...tier, value: false, says },
      zones: inOneZone(resource, 'location_id'),
    };
  }
  const replicas = readNumber(resource, ['replica_count'], { value: 1, source: PAGE });
  const instances = derive(replicas, (count) => ({ atLeast: count + 1, atMost: count + 1 }));
  const isOn: Stated<boolean> = { ...tier, value: true, says };
  return {
    instances,
    automaticFailover: isOn,
    claimsSeveralZones: isOn,
    zones: spreadOverRegion(resource, ['tier'], TIERS),
  };
}

/** `REDIS_7_0`. */
function versionOf(resource: Resource): Stated<string> | undefined {
  const written = readText(resource, ['redis_version']);
  return (
    written && {
      ...derive(written, (text) =>
        text
          .replace(/^REDIS_/, '')
          .replaceAll('_', '.')
          .toLowerCase(),
      ),
      says: Unknown.is(written.value) ? undefined : `redis_version = ${written.value}`,
    }
  );
}

function tls(resource: Resource): Stated<boolean> {
  const mode = readText(resource, ['transit_encryption_mode'], { value: 'DISABLED', source: PAGE });
  return derive(mode, (text) => text === 'SERVER_AUTHENTICATION');
}
