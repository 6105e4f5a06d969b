import type { FieldSpec } from './field-path.ts';
import { fieldSpec } from './field-path.ts';
import type { Gvk } from './resource-id.ts';

// Which fields Kustomize's transformers change, per kind: the built-in configuration of Kustomize 5.5, as
// documented at https://github.com/kubernetes-sigs/kustomize/tree/master/examples/transformerconfigs

const POD_TEMPLATE = 'spec/template';
const JOB_TEMPLATE = 'spec/jobTemplate';

const created = (path: string, gvk: Partial<Gvk> = {}): FieldSpec =>
  fieldSpec(path, { ...gvk, create: true });
const existing = (path: string, gvk: Partial<Gvk>): FieldSpec => fieldSpec(path, gvk);

function labelsOfTemplates(): readonly FieldSpec[] {
  return [
    created('metadata/labels'),
    created(`${POD_TEMPLATE}/metadata/labels`, { version: 'v1', kind: 'ReplicationController' }),
    created(`${POD_TEMPLATE}/metadata/labels`, { kind: 'Deployment' }),
    created(`${POD_TEMPLATE}/metadata/labels`, { kind: 'ReplicaSet' }),
    created(`${POD_TEMPLATE}/metadata/labels`, { kind: 'DaemonSet' }),
    created(`${POD_TEMPLATE}/metadata/labels`, { group: 'apps', kind: 'StatefulSet' }),
    created('spec/volumeClaimTemplates[]/metadata/labels', { group: 'apps', kind: 'StatefulSet' }),
    created(`${POD_TEMPLATE}/metadata/labels`, { group: 'batch', kind: 'Job' }),
    created(`${JOB_TEMPLATE}/metadata/labels`, { group: 'batch', kind: 'CronJob' }),
    created(`${JOB_TEMPLATE}/${POD_TEMPLATE}/metadata/labels`, { group: 'batch', kind: 'CronJob' }),
  ];
}

function spreadSelectors(kind: string): readonly FieldSpec[] {
  const affinities = ['podAffinity', 'podAntiAffinity'].flatMap((affinity) => [
    `affinity/${affinity}/preferredDuringSchedulingIgnoredDuringExecution/podAffinityTerm`,
    `affinity/${affinity}/requiredDuringSchedulingIgnoredDuringExecution`,
  ]);
  return [...affinities, 'topologySpreadConstraints'].map((path) =>
    existing(`${POD_TEMPLATE}/spec/${path}/labelSelector/matchLabels`, { group: 'apps', kind }),
  );
}

function selectors(): readonly FieldSpec[] {
  return [
    created('spec/selector', { version: 'v1', kind: 'Service' }),
    created('spec/selector', { version: 'v1', kind: 'ReplicationController' }),
    created('spec/selector/matchLabels', { kind: 'Deployment' }),
    ...spreadSelectors('Deployment'),
    created('spec/selector/matchLabels', { kind: 'ReplicaSet' }),
    created('spec/selector/matchLabels', { kind: 'DaemonSet' }),
    created('spec/selector/matchLabels', { group: 'apps', kind: 'StatefulSet' }),
    ...spreadSelectors('StatefulSet'),
    existing('spec/selector/matchLabels', { group: 'batch', kind: 'Job' }),
    existing(`${JOB_TEMPLATE}/spec/selector/matchLabels`, { group: 'batch', kind: 'CronJob' }),
    existing('spec/selector/matchLabels', { group: 'policy', kind: 'PodDisruptionBudget' }),
    existing('spec/podSelector/matchLabels', { group: 'networking.k8s.io', kind: 'NetworkPolicy' }),
    existing('spec/ingress/from/podSelector/matchLabels', {
      group: 'networking.k8s.io',
      kind: 'NetworkPolicy',
    }),
    existing('spec/egress/to/podSelector/matchLabels', { group: 'networking.k8s.io', kind: 'NetworkPolicy' }),
  ];
}

/** Labels of objects and of the pods they make: `labels` with `includeTemplates`. */
export const TEMPLATE_LABELS = labelsOfTemplates();

/** Labels and the selectors over them: `commonLabels`, and `labels` with `includeSelectors`. */
export const COMMON_LABELS: readonly FieldSpec[] = [...selectors(), ...labelsOfTemplates()];

/** `commonAnnotations`. */
export const COMMON_ANNOTATIONS: readonly FieldSpec[] = [
  created('metadata/annotations'),
  created(`${POD_TEMPLATE}/metadata/annotations`, { version: 'v1', kind: 'ReplicationController' }),
  ...['Deployment', 'ReplicaSet', 'DaemonSet', 'StatefulSet'].map((kind) =>
    created(`${POD_TEMPLATE}/metadata/annotations`, { kind }),
  ),
  created(`${POD_TEMPLATE}/metadata/annotations`, { group: 'batch', kind: 'Job' }),
  created(`${JOB_TEMPLATE}/metadata/annotations`, { group: 'batch', kind: 'CronJob' }),
  created(`${JOB_TEMPLATE}/${POD_TEMPLATE}/metadata/annotations`, { group: 'batch', kind: 'CronJob' }),
];

/** `namespace`, besides `metadata.namespace` and the subjects of role bindings. */
export const NAMESPACE: readonly FieldSpec[] = [
  created('metadata/name', { kind: 'Namespace' }),
  created('spec/service/namespace', { group: 'apiregistration.k8s.io', kind: 'APIService' }),
  existing('spec/conversion/webhook/clientConfig/service/namespace', {
    group: 'apiextensions.k8s.io',
    kind: 'CustomResourceDefinition',
  }),
];

/** `namePrefix` and `nameSuffix`. */
export const NAME: readonly FieldSpec[] = [fieldSpec('metadata/name')];

/** `images`, besides every list called `containers` or `initContainers`. */
export const IMAGES: readonly FieldSpec[] = [
  created('spec/containers[]/image'),
  created('spec/initContainers[]/image'),
  created(`${POD_TEMPLATE}/spec/containers[]/image`),
  created(`${POD_TEMPLATE}/spec/initContainers[]/image`),
];

/** `replicas`. */
export const REPLICAS: readonly FieldSpec[] = [
  'Deployment',
  'ReplicationController',
  'ReplicaSet',
  'StatefulSet',
].map((kind) => created('spec/replicas', { kind }));

/** `vars`: where `$(NAME)` is replaced. */
export const VARIABLE_REFERENCES: readonly FieldSpec[] = variableReferences();

function variableReferences(): readonly FieldSpec[] {
  const pods: readonly (readonly [kind: string, pod: string])[] = [
    ['CronJob', `${JOB_TEMPLATE}/${POD_TEMPLATE}`],
    ...['DaemonSet', 'Deployment', 'Job', 'ReplicaSet', 'StatefulSet'].map(
      (kind) => [kind, POD_TEMPLATE] as const,
    ),
  ];
  const inContainers = ['args', 'command', 'env/value', 'volumeMounts/mountPath'];
  const containers = (spec: string, kind: string): readonly FieldSpec[] =>
    ['containers', 'initContainers'].flatMap((list) =>
      inContainers.map((field) => existing(`${spec}/${list}/${field}`, { kind })),
    );
  return [
    ...pods.flatMap(([kind, pod]) => containers(`${pod}/spec`, kind)),
    ...containers('spec', 'Pod'),
    existing(`${JOB_TEMPLATE}/${POD_TEMPLATE}/volumes/nfs/server`, { kind: 'CronJob' }),
    ...['DaemonSet', 'Deployment', 'Job', 'ReplicaSet'].map((kind) =>
      existing(`${POD_TEMPLATE}/spec/volumes/nfs/server`, { kind }),
    ),
    existing('spec/volumes/nfs/server', { kind: 'Pod' }),
    existing('spec/volumeClaimTemplates/spec/nfs/server', { kind: 'StatefulSet' }),
    existing('spec/nfs/server', { kind: 'PersistentVolume' }),
    existing(`${POD_TEMPLATE}/metadata/annotations`, { kind: 'Deployment' }),
    ...['spec/rules/host', 'spec/tls/hosts', 'spec/tls/secretName'].map((path) =>
      existing(path, { kind: 'Ingress' }),
    ),
    existing('spec/ports/port', { kind: 'Service' }),
    existing('spec/ports/targetPort', { kind: 'Service' }),
    fieldSpec('metadata/labels'),
    fieldSpec('metadata/annotations'),
  ];
}
