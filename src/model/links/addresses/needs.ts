import type { Dependency, DependencyKind, DependencyStrength } from '../../../core/dependency.ts';
import type { Evidence } from '../../../core/finding.ts';
import type { ComponentId } from '../../../core/id.ts';
import type { Value } from '../../../core/value.ts';
import { Unknown } from '../../../core/value.ts';
import type { ComponentDraft, GraphDraft } from '../../graph-draft.ts';

/** One sign that somebody needs something. */
export interface Sign {
  readonly from: ComponentDraft;
  readonly to: ComponentDraft;
  readonly kind: DependencyKind;
  readonly grade: Dependency['grade'];
  /** Undefined: nothing tells how much it is needed. */
  readonly strength?: DependencyStrength | undefined;
  readonly candidate?: boolean | undefined;
  readonly evidence: readonly Evidence[];
}

interface Need {
  readonly from: ComponentDraft;
  readonly to: ComponentDraft;
  readonly kind: DependencyKind;
  grade: Dependency['grade'];
  strength: DependencyStrength | undefined;
  candidate: boolean;
  readonly evidence: Evidence[];
}

// Enough to believe it; a service may name its database in dozens of settings.
const MOST_EVIDENCE = 6;

const UNDECIDED = new Unknown({
  reason: 'rule-question',
  detail: 'whether the code can work without it is not written down',
  settledBy: 'a line under `dependencies` in whatfails.yaml that says how much it is needed',
});

/** Signs of dependencies, joined to one dependency for each pair and kind. */
export class Needs {
  readonly #needs = new Map<string, Need>();
  readonly #pairs = new Set<string>();
  readonly #stated = new Map<ComponentId, Map<ComponentId, Set<DependencyKind>>>();

  constructor(draft: GraphDraft) {
    for (const { from, to, kind, candidate } of draft.dependencies) {
      if (candidate !== true) this.#state(from, to, kind);
    }
  }

  #state(from: ComponentId, to: ComponentId, kind: DependencyKind): void {
    const known = this.#stated.get(from) ?? new Map<ComponentId, Set<DependencyKind>>();
    this.#stated.set(from, known);
    const kinds = known.get(to);
    if (kinds) kinds.add(kind);
    else known.set(to, new Set([kind]));
  }

  /** Whether an earlier pass said so already. */
  isStated(from: ComponentDraft, to: ComponentDraft, kind: DependencyKind): boolean {
    return this.#stated.get(from.id)?.get(to.id)?.has(kind) ?? false;
  }

  /** Whether anything is said of the two, in this direction. */
  hasAny(from: ComponentDraft, to: ComponentDraft): boolean {
    const isStated = this.#stated.get(from.id)?.has(to.id) ?? false;
    return isStated || this.#pairs.has(`${from.id}\u0000${to.id}`);
  }

  add({ from, to, kind, grade, strength, candidate = false, evidence }: Sign): void {
    if (from === to || this.isStated(from, to, kind)) return;
    const key = `${from.id}\u0000${to.id}\u0000${kind}`;
    this.#pairs.add(`${from.id}\u0000${to.id}`);
    const known = this.#needs.get(key);
    if (!known) {
      this.#needs.set(key, { from, to, kind, grade, strength, candidate, evidence: [...evidence] });
      return;
    }
    if (grade < known.grade) known.grade = grade;
    known.strength ??= strength;
    known.candidate &&= candidate;
    for (const one of evidence) {
      const isNew = !known.evidence.some(({ says }) => says === one.says);
      if (isNew && known.evidence.length < MOST_EVIDENCE) known.evidence.push(one);
    }
  }

  /** Everything that the signs amount to; caches are only soft where a store stands behind them. */
  addTo(draft: GraphDraft): void {
    const withStore = new Set<ComponentDraft>();
    for (const { from, to, kind, candidate } of this.#needs.values()) {
      if (kind === 'stores' && to.kind === 'datastore' && !candidate) withStore.add(from);
    }
    for (const { from, to, kind, grade, strength, candidate, evidence } of this.#needs.values()) {
      const isCache = to.kind === 'cache' && withStore.has(from) && strength === undefined;
      const decided: Value<DependencyStrength> = strength ?? (isCache ? 'soft' : UNDECIDED);
      const behind = { says: `${to.name} is a cache, and ${from.name} has a store behind it` };
      draft.depend({
        from: from.id,
        to: to.id,
        kind,
        strength: decided,
        grade,
        ...(candidate ? { candidate } : {}),
        evidence: isCache ? [...evidence, behind] : evidence,
      });
    }
  }
}
