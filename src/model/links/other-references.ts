import type { ComponentId, ResourceId } from '../../core/id.ts';
import { byCodeUnit } from '../../core/order.ts';
import type { Resource } from '../../core/resource.ts';
import { isDataList, isDataObject, Sensitive, Unknown } from '../../core/value.ts';
import type { Data } from '../../core/value.ts';
import type { ComponentDraft, GraphDraft } from '../graph-draft.ts';
import type { LinkPass } from '../link-pass.ts';

/**
 * Notes who else refers to a component, and whether its id is handed out to users that cannot be seen: by an
 * output, to a module that was not opened, or to another stack. Each attribute is looked at once.
 */
export const otherReferences: LinkPass = {
  name: 'other-references',
  after: ['every other pass, which absorbs what configures a component and adds dependencies'],
  run(draft) {
    const referrers = new Map<ComponentDraft, Map<ResourceId, Resource>>();
    const handedOut = new Set<ComponentDraft>();
    for (const stack of draft.stacks) {
      for (const resource of stack.resources) noteReferences(draft, resource, { referrers, handedOut });
      for (const output of Object.values(stack.outputs)) handOut(draft, output, handedOut);
      for (const call of stack.moduleCalls) {
        if (call.opened === 'opaque' || call.opened === 'mapped') handOut(draft, call.inputs, handedOut);
      }
    }
    const joined = joinedPairs(draft);
    for (const component of draft.components.values()) {
      const own = [...(referrers.get(component)?.values() ?? [])];
      const others = own.filter((resource) => !hasMeaning(draft, resource, component, joined));
      component.facts.otherReferences =
        others.length === 0 ? NONE : others.map(({ id }) => id).sort(byCodeUnit);
      component.facts.handedOut = handedOut.has(component);
    }
  },
};

const NONE: readonly ResourceId[] = [];

interface Notes {
  readonly referrers: Map<ComponentDraft, Map<ResourceId, Resource>>;
  readonly handedOut: Set<ComponentDraft>;
}

function noteReferences(draft: GraphDraft, resource: Resource, { referrers, handedOut }: Notes): void {
  const own = draft.componentOf(resource.id);
  visit(resource.attributes, (target) => {
    const component = draft.componentOf(target);
    if (!component || component === own) return;
    if (component.stack && component.stack.id !== resource.stack) handedOut.add(component);
    const known = referrers.get(component);
    if (known) known.set(resource.id, resource);
    else referrers.set(component, new Map([[resource.id, resource]]));
  });
}

function handOut(draft: GraphDraft, data: Data, handedOut: Set<ComponentDraft>): void {
  visit(data, (target) => {
    const component = draft.componentOf(target);
    if (component) handedOut.add(component);
  });
}

function visit(data: Data, found: (target: ResourceId) => void): void {
  if (typeof data !== 'object' || data === null) return;
  if (Unknown.is(data)) {
    for (const { resource } of data.refs) found(resource);
  } else if (Sensitive.is(data)) visit(data.reveal(), found);
  else if (isDataList(data)) for (const item of data) visit(item, found);
  else if (isDataObject(data)) for (const item of Object.values(data)) visit(item, found);
}

function joinedPairs(draft: GraphDraft): ReadonlySet<string> {
  const pairs = new Set<string>();
  for (const { from, to } of draft.dependencies) pairs.add(pairOf(from, to)).add(pairOf(to, from));
  return pairs;
}

function pairOf(a: ComponentId, b: ComponentId): string {
  return `${a}\u0000${b}`;
}

/** True when a dependency or a placement already says what the reference means. */
function hasMeaning(
  draft: GraphDraft,
  resource: Resource,
  to: ComponentDraft,
  joined: ReadonlySet<string>,
): boolean {
  const from = draft.componentOf(resource.id);
  if (!from) return false;
  const { knownSubnets, knownSecurityGroups, network } = from.facts;
  return (
    joined.has(pairOf(from.id, to.id)) ||
    network?.value === to.id ||
    (knownSubnets?.includes(to.id) ?? false) ||
    (knownSecurityGroups?.includes(to.id) ?? false)
  );
}
