import { derive, literalName } from '../presence.ts';
import { readText } from '../read.ts';
import type { ResourceModel } from '../resource-model.ts';
import { providerPage } from './docs.ts';
import { statedRegion } from './places.ts';
import { containerSettings } from './web/settings.ts';
import { startedImages } from './web/stack.ts';

/** Containers that start and end together, on one machine that nobody sees. */
export const model: ResourceModel = {
  types: ['azurerm_container_group'],
  describe(resource) {
    const type = readText(resource, ['ip_address_type'], {
      value: 'Public',
      source: providerPage('container_group'),
    });
    return {
      kind: 'workload',
      name: literalName(resource, 'name') ?? resource.address,
      facts: {
        region: statedRegion(resource),
        hasPublicAddress: derive(type, (text) => text === 'Public'),
        deployedAsImage: { value: true, at: type.at, origin: 'written' },
        ...startedImages(resource, ['container']),
        ...containerSettings(resource, ['container']),
        answersTo: [],
      },
    };
  },
};
