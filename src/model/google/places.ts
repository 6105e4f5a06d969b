import type { Stated } from '../../core/component.ts';
import type { Zones } from '../../core/facts/common.ts';
import type { Resource } from '../../core/resource.ts';
import { Unknown } from '../../core/value.ts';
import { at, dataAt } from '../read.ts';
import type { Path } from '../read.ts';
import { spreadByCloud } from '../zones.ts';

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
  return spreadByCloud(resource, path, { cloud: 'Google', source });
}
