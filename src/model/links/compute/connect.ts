import type { DependencyKind, DependencyStrength } from '../../../core/dependency.ts';
import type { Location } from '../../../core/location.ts';
import type { Value } from '../../../core/value.ts';
import type { ComponentDraft, GraphDraft } from '../../graph-draft.ts';

/** A dependency that typed configuration states. */
export interface Connection {
  readonly from: ComponentDraft;
  readonly to: ComponentDraft;
  readonly kind: DependencyKind;
  readonly strength: Value<DependencyStrength>;
  /** B for typed configuration, C for a mere reference. */
  readonly grade?: 'B' | 'C';
  readonly says: string;
  readonly at: Location;
}

/** Adds a dependency with the line that states it. */
export function connect(draft: GraphDraft, { says, at, grade = 'B', ...ends }: Connection): void {
  const { from, to, kind, strength } = ends;
  draft.depend({ from: from.id, to: to.id, kind, strength, grade, evidence: [{ says, at }] });
}

/** Components made of the resources; what only a data source describes is left out. */
export function ownersOf(
  draft: GraphDraft,
  resources: readonly { readonly id: ComponentDraft['resources'][number] }[],
): readonly ComponentDraft[] {
  const owners = resources.flatMap(({ id }) => draft.componentOf(id) ?? []);
  return [...new Set(owners)];
}
