import type { Stated } from '../../../core/component.ts';
import type { Data } from '../../../core/value.ts';
import type { ComponentDraft, GraphDraft } from '../../graph-draft.ts';
import { at } from '../../read.ts';
import { findNamed } from '../find-named.ts';
import { gather } from '../gather.ts';

type Role = 'logs' | 'artifacts' | 'cache' | 'state' | 'site';

/** Attributes that name a bucket and thereby tell what it is for. */
const NAMING: readonly { readonly type: string; readonly path: string; readonly role: Role }[] = [
  { type: 'aws_s3_bucket_logging', path: 'target_bucket', role: 'logs' },
  { type: 'aws_s3_bucket', path: 'logging.target_bucket', role: 'logs' },
  { type: 'aws_lb', path: 'access_logs.bucket', role: 'logs' },
  { type: 'aws_lb', path: 'connection_logs.bucket', role: 'logs' },
  { type: 'aws_alb', path: 'access_logs.bucket', role: 'logs' },
  { type: 'aws_elb', path: 'access_logs.bucket', role: 'logs' },
  { type: 'aws_cloudfront_distribution', path: 'logging_config.bucket', role: 'logs' },
  { type: 'aws_flow_log', path: 'log_destination', role: 'logs' },
  { type: 'aws_cloudtrail', path: 's3_bucket_name', role: 'logs' },
  { type: 'aws_config_delivery_channel', path: 's3_bucket_name', role: 'logs' },
  { type: 'aws_wafv2_web_acl_logging_configuration', path: 'log_destination_configs[]', role: 'logs' },
  { type: 'aws_route53_resolver_query_log_config', path: 'destination_arn', role: 'logs' },
  { type: 'aws_msk_cluster', path: 'logging_info.broker_logs.s3.bucket', role: 'logs' },
  { type: 'aws_redshift_logging', path: 'bucket_name', role: 'logs' },
  { type: 'aws_codepipeline', path: 'artifact_store.location', role: 'artifacts' },
  { type: 'aws_codebuild_project', path: 'artifacts.location', role: 'artifacts' },
  { type: 'aws_lambda_function', path: 's3_bucket', role: 'artifacts' },
  { type: 'aws_lambda_layer_version', path: 's3_bucket', role: 'artifacts' },
  { type: 'aws_elastic_beanstalk_application_version', path: 'bucket', role: 'artifacts' },
  { type: 'aws_codebuild_project', path: 'cache.location', role: 'cache' },
  { type: 'aws_athena_workgroup', path: 'configuration.result_configuration.output_location', role: 'cache' },
  { type: 'aws_athena_database', path: 'bucket', role: 'cache' },
  { type: 'aws_cloudfront_distribution', path: 'origin.domain_name', role: 'site' },
];

const BUCKET = { types: ['aws_s3_bucket'], name: 'bucket' };
const LOG_GROUP_READERS = ['aws_cloudwatch_log_subscription_filter'];

/** States what a bucket is for, where something in the inputs tells. */
export function bucketRoles(draft: GraphDraft): void {
  for (const { type, path, role } of NAMING) {
    for (const resource of draft.ofType(type)) {
      for (const { data, at: place } of gather(resource, path)) {
        for (const bucket of findNamed(draft, bucketIn(data), resource, BUCKET).components) {
          tell(bucket, { value: role, at: [place], origin: 'written' });
        }
      }
    }
  }
  logArchives(draft);
  stateBuckets(draft);
  for (const resource of draft.ofType('aws_s3_bucket')) bySelf(draft.componentOf(resource.id));
}

function tell(bucket: ComponentDraft, role: Stated<Role>): void {
  bucket.facts.bucketRole ??= role;
}

// `name.s3.amazonaws.com`, `name/folder` and `s3://name/folder` name the bucket `name`.
function bucketIn(data: Data): Data {
  if (typeof data !== 'string' || data.startsWith('arn:')) return data;
  return data
    .replace(/^s3:\/\//, '')
    .replace(/\/.*$/, '')
    .replace(/\.s3[.-][a-z0-9.-]*amazonaws\.com$/, '');
}

/** A stream that a log group is subscribed to writes logs. */
function logArchives(draft: GraphDraft): void {
  const STREAM = { types: ['aws_kinesis_firehose_delivery_stream'], name: 'name' };
  for (const filter of LOG_GROUP_READERS.flatMap((type) => draft.ofType(type))) {
    for (const stream of findNamed(draft, filter.attributes['destination_arn'], filter, STREAM).components) {
      const { main } = stream;
      if (!main) continue;
      for (const { data, at: place } of gather(main, 'extended_s3_configuration.bucket_arn')) {
        for (const bucket of findNamed(draft, data, main, BUCKET).components) {
          tell(bucket, { value: 'logs', at: [place], origin: 'written' });
        }
      }
    }
  }
}

/** The bucket that a root keeps its state in. */
function stateBuckets(draft: GraphDraft): void {
  const names = new Set<string>();
  for (const { code } of draft.stacks) {
    const bucket = code.backend?.type === 's3' ? code.backend.settings['bucket'] : undefined;
    if (typeof bucket === 'string') names.add(bucket);
  }
  if (names.size === 0) return;
  for (const resource of draft.ofType('aws_s3_bucket')) {
    const { bucket } = resource.attributes;
    const component =
      typeof bucket === 'string' && names.has(bucket) ? draft.componentOf(resource.id) : undefined;
    if (component) tell(component, { value: 'state', at: [at(resource, 'bucket')], origin: 'written' });
  }
}

/** What a bucket says of itself: it takes deliveries of logs, or serves a site. */
function bySelf(bucket: ComponentDraft | undefined): void {
  if (!bucket) return;
  const { listGrants, isWebsite } = bucket.facts;
  const grants = Array.isArray(listGrants?.value) ? listGrants.value : [];
  const delivery = grants.find(({ to }) => to === 'log-delivery');
  if (delivery) tell(bucket, { value: 'logs', at: [delivery.at], origin: 'written' });
  if (isWebsite?.value === true) tell(bucket, { value: 'site', at: isWebsite.at, origin: 'written' });
}
