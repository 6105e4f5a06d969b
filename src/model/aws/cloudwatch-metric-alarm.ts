import { readBool } from '../read.ts';
import { dataAt } from '../read.ts';
import type { ResourceModel } from '../resource-model.ts';

const PROVIDER =
  'https://registry.terraform.io/providers/hashicorp/aws/5.100.0/docs/resources/cloudwatch_metric_alarm';

/** A watch over a metric, or over other alarms. Where it leads is joined by the pass `alarms`. */
export const model: ResourceModel = {
  types: ['aws_cloudwatch_metric_alarm', 'aws_cloudwatch_composite_alarm'],
  describe(resource) {
    const name = dataAt(resource, 'alarm_name');
    return {
      kind: 'alarm',
      name: typeof name === 'string' ? name : undefined,
      facts: {
        alarmActionsEnabled: readBool(resource, ['actions_enabled'], { value: true, source: PROVIDER }),
      },
      remedies: {
        'name-action': {
          title: 'Set alarm_actions to the topic that the other alarms use',
          safety: 'review',
          caution: 'People are told from now on; look at how often it fired before.',
          intents: [],
        },
        'add-subscription': {
          title: 'Add a subscription to the topic: a chat channel, an on-call tool or a mailbox that is read',
          safety: 'review',
          caution: 'People are told from now on; look at how often it fired before.',
          intents: [],
        },
        'enable-actions': {
          title: 'Set actions_enabled = true',
          safety: 'review',
          caution: 'People are told from now on; look at how often it fired before.',
          intents: [{ op: 'set', at: { resource: resource.id, path: ['actions_enabled'] }, value: true }],
        },
      },
    };
  },
};
