/** What the provider calls a type, and what the API calls it. */
export interface ApiKind {
  readonly apiVersion: string;
  readonly kind: string;
}

// https://registry.terraform.io/providers/hashicorp/kubernetes/latest/docs (2.38, read 2026-11). A suffix of
// the version (`_v1`) is part of newer names; without one the provider picks the version.
const KINDS: Readonly<Record<string, string>> = {
  api_service: 'apiregistration.k8s.io/v1/APIService',
  cluster_role: 'rbac.authorization.k8s.io/v1/ClusterRole',
  cluster_role_binding: 'rbac.authorization.k8s.io/v1/ClusterRoleBinding',
  config_map: 'v1/ConfigMap',
  cron_job: 'batch/v1/CronJob',
  csi_driver: 'storage.k8s.io/v1/CSIDriver',
  daemon_set: 'apps/v1/DaemonSet',
  daemonset: 'apps/v1/DaemonSet',
  deployment: 'apps/v1/Deployment',
  endpoints: 'v1/Endpoints',
  horizontal_pod_autoscaler: 'autoscaling/v2/HorizontalPodAutoscaler',
  ingress: 'networking.k8s.io/v1/Ingress',
  ingress_class: 'networking.k8s.io/v1/IngressClass',
  job: 'batch/v1/Job',
  limit_range: 'v1/LimitRange',
  mutating_webhook_configuration: 'admissionregistration.k8s.io/v1/MutatingWebhookConfiguration',
  namespace: 'v1/Namespace',
  network_policy: 'networking.k8s.io/v1/NetworkPolicy',
  persistent_volume: 'v1/PersistentVolume',
  persistent_volume_claim: 'v1/PersistentVolumeClaim',
  pod: 'v1/Pod',
  pod_disruption_budget: 'policy/v1/PodDisruptionBudget',
  priority_class: 'scheduling.k8s.io/v1/PriorityClass',
  replication_controller: 'v1/ReplicationController',
  resource_quota: 'v1/ResourceQuota',
  role: 'rbac.authorization.k8s.io/v1/Role',
  role_binding: 'rbac.authorization.k8s.io/v1/RoleBinding',
  secret: 'v1/Secret',
  service: 'v1/Service',
  service_account: 'v1/ServiceAccount',
  stateful_set: 'apps/v1/StatefulSet',
  storage_class: 'storage.k8s.io/v1/StorageClass',
  validating_webhook_configuration: 'admissionregistration.k8s.io/v1/ValidatingWebhookConfiguration',
};

/** The kind behind `kubernetes_deployment_v1`; undefined for types that are no object of their own. */
export function kindOf(type: string): ApiKind | undefined {
  const [, name = '', version] = /^kubernetes_(.+?)(?:_(v\d\w*))?$/.exec(type) ?? [];
  const [last = '', ...before] = (Object.hasOwn(KINDS, name) ? (KINDS[name] ?? '') : '').split('/').reverse();
  if (last === '') return undefined;
  const [known = '', group] = before;
  const isOther = name === 'horizontal_pod_autoscaler' && version !== undefined;
  const used = isOther ? version : known;
  return { apiVersion: group === undefined ? used : `${group}/${used}`, kind: last };
}

// Blocks that may stand several times, with the name of the list in the API. The rest stands once, as an
// object.
const LISTS: Readonly<Record<string, string>> = {
  allowed_topologies: 'allowedTopologies',
  config_map_ref: 'configMapRef',
  container: 'containers',
  egress: 'egress',
  env: 'env',
  env_from: 'envFrom',
  from: 'from',
  host_aliases: 'hostAliases',
  http_header: 'httpHeaders',
  image_pull_secret: 'imagePullSecrets',
  image_pull_secrets: 'imagePullSecrets',
  ingress: 'ingress',
  init_container: 'initContainers',
  items: 'items',
  limit: 'limits',
  match_expressions: 'matchExpressions',
  match_fields: 'matchFields',
  metric: 'metrics',
  mount_options: 'mountOptions',
  node_selector_term: 'nodeSelectorTerms',
  option: 'options',
  path: 'paths',
  policy: 'policies',
  port: 'ports',
  ports: 'ports',
  preferred_during_scheduling_ignored_during_execution: 'preferredDuringSchedulingIgnoredDuringExecution',
  readiness_gate: 'readinessGates',
  rule: 'rules',
  secret: 'secrets',
  sources: 'sources',
  subject: 'subjects',
  subset: 'subsets',
  sysctl: 'sysctls',
  tls: 'tls',
  to: 'to',
  toleration: 'tolerations',
  topology_spread_constraint: 'topologySpreadConstraints',
  volume: 'volumes',
  volume_claim_template: 'volumeClaimTemplates',
  volume_device: 'volumeDevices',
  volume_mount: 'volumeMounts',
  webhook: 'webhooks',
};

/** The list that a block is an item of; undefined for a block that stands once. */
export function listOf(block: string, path: readonly string[]): string | undefined {
  const above = path.at(-1);
  // `backend.service.port` is one port; a volume's `secret` is what it mounts.
  if (block === 'port' && above === 'service' && path.at(-2) === 'backend') return undefined;
  if (block === 'secret' && above !== undefined) return undefined;
  if (block === 'config_map_ref') return undefined;
  if (block === 'rule' && above === 'spec') return 'rules';
  if (block === 'from' || block === 'to' || block === 'ports') return block;
  const isPodAffinity = above === 'pod_affinity' || above === 'pod_anti_affinity';
  if (isPodAffinity && block === 'required_during_scheduling_ignored_during_execution') {
    return 'requiredDuringSchedulingIgnoredDuringExecution';
  }
  return Object.hasOwn(LISTS, block) ? LISTS[block] : undefined;
}

const SPELLED: Readonly<Record<string, string>> = {
  api_group: 'apiGroup',
  cluster_ip: 'clusterIP',
  cluster_ips: 'clusterIPs',
  external_ips: 'externalIPs',
  external_name: 'externalName',
  fs_group: 'fsGroup',
  host_ip: 'hostIP',
  host_ipc: 'hostIPC',
  host_pid: 'hostPID',
  load_balancer_ip: 'loadBalancerIP',
  non_resource_urls: 'nonResourceURLs',
  pod_ip: 'podIP',
  pod_i_d: 'podID',
  storage_provisioner: 'provisioner',
  target_cpu_utilization_percentage: 'targetCPUUtilizationPercentage',
  volume_id: 'volumeID',
  run_as_user: 'runAsUser',
};

/** The field that an attribute is called in the API: `service_account_name` is `serviceAccountName`. */
export function fieldOf(attribute: string): string {
  const spelled = Object.hasOwn(SPELLED, attribute) ? SPELLED[attribute] : undefined;
  return spelled ?? attribute.replaceAll(/_([a-z0-9])/g, (_match, letter: string) => letter.toUpperCase());
}

/** Attributes whose keys are names of the user and stay as they are. */
export function isFreeMap(attribute: string): boolean {
  return FREE_MAPS.has(attribute);
}

const FREE_MAPS: ReadonlySet<string> = new Set([
  'annotations',
  'binary_data',
  'data',
  'default',
  'default_request',
  'hard',
  'labels',
  'limits',
  'match_labels',
  'max',
  'max_limit_request_ratio',
  'min',
  'node_selector',
  'parameters',
  'requests',
  'selector',
  'string_data',
  'volume_attributes',
]);

/** Attributes that the provider types as text and the API as number. */
export function isNumber(attribute: string): boolean {
  return ['replicas', 'min_replicas', 'max_replicas', 'run_as_user', 'run_as_group', 'fs_group'].includes(
    attribute,
  );
}
