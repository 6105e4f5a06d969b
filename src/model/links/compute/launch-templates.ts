import type { Stated } from '../../../core/component.ts';
import type { Resource } from '../../../core/resource.ts';
import { Unknown } from '../../../core/value.ts';
import type { ComponentDraft, GraphDraft } from '../../graph-draft.ts';
import type { LinkPass } from '../../link-pass.ts';
import { gather } from '../gather.ts';
import type { Gathered } from '../gather.ts';
import { connect } from './connect.ts';

const USERS = [
  'aws_autoscaling_group',
  'aws_eks_node_group',
  'aws_instance',
  'aws_spot_instance_request',
  'aws_spot_fleet_request',
];
const TEMPLATES = ['aws_launch_template', 'aws_launch_configuration'];
const MIXED = 'mixed_instances_policy.launch_template.launch_template_specification';
const FLEET = 'launch_template_config.launch_template_specification';
const PATHS = [
  'launch_template.id',
  'launch_template.name',
  'launch_configuration',
  `${MIXED}.launch_template_id`,
  `${MIXED}.launch_template_name`,
  `${FLEET}.id`,
  `${FLEET}.name`,
];

/** Gives servers and groups the facts of the template they are started from. */
export const launchTemplates: LinkPass = {
  name: 'launch-templates',
  after: ['metadata-defaults', 'compute-roles'],
  run(draft) {
    const used = new Set<ComponentDraft>();
    for (const resource of draft.ofType(...USERS)) {
      const user = draft.componentOf(resource.id);
      if (user) takeOver(draft, { user, resource, used });
    }
    for (const resource of draft.ofType(...TEMPLATES)) {
      const template = draft.componentOf(resource.id);
      // What it starts is outside the inputs, so it stands for the servers itself.
      if (template && !used.has(template)) template.kind = 'workload';
    }
  },
};

interface User {
  readonly user: ComponentDraft;
  readonly resource: Resource;
  readonly used: Set<ComponentDraft>;
}

function takeOver(draft: GraphDraft, { user, resource, used }: User): void {
  for (const written of PATHS.flatMap((path) => gather(resource, path))) {
    const { targets, unknown, literals } = draft.follow(written.data, resource, {
      types: TEMPLATES,
      by: ['id', 'name'],
    });
    const templates = targets.flatMap(({ id }) => draft.componentOf(id) ?? []);
    for (const template of templates) {
      used.add(template);
      copyFacts(template, user);
      connect(draft, {
        from: user,
        to: template,
        kind: 'member-of',
        strength: 'control-only',
        says: `started from ${template.name}`,
        at: written.at,
      });
    }
    if (templates.length === 0)
      missing(user, written, unknown ?? outside(literals[0] ?? targets[0]?.address));
  }
}

/** What the user writes itself wins; of several templates the first unsafe one decides. */
function copyFacts(template: ComponentDraft, user: ComponentDraft): void {
  const from = template.facts;
  const to = user.facts;
  if (from.metadataNeedsToken && isWeaker(from.metadataNeedsToken, to.metadataNeedsToken)) {
    to.metadataNeedsToken = from.metadataNeedsToken;
    to.metadataReachable = from.metadataReachable;
    const remedy = template.remedies['require-metadata-token'];
    if (remedy) user.remedies['require-metadata-token'] = remedy;
  }
  if (to.roles === undefined || to.roles.origin === 'default') to.roles = from.roles;
  to.instanceClass ??= from.instanceClass;
  to.hasPublicAddress ??= from.hasPublicAddress;
  if (to.hasKeyPair?.value !== true) to.hasKeyPair = from.hasKeyPair;
  takeVolumes(template, user);
}

function isWeaker(fact: Stated<boolean>, known: Stated<boolean> | undefined): boolean {
  if (known === undefined || known.origin === 'default') return true;
  return known.value === true && fact.value !== true && known.at[0]?.resource !== fact.at[0]?.resource;
}

function takeVolumes(template: ComponentDraft, user: ComponentDraft): void {
  const written = template.facts.blockVolumes;
  const own = user.facts.blockVolumes;
  if (!written) return;
  const isSilent =
    own === undefined || (!Unknown.is(own.value) && own.value.every(({ type }) => type === undefined));
  if (!isSilent) return;
  user.facts.blockVolumes = written;
  for (const [name, remedy] of Object.entries(template.remedies)) user.remedies[name] ??= remedy;
}

/** The template is outside the inputs: whatever it decides is not known. */
function missing(user: ComponentDraft, written: Gathered, why: Unknown): void {
  const at = [written.at];
  const unless = <T>(fact: Stated<T> | undefined): Stated<T> =>
    fact === undefined || fact.origin === 'default' ? { value: why, at, origin: 'written' } : fact;
  user.facts.metadataNeedsToken = unless(user.facts.metadataNeedsToken);
  user.facts.metadataReachable = unless(user.facts.metadataReachable);
  user.facts.blockVolumes ??= { value: why, at, origin: 'written' };
}

function outside(name: string | undefined): Unknown {
  return new Unknown({
    reason: 'not-in-inputs',
    detail: `the launch template ${name ?? ''} is not declared in the inputs`.replace('  ', ' '),
    settledBy: 'the code that declares the launch template',
  });
}
