import type { GraphDraft } from '../../graph-draft.ts';
import type { LinkPass } from '../../link-pass.ts';
import { connect } from '../compute/connect.ts';
import { gather } from '../gather.ts';
import { findOwners } from './find-owners.ts';

const KEY = { types: ['google_kms_crypto_key'], by: ['id', 'name', 'self_link'] };

/** Attributes that name the key which data is encrypted with. */
const ENCRYPTED: readonly (readonly [type: string, path: string])[] = [
  ['google_sql_database_instance', 'encryption_key_name'],
  ['google_storage_bucket', 'encryption.default_kms_key_name'],
  ['google_pubsub_topic', 'kms_key_name'],
  ['google_bigquery_dataset', 'default_encryption_configuration.kms_key_name'],
  ['google_bigquery_table', 'encryption_configuration.kms_key_name'],
  ['google_container_cluster', 'database_encryption.key_name'],
  ['google_container_node_pool', 'node_config.boot_disk_kms_key'],
  ['google_compute_instance', 'boot_disk.kms_key_self_link'],
  ['google_compute_disk', 'disk_encryption_key.kms_key_self_link'],
  ['google_secret_manager_secret', 'replication.auto.customer_managed_encryption.kms_key_name'],
  [
    'google_secret_manager_secret',
    'replication.user_managed.replicas.customer_managed_encryption.kms_key_name',
  ],
  ['google_artifact_registry_repository', 'kms_key_name'],
  ['google_redis_instance', 'customer_managed_key'],
  ['google_cloud_run_v2_service', 'template.encryption_key'],
  ['google_spanner_database', 'encryption_config.kms_key_name'],
  ['google_firestore_database', 'cmek_config.kms_key_name'],
];

/** Joins keys with what is encrypted by them. */
export const keys: LinkPass = {
  name: 'google-keys',
  after: ['google-parts'],
  run(draft: GraphDraft) {
    for (const [type, path] of ENCRYPTED) {
      for (const resource of draft.ofType(type)) {
        const from = draft.componentOf(resource.id);
        if (!from) continue;
        for (const { data, at } of gather(resource, path)) {
          for (const to of findOwners(draft, data, resource, KEY)) {
            const says = `${from.name} is encrypted with ${to.name}`;
            connect(draft, { from, to, kind: 'encrypts', strength: 'hard', says, at });
          }
        }
      }
    }
  },
};
