import type { Component } from '../core/component.ts';
import type { ComponentId } from '../core/id.ts';
import { groupBy } from '../core/group-by.ts';
import { isSameData } from '../core/same-data.ts';
import { Unknown } from '../core/value.ts';
import type { Estate } from '../graph/estate.ts';
import type { GraphChange } from './graph-change.ts';
import { graphChange, NO_CHANGE } from './graph-change.ts';
import type { ResourceChange } from './workbench.ts';

type Edit = readonly ResourceChange[];

export interface SeparateInput {
  readonly base: Estate;
  readonly edits: readonly Edit[];
  /** Whether the models read anything of a component. */
  readonly isRead: (component: Component) => boolean;
  /** The graph with changes in place. */
  readonly build: (changes: readonly ResourceChange[]) => Estate;
}

/**
 * What each edit changes in the graph, as if it were made alone, as far as the models read it. Building
 * a graph costs more than everything else, so edits of different components share one: what differs
 * afterwards falls apart into islands of components that name each other, and an island with one edit in it
 * is the work of that edit. Edits that share an island are built again apart from each other; where nobody
 * owns an island, each half of them by itself.
 */
export function separated(input: SeparateInput): readonly GraphChange[] {
  const { base, edits, build } = input;
  const found = new Map<Edit, GraphChange>();
  const settle = (batch: readonly Edit[]): void => {
    const [only, ...others] = batch;
    if (!only) return;
    const after = build(batch.flat());
    const change = graphChange(base, after);
    if (others.length === 0) {
      found.set(only, change);
      return;
    }
    const { own, again } = islands(batch, change, { base, after, isRead: input.isRead });
    for (const [edit, alone] of own) found.set(edit, alone);
    for (const part of again) settle(part);
  };
  for (const layer of layers(base, edits)) settle(layer);
  return edits.map((edit) => found.get(edit) ?? NO_CHANGE);
}

/** Edits of one component stand in different layers. */
function layers(base: Estate, edits: readonly Edit[]): readonly (readonly Edit[])[] {
  const keysOf = (edit: Edit): readonly string[] => edit.map(({ id }) => base.componentOf(id)?.id ?? id);
  return apart(edits, keysOf);
}

/** As few parts as a first fit finds, none of which holds two edits with a key in common. */
function apart(edits: readonly Edit[], keysOf: (edit: Edit) => readonly string[]): readonly Edit[][] {
  const parts: { readonly keys: Set<string>; readonly edits: Edit[] }[] = [];
  for (const edit of edits) {
    const keys = keysOf(edit);
    let part = parts.find((one) => !keys.some((key) => one.keys.has(key)));
    if (!part) parts.push((part = { keys: new Set(), edits: [] }));
    for (const key of keys) part.keys.add(key);
    part.edits.push(edit);
  }
  return parts.map((part) => part.edits);
}

interface Sides {
  readonly base: Estate;
  readonly after: Estate;
  readonly isRead: (component: Component) => boolean;
}

interface Parted {
  /** Edits that are alone on their islands, with what they change. */
  readonly own: ReadonlyMap<Edit, GraphChange>;
  /** Parts that have to be built again. */
  readonly again: readonly (readonly Edit[])[];
}

/** Changed components that name each other, each island with the edits that it holds. */
function islands(batch: readonly Edit[], change: GraphChange, sides: Sides): Parted {
  const ends = [...change.gone, ...change.fresh];
  const moved = new Set<string>(ends.flatMap(({ from, to }) => [from, to]));
  const direct = new Map(batch.map((edit): [Edit, readonly string[]] => [edit, directOf(edit, sides)]));
  const edited = new Set([...direct.values()].flat());
  // What nobody edited and no model reads (a cluster that lists its autoscalers) ties nothing together.
  const counts = (id: ComponentId): boolean => {
    const one = change.components.get(id) ?? sides.base.component(id);
    return moved.has(id) || edited.has(id) || sides.isRead(one);
  };
  const counted = [...change.components.keys()].filter(counts);
  const few = grouped(new Set([...counted, ...moved]), ends, sides);
  const isOwned = (islandsOf: Union): boolean => {
    const roots = new Set([...edited].map((id) => islandsOf.rootOf(id)));
    return [...counted, ...moved].every((id) => roots.has(islandsOf.rootOf(id)));
  };
  const island = isOwned(few) ? few : grouped(new Set([...change.components.keys(), ...moved]), ends, sides);
  const half = Math.ceil(batch.length / 2);
  if (!isOwned(island)) return { own: new Map(), again: [batch.slice(0, half), batch.slice(half)] };
  const rootsOf = (edit: Edit): readonly string[] => [
    ...new Set((direct.get(edit) ?? []).map((id) => island.rootOf(id))),
  ];
  const owners = new Map<string, Edit[]>();
  for (const edit of batch) {
    for (const root of rootsOf(edit)) owners.set(root, [...(owners.get(root) ?? []), edit]);
  }
  const isShared = (edit: Edit): boolean => rootsOf(edit).some((root) => (owners.get(root)?.length ?? 0) > 1);
  const ownerOf = (id: string): Edit | undefined => owners.get(island.rootOf(id))?.[0];
  const components = groupBy(
    [...change.components].filter(([id]) => counts(id)),
    ([id]) => ownerOf(id),
  );
  const gone = groupBy(change.gone, ({ from }) => ownerOf(from));
  const fresh = groupBy(change.fresh, ({ from }) => ownerOf(from));
  const alone = batch.filter((edit) => !isShared(edit));
  return {
    own: new Map(
      alone.map((edit): [Edit, GraphChange] => [
        edit,
        {
          components: new Map(components.get(edit) ?? []),
          gone: gone.get(edit) ?? [],
          fresh: fresh.get(edit) ?? [],
        },
      ]),
    ),
    again: apart(batch.filter(isShared), rootsOf),
  };
}

/** Components that were made of what an edit changes. */
function directOf(edit: Edit, { base, after }: Sides): readonly string[] {
  const ids = edit.flatMap(({ id }) => [base.componentOf(id)?.id ?? [], after.componentOf(id)?.id ?? []]);
  return [...new Set(ids.flat())];
}

function grouped(
  ids: ReadonlySet<string>,
  ends: readonly { readonly from: string; readonly to: string }[],
  sides: Sides,
): Union {
  const island = new Union();
  for (const id of ids) for (const other of namedBy(id, ids, sides)) island.join(id, other);
  for (const { from, to } of ends) island.join(from, to);
  return island;
}

/**
 * Changed components that a component names in those of its facts that changed: every fact carries the
 * resources that state it, so whoever made it another one is among them.
 */
function namedBy(id: string, changed: ReadonlySet<string>, { base, after }: Sides): ReadonlySet<string> {
  const found = new Set<string>();
  const [was, is] = [indexOf(base).get(id)?.facts, indexOf(after).get(id)?.facts];
  eachChangedText(was, is, (text) => {
    if (changed.has(text)) found.add(text);
  });
  return found;
}

/** Texts of the parts that differ; a statement is one part, with the places that state it. */
function eachChangedText(was: unknown, is: unknown, visit: (text: string) => void): void {
  if (isSameData(was, is)) return;
  if (isParts(was) && isParts(is) && !('at' in was) && Array.isArray(was) === Array.isArray(is)) {
    const [old, now] = [new Map(Object.entries(was)), new Map(Object.entries(is))];
    for (const key of new Set([...old.keys(), ...now.keys()])) {
      eachChangedText(old.get(key), now.get(key), visit);
    }
    return;
  }
  eachText(was, visit);
  eachText(is, visit);
}

function isParts(value: unknown): value is object {
  return typeof value === 'object' && value !== null && !Unknown.is(value);
}

const indexes = new WeakMap<Estate, ReadonlyMap<string, Component>>();

/** Components by id. */
function indexOf(estate: Estate): ReadonlyMap<string, Component> {
  const known = indexes.get(estate);
  if (known) return known;
  const index = new Map(estate.components.map((one): [string, Component] => [one.id, one]));
  indexes.set(estate, index);
  return index;
}

/** Every text in a value. */
function eachText(value: unknown, visit: (text: string) => void): void {
  if (typeof value === 'string') visit(value);
  else if (Array.isArray(value)) for (const item of value) eachText(item, visit);
  else if (typeof value === 'object' && value !== null) {
    for (const item of Object.values(value)) eachText(item, visit);
  }
}

/** Sets that grow together (union and find). */
class Union {
  readonly #parent = new Map<string, string>();

  rootOf(id: string): string {
    let root = id;
    for (let up = this.#parent.get(root); up !== undefined; up = this.#parent.get(root)) root = up;
    if (root !== id) this.#parent.set(id, root);
    return root;
  }

  join(a: string, b: string): void {
    const [one, other] = [this.rootOf(a), this.rootOf(b)];
    if (one !== other) this.#parent.set(one, other);
  }
}
