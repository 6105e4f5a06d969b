import type { Stated } from '../../../core/component.ts';
import type { Alternatives } from '../../../core/facts/takeover.ts';
import type { Location } from '../../../core/location.ts';
import { readableText } from '../../../core/partial-text.ts';
import type { Resource } from '../../../core/resource.ts';
import type { Data } from '../../../core/value.ts';
import { scalarText, Unknown } from '../../../core/value.ts';
import type { ComponentDraft, GraphDraft } from '../../graph-draft.ts';
import { allOf } from '../../logic.ts';

/** Something that one way on hangs on: a record, an origin, an endpoint. */
export interface Option {
  readonly ways: readonly ComponentDraft[];
  /** Smaller is preferred; equal where all of them are used. */
  readonly rank: number;
  /** Whether it is left out when it fails. */
  readonly isLeftOut: Stated<boolean>;
}

/** States that a component needs one of several ways; says nothing where fewer than two are left. */
export function choose(draft: GraphDraft, component: ComponentDraft, options: readonly Option[]): boolean {
  const ranked = [...options].sort((a, b) => a.rank - b.rank);
  const ways = [...new Set(ranked.flatMap((option) => option.ways))].filter((way) => way !== component);
  const [first, second] = ranked;
  if (!first || !second || ways.length < 2) return false;
  const used = first.rank < second.rank && first.ways.length === 1 ? 'first' : 'all';
  const asked = used === 'first' ? [first] : ranked;
  const group: Alternatives = {
    ways: ways.map(({ id }) => id),
    used,
    leavesOutFailing: {
      value: allOf(...asked.map(({ isLeftOut }) => isLeftOut.value)),
      at: asked.flatMap(({ isLeftOut }) => isLeftOut.at),
      origin: asked.some(({ isLeftOut }) => isLeftOut.origin === 'written') ? 'written' : 'default',
      source: first.isLeftOut.source,
    },
  };
  draft.setFact(component, 'alternatives', [...(component.facts.alternatives ?? []), group]);
  return true;
}

/** What leads on from something that stands at a place: an origin of a list, a record by itself. */
export function waysFrom(
  draft: GraphDraft,
  component: ComponentDraft,
  isOwn: (place: Location) => boolean,
): readonly ComponentDraft[] {
  const found = draft.dependencies.flatMap(({ from, to, kind, evidence }) =>
    from === component.id && kind === 'routes-to' && evidence.some(({ at }) => at && isOwn(at))
      ? (draft.components.get(to) ?? [])
      : [],
  );
  return [...new Set(found)];
}

/** Resources of one stack by a text that only those of one group have; of a wider `scopeOf`, where given. */
export function grouped(
  resources: readonly Resource[],
  keyOf: (resource: Resource) => string,
  scopeOf: (resource: Resource) => string = ({ stack }) => stack,
): readonly (readonly Resource[])[] {
  const groups = new Map<string, Resource[]>();
  for (const resource of resources) {
    const key = `${scopeOf(resource)}\u0000${keyOf(resource)}`;
    const known = groups.get(key);
    if (known) known.push(resource);
    else groups.set(key, [resource]);
  }
  return [...groups.values()];
}

/** A value as text that only the same value has. */
export function shown(data: Data | undefined): string {
  if (!Unknown.is(data)) return scalarText(data) ?? '';
  const places = data.refs.map(({ resource, path }) => `${resource}.${path.join('.')}`);
  return places.join(',') + readableText(data);
}
