import type { PlannedLoss } from '../../../core/facts/code.ts';
import { resourceId } from '../../../core/id.ts';
import type { PlannedChange, Resource, Stack } from '../../../core/resource.ts';
import type { GraphDraft } from '../../graph-draft.ts';
import { knownValue } from '../../graph-draft.ts';
import { models } from '../../registry.generated.ts';

/** The deletions and replacements of a plan, each with what the resource means. */
export function plannedLosses(draft: GraphDraft, stack: Stack): readonly PlannedLoss[] {
  const losing = (stack.plan?.changes ?? []).filter((change) => /delete/.test(change.action));
  return losing.map((change) => lossOf(draft, stack, change));
}

function lossOf(draft: GraphDraft, stack: Stack, change: PlannedChange): PlannedLoss {
  const planned = draft.resource(resourceId(stack.id, change.address));
  const component = planned && draft.componentOf(planned.id);
  if (component) {
    return {
      change,
      component: component.id,
      kind: component.kind,
      name: component.name,
      keepsData: knownValue(component.facts.keepsData) === true,
      isPublicEntry: knownValue(component.facts.isPublicEntry) === true,
    };
  }
  const { before } = change;
  const described = before && meaningOf(before);
  return {
    change,
    component: undefined,
    kind: described?.kind ?? 'other',
    name: described?.name ?? change.address,
    keepsData: knownValue(described?.facts.keepsData) === true,
    isPublicEntry: knownValue(described?.facts.isPublicEntry) === true,
  };
}

function meaningOf(resource: Resource): ReturnType<(typeof models)[number]['describe']> | undefined {
  return models.find((model) => model.types.includes(resource.type))?.describe(resource);
}
