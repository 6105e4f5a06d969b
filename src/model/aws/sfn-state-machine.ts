import type { Stated } from '../../core/component.ts';
import type { Resource } from '../../core/resource.ts';
import { at, readBool, readText } from '../read.ts';
import type { ResourceModel } from '../resource-model.ts';
import { allOf } from '../logic.ts';
import { Unknown } from '../../core/value.ts';

const PROVIDER =
  'https://registry.terraform.io/providers/hashicorp/aws/5.100.0/docs/resources/sfn_state_machine';

/** A workflow of steps. Whoever has it log execution data writes what the steps hand each other. */
export const model: ResourceModel = {
  types: ['aws_sfn_state_machine'],
  describe: (resource) => ({
    kind: 'workload',
    facts: { logsPayloads: logsPayloads(resource), payloads: 'the input and output of every step' },
    remedies: {
      'log-without-payloads': {
        title: 'Set include_execution_data = false',
        safety: 'safe',
        caution: 'Executions stay visible in the console; the log no longer shows what the steps exchanged.',
        intents: [
          {
            op: 'set',
            at: at(resource, 'logging_configuration', 0, 'include_execution_data'),
            value: false,
          },
        ],
      },
    },
  }),
};

/** Execution data is only written where logging is on at all. */
function logsPayloads(resource: Resource): Stated<boolean> {
  const included = readBool(resource, ['logging_configuration', 0, 'include_execution_data'], {
    value: false,
    source: PROVIDER,
  });
  const level = readText(resource, ['logging_configuration', 0, 'level'], { value: 'OFF', source: PROVIDER });
  const isOn = Unknown.is(level.value) ? level.value : level.value !== 'OFF';
  return { ...included, value: allOf(included.value, isOn) };
}
