import type { Component } from '../../../core/component.ts';
import type { Evidence } from '../../../core/finding.ts';
import { Unknown } from '../../../core/value.ts';

/** A service of AWS that asks for an identity: its prefix in actions, and its word in names of policies. */
export interface Service {
  readonly prefix: string;
  readonly word: RegExp;
}

const SERVICES: ReadonlyMap<string, Service> = new Map([
  ['aws_s3_bucket', { prefix: 's3', word: /S3/ }],
  ['aws_sqs_queue', { prefix: 'sqs', word: /SQS/ }],
  ['aws_sns_topic', { prefix: 'sns', word: /SNS/ }],
  ['aws_dynamodb_table', { prefix: 'dynamodb', word: /DynamoDB/ }],
  ['aws_kinesis_stream', { prefix: 'kinesis', word: /Kinesis/ }],
  ['aws_kinesis_firehose_delivery_stream', { prefix: 'firehose', word: /Firehose/ }],
  ['aws_lambda_function', { prefix: 'lambda', word: /Lambda/ }],
  ['aws_cloudwatch_event_bus', { prefix: 'events', word: /EventBridge/ }],
  ['aws_sfn_state_machine', { prefix: 'states', word: /StepFunctions/ }],
  ['aws_secretsmanager_secret', { prefix: 'secretsmanager', word: /SecretsManager/ }],
]);

/** The service that a type belongs to, where its use takes an identity. */
export function serviceOf(type: string): Service | undefined {
  return SERVICES.get(type);
}

/** What in the policies of a role allows a service; undefined where nothing known does. */
export function allowing({ name, facts }: Component, { prefix, word }: Service): Evidence | undefined {
  for (const { policy, document, everything, at } of facts.grants ?? []) {
    if (everything.value === true) return { says: `${name} may do everything (${policy})`, at };
    if (document === undefined) {
      const isManaged = word.test(policy) || /AdministratorAccess|PowerUserAccess/.test(policy);
      if (isManaged && /Full|Write|Execution|Access$/.test(policy))
        return { says: `${name} holds ${policy}`, at };
      continue;
    }
    if (Unknown.is(document)) continue;
    for (const { effect, actions, at: place } of document.statements) {
      if (effect !== 'allow' || actions.inverted || Unknown.is(actions.items)) continue;
      const action = actions.items.find((item) => typeof item === 'string' && allows(item, prefix));
      if (typeof action === 'string') return { says: `${name} is allowed ${action} (${policy})`, at: place };
    }
  }
  return undefined;
}

function allows(action: string, prefix: string): boolean {
  return action === '*' || action.toLowerCase().startsWith(`${prefix}:`);
}
