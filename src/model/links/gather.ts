import type { Location } from '../../core/location.ts';
import type { Resource } from '../../core/resource.ts';
import type { Data } from '../../core/value.ts';
import { isDataList, isDataObject, Sensitive, Unknown } from '../../core/value.ts';

/** Everything written under an attribute path, over all nested blocks, with the place of each value. */
export interface Gathered {
  readonly data: Data;
  readonly at: Location;
  /** False for an unknown list or block: it stands for an unknown number of values. */
  readonly single: boolean;
}

/**
 * The values at a path like `network_configuration.subnets[]` (the brackets tell that the attribute is a
 * list): every nested block is entered, lists are opened, what nobody wrote is left out. An unknown container
 * yields itself.
 */
export function gather(resource: Resource, path: string): readonly Gathered[] {
  const found: Gathered[] = [];
  const names = path.replace(/\[\]$/, '').split('.');
  const isList = path.endsWith('[]');
  walk({ data: resource.attributes, names, step: 0, at: [] }, (data, place) => {
    const single = place.includes(names.at(-1) ?? '') && (!isList || typeof place.at(-1) === 'number');
    found.push({ data, at: { resource: resource.id, path: place }, single: single || !Unknown.is(data) });
  });
  return found;
}

interface Step {
  readonly data: Data | undefined;
  readonly names: readonly string[];
  readonly step: number;
  readonly at: readonly (string | number)[];
}

function walk(
  { data, names, step, at }: Step,
  found: (data: Data, at: readonly (string | number)[]) => void,
): void {
  const open = Sensitive.is(data) ? data.reveal() : data;
  if (open === undefined || open === null) return;
  if (Unknown.is(open)) return found(open, at);
  if (isDataList(open)) {
    open.forEach((item, index) => walk({ data: item, names, step, at: [...at, index] }, found));
    return;
  }
  const name = names[step];
  if (name === undefined) return found(open, at);
  if (isDataObject(open)) walk({ data: open[name], names, step: step + 1, at: [...at, name] }, found);
}
