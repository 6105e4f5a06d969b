/** Facts of identities, policies, keys, buckets, queues, logs, alarms and backups. */
export interface IdentityFacts {}
