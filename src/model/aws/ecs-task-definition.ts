import { dataAt } from '../read.ts';
import type { ResourceModel } from '../resource-model.ts';
import { taskImages } from './task-images.ts';

/** What the tasks of a service are; the services that run it are joined by the pass `services`. */
export const model: ResourceModel = {
  types: ['aws_ecs_task_definition'],
  describe(resource) {
    const family = dataAt(resource, 'family');
    return {
      kind: 'container',
      name: typeof family === 'string' ? family : undefined,
      facts: taskImages(resource),
    };
  },
};
