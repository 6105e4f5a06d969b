import type { Pods } from '../../../core/facts/workload.ts';
import type { Intent, Remedy } from '../../../core/remedy.ts';
import type { Resource } from '../../../core/resource.ts';
import { Unknown } from '../../../core/value.ts';
import type { Data, DataObject } from '../../../core/value.ts';
import { at, dataAt } from '../../read.ts';
import type { Path } from '../../read.ts';
import { containerRemedies } from './container-remedies.ts';
import { ownSelector } from './own-selector.ts';

/**
 * Remedies of workloads by name; each is there only where it can be stated, and has intents only where the
 * values are known.
 *
 * - `run-two-replicas`: `spec.replicas` becomes 2 (of what no autoscaler targets and stores nothing)
 * - `replicate-store`: advice, for a store: a second pod by itself would be a second, separate store
 * - `drop-replicas`: `spec.replicas` is removed, so that only the autoscaler decides
 * - `add-autoscaler`: adds a HorizontalPodAutoscaler with minimum 2 on CPU, and drops `spec.replicas`
 * - `add-disruption-budget`: adds a PodDisruptionBudget with `maxUnavailable: 1`
 * - `spread-over-zones`, `spread-over-nodes`: adds a topology spread constraint on the workload's own labels
 * - `keep-capacity-in-rollout`: a rolling update that starts a new pod before it stops an old one
 * - `recreate-on-update`: stops the old pod first, so that the new one can attach its volume
 * - of containers, see container-remedies.ts: `set-memory-limit`, `set-requests`, `add-readiness-probe`,
 *   `add-liveness-probe`, `drop-identical-liveness-probe`, `drop-privileged`, `forbid-escalation`,
 *   `run-as-non-root`, `leave-host-namespaces`
 */
export function workloadRemedies(resource: Resource, pods: Pods): { [name: string]: Remedy } {
  return {
    ...scaleRemedies(resource, pods),
    ...spreadRemedies(resource, pods),
    ...rolloutRemedies(resource, pods),
    ...containerRemedies(resource, pods),
  };
}

function scaleRemedies(resource: Resource, pods: Pods): { [name: string]: Remedy } {
  const { replicas, controller } = pods;
  const remedies: { [name: string]: Remedy } = {};
  const budget = disruptionBudget(resource, pods);
  if (budget) remedies['add-disruption-budget'] = budget;
  const store = pods.store && pods.store.role !== 'metrics' ? pods.store : undefined;
  if (store) remedies['replicate-store'] = replicateStore(store.product);
  if (!replicas) return remedies;
  const place = at(resource, 'spec', 'replicas');
  if (!store) {
    remedies['run-two-replicas'] = {
      title: 'Set replicas to 2',
      safety: 'review',
      caution: 'costs a second pod; check that two may run at once',
      intents: [{ op: 'set', at: place, value: 2 }],
    };
  }
  if (pods.statesReplicas) {
    remedies['drop-replicas'] = {
      title: 'Remove replicas: the autoscaler decides',
      safety: 'review',
      caution: 'the first apply without it may set the count to 1 until the autoscaler acts',
      intents: [{ op: 'remove', at: place }],
    };
  }
  if (!store && (controller === 'deployment' || controller === 'rollout')) {
    remedies['add-autoscaler'] = addAutoscaler(resource, pods);
  }
  return remedies;
}

function replicateStore(product: string): Remedy {
  return {
    title: `Let ${product} replicate itself (operator or managed service): a second pod shares no data`,
    safety: 'review',
    caution: 'what is stored has to be moved once',
    intents: [],
  };
}

function addAutoscaler(resource: Resource, pods: Pods): Remedy {
  const { replicas, containers, statesReplicas } = pods;
  const written = typeof replicas?.value === 'number' ? replicas.value : undefined;
  const hasRequests = containers.every(({ role, requests }) => role === 'init' || requests.cpu !== undefined);
  const minimum = Math.max(2, written ?? 2);
  const attributes: { [name: string]: Data } = {
    apiVersion: 'autoscaling/v2',
    kind: 'HorizontalPodAutoscaler',
    metadata: metadataOf(resource),
    spec: {
      scaleTargetRef: { apiVersion: apiVersionOf(resource), kind: kindOf(resource), name: resource.name },
      minReplicas: minimum,
      maxReplicas: minimum * 3,
      metrics: [
        {
          type: 'Resource',
          resource: { name: 'cpu', target: { type: 'Utilization', averageUtilization: 70 } },
        },
      ],
    },
  };
  const add: Intent = {
    op: 'add',
    stack: resource.stack,
    resource: { type: 'autoscaling/v2/HorizontalPodAutoscaler', name: resource.name, attributes },
  };
  const drop: Intent = { op: 'remove', at: at(resource, 'spec', 'replicas') };
  return {
    title: `Add a HorizontalPodAutoscaler with ${minimum} to ${minimum * 3} replicas`,
    safety: 'review',
    caution: 'CPU may not be the signal that its load follows; the highest number is a guess',
    intents: hasRequests ? (statesReplicas ? [add, drop] : [add]) : [],
  };
}

function disruptionBudget(resource: Resource, { controller }: Pods): Remedy | undefined {
  if (
    controller === 'job' ||
    controller === 'cron-job' ||
    controller === 'pod' ||
    controller === 'daemon-set'
  ) {
    return undefined;
  }
  const selector = ownSelector(resource);
  const attributes: { [name: string]: Data } = {
    apiVersion: 'policy/v1',
    kind: 'PodDisruptionBudget',
    metadata: metadataOf(resource),
    spec: { maxUnavailable: 1, unhealthyPodEvictionPolicy: 'AlwaysAllow', selector: selector ?? {} },
  };
  const type = 'policy/v1/PodDisruptionBudget';
  return {
    title: 'Add a PodDisruptionBudget with maxUnavailable: 1',
    safety: 'review',
    caution: 'drains wait until an evicted pod runs elsewhere',
    intents: selector
      ? [{ op: 'add', stack: resource.stack, resource: { type, name: resource.name, attributes } }]
      : [],
  };
}

/** The metadata of an object that stands beside another one. */
function metadataOf(resource: Resource): DataObject {
  const namespace = dataAt(resource, 'metadata', 'namespace');
  return typeof namespace === 'string' ? { name: resource.name, namespace } : { name: resource.name };
}

function apiVersionOf({ type }: Resource): string {
  return type.slice(0, type.lastIndexOf('/'));
}

function kindOf({ type }: Resource): string {
  return type.slice(type.lastIndexOf('/') + 1);
}

function spreadRemedies(resource: Resource, pods: Pods): { [name: string]: Remedy } {
  if (!pods.replicas) return {};
  return {
    'spread-over-zones': spreadOver(resource, pods, 'zone'),
    'spread-over-nodes': spreadOver(resource, pods, 'node'),
  };
}

const TOPOLOGY = { zone: 'topology.kubernetes.io/zone', node: 'kubernetes.io/hostname' } as const;

function spreadOver(resource: Resource, pods: Pods, what: 'zone' | 'node'): Remedy {
  const labelSelector = ownSelector(resource);
  const list: Path = [...pods.template.path, 'spec', 'topologySpreadConstraints'];
  const existing = dataAt(resource, ...list);
  const length = Array.isArray(existing) ? existing.length : 0;
  const constraint: DataObject = {
    maxSkew: 1,
    topologyKey: TOPOLOGY[what],
    whenUnsatisfiable: 'ScheduleAnyway',
    labelSelector: labelSelector ?? {},
  };
  const intent: Intent =
    length > 0
      ? { op: 'set', at: at(resource, ...list, length), value: constraint }
      : { op: 'set', at: at(resource, ...list), value: [constraint] };
  return {
    title: `Spread its pods over ${what}s with a topology spread constraint`,
    safety: 'review',
    caution: `traffic between ${what === 'zone' ? 'zones' : 'nodes'} grows; the pods are replaced once`,
    intents: labelSelector && !Unknown.is(existing) ? [intent] : [],
  };
}

function rolloutRemedies(resource: Resource, { controller }: Pods): { [name: string]: Remedy } {
  if (controller !== 'deployment') return {};
  const strategy: Path = ['spec', 'strategy'];
  const replaced = { op: 'set', at: at(resource, ...strategy) } as const;
  return {
    'keep-capacity-in-rollout': {
      title: 'Start a new pod before an old one stops: maxUnavailable 0, maxSurge 1',
      safety: 'review',
      caution: 'a rollout needs room for one more pod',
      intents: [
        {
          ...replaced,
          value: { type: 'RollingUpdate', rollingUpdate: { maxUnavailable: 0, maxSurge: 1 } },
        },
      ],
    },
    'recreate-on-update': {
      title: 'Set the strategy to Recreate',
      safety: 'review',
      caution: 'a rollout stops the workload until the new pod is ready',
      intents: [{ ...replaced, value: { type: 'Recreate' } }],
    },
  };
}
