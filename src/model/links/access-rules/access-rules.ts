import type { AccessRule } from '../../../core/facts/network.ts';
import type { Resource } from '../../../core/resource.ts';
import { Unknown } from '../../../core/value.ts';
import type { ComponentDraft, GraphDraft } from '../../graph-draft.ts';
import type { LinkPass } from '../../link-pass.ts';
import { blocksAt, dataAt } from '../../read.ts';
import { gather } from '../gather.ts';
import { resolveEach } from '../resolve.ts';
import { linkAdmitted } from './admitted.ts';
import { PrefixLists } from './prefix-lists.ts';
import { GROUP_TYPES, ONE_SOURCE_FORM, readRule, RULE_FORM } from './read-rule.ts';

type Direction = 'ingress' | 'egress';
const DIRECTIONS: readonly Direction[] = ['ingress', 'egress'];

/** Reads what security groups admit, from their own blocks and from rules in resources of their own. */
export const accessRules: LinkPass = {
  name: 'access-rules',
  after: ['placement', 'networks'],
  run(draft) {
    const lists = new PrefixLists(draft);
    for (const resource of draft.ofType(...GROUP_TYPES)) readBlocks(draft, lists, resource);
    for (const resource of draft.ofType('aws_security_group_rule')) {
      const direction = dataAt(resource, 'type') === 'egress' ? 'egress' : 'ingress';
      readSeparate(draft, lists, resource, { direction, form: RULE_FORM });
    }
    for (const direction of DIRECTIONS) {
      for (const resource of draft.ofType(`aws_vpc_security_group_${direction}_rule`)) {
        readSeparate(draft, lists, resource, { direction, form: ONE_SOURCE_FORM });
      }
    }
    linkAdmitted(draft);
  },
};

function readBlocks(draft: GraphDraft, lists: PrefixLists, resource: Resource): void {
  const component = draft.componentOf(resource.id);
  if (!component) return;
  for (const direction of DIRECTIONS) {
    const blocks = blocksAt(resource, direction);
    if (Unknown.is(blocks)) {
      component.facts[direction] = { rules: [], more: blocks };
      continue;
    }
    const rules: AccessRule[] = [];
    let more: Unknown | undefined;
    blocks.forEach((block, index) => {
      if (Unknown.is(block)) more ??= block;
      else rules.push(readRule(draft, lists, { resource, block, path: [direction, index], form: RULE_FORM }));
    });
    component.facts[direction] = { rules, more };
  }
}

interface SeparateRule {
  readonly direction: Direction;
  readonly form: typeof RULE_FORM;
}

function readSeparate(
  draft: GraphDraft,
  lists: PrefixLists,
  resource: Resource,
  { direction, form }: SeparateRule,
): void {
  const rule = readRule(draft, lists, { resource, block: resource.attributes, path: [], form });
  const group = groupOf(draft, resource);
  const owner = group ?? draft.componentOf(resource.id);
  if (!owner) return;
  if (group) draft.absorb(resource, group);
  else owner.facts.moreCarriers = groupElsewhere;
  const known = owner.facts[direction];
  owner.facts[direction] = { rules: [...(known?.rules ?? []), rule], more: known?.more };
}

const groupElsewhere = new Unknown({
  reason: 'not-in-inputs',
  detail: 'its security group is not in the inputs',
  settledBy: 'the code that declares the security group',
});

function groupOf(draft: GraphDraft, resource: Resource): ComponentDraft | undefined {
  const values = gather(resource, 'security_group_id');
  const [found] = resolveEach(draft, values, resource, { types: GROUP_TYPES, by: ['id'] });
  return found?.resource && draft.componentOf(found.resource.id);
}
