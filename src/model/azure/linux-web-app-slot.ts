import { literalName } from '../presence.ts';
import type { ResourceModel } from '../resource-model.ts';
import { facesInternet, functionsFaceInternet } from './web/access.ts';
import { appSettings } from './web/settings.ts';
import { stackFacts } from './web/stack.ts';
import { SLOTS } from './web/types.ts';

/**
 * A slot of an app: the next release waits in it until both are swapped. It has settings of its own, and runs
 * on the workers of the app.
 */
export const model: ResourceModel = {
  types: SLOTS,
  describe(resource) {
    const name = literalName(resource, 'name') ?? resource.address;
    const isFunction = resource.type.includes('function');
    return {
      kind: isFunction ? 'function' : 'workload',
      name,
      facts: {
        runsAs: isFunction ? 'function' : 'service',
        isPublicEntry: isFunction ? functionsFaceInternet(resource) : facesInternet(resource),
        ...stackFacts(resource, name),
        ...appSettings(resource),
        answersTo: [],
      },
    };
  },
};
