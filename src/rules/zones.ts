import type { Stated } from '../core/component.ts';
import type { Zones } from '../core/facts/common.ts';
import type { Evidence } from '../core/finding.ts';
import { Unknown } from '../core/value.ts';
import type { Value } from '../core/value.ts';

/** The zones that several components use together; certain bounds even where some are not known. */
export function togetherIn(facts: readonly Stated<Zones>[]): Value<Zones> {
  const known = facts.flatMap(({ value }) => (Unknown.is(value) ? [] : [value]));
  const unknown = facts.map(({ value }) => value).find((value) => Unknown.is(value));
  const names = new Map(
    known.flatMap((zones) => (Unknown.is(zones.names) ? [] : zones.names)).map((zone) => [zone.id, zone]),
  );
  const atLeast = Math.max(names.size, ...known.map((zones) => zones.atLeast));
  if (Unknown.is(unknown)) return atLeast >= 2 ? { atLeast, atMost: unknown, names: unknown } : unknown;
  const unnamed = known.find((zones) => Unknown.is(zones.names))?.names;
  if (!Unknown.is(unnamed)) return { atLeast, atMost: names.size, names: [...names.values()] };
  const only = known.length === 1 ? known[0] : undefined;
  return { atLeast, atMost: only?.atMost ?? unnamed, names: unnamed };
}

/** The lines that lead from a component to its zones, the first with the given words. */
export function zoneChain(zones: Stated<Zones>, says: string): readonly Evidence[] {
  return zones.at.map((at, index) => {
    const address = at.resource.slice(at.resource.indexOf('#') + 1);
    return { says: index === 0 ? says : `${address} says in which zone it stands`, at };
  });
}
