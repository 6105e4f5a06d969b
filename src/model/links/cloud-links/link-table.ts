import type { ComponentKind } from '../../../core/component.ts';
import type { DependencyKind, DependencyStrength } from '../../../core/dependency.ts';

interface Named {
  readonly types: readonly string[];
  readonly by: readonly string[];
}

/** What the attributes that name an owner lead to. */
export const OWNERS: { readonly [attribute: string]: Named } = {
  service_arn: { types: ['aws_apprunner_service'], by: ['arn'] },
  rule: { types: ['aws_cloudwatch_event_rule'], by: ['name', 'arn'] },
  rest_api_id: { types: ['aws_api_gateway_rest_api'], by: ['id', 'name'] },
  api_id: { types: ['aws_apigatewayv2_api', 'aws_appsync_graphql_api'], by: ['id'] },
  db_proxy_name: { types: ['aws_db_proxy'], by: ['name', 'id'] },
  log_group_name: { types: ['aws_cloudwatch_log_group'], by: ['name', 'id'] },
  user_pool_id: { types: ['aws_cognito_user_pool'], by: ['id', 'name'] },
  secret_id: { types: ['aws_secretsmanager_secret'], by: ['id', 'arn', 'name'] },
};

/** A line of configuration that says who needs whom. */
export interface Link {
  readonly type: string;
  /** The attribute that names who needs it; absent: the resource itself. */
  readonly owner?: string;
  readonly to: string;
  /** Types whose name or identifier may be written instead of a reference. */
  readonly named?: Named;
  readonly kinds?: readonly ComponentKind[];
  readonly hint?: string;
  readonly kind: DependencyKind;
  readonly strength: DependencyStrength;
  /** The thing named needs the owner, not the other way round. */
  readonly reversed?: true;
  readonly says: string;
}

const sync = { kind: 'calls', strength: 'hard' } as const;
const delivers = { kind: 'publishes', strength: 'async' } as const;
const takes = { kind: 'consumes', strength: 'async' } as const;

const TRIGGERS = [
  'create_auth_challenge',
  'custom_message',
  'define_auth_challenge',
  'post_authentication',
  'post_confirmation',
  'pre_authentication',
  'pre_sign_up',
  'pre_token_generation',
  'user_migration',
  'verify_auth_challenge_response',
  'custom_email_sender.lambda_arn',
  'custom_sms_sender.lambda_arn',
  'pre_token_generation_config.lambda_arn',
].map((name): Link => ({
  type: 'aws_cognito_user_pool',
  to: `lambda_config.${name}`,
  kinds: ['function'],
  ...sync,
  says: 'asks on every such step',
}));

const SOURCES: readonly Link[] = (
  [
    ['lambda_config.function_arn', 'function', sync],
    ['dynamodb_config.table_name', 'table', { kind: 'stores', strength: 'hard' }],
    [
      'relational_database_config.http_endpoint_config.db_cluster_identifier',
      '',
      { kind: 'stores', strength: 'hard' },
    ],
    ['elasticsearch_config.endpoint', '', { kind: 'stores', strength: 'hard' }],
    ['opensearchservice_config.endpoint', '', { kind: 'stores', strength: 'hard' }],
    ['event_bridge_config.event_bus_arn', 'bus', { kind: 'publishes', strength: 'hard' }],
    ['http_config.endpoint', '', sync],
  ] as const
).map(([to, hint, how]) => ({
  type: 'aws_appsync_datasource',
  owner: 'api_id',
  to,
  hint,
  ...how,
  says: 'resolves fields with',
}));

/** Every such line. */
export const LINKS: readonly Link[] = [
  ...TRIGGERS,
  ...SOURCES,
  {
    type: 'aws_db_proxy_target',
    owner: 'db_proxy_name',
    to: 'db_instance_identifier',
    named: { types: ['aws_db_instance'], by: ['identifier', 'id'] },
    kinds: ['datastore'],
    kind: 'stores',
    strength: 'hard',
    says: 'passes connections on to',
  },
  {
    type: 'aws_db_proxy_target',
    owner: 'db_proxy_name',
    to: 'db_cluster_identifier',
    named: { types: ['aws_rds_cluster'], by: ['cluster_identifier', 'id'] },
    kinds: ['datastore'],
    kind: 'stores',
    strength: 'hard',
    says: 'passes connections on to',
  },
  {
    type: 'aws_api_gateway_authorizer',
    owner: 'rest_api_id',
    to: 'authorizer_uri',
    kinds: ['function'],
    ...sync,
    says: 'asks, before it lets a request in,',
  },
  {
    type: 'aws_api_gateway_authorizer',
    owner: 'rest_api_id',
    to: 'provider_arns[]',
    ...sync,
    says: 'trusts the logins of',
  },
  {
    type: 'aws_apigatewayv2_authorizer',
    owner: 'api_id',
    to: 'authorizer_uri',
    kinds: ['function'],
    ...sync,
    says: 'asks, before it lets a request in,',
  },
  {
    // It keeps the public keys of the issuer for two hours.
    // https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-jwt-authorizer.html
    type: 'aws_apigatewayv2_authorizer',
    owner: 'api_id',
    to: 'jwt_configuration.issuer',
    kind: 'calls',
    strength: 'soft',
    says: 'trusts the logins of',
  },
  {
    type: 'aws_cognito_identity_pool',
    to: 'cognito_identity_providers.provider_name',
    ...sync,
    says: 'trusts the logins of',
  },
  {
    type: 'aws_cloudfront_distribution',
    to: 'default_cache_behavior.lambda_function_association.lambda_arn',
    kinds: ['function'],
    ...sync,
    says: 'runs',
  },
  {
    type: 'aws_cloudfront_distribution',
    to: 'ordered_cache_behavior.lambda_function_association.lambda_arn',
    kinds: ['function'],
    ...sync,
    says: 'runs',
  },
  {
    type: 'aws_kinesis_firehose_delivery_stream',
    to: 'kinesis_source_configuration.kinesis_stream_arn',
    hint: 'stream',
    ...takes,
    says: 'takes its records from',
  },
  {
    type: 'aws_kinesis_firehose_delivery_stream',
    to: 'extended_s3_configuration.bucket_arn',
    hint: 'bucket',
    kind: 'stores',
    strength: 'async',
    says: 'delivers to',
  },
  {
    type: 'aws_kinesis_firehose_delivery_stream',
    to: 'extended_s3_configuration.processing_configuration.processors.parameters.parameter_value',
    kinds: ['function'],
    kind: 'calls',
    strength: 'async',
    says: 'transforms records with',
  },
  {
    type: 'aws_kinesis_firehose_delivery_stream',
    to: 'opensearch_configuration.domain_arn',
    kinds: ['datastore'],
    kind: 'stores',
    strength: 'async',
    says: 'delivers to',
  },
  {
    type: 'aws_kinesis_firehose_delivery_stream',
    to: 'elasticsearch_configuration.domain_arn',
    kinds: ['datastore'],
    kind: 'stores',
    strength: 'async',
    says: 'delivers to',
  },
  {
    type: 'aws_kinesis_firehose_delivery_stream',
    to: 'redshift_configuration.cluster_jdbcurl',
    kinds: ['datastore'],
    kind: 'stores',
    strength: 'async',
    says: 'delivers to',
  },
  { type: 'aws_pipes_pipe', to: 'source', ...takes, says: 'takes its events from' },
  {
    type: 'aws_pipes_pipe',
    to: 'enrichment',
    kind: 'calls',
    strength: 'hard',
    says: 'completes events with',
  },
  { type: 'aws_pipes_pipe', to: 'target', ...delivers, says: 'sends its events to' },
  {
    type: 'aws_cloudwatch_event_target',
    owner: 'rule',
    to: 'ecs_target.task_definition_arn',
    kinds: ['container'],
    ...takes,
    reversed: true,
    says: 'is started by',
  },
  {
    type: 'aws_scheduler_schedule',
    to: 'target.ecs_parameters.task_definition_arn',
    kinds: ['container'],
    ...takes,
    reversed: true,
    says: 'is started by',
  },
  {
    type: 'aws_cloudwatch_log_subscription_filter',
    owner: 'log_group_name',
    to: 'destination_arn',
    kinds: ['function', 'queue'],
    ...takes,
    reversed: true,
    says: 'takes its events from',
  },
  {
    type: 'aws_iot_topic_rule',
    to: 'lambda.function_arn',
    kinds: ['function'],
    ...takes,
    reversed: true,
    says: 'takes its events from',
  },
  {
    type: 'aws_iot_topic_rule',
    to: 'sqs.queue_url',
    hint: 'queue',
    ...delivers,
    says: 'sends its events to',
  },
  {
    type: 'aws_secretsmanager_secret_rotation',
    owner: 'secret_id',
    to: 'rotation_lambda_arn',
    kinds: ['function'],
    kind: 'calls',
    strength: 'control-only',
    says: 'is rotated by',
  },
];

/** What only configures the thing that it names. */
export const PARTS: readonly (readonly [type: string, attribute: string])[] = [
  ['aws_db_proxy_target', 'db_proxy_name'],
  ['aws_db_proxy_default_target_group', 'db_proxy_name'],
  ['aws_db_proxy_endpoint', 'db_proxy_name'],
  ['aws_apprunner_vpc_ingress_connection', 'service_arn'],
  ['aws_apprunner_custom_domain_association', 'service_arn'],
  ['aws_appsync_datasource', 'api_id'],
  ['aws_appsync_resolver', 'api_id'],
  ['aws_appsync_function', 'api_id'],
  ['aws_appsync_api_key', 'api_id'],
  ['aws_api_gateway_authorizer', 'rest_api_id'],
  ['aws_apigatewayv2_authorizer', 'api_id'],
  ['aws_cognito_user_pool_client', 'user_pool_id'],
  ['aws_cognito_user_pool_domain', 'user_pool_id'],
  ['aws_cognito_resource_server', 'user_pool_id'],
];
