import type { Stated } from '../core/component.ts';
import type { Zones } from '../core/facts/common.ts';
import type { Resource } from '../core/resource.ts';
import { isDataList, scalarText, Unknown } from '../core/value.ts';
import type { Data } from '../core/value.ts';
import { at, dataAt } from './read.ts';
import type { Path } from './read.ts';

/** A service that its cloud spreads over zones without saying which. */
export function spreadByCloud(
  resource: Resource,
  path: Path,
  { cloud, source }: { readonly cloud: string; readonly source: string },
): Stated<Zones> {
  const names = new Unknown({
    reason: 'rule-question',
    detail: `${cloud} chooses the zones of ${resource.address}`,
    settledBy: 'the running system',
  });
  const place = at(resource, ...path);
  return { value: { atLeast: 2, atMost: names, names }, at: [place], origin: 'default', source };
}

/** Something that stands in one zone, which an attribute may name. */
export function inOneZone(resource: Resource, ...path: Path): Stated<Zones> {
  const data = dataAt(resource, ...path);
  const text = Unknown.is(data) ? undefined : scalarText(data);
  const names = text === undefined ? unnamedZone(resource, data) : [{ id: text, name: text }];
  return { value: { atLeast: 1, atMost: 1, names }, at: [at(resource, ...path)], origin: 'written' };
}

/** Something that stands in every zone of a list; undefined where no list is written, or an empty one. */
export function inListedZones(resource: Resource, ...path: Path): Stated<Zones> | undefined {
  const data = dataAt(resource, ...path);
  const place = { at: [at(resource, ...path)], origin: 'written' } as const;
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

function unnamedZone(resource: Resource, data: Data | undefined): Unknown {
  if (Unknown.is(data)) return data;
  return new Unknown({
    reason: 'not-in-inputs',
    detail: `${resource.address} names no zone`,
    settledBy: `write the zone of ${resource.address}, or a state file`,
  });
}
