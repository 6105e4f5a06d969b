import type { Resource } from '../../../core/resource.ts';

// API groups whose objects start no pods of their own, beside those of Kubernetes itself.
const WITHOUT_PODS: readonly RegExp[] = [
  /(^|\.)k8s\.io$/,
  /(^|\.)istio\.io$/,
  /^(cilium\.io|crd\.projectcalico\.org|projectcalico\.org)$/,
  /^(cert-manager\.io|external-secrets\.io|bitnami\.com|kyverno\.io|keda\.sh)$/,
  /^(traefik\.io|traefik\.containo\.us|externaldns\.k8s\.io|metallb\.io|karpenter\.sh)$/,
  /^(constraints|templates|config)\.gatekeeper\.sh$/,
  /(^|\.)(gateway\.envoyproxy\.io|getambassador\.io|projectcontour\.io|konghq\.com)$/,
  /^(source|notification|image)\.toolkit\.fluxcd\.io$/,
  /^(kustomize\.config\.k8s\.io|secrets-store\.csi\.x-k8s\.io|cloud\.google\.com|elbv2\.k8s\.aws)$/,
  /^(grafana\.integreatly\.org|policy\.linkerd\.io|linkerd\.io|volsync\.backube)$/,
];

const OWN_GROUPS: ReadonlySet<string> = new Set(['', 'apps', 'batch', 'autoscaling', 'policy', 'extensions']);

// Of groups that run pods, the kinds that do not.
const WITHOUT_PODS_KINDS: ReadonlySet<string> = new Set([
  'ServiceMonitor',
  'PodMonitor',
  'PrometheusRule',
  'Probe',
  'ScrapeConfig',
  'AlertmanagerConfig',
  'AppProject',
  'AnalysisTemplate',
  'ClusterAnalysisTemplate',
]);

/** Whether an operator may start pods for this object: a custom resource of a kind we do not know. */
export function mayStartPods({ type }: Resource): boolean {
  const parts = type.split('/');
  const [group = '', kind = ''] = parts.length > 2 ? [parts[0], parts.at(-1)] : ['', parts.at(-1)];
  if (OWN_GROUPS.has(group) || WITHOUT_PODS_KINDS.has(kind)) return false;
  return !WITHOUT_PODS.some((pattern) => pattern.test(group));
}
