import type { Stated } from '../../../core/component.ts';
import type { Scaler } from '../../../core/facts/compute.ts';
import type { StackId } from '../../../core/id.ts';
import type { Location } from '../../../core/location.ts';
import type { Resource } from '../../../core/resource.ts';
import type { Data, Unknown } from '../../../core/value.ts';
import { autoscalerTag, capacityProviderTag } from '../../aws/cluster-tags.ts';
import type { ComponentDraft, GraphDraft } from '../../graph-draft.ts';
import type { LinkPass } from '../../link-pass.ts';
import { at, dataAt } from '../../read.ts';
import { gather } from '../gather.ts';
import { connect, ownersOf } from './connect.ts';

const GROUP = { types: ['aws_autoscaling_group'], by: ['name', 'id', 'arn'] };
const RECEIVER = {
  types: ['aws_lb_target_group', 'aws_alb_target_group', 'aws_elb', 'aws_vpclattice_target_group'],
  by: ['name', 'arn', 'id'],
};

/** Joins groups of servers with what sends them traffic and what changes their size. */
export const instanceGroups: LinkPass = {
  name: 'instance-groups',
  after: ['launch-templates'],
  run(draft) {
    ownAttachments(draft);
    separateAttachments(draft);
    const scalers = new Scalers();
    for (const source of SCALERS) readScalers(draft, scalers, source);
    for (const resource of draft.ofType('aws_autoscaling_group')) stateScalers(draft, scalers, resource);
  },
};

function ownAttachments(draft: GraphDraft): void {
  for (const resource of draft.ofType('aws_autoscaling_group')) {
    const group = draft.componentOf(resource.id);
    if (!group) continue;
    for (const path of ['target_group_arns[]', 'load_balancers[]', 'traffic_source.identifier']) {
      for (const { data, at: place } of gather(resource, path)) {
        for (const receiver of ownersOf(draft, draft.follow(data, resource, RECEIVER).targets)) {
          routes(draft, receiver, group, place);
        }
      }
    }
  }
}

const ATTACHMENTS = [
  {
    type: 'aws_autoscaling_attachment',
    group: 'autoscaling_group_name',
    to: ['lb_target_group_arn', 'alb_target_group_arn', 'elb'],
  },
  {
    type: 'aws_autoscaling_traffic_source_attachment',
    group: 'autoscaling_group_name',
    to: ['traffic_source'],
  },
];

function separateAttachments(draft: GraphDraft): void {
  for (const { type, group: groupAttribute, to } of ATTACHMENTS) {
    for (const resource of draft.ofType(type)) {
      const groups = ownersOf(draft, draft.follow(dataAt(resource, groupAttribute), resource, GROUP).targets);
      for (const group of groups) {
        group.facts.behindLoadBalancer = { value: true, at: [at(resource)], origin: 'written' };
        for (const attribute of to) {
          const data =
            attribute === 'traffic_source'
              ? dataAt(resource, attribute, 0, 'identifier')
              : dataAt(resource, attribute);
          for (const receiver of ownersOf(draft, draft.follow(data, resource, RECEIVER).targets)) {
            routes(draft, receiver, group, at(resource, attribute));
          }
        }
        draft.absorb(resource, group);
      }
    }
  }
}

function routes(draft: GraphDraft, from: ComponentDraft, to: ComponentDraft, place: Location): void {
  connect(draft, {
    from,
    to,
    kind: 'routes-to',
    strength: 'hard',
    says: `${from.name} sends requests to ${to.name}`,
    at: place,
  });
}

interface ScalerSource {
  readonly type: string;
  readonly kind: Scaler['kind'];
  readonly group: (resource: Resource) => Data | undefined;
  /** False when the resource exists without changing any size. */
  readonly isActive: (resource: Resource) => boolean;
}

const SCALERS: readonly ScalerSource[] = [
  {
    type: 'aws_autoscaling_policy',
    kind: 'policy',
    group: (resource) => dataAt(resource, 'autoscaling_group_name'),
    isActive: (resource) => dataAt(resource, 'enabled') !== false,
  },
  {
    type: 'aws_autoscaling_schedule',
    kind: 'schedule',
    group: (resource) => dataAt(resource, 'autoscaling_group_name'),
    isActive: () => true,
  },
  {
    type: 'aws_ecs_capacity_provider',
    kind: 'capacity-provider',
    group: (resource) => dataAt(resource, 'auto_scaling_group_provider', 0, 'auto_scaling_group_arn'),
    isActive: (resource) =>
      dataAt(resource, 'auto_scaling_group_provider', 0, 'managed_scaling', 0, 'status') !== 'DISABLED',
  },
];

/** Scalers by group, and why a stack may hold more than could be followed. */
class Scalers {
  readonly byGroup = new Map<ComponentDraft, Scaler[]>();
  readonly loose = new Map<StackId, Unknown>();

  add(group: ComponentDraft, scaler: Scaler): void {
    const known = this.byGroup.get(group);
    if (known) known.push(scaler);
    else this.byGroup.set(group, [scaler]);
  }
}

function readScalers(draft: GraphDraft, scalers: Scalers, source: ScalerSource): void {
  for (const resource of draft.ofType(source.type)) {
    const { targets, unknown } = draft.follow(source.group(resource), resource, GROUP);
    // A name that is an attribute of something else belongs to that; one without any origin may be ours.
    if (unknown && targets.length === 0 && unknown.refs.length === 0)
      scalers.loose.set(resource.stack, unknown);
    for (const group of ownersOf(draft, targets)) {
      if (source.isActive(resource))
        scalers.add(group, { kind: source.kind, name: resource.address, at: at(resource) });
      if (source.kind === 'capacity-provider') managedByEcs(group, resource);
      else draft.absorb(resource, group);
    }
  }
}

function managedByEcs(group: ComponentDraft, resource: Resource): void {
  group.facts.replacedBy = {
    value: 'Amazon ECS',
    at: [at(resource, 'auto_scaling_group_provider')],
    origin: 'written',
  };
}

function stateScalers(draft: GraphDraft, scalers: Scalers, resource: Resource): void {
  const group = draft.componentOf(resource.id);
  if (!group) return;
  const found = [...(scalers.byGroup.get(group) ?? [])];
  const byAutoscaler = autoscalerTag(resource);
  if (byAutoscaler)
    found.push({ kind: 'cluster-autoscaler', name: 'the Kubernetes cluster autoscaler', at: byAutoscaler });
  const byEcs = capacityProviderTag(resource);
  if (byEcs && !found.some(({ kind }) => kind === 'capacity-provider')) {
    found.push({ kind: 'capacity-provider', name: 'an Amazon ECS capacity provider', at: byEcs });
    group.facts.replacedBy = { value: 'Amazon ECS', at: [byEcs], origin: 'written' };
  }
  const loose = scalers.loose.get(resource.stack);
  const value = found.length === 0 && loose ? loose : found;
  const places = found.length > 0 ? found.map((scaler) => scaler.at) : [at(resource)];
  group.facts.scalers = { value, at: places, origin: 'written' } satisfies Stated<readonly Scaler[]>;
}
