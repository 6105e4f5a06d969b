import type { Location } from '../../../core/location.ts';
import type { Resource } from '../../../core/resource.ts';
import type { Data } from '../../../core/value.ts';
import type { ComponentDraft, GraphDraft } from '../../graph-draft.ts';
import type { LinkPass } from '../../link-pass.ts';
import { at, dataAt } from '../../read.ts';
import { gather } from '../gather.ts';
import { connect, ownersOf } from './connect.ts';

const GROUP = { types: ['aws_lb_target_group', 'aws_alb_target_group'], by: ['arn', 'name', 'id'] };
const CLASSIC = { types: ['aws_elb'], by: ['name', 'id'] };
const TARGET = {
  types: [
    'aws_instance',
    'aws_spot_instance_request',
    'aws_lambda_function',
    'aws_lambda_alias',
    'aws_lb',
    'aws_alb',
    'aws_network_interface',
  ],
  by: ['id', 'arn', 'private_ip'],
};
const SERVER = { types: ['aws_instance', 'aws_spot_instance_request'], by: ['id'] };

/** Joins load balancers and target groups with what they send requests to: servers, functions, services. */
export const targetGroups: LinkPass = {
  name: 'target-groups',
  after: ['functions'],
  run(draft) {
    for (const resource of draft.ofType(
      'aws_lb_target_group_attachment',
      'aws_alb_target_group_attachment',
    )) {
      const groups = draft.follow(dataAt(resource, 'target_group_arn'), resource, GROUP).targets;
      const targets = draft.follow(dataAt(resource, 'target_id'), resource, TARGET).targets;
      join(draft, { groups, targets, at: at(resource) });
      for (const group of ownersOf(draft, groups).slice(0, 1)) draft.absorb(resource, group);
    }
    for (const resource of draft.ofType('aws_elb_attachment')) {
      const groups = draft.follow(dataAt(resource, 'elb'), resource, CLASSIC).targets;
      const targets = draft.follow(dataAt(resource, 'instance'), resource, SERVER).targets;
      join(draft, { groups, targets, at: at(resource) });
    }
    for (const resource of draft.ofType('aws_elb')) {
      for (const { data, at: place } of gather(resource, 'instances[]')) {
        join(draft, { groups: [resource], targets: draft.follow(data, resource, SERVER).targets, at: place });
      }
    }
    for (const resource of draft.ofType('aws_ecs_service')) ofService(draft, resource);
  },
};

interface Join {
  readonly groups: readonly Resource[];
  readonly targets: readonly Resource[];
  readonly at: Location;
}

function join(draft: GraphDraft, { groups, targets, at: place }: Join): void {
  for (const to of ownersOf(draft, targets)) {
    if (to.kind === 'workload' || to.kind === 'function') {
      to.facts.behindLoadBalancer = { value: true, at: [place], origin: 'written' };
    }
    for (const from of ownersOf(draft, groups)) sends(draft, from, to, place);
  }
}

function sends(draft: GraphDraft, from: ComponentDraft, to: ComponentDraft, place: Location): void {
  const says = `${from.name} sends requests to ${to.name}`;
  connect(draft, { from, to, kind: 'routes-to', strength: 'hard', says, at: place });
}

const SERVICE_PATHS: readonly { path: string; options: { types: string[]; by: string[] } }[] = [
  { path: 'load_balancer.target_group_arn', options: GROUP },
  { path: 'load_balancer.elb_name', options: CLASSIC },
];

function ofService(draft: GraphDraft, resource: Resource): void {
  const service = draft.componentOf(resource.id);
  if (!service) return;
  for (const { path, options } of SERVICE_PATHS) {
    for (const { data, at: place } of gather(resource, path)) {
      for (const group of receivers(draft, data, resource, options)) sends(draft, group, service, place);
    }
  }
}

function receivers(
  draft: GraphDraft,
  data: Data,
  from: Resource,
  options: { types: string[]; by: string[] },
): readonly ComponentDraft[] {
  return ownersOf(draft, draft.follow(data, from, options).targets);
}
