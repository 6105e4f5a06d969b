import { dataAt } from '../read.ts';
import type { ResourceModel } from '../resource-model.ts';
import { namespaceOf, readCount } from './object.ts';
import { budgetRemedies } from './remedies/policy-remedies.ts';

/** A PodDisruptionBudget: how many pods a drain may take away at once. */
export const model: ResourceModel = {
  types: ['policy/PodDisruptionBudget'],
  describe(resource) {
    return {
      kind: 'policy',
      facts: {
        disruptionBudget: {
          namespace: namespaceOf(resource),
          minAvailable: readCount(resource, ['spec', 'minAvailable']),
          maxUnavailable: readCount(resource, ['spec', 'maxUnavailable']),
          selects: [],
          maybeSelects: undefined,
        },
      },
      remedies: budgetRemedies(resource, dataAt(resource, 'spec', 'minAvailable') !== undefined),
    };
  },
};
