import { literalName } from '../presence.ts';
import type { ResourceModel } from '../resource-model.ts';

/** An identity that code and gateways act with. */
export const model: ResourceModel = {
  types: ['azurerm_user_assigned_identity'],
  describe: (resource) => ({ kind: 'identity', name: literalName(resource, 'name'), facts: {} }),
};
