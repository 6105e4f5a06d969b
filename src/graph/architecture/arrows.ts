import type { Component } from '../../core/component.ts';
import type { Dependency, DependencyKind, DependencyStrength } from '../../core/dependency.ts';
import type { Evidence } from '../../core/finding.ts';
import { groupBy } from '../../core/group-by.ts';
import type { ComponentId } from '../../core/id.ts';
import { byKey, sortedUnique } from '../../core/order.ts';
import { Unknown } from '../../core/value.ts';
import type { Estate } from '../estate.ts';
import type { Cast } from './cast.ts';
import { isDrawnKind, leadsOn } from './cast.ts';

export type DrawnStrength = DependencyStrength | 'unknown';

/** An arrow before it is printed: its proof has no lines yet. */
export interface RawArrow {
  readonly from: string;
  readonly to: string;
  readonly kinds: readonly DependencyKind[];
  readonly strength: DrawnStrength;
  readonly grade: Dependency['grade'];
  readonly isCandidate: boolean;
  readonly through: readonly string[];
  readonly evidence: readonly Evidence[];
}

export interface ArrowInput {
  readonly estate: Estate;
  readonly cast: Cast;
  readonly withCandidates: boolean;
  isWanted(component: Component): boolean;
}

/** Every way from one box to another, through plumbing only, as one arrow for each pair of boxes. */
export function arrowsBetween(input: ArrowInput): readonly RawArrow[] {
  const { cast } = input;
  const members = groupBy([...cast.belongsTo], ([, owner]) => owner);
  const found: RawArrow[] = [];
  for (const { id } of cast.boxes) {
    const starts = [id, ...(members.get(id) ?? []).map(([member]) => member)];
    for (const start of starts) found.push(...waysFrom(start, id, input));
  }
  if (input.withCandidates) found.push(...candidateArrows(input));
  const pairs = groupBy(found, ({ from, to }) => `${from}\u0000${to}`);
  return [...pairs.values()].map(joinedArrow).sort(byKey(({ from, to }) => `${from}\u0000${to}`));
}

/** Several arrows between the same two boxes as one: the strongest counts, all proof stays. */
export function joinedArrow(same: readonly RawArrow[]): RawArrow {
  const [first] = same;
  if (!first) throw new Error('no arrow to join');
  if (same.length === 1) return first;
  const certain = same.filter(({ isCandidate }) => !isCandidate);
  const counting = certain.length > 0 ? certain : same;
  const kinds = new Set(counting.flatMap((one) => one.kinds));
  return {
    from: first.from,
    to: first.to,
    kinds: [...kinds].sort(),
    strength: STRONGEST_FIRST.find((one) => counting.some(({ strength }) => strength === one)) ?? 'unknown',
    grade: GRADES.find((grade) => counting.some((one) => one.grade === grade)) ?? 'D',
    isCandidate: certain.length === 0,
    through: sortedUnique(counting.flatMap((one) => one.through)),
    evidence: counting.flatMap((one) => one.evidence),
  };
}

function waysFrom(start: ComponentId, box: ComponentId, input: ArrowInput): readonly RawArrow[] {
  const { estate, cast, isWanted } = input;
  const found: RawArrow[] = [];
  const seen = new Set<ComponentId>([start]);
  const open: (readonly Dependency[])[] = estate
    .dependenciesFrom(start)
    .filter((one) => isFollowed(one, estate))
    .map((one) => [one]);
  for (let way = open.shift(); way !== undefined; way = open.shift()) {
    const last = way.at(-1);
    if (!last) continue;
    const end = cast.belongsTo.get(last.to) ?? last.to;
    if (cast.isBox.has(end)) {
      if (end !== box && way.some(({ kind }) => isDrawnKind(kind)))
        found.push(arrowOf(way, box, end, estate));
      continue;
    }
    const middle = estate.component(last.to);
    if (seen.has(last.to) || !leadsOn(middle) || !isWanted(middle)) continue;
    seen.add(last.to);
    for (const next of estate.dependenciesFrom(last.to)) {
      if (isFollowed(next, estate)) open.push([...way, next]);
    }
  }
  return found;
}

/** `member-of` leads to what a service runs: what a task definition needs, its service needs. */
function isFollowed({ kind, to }: Dependency, estate: Estate): boolean {
  return isDrawnKind(kind) || (kind === 'member-of' && estate.component(to).kind === 'container');
}

function arrowOf(way: readonly Dependency[], from: string, to: string, estate: Estate): RawArrow {
  const drawn = way.filter(({ kind }) => isDrawnKind(kind));
  // Who leads requests on only carries what the first step is for: a call through a Service is a call.
  const [main] = drawn.some(({ kind }) => kind !== 'routes-to')
    ? drawn.filter(({ kind }) => kind !== 'routes-to')
    : drawn;
  return {
    from,
    to,
    kinds: main ? [main.kind] : [],
    strength: weakest(drawn.map(({ strength }) => (Unknown.is(strength) ? 'unknown' : strength))),
    grade: GRADES.toReversed().find((grade) => way.some((one) => one.grade === grade)) ?? 'D',
    isCandidate: false,
    through: way.slice(0, -1).map((step) => estate.component(step.to).name),
    evidence: way.flatMap(({ evidence }) => evidence),
  };
}

function candidateArrows({ estate, cast, isWanted }: ArrowInput): readonly RawArrow[] {
  return estate.candidates.flatMap((one): readonly RawArrow[] => {
    const from = cast.belongsTo.get(one.from) ?? one.from;
    const to = cast.belongsTo.get(one.to) ?? one.to;
    if (from === to || !cast.isBox.has(from) || !cast.isBox.has(to)) return [];
    if (!isWanted(estate.component(one.to))) return [];
    return [{ ...arrowOf([one], from, to, estate), kinds: [one.kind], isCandidate: true }];
  });
}

const GRADES = ['A', 'B', 'C', 'D'] as const;
const STRONGEST_FIRST = ['hard', 'unknown', 'soft', 'startup-only', 'async', 'control-only'] as const;

/** A chain holds no more than its weakest step; beside an unknown step a hard one decides nothing. */
function weakest(steps: readonly DrawnStrength[]): DrawnStrength {
  const weakestFirst: readonly DrawnStrength[] = [
    'control-only',
    'async',
    'startup-only',
    'soft',
    'unknown',
    'hard',
  ];
  return weakestFirst.find((one) => steps.includes(one)) ?? 'unknown';
}
