/** What a strategic merge must know of a value: which lists inside it are merged item by item, and how. */
export interface MergeShape {
  readonly fields?: Readonly<Record<string, MergeShape>> | undefined;
  /** Of every field, where names are free. */
  readonly anyField?: MergeShape | undefined;
  readonly items?: MergeShape | undefined;
  /** The fields that tell the items of a merged list apart; none for a merged list of texts. */
  readonly mergeKeys?: readonly string[] | undefined;
}

/** Finds the shape of a kind of object. */
export type ShapeOf = (apiVersion: string, kind: string) => MergeShape | undefined;

function fields(of: Readonly<Record<string, MergeShape>>): MergeShape {
  return { fields: of };
}

function merged(mergeKeys: readonly string[], items?: MergeShape): MergeShape {
  return { mergeKeys, items };
}

const METADATA = fields({ finalizers: merged([]), ownerReferences: merged(['uid']) });
const CONDITIONS = fields({ conditions: merged(['type']) });
const VOLUME_CLAIM = fields({ metadata: METADATA, status: CONDITIONS });
const CONTAINER = fields({
  env: merged(['name']),
  ports: merged(['containerPort', 'protocol']),
  volumeDevices: merged(['devicePath']),
  volumeMounts: merged(['mountPath']),
});
const EPHEMERAL_CONTAINER = fields({
  env: merged(['name']),
  volumeDevices: merged(['devicePath']),
  volumeMounts: merged(['mountPath']),
});
const POD_SPEC = fields({
  containers: merged(['name'], CONTAINER),
  ephemeralContainers: merged(['name'], EPHEMERAL_CONTAINER),
  hostAliases: merged(['ip']),
  imagePullSecrets: merged(['name']),
  initContainers: merged(['name'], CONTAINER),
  topologySpreadConstraints: merged(['topologyKey', 'whenUnsatisfiable']),
  volumes: merged(['name'], fields({ ephemeral: fields({ volumeClaimTemplate: VOLUME_CLAIM }) })),
});
const POD_TEMPLATE = fields({ metadata: METADATA, spec: POD_SPEC });
const PLAIN = fields({ metadata: METADATA });
const WITH_CONDITIONS = fields({ metadata: METADATA, status: CONDITIONS });
const WORKLOAD = fields({ metadata: METADATA, spec: fields({ template: POD_TEMPLATE }), status: CONDITIONS });
const CRON_JOB = fields({
  metadata: METADATA,
  spec: fields({ jobTemplate: fields({ metadata: METADATA, spec: fields({ template: POD_TEMPLATE }) }) }),
});
const WEBHOOKS = fields({ metadata: METADATA, webhooks: merged(['name']) });
const CSI_NODE = fields({ metadata: METADATA, spec: fields({ drivers: merged(['name']) }) });
const STATEFUL_SET = fields({
  metadata: METADATA,
  spec: fields({ template: POD_TEMPLATE, volumeClaimTemplates: { items: VOLUME_CLAIM } }),
  status: CONDITIONS,
});
const POD = fields({
  metadata: METADATA,
  spec: POD_SPEC,
  status: fields({ conditions: merged(['type']), podIPs: merged(['ip']) }),
});
const NODE = fields({
  metadata: METADATA,
  spec: fields({ podCIDRs: merged([]) }),
  status: fields({ addresses: merged(['type']), conditions: merged(['type']) }),
});
const SERVICE = fields({
  metadata: METADATA,
  spec: fields({ ports: merged(['port', 'protocol']) }),
  status: CONDITIONS,
});

function plain(...kinds: readonly string[]): Readonly<Record<string, MergeShape>> {
  return Object.fromEntries(kinds.map((kind) => [kind, PLAIN]));
}

/**
 * The kinds and merged lists of the OpenAPI description inside Kustomize 5.5, which is Kubernetes 1.21's.
 * A kind that is not listed, also a built-in one of a later version, is merged as JSON.
 */
const SHAPES: Readonly<Record<string, Readonly<Record<string, MergeShape>>>> = {
  v1: {
    ...plain('Binding', 'ConfigMap', 'Endpoints', 'Event', 'LimitRange', 'PersistentVolume', 'ResourceQuota'),
    ...plain('Secret'),
    ComponentStatus: fields({ metadata: METADATA, conditions: merged(['type']) }),
    Namespace: WITH_CONDITIONS,
    Node: NODE,
    PersistentVolumeClaim: VOLUME_CLAIM,
    Pod: POD,
    PodTemplate: fields({ metadata: METADATA, template: POD_TEMPLATE }),
    ReplicationController: WORKLOAD,
    Service: SERVICE,
    ServiceAccount: fields({ metadata: METADATA, secrets: merged(['name']) }),
  },
  'admissionregistration.k8s.io/v1': {
    MutatingWebhookConfiguration: WEBHOOKS,
    ValidatingWebhookConfiguration: WEBHOOKS,
  },
  'admissionregistration.k8s.io/v1beta1': {
    MutatingWebhookConfiguration: WEBHOOKS,
    ValidatingWebhookConfiguration: WEBHOOKS,
  },
  'apiextensions.k8s.io/v1': plain('CustomResourceDefinition'),
  'apiextensions.k8s.io/v1beta1': plain('CustomResourceDefinition'),
  'apiregistration.k8s.io/v1': { APIService: WITH_CONDITIONS },
  'apiregistration.k8s.io/v1beta1': { APIService: WITH_CONDITIONS },
  'apps/v1': {
    ...plain('ControllerRevision'),
    DaemonSet: WORKLOAD,
    Deployment: WORKLOAD,
    ReplicaSet: WORKLOAD,
    StatefulSet: STATEFUL_SET,
  },
  'autoscaling/v1': plain('HorizontalPodAutoscaler', 'Scale'),
  'autoscaling/v2beta1': plain('HorizontalPodAutoscaler'),
  'autoscaling/v2beta2': plain('HorizontalPodAutoscaler'),
  'batch/v1': { CronJob: CRON_JOB, Job: WORKLOAD },
  'batch/v1beta1': { CronJob: CRON_JOB },
  'certificates.k8s.io/v1': plain('CertificateSigningRequest'),
  'certificates.k8s.io/v1beta1': plain('CertificateSigningRequest'),
  'coordination.k8s.io/v1': plain('Lease'),
  'coordination.k8s.io/v1beta1': plain('Lease'),
  'discovery.k8s.io/v1': plain('EndpointSlice'),
  'discovery.k8s.io/v1beta1': plain('EndpointSlice'),
  'events.k8s.io/v1': plain('Event'),
  'events.k8s.io/v1beta1': plain('Event'),
  'extensions/v1beta1': plain('Ingress'),
  'flowcontrol.apiserver.k8s.io/v1beta1': plain('FlowSchema', 'PriorityLevelConfiguration'),
  'networking.k8s.io/v1': plain('Ingress', 'IngressClass', 'NetworkPolicy'),
  'networking.k8s.io/v1beta1': plain('Ingress', 'IngressClass'),
  'node.k8s.io/v1': plain('RuntimeClass'),
  'node.k8s.io/v1beta1': plain('RuntimeClass'),
  'policy/v1': { PodDisruptionBudget: WITH_CONDITIONS },
  'policy/v1beta1': { PodDisruptionBudget: WITH_CONDITIONS, ...plain('Eviction', 'PodSecurityPolicy') },
  'rbac.authorization.k8s.io/v1': plain('ClusterRole', 'ClusterRoleBinding', 'Role', 'RoleBinding'),
  'rbac.authorization.k8s.io/v1beta1': plain('ClusterRole', 'ClusterRoleBinding', 'Role', 'RoleBinding'),
  'scheduling.k8s.io/v1': plain('PriorityClass'),
  'scheduling.k8s.io/v1beta1': plain('PriorityClass'),
  'storage.k8s.io/v1': { CSINode: CSI_NODE, ...plain('CSIDriver', 'StorageClass', 'VolumeAttachment') },
  'storage.k8s.io/v1beta1': {
    CSINode: CSI_NODE,
    ...plain('CSIDriver', 'CSIStorageCapacity', 'StorageClass', 'VolumeAttachment'),
  },
};

/** The shape of a built-in kind, as Kustomize knows it. */
export function builtInShape(apiVersion: string, kind: string): MergeShape | undefined {
  const kinds = Object.hasOwn(SHAPES, apiVersion) ? SHAPES[apiVersion] : undefined;
  return kinds && Object.hasOwn(kinds, kind) ? kinds[kind] : undefined;
}

/** The shape of a field. */
export function shapeOfField(shape: MergeShape | undefined, name: string): MergeShape | undefined {
  if (shape?.fields && Object.hasOwn(shape.fields, name)) return shape.fields[name];
  return shape?.anyField;
}
