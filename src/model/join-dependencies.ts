import type { Dependency, DependencyStrength } from '../core/dependency.ts';
import type { Evidence } from '../core/finding.ts';
import type { Value } from '../core/value.ts';
import { Unknown } from '../core/value.ts';

/** Makes one dependency of all that say the same of the same two, with the evidence of each. */
export function joinDependencies(dependencies: readonly Dependency[]): readonly Dependency[] {
  const joined = new Map<string, Dependency>();
  for (const one of dependencies) {
    const key = `${one.from}\u0000${one.to}\u0000${one.kind}\u0000${one.candidate === true ? '?' : ''}`;
    const known = joined.get(key);
    joined.set(key, known ? both(known, one) : one);
  }
  return [...joined.values()];
}

function both(a: Dependency, b: Dependency): Dependency {
  return {
    ...a,
    strength: stronger(a.strength, b.strength),
    grade: a.grade < b.grade ? a.grade : b.grade,
    evidence: a.evidence.length < ENOUGH ? joinEvidence(a.evidence, b.evidence) : a.evidence,
  };
}

// Whoever reads more proofs than these of one dependency doubts something else.
const ENOUGH = 12;

function joinEvidence(a: readonly Evidence[], b: readonly Evidence[]): readonly Evidence[] {
  return [...a, ...b.filter((one) => !a.some((other) => isSame(one, other)))];
}

function isSame(a: Evidence, b: Evidence): boolean {
  return a.says === b.says && a.at?.resource === b.at?.resource;
}

const ORDER: readonly DependencyStrength[] = ['hard', 'soft', 'startup-only', 'async', 'control-only'];

/** What is known wins over what is not; of two that are known the one that matters more. */
function stronger(a: Value<DependencyStrength>, b: Value<DependencyStrength>): Value<DependencyStrength> {
  if (Unknown.is(a)) return b;
  if (Unknown.is(b)) return a;
  return ORDER.indexOf(a) <= ORDER.indexOf(b) ? a : b;
}
