import { readText } from '../read.ts';
import type { ResourceModel } from '../resource-model.ts';

/** A namespace with what it demands of every pod. */
export const model: ResourceModel = {
  types: ['Namespace'],
  describe(resource) {
    return {
      kind: 'other',
      facts: {
        namespaceFacts: {
          name: resource.name,
          podSecurity: readText(resource, [...LABELS, 'pod-security.kubernetes.io/enforce']),
        },
      },
    };
  },
};

const LABELS = ['metadata', 'labels'] as const;
