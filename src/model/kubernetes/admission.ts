import type { AdmissionPolicy, PodSetting } from '../../core/facts/traffic.ts';
import type { Resource } from '../../core/resource.ts';
import type { Data, Value } from '../../core/value.ts';
import { isDataList, isDataObject, Unknown } from '../../core/value.ts';
import { at, dataAt } from '../read.ts';
import type { ResourceModel } from '../resource-model.ts';
import { objectsAt, textListAt } from './lists.ts';
import { namespaceOf, textAt } from './object.ts';

// Constraint templates of the Gatekeeper library that demand a setting of pods.
const CONSTRAINTS: { readonly [kind: string]: readonly PodSetting[] } = {
  K8sPSPPrivilegedContainer: ['no-privileged'],
  K8sPSPAllowPrivilegeEscalationContainer: ['no-privilege-escalation'],
  K8sPSPHostNamespace: ['no-host-namespaces'],
  K8sPSPReadOnlyRootFilesystem: ['read-only-root'],
  K8sPSPAllowedUsers: ['run-as-non-root'],
};

/** Policies that refuse pods without certain settings. */
export const model: ResourceModel = {
  types: [
    'kyverno.io/ClusterPolicy',
    'kyverno.io/Policy',
    'admissionregistration.k8s.io/ValidatingAdmissionPolicy',
    ...Object.keys(CONSTRAINTS).map((kind) => `constraints.gatekeeper.sh/${kind}`),
  ],
  describe(resource) {
    return { kind: 'policy', facts: { admissionPolicy: policyOf(resource) } };
  },
};

function policyOf(resource: Resource): AdmissionPolicy {
  if (resource.type.startsWith('kyverno.io/')) return kyverno(resource);
  if (resource.type.startsWith('constraints.gatekeeper.sh/')) return gatekeeper(resource);
  const expressions = objectsAt(resource, 'spec', 'validations').items.flatMap(({ item }) => {
    const { expression } = item;
    return typeof expression === 'string' ? [expression] : [];
  });
  return {
    demands: demandedByText(expressions.join('\n')),
    // Only a binding makes it refuse; the links look for one.
    refuses: false,
    namespaces: undefined,
    excludedNamespaces: [],
    at: at(resource, 'spec', 'validations'),
  };
}

function gatekeeper(resource: Resource): AdmissionPolicy {
  const kind = resource.type.split('/').at(-1) ?? '';
  const match = ['spec', 'match'];
  const named = textListAt(resource, ...match, 'namespaces');
  const action = textAt(resource, ['spec', 'enforcementAction']) ?? 'deny';
  const rule = textAt(resource, ['spec', 'parameters', 'runAsUser', 'rule']);
  const demandsUser = rule === 'MustRunAsNonRoot' || rule === 'MustRunAs';
  return {
    demands:
      kind === 'K8sPSPAllowedUsers' && !demandsUser
        ? []
        : Object.hasOwn(CONSTRAINTS, kind)
          ? (CONSTRAINTS[kind] ?? [])
          : [],
    refuses: Unknown.is(action) ? action : action === 'deny',
    namespaces: named.length > 0 ? named : undefined,
    excludedNamespaces: textListAt(resource, ...match, 'excludedNamespaces'),
    at: at(resource),
  };
}

function kyverno(resource: Resource): AdmissionPolicy {
  const { items } = objectsAt(resource, 'spec', 'rules');
  const demands = new Set<PodSetting>();
  let refuses: Value<boolean> = false;
  const isOfCluster = resource.type.endsWith('/ClusterPolicy');
  for (const { item, path } of items) {
    const mutation = dataAt(resource, ...path, 'mutate');
    const found = [...demandedBy(item['validate']), ...demandedBy(mutation)];
    for (const setting of found) demands.add(setting);
    if (found.length === 0) continue;
    const action =
      textAt(resource, [...path, 'validate', 'failureAction']) ??
      textAt(resource, ['spec', 'validationFailureAction']) ??
      'Audit';
    if (mutation !== undefined) refuses = true;
    else if (Unknown.is(action)) refuses = action;
    else if (action.toLowerCase() === 'enforce') refuses = true;
  }
  return {
    demands: [...demands].sort(),
    refuses,
    namespaces: isOfCluster ? undefined : [namespaceOf(resource).value],
    excludedNamespaces: items.flatMap(({ path }) =>
      ['any', 'all'].flatMap((key) =>
        objectsAt(resource, ...path, 'exclude', key).items.flatMap(({ path: place }) =>
          textListAt(resource, ...place, 'resources', 'namespaces'),
        ),
      ),
    ),
    at: at(resource, 'spec', 'rules'),
  };
}

const BASELINE: readonly PodSetting[] = ['no-privileged', 'no-host-namespaces'];

/** What each level of the pod security standards demands. */
export const LEVELS: { readonly [level: string]: readonly PodSetting[] } = {
  baseline: BASELINE,
  restricted: [...BASELINE, 'run-as-non-root', 'no-privilege-escalation'],
};

const KEYS: { readonly [key: string]: readonly [setting: PodSetting, value: string] } = {
  runAsNonRoot: ['run-as-non-root', 'true'],
  allowPrivilegeEscalation: ['no-privilege-escalation', 'false'],
  privileged: ['no-privileged', 'false'],
  hostNetwork: ['no-host-namespaces', 'false'],
  hostPID: ['no-host-namespaces', 'false'],
  readOnlyRootFilesystem: ['read-only-root', 'true'],
};

/** The settings that a pattern of Kyverno spells out, with its anchors (`=(privileged)`) taken away. */
function demandedBy(data: Data | undefined): readonly PodSetting[] {
  if (isDataList(data)) return data.flatMap(demandedBy);
  if (!isDataObject(data)) return [];
  const level = isDataObject(data['podSecurity']) ? data['podSecurity']['level'] : undefined;
  const byLevel = typeof level === 'string' && Object.hasOwn(LEVELS, level) ? (LEVELS[level] ?? []) : [];
  return [
    ...byLevel,
    ...Object.entries(data).flatMap(([key, value]) => {
      const name = key.replace(/^[=^+<X]?\((.*)\)$/, '$1');
      const known = Object.hasOwn(KEYS, name) ? KEYS[name] : undefined;
      const isSpelled = typeof value === 'string' || typeof value === 'boolean';
      return known && isSpelled && String(value) === known[1] ? [known[0]] : demandedBy(value);
    }),
  ];
}

function demandedByText(text: string): readonly PodSetting[] {
  return [
    ...new Set(Object.entries(KEYS).flatMap(([key, [setting]]) => (text.includes(key) ? [setting] : []))),
  ];
}
