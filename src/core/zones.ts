import type { Zone, Zones } from './facts/common.ts';
import { Unknown } from './value.ts';
import type { Value } from './value.ts';

/** The largest number of zones in the list that are different for certain. */
export function certainlyDistinct(zones: readonly Zone[]): number {
  const members = new Map<string, Set<string>>();
  for (const zone of zones) {
    for (const [origin, member] of originsOf(zone)) {
      const same = members.get(origin);
      if (same) same.add(member);
      else members.set(origin, new Set([member]));
    }
  }
  return Math.max(0, ...[...members.values()].map((own) => own.size));
}

/** The zones that several components use together; certain bounds even where some are not known. */
export function zonesTogether(all: readonly Value<Zones>[]): Value<Zones> {
  const known = all.flatMap((zones) => (Unknown.is(zones) ? [] : [zones]));
  const unknown = all.find((zones) => Unknown.is(zones));
  const named = known.flatMap(({ names }) => (Unknown.is(names) ? [] : names));
  const names = [...new Map(named.map((zone) => [zone.id, zone])).values()];
  let atLeast = certainlyDistinct(names);
  for (const zones of known) atLeast = Math.max(atLeast, zones.atLeast);
  if (Unknown.is(unknown)) return atLeast > 1 ? { atLeast, atMost: unknown, names: unknown } : unknown;
  const unnamed = known.map((zones) => zones.names).find((value) => Unknown.is(value));
  if (!Unknown.is(unnamed)) return { atLeast, atMost: names.length, names };
  const only = known.length === 1 ? known[0] : undefined;
  return { atLeast, atMost: only?.atMost ?? unnamed, names: unnamed };
}

/** True when the two can never be one zone. False does not say that they are. */
export function areDifferentZones(a: Zone, b: Zone): boolean {
  return certainlyDistinct([a, b]) === 2;
}

/** What a person reads: the name, the place in a list (`names[0]`), or the letter of a region (`…a`). */
export function zoneLabel({ id, name }: Zone): string {
  return name ?? (isListed(id) ? id.slice(id.lastIndexOf('.') + 1) : `…${id.slice(-1)}`);
}

function isListed(id: string): boolean {
  return /\[\d+\]$/.test(id);
}

/**
 * Within one origin different members are different zones: positions of one list, names, letters of a region.
 */
function originsOf({ id, name }: Zone): readonly (readonly [origin: string, member: string])[] {
  if (name !== undefined && /-az\d+$/.test(name)) return [['(zone ids)', name]];
  if (name !== undefined)
    return [
      ['(names)', name],
      ['(letters)', name.slice(-1)],
    ];
  return isListed(id) ? [[id.slice(0, id.lastIndexOf('[')), id]] : [['(letters)', id.slice(-1)]];
}
