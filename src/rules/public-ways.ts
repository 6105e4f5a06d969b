import type { Component } from '../core/component.ts';
import type { EntryLayer } from '../core/facts/contract.ts';
import type { Evidence } from '../core/finding.ts';
import type { ComponentId } from '../core/id.ts';
import type { RuleContext } from '../core/rule.ts';
import type { Unknown } from '../core/value.ts';
import { evidenceOf } from './outcome.ts';

/** What stands on the way from the internet to one entry. */
export interface Way {
  readonly layers: readonly EntryLayer[];
  readonly rateLimit: EntryLayer['rateLimit'];
  readonly filter: EntryLayer['filter'];
  readonly absorbs: EntryLayer['absorbs'];
  readonly maybe: Unknown | undefined;
}

/** The layers of an entry as one way: the first limit, filter and shield that any of them states. */
export function wayOf({ facts: { entryLayers: layers = [] } }: Component): Way {
  return {
    layers,
    rateLimit: layers.find(({ rateLimit }) => rateLimit)?.rateLimit,
    filter: layers.find(({ filter }) => filter)?.filter,
    absorbs: layers.find(({ absorbs }) => absorbs)?.absorbs,
    maybe: layers.find(({ maybe }) => maybe)?.maybe,
  };
}

/** True for an entry that another one passes requests on to: the outer one is asked. */
export function isInner(component: Component, context: RuleContext): boolean {
  return entriesRouting(component, context).some(({ id, kind }) => id !== component.id && kind !== 'dns');
}

/** The layers that were looked at, as one line of proof. */
export function layersEvidence({ layers }: Way, context: RuleContext): Evidence {
  const names = layers.slice(0, 4).map(({ component }) => context.component(component).name);
  const more = layers.length > 4 ? ` and ${layers.length - 4} more` : '';
  return { says: `looked at on the way: ${names.join(', ')}${more}` };
}

const MOST_SIBLINGS = 3;

/** Entries of the same stack and kind that state what this one lacks, with their lines. */
export function siblingsWith(
  component: Component,
  context: RuleContext,
  which: 'rateLimit' | 'filter',
): readonly Component[] {
  return bySiblings(context, which).get(`${component.stack ?? ''} ${component.kind}`) ?? [];
}

/** A line of proof for each of the first siblings. */
export function siblingEvidence(
  siblings: readonly Component[],
  which: 'rateLimit' | 'filter',
): readonly Evidence[] {
  return siblings.slice(0, MOST_SIBLINGS).flatMap((sibling) => {
    const said = wayOf(sibling)[which];
    return said ? [evidenceOf(said, `${sibling.name} beside it has one: ${String(said.value)}`)] : [];
  });
}

type Siblings = ReadonlyMap<string, readonly Component[]>;

const known = new WeakMap<RuleContext, { rateLimit?: Siblings; filter?: Siblings }>();

/** Looked up once for a run. */
function bySiblings(context: RuleContext, which: 'rateLimit' | 'filter'): Siblings {
  const made = known.get(context) ?? {};
  known.set(context, made);
  const found = made[which];
  if (found) return found;
  const byPlace = new Map<string, Component[]>();
  for (const kind of ['cdn', 'load-balancer', 'gateway', 'api'] as const) {
    for (const component of context.ofKind(kind)) {
      if (component.facts.isPublicEntry?.value === false || !wayOf(component)[which]) continue;
      const key = `${component.stack ?? ''} ${kind}`;
      const list = byPlace.get(key);
      if (list) list.push(component);
      else byPlace.set(key, [component]);
    }
  }
  made[which] = byPlace;
  return byPlace;
}

/** True where all that stands behind it is kept in buckets. */
export function servesOnlyFiles({ id, facts }: Component, context: RuleContext): boolean {
  if (facts.servesFiles?.value === true) return true;
  const behind = context.dependenciesFrom(id, 'routes-to').map(({ to }) => context.component(to).kind);
  return behind.length > 0 && behind.every((kind) => kind === 'bucket');
}

/** Public entries whose requests are passed on to a server as they are, not by another server's calls. */
export function entriesRouting({ id }: Component, context: RuleContext): readonly Component[] {
  const seen = new Set<ComponentId>([id]);
  const queue = [id];
  const found: Component[] = [];
  for (let next = queue.pop(); next !== undefined; next = queue.pop()) {
    for (const { from } of context.dependenciesTo(next, 'routes-to')) {
      if (seen.has(from)) continue;
      seen.add(from);
      queue.push(from);
      const component = context.component(from);
      if (component.facts.isPublicEntry?.value === true) found.push(component);
    }
  }
  return found;
}
