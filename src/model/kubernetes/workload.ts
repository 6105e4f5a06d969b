import type { ResourceModel } from '../resource-model.ts';
import { badRelease } from './bad-release.ts';
import { controllerOf, workloadTypes } from './pods/controllers.ts';
import { readPods } from './pods/read-pods.ts';
import { workloadRemedies } from './remedies/workload-remedies.ts';

/** Everything whose kind says that it runs pods. */
export const model: ResourceModel = {
  types: workloadTypes,
  describe(resource) {
    const kind = controllerOf(resource);
    if (!kind) return { kind: 'other', facts: {} };
    const pods = readPods(resource, kind);
    return {
      kind: 'workload',
      facts: { pods, ...badRelease(resource, kind.controller) },
      remedies: workloadRemedies(resource, pods),
    };
  },
};
