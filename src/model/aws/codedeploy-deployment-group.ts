import type { Stated } from '../../core/component.ts';
import type { Remedy } from '../../core/remedy.ts';
import type { Resource } from '../../core/resource.ts';
import { isDataList, Unknown } from '../../core/value.ts';
import { at, dataAt, inherent, readBool } from '../read.ts';
import type { ResourceModel } from '../resource-model.ts';
import { allOf } from '../logic.ts';

const ROLLBACK =
  'https://docs.aws.amazon.com/codedeploy/latest/userguide/deployments-rollback-and-redeploy.html';

/** How AWS CodeDeploy brings new versions to servers, tasks or functions. */
export const model: ResourceModel = {
  types: ['aws_codedeploy_deployment_group'],
  describe(resource) {
    const name = dataAt(resource, 'deployment_group_name');
    const block = ['auto_rollback_configuration', 0, 'enabled'];
    const enabled = readBool(resource, block, { value: false, source: ROLLBACK });
    return {
      kind: 'pipeline',
      name: typeof name === 'string' ? name : undefined,
      facts: {
        // A failed deployment ends by itself; what is already replaced stays replaced.
        stopsBadRelease: inherent(resource, true, ROLLBACK),
        revertsBadRelease: { ...enabled, value: allOf(enabled.value, onFailure(resource)) },
      },
      remedies: { 'revert-bad-release': revertRemedy(resource) },
    };
  },
};

/** Whether a failed deployment is among the events that start the rollback. */
function onFailure(resource: Resource): Stated<boolean>['value'] {
  const events = dataAt(resource, 'auto_rollback_configuration', 0, 'events');
  if (Unknown.is(events)) return events;
  if (!isDataList(events)) return false;
  const known = events.some(
    (event) => event === 'DEPLOYMENT_FAILURE' || event === 'DEPLOYMENT_STOP_ON_ALARM',
  );
  return known ? true : (events.find((event) => Unknown.is(event)) ?? false);
}

function revertRemedy(resource: Resource): Remedy {
  return {
    title: 'Set auto_rollback_configuration { enabled = true, events = ["DEPLOYMENT_FAILURE"] }',
    safety: 'review',
    caution: 'The rollback deploys the last version again; it cannot undo changes of data.',
    intents: [
      {
        op: 'set',
        at: at(resource, 'auto_rollback_configuration'),
        value: [{ enabled: true, events: ['DEPLOYMENT_FAILURE'] }],
      },
    ],
  };
}
