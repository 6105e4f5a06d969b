import type { LinkPass } from '../link-pass.ts';
import { assumes } from './access/assumes.ts';
import { identities } from './access/identities.ts';
import { resourcePolicies } from './access/resource-policies.ts';
import { backups } from './backups/backups.ts';
import { buckets } from './buckets/buckets.ts';
import { encryptionKeys } from './encryption-keys.ts';
import { alarms } from './messages/alarms.ts';
import { deadLetters } from './messages/dead-letters.ts';
import { eventRoutes } from './messages/event-routes.ts';
import { logStores } from './messages/log-stores.ts';
import { subscriptions } from './messages/subscriptions.ts';

/** The passes of identities, buckets, keys, messages, alarms, logs and backups, in their order. */
export const servicePasses: readonly LinkPass[] = [
  identities,
  resourcePolicies,
  assumes,
  buckets,
  encryptionKeys,
  subscriptions,
  eventRoutes,
  deadLetters,
  alarms,
  logStores,
  backups,
];
