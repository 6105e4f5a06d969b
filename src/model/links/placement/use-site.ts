import type { Zone, Zones } from '../../../core/facts/common.ts';
import { Unknown } from '../../../core/value.ts';
import type { Value } from '../../../core/value.ts';
import type { ComponentDraft, GraphDraft } from '../../graph-draft.ts';
import { componentsOf } from '../resolve.ts';
import type { Copies } from './copies.ts';
import type { Site } from './site.ts';
import { countZones } from './zones.ts';

/** States which subnets a component stands in: all of them when all are known, and the certain ones apart. */
export function setSubnets(draft: GraphDraft, component: ComponentDraft, site: Site): void {
  if (site.subnets.length === 0 && site.unknowns.length === 0) return;
  const { components, unknowns } = componentsOf(draft, site.subnets);
  const ids = components.map(({ id }) => id);
  const because = site.unknowns[0] ?? unknowns[0];
  component.facts.knownSubnets = ids;
  component.facts.subnets = { value: because ?? ids, at: site.at.slice(0, 1), origin: 'written' };
}

/** The zones that a component uses, given how many copies it has and where it may stand. */
export function usedZones(copies: Copies, site: Site | undefined): Zones | undefined {
  const given = site && zonesGiven(site);
  const { fewest, most, isPromised } = copies;
  if (fewest === 'every') return given && atLeastZones(given, copies.insistsOn ?? 1);
  const bound = given && !Unknown.is(given.atMost) ? given.atMost : undefined;
  const certain = given && !isPromised ? given.atLeast : bound;
  const atLeast = certain === undefined ? fewest : Math.min(fewest, certain);
  const atMost = most === 'every' ? (given?.atMost ?? notWritten) : lower(most, bound);
  const names = given?.names ?? notWritten;
  const areSure = !Unknown.is(names) && names.length === atMost && atLeast === atMost;
  return { atLeast, atMost, names: areSure ? names : Unknown.is(names) ? names : chosen };
}

/** What the service insists on holds unless the subnets prove otherwise: then it will be refused. */
function atLeastZones(given: Zones, promised: number): Zones {
  const isPossible = Unknown.is(given.atMost) || given.atMost >= promised;
  return isPossible ? { ...given, atLeast: Math.max(given.atLeast, promised) } : given;
}

function zonesGiven(site: Site): Zones | undefined {
  const narrowed: readonly Value<Zone>[] = site.named.length > 0 ? site.named : site.zones;
  return countZones(narrowed, site.more);
}

function lower(most: Value<number>, bound: number | undefined): Value<number> {
  if (Unknown.is(most)) return bound === 1 ? 1 : most;
  return bound === undefined ? most : Math.min(most, bound);
}

const notWritten = new Unknown({
  reason: 'not-in-inputs',
  detail: 'no subnet and no zone is written, so the provider chooses',
  settledBy: 'a subnet group, a zone, or a state file',
});

const chosen = new Unknown({
  reason: 'computed-attribute',
  detail: 'the provider chooses among the zones of the subnets',
  settledBy: 'a state file',
});
