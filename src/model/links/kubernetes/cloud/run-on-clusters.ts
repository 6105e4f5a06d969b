import type { NodeScaling } from '../../../../core/facts/cluster.ts';
import type { Evidence } from '../../../../core/finding.ts';
import type { ComponentId } from '../../../../core/id.ts';
import { Unknown } from '../../../../core/value.ts';
import type { ComponentDraft, GraphDraft } from '../../../graph-draft.ts';
import type { LinkPass } from '../../../link-pass.ts';
import { at } from '../../../read.ts';
import { connect } from '../../compute/connect.ts';
import { ClustersOf } from './clusters-of.ts';
import { findNodeScalers, ownNodeScalers } from './node-scalers.ts';

/** Joins workloads with the cluster they run on, and tells what adds nodes to it. */
export const runOnClusters: LinkPass = {
  name: 'run-on-clusters',
  after: ['kubernetes-traffic', 'clusters'],
  run(draft) {
    const clusters = new ClustersOf(draft);
    if (clusters.all.length === 0) return;
    const loaded = new Map<ComponentId, ComponentId[]>();
    for (const component of Array.from(draft.components.values())) {
      const { main, facts, stack } = component;
      if (!main || main.mode !== 'object' || !stack) continue;
      const isPool = component.kind === 'node-pool';
      if (!facts.pods && !isPool) continue;
      const found = clusters.of(stack.id);
      if (!found) continue;
      const { cluster, says, grade } = found;
      const ends = { from: component, to: cluster, says, grade, at: at(main) };
      if (isPool) connect(draft, { ...ends, kind: 'member-of', strength: 'control-only' });
      // Pods go on without the control plane; nothing is started, moved or scaled before it is back.
      else connect(draft, { ...ends, kind: 'runs-on', strength: 'control-only' });
      draft.setFact(component, 'clusters', { value: [cluster.id], at: [at(main)], origin: 'written' });
      const scalers = loaded.get(cluster.id) ?? [];
      loaded.set(cluster.id, [...new Set([...scalers, ...(facts.pods?.autoscalers ?? [])])]);
    }
    stateScaling(draft, clusters, loaded);
  },
};

function stateScaling(
  draft: GraphDraft,
  clusters: ClustersOf,
  loaded: ReadonlyMap<ComponentId, readonly ComponentId[]>,
): void {
  const pools = new Map<ComponentId, ComponentDraft[]>();
  for (const { from, to, kind } of draft.dependencies) {
    const pool = draft.components.get(from);
    if (kind !== 'member-of' || pool?.kind !== 'node-pool') continue;
    const known = pools.get(to);
    if (known) known.push(pool);
    else pools.set(to, [pool]);
  }
  const scalers = findNodeScalers(draft, clusters);
  for (const cluster of clusters.all) {
    const own = pools.get(cluster.id) ?? [];
    const by: readonly Evidence[] = [...ownNodeScalers(cluster, own), ...(scalers.get(cluster.id) ?? [])];
    const facts: NodeScaling = {
      by,
      maybe: by.length === 0 ? whyMaybe(cluster, loaded, scalers) : undefined,
      podAutoscalers: loaded.get(cluster.id) ?? [],
      pools: own.map(({ id }) => id),
    };
    draft.setFact(cluster, 'nodeScaling', facts);
  }
}

function whyMaybe(
  { id, name }: ComponentDraft,
  loaded: ReadonlyMap<ComponentId, unknown>,
  scalers: ReadonlyMap<ComponentId | undefined, readonly Evidence[]>,
): Unknown | undefined {
  const [somewhere] = scalers.get(undefined) ?? [];
  if (somewhere) {
    return new Unknown({
      reason: 'not-in-inputs',
      detail: `${somewhere.says}, and it may be meant for ${name}`,
      settledBy: 'the objects or the configuration that say which cluster it goes to',
    });
  }
  if (loaded.has(id)) return undefined;
  return new Unknown({
    reason: 'not-in-inputs',
    detail: `no objects of ${name} were loaded, so what adds nodes to it is not known`,
    settledBy: 'the manifests or chart releases of this cluster',
  });
}
