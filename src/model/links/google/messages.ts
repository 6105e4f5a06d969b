import type { Resource } from '../../../core/resource.ts';
import { Unknown } from '../../../core/value.ts';
import type { ComponentDraft, GraphDraft } from '../../graph-draft.ts';
import type { LinkPass } from '../../link-pass.ts';
import { at, dataAt } from '../../read.ts';
import { connect } from '../compute/connect.ts';
import { gather } from '../gather.ts';
import { addressed } from './callers.ts';
import { findOwners } from './find-owners.ts';
import { FUNCTIONS, RUN_SERVICES } from './types.ts';

const TOPIC = { types: ['google_pubsub_topic'] };

/** Where a subscription delivers to by itself. */
const DELIVERIES: readonly (readonly [path: string, types: readonly string[]])[] = [
  ['bigquery_config.table', ['google_bigquery_table', 'google_bigquery_dataset']],
  ['cloud_storage_config.bucket', ['google_storage_bucket']],
];

/** Joins topics with subscriptions, with who is called for them, and with where failures go. */
export const messages: LinkPass = {
  name: 'google-messages',
  after: ['google-parts'],
  run(draft) {
    const subscriptions = draft.ofType('google_pubsub_subscription');
    for (const resource of subscriptions) subscribe(draft, resource);
    const dead = deadLetterTopics(draft, subscriptions);
    for (const resource of subscriptions) {
      const queue = draft.componentOf(resource.id);
      const [topic] = findOwners(draft, dataAt(resource, 'topic'), resource, TOPIC);
      if (queue && topic && dead.has(topic)) {
        queue.facts.isDeadLetterQueue = { value: true, at: [at(resource, 'topic')], origin: 'written' };
      }
    }
    for (const resource of draft.ofType(...FUNCTIONS)) listen(draft, resource);
    for (const resource of draft.ofType('google_eventarc_trigger')) trigger(draft, resource);
    for (const resource of draft.ofType('google_storage_notification')) notify(draft, resource);
  },
};

function subscribe(draft: GraphDraft, resource: Resource): void {
  const queue = draft.componentOf(resource.id);
  if (!queue) return;
  for (const topic of findOwners(draft, dataAt(resource, 'topic'), resource, TOPIC)) {
    const place = at(resource, 'topic');
    const says = `${topic.name} delivers to ${queue.name}`;
    connect(draft, { from: topic, to: queue, kind: 'publishes', strength: 'async', says, at: place });
    const subscriber = { protocol: 'pubsub', endpoint: queue.name, component: queue.id, at: place } as const;
    topic.facts.subscribers = [...(topic.facts.subscribers ?? []), subscriber];
  }
  const endpoint = ['push_config', 0, 'push_endpoint'] as const;
  for (const from of addressed(draft, dataAt(resource, ...endpoint), resource, [
    ...RUN_SERVICES,
    ...FUNCTIONS,
  ])) {
    const says = `${queue.name} pushes to ${from.name}`;
    connect(draft, {
      from,
      to: queue,
      kind: 'consumes',
      strength: 'async',
      says,
      at: at(resource, ...endpoint),
    });
  }
  for (const [path, types] of DELIVERIES) {
    for (const { data, at: place } of gather(resource, path)) {
      for (const to of findOwners(draft, data, resource, { types })) {
        const says = `${queue.name} writes to ${to.name}`;
        connect(draft, { from: queue, to, kind: 'stores', strength: 'async', says, at: place });
      }
    }
  }
}

/** Topics that take failures, each joined with the subscriptions that send them there. */
function deadLetterTopics(
  draft: GraphDraft,
  subscriptions: readonly Resource[],
): ReadonlySet<ComponentDraft> {
  const found = new Set<ComponentDraft>();
  for (const resource of subscriptions) {
    const queue = draft.componentOf(resource.id);
    const path = ['dead_letter_policy', 0, 'dead_letter_topic'] as const;
    const [to] = findOwners(draft, dataAt(resource, ...path), resource, TOPIC);
    const { redrive } = queue?.facts ?? {};
    if (!queue || !to) continue;
    found.add(to);
    const says = `${queue.name} sends what fails to ${to.name}`;
    connect(draft, {
      from: queue,
      to,
      kind: 'publishes',
      strength: 'async',
      says,
      at: at(resource, ...path),
    });
    if (redrive && !Unknown.is(redrive.value) && redrive.value !== 'none') {
      queue.facts.redrive = { ...redrive, value: { ...redrive.value, to: to.id } };
    }
  }
  return found;
}

/** A function that a topic or a bucket calls. */
function listen(draft: GraphDraft, resource: Resource): void {
  const from = draft.componentOf(resource.id);
  if (!from) return;
  const types = ['google_pubsub_topic', 'google_storage_bucket'];
  const paths = ['event_trigger.resource', 'event_trigger.pubsub_topic', 'event_trigger.event_filters.value'];
  for (const { data, at: place } of paths.flatMap((path) => gather(resource, path))) {
    for (const to of findOwners(draft, data, resource, { types })) {
      const says = `${to.name} calls ${from.name}`;
      connect(draft, { from, to, kind: 'consumes', strength: 'async', says, at: place });
    }
  }
}

/** Eventarc hands events of a topic or a bucket to a service. */
function trigger(draft: GraphDraft, resource: Resource): void {
  const services = ['cloud_run_service.service', 'cloud_function']
    .flatMap((path) => gather(resource, `destination.${path}`))
    .flatMap(({ data }) => findOwners(draft, data, resource, { types: [...RUN_SERVICES, ...FUNCTIONS] }));
  const paths = ['transport.pubsub.topic', 'matching_criteria.value'];
  const types = ['google_pubsub_topic', 'google_storage_bucket'];
  for (const { data, at: place } of paths.flatMap((path) => gather(resource, path))) {
    for (const to of findOwners(draft, data, resource, { types })) {
      for (const from of services) {
        const says = `${to.name} calls ${from.name}`;
        connect(draft, { from, to, kind: 'consumes', strength: 'async', says, at: place });
      }
    }
  }
}

/** A bucket that tells a topic about its objects. */
function notify(draft: GraphDraft, resource: Resource): void {
  const from = draft.componentOf(resource.id);
  for (const to of findOwners(draft, dataAt(resource, 'topic'), resource, TOPIC)) {
    if (!from || from === to) continue;
    const says = `${from.name} publishes to ${to.name}`;
    connect(draft, { from, to, kind: 'publishes', strength: 'async', says, at: at(resource, 'topic') });
  }
}
