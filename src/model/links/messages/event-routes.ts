import type { Resource } from '../../../core/resource.ts';
import type { Location } from '../../../core/location.ts';
import type { Data } from '../../../core/value.ts';
import type { ComponentDraft, GraphDraft } from '../../graph-draft.ts';
import type { LinkPass } from '../../link-pass.ts';
import { at, dataAt } from '../../read.ts';
import { connect } from '../compute/connect.ts';
import { findNamed } from '../find-named.ts';
import { gather } from '../gather.ts';

const TARGETS = [
  { types: ['aws_sqs_queue', 'aws_sns_topic', 'aws_sfn_state_machine', 'aws_kinesis_stream'], name: 'name' },
  { types: ['aws_lambda_function'], name: 'function_name' },
  {
    types: ['aws_ecs_cluster', 'aws_cloudwatch_log_group', 'aws_kinesis_firehose_delivery_stream'],
    name: 'name',
  },
];

/** Joins what raises events with what receives them: rules, schedules and buckets. */
export const eventRoutes: LinkPass = {
  name: 'event-routes',
  after: ['functions'],
  run(draft) {
    const RULE = { types: ['aws_cloudwatch_event_rule'], name: 'name' };
    for (const target of draft.ofType('aws_cloudwatch_event_target')) {
      const [rule] = findNamed(draft, dataAt(target, 'rule'), target, RULE).components;
      if (!rule) continue;
      route(draft, { from: rule, data: dataAt(target, 'arn'), resource: target, place: at(target, 'arn') });
      draft.absorb(target, rule);
    }
    for (const schedule of draft.ofType('aws_scheduler_schedule')) {
      const from = draft.componentOf(schedule.id);
      for (const { data, at: place } of from ? gather(schedule, 'target.arn') : []) {
        if (from) route(draft, { from, data, resource: schedule, place });
      }
    }
    callers(draft);
    for (const notification of draft.ofType('aws_s3_bucket_notification')) bucketEvents(draft, notification);
  },
};

const FUNCTION = { types: ['aws_lambda_function'], name: 'function_name' };
// Services that hand an event over and do not wait.
// https://docs.aws.amazon.com/lambda/latest/dg/lambda-services.html
const ASYNCHRONOUS =
  /^(s3|sns|events|scheduler|ses|logs|iot|config|cloudformation|codecommit|delivery\.logs)\./;
/** What calls a function by its own configuration, and waits. */
const SYNCHRONOUS: readonly (readonly [type: string, path: string])[] = [
  ['aws_lambda_invocation', 'function_name'],
  ['aws_cloudfront_distribution', 'default_cache_behavior.lambda_function_association.lambda_arn'],
  ['aws_cloudfront_distribution', 'ordered_cache_behavior.lambda_function_association.lambda_arn'],
  ['aws_secretsmanager_secret_rotation', 'rotation_lambda_arn'],
  ['aws_api_gateway_authorizer', 'authorizer_uri'],
  ['aws_api_gateway_integration', 'uri'],
  ['aws_apigatewayv2_integration', 'integration_uri'],
  ['aws_lambda_function_url', 'function_name'],
];

/** Notes whether somebody waits for a function's answer: by permission, or by naming the function. */
function callers(draft: GraphDraft): void {
  for (const permission of draft.ofType('aws_lambda_permission')) {
    const principal = dataAt(permission, 'principal');
    if (typeof principal !== 'string') continue;
    const stated = { value: true, at: [at(permission, 'principal')], origin: 'written' } as const;
    for (const called of findNamed(draft, dataAt(permission, 'function_name'), permission, FUNCTION)
      .components) {
      if (ASYNCHRONOUS.test(principal)) called.facts.calledAsynchronously ??= stated;
      else called.facts.calledSynchronously ??= stated;
    }
  }
  for (const [type, path] of SYNCHRONOUS) {
    for (const resource of draft.ofType(type)) {
      for (const { data, at: place } of gather(resource, path)) {
        for (const called of findNamed(draft, data, resource, FUNCTION).components) {
          called.facts.calledSynchronously ??= { value: true, at: [place], origin: 'written' };
        }
      }
    }
  }
}

function bucketEvents(draft: GraphDraft, notification: Resource): void {
  const BUCKET = { types: ['aws_s3_bucket'], name: 'bucket' };
  const [from] = findNamed(draft, dataAt(notification, 'bucket'), notification, BUCKET).components;
  if (!from) return;
  for (const path of ['queue.queue_arn', 'topic.topic_arn', 'lambda_function.lambda_function_arn']) {
    for (const { data, at: place } of gather(notification, path)) {
      route(draft, { from, data, resource: notification, place });
    }
  }
  draft.absorb(notification, from);
}

interface Route {
  readonly from: ComponentDraft;
  readonly data: Data | undefined;
  readonly resource: Resource;
  readonly place: Location;
}

function route(draft: GraphDraft, { from, data, resource, place }: Route): void {
  for (const target of TARGETS) {
    for (const to of findNamed(draft, data, resource, target).components) {
      const says = `${from.name} sends its events to ${to.name}`;
      if (to.kind === 'function') {
        to.facts.calledAsynchronously = { value: true, at: [place], origin: 'written' };
        connect(draft, { from: to, to: from, kind: 'consumes', strength: 'async', says, at: place });
      } else connect(draft, { from, to, kind: 'publishes', strength: 'async', says, at: place });
    }
  }
}
