import type { ComponentKind } from '../../../core/component.ts';
import type { DependencyKind } from '../../../core/dependency.ts';
import type { ComponentDraft } from '../../graph-draft.ts';

/** What it means that code is told an attribute of something. */
export interface Use {
  readonly kind: DependencyKind;
  /** Attributes that say so; undefined: any. */
  readonly attributes?: ReadonlySet<string> | undefined;
}

/** What somebody does with a thing whose address is known. */
export function useOfAddress({ kind, main }: ComponentDraft): DependencyKind | undefined {
  const ofType = main && OF_TYPE.get(main.type);
  return ofType?.kind ?? OF_KIND.get(kind)?.kind ?? BY_ADDRESS_ONLY.get(kind);
}

/**
 * What somebody does with a thing of which one attribute is known: undefined where that attribute is no way
 * to use it (the id of a zone, the name of a log group).
 */
export function useOfAttribute(
  component: ComponentDraft,
  type: string,
  attribute: string,
  asHost: boolean,
): DependencyKind | undefined {
  if (asHost) return useOfAddress(component);
  const use = OF_TYPE.get(type) ?? OF_TYPE.get(component.main?.type ?? '') ?? OF_KIND.get(component.kind);
  if (!use) return undefined;
  return use.attributes === undefined || use.attributes.has(attribute) ? use.kind : undefined;
}

const set = (...names: readonly string[]): ReadonlySet<string> => new Set(names);

const OF_KIND: ReadonlyMap<ComponentKind, Use> = new Map<ComponentKind, Use>([
  ['datastore', { kind: 'stores' }],
  ['cache', { kind: 'stores' }],
  ['bucket', { kind: 'stores' }],
  ['queue', { kind: 'publishes' }],
  ['topic', { kind: 'publishes' }],
  ['function', { kind: 'calls' }],
  ['secret', { kind: 'reads-secret' }],
  ['key', { kind: 'encrypts' }],
  ['load-balancer', { kind: 'calls', attributes: set('dns_name', '') }],
  [
    'api',
    { kind: 'calls', attributes: set('id', 'api_endpoint', 'invoke_url', 'execution_arn', 'uris', '') },
  ],
  ['gateway', { kind: 'calls', attributes: set('invoke_url', 'domain_name', '') }],
  ['external', { kind: 'calls' }],
]);

/** Kinds that are used by those who know their host, and by nobody who only knows a name or an id. */
const BY_ADDRESS_ONLY: ReadonlyMap<ComponentKind, DependencyKind> = new Map<ComponentKind, DependencyKind>([
  ['workload', 'calls'],
  ['container', 'calls'],
  ['target-group', 'calls'],
  ['dns', 'calls'],
  ['cdn', 'calls'],
  ['other', 'calls'],
]);

const EVENT_BUS: Use = { kind: 'publishes' };
const SERVER: Use = {
  kind: 'calls',
  attributes: set('private_ip', 'private_dns', 'public_ip', 'public_dns', 'ipv6_addresses'),
};

/** Types whose use is another than that of their kind. */
const OF_TYPE: ReadonlyMap<string, Use> = new Map<string, Use>([
  ['aws_cloudwatch_event_bus', EVENT_BUS],
  ['aws_instance', SERVER],
  ['aws_spot_instance_request', SERVER],
  ['aws_sfn_state_machine', { kind: 'calls', attributes: set('arn', 'id', 'name', '') }],
  ['aws_sfn_activity', { kind: 'calls' }],
  ['aws_apprunner_service', { kind: 'calls', attributes: set('service_url', 'domain_name') }],
  ['aws_ecs_service', { kind: 'calls', attributes: set() }],
  [
    'aws_ecs_task_definition',
    { kind: 'calls', attributes: set('arn', 'family', 'id', 'arn_without_revision') },
  ],
  ['aws_batch_job_definition', { kind: 'calls', attributes: set('arn', 'id', 'name', 'arn_prefix') }],
  [
    'aws_cognito_user_pool',
    { kind: 'calls', attributes: set('id', 'arn', 'endpoint', 'domain', 'custom_domain') },
  ],
  ['aws_cognito_identity_pool', { kind: 'calls', attributes: set('id', 'arn') }],
  ['aws_appsync_graphql_api', { kind: 'calls', attributes: set('uris', 'id', 'arn') }],
  ['aws_sagemaker_endpoint', { kind: 'calls', attributes: set('name', 'arn', 'id') }],
  ['aws_db_proxy', { kind: 'stores', attributes: set('endpoint', 'arn', 'id') }],
  ['aws_rds_cluster_endpoint', { kind: 'stores', attributes: set('endpoint') }],
  ['aws_kms_key', { kind: 'encrypts' }],
  ['google_cloud_run_v2_service', { kind: 'calls', attributes: set('uri', 'urls') }],
  ['google_cloud_run_service', { kind: 'calls', attributes: set('status') }],
  ['google_pubsub_subscription', { kind: 'consumes' }],
  ['google_compute_forwarding_rule', { kind: 'calls', attributes: set('ip_address') }],
  ['google_compute_global_forwarding_rule', { kind: 'calls', attributes: set('ip_address') }],
  ['google_compute_instance', { kind: 'calls', attributes: set('network_interface') }],
]);

// https://opentelemetry.io/docs/specs/otel/configuration/sdk-environment-variables/ and its kin.
const WATCHING: ReadonlySet<string> = new Set([
  'otel',
  'otlp',
  'opentelemetry',
  'trace',
  'traces',
  'tracing',
  'jaeger',
  'zipkin',
  'xray',
  'statsd',
  'metric',
  'metrics',
  'telemetry',
  'sentry',
  'datadog',
  'newrelic',
  'logstash',
  'fluentd',
  'fluentbit',
  'loki',
  'pushgateway',
  'collector',
]);

/** Whether a setting says where logs, traces and metrics go. */
export function isForWatching(words: readonly string[]): boolean {
  return words.some((word) => WATCHING.has(word)) || (words[0] === 'dd' && words.includes('agent'));
}

const FOR_OTHERS = phrase(
  'cors origin origins allowed_host allowed_hosts redirect callback logout return success cancel ' +
    'audience referrer no_proxy cookie_domain link links',
);

/** Whether a setting names what others use: who may call, or where browsers are sent. */
export function isForOthers(words: readonly string[]): boolean {
  return FOR_OTHERS.test(words.join('_'));
}

const PUBLIC_NAME = phrase(
  'public_url public_host public_hostname public_domain external_url external_host external_hostname ' +
    'ext_endpoint external_endpoint public_endpoint ' +
    'frontend_url frontend_host frontend_domain web_url website_url webapp_url site_url app_url ' +
    'server_name virtual_host',
);

/**
 * Whether a setting may name the public address of the system itself, for links. A name that only the name
 * service of a platform knows is no such address.
 */
export function mayBePublicName(words: readonly string[]): boolean {
  return PUBLIC_NAME.test(words.join('_'));
}

/**
 * Whether a setting may hold an address that is handed to somebody outside, who calls back. A chat's hook is
 * called all the same: only what is found inside is in doubt.
 */
export function mayBeHandedOn(words: readonly string[]): boolean {
  return words.includes('webhook') || words.includes('webhooks');
}

const FOR_PEOPLE = phrase(
  'doc docs documentation help issue issues homepage license schema namespace xmlns logo image images ' +
    'icon avatar terms privacy contact support repo repository git source download artifact registry ' +
    'email from cdn asset assets static media font fonts',
);

/** Whether a public address in a setting is a link for people, or a place to fetch files from. */
export function isForPeople(words: readonly string[]): boolean {
  return FOR_PEOPLE.test(words.join('_'));
}

/** Matches any of the phrases among the words of a name, which are joined by `_`. */
function phrase(phrases: string): RegExp {
  return new RegExp(`(?:^|_)(?:${phrases.split(' ').join('|')})(?:_|$)`);
}
