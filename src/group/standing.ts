import type { Finding } from '../core/finding.ts';
import type { FindingId } from '../core/id.ts';
import type { Impact } from '../core/impact.ts';

/** What a finding is worth, and the tier that this puts it into; none where it takes nothing away. */
export interface Worth {
  readonly impact: Impact;
  readonly tier: number | undefined;
}

/**
 * Findings with their impact, in the order in which they are read: tiers, in a tier by what is likely; then
 * what must be done, what has no price, by severity, and what only tidies; questions last.
 */
export function ranked(
  findings: readonly Finding[],
  worth: ReadonlyMap<FindingId, Worth>,
): readonly Finding[] {
  const priced = findings.map((finding): Finding => {
    const own = worth.get(finding.id);
    if (!own) return finding;
    const { impact, tier } = own;
    return tier === undefined
      ? { ...finding, impact }
      : { ...finding, impact, standing: { kind: 'tier', tier } };
  });
  return priced
    .map((finding, index) => ({ finding, index }))
    .sort((a, b) => byWorth(a.finding, b.finding) || a.index - b.index)
    .map(({ finding }) => finding);
}

function byWorth(a: Finding, b: Finding): number {
  if (a.status !== b.status) return a.status === 'fail' ? -1 : 1;
  const [one, other] = [a.standing.tier ?? Infinity, b.standing.tier ?? Infinity];
  if (one === Infinity && other === Infinity) return 0;
  const [left, right] = [a.impact?.total, b.impact?.total];
  return one === other
    ? (right?.likely ?? 0) - (left?.likely ?? 0) || (right?.high ?? 0) - (left?.high ?? 0)
    : one - other;
}
