import type { Stated } from '../../../core/component.ts';
import type { Autoscaler, Pods, ScalingMetric } from '../../../core/facts/workload.ts';
import { nearest } from '../../../core/nearest.ts';
import type { Resource } from '../../../core/resource.ts';
import { Unknown } from '../../../core/value.ts';
import type { Value } from '../../../core/value.ts';
import type { ComponentDraft } from '../../graph-draft.ts';
import type { LinkPass } from '../../link-pass.ts';
import { typeKey } from '../../type-key.ts';
import { correctTarget } from '../../kubernetes/remedies/correct-target.ts';
import type { InScope, ObjectIndex } from './together.ts';
import { CLUSTER, nearestOf, objectIndex, PODS } from './together.ts';
import { mayStartPodsBeside } from './services.ts';

const AUTOSCALERS = [
  'autoscaling/HorizontalPodAutoscaler',
  'keda.sh/ScaledObject',
  'autoscaling.k8s.io/VerticalPodAutoscaler',
];

/** Joins autoscalers with the workloads they name, and gives those their lowest and highest numbers. */
export const autoscalerTargets: LinkPass = {
  name: 'autoscaler-targets',
  after: ['unknown-kinds'],
  run(draft) {
    const index = objectIndex(draft);
    for (const resource of draft.ofType(...AUTOSCALERS)) {
      const component = draft.componentOf(resource.id);
      const autoscaler = component?.facts.autoscaler;
      if (!component || !autoscaler) continue;
      const target = findTarget(resource, autoscaler, index);
      const metrics = autoscaler.metrics.map((metric) => withAuthentication(metric, resource, index));
      component.facts.autoscaler = {
        ...autoscaler,
        metrics,
        target: {
          ...autoscaler.target,
          component: target.found?.id,
          nearest: target.nearest?.id,
          maybe: target.maybe,
        },
      };
      const { main: near } = target.nearest ?? {};
      if (near) component.remedies['correct-target'] = correctTarget(resource, near);
      for (const workload of target.copies ?? []) scale(workload, component, autoscaler);
      if (autoscaler.kind !== 'vertical' && !target.found) miss(resource, { component, target, index });
    }
  },
};

interface Target {
  readonly found?: ComponentDraft | undefined;
  /** What was found, and the same object where it is described again beside it. */
  readonly copies?: readonly ComponentDraft[] | undefined;
  readonly nearest?: ComponentDraft | undefined;
  readonly maybe?: Unknown | undefined;
}

function findTarget(resource: Resource, { target, namespace }: Autoscaler, index: ObjectIndex): Target {
  const [kind, name, apiVersion] = [target.kind.value, target.name.value, target.apiVersion?.value];
  for (const value of [kind, name, apiVersion, namespace.value])
    if (Unknown.is(value)) return { maybe: value };
  const place = String(namespace.value);
  const group = groupOf(apiVersion);
  const isMeant = ({ main }: ComponentDraft): boolean => {
    if (!main || main.name !== name) return false;
    const key = typeKey(main);
    if (group === undefined) return key === kind || key.endsWith(`/${String(kind)}`);
    return key === (group === '' ? String(kind) : `${group}/${String(kind)}`);
  };
  const copies = nearestOf(filtered(index.named(resource, place, String(name), [PODS]), isMeant));
  const [found] = copies;
  if (found) return { found, copies };
  const workloads = index.inNamespace(resource, place, [PODS]);
  const others = index.customIn(resource, place).find(isMeant);
  if (others) return { found: others };
  return { ...missing(resource, { kind: String(kind), name: String(name) }, workloads, index) };
}

/** Tells workloads of an autoscaler that may mean them, or that was meant for them and misses. */
function miss(
  resource: Resource,
  found: { readonly component: ComponentDraft; readonly target: Target; readonly index: ObjectIndex },
): void {
  const { component, target, index } = found;
  const { pods } = target.nearest?.facts ?? {};
  if (pods && target.nearest) {
    target.nearest.facts.pods = { ...pods, missedBy: [...(pods.missedBy ?? []), component.id] };
  }
  const { value: name } = component.facts.autoscaler?.target.name ?? {};
  const namespace = component.facts.autoscaler?.namespace.value;
  if (!Unknown.is(name) || typeof namespace !== 'string') return;
  const { own, together } = index.inNamespace(resource, namespace, [PODS]);
  for (const { facts } of [...own, ...together]) {
    if (facts.pods) facts.pods = { ...facts.pods, maybeAutoscaler: name };
  }
}

function filtered(scope: InScope, isWanted: (component: ComponentDraft) => boolean): InScope {
  return {
    own: scope.own.filter(isWanted),
    together: scope.together.filter(isWanted),
    elsewhere: scope.elsewhere.filter(isWanted),
  };
}

/** The API group of `apps/v1`; undefined where no version is named. */
function groupOf(apiVersion: Value<string> | undefined): string | undefined {
  if (typeof apiVersion !== 'string' || apiVersion === '') return undefined;
  const slash = apiVersion.indexOf('/');
  return slash < 0 ? '' : apiVersion.slice(0, slash);
}

// Kinds that the cluster itself scales; any other is made by something that may keep it out of the inputs.
const SCALABLE: ReadonlySet<string> = new Set([
  'Deployment',
  'StatefulSet',
  'ReplicaSet',
  'ReplicationController',
  'DaemonSet',
]);

function missing(
  resource: Resource,
  wanted: { readonly kind: string; readonly name: string },
  workloads: InScope,
  index: ObjectIndex,
): Target {
  const { kind, name } = wanted;
  const beside = [...workloads.own, ...workloads.together];
  const near = nearestWorkload(wanted, beside);
  if (!SCALABLE.has(kind)) return { nearest: near, maybe: notRead(`no ${kind} ${name} is in the inputs`) };
  if (beside.length === 0) {
    return { maybe: notRead(`no workload of the namespace of ${resource.address} is in the inputs`) };
  }
  // Beside a folder of autoscalers alone, a workload with quite another name may come from anywhere.
  if (!near && workloads.own.length === 0) {
    return {
      maybe: notRead(`no ${kind} ${name} stands beside ${resource.address}, nor one with a name like it`),
    };
  }
  const undecided = beside.find(({ main }) => main?.unknownCount === true && main.name.endsWith('*'));
  if (undecided) return { nearest: near, maybe: notRead(`the name of ${undecided.name} is not known`) };
  const namespace = resource.address.split('/')[1] ?? '';
  return { nearest: near, maybe: mayStartPodsBeside(resource, namespace, index) };
}

function notRead(detail: string): Unknown {
  return new Unknown({
    reason: 'not-in-inputs',
    detail,
    settledBy: 'the manifest of the workload that the autoscaler names',
  });
}

/** The workload with the name that was probably meant; of the same name but another kind first. */
function nearestWorkload(
  { kind, name }: { readonly kind: string; readonly name: string },
  beside: readonly ComponentDraft[],
): ComponentDraft | undefined {
  const named = beside.find(({ main }) => main?.name === name);
  if (named) return named;
  const same = beside.filter(({ main }) => main?.type.endsWith(`/${kind}`) === true);
  const near = nearest(
    name,
    same.map(({ main }) => main?.name ?? ''),
  );
  return near === undefined ? undefined : same.find(({ main }) => main?.name === near);
}

function withAuthentication(metric: ScalingMetric, resource: Resource, index: ObjectIndex): ScalingMetric {
  const { authentication } = metric;
  if (!authentication) return metric;
  return {
    ...metric,
    authentication: { ...authentication, exists: exists(authentication.name, resource, index) },
  };
}

function exists(name: Value<string>, resource: Resource, index: ObjectIndex): Value<boolean> {
  if (Unknown.is(name)) return name;
  const namespace = resource.address.split('/')[1] ?? '';
  const own = nearestOf(index.named(resource, namespace, name, ['keda.sh/TriggerAuthentication']));
  const shared = nearestOf(index.named(resource, CLUSTER, name, ['keda.sh/ClusterTriggerAuthentication']));
  return own.length > 0 || shared.length > 0;
}

function scale(workload: ComponentDraft, { id }: ComponentDraft, autoscaler: Autoscaler): void {
  const { pods } = workload.facts;
  if (!pods) return;
  const autoscalers = [...pods.autoscalers, id];
  workload.facts.pods =
    autoscaler.kind === 'vertical'
      ? { ...pods, autoscalers }
      : { ...pods, autoscalers, ...bounds(pods, autoscaler) };
}

/** Two autoscalers of one workload, a mistake of its own, leave the lowest and the highest bound. */
function bounds(pods: Pods, { minimum, maximum }: Autoscaler): Pick<Pods, 'minimum' | 'maximum'> {
  const isFirst = pods.minimum === pods.replicas;
  if (isFirst) return { minimum, maximum };
  return { minimum: lower(pods.minimum, minimum), maximum: higher(pods.maximum, maximum) };
}

function lower(one: Stated<number> | undefined, other: Stated<number>): Stated<number> {
  if (!one || Unknown.is(one.value) || Unknown.is(other.value)) return one ?? other;
  return other.value < one.value ? other : one;
}

function higher(one: Stated<number> | undefined, other: Stated<number>): Stated<number> {
  if (!one || Unknown.is(one.value) || Unknown.is(other.value)) return one ?? other;
  return other.value > one.value ? other : one;
}
