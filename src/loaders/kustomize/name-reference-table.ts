import type { FieldSpec } from './field-path.ts';
import { fieldSpec } from './field-path.ts';
import type { Gvk } from './resource-id.ts';

/** The fields that hold the name of an object of some kind. */
export interface NameReference extends Gvk {
  readonly referrers: readonly FieldSpec[];
}

// Where the pods of each kind stand. Only pods are told by their version.
const PODS: readonly (readonly [prefix: string, gvk: Partial<Gvk>])[] = [
  ['spec', { version: 'v1', kind: 'Pod' }],
  ['template/spec', { kind: 'PodTemplate' }],
  ...['Deployment', 'ReplicaSet', 'DaemonSet', 'StatefulSet', 'Job'].map(
    (kind) => ['spec/template/spec', { kind }] as const,
  ),
  ['spec/jobTemplate/spec/template/spec', { kind: 'CronJob' }],
];
// The kinds whose pods are looked at for accounts, claims and priorities.
const WORKLOADS: readonly (readonly [prefix: string, gvk: Partial<Gvk>])[] = [
  ['spec', { kind: 'Pod' }],
  ...['StatefulSet', 'Deployment', 'ReplicationController', 'Job', 'DaemonSet'].map(
    (kind) => ['spec/template/spec', { kind }] as const,
  ),
  ['spec/jobTemplate/spec/template/spec', { kind: 'CronJob' }],
];

function inPods(paths: readonly string[]): readonly FieldSpec[] {
  return PODS.flatMap(([prefix, gvk]) => paths.map((path) => fieldSpec(`${prefix}/${path}`, gvk)));
}

function inWorkloads(path: string): readonly FieldSpec[] {
  return WORKLOADS.map(([prefix, gvk]) => fieldSpec(`${prefix}/${path}`, gvk));
}

function of(kind: string, paths: readonly string[], group = ''): readonly FieldSpec[] {
  return paths.map((path) => fieldSpec(path, { kind, group }));
}

function reference(gvk: Partial<Gvk>, ...referrers: (readonly FieldSpec[])[]): NameReference {
  return { group: '', version: '', kind: '', ...gvk, referrers: referrers.flat() };
}

const RBAC = 'rbac.authorization.k8s.io';
const ADMISSION = 'admissionregistration.k8s.io';

/** The built-in name references of Kustomize 5.5. */
export const NAME_REFERENCES: readonly NameReference[] = [
  ...['Deployment', 'ReplicationController', 'ReplicaSet', 'StatefulSet'].map((kind) =>
    reference({ kind }, of('HorizontalPodAutoscaler', ['spec/scaleTargetRef/name'])),
  ),
  reference(
    { kind: 'ConfigMap', version: 'v1' },
    inPods([
      'volumes/configMap/name',
      'containers/env/valueFrom/configMapKeyRef/name',
      'initContainers/env/valueFrom/configMapKeyRef/name',
      'containers/envFrom/configMapRef/name',
      'initContainers/envFrom/configMapRef/name',
      'volumes/projected/sources/configMap/name',
    ]),
    of('Node', ['spec/configSource/configMap']),
    of('Role', ['rules/resourceNames']),
    of('ClusterRole', ['rules/resourceNames']),
    of('Ingress', ['metadata/annotations/nginx.ingress.kubernetes.io\\/fastcgi-params-configmap']),
  ),
  reference(
    { kind: 'Secret', version: 'v1' },
    inPods([
      'volumes/secret/secretName',
      'containers/env/valueFrom/secretKeyRef/name',
      'initContainers/env/valueFrom/secretKeyRef/name',
      'containers/envFrom/secretRef/name',
      'initContainers/envFrom/secretRef/name',
      'imagePullSecrets/name',
      'volumes/projected/sources/secret/name',
    ]),
    of('Ingress', [
      'spec/tls/secretName',
      'metadata/annotations/ingress.kubernetes.io\\/auth-secret',
      'metadata/annotations/nginx.ingress.kubernetes.io\\/auth-secret',
      'metadata/annotations/nginx.ingress.kubernetes.io\\/auth-tls-secret',
    ]),
    of('ServiceAccount', ['imagePullSecrets/name']),
    of('StorageClass', [
      'parameters/secretName',
      'parameters/adminSecretName',
      'parameters/userSecretName',
      'parameters/secretRef',
    ]),
    of('Role', ['rules/resourceNames']),
    of('ClusterRole', ['rules/resourceNames']),
    [
      fieldSpec('spec/template/spec/containers/env/valueFrom/secretKeyRef/name', {
        kind: 'Service',
        group: 'serving.knative.dev',
        version: 'v1',
      }),
    ],
    of('PersistentVolume', ['spec/azureFile/secretName']),
  ),
  reference(
    { kind: 'Service', version: 'v1' },
    of('StatefulSet', ['spec/serviceName'], 'apps'),
    of('Ingress', [
      'spec/rules/http/paths/backend/serviceName',
      'spec/backend/serviceName',
      'spec/rules/http/paths/backend/service/name',
      'spec/defaultBackend/service/name',
    ]),
    of('APIService', ['spec/service/name'], 'apiregistration.k8s.io'),
    of('ValidatingWebhookConfiguration', ['webhooks/clientConfig/service'], ADMISSION),
    of('MutatingWebhookConfiguration', ['webhooks/clientConfig/service'], ADMISSION),
  ),
  reference({ kind: 'Role', group: RBAC }, of('RoleBinding', ['roleRef/name'], RBAC)),
  reference(
    { kind: 'ClusterRole', group: RBAC },
    of('RoleBinding', ['roleRef/name'], RBAC),
    of('ClusterRoleBinding', ['roleRef/name'], RBAC),
  ),
  reference(
    { kind: 'ServiceAccount', version: 'v1' },
    of('RoleBinding', ['subjects'], RBAC),
    of('ClusterRoleBinding', ['subjects'], RBAC),
    inWorkloads('serviceAccountName'),
  ),
  reference(
    { kind: 'PersistentVolumeClaim', version: 'v1' },
    inWorkloads('volumes/persistentVolumeClaim/claimName'),
  ),
  reference(
    { kind: 'PersistentVolume', version: 'v1' },
    of('PersistentVolumeClaim', ['spec/volumeName']),
    of('ClusterRole', ['rules/resourceNames']),
  ),
  reference(
    { kind: 'StorageClass', version: 'v1', group: 'storage.k8s.io' },
    of('PersistentVolume', ['spec/storageClassName']),
    of('PersistentVolumeClaim', ['spec/storageClassName']),
    of('StatefulSet', ['spec/volumeClaimTemplates/spec/storageClassName']),
  ),
  reference(
    { kind: 'PriorityClass', version: 'v1', group: 'scheduling.k8s.io' },
    inWorkloads('priorityClassName'),
  ),
  // The group is written with a version in Kustomize's own table, so that this one never applies.
  reference(
    { kind: 'IngressClass', version: 'v1', group: 'networking.k8s.io/v1' },
    of('Ingress', ['spec/ingressClassName']),
  ),
  reference(
    { kind: 'ValidatingAdmissionPolicy', group: ADMISSION },
    of('ValidatingAdmissionPolicyBinding', ['spec/policyName'], ADMISSION),
  ),
];
