import type { Stated } from '../../core/component.ts';
import type { Facts } from '../../core/facts.ts';
import type { Resource } from '../../core/resource.ts';
import { Unknown } from '../../core/value.ts';
import { at, blocksAt, dataAt, inherent, readNumber, readText } from '../read.ts';
import type { ResourceModel } from '../resource-model.ts';
import { DEFAULT_ROUTE, providerPage } from './docs.ts';

const POOLS = 'https://cloud.google.com/kubernetes-engine/docs/concepts/node-pools';
const SCALING = ['autoscaling', 0] as const;

/** Nodes of a cluster. Its cluster and its zones are joined by the pass `google-clusters`. */
export const model: ResourceModel = {
  types: ['google_container_node_pool'],
  describe(resource) {
    return {
      kind: 'node-pool',
      facts: {
        runsAs: 'nodes',
        ...sizeFacts(resource),
        instanceClass: readText(resource, ['node_config', 0, 'machine_type'], {
          value: 'e2-medium',
          source: providerPage('container_cluster'),
        }),
        routesToInternet: inherent(resource, true, DEFAULT_ROUTE),
        tainted: tainted(resource),
        serverless: inherent(resource, false, POOLS),
        replacedBy: inherent(resource, 'Google Kubernetes Engine', POOLS),
      },
      remedies: {
        'raise-maximum': {
          title: `Raise max_node_count of ${resource.name} above its minimum`,
          safety: 'review',
          caution: 'Nothing is added while no pod waits for room; the quota of the project must admit it.',
          intents: [],
        },
        'spread-over-zones': {
          title: 'Set node_locations to several zones of the region',
          safety: 'review',
          caution: 'The numbers of nodes count for each zone.',
          intents: [],
        },
      },
    };
  },
};

type SizeFacts = Pick<Facts, 'minimumSize' | 'desiredSize' | 'maximumSize' | 'countsPerZone'>;

/** Without autoscaling the number is fixed and nothing bounds it. Counts are for each zone. */
function sizeFacts(resource: Resource): SizeFacts {
  if (dataAt(resource, ...SCALING) === undefined) {
    return {
      desiredSize: readNumber(resource, ['node_count']) ?? readNumber(resource, ['initial_node_count']),
      countsPerZone: inherent(resource, true, providerPage('container_node_pool')),
    };
  }
  const total = readNumber(resource, [...SCALING, 'total_max_node_count']);
  const minimum = readNumber(resource, [...SCALING, total ? 'total_min_node_count' : 'min_node_count'], {
    value: 0,
    source: providerPage('container_node_pool'),
  });
  // The autoscaler starts from the lower bound as far as these files tell.
  return {
    minimumSize: minimum,
    desiredSize: minimum,
    countsPerZone: inherent(resource, total === undefined, providerPage('container_node_pool')),
    maximumSize: total ?? readNumber(resource, [...SCALING, 'max_node_count']),
  };
}

function tainted(resource: Resource): Stated<boolean> {
  const path = ['node_config', 0, 'taint'];
  const taints = blocksAt(resource, ...path);
  const place = [at(resource, ...path)];
  if (Unknown.is(taints)) return { value: taints, at: place, origin: 'written' };
  const keepsAway = taints.filter((taint) => Unknown.is(taint) || taint['effect'] !== 'PREFER_NO_SCHEDULE');
  return { value: keepsAway.length > 0, at: place, origin: 'written' };
}
