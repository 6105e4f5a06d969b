import type { MetricSource, ScalingMetric } from '../../../core/facts/workload.ts';
import { sortedUnique } from '../../../core/order.ts';
import { Unknown } from '../../../core/value.ts';
import type { Value } from '../../../core/value.ts';
import type { GraphDraft } from '../../graph-draft.ts';
import { imageName } from '../../kubernetes/pods/known-images.ts';
import { objectsAt } from '../../kubernetes/lists.ts';
import { textAt } from '../../kubernetes/object.ts';
import type { LinkPass } from '../../link-pass.ts';

/** Tells of every metric of an autoscaler what must supply it, and whether that is in the inputs. */
export const metricSources: LinkPass = {
  name: 'metric-sources',
  after: ['autoscaler-targets'],
  run(draft) {
    const autoscalers = [...draft.components.values()].filter(({ facts }) => facts.autoscaler);
    if (autoscalers.length === 0) return;
    const addOns = findAddOns(draft);
    for (const { facts } of autoscalers) {
      const { autoscaler } = facts;
      if (!autoscaler || autoscaler.kind === 'vertical') continue;
      const isEvent = autoscaler.kind === 'event';
      const metrics = autoscaler.metrics.map((metric) => ({
        ...metric,
        source: sourceOf(metric, addOns, isEvent),
      }));
      facts.autoscaler = { ...autoscaler, metrics };
    }
  },
};

interface AddOns {
  /** Names of charts, releases, images and API services, in lower case. */
  readonly names: ReadonlySet<string>;
  /** Parts of a platform among them. */
  readonly platform: readonly string[];
  /** A managed cluster that brings metrics-server itself. */
  readonly managed: boolean;
  /** True when the inputs make the cluster itself, or its network. */
  readonly isFounded: boolean;
}

const METRICS_SERVER = ['metrics-server', 'v1beta1.metrics.k8s.io', 'metrics.k8s.io'];
const KEDA = ['keda', 'keda-operator', 'kedacore/keda', 'v1beta1.external.metrics.k8s.io'];
const ADAPTERS = [
  ...KEDA,
  'prometheus-adapter',
  'k8s-prometheus-adapter',
  'kube-metrics-adapter',
  'datadog',
  'datadog-operator',
  'datadog-agent',
  'stackdriver-adapter',
  'custom-metrics-stackdriver-adapter',
  'newrelic-k8s-metrics-adapter',
  'newrelic-bundle',
  'nri-bundle',
  'dynatrace-operator',
  'azure-k8s-metrics-adapter',
  'k8s-cloudwatch-adapter',
  'v1beta1.custom.metrics.k8s.io',
  'v1beta2.custom.metrics.k8s.io',
];

function sourceOf({ kind }: ScalingMetric, addOns: AddOns, isEvent: boolean): MetricSource {
  if (kind === 'trigger' || isEvent) return found('KEDA', KEDA, addOns);
  if (kind === 'resource' || kind === 'container-resource') {
    if (addOns.managed) return { needed: 'metrics-server', isThere: true, listed: [] };
    return found('metrics-server', METRICS_SERVER, addOns);
  }
  return found('an adapter for custom or external metrics', ADAPTERS, addOns);
}

// Fewer parts of a platform than these are an application that brings one along, not the list of a cluster.
const LISTS_A_CLUSTER = 4;

// Who installs the network or the names of a cluster installs the rest of it beside them.
const FOUNDATIONS: ReadonlySet<string> = new Set([
  'aws-vpc-cni',
  'calico',
  'cilium',
  'coredns',
  'kube-proxy',
  'tigera-operator',
  'vpc-cni',
]);

function found(needed: string, names: readonly string[], addOns: AddOns): MetricSource {
  const { platform } = addOns;
  if (names.some((name) => addOns.names.has(name))) return { needed, isThere: true, listed: [] };
  const isWhole = platform.length >= LISTS_A_CLUSTER && addOns.isFounded;
  const isThere: Value<boolean> = isWhole ? false : notListed(needed);
  return { needed, isThere, listed: platform };
}

function notListed(needed: string): Unknown {
  return new Unknown({
    reason: 'not-in-inputs',
    detail: `the inputs do not list what the cluster runs beside its applications, ${needed} included`,
    settledBy: "the folder or repository that installs the cluster's add-ons",
  });
}

const PLATFORM: ReadonlySet<string> = new Set([
  'argo-cd',
  'aws-ebs-csi-driver',
  'aws-efs-csi-driver',
  'aws-load-balancer-controller',
  'cert-manager',
  'cilium',
  'cluster-autoscaler',
  'coredns',
  'external-dns',
  'external-secrets',
  'ingress-nginx',
  'istiod',
  'karpenter',
  'kube-prometheus-stack',
  'kube-proxy',
  'kyverno',
  'longhorn',
  'metallb',
  'reloader',
  'rook-ceph',
  'rook-ceph-operator',
  'sealed-secrets',
  'traefik',
  'velero',
  'vpc-cni',
]);

const MANAGED = ['google_container_cluster', 'azurerm_kubernetes_cluster'];

function findAddOns(draft: GraphDraft): AddOns {
  const names = new Set<string>();
  const add = (name: Value<string> | undefined): void => {
    if (typeof name !== 'string') return;
    names.add(name.toLowerCase());
    names.add(name.toLowerCase().split('/').at(-1) ?? '');
  };
  for (const release of draft.ofType('helm.toolkit.fluxcd.io/HelmRelease')) {
    add(release.name);
    add(textAt(release, ['spec', 'chart', 'spec', 'chart']));
  }
  for (const release of draft.ofType('helm.cattle.io/HelmChart')) add(textAt(release, ['spec', 'chart']));
  for (const application of draft.ofType('argoproj.io/Application')) {
    add(application.name);
    add(textAt(application, ['spec', 'source', 'chart']));
    for (const { path } of objectsAt(application, 'spec', 'sources').items) {
      add(textAt(application, [...path, 'chart']));
    }
  }
  for (const service of draft.ofType('apiregistration.k8s.io/APIService')) add(service.name);
  for (const release of draft.ofType('helm_release')) add(textAt(release, ['chart']));
  for (const addOn of draft.ofType('aws_eks_addon')) add(textAt(addOn, ['addon_name']));
  // Modules that install add-ons have one switch for each: `enable_metrics_server = true`.
  for (const { inputs } of draft.stacks.flatMap(({ moduleCalls }) => moduleCalls)) {
    for (const [name, value] of Object.entries(inputs)) {
      if (value === true && name.startsWith('enable_'))
        add(name.slice('enable_'.length).replaceAll('_', '-'));
    }
  }
  for (const { facts } of draft.components.values()) {
    if (facts.pods?.platformAgent === undefined) continue;
    for (const { image } of facts.pods.containers) {
      if (typeof image?.repository === 'string') add(imageName(image.repository));
    }
  }
  const platform = sortedUnique([...names].filter((name) => PLATFORM.has(name)));
  return {
    names,
    platform,
    managed: draft.ofType(...MANAGED).length > 0,
    isFounded: draft.ofType('aws_eks_cluster').length > 0 || [...names].some((name) => FOUNDATIONS.has(name)),
  };
}
