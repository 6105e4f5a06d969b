import type { Facts } from '../../core/facts.ts';
import type { Resource } from '../../core/resource.ts';
import { isDataList, Unknown } from '../../core/value.ts';
import { literalName } from '../presence.ts';
import { at, dataAt, inherent, readBool, readNumber, readText } from '../read.ts';
import type { ResourceModel } from '../resource-model.ts';
import { providerPage } from './docs.ts';
import { claimsZones } from './places.ts';
import { inListedZones } from '../zones.ts';

const PAGE = providerPage('kubernetes_cluster_node_pool');

/** Nodes of a cluster. Its cluster is joined by the pass `azure-networks`. */
export const model: ResourceModel = {
  types: ['azurerm_kubernetes_cluster_node_pool'],
  describe: (resource) => ({
    kind: 'node-pool',
    name: literalName(resource, 'name'),
    facts: {
      runsAs: 'nodes',
      ...sizeFacts(resource),
      zones: inListedZones(
        resource,
        dataAt(resource, 'zones') === undefined ? 'availability_zones' : 'zones',
      ),
      claimsSeveralZones: claimsZones(resource, 'zones'),
      instanceClass: readText(resource, ['vm_size']),
      tainted: tainted(resource),
      serverless: inherent(resource, false, PAGE),
      replacedBy: inherent(resource, 'Azure Kubernetes Service', PAGE),
    },
    remedies: {
      'raise-maximum': {
        title: `Raise max_count of ${resource.name} above its minimum`,
        safety: 'review',
        caution: 'Nothing is added while no pod waits for room; the quota of the subscription must admit it.',
        intents: [],
      },
      'spread-over-zones': {
        title: 'Set zones = ["1", "2", "3"]',
        safety: 'review',
        caution: 'The pool is made anew: move its pods first.',
        intents: [],
      },
    },
  }),
};

type SizeFacts = Pick<Facts, 'minimumSize' | 'desiredSize' | 'maximumSize'>;

/** Without autoscaling the number is fixed and nothing bounds it. */
function sizeFacts(resource: Resource): SizeFacts {
  const older = dataAt(resource, 'enable_auto_scaling');
  const scales = readBool(resource, [older === undefined ? 'auto_scaling_enabled' : 'enable_auto_scaling'], {
    value: false,
    source: PAGE,
  });
  if (scales.value !== true) return { desiredSize: readNumber(resource, ['node_count']) };
  const minimum = readNumber(resource, ['min_count']);
  return { minimumSize: minimum, desiredSize: minimum, maximumSize: readNumber(resource, ['max_count']) };
}

function tainted(resource: Resource): Facts['tainted'] {
  const taints = dataAt(resource, 'node_taints');
  const place = [at(resource, 'node_taints')];
  if (Unknown.is(taints)) return { value: taints, at: place, origin: 'written' };
  return { value: isDataList(taints) && taints.length > 0, at: place, origin: 'written' };
}
