import { clusterTagName } from '../../aws/cluster-tags.ts';
import type { Data } from '../../../core/value.ts';
import { Unknown } from '../../../core/value.ts';
import type { Resource } from '../../../core/resource.ts';
import type { ComponentDraft, GraphDraft } from '../../graph-draft.ts';
import type { LinkPass } from '../../link-pass.ts';
import { at, dataAt } from '../../read.ts';
import { connect, ownersOf } from './connect.ts';

const KUBERNETES = { types: ['aws_eks_cluster'], by: ['name', 'id', 'arn'] };

/** Joins node pools with their Kubernetes cluster. */
export const clusters: LinkPass = {
  name: 'clusters',
  after: [],
  run(draft) {
    for (const resource of draft.ofType('aws_eks_node_group', 'aws_eks_fargate_profile')) {
      const pool = draft.componentOf(resource.id);
      if (pool)
        joinCluster(draft, {
          pool,
          resource,
          attribute: 'cluster_name',
          name: dataAt(resource, 'cluster_name'),
        });
    }
    for (const resource of draft.ofType('aws_autoscaling_group')) {
      const pool = draft.componentOf(resource.id);
      if (pool?.kind === 'node-pool') {
        joinCluster(draft, { pool, resource, attribute: 'tag', name: clusterTagName(resource) });
      }
    }
  },
};

interface Pool {
  readonly pool: ComponentDraft;
  readonly resource: Resource;
  readonly attribute: string;
  readonly name: Data | undefined;
}

function joinCluster(draft: GraphDraft, { pool, resource, attribute, name }: Pool): void {
  const followed = draft.follow(name, resource, KUBERNETES);
  const found = ownersOf(draft, followed.targets);
  const place = at(resource, attribute);
  for (const cluster of found) {
    const says = `nodes of ${cluster.name}`;
    connect(draft, { from: pool, to: cluster, kind: 'member-of', strength: 'control-only', says, at: place });
  }
  const because = followed.unknown ?? outside(pool, followed.literals[0]);
  const value = found.length > 0 ? found.map(({ id }) => id) : because;
  pool.facts.clusters = { value, at: [place], origin: 'written' };
}

function outside(pool: ComponentDraft, name: string | undefined): Unknown {
  return new Unknown({
    reason: 'not-in-inputs',
    detail: `the cluster ${name ?? ''} of ${pool.name} is not declared in the inputs`.replace('  ', ' '),
    settledBy: 'the code that declares the cluster and its other node pools',
  });
}
