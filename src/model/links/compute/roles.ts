import type { Resource } from '../../../core/resource.ts';
import { Unknown } from '../../../core/value.ts';
import type { ComponentDraft, GraphDraft } from '../../graph-draft.ts';
import type { LinkPass } from '../../link-pass.ts';
import { gather } from '../gather.ts';
import type { Gathered } from '../gather.ts';
import { ownersOf } from './connect.ts';

const ROLE = { types: ['aws_iam_role'], by: ['name', 'arn', 'id'] };
const PROFILE = { types: ['aws_iam_instance_profile'], by: ['name', 'arn', 'id'] };

/** Attributes that name a role, directly or through an instance profile. */
const NAMING: readonly {
  readonly type: string;
  readonly role?: string;
  readonly profile?: readonly string[];
}[] = [
  { type: 'aws_instance', profile: ['iam_instance_profile'] },
  { type: 'aws_spot_instance_request', profile: ['iam_instance_profile'] },
  { type: 'aws_launch_configuration', profile: ['iam_instance_profile'] },
  { type: 'aws_launch_template', profile: ['iam_instance_profile.name', 'iam_instance_profile.arn'] },
  { type: 'aws_ecs_task_definition', role: 'task_role_arn' },
  { type: 'aws_lambda_function', role: 'role' },
  { type: 'aws_eks_cluster', role: 'role_arn' },
  { type: 'aws_eks_node_group', role: 'node_role_arn' },
  { type: 'aws_eks_fargate_profile', role: 'pod_execution_role_arn' },
  { type: 'aws_apprunner_service', role: 'instance_configuration.instance_role_arn' },
  { type: 'aws_codedeploy_deployment_group', role: 'service_role_arn' },
];

/** States which identities the code of a component acts with; none is stated too. */
export const computeRoles: LinkPass = {
  name: 'compute-roles',
  after: [],
  run(draft) {
    for (const { type, role, profile } of NAMING) {
      for (const resource of draft.ofType(type)) {
        const component = draft.componentOf(resource.id);
        if (!component) continue;
        if (role !== undefined) stateRoles(draft, { component, resource, written: gather(resource, role) });
        for (const path of profile ?? [])
          throughProfile(draft, { component, resource, written: gather(resource, path) });
        const at = [{ resource: resource.id, path: [profile?.[0]?.split('.')[0] ?? role ?? ''] }];
        component.facts.roles ??= { value: [], at, origin: 'default' };
      }
    }
  },
};

interface Naming {
  readonly component: ComponentDraft;
  readonly resource: Resource;
  readonly written: readonly Gathered[];
}

function throughProfile(draft: GraphDraft, { component, resource, written }: Naming): void {
  for (const value of written) {
    const { targets, unknown, literals } = draft.follow(value.data, resource, PROFILE);
    const named = targets.flatMap((profile) => gather(profile, 'role').map((role) => ({ profile, role })));
    for (const { profile, role } of named)
      stateRoles(draft, { component, resource: profile, written: [role] });
    if (named.length === 0) {
      const because = unknown ?? outside(literals[0] ?? targets[0]?.address ?? '');
      component.facts.roles ??= { value: because, at: [value.at], origin: 'written' };
    }
  }
}

function stateRoles(draft: GraphDraft, { component, resource, written }: Naming): void {
  for (const { data, at } of written) {
    const { targets, unknown, literals } = draft.follow(data, resource, ROLE);
    const ids = ownersOf(draft, targets).map(({ id }) => id);
    const because = unknown ?? outside(literals[0] ?? targets[0]?.address ?? '');
    component.facts.roles ??= { value: ids.length > 0 ? ids : because, at: [at], origin: 'written' };
  }
}

function outside(name: string): Unknown {
  return new Unknown({
    reason: 'not-in-inputs',
    detail: `the role behind ${name} is not declared in the inputs`,
    settledBy: 'the code that declares the role',
  });
}
