import type { BoundSubject, ClusterRole, RoleBinding } from '../../../core/facts/traffic.ts';
import type { ComponentId } from '../../../core/id.ts';
import type { Resource } from '../../../core/resource.ts';
import { Unknown } from '../../../core/value.ts';
import type { ComponentDraft, GraphDraft } from '../../graph-draft.ts';
import type { ObjectIndex } from './together.ts';
import { CLUSTER, nearestOf, objectIndex, PODS } from './together.ts';

const GROUP = 'rbac.authorization.k8s.io';

/** Joins workloads with their accounts, and accounts with the roles that bindings give them. */
export function linkAccounts(draft: GraphDraft): void {
  const index = objectIndex(draft);
  for (const component of draft.components.values()) linkAccount(draft, component, index);
  const boundBy = new Map<ComponentId, ComponentId[]>();
  for (const resource of draft.ofType(`${GROUP}/ClusterRoleBinding`, `${GROUP}/RoleBinding`)) {
    const component = draft.componentOf(resource.id);
    const binding = component?.facts.roleBinding;
    if (!component || !binding) continue;
    const role = roleOf(resource, binding, index);
    const subjects = binding.subjects.map((subject) => withWorkloads(subject, resource, index));
    draft.setFact(component, 'roleBinding', {
      ...binding,
      role: { ...binding.role, component: role?.id },
      subjects,
    });
    if (role) boundBy.set(role.id, [...(boundBy.get(role.id) ?? []), component.id]);
  }
  for (const [id, bindings] of boundBy) {
    const role = draft.components.get(id);
    const facts: ClusterRole | undefined = role?.facts.clusterRole;
    if (role && facts) draft.setFact(role, 'clusterRole', { ...facts, boundBy: bindings });
  }
}

function linkAccount(draft: GraphDraft, component: ComponentDraft, index: ObjectIndex): void {
  const { pods } = component.facts;
  const { main } = component;
  if (!pods || !main) return;
  const [namespace, name] = [pods.namespace.value, pods.serviceAccount.value];
  if (Unknown.is(namespace) || Unknown.is(name)) return;
  const [account] = nearestOf(index.named(main, namespace, name, ['ServiceAccount']));
  if (!account) return;
  draft.depend({
    from: component.id,
    to: account.id,
    kind: 'assumes',
    strength: 'hard',
    grade: 'A',
    evidence: [{ says: `service account ${name}`, at: pods.serviceAccount.at[0] }],
  });
}

function roleOf(
  resource: Resource,
  { namespace, role }: RoleBinding,
  index: ObjectIndex,
): ComponentDraft | undefined {
  const [kind, name] = [role.kind.value, role.name.value];
  if (Unknown.is(kind) || Unknown.is(name)) return undefined;
  const isOfCluster = kind === 'ClusterRole';
  const place = isOfCluster ? CLUSTER : namespace?.value;
  if (place === undefined || Unknown.is(place)) return undefined;
  return nearestOf(index.named(resource, place, name, [`${GROUP}/${kind}`]))[0];
}

function withWorkloads(subject: BoundSubject, resource: Resource, index: ObjectIndex): BoundSubject {
  const { kind, name, namespace } = subject;
  if (Unknown.is(name)) return subject;
  if (kind === 'service-account' && typeof namespace === 'string') {
    return { ...subject, workloads: runningAs(resource, { namespace, name }, index) };
  }
  const everyAccount = /^system:serviceaccounts(?::(.+))?$/.exec(name);
  if (kind !== 'group' || !everyAccount) return subject;
  return { ...subject, workloads: runningAs(resource, { namespace: everyAccount[1] ?? CLUSTER }, index) };
}

interface Account {
  readonly namespace: string;
  /** Undefined: every account of the namespace. */
  readonly name?: string | undefined;
}

function runningAs(
  resource: Resource,
  { namespace, name }: Account,
  index: ObjectIndex,
): readonly ComponentId[] {
  const scope = index.inNamespace(resource, namespace, [PODS]);
  const candidates = [...scope.own, ...scope.together];
  return candidates
    .filter(({ facts }) => name === undefined || facts.pods?.serviceAccount.value === name)
    .map(({ id }) => id);
}
