import type { Evidence } from '../../../../core/finding.ts';
import type { ComponentId, StackId } from '../../../../core/id.ts';
import type { Resource } from '../../../../core/resource.ts';
import { Unknown } from '../../../../core/value.ts';
import type { ComponentDraft, GraphDraft } from '../../../graph-draft.ts';
import { imageName } from '../../../kubernetes/pods/known-images.ts';
import { textAt } from '../../../kubernetes/object.ts';
import { at, dataAt } from '../../../read.ts';
import type { ClustersOf } from './clusters-of.ts';

type Found = Map<ComponentId | undefined, Evidence[]>;

const CONTROLLERS =
  /^(?:karpenter|cluster-autoscaler(?:-chart)?|cast-?ai|castai-agent|ocean-kubernetes-controller)$/;
const POOLS = ['karpenter.sh/NodePool', 'karpenter.sh/Provisioner', 'karpenter.k8s.aws/EC2NodeClass'];

/**
 * Controllers that start nodes, by the cluster they are for; undefined: which one cannot be told.
 */
export function findNodeScalers(
  draft: GraphDraft,
  clusters: ClustersOf,
): ReadonlyMap<ComponentId | undefined, readonly Evidence[]> {
  const found: Found = new Map();
  const put = (stack: StackId, evidence: Evidence): void => {
    const key = (clusters.of(stack) ?? onlyIn(stack, clusters))?.cluster.id;
    const known = found.get(key);
    if (known) known.push(evidence);
    else found.set(key, [evidence]);
  };
  for (const pool of draft.ofType(...POOLS))
    put(pool.stack, { says: `${pool.address} starts nodes`, at: at(pool) });
  for (const [resource, name] of releasesOf(draft)) {
    if (CONTROLLERS.test(name))
      put(resource.stack, { says: `${resource.address} installs ${name}`, at: at(resource) });
  }
  for (const { facts, main, stack } of draft.components.values()) {
    for (const { image } of facts.pods?.containers ?? []) {
      const repository = image?.repository;
      if (!main || !stack || typeof repository !== 'string' || !CONTROLLERS.test(imageName(repository)))
        continue;
      put(stack.id, { says: `${main.address} runs ${imageName(repository)}`, at: image?.text.at[0] });
    }
  }
  // Modules that install add-ons have one switch for each: `enable_karpenter = true`.
  for (const { moduleCalls, id } of draft.stacks) {
    for (const { inputs, address, declaredAt } of moduleCalls) {
      for (const name of SWITCHES) {
        const value = inputs[name];
        if (value === true) put(id, { says: `${name} of ${address} is on`, range: declaredAt });
        else if (Unknown.is(value)) put(id, { says: `${name} of ${address} may be on`, range: declaredAt });
      }
    }
  }
  return found;
}

const SWITCHES = [
  'enable_karpenter',
  'enable_cluster_autoscaler',
  'attach_cluster_autoscaler_policy',
  'attach_karpenter_controller_policy',
];

function onlyIn(stack: StackId, { all }: ClustersOf): { readonly cluster: ComponentDraft } | undefined {
  const own = all.filter((cluster) => cluster.stack?.id === stack);
  const [cluster] = own;
  return cluster && own.length === 1 ? { cluster } : undefined;
}

function releasesOf(draft: GraphDraft): readonly (readonly [Resource, string])[] {
  const named = (
    type: string,
    ...paths: readonly (readonly string[])[]
  ): readonly (readonly [Resource, string])[] =>
    draft.ofType(type).flatMap((resource) =>
      paths.flatMap((path): readonly (readonly [Resource, string])[] => {
        const name = textAt(resource, path);
        return typeof name === 'string' ? [[resource, name.toLowerCase().split('/').at(-1) ?? '']] : [];
      }),
    );
  return [
    ...named('helm_release', ['chart'], ['name']),
    ...named('helm.toolkit.fluxcd.io/HelmRelease', ['spec', 'chart', 'spec', 'chart'], ['metadata', 'name']),
    ...named('argoproj.io/Application', ['spec', 'source', 'chart'], ['metadata', 'name']),
    ...named('helm.cattle.io/HelmChart', ['spec', 'chart']),
    ...named('aws_eks_addon', ['addon_name']),
  ];
}

/** What the provider itself does, as the cluster or its pools say. */
export function ownNodeScalers(
  cluster: ComponentDraft,
  pools: readonly ComponentDraft[],
): readonly Evidence[] {
  const found: Evidence[] = [];
  const { main } = cluster;
  if (
    main?.type === 'google_container_cluster' &&
    dataAt(main, 'cluster_autoscaling', 0, 'enabled') === true
  ) {
    found.push({ says: 'cluster_autoscaling is on', at: at(main, 'cluster_autoscaling', 0, 'enabled') });
  }
  for (const switchName of ['auto_scaling_enabled', 'enable_auto_scaling']) {
    if (main && dataAt(main, 'default_node_pool', 0, switchName) === true) {
      found.push({
        says: `${switchName} of its default pool is on`,
        at: at(main, 'default_node_pool', 0, switchName),
      });
    }
  }
  for (const { main: pool, name } of pools) {
    if (!pool || pool.mode === 'object') continue;
    const isScaled =
      dataAt(pool, 'autoscaling', 0) !== undefined ||
      dataAt(pool, 'auto_scaling_enabled') === true ||
      dataAt(pool, 'enable_auto_scaling') === true;
    const path = pool.type === 'google_container_node_pool' ? 'autoscaling' : 'auto_scaling_enabled';
    if (isScaled) found.push({ says: `the provider scales ${name}`, at: at(pool, path) });
  }
  return found;
}
