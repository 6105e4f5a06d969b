import type { Evidence } from '../core/finding.ts';
import type { Outcome, RuleContext, SupportCycle, SupportTable } from '../core/rule.ts';
import { Unknown } from '../core/value.ts';
import { pass, unknown } from './outcome.ts';

/** `ending`: within the horizon. `not-said`: the table has the cycle and no word of its end. */
export type SupportState = 'supported' | 'ending' | 'over' | 'not-said';

/** Where a release cycle stands on the given day. */
export function supportState(
  { supportEnds }: SupportCycle,
  { asOf, horizonDays }: { readonly asOf: string; readonly horizonDays: number },
): SupportState {
  if (supportEnds === null) return 'not-said';
  if (typeof supportEnds === 'boolean') return supportEnds ? 'over' : 'supported';
  if (supportEnds < asOf) return 'over';
  return supportEnds <= daysAfter(asOf, horizonDays) ? 'ending' : 'supported';
}

const DAY_MS = 86_400_000;

function daysAfter(day: string, days: number): string {
  return new Date(Date.parse(`${day}T00:00:00Z`) + days * DAY_MS).toISOString().slice(0, 10);
}

/** A version that is out of support, or will be within the horizon of the settings. */
export interface Outdated {
  readonly cycle: SupportCycle;
  readonly isOver: boolean;
}

/** Looks up a version; an outcome where it is supported, or where the table cannot tell. */
export function outdated(
  product: string,
  version: string,
  { support, settings, asOf }: RuleContext,
): Outdated | Outcome {
  const cycle = support.find(product, version);
  if (cycle === undefined) return unknown(notInTable(product, version, support));
  const state = supportState(cycle, { asOf, horizonDays: settings.supportHorizonDays });
  if (state === 'supported') return pass;
  if (state === 'not-said') return unknown(notInTable(product, version, support));
  return { cycle, isOver: state === 'over' };
}

/** What the table says of a cycle, with the day of the table and the page to look it up. */
export function supportEvidence(cycle: SupportCycle, { asOf }: SupportTable): Evidence {
  const { supportEnds } = cycle;
  const known = supportEnds === true ? 'is over' : 'is not over';
  const end = typeof supportEnds === 'string' ? `ends ${supportEnds}` : known;
  return { says: `support of ${cycle.title} ${cycle.cycle} ${end} (table of ${asOf})`, source: cycle.page };
}

/** Why the table cannot answer. */
export function notInTable(product: string, version: string, { asOf }: SupportTable): Unknown {
  return new Unknown({
    reason: 'not-in-inputs',
    detail: `the support table of ${asOf} has no dates for ${product} ${version}`,
    settledBy: "a newer support table, or the provider's release calendar",
  });
}
