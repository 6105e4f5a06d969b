import { symbolicText, UNKNOWN_PIECE } from '../../../core/partial-text.ts';
import { matchesPattern } from '../../../core/pattern.ts';
import type { Resource } from '../../../core/resource.ts';
import type { Data, Value } from '../../../core/value.ts';
import { Unknown } from '../../../core/value.ts';
import type { ComponentDraft } from '../../graph-draft.ts';

interface Kind {
  /** Service and beginning of the resource part of the ARN. */
  readonly service: string;
  readonly prefix: string;
  /** The attribute that ends the ARN, where it is chosen by people. */
  readonly name?: string;
}

/**
 * Types that AWS Backup can copy.
 * https://docs.aws.amazon.com/aws-backup/latest/devguide/backup-feature-availability.html
 */
const KINDS: ReadonlyMap<string, Kind> = new Map(
  Object.entries({
    aws_ebs_volume: { service: 'ec2', prefix: 'volume/' },
    aws_instance: { service: 'ec2', prefix: 'instance/' },
    aws_efs_file_system: { service: 'elasticfilesystem', prefix: 'file-system/' },
    aws_fsx_lustre_file_system: { service: 'fsx', prefix: 'file-system/' },
    aws_fsx_windows_file_system: { service: 'fsx', prefix: 'file-system/' },
    aws_fsx_openzfs_file_system: { service: 'fsx', prefix: 'file-system/' },
    aws_fsx_ontap_file_system: { service: 'fsx', prefix: 'file-system/' },
    aws_db_instance: { service: 'rds', prefix: 'db:', name: 'identifier' },
    aws_rds_cluster: { service: 'rds', prefix: 'cluster:', name: 'cluster_identifier' },
    aws_docdb_cluster: { service: 'rds', prefix: 'cluster:', name: 'cluster_identifier' },
    aws_neptune_cluster: { service: 'rds', prefix: 'cluster:', name: 'cluster_identifier' },
    aws_dynamodb_table: { service: 'dynamodb', prefix: 'table/', name: 'name' },
    aws_s3_bucket: { service: 's3', prefix: '', name: 'bucket' },
    aws_redshift_cluster: { service: 'redshift', prefix: 'cluster:', name: 'cluster_identifier' },
  }),
);

/** Types that a backup plan can cover. */
export const coverableTypes: readonly string[] = [...KINDS.keys()];

/** Whether an ARN, or a pattern of one, names a store. */
export function arnMatches(data: Data, store: ComponentDraft): Value<boolean> {
  const { main } = store;
  if (!main || (typeof data !== 'string' && !Unknown.is(data))) return false;
  if (Unknown.is(data) && data.refs.some(({ resource }) => store.resources.includes(resource))) return true;
  const text = symbolicText(data);
  if (text === '*') return true;
  if (Unknown.is(data) && data.refs.length === 0 && !text.startsWith('arn:')) return data;
  return text.startsWith('arn:') && patternMatches(text, main);
}

function patternMatches(pattern: string, resource: Resource): boolean {
  const kind = KINDS.get(resource.type);
  const [, , service = '', , , ...rest] = pattern.split(':');
  if (!kind || !matchesPattern(service, kind.service)) return false;
  const name = kind.name === undefined ? undefined : resource.attributes[kind.name];
  const known = typeof name === 'string' ? name : UNKNOWN_PIECE;
  return matchesPattern(rest.join(':'), `${kind.prefix}${known}`);
}
