import { inherent } from '../read.ts';
import type { ResourceModel } from '../resource-model.ts';

/** Where services run; AWS keeps its control plane. */
export const model: ResourceModel = {
  types: ['aws_ecs_cluster'],
  describe(resource) {
    const source = 'https://docs.aws.amazon.com/AmazonECS/latest/developerguide/clusters.html';
    return { kind: 'cluster', facts: { engine: inherent(resource, 'ecs', source) } };
  },
};
