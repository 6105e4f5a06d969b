import type { Stated } from '../../core/component.ts';
import type { Zones } from '../../core/facts/common.ts';
import type { Resource } from '../../core/resource.ts';
import { Unknown } from '../../core/value.ts';
import { at, dataAt } from '../read.ts';
import type { Path } from '../read.ts';
import { inListedZones, spreadByCloud } from '../zones.ts';

/** The region that `location` names: `East US` and `eastus` are the same. */
export function statedRegion(resource: Resource): Stated<string> | undefined {
  const data = dataAt(resource, 'location');
  if (typeof data !== 'string' && !Unknown.is(data)) return undefined;
  const value = Unknown.is(data) ? data : data.toLowerCase().replaceAll(' ', '');
  return { value, at: [at(resource, 'location')], origin: 'written' };
}

/** A service that Azure spreads over zones without saying which. */
export function spreadOverZones(resource: Resource, path: Path, source: string): Stated<Zones> {
  return spreadByCloud(resource, path, { cloud: 'Azure', source });
}

/** Where nothing asks for several zones Azure puts servers wherever it has room. */
export function anywhere(resource: Resource, attribute: string, source: string): Stated<Zones> {
  const value = new Unknown({
    reason: 'not-in-inputs',
    detail: `${resource.address} asks for no zones, and Azure promises none`,
    settledBy: `set ${attribute} of ${resource.address}`,
  });
  return { value, at: [at(resource, attribute)], origin: 'default', source };
}

/** Whether several zones are written; undefined where none is. */
export function claimsZones(resource: Resource, ...path: Path): Stated<boolean> | undefined {
  const zones = inListedZones(resource, ...path);
  if (!zones) return undefined;
  return { ...zones, value: Unknown.is(zones.value) ? zones.value : zones.value.atLeast > 1 };
}
