import { literalName } from '../presence.ts';
import { setTo } from '../remedies.ts';
import { at, readBool, readNumber, readText } from '../read.ts';
import type { ResourceModel } from '../resource-model.ts';
import { providerPage } from './docs.ts';
import { containerSettings } from './web/settings.ts';
import { startedImages } from './web/stack.ts';

const PAGE = providerPage('container_app');
const SCALING = 'https://learn.microsoft.com/azure/container-apps/scale-app#scale-definition';
const INGRESS = 'https://learn.microsoft.com/azure/container-apps/ingress-overview';
const CONTAINERS = ['template', 0, 'container'] as const;

/** A container app. Its environment, and whether that spans zones, is joined by the pass `azure-plans`. */
export const model: ResourceModel = {
  types: ['azurerm_container_app'],
  describe(resource) {
    const isExternal = readBool(resource, ['ingress', 0, 'external_enabled'], { value: false, source: PAGE });
    const maximum = readNumber(resource, ['template', 0, 'max_replicas'], { value: 10, source: SCALING });
    const minimum = readNumber(resource, ['template', 0, 'min_replicas'], { value: 0, source: SCALING });
    return {
      kind: 'workload',
      name: literalName(resource, 'name') ?? resource.address,
      facts: {
        runsAs: 'service',
        minimumSize: minimum,
        desiredSize: minimum,
        maximumSize: maximum,
        scalers: {
          value: [{ kind: 'policy', name: 'the rules of the app', at: at(resource, 'template') }],
          at: [at(resource, 'template')],
          origin: 'default',
          source: SCALING,
        },
        behindLoadBalancer: {
          value: readText(resource, ['ingress', 0, 'target_port']) !== undefined,
          at: [at(resource, 'ingress')],
          origin: 'written',
          source: INGRESS,
        },
        discoverable: { value: false, at: [at(resource)], origin: 'default', source: INGRESS },
        isPublicEntry: isExternal,
        deployedAsImage: { value: true, at: [at(resource, 'template')], origin: 'written' },
        ...startedImages(resource, CONTAINERS),
        ...containerSettings(resource, CONTAINERS),
        answersTo: [],
      },
      remedies: {
        'run-two-copies': setTo(resource, ['template', 0, 'min_replicas'], 2, {
          safety: 'review',
          caution: 'Two replicas must be able to work at the same time, and both are paid for.',
        }),
      },
    };
  },
};
