import type { Availability } from '../core/availability.ts';
import type { Step } from '../core/impact.ts';
import type { Journey } from '../core/journey.ts';
import type { JourneyPair, World } from './counterfactual.ts';

/**
 * The arithmetic of the journey that changes most, at the likely values: what it loses and what comes in its
 * place, one line for each cause, then the sum as the model has it.
 */
export function arithmeticOf(base: Availability, { pairs, availability, without }: World): readonly Step[] {
  const [most] = [...pairs].sort((a, b) => likelyOf(b) - likelyOf(a));
  if (!most) return [];
  const { journey } = most;
  const before = base.derivation(journey.name);
  const after = availability?.derivation(journey.name) ?? [];
  const shares = base.journeys.find((one) => one.journey.name === journey.name)?.shares ?? [];
  const gone = availability
    ? before.filter((step) => !after.some((one) => isSame(one, step)))
    : before.filter((_, index) => without.has(shares[index]?.cause.event ?? ''));
  const fresh = after.filter((step) => !before.some((one) => isSame(one, step)));
  return [
    heading(`${journey.name} before`),
    ...gone,
    ...total(`${sumWords(gone)}, each moment counted once`, most.before.likely.likely),
    heading(`${journey.name} afterwards`),
    ...fresh,
    ...total(sumWords(fresh), most.after.likely.likely),
    ...total('the difference', most.change.likely.likely),
    ...others(pairs, journey),
  ];
}

function heading(says: string): Step {
  return { says, value: undefined, unit: undefined, assumptions: [] };
}

/** What a sum is of: of the lines above it and all that stays the same, or of that alone. */
function sumWords(lines: readonly Step[]): string {
  return lines.length === 0 ? 'of all causes together' : 'with all other causes';
}

function total(says: string, value: number): readonly Step[] {
  return [{ says, value, unit: 'minutes/year', assumptions: [] }];
}

/** Journeys beside the one whose lines are shown. */
function others(pairs: readonly JourneyPair[], shown: Journey): readonly Step[] {
  return pairs
    .filter(({ journey }) => journey !== shown)
    .flatMap((pair) => total(`the difference of ${pair.journey.name}`, likelyOf(pair)));
}

function likelyOf({ change }: JourneyPair): number {
  return change.likely.likely;
}

/** The same cause, but for the moments in which another one has stopped the journey anyway. */
function isSame(a: Step, b: Step): boolean {
  const [one, other] = [a.value ?? 0, b.value ?? 0];
  return a.says === b.says && Math.abs(one - other) <= Math.max(0.05, one / 100);
}
