import type { BoundSubject, RoleBinding } from '../../core/facts/traffic.ts';
import type { Resource } from '../../core/resource.ts';
import type { Value } from '../../core/value.ts';
import { Unknown } from '../../core/value.ts';
import { at, inherent, readText } from '../read.ts';
import type { ResourceModel } from '../resource-model.ts';
import { objectsAt } from './lists.ts';
import { namespaceOf, textAt } from './object.ts';

const GROUP = 'rbac.authorization.k8s.io';
const DOCUMENTATION = 'https://kubernetes.io/docs/reference/access-authn-authz/rbac/';

/** Gives a role to accounts, users or groups. */
export const model: ResourceModel = {
  types: [`${GROUP}/ClusterRoleBinding`, `${GROUP}/RoleBinding`],
  describe(resource) {
    return { kind: 'identity', facts: { roleBinding: bindingOf(resource) } };
  },
};

function bindingOf(resource: Resource): RoleBinding {
  const isOfCluster = resource.type.endsWith('/ClusterRoleBinding');
  const { items, more } = objectsAt(resource, 'subjects');
  return {
    namespace: isOfCluster ? undefined : namespaceOf(resource),
    role: {
      kind: readText(resource, ['roleRef', 'kind']) ?? inherent(resource, 'ClusterRole', DOCUMENTATION),
      name: readText(resource, ['roleRef', 'name']) ?? inherent(resource, '', DOCUMENTATION),
      component: undefined,
    },
    subjects: items.map(({ path }): BoundSubject => {
      const kind = textAt(resource, [...path, 'kind']);
      const named = textAt(resource, [...path, 'namespace']);
      return {
        kind: subjectKind(kind),
        name: textAt(resource, [...path, 'name']) ?? '',
        // Subjects of a RoleBinding live in its namespace unless they say otherwise.
        namespace: kind === 'ServiceAccount' ? (named ?? namespaceOf(resource).value) : undefined,
        workloads: [],
        at: at(resource, ...path),
      };
    }),
    more,
  };
}

function subjectKind(kind: Value<string> | undefined): BoundSubject['kind'] {
  if (kind === undefined || Unknown.is(kind)) return 'unknown';
  if (kind === 'ServiceAccount') return 'service-account';
  return kind === 'User' ? 'user' : kind === 'Group' ? 'group' : 'unknown';
}
