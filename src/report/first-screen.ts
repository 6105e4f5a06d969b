import type { ReportedFinding } from '../core/report.ts';
import type { Picked } from './pick.ts';

/** One finding that is printed, and others of its rule that only their numbers stand for. */
export interface Shown {
  readonly finding: ReportedFinding;
  readonly alike: readonly ReportedFinding[];
}

/** What the screen holds, in two parts. */
export interface FirstScreen {
  readonly mustDo: readonly Shown[];
  readonly then: readonly Shown[];
  /** Findings printed or named by number. */
  readonly count: number;
}

/**
 * The first screen shows ten different things, not ten times the same one: each rule once, with the numbers
 * of
 * its other findings. Everything is printed only when all is asked for; hygiene too.
 */
export function firstScreen(picked: Picked, { all, top }: { all: boolean; top: number }): FirstScreen {
  if (all) {
    const single = (finding: ReportedFinding): Shown => ({ finding, alike: [] });
    const then = [...picked.others, ...picked.hygiene].map(single);
    return { mustDo: picked.mustDo.map(single), then, count: picked.mustDo.length + then.length };
  }
  const mustDo = byRule(picked.mustDo).slice(0, top);
  const then = byRule(picked.others).slice(0, top - mustDo.length);
  const count = [...mustDo, ...then].reduce((sum, { alike }) => sum + 1 + alike.length, 0);
  return { mustDo, then, count };
}

function byRule(findings: readonly ReportedFinding[]): readonly Shown[] {
  const groups = new Map<string, { finding: ReportedFinding; alike: ReportedFinding[] }>();
  for (const finding of findings) {
    const group = groups.get(finding.rule);
    if (group) group.alike.push(finding);
    else groups.set(finding.rule, { finding, alike: [] });
  }
  return [...groups.values()];
}
