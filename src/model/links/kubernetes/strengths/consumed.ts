import type { Location } from '../../../../core/location.ts';
import { Unknown } from '../../../../core/value.ts';
import type { ComponentDraft, GraphDraft } from '../../../graph-draft.ts';
import { textAt } from '../../../kubernetes/object.ts';
import { hostsIn } from '../../addresses/hosts-in.ts';
import { isQueue } from '../queue-triggers.ts';
import { serviceHosts } from '../service-hosts.ts';

/** Where the triggers of KEDA say the queue is. https://keda.sh/docs/latest/scalers/, 2026-11. */
const ADDRESSES = [
  'bootstrapServers',
  'host',
  'address',
  'addresses',
  'hosts',
  'natsServerMonitoringEndpoint',
  'brokerAddress',
  'managementEndpoint',
  'adminURL',
];

/** What waits in a queue starts these pods, so they take it from there. */
export function addConsumed(draft: GraphDraft): void {
  const queues = new Map(draft.ofType('aws_sqs_queue').map((queue) => [queue.attributes['name'], queue]));
  for (const from of draft.components.values()) {
    for (const id of from.facts.pods?.autoscalers ?? []) {
      for (const { kind, name, at } of draft.components.get(id)?.facts.autoscaler?.metrics ?? []) {
        if (kind !== 'trigger' || Unknown.is(name) || !isQueue(name)) continue;
        const resource = draft.resource(at.resource);
        if (!resource) continue;
        const url = textAt(resource, [...at.path, 'metadata', 'queueURL']);
        const queue = typeof url === 'string' ? queues.get(url.split('/').at(-1) ?? '') : undefined;
        const owner = queue && draft.componentOf(queue.id);
        if (owner) consume(draft, { from, to: owner, name, at });
        for (const key of ADDRESSES) {
          const text = textAt(resource, [...at.path, 'metadata', key]);
          if (typeof text !== 'string') continue;
          for (const { host } of hostsIn(text, { isAddress: true })) {
            for (const to of serviceHosts(draft, from, host)?.targets ?? [])
              consume(draft, { from, to, name, at });
          }
        }
      }
    }
  }
}

interface Consumer {
  readonly from: ComponentDraft;
  readonly to: ComponentDraft;
  readonly name: string;
  readonly at: Location;
}

function consume(draft: GraphDraft, { from, to, name, at }: Consumer): void {
  // Its setting alone told neither way; this is what it meant.
  draft.drop(
    (one) => one.from === from.id && one.to === to.id && one.kind === 'publishes' && Unknown.is(one.strength),
  );
  draft.depend({
    from: from.id,
    to: to.id,
    kind: 'consumes',
    strength: 'async',
    grade: 'B',
    evidence: [{ says: `it is scaled by what waits in ${name}`, at }],
  });
}
