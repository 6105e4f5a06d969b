import type { AdmissionPolicy, EnforcedSetting } from '../../../core/facts/traffic.ts';
import { Unknown } from '../../../core/value.ts';
import type { ComponentDraft, GraphDraft } from '../../graph-draft.ts';
import { LEVELS, model as admissionModel } from '../../kubernetes/admission.ts';
import { textListAt } from '../../kubernetes/lists.ts';
import { namespaceKey, textAt } from '../../kubernetes/object.ts';
import { at, dataAt } from '../../read.ts';
import type { ObjectIndex } from './together.ts';
import { CLUSTER, objectIndex } from './together.ts';

const BINDING = 'admissionregistration.k8s.io/ValidatingAdmissionPolicyBinding';

/** Tells every workload which settings namespaces and admission policies demand of its pods. */
export function linkAdmission(draft: GraphDraft): void {
  const index = objectIndex(draft);
  bindPolicies(draft, index);
  const openShift = namespacesOfOpenShift(draft);
  for (const component of draft.components.values()) {
    const { pods } = component.facts;
    if (!pods || !component.main || Unknown.is(pods.namespace.value)) continue;
    const settings = [
      ...ofNamespace(component, pods.namespace.value, index),
      ...ofPolicies(component, pods.namespace.value, index),
      ...(openShift.get(pods.namespace.value) ?? []),
    ];
    if (settings.length > 0) draft.setFact(component, 'enforcedSettings', settings);
  }
}

/**
 * Namespaces with an object that only OpenShift knows. There pods of ordinary accounts get a user of their
 * own, which is never root.
 * https://docs.openshift.com/container-platform/latest/authentication/managing-security-context-constraints.html
 */
function namespacesOfOpenShift(draft: GraphDraft): ReadonlyMap<string, readonly EnforcedSetting[]> {
  const found = new Map<string, readonly EnforcedSetting[]>();
  for (const type of OPENSHIFT) {
    for (const resource of draft.ofType(type)) {
      const namespace = namespaceKey(resource);
      if (namespace === undefined || found.has(namespace)) continue;
      const says = `OpenShift gives the pods of namespace ${namespace} a user of their own`;
      found.set(namespace, [{ setting: 'run-as-non-root', says, at: at(resource) }]);
    }
  }
  return found;
}

const OPENSHIFT = [
  'route.openshift.io/Route',
  'image.openshift.io/ImageStream',
  'apps.openshift.io/DeploymentConfig',
  'build.openshift.io/BuildConfig',
];

function ofNamespace(
  { main }: ComponentDraft,
  namespace: string,
  index: ObjectIndex,
): readonly EnforcedSetting[] {
  if (!main) return [];
  const { own, together } = index.named(main, CLUSTER, namespace, ['Namespace']);
  const [object] = [...own, ...together];
  const level = object?.facts.namespaceFacts?.podSecurity;
  const [place] = level?.at ?? [];
  if (!object || !level || !place || Unknown.is(level.value)) return [];
  const says = `namespace ${namespace} demands pod security level ${level.value}`;
  if (!Object.hasOwn(LEVELS, level.value)) return [];
  return (LEVELS[level.value] ?? []).map((setting) => ({ setting, says, at: place }));
}

function ofPolicies(
  { main }: ComponentDraft,
  namespace: string,
  index: ObjectIndex,
): readonly EnforcedSetting[] {
  if (!main) return [];
  const { own, together } = index.inNamespace(main, CLUSTER, admissionModel.types);
  return [...own, ...together].flatMap(({ name, facts: { admissionPolicy } }) => {
    if (admissionPolicy?.refuses !== true || !reaches(admissionPolicy, namespace)) return [];
    return admissionPolicy.demands.map((setting): EnforcedSetting => ({
      setting,
      says: `policy ${name} refuses pods without it`,
      at: admissionPolicy.at,
    }));
  });
}

function reaches({ namespaces, excludedNamespaces }: AdmissionPolicy, namespace: string): boolean {
  const isNamed = (pattern: string | Unknown): boolean =>
    typeof pattern === 'string' &&
    (pattern === namespace || (pattern.endsWith('*') && namespace.startsWith(pattern.slice(0, -1))));
  if (excludedNamespaces.some(isNamed)) return false;
  return namespaces === undefined || namespaces.some(isNamed);
}

/** A policy of the API server refuses nothing until a binding says so. */
function bindPolicies(draft: GraphDraft, index: ObjectIndex): void {
  for (const binding of draft.ofType(BINDING)) {
    const name = textAt(binding, ['spec', 'policyName']);
    if (typeof name !== 'string' || !textListAt(binding, 'spec', 'validationActions').includes('Deny'))
      continue;
    const type = 'admissionregistration.k8s.io/ValidatingAdmissionPolicy';
    const { own, together } = index.named(binding, CLUSTER, name, [type]);
    const [policy] = [...own, ...together];
    const facts = policy?.facts.admissionPolicy;
    if (!policy || !facts) continue;
    // A binding for some namespaces only is not followed: it demands nothing we can be sure of.
    const isLimited = dataAt(binding, 'spec', 'matchResources', 'namespaceSelector') !== undefined;
    draft.setFact(policy, 'admissionPolicy', { ...facts, refuses: !isLimited, at: at(binding, 'spec') });
  }
}
