import type { Stated } from '../../../core/component.ts';
import type { Controller } from '../../../core/facts/workload.ts';
import { lookup } from '../../../core/lookup.ts';
import type { Resource } from '../../../core/resource.ts';
import { isDataObject, Unknown } from '../../../core/value.ts';
import { dataAt, readNumber } from '../../read.ts';
import type { Path } from '../../read.ts';
import { typeKey } from '../../type-key.ts';

/** How a kind of object runs pods. */
export interface ControllerKind {
  readonly controller: Controller;
  /** Where the pod template (`metadata` and `spec`) stands. */
  readonly template: Path;
  /** True when `spec.replicas` says how many pods, with the API's default of one. */
  readonly hasReplicas: boolean;
}

const TEMPLATE: Path = ['spec', 'template'];

function scaled(controller: Controller): ControllerKind {
  return { controller, template: TEMPLATE, hasReplicas: true };
}

const KINDS: { readonly [type: string]: ControllerKind } = {
  'apps/Deployment': scaled('deployment'),
  'extensions/Deployment': scaled('deployment'),
  'apps/StatefulSet': scaled('stateful-set'),
  'apps/ReplicaSet': scaled('replica-set'),
  'extensions/ReplicaSet': scaled('replica-set'),
  ReplicationController: scaled('replica-set'),
  'argoproj.io/Rollout': scaled('rollout'),
  'apps/DaemonSet': { controller: 'daemon-set', template: TEMPLATE, hasReplicas: false },
  'extensions/DaemonSet': { controller: 'daemon-set', template: TEMPLATE, hasReplicas: false },
  'batch/Job': { controller: 'job', template: TEMPLATE, hasReplicas: false },
  'batch/CronJob': {
    controller: 'cron-job',
    template: ['spec', 'jobTemplate', 'spec', 'template'],
    hasReplicas: false,
  },
  Pod: { controller: 'pod', template: [], hasReplicas: false },
  'keda.sh/ScaledJob': {
    controller: 'job',
    template: ['spec', 'jobTargetRef', 'template'],
    hasReplicas: false,
  },
  'apps.openshift.io/DeploymentConfig': scaled('custom'),
  'apps.kruise.io/CloneSet': scaled('custom'),
  'apps.kruise.io/StatefulSet': scaled('custom'),
  'serving.knative.dev/Service': { controller: 'custom', template: TEMPLATE, hasReplicas: false },
};

/** The kinds whose meaning is known. */
export const workloadTypes: readonly string[] = Object.keys(KINDS);

/** How an object runs pods, also one of an unknown kind with a pod template; undefined when it runs none. */
export function controllerOf(resource: Resource): ControllerKind | undefined {
  const known = lookup(KINDS, typeKey(resource));
  if (known) return isFragment(resource) ? undefined : known;
  const spec = dataAt(resource, ...TEMPLATE, 'spec');
  const isTemplate = isDataObject(spec) && Array.isArray(spec['containers']);
  return isTemplate ? { controller: 'custom', template: TEMPLATE, hasReplicas: false } : undefined;
}

/** A workload of `apps/v1` without selector is refused by the API: it is a patch of another one. */
function isFragment(resource: Resource): boolean {
  return resource.type.startsWith('apps/v1/') && dataAt(resource, 'spec', 'selector') === undefined;
}

const REPLICAS =
  'https://kubernetes.io/docs/reference/kubernetes-api/workload-resources/deployment-v1/#DeploymentSpec';
const KNATIVE_SCALE = 'https://knative.dev/docs/serving/autoscaling/scale-bounds/';

/** How many pods the object asks for; undefined for daemons, jobs and bare pods. */
export function readReplicas(
  resource: Resource,
  { hasReplicas }: ControllerKind,
): Stated<number> | undefined {
  const path = ['spec', 'replicas'];
  return hasReplicas
    ? readNumber(resource, path, { value: 1, source: REPLICAS })
    : replicasOfCustom(resource, path);
}

function replicasOfCustom(resource: Resource, path: Path): Stated<number> | undefined {
  return controllerOf(resource)?.controller === 'custom' ? readNumber(resource, path) : undefined;
}

/** The bounds that a kind with an autoscaler of its own states (Knative). */
export function ownBounds(resource: Resource): {
  readonly minimum: Stated<number> | undefined;
  readonly maximum: Stated<number> | undefined;
} {
  if (typeKey(resource) !== 'serving.knative.dev/Service') return { minimum: undefined, maximum: undefined };
  const annotations = [...TEMPLATE, 'metadata', 'annotations'];
  const minimum =
    readNumber(resource, [...annotations, 'autoscaling.knative.dev/min-scale']) ??
    readNumber(resource, [...annotations, 'autoscaling.knative.dev/minScale']) ??
    readNumber(resource, [...annotations, 'autoscaling.knative.dev/min-scale'], {
      value: 0,
      source: KNATIVE_SCALE,
    });
  const maximum =
    readNumber(resource, [...annotations, 'autoscaling.knative.dev/max-scale']) ??
    readNumber(resource, [...annotations, 'autoscaling.knative.dev/maxScale']);
  return { minimum, maximum };
}

/** Why the pod template is not fully known; undefined when every part is there. */
export function notRenderedPart(resource: Resource, template: Path): Unknown | undefined {
  for (const path of [template, [...template, 'spec'], [...template, 'spec', 'containers']]) {
    const data = dataAt(resource, ...path);
    if (Unknown.is(data)) return data;
    if (Array.isArray(data)) {
      const unread: unknown = data.find((item) => Unknown.is(item));
      if (Unknown.is(unread)) return unread;
    }
  }
  return undefined;
}
