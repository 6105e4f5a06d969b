import type { Component } from '../core/component.ts';
import type { Evidence } from '../core/finding.ts';
import type { RuleContext } from '../core/rule.ts';

/** True when its stack has a public entry and no entry at all leads here. */
export function isOnNoJourney(component: Component, context: RuleContext): boolean {
  return context.hasPublicEntryBeside(component) && !context.mayBeReached(component.id);
}

// More names than these tell a reader nothing new.
const NAMED = 3;

/** The public entries that suffer with the component, as one line of proof; none when none is known. */
export function journeyEvidence(component: Component, context: RuleContext): readonly Evidence[] {
  const entries = context.entriesReaching(component.id).filter((id) => id !== component.id);
  if (entries.length === 0) return [];
  const names = entries.slice(0, NAMED).map((id) => context.component(id).name);
  const more = entries.length > NAMED ? ` and ${entries.length - NAMED} more` : '';
  return [{ says: `requests reach it through ${names.join(', ')}${more}` }];
}
