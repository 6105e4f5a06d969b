import type { Candidate } from './name-index.ts';
import { matchesWhole } from '../../prometheus/matchers.ts';

/** Labels that name a namespace of Kubernetes. */
export const NAMESPACE_LABELS: ReadonlySet<string> = new Set([
  'namespace',
  'exported_namespace',
  'kubernetes_namespace',
  'k8s_namespace_name',
  'destination_workload_namespace',
  'destination_service_namespace',
]);

/** Labels that name what a metric is about, and what of a component they are compared with. */
const NAME_LABELS: { readonly [label: string]: 'name' | 'container' | 'pod' } = {
  ...Object.fromEntries(
    (
      'deployment statefulset daemonset cronjob workload owner_name created_by_name replicaset rollout app ' +
      'app_kubernetes_io_name label_app label_app_kubernetes_io_name service service_name exported_service ' +
      'exported_job kubernetes_name name destination_workload destination_service_name destination_app ' +
      'destination_canonical_service ingress job job_name sloth_service slo queue queue_name topic ' +
      'dbinstance_identifier dimension_DBInstanceIdentifier dimension_QueueName ' +
      'dimension_FunctionName ' +
      'dimension_LoadBalancer cache_cluster_id function_name host application k8s_app ' +
      'horizontalpodautoscaler ' +
      'route component envoy_cluster_name'
    )
      .split(' ')
      .map((label) => [label, 'name' as const]),
  ),
  container: 'container',
  container_name: 'container',
  container_label_com_docker_compose_service: 'name',
  pod: 'pod',
  pod_name: 'pod',
  kubernetes_pod_name: 'pod',
};

// Exporters tell about others: their own name, in these labels, is not what the metric is about.
const EXPORTER = /^(kube_|container_|kubelet_|node_|machine_|namespace_|aws_|cloudwatch_|probe_|blackbox_)/;
const OF_THE_EXPORTER: ReadonlySet<string> = new Set([
  'job',
  'service',
  'kubernetes_name',
  'app',
  'app_kubernetes_io_name',
  'instance',
  'endpoint',
]);

/** What the value of a label is compared with; undefined for labels that name nothing. */
export function namedBy(label: string, metric: string | undefined): 'name' | 'container' | 'pod' | undefined {
  // Probes are often one job for each service.
  if (label === 'job' && metric?.startsWith('probe_') === true) return 'name';
  if (metric !== undefined && EXPORTER.test(metric) && OF_THE_EXPORTER.has(label)) return undefined;
  // The exporters of nodes call many things so.
  if (label === 'name' && metric !== undefined && EXPORTER.test(metric)) return undefined;
  return Object.hasOwn(NAME_LABELS, label) ? NAME_LABELS[label] : undefined;
}

/** Whether a matcher is met by what a component is called; undefined where the pattern is not understood. */
export function isMeant(
  { names, containers, podName }: Candidate,
  by: 'name' | 'container' | 'pod',
  test: (text: string) => boolean,
): boolean {
  if (by === 'pod') return podName !== undefined && test(podName);
  return by === 'container' ? containers.some(test) : names.some(test);
}

/** The test of a positive matcher; undefined for one that demands nothing, or that is not understood. */
export function positiveTest(operator: string, value: string): ((text: string) => boolean) | undefined {
  if (operator === '=') return value === '' ? undefined : (text) => text === value;
  if (operator !== '=~' || matchesWhole(value, '') !== false) return undefined;
  // `.+` and the like demand that there is a value, and nothing of it.
  if (matchesWhole(value, '\u0001any\u0001') === true) return undefined;
  return (text) => matchesWhole(value, text) === true;
}

/** The same for what must not be. */
export function negativeTest(operator: string, value: string): ((text: string) => boolean) | undefined {
  if (operator === '!=') return value === '' ? undefined : (text) => text === value;
  return operator === '!~' ? (text) => matchesWhole(value, text) === true : undefined;
}

/** Kinds of controllers that a metric of kube-state-metrics or of the kubelet is about. */
export function broadSubject(metric: string): RegExp | undefined {
  if (metric.startsWith('kube_deployment_')) return /^(deployment|rollout)$/;
  if (metric.startsWith('kube_statefulset_')) return /^stateful-set$/;
  if (metric.startsWith('kube_daemonset_')) return /^daemon-set$/;
  if (/^kube_(job|cronjob)_/.test(metric)) return /^(cron-)?job$/;
  if (/^(kube_pod_|container_|kube_horizontalpodautoscaler_|namespace_workload_pod)/.test(metric)) return /./;
  return undefined;
}

// What runs the cluster or the monitoring itself: no component of the inputs is meant.
const PLATFORM: readonly string[] = (
  'node_ kubelet_ apiserver_ etcd_ scheduler_ workqueue_ rest_client_ kube_ coredns_ ' +
  'prometheus_ alertmanager_ process_ go_ ALERTS ceph_ smartctl_ machine_ instance: ' +
  'cluster: code: cluster_ thanos_ volume_ certmanager_ gotk_ flux_ argocd_ nodepool ' +
  'karpenter_ aws_ cloudprovider_ storage_operation net_ slo: probe_'
).split(' ');

/** Whether a metric is about the platform, so that it says nothing about which component it watches. */
export function isOfPlatform(metric: string): boolean {
  return PLATFORM.some((prefix) => metric.startsWith(prefix));
}
