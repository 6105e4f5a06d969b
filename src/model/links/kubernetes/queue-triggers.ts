import type { Pods } from '../../../core/facts/workload.ts';
import type { Location } from '../../../core/location.ts';
import type { GraphDraft } from '../../graph-draft.ts';

// Triggers of KEDA that count messages that wait. https://keda.sh/docs/latest/scalers/, 2026-11.
const QUEUES: ReadonlySet<string> = new Set([
  'activemq',
  'apache-kafka',
  'artemis-queue',
  'aws-kinesis-stream',
  'aws-sqs-queue',
  'azure-eventhub',
  'azure-pipelines',
  'azure-queue',
  'azure-servicebus',
  'gcp-pubsub',
  'ibmmq',
  'kafka',
  'nats-jetstream',
  'pulsar',
  'rabbitmq',
  'redis',
  'redis-cluster',
  'redis-cluster-streams',
  'redis-streams',
  'solace-event-queue',
  'stan',
]);

/** Whether a trigger of KEDA counts messages that wait. */
export function isQueue(trigger: string): boolean {
  return QUEUES.has(trigger);
}

/** The queue or stream by whose length an autoscaler starts these pods. */
export function queueTrigger(
  { autoscalers }: Pods,
  draft: GraphDraft,
): { readonly says: string; readonly at: Location } | undefined {
  for (const id of autoscalers) {
    for (const { kind, name, at } of draft.components.get(id)?.facts.autoscaler?.metrics ?? []) {
      if (kind === 'trigger' && typeof name === 'string' && QUEUES.has(name)) {
        return { says: `it is scaled by what waits in ${name}`, at };
      }
    }
  }
  return undefined;
}
