import { dataAt } from '../read.ts';
import type { ResourceModel } from '../resource-model.ts';
import { readContract } from './contract.ts';

/** A contract of an HTTP interface. What serves it is joined by the pass `contracts`. */
export const model: ResourceModel = {
  types: ['openapi'],
  describe(resource) {
    const contract = readContract(resource);
    const title = dataAt(resource, 'title');
    return { kind: 'api', name: typeof title === 'string' ? title : undefined, facts: { contract } };
  },
};
