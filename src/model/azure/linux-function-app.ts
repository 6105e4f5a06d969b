import { literalName } from '../presence.ts';
import type { ResourceModel } from '../resource-model.ts';
import { statedRegion } from './places.ts';
import { functionsFaceInternet } from './web/access.ts';
import { appSettings, hostsOf } from './web/settings.ts';
import { stackFacts } from './web/stack.ts';
import { FUNCTION_APPS } from './web/types.ts';

/** An app of functions. What calls each function is in its code, which is not read. */
export const model: ResourceModel = {
  types: FUNCTION_APPS,
  describe(resource) {
    const name = literalName(resource, 'name') ?? resource.address;
    return {
      kind: 'function',
      name,
      facts: {
        runsAs: 'function',
        region: statedRegion(resource),
        isPublicEntry: functionsFaceInternet(resource),
        ...stackFacts(resource, name),
        ...appSettings(resource),
        answersTo: hostsOf(resource, 'azurewebsites.net'),
      },
      remedies: {
        'newer-runtime': {
          title: 'Set the version in application_stack to the next supported one',
          safety: 'review',
          caution: 'The code and its libraries must be tested on the new version.',
          intents: [],
        },
      },
    };
  },
};
