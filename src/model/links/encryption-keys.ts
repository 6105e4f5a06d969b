import type { LinkPass } from '../link-pass.ts';
import { at, dataAt } from '../read.ts';
import { connect } from './compute/connect.ts';
import { findNamed } from './find-named.ts';
import { gather } from './gather.ts';

const KEY = {
  types: ['aws_kms_key', 'aws_kms_alias', 'aws_kms_external_key', 'aws_kms_replica_key'],
  name: 'name',
};
// Attributes that name the key which data is encrypted with.
const TOP = ['kms_key_id', 'kms_key_arn', 'kms_master_key_id', 'kms_key', 'encryption_key', 'key_arn'];
const NESTED: readonly (readonly [type: string, path: string])[] = [
  [
    'aws_s3_bucket_server_side_encryption_configuration',
    'rule.apply_server_side_encryption_by_default.kms_master_key_id',
  ],
  [
    'aws_s3_bucket',
    'server_side_encryption_configuration.rule.apply_server_side_encryption_by_default.kms_master_key_id',
  ],
  ['aws_dynamodb_table', 'server_side_encryption.kms_key_arn'],
  ['aws_eks_cluster', 'encryption_config.provider.key_arn'],
  ['aws_ecr_repository', 'encryption_configuration.kms_key'],
  ['aws_opensearch_domain', 'encrypt_at_rest.kms_key_id'],
  ['aws_instance', 'root_block_device.kms_key_id'],
  ['aws_instance', 'ebs_block_device.kms_key_id'],
  ['aws_launch_template', 'block_device_mappings.ebs.kms_key_id'],
];

/** Joins keys with their aliases, and with what is encrypted by them. */
export const encryptionKeys: LinkPass = {
  name: 'encryption-keys',
  after: ['buckets'],
  run(draft) {
    for (const alias of draft.ofType('aws_kms_alias')) {
      const [key] = findNamed(draft, dataAt(alias, 'target_key_id'), alias, KEY).components;
      if (key && key.kind === 'key') draft.absorb(alias, key);
    }
    const nested = new Map<string, string[]>();
    for (const [type, path] of NESTED) nested.set(type, [...(nested.get(type) ?? []), path]);
    for (const stack of draft.stacks) {
      for (const resource of stack.resources) {
        const from = resource.mode === 'managed' ? draft.componentOf(resource.id) : undefined;
        if (!from) continue;
        const written = [
          ...TOP.map((name) => ({ data: dataAt(resource, name), at: at(resource, name) })),
          ...(nested.get(resource.type) ?? []).flatMap((path) => gather(resource, path)),
        ];
        for (const { data, at: place } of written) {
          if (data === undefined) continue;
          for (const to of findNamed(draft, data, resource, KEY).components) {
            if (to === from || to.kind !== 'key') continue;
            const says = `${from.name} is encrypted with ${to.name}`;
            connect(draft, { from, to, kind: 'encrypts', strength: 'hard', says, at: place });
          }
        }
      }
    }
  },
};
