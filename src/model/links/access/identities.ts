import type { Location } from '../../../core/location.ts';
import type { Resource } from '../../../core/resource.ts';
import type { Data, DataObject, Value } from '../../../core/value.ts';
import { isDataList, Unknown } from '../../../core/value.ts';
import { assumersOf } from '../../aws/access/assumers.ts';
import type { ComponentDraft, GraphDraft } from '../../graph-draft.ts';
import type { LinkPass } from '../../link-pass.ts';
import { at, blocksAt, dataAt } from '../../read.ts';
import { attachedPolicy, give, giveUnknown, grantOfDocument, uncertain } from './grants.ts';
import { findNamed } from '../find-named.ts';
import { gather } from '../gather.ts';
import { unopenedModules } from '../unopened-modules.ts';
import { policyReader } from './policy-reader.ts';
import type { PolicyReader } from './policy-reader.ts';

const HOLDERS = [
  { type: 'aws_iam_role', attribute: 'role', plural: 'roles' },
  { type: 'aws_iam_user', attribute: 'user', plural: 'users' },
  { type: 'aws_iam_group', attribute: 'group', plural: 'groups' },
] as const;

/**
 * Gives every identity its trust and its policies, from the resource itself and from all that attach to it.
 */
export const identities: LinkPass = {
  name: 'identities',
  after: [],
  run(draft) {
    const work: Work = { draft, policies: policyReader(draft) };
    for (const resource of draft.ofType('aws_iam_policy')) selfHeld(work, resource);
    for (const resource of draft.ofType('aws_iam_role')) role(work, resource);
    for (const resource of draft.ofType('aws_iam_role', 'aws_iam_user')) boundary(draft, resource);
    for (const { type, attribute, plural } of HOLDERS) {
      for (const resource of draft.ofType(`${type}_policy`))
        inlinePolicy(work, resource, { type, attribute });
      for (const resource of draft.ofType(`${type}_policy_attachment`))
        attachment(work, resource, type, attribute);
      for (const resource of draft.ofType('aws_iam_policy_attachment'))
        attachment(work, resource, type, plural);
    }
    for (const resource of draft.ofType('aws_iam_user_group_membership'))
      membership(draft, resource, 'user', 'groups');
    for (const resource of draft.ofType('aws_iam_group_membership'))
      membership(draft, resource, 'users', 'group');
    for (const resource of draft.ofType('aws_ssoadmin_customer_managed_policy_attachment')) {
      forPeople(draft, resource);
    }
    givenToModules(draft);
    for (const resource of draft.ofType('aws_iam_instance_profile'))
      absorbInto(draft, resource, 'aws_iam_role', 'role');
    for (const resource of draft.ofType('aws_iam_access_key')) accessKey(draft, resource);
  },
};

/** Members of a group hold what the group holds. */
function membership(
  draft: GraphDraft,
  resource: Resource,
  userAttribute: string,
  groupAttribute: string,
): void {
  const groups = holdersOf(draft, resource, 'aws_iam_group', groupAttribute);
  for (const user of holdersOf(draft, resource, 'aws_iam_user', userAttribute)) {
    for (const grant of groups.flatMap(({ facts }) => facts.grants ?? [])) give(user, grant);
    for (const unknown of groups.flatMap(({ facts }) => facts.grantsUnknown ?? []))
      giveUnknown(user, unknown);
  }
}

/** A permission set of single sign-on names its policies: people hold them. */
function forPeople(draft: GraphDraft, resource: Resource): void {
  for (const { data, at: place } of gather(resource, 'customer_managed_policy_reference.name')) {
    const { components } = findNamed(draft, data, resource, { types: ['aws_iam_policy'], name: 'name' });
    for (const policy of components)
      policy.facts.heldByPeople = { value: true, at: [place], origin: 'written' };
  }
}

function givenToModules(draft: GraphDraft): void {
  const modules = unopenedModules(draft);
  for (const resource of draft.ofType('aws_iam_policy')) {
    const policy = draft.componentOf(resource.id);
    if (policy && modules.given(policy)) policy.facts.heldOutside = true;
  }
}

/** A policy that is named as somebody's boundary limits, whatever it allows. */
function boundary(draft: GraphDraft, resource: Resource): void {
  const place = at(resource, 'permissions_boundary');
  const attached = dataAt(resource, 'permissions_boundary');
  if (typeof attached !== 'string' && !Unknown.is(attached)) return;
  const found = attachedPolicy(draft, attached, resource, place);
  if (found.kind !== 'written') return;
  for (const policy of found.policies)
    policy.facts.isBoundary = { value: true, at: [place], origin: 'written' };
}

interface Work {
  readonly draft: GraphDraft;
  readonly policies: PolicyReader;
}

/** A policy of its own is judged by itself as long as no identity of the inputs holds it. */
function selfHeld({ draft, policies }: Work, resource: Resource): void {
  const component = draft.componentOf(resource.id);
  const grant =
    component &&
    grantOfDocument(policies, dataAt(resource, 'policy'), {
      policy: component.name,
      at: at(resource, 'policy'),
    });
  if (grant) give(component, grant);
}

function role({ draft, policies }: Work, resource: Resource): void {
  const component = draft.componentOf(resource.id);
  if (!component) return;
  const place = at(resource, 'assume_role_policy');
  const policy = policies.read(dataAt(resource, 'assume_role_policy'), place);
  if (policy !== undefined)
    draft.setFact(component, 'trust', { value: policy, at: [place], origin: 'written' });
  if (policy !== undefined && !Unknown.is(policy)) {
    draft.setFact(component, 'assumers', assumersOf(policy, draft));
  }
  inlineBlocks(policies, component, resource);
  const arns = dataAt(resource, 'managed_policy_arns');
  if (arns !== undefined)
    attachAll(draft, resource, [component], listed(arns, at(resource, 'managed_policy_arns')));
}

function inlineBlocks(policies: PolicyReader, component: ComponentDraft, resource: Resource): void {
  const blocks = blocksAt(resource, 'inline_policy');
  if (Unknown.is(blocks)) return giveUnknown(component, blocks);
  for (const [index, block] of blocks.entries()) {
    if (Unknown.is(block)) {
      giveUnknown(component, block);
      continue;
    }
    const place = at(resource, 'inline_policy', index, 'policy');
    const grant = grantOfDocument(policies, block['policy'], { policy: nameIn(block, index), at: place });
    if (grant) give(component, grant);
  }
}

function nameIn(block: DataObject, index: number): string {
  const { name } = block;
  return typeof name === 'string' ? name : `inline policy ${index + 1}`;
}

function inlinePolicy(
  { draft, policies }: Work,
  resource: Resource,
  { type, attribute }: { type: string; attribute: string },
): void {
  const own = draft.componentOf(resource.id);
  const grant =
    own &&
    grantOfDocument(policies, dataAt(resource, 'policy'), {
      policy: own.name,
      at: at(resource, 'policy'),
    });
  if (!grant) return;
  const holders = holdersOf(draft, resource, type, attribute);
  if (holders.length === 0) {
    give(own, grant);
    draft.setFact(own, 'heldOutside', true);
    return;
  }
  for (const holder of holders)
    give(holder, certainly(resource, holder) ? grant : uncertain(grant, mayExist(resource)));
  const [first] = holders;
  if (first) draft.absorb(resource, first);
}

function attachment({ draft }: Work, resource: Resource, type: string, attribute: string): void {
  const holders = holdersOf(draft, resource, type, attribute);
  const isWritten = dataAt(resource, attribute) !== undefined;
  if (!isWritten) return;
  attachAll(draft, resource, holders, listed(dataAt(resource, 'policy_arn'), at(resource, 'policy_arn')));
  const [first] = holders;
  if (first) draft.absorb(resource, first);
}

function attachAll(
  draft: GraphDraft,
  from: Resource,
  holders: readonly ComponentDraft[],
  arns: readonly Arn[],
): void {
  for (const { arn, place } of arns) {
    const attached = attachedPolicy(draft, arn, from, place);
    if (attached.kind === 'written')
      for (const policy of attached.policies) hold(from, holders, policy, place);
    for (const holder of holders) {
      if (attached.kind === 'unknown') giveUnknown(holder, attached.unknown);
      if (attached.kind === 'aws') {
        give(holder, certainly(from, holder) ? attached.grant : uncertain(attached.grant, mayExist(from)));
      }
    }
  }
}

function hold(
  from: Resource,
  holders: readonly ComponentDraft[],
  policy: ComponentDraft,
  place: Location,
): void {
  const own = policy.facts.grants?.find((grant) => grant.at.resource === policy.main?.id);
  if (holders.length === 0) policy.facts.heldOutside = true;
  policy.facts.heldBy = [...(policy.facts.heldBy ?? []), ...holders.map(({ id }) => id)];
  if (!own) return;
  for (const holder of holders) {
    const grant = { ...own, at: place };
    give(holder, certainly(from, holder) ? grant : uncertain(grant, mayExist(from)));
  }
}

interface Arn {
  readonly arn: Value<string>;
  readonly place: Location;
}

function listed(data: Data | undefined, place: Location): readonly Arn[] {
  if (data === undefined || data === null) return [];
  if (typeof data === 'string' || Unknown.is(data)) return [{ arn: data, place }];
  if (!isDataList(data)) return [];
  return data.flatMap((item, index): Arn[] => {
    if (typeof item !== 'string' && !Unknown.is(item)) return [];
    return [{ arn: item, place: { ...place, path: [...place.path, index] } }];
  });
}

function holdersOf(
  draft: GraphDraft,
  resource: Resource,
  type: string,
  attribute: string,
): readonly ComponentDraft[] {
  const { targets } = draft.follow(dataAt(resource, attribute), resource, { types: [type], by: ['name'] });
  return targets.flatMap((target) => draft.componentOf(target.id) ?? []);
}

/** False when the number of attachments is not known though there is certainly somebody to attach to. */
function certainly(resource: Resource, holder: ComponentDraft): boolean {
  return !resource.unknownCount || holder.main?.unknownCount === true;
}

function mayExist(resource: Resource): Unknown {
  return new Unknown({
    reason: 'unknown-expansion',
    detail: `whether ${resource.address} exists is not known`,
    settledBy: 'the values that its count or for_each is made of',
  });
}

function absorbInto(draft: GraphDraft, resource: Resource, type: string, attribute: string): void {
  const [holder] = holdersOf(draft, resource, type, attribute);
  if (holder) draft.absorb(resource, holder);
}

function accessKey(draft: GraphDraft, resource: Resource): void {
  const [user] = holdersOf(draft, resource, 'aws_iam_user', 'user');
  if (!user) return;
  const inactive = dataAt(resource, 'status') === 'Inactive';
  draft.setFact(user, 'hasAccessKey', { value: !inactive, at: [at(resource)], origin: 'written' });
  draft.absorb(resource, user);
}
