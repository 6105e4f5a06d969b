import type { Resource } from '../../../core/resource.ts';
import type { ComponentDraft, GraphDraft } from '../../graph-draft.ts';
import type { LinkPass } from '../../link-pass.ts';
import { at, dataAt } from '../../read.ts';
import type { Gathered } from '../gather.ts';
import { gather } from '../gather.ts';
import { connect, ownersOf } from './connect.ts';

const DEFINITION = { types: ['aws_ecs_task_definition'], by: ['arn', 'family', 'id'] };
const CLUSTER = { types: ['aws_ecs_cluster'], by: ['arn', 'name', 'id'] };
const SERVICE = { types: ['aws_ecs_service'], by: ['name', 'id'] };
const GROUP = { types: ['aws_autoscaling_group'], by: ['name', 'id'] };
const PROVIDER = { types: ['aws_ecs_capacity_provider'], by: ['name', 'arn', 'id'] };

/** Joins services with their task definition, their cluster, the servers below and what deploys them. */
export const services: LinkPass = {
  name: 'services',
  after: ['compute-roles', 'instance-groups'],
  run(draft) {
    for (const resource of draft.ofType('aws_ecs_service')) {
      const service = draft.componentOf(resource.id);
      if (!service) continue;
      runsDefinition(draft, service, resource);
      runsOn(draft, service, resource);
    }
    for (const resource of draft.ofType('aws_codedeploy_deployment_group')) deploys(draft, resource);
  },
};

function runsDefinition(draft: GraphDraft, service: ComponentDraft, resource: Resource): void {
  const { targets } = draft.follow(dataAt(resource, 'task_definition'), resource, DEFINITION);
  for (const to of ownersOf(draft, targets)) {
    connect(draft, {
      from: service,
      to,
      kind: 'member-of',
      strength: 'hard',
      says: `runs ${to.name}`,
      at: at(resource, 'task_definition'),
    });
    service.facts.roles ??= to.facts.roles;
  }
}

function runsOn(draft: GraphDraft, service: ComponentDraft, resource: Resource): void {
  const clusters = ownersOf(draft, draft.follow(dataAt(resource, 'cluster'), resource, CLUSTER).targets);
  for (const to of clusters) {
    connect(draft, {
      from: service,
      to,
      kind: 'member-of',
      strength: 'control-only',
      says: `a service of ${to.name}`,
      at: at(resource, 'cluster'),
    });
  }
  if (clusters.length > 0) {
    service.facts.clusters = {
      value: clusters.map(({ id }) => id),
      at: [at(resource, 'cluster')],
      origin: 'written',
    };
  }
  for (const { data, at: place, from } of providersOf(draft, resource)) {
    for (const provider of draft.follow(data, from, PROVIDER).targets) {
      const arn = dataAt(provider, 'auto_scaling_group_provider', 0, 'auto_scaling_group_arn');
      for (const to of ownersOf(draft, draft.follow(arn, provider, GROUP).targets)) {
        connect(draft, {
          from: service,
          to,
          kind: 'runs-on',
          strength: 'hard',
          says: `tasks run on ${to.name}`,
          at: place,
        });
      }
    }
  }
}

/** The capacity providers that a service names, else the default ones of its cluster. */
function providersOf(
  draft: GraphDraft,
  service: Resource,
): readonly (Gathered & { readonly from: Resource })[] {
  const own = gather(service, 'capacity_provider_strategy.capacity_provider');
  if (own.length > 0) return own.map((one) => ({ ...one, from: service }));
  // A launch type goes past the providers of the cluster.
  if (dataAt(service, 'launch_type') !== undefined) return [];
  const clusters = draft.follow(dataAt(service, 'cluster'), service, CLUSTER).targets;
  return draft.ofType('aws_ecs_cluster_capacity_providers').flatMap((from) => {
    const [of] = draft.follow(dataAt(from, 'cluster_name'), from, CLUSTER).targets;
    if (!of || !clusters.includes(of)) return [];
    const path = 'default_capacity_provider_strategy.capacity_provider';
    return gather(from, path).map((one) => ({ ...one, from }));
  });
}

function deploys(draft: GraphDraft, resource: Resource): void {
  const group = draft.componentOf(resource.id);
  if (!group) return;
  const ofServices = gather(resource, 'ecs_service.service_name').map((value) => ({
    value,
    options: SERVICE,
  }));
  const ofGroups = gather(resource, 'autoscaling_groups[]').map((value) => ({ value, options: GROUP }));
  for (const { value, options } of [...ofServices, ...ofGroups]) {
    for (const to of ownersOf(draft, draft.follow(value.data, resource, options).targets)) {
      connect(draft, {
        from: group,
        to,
        kind: 'deploys',
        strength: 'control-only',
        says: `deploys ${to.name}`,
        at: value.at,
      });
    }
  }
}
