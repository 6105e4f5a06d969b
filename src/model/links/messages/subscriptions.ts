import type { Subscriber } from '../../../core/facts/identity.ts';
import type { Location } from '../../../core/location.ts';
import type { Resource } from '../../../core/resource.ts';
import type { Data, Value } from '../../../core/value.ts';
import { Unknown } from '../../../core/value.ts';
import type { ComponentDraft, GraphDraft } from '../../graph-draft.ts';
import type { LinkPass } from '../../link-pass.ts';
import { at, dataAt } from '../../read.ts';
import { connect } from '../compute/connect.ts';
import { findNamed } from '../find-named.ts';
import { gather } from '../gather.ts';
import { unopenedModules } from '../unopened-modules.ts';

const TOPIC = { types: ['aws_sns_topic'], name: 'name' };
const ENDPOINT = {
  types: ['aws_sqs_queue', 'aws_lambda_function', 'aws_kinesis_firehose_delivery_stream'],
  name: 'name',
};
const FUNCTION = { types: ['aws_lambda_function'], name: 'function_name' };

/** Chat and incident tools that listen to topics. */
const LISTENERS: readonly (readonly [type: string, path: string, protocol: string])[] = [
  ['aws_chatbot_slack_channel_configuration', 'sns_topic_arns[]', 'chat'],
  ['aws_chatbot_teams_channel_configuration', 'sns_topic_arns[]', 'chat'],
  ['awscc_chatbot_slack_channel_configuration', 'sns_topic_arns[]', 'chat'],
];

/** Joins topics with those who listen. */
export const subscriptions: LinkPass = {
  name: 'subscriptions',
  after: ['functions'],
  run(draft) {
    for (const resource of draft.ofType('aws_sns_topic_subscription')) {
      const { components } = findNamed(draft, dataAt(resource, 'topic_arn'), resource, TOPIC);
      for (const topic of components) subscribe(draft, topic, resource);
      const [topic] = components;
      if (topic) draft.absorb(resource, topic);
    }
    outside(draft);
    for (const [type, path, protocol] of LISTENERS) {
      for (const resource of draft.ofType(type)) {
        for (const { data, at: place } of gather(resource, path)) {
          for (const topic of findNamed(draft, data, resource, TOPIC).components) {
            add(topic, { protocol, endpoint: resource.address, component: undefined, at: place });
          }
        }
      }
    }
  },
};

/** A module that was not opened may subscribe to the topics that it is given. */
function outside(draft: GraphDraft): void {
  const modules = unopenedModules(draft);
  for (const resource of draft.ofType('aws_sns_topic')) {
    const topic = draft.componentOf(resource.id);
    const unknown = topic && modules.given(topic);
    if (topic && unknown) topic.facts.subscribersUnknown = [unknown];
  }
}

function add(topic: ComponentDraft, subscriber: Subscriber): void {
  topic.facts.subscribers = [...(topic.facts.subscribers ?? []), subscriber];
}

function subscribe(draft: GraphDraft, topic: ComponentDraft, resource: Resource): void {
  const place = at(resource, 'endpoint');
  const endpoint = dataAt(resource, 'endpoint');
  const [component] = [
    ...findNamed(draft, endpoint, resource, ENDPOINT).components,
    ...findNamed(draft, endpoint, resource, FUNCTION).components,
  ];
  add(topic, {
    protocol: textOf(dataAt(resource, 'protocol')),
    endpoint: textOf(endpoint),
    component: component?.id,
    at: place,
  });
  if (component) deliver(draft, topic, component, place);
}

/** A function takes its events from the topic; a queue is written to by it. */
function deliver(draft: GraphDraft, topic: ComponentDraft, to: ComponentDraft, place: Location): void {
  const says = `${topic.name} delivers to ${to.name}`;
  if (to.kind === 'function') {
    to.facts.calledAsynchronously = { value: true, at: [place], origin: 'written' };
    connect(draft, { from: to, to: topic, kind: 'consumes', strength: 'async', says, at: place });
  } else connect(draft, { from: topic, to, kind: 'publishes', strength: 'async', says, at: place });
}

function textOf(data: Data | undefined): Value<string> {
  return typeof data === 'string' || Unknown.is(data) ? data : '';
}
