import { scalarText } from '../../core/value.ts';
import type { ResourceModel } from '../resource-model.ts';
import { dataAt } from '../read.ts';

/** An action: a part of pipelines. Its steps stand with the jobs that call it. */
export const model: ResourceModel = {
  types: ['github-action'],
  describe(resource) {
    const name = scalarText(dataAt(resource, 'name'));
    return { kind: 'other', name: name === undefined || name === '' ? resource.name : name, facts: {} };
  },
};
