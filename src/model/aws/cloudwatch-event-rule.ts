import type { Stated } from '../../core/component.ts';
import type { Resource } from '../../core/resource.ts';
import { at, dataAt } from '../read.ts';
import type { ResourceModel } from '../resource-model.ts';

/** A filter over events, or a schedule. Its targets are joined by the pass `event-routes`. */
export const model: ResourceModel = {
  types: ['aws_cloudwatch_event_rule', 'aws_scheduler_schedule'],
  describe(resource) {
    const name = dataAt(resource, 'name') ?? dataAt(resource, 'name_prefix');
    return {
      kind: 'other',
      name: typeof name === 'string' ? name.replace(/[-_]+$/, '') : undefined,
      facts: { isSchedule: schedule(resource) },
    };
  },
};

function schedule(resource: Resource): Stated<boolean> {
  const place = at(resource, 'schedule_expression');
  return { value: dataAt(resource, 'schedule_expression') !== undefined, at: [place], origin: 'written' };
}
