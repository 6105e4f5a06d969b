import type { Stated } from '../../core/component.ts';
import type { Facts } from '../../core/facts.ts';
import type { Resource } from '../../core/resource.ts';
import { Unknown } from '../../core/value.ts';
import { derive, literalName } from '../presence.ts';
import { setTo } from '../remedies.ts';
import { dataAt, inherent, readBool, readNumber, readText } from '../read.ts';
import type { ResourceModel } from '../resource-model.ts';
import { ENCRYPTED_BY_DEFAULT, providerPage } from './docs.ts';
import { claimsZones, statedRegion } from './places.ts';
import { inListedZones } from '../zones.ts';
import { hostsOf } from './web/settings.ts';

const PAGE = providerPage('redis_cache');
const TIERS = 'https://learn.microsoft.com/azure/azure-cache-for-redis/cache-high-availability';

/** A cache of Azure Cache for Redis. */
export const model: ResourceModel = {
  types: ['azurerm_redis_cache'],
  describe: (resource) => ({
    kind: 'cache',
    name: literalName(resource, 'name'),
    facts: {
      storeClass: 'in-memory',
      region: statedRegion(resource),
      engine: { ...inherent(resource, 'redis', TIERS), origin: 'written', says: 'an Azure Cache for Redis' },
      ...tierFacts(resource),
      requiresTls: derive(plainPort(resource), (isOn) => !isOn),
      encryptedAtRest: inherent(resource, true, ENCRYPTED_BY_DEFAULT),
      answersTo: hostsOf(resource, 'redis.cache.windows.net'),
    },
    remedies: {
      'fail-over': setTo(resource, ['sku_name'], 'Standard', {
        safety: 'review',
        caution: 'a replica costs as much as the node; scaling up empties nothing but takes some minutes',
      }),
      'require-tls': setTo(resource, [plainPortName(resource)], false, {
        safety: 'review',
        caution: 'clients that use port 6379 lose access',
      }),
    },
  }),
};

/** The switch has had two names. */
function plainPortName(resource: Resource): string {
  return dataAt(resource, 'enable_non_ssl_port') === undefined
    ? 'non_ssl_port_enabled'
    : 'enable_non_ssl_port';
}

function plainPort(resource: Resource): Stated<boolean> {
  return readBool(resource, [plainPortName(resource)], { value: false, source: PAGE });
}

type TierFacts = Pick<
  Facts,
  'instances' | 'automaticFailover' | 'claimsSeveralZones' | 'zones' | 'instanceClass'
>;

/** Basic is one node; every other tier has a replica that takes over. */
function tierFacts(resource: Resource): TierFacts {
  const tier = readText(resource, ['sku_name']);
  if (!tier) return {};
  if (Unknown.is(tier.value)) {
    const unknown = { ...tier, value: tier.value };
    return { instances: unknown, automaticFailover: unknown };
  }
  const says = `sku_name = ${tier.value}`;
  if (tier.value === 'Basic') {
    return {
      instances: { ...tier, value: { atLeast: 1, atMost: 1 }, says },
      claimsSeveralZones: { ...tier, value: false, says },
    };
  }
  const replicas = readNumber(resource, ['replicas_per_primary'], { value: 1, source: TIERS });
  return {
    instances: derive(replicas, (count) => ({ atLeast: count + 1, atMost: count + 1 })),
    automaticFailover: { ...tier, value: true, says },
    // Without zones Azure spreads the nodes by itself where the region has them.
    claimsSeveralZones: claimsZones(resource, 'zones'),
    zones: inListedZones(resource, 'zones'),
  };
}
