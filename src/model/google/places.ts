import type { Stated } from '../../core/component.ts';
import type { Zones } from '../../core/facts/common.ts';
import type { Resource } from '../../core/resource.ts';
import { isDataList, Unknown } from '../../core/value.ts';
import { at, dataAt } from '../read.ts';
import type { Path } from '../read.ts';

const ZONE = /^([a-z]+-[a-z]+\d+)-[a-z]$/;

/** The region of a zone's name (`us-central1-a`); of anything else the text itself. */
function regionOf(place: string): string {
  const name = place.slice(place.lastIndexOf('/') + 1);
  return ZONE.exec(name)?.[1] ?? name;
}

/** True for the name of a zone, as opposed to a region or a multi-region. */
export function isZone(place: string): boolean {
  return ZONE.test(place.slice(place.lastIndexOf('/') + 1));
}

/** The region that the first written of some attributes names; undefined where the provider's one applies. */
export function statedRegion(
  resource: Resource,
  ...attributes: readonly string[]
): Stated<string> | undefined {
  for (const attribute of attributes) {
    const data = dataAt(resource, attribute);
    if (typeof data !== 'string' && !Unknown.is(data)) continue;
    const value = Unknown.is(data) ? data : regionOf(data);
    return { value, at: [at(resource, attribute)], origin: 'written' };
  }
  return undefined;
}

/** A service that Google spreads over several zones of its region, without saying which. */
export function spreadOverRegion(resource: Resource, path: Path, source: string): Stated<Zones> {
  const names = new Unknown({
    reason: 'rule-question',
    detail: `Google chooses the zones of ${resource.address}`,
    settledBy: 'the running system',
  });
  const place = at(resource, ...path);
  return { value: { atLeast: 2, atMost: names, names }, at: [place], origin: 'default', source };
}

/** Something that stands in the one zone that an attribute names. */
export function inOneZone(resource: Resource, ...path: Path): Stated<Zones> {
  const data = dataAt(resource, ...path);
  const names = typeof data === 'string' ? [{ id: data, name: data }] : unnamed(resource, data);
  return { value: { atLeast: 1, atMost: 1, names }, at: [at(resource, ...path)], origin: 'written' };
}

/** Something that stands in every zone of a list; undefined where no list is written. */
export function inListedZones(resource: Resource, ...path: Path): Stated<Zones> | undefined {
  const data = dataAt(resource, ...path);
  if (data === undefined) return undefined;
  const place = { at: [at(resource, ...path)], origin: 'written' } as const;
  if (!isDataList(data)) return { value: Unknown.is(data) ? data : unnamed(resource, data), ...place };
  if (data.length === 0) return undefined;
  const known = [...new Set(data.filter((item) => typeof item === 'string'))];
  const unknown = data.find((item) => Unknown.is(item));
  const atLeast = Math.max(1, known.length);
  if (Unknown.is(unknown)) {
    const names = known.length === data.length ? known.map((name) => ({ id: name, name })) : unknown;
    return { value: { atLeast, atMost: data.length === 1 ? 1 : unknown, names }, ...place };
  }
  return { value: { atLeast, atMost: atLeast, names: known.map((name) => ({ id: name, name })) }, ...place };
}

function unnamed(resource: Resource, data: unknown): Unknown {
  if (Unknown.is(data)) return data;
  return new Unknown({
    reason: 'not-in-inputs',
    detail: `${resource.address} names no zone`,
    settledBy: `write the zone of ${resource.address}, or a state file`,
  });
}
