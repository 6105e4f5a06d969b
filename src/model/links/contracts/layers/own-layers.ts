import type { Stated } from '../../../../core/component.ts';
import type { OwnLayer } from '../../../../core/facts/contract.ts';
import type { Unknown } from '../../../../core/value.ts';
import type { ComponentDraft } from '../../../graph-draft.ts';

/** Adds to what a component says of limits and filters; what was said first stays. */
export function addLayer(component: ComponentDraft, said: Partial<OwnLayer>): void {
  const known = component.facts.ownLayer;
  component.facts.ownLayer = {
    rateLimit: known?.rateLimit ?? said.rateLimit,
    filter: known?.filter ?? said.filter,
    absorbs: known?.absorbs ?? said.absorbs,
    maybe: known?.maybe ?? said.maybe,
  };
}

/** What a line says, as a fact. */
export function says(value: string, at: Stated<string>['at'][number], source?: string): Stated<string> {
  return { value, at: [at], origin: source === undefined ? 'written' : 'default', source };
}

/** A layer that may be there. */
export function perhaps(maybe: Unknown): Partial<OwnLayer> {
  return { maybe };
}
