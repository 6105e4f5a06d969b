import type { ResourceModel } from '../resource-model.ts';
import { displayName } from './display-name.ts';

/**
 * An address of a function. The pass `entries` makes it part of the function that it belongs to; it stands
 * for itself where that one is not in the inputs.
 */
export const model: ResourceModel = {
  types: ['aws_lambda_function_url'],
  describe(resource) {
    return { kind: 'api', name: displayName(resource), facts: {} };
  },
};
