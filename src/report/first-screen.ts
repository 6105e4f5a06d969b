import type { ReportedFinding } from '../core/report.ts';
import { groupBy } from '../core/group-by.ts';
import type { Picked } from './pick.ts';

/** One finding that is printed, and others of its rule that only their numbers stand for. */
export interface Shown {
  readonly finding: ReportedFinding;
  readonly alike: readonly ReportedFinding[];
}

/** One tier of what is printed. */
export interface ShownTier {
  readonly tier: number;
  readonly shown: readonly Shown[];
}

/** What the screen holds, in parts. */
export interface FirstScreen {
  readonly tiers: readonly ShownTier[];
  readonly mustDo: readonly Shown[];
  readonly then: readonly Shown[];
  /** Findings printed or named by number. */
  readonly count: number;
}

/** Lines that are kept for what must be done and for what has no price, where there is any. */
const KEPT = { mustDo: 3, then: 2 };

/**
 * The first screen shows ten different things, not ten times the same one: each rule once in a tier, with the
 * numbers of its other findings. Everything is printed only when all is asked for; hygiene too.
 */
export function firstScreen(picked: Picked, { all, top }: { all: boolean; top: number }): FirstScreen {
  const tiers = [...groupBy(picked.tiers, ({ standing }) => standing.tier ?? 0)];
  if (all) {
    const then = [...picked.others, ...picked.hygiene].map(single);
    return counted({
      tiers: tiers.map(([tier, findings]) => ({ tier, shown: findings.map(single) })),
      mustDo: picked.mustDo.map(single),
      then,
    });
  }
  const [mustDo, others] = [byRule(picked.mustDo), byRule(picked.others)];
  const kept = Math.min(KEPT.mustDo, mustDo.length) + Math.min(KEPT.then, others.length);
  let left = Math.max(Math.ceil(top / 2), top - kept);
  const shownTiers: ShownTier[] = [];
  for (const [tier, findings] of tiers) {
    const shown = byRule(findings).slice(0, left);
    left -= shown.length;
    if (shown.length > 0) shownTiers.push({ tier, shown });
  }
  let room = top - shownTiers.reduce((sum, { shown }) => sum + shown.length, 0);
  const first = mustDo.slice(0, Math.max(Math.min(1, room), room - Math.min(KEPT.then, others.length)));
  room -= first.length;
  return counted({ tiers: shownTiers, mustDo: first, then: others.slice(0, Math.max(0, room)) });
}

function counted(parts: Omit<FirstScreen, 'count'>): FirstScreen {
  const all = [...parts.tiers.flatMap(({ shown }) => shown), ...parts.mustDo, ...parts.then];
  return { ...parts, count: all.reduce((sum, { alike }) => sum + 1 + alike.length, 0) };
}

function single(finding: ReportedFinding): Shown {
  return { finding, alike: [] };
}

function byRule(findings: readonly ReportedFinding[]): readonly Shown[] {
  return [...groupBy(findings, ({ rule }) => rule).values()].flatMap(([finding, ...alike]) =>
    finding ? [{ finding, alike }] : [],
  );
}
