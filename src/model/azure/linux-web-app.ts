import type { Resource } from '../../core/resource.ts';
import { literalName } from '../presence.ts';
import { setTo } from '../remedies.ts';
import type { ResourceModel } from '../resource-model.ts';
import { statedRegion } from './places.ts';
import { facesInternet } from './web/access.ts';
import { appSettings, hostsOf } from './web/settings.ts';
import { stackFacts } from './web/stack.ts';
import { WEB_APPS } from './web/types.ts';

/** An app of App Service. Its number of copies and its zones are those of its plan: pass `azure-plans`. */
export const model: ResourceModel = {
  types: WEB_APPS,
  describe(resource) {
    const name = literalName(resource, 'name') ?? resource.address;
    return {
      kind: 'workload',
      name,
      facts: {
        runsAs: 'service',
        region: statedRegion(resource),
        isPublicEntry: facesInternet(resource),
        ...stackFacts(resource, name),
        ...appSettings(resource),
        answersTo: hostsOf(resource, 'azurewebsites.net'),
      },
      remedies: remediesOf(resource),
    };
  },
};

function remediesOf(resource: Resource): ReturnType<ResourceModel['describe']>['remedies'] {
  return {
    'run-two-copies': {
      title:
        'Give its plan at least two workers: worker_count = 2, or an autoscale setting with a minimum of 2',
      safety: 'review',
      caution: 'Every app of the plan then runs on all workers: they must be able to work at the same time.',
      intents: [],
    },
    'scale-with-load': {
      title: 'Add azurerm_monitor_autoscale_setting for the plan, with rules on CPU or on waiting requests',
      safety: 'review',
      caution: 'The tier of the plan must be Standard or better.',
      intents: [],
    },
    'newer-runtime': {
      title: 'Set the version in application_stack to the next supported one',
      safety: 'review',
      caution: 'The code and its libraries must be tested on the new version.',
      intents: [],
    },
    'leave-internet': setTo(resource, ['public_network_access_enabled'], false, {
      safety: 'review',
      caution: 'It then needs a private endpoint, and whoever calls it from elsewhere is shut out.',
    }),
  };
}
