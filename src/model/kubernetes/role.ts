import type { ClusterRole, RoleRule } from '../../core/facts/traffic.ts';
import type { Resource } from '../../core/resource.ts';
import { at, dataAt } from '../read.ts';
import type { ResourceModel } from '../resource-model.ts';
import { objectsAt, textListAt } from './lists.ts';
import { namespaceOf } from './object.ts';

const GROUP = 'rbac.authorization.k8s.io';

/** A list of things that may be done to objects. */
export const model: ResourceModel = {
  types: [`${GROUP}/ClusterRole`, `${GROUP}/Role`],
  describe(resource) {
    return { kind: 'identity', facts: { clusterRole: roleOf(resource) } };
  },
};

function roleOf(resource: Resource): ClusterRole {
  const { items, more } = objectsAt(resource, 'rules');
  return {
    namespace: resource.type.endsWith('/Role') ? namespaceOf(resource) : undefined,
    rules: items.map(({ path }): RoleRule => ({
      apiGroups: textListAt(resource, ...path, 'apiGroups'),
      resources: textListAt(resource, ...path, 'resources'),
      verbs: textListAt(resource, ...path, 'verbs'),
      resourceNames: textListAt(resource, ...path, 'resourceNames'),
      at: at(resource, ...path),
    })),
    more,
    aggregates: dataAt(resource, 'aggregationRule') !== undefined,
    boundBy: [],
  };
}
