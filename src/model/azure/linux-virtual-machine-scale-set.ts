import type { Stated } from '../../core/component.ts';
import type { Resource } from '../../core/resource.ts';
import { ownedNumber } from '../ignored-changes.ts';
import { literalName } from '../presence.ts';
import { at, dataAt, readText } from '../read.ts';
import type { ResourceModel } from '../resource-model.ts';
import { anywhere, statedRegion } from './places.ts';
import { inListedZones } from '../zones.ts';

const ZONES =
  'https://learn.microsoft.com/azure/virtual-machine-scale-sets/virtual-machine-scale-sets-use-availability-zones';

/** A group of servers that keeps its number. */
export const model: ResourceModel = {
  types: ['azurerm_linux_virtual_machine_scale_set', 'azurerm_windows_virtual_machine_scale_set'],
  describe: (resource) => ({
    kind: 'workload',
    name: literalName(resource, 'name'),
    facts: {
      runsAs: 'instance-group',
      region: statedRegion(resource),
      zones: inListedZones(resource, 'zones') ?? anywhere(resource, 'zones', ZONES),
      claimsSeveralZones: claims(resource),
      instanceClass: readText(resource, ['sku']),
      desiredSize: ownedNumber(resource, ['instances']),
    },
    remedies: {
      'spread-over-zones': {
        title: 'Set zones = ["1", "2", "3"] and zone_balance = true',
        safety: 'review',
        caution: 'The scale set is made anew: move its traffic first.',
        intents: [],
      },
    },
  }),
};

/** Without zones the servers may all stand in one. */
function claims(resource: Resource): Stated<boolean> {
  const zones = inListedZones(resource, 'zones');
  const place = [at(resource, 'zones')];
  if (!zones) return { value: false, at: place, origin: 'default', source: ZONES };
  const data = dataAt(resource, 'zones');
  return { ...zones, value: Array.isArray(data) ? data.length > 1 : false };
}
