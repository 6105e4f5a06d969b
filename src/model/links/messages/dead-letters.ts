import type { Stated } from '../../../core/component.ts';
import type { Redrive } from '../../../core/facts/identity.ts';
import type { Location } from '../../../core/location.ts';
import type { Resource } from '../../../core/resource.ts';
import type { Data } from '../../../core/value.ts';
import { isDataObject, Unknown } from '../../../core/value.ts';
import { documentOf } from '../../aws/access/document.ts';
import type { ComponentDraft, GraphDraft } from '../../graph-draft.ts';
import type { LinkPass } from '../../link-pass.ts';
import { at, dataAt, readText } from '../../read.ts';
import { connect } from '../compute/connect.ts';
import { findNamed } from '../find-named.ts';
import { gather } from '../gather.ts';

const QUEUE = { types: ['aws_sqs_queue'], name: 'name' };
const TARGET = { types: ['aws_sqs_queue', 'aws_sns_topic'], name: 'name' };

/** Attributes by which something else than a queue sends what it could not deliver to a queue or topic. */
const FAILURES: readonly (readonly [type: string, path: string])[] = [
  ['aws_lambda_function', 'dead_letter_config.target_arn'],
  ['aws_lambda_function_event_invoke_config', 'destination_config.on_failure.destination'],
  ['aws_lambda_event_source_mapping', 'destination_config.on_failure.destination_arn'],
  ['aws_cloudwatch_event_target', 'dead_letter_config.arn'],
  ['aws_scheduler_schedule', 'target.dead_letter_config.arn'],
  ['aws_pipes_pipe', 'source_parameters.kinesis_stream_parameters.dead_letter_config.arn'],
];

/** Joins queues with the queues that take what could not be processed. */
export const deadLetters: LinkPass = {
  name: 'dead-letters',
  after: ['functions'],
  run(draft) {
    for (const queue of draft.ofType('aws_sqs_queue')) {
      const component = draft.componentOf(queue.id);
      if (component) redrive(draft, component, queue);
    }
    for (const policy of draft.ofType('aws_sqs_queue_redrive_policy')) {
      for (const component of findNamed(draft, dataAt(policy, 'queue_url'), policy, QUEUE).components) {
        redrive(draft, component, policy);
        draft.absorb(policy, component);
      }
    }
    for (const policy of draft.ofType('aws_sqs_queue_redrive_allow_policy')) allowed(draft, policy);
    for (const [type, path] of FAILURES) {
      for (const resource of draft.ofType(type)) {
        for (const { data, at: place } of gather(resource, path)) markAll(draft, data, resource, place);
      }
    }
    for (const subscription of draft.ofType('aws_sns_topic_subscription')) {
      const place = at(subscription, 'redrive_policy');
      const document = documentOf(dataAt(subscription, 'redrive_policy'));
      if (isDataObject(document)) markAll(draft, document['deadLetterTargetArn'], subscription, place);
    }
    for (const config of draft.ofType('aws_lambda_function_event_invoke_config')) invokeConfig(draft, config);
  },
};

function redrive(draft: GraphDraft, queue: ComponentDraft, from: Resource): void {
  const place = at(from, 'redrive_policy');
  const document = documentOf(dataAt(from, 'redrive_policy'));
  if (document === undefined || document === null) return;
  queue.facts.redrive = redriveOf(draft, { document, from, place, queue });
}

interface Written {
  readonly document: Data;
  readonly from: Resource;
  readonly place: Location;
  readonly queue: ComponentDraft;
}

function redriveOf(draft: GraphDraft, { document, from, place, queue }: Written): Stated<Redrive | 'none'> {
  const stated = { at: [place], origin: 'written' } as const;
  if (Unknown.is(document)) {
    // The provider sends whatever is written: a reference to a queue in it says that there is a dead-letter
    // queue.
    const { components } = findNamed(draft, document, from, QUEUE);
    for (const target of components) mark(target, place);
    return {
      ...stated,
      value: components[0] ? { to: components[0].id, afterReceives: undefined } : document,
    };
  }
  if (!isDataObject(document)) return { ...stated, value: 'none' };
  const { deadLetterTargetArn: arn, maxReceiveCount: count } = document;
  if (arn === undefined || arn === null || arn === '') return { ...stated, value: 'none' };
  const [target] = findNamed(draft, arn, from, QUEUE).components;
  if (target) {
    mark(target, place);
    const says = `${queue.name} sends what fails to ${target.name}`;
    connect(draft, { from: queue, to: target, kind: 'publishes', strength: 'async', says, at: place });
  }
  const receives = typeof count === 'string' ? Number(count) : count;
  const afterReceives = typeof receives === 'number' || Unknown.is(receives) ? receives : undefined;
  return { ...stated, value: { to: target?.id, afterReceives } };
}

function mark(queue: ComponentDraft, place: Location): void {
  queue.facts.isDeadLetterQueue ??= { value: true, at: [place], origin: 'written' };
}

function markAll(draft: GraphDraft, data: Data | undefined, from: Resource, place: Location): void {
  for (const queue of findNamed(draft, data, from, TARGET).components) mark(queue, place);
}

/** Allowing other queues to send their failures here says what the queue is. */
function allowed(draft: GraphDraft, policy: Resource): void {
  const document = documentOf(dataAt(policy, 'redrive_allow_policy'));
  const denies = isDataObject(document) && document['redrivePermission'] === 'denyAll';
  for (const queue of findNamed(draft, dataAt(policy, 'queue_url'), policy, QUEUE).components) {
    if (!denies) mark(queue, at(policy, 'redrive_allow_policy'));
    draft.absorb(policy, queue);
  }
}

/** A failure destination of a function is as good as a dead-letter queue. */
function invokeConfig(draft: GraphDraft, config: Resource): void {
  const FUNCTION = { types: ['aws_lambda_function'], name: 'function_name' };
  const destination = readText(config, ['destination_config', 0, 'on_failure', 0, 'destination']);
  for (const component of findNamed(draft, dataAt(config, 'function_name'), config, FUNCTION).components) {
    if (destination) component.facts.failureDestination ??= destination;
    draft.absorb(config, component);
  }
}
