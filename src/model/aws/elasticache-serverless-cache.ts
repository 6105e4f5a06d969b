import { inherent, readText } from '../read.ts';
import type { ResourceModel } from '../resource-model.ts';
import { engineFacts } from './stores/engine.ts';

const GUIDE = 'https://docs.aws.amazon.com/AmazonElastiCache/latest/dg';
const PRODUCTS = { redis: 'amazon-elasticache-redis', valkey: 'valkey', memcached: 'memcached' };

/** A cache without nodes of its own: the service spreads, encrypts and scales it. */
export const model: ResourceModel = {
  types: ['aws_elasticache_serverless_cache'],
  describe(resource) {
    return {
      kind: 'cache',
      facts: {
        storeClass: 'in-memory',
        ...engineFacts(resource, readText(resource, ['engine']), 'major_engine_version', PRODUCTS),
        claimsSeveralZones: inherent(resource, true, `${GUIDE}/WhatIs.deployment.html`),
        encryptedAtRest: inherent(resource, true, `${GUIDE}/at-rest-encryption.html`),
        requiresTls: inherent(resource, true, `${GUIDE}/in-transit-encryption.html`),
      },
    };
  },
};
