import { symbolicText, UNKNOWN_PIECE } from '../../../core/partial-text.ts';
import type { Scaler } from '../../../core/facts/compute.ts';
import type { StackId } from '../../../core/id.ts';
import type { NewResource, Remedy } from '../../../core/remedy.ts';
import type { Resource } from '../../../core/resource.ts';
import { Unknown } from '../../../core/value.ts';
import { addBeside } from '../../aws/new-resource.ts';
import type { ComponentDraft, GraphDraft } from '../../graph-draft.ts';
import type { LinkPass } from '../../link-pass.ts';
import { at, dataAt, readNumber, readText } from '../../read.ts';
import { ownersOf } from './connect.ts';
import { describeLoneTarget } from './lone-target.ts';
import type { Named } from './lone-target.ts';

const SERVICE = { types: ['aws_ecs_service'] };
const TARGET = { types: ['aws_appautoscaling_target'], by: ['id'] };

/** Gives services the bounds and policies of their scaling target. */
export const serviceScaling: LinkPass = {
  name: 'service-scaling',
  after: [],
  run(draft) {
    const services = new ServiceIndex(draft);
    const policies = policiesByTarget(draft);
    const loose = new Map<StackId, Unknown>();
    const scaled = new Map<ComponentDraft, Scaler[]>();
    for (const target of draft.ofType('aws_appautoscaling_target')) {
      if (!isService(target)) continue;
      const found = services.of(target);
      const resourceId = dataAt(target, 'resource_id');
      if (found.length === 0 && Unknown.is(resourceId) && isVague(resourceId))
        loose.set(target.stack, resourceId);
      const loner = found.length === 0 ? draft.componentOf(target.id) : undefined;
      if (loner) describeLoneTarget(draft, { component: loner, target }, services.named(target));
      for (const service of found) {
        bound(service, target);
        scaled.set(service, [...(scaled.get(service) ?? []), ...(policies.get(target) ?? [])]);
        draft.absorb(target, service);
      }
    }
    for (const resource of draft.ofType('aws_ecs_service')) state(draft, { resource, scaled, loose });
  },
};

function isService(target: Resource): boolean {
  const namespace = dataAt(target, 'service_namespace');
  const resourceId = readText(target, ['resource_id'])?.value;
  return namespace === 'ecs' || (resourceId !== undefined && symbolicText(resourceId).startsWith('service/'));
}

/** True when the text does not even say which service's name it ends with. */
function isVague(resourceId: Unknown): boolean {
  const last = symbolicText(resourceId).split('/').at(-1);
  return last === undefined || last === UNKNOWN_PIECE || last === '';
}

/** Services by the text of their name, as far as it is known. */
class ServiceIndex {
  readonly #draft: GraphDraft;
  readonly #byName = new Map<string, Resource[]>();
  readonly #byStack = new Map<StackId, Resource[]>();

  constructor(draft: GraphDraft) {
    this.#draft = draft;
    for (const resource of draft.ofType('aws_ecs_service')) {
      const name = readText(resource, ['name'])?.value;
      const beside = this.#byStack.get(resource.stack);
      if (beside) beside.push(resource);
      else this.#byStack.set(resource.stack, [resource]);
      const key = name === undefined ? UNKNOWN_PIECE : symbolicText(name);
      const same = this.#byName.get(key);
      if (same) same.push(resource);
      else this.#byName.set(key, [resource]);
    }
  }

  /** Services a target scales: named by reference, or by `service/<cluster>/<service>`. */
  of(target: Resource): readonly ComponentDraft[] {
    const data = dataAt(target, 'resource_id');
    const referred = this.#draft.follow(data, target, SERVICE).targets;
    if (referred.length > 0) return ownersOf(this.#draft, referred);
    const text = readText(target, ['resource_id'])?.value;
    if (text === undefined) return [];
    const [, cluster = '', name = ''] = symbolicText(text).split('/');
    if (name === '' || name === UNKNOWN_PIECE) return [];
    const inModule = (resource: Resource): boolean => resource.module === target.module;
    const named = (this.#byName.get(name) ?? []).filter((resource) => resource.stack === target.stack);
    const near = named.filter(inModule).length > 0 ? named.filter(inModule) : named;
    return ownersOf(
      this.#draft,
      near.filter((resource) => this.#isIn(resource, cluster)),
    );
  }

  /** Services of the target's stack and cluster, where its text names the cluster; the cluster's name too. */
  named(target: Resource): Named {
    const text = readText(target, ['resource_id'])?.value;
    const [, cluster, name] = typeof text === 'string' ? text.split('/') : [];
    if (Unknown.is(text)) return { maybe: text };
    if (cluster === undefined || name === undefined) return {};
    const beside = (this.#byStack.get(target.stack) ?? []).filter(
      (service) => this.#clusterOf(service) === cluster,
    );
    const open = beside.find((service) => Unknown.is(readText(service, ['name'])?.value));
    const unread = open && readText(open, ['name'])?.value;
    return { cluster, name, beside, maybe: Unknown.is(unread) ? unread : undefined };
  }

  /** False only when both names of the cluster are known and differ. */
  #isIn(service: Resource, cluster: string): boolean {
    const name = this.#clusterOf(service);
    return typeof name !== 'string' || cluster.includes(UNKNOWN_PIECE) || name === cluster;
  }

  #clusterOf(service: Resource): string | undefined {
    const data = dataAt(service, 'cluster');
    const known = this.#draft.follow(data, service, { types: ['aws_ecs_cluster'] }).targets[0];
    const name = known ? readText(known, ['name'])?.value : data;
    return typeof name === 'string' ? name.split('/').at(-1) : undefined;
  }
}

function policiesByTarget(draft: GraphDraft): ReadonlyMap<Resource, readonly Scaler[]> {
  const byText = new Map<string, Resource[]>();
  const keyOf = (resource: Resource): string => {
    const id = readText(resource, ['resource_id'])?.value;
    return `${resource.stack} ${resource.module} ${id === undefined ? '' : symbolicText(id)}`;
  };
  for (const target of draft.ofType('aws_appautoscaling_target')) {
    byText.set(keyOf(target), [...(byText.get(keyOf(target)) ?? []), target]);
  }
  const found = new Map<Resource, Scaler[]>();
  for (const type of ['aws_appautoscaling_policy', 'aws_appautoscaling_scheduled_action']) {
    for (const policy of draft.ofType(type)) {
      const referred = draft.follow(dataAt(policy, 'resource_id'), policy, TARGET).targets;
      const kind = type === 'aws_appautoscaling_policy' ? 'policy' : 'schedule';
      for (const target of referred.length > 0 ? referred : (byText.get(keyOf(policy)) ?? [])) {
        found.set(target, [...(found.get(target) ?? []), { kind, name: policy.address, at: at(policy) }]);
      }
    }
  }
  return found;
}

function bound(service: ComponentDraft, target: Resource): void {
  service.facts.minimumSize = readNumber(target, ['min_capacity']);
  service.facts.maximumSize = readNumber(target, ['max_capacity']);
  service.remedies['run-two-copies'] = {
    title: 'Set min_capacity = 2 on the scaling target',
    safety: 'review',
    caution: 'Two tasks cost twice as much at night, and both must be able to work at the same time.',
    intents: [{ op: 'set', at: at(target, 'min_capacity'), value: 2 }],
  };
}

interface Known {
  readonly resource: Resource;
  readonly scaled: ReadonlyMap<ComponentDraft, readonly Scaler[]>;
  readonly loose: ReadonlyMap<StackId, Unknown>;
}

function state(draft: GraphDraft, { resource, scaled, loose }: Known): void {
  const service = draft.componentOf(resource.id);
  if (!service || service.facts.runsAs !== 'service') return;
  const found = scaled.get(service);
  const maybe = found === undefined ? loose.get(resource.stack) : undefined;
  const places = found?.map((scaler) => scaler.at) ?? [];
  service.facts.scalers = {
    value: maybe ?? found ?? [],
    at: places.length > 0 ? places : [at(resource)],
    origin: 'written',
  };
  if (maybe) service.facts.minimumSize ??= { value: maybe, at: [at(resource)], origin: 'written' };
  service.remedies['scale-with-load'] = scaleRemedy(resource, found !== undefined);
}

function scaleRemedy(resource: Resource, hasTarget: boolean): Remedy {
  const desired = dataAt(resource, 'desired_count');
  const copies = typeof desired === 'number' ? Math.max(desired, 1) : undefined;
  const cluster = dataAt(resource, 'cluster');
  const reference = Unknown.is(cluster) ? cluster.refs[0] : undefined;
  const owner = reference?.resource.slice(reference.resource.indexOf('#') + 1);
  const intents =
    hasTarget || copies === undefined || owner === undefined
      ? []
      : [
          ...addBeside(resource, {
            type: 'aws_appautoscaling_target',
            attributes: {
              service_namespace: 'ecs',
              scalable_dimension: 'ecs:service:DesiredCount',
              resource_id: { expression: `"service/\${${owner}.name}/\${${resource.address}.name}"` },
              min_capacity: copies,
              max_capacity: copies * 2,
            },
          }),
          ...addBeside(resource, { type: 'aws_appautoscaling_policy', attributes: policyOf(resource) }),
        ];
  return {
    title: 'Add a scaling target and a policy on requests for each task, or on the length of the queue',
    safety: 'review',
    caution: 'desired_count then belongs to the autoscaler: name it in ignore_changes.',
    intents,
  };
}

// Half of the processor's time leaves room for the minute a new task needs to start.
const TARGET_CPU_PERCENT = 50;

function policyOf(resource: Resource): NewResource['attributes'] {
  const target = `aws_appautoscaling_target.${resource.name}`;
  return {
    name: `${resource.name}-load`,
    policy_type: 'TargetTrackingScaling',
    service_namespace: 'ecs',
    scalable_dimension: 'ecs:service:DesiredCount',
    resource_id: { expression: `${target}.resource_id` },
    target_tracking_scaling_policy_configuration: [
      {
        predefined_metric_specification: [{ predefined_metric_type: 'ECSServiceAverageCPUUtilization' }],
        target_value: TARGET_CPU_PERCENT,
      },
    ],
  };
}
