import type { Stated } from '../../core/component.ts';
import type { Zones } from '../../core/facts/common.ts';
import type { Resource } from '../../core/resource.ts';
import { isDataList, scalarText, Unknown } from '../../core/value.ts';
import { at, dataAt } from '../read.ts';
import type { Path } from '../read.ts';

/** The region that `location` names: `East US` and `eastus` are the same. */
export function statedRegion(resource: Resource): Stated<string> | undefined {
  const data = dataAt(resource, 'location');
  if (typeof data !== 'string' && !Unknown.is(data)) return undefined;
  const value = Unknown.is(data) ? data : data.toLowerCase().replaceAll(' ', '');
  return { value, at: [at(resource, 'location')], origin: 'written' };
}

/** A service that Azure spreads over zones without saying which. */
export function spreadOverZones(resource: Resource, path: Path, source: string): Stated<Zones> {
  const names = new Unknown({
    reason: 'rule-question',
    detail: `Azure chooses the zones of ${resource.address}`,
    settledBy: 'the running system',
  });
  return {
    value: { atLeast: 2, atMost: names, names },
    at: [at(resource, ...path)],
    origin: 'default',
    source,
  };
}

/** Something that stands in one zone, which an attribute may name. */
export function inOneZone(resource: Resource, ...path: Path): Stated<Zones> {
  const data = dataAt(resource, ...path);
  const text = Unknown.is(data) ? undefined : scalarText(data);
  const names = text === undefined ? unnamed(resource, data) : [{ id: text, name: text }];
  return { value: { atLeast: 1, atMost: 1, names }, at: [at(resource, ...path)], origin: 'written' };
}

/** Zones as Azure numbers them (`["1", "2"]`); undefined where none is written. */
export function listedZones(resource: Resource, ...path: Path): Stated<Zones> | undefined {
  const data = dataAt(resource, ...path);
  const place = { at: [at(resource, ...path)], origin: 'written' } as const;
  if (data === undefined) return undefined;
  if (Unknown.is(data)) return { value: data, ...place };
  if (!isDataList(data) || data.length === 0) return undefined;
  const known = [...new Set(data.flatMap((item) => (Unknown.is(item) ? [] : (scalarText(item) ?? []))))];
  const unknown = data.find((item) => Unknown.is(item));
  const atLeast = Math.max(1, known.length);
  if (Unknown.is(unknown)) {
    return { value: { atLeast, atMost: data.length === 1 ? 1 : unknown, names: unknown }, ...place };
  }
  return { value: { atLeast, atMost: atLeast, names: known.map((name) => ({ id: name, name })) }, ...place };
}

/** Whether several zones are written; undefined where none is. */
export function claimsZones(resource: Resource, ...path: Path): Stated<boolean> | undefined {
  const zones = listedZones(resource, ...path);
  if (!zones) return undefined;
  return { ...zones, value: Unknown.is(zones.value) ? zones.value : zones.value.atLeast > 1 };
}

function unnamed(resource: Resource, data: unknown): Unknown {
  if (Unknown.is(data)) return data;
  return new Unknown({
    reason: 'not-in-inputs',
    detail: `${resource.address} names no zone`,
    settledBy: `write the zone of ${resource.address}, or a state file`,
  });
}
