import type { Stated } from '../../core/component.ts';
import type { Resource } from '../../core/resource.ts';
import { isDataList, Unknown } from '../../core/value.ts';
import { literalName } from '../presence.ts';
import { at, dataAt } from '../read.ts';
import type { ResourceModel } from '../resource-model.ts';
import { statedRegion } from './places.ts';

/** A network in one region. Its subnets and peerings are joined by the pass `azure-networks`. */
export const model: ResourceModel = {
  types: ['azurerm_virtual_network'],
  describe: (resource) => ({
    kind: 'network',
    name: literalName(resource, 'name'),
    facts: {
      networkPart: 'network',
      region: statedRegion(resource),
      addressRanges: rangesOf(resource, 'address_space'),
    },
  }),
};

/** Address ranges as a list of texts. */
export function rangesOf(resource: Resource, attribute: string): readonly Stated<string>[] {
  const data = dataAt(resource, attribute);
  if (Unknown.is(data)) return [{ value: data, at: [at(resource, attribute)], origin: 'written' }];
  return (isDataList(data) ? data : []).flatMap((value, index): readonly Stated<string>[] =>
    typeof value === 'string' || Unknown.is(value)
      ? [{ value, at: [at(resource, attribute, index)], origin: 'written' }]
      : [],
  );
}
