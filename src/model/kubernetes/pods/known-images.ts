/** The last segments of a path: `2` of `ghcr.io/shop/orders` is `shop/orders`. */
export function lastSegments(path: string, count: number): string {
  return path.split('/').slice(-count).join('/');
}

/**
 * The name an image has in its own registry, whatever mirror it is pulled from: `library/redis` of
 * `mirror.shop.example/dockerhub/library/redis` is `redis`.
 */
export function imageName(repository: string): string {
  const segments = repository.toLowerCase().split('/');
  const [host = ''] = segments;
  const isHost = segments.length > 1 && (/[.:]/.test(host) || host === 'localhost');
  const path = isHost ? segments.slice(1) : segments;
  const name = path.slice(-2).join('/');
  return name.startsWith('library/') ? name.slice('library/'.length) : name;
}

/** Whether an image is an agent or a controller of the platform rather than an application. */
export function isAgentImage(repository: string): boolean {
  const name = imageName(repository);
  return AGENTS.has(name) || AGENT_OWNERS.some((owner) => name.startsWith(owner));
}

/** Whether an image only watches others, or shows people what was seen. */
export function isObserverImage(repository: string): boolean {
  return OBSERVERS.has(imageName(repository));
}

/** Whether an image is a tool that sends load to others. */
export function isLoadImage(repository: string): boolean {
  const name = imageName(repository);
  return LOAD_TOOLS.has(name) || /(?:^|[/_-])load-?(?:generator|gen|test|tester)$/.test(name);
}

const LOAD_TOOLS: ReadonlySet<string> = new Set([
  'locustio/locust',
  'grafana/k6',
  'loadimpact/k6',
  'fortio/fortio',
  'artilleryio/artillery',
  'peterevans/vegeta',
  'justb4/jmeter',
  'alpine/bombardier',
  'williamyeh/wrk',
  'williamyeh/hey',
  'yokogawa/siege',
]);

/** Tools that people look at; users of the system do not notice when they are away for a minute. */
const OBSERVERS: ReadonlySet<string> = new Set([
  'bitnami/grafana',
  'elastic/kibana',
  'grafana/grafana',
  'grafana/loki',
  'grafana/mimir',
  'grafana/pyroscope',
  'grafana/tempo',
  'headlamp-k8s/headlamp',
  'jaegertracing/all-in-one',
  'jaegertracing/jaeger',
  'jaegertracing/jaeger-collector',
  'jaegertracing/jaeger-query',
  'kibana',
  'kibana/kibana',
  'kiali/kiali',
  'kubecost/cost-model',
  'louislam/uptime-kuma',
  'opentelemetry-collector-releases/opentelemetry-collector',
  'opentelemetry-collector-releases/opentelemetry-collector-contrib',
  'opentelemetry-collector-releases/opentelemetry-collector-k8s',
  'opensearchproject/opensearch-dashboards',
  'openzipkin/zipkin',
  'openzipkin/zipkin-slim',
  'otel/opentelemetry-collector',
  'otel/opentelemetry-collector-contrib',
  'prom/alertmanager',
  'prom/blackbox-exporter',
  'prom/prometheus',
  'prom/pushgateway',
  'prometheus/alertmanager',
  'prometheus/blackbox-exporter',
  'prometheus/prometheus',
  'thanos/thanos',
  'victoriametrics/victoria-metrics',
  'victoriametrics/vmagent',
  'victoriametrics/vmalert',
]);

/** Projects that make nothing but parts of a platform. */
const AGENT_OWNERS: readonly string[] = [
  'ingress-nginx/',
  'sig-storage/',
  'fluxcd/',
  'argoproj/argo',
  'argoproj/workflow-controller',
  'argoprojlabs/',
  'jetstack/cert-manager',
  'external-secrets/',
  'kedacore/',
  'kyverno/',
  'openpolicyagent/gatekeeper',
  'gatekeeper/',
  'metallb/',
  'longhornio/',
  'tigera/',
  'calico/',
  'cilium/',
  'linkerd/',
  'eks/',
  'aws-ec2/',
  'amazon/aws-',
  'descheduler/',
  'autoscaling/',
  'nvidia/k8s-',
  'falcosecurity/',
  'kube-vip/',
  'velero/',
];

const AGENTS: ReadonlySet<string> = new Set([
  'amazon/amazon-k8s-cni',
  'amazon/cloudwatch-agent',
  'amazon-k8s-cni',
  'aquasec/trivy-operator',
  'bitnami/external-dns',
  'bitnami/fluent-bit',
  'bitnami/fluentd',
  'bitnami/kubectl',
  'bitnami/metrics-server',
  'bitnami/node-exporter',
  'bitnami/sealed-secrets-controller',
  'cloudnative-pg/cloudnative-pg',
  'coredns',
  'coredns/coredns',
  'datadog/agent',
  'datadog/cluster-agent',
  'elastic/filebeat',
  'elastic/metricbeat',
  'beats/filebeat',
  'beats/metricbeat',
  'external-dns/external-dns',
  'fluent/fluent-bit',
  'fluent/fluentd',
  'fluent/fluentd-kubernetes-daemonset',
  'fluentd',
  'google_containers/pause',
  'grafana/agent',
  'grafana/alloy',
  'grafana/promtail',
  'istio/install-cni',
  'istio/operator',
  'istio/pilot',
  'istio/proxyv2',
  'istio/ztunnel',
  'karpenter/controller',
  'kube-proxy',
  'kube-state-metrics/kube-state-metrics',
  'kubernetesui/dashboard',
  'metrics-server/metrics-server',
  'newrelic/infrastructure-k8s',
  'nfd/node-feature-discovery',
  'pause',
  'prom/node-exporter',
  'prometheus/node-exporter',
  'prometheus-adapter/prometheus-adapter',
  'prometheus-operator/prometheus-operator',
  'provider-aws/cloud-controller-manager',
  'rook/ceph',
  'sealed-secrets/sealed-secrets-controller',
  'stakater/reloader',
  'sysdig/agent',
  'timberio/vector',
  'weaveworks/kured',
  'kubereboot/kured',
]);
