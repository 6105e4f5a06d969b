import type { Stated } from '../../core/component.ts';
import type { Resource } from '../../core/resource.ts';
import { Unknown } from '../../core/value.ts';
import { at, blocksAt, inherent, readNumber, readText } from '../read.ts';
import type { ResourceModel } from '../resource-model.ts';
import { displayName } from './display-name.ts';
import { ownedNumber } from '../ignored-changes.ts';

const MANAGED = 'https://docs.aws.amazon.com/eks/latest/userguide/managed-node-groups.html';

const NETWORKING = 'https://docs.aws.amazon.com/eks/latest/userguide/managing-vpc-cni.html';

/** Nodes that AWS creates and replaces for a Kubernetes cluster. */
export const model: ResourceModel = {
  types: ['aws_eks_node_group'],
  describe(resource) {
    return {
      kind: 'node-pool',
      name: displayName(resource),
      facts: {
        runsAs: 'nodes',
        minimumSize: readNumber(resource, ['scaling_config', 0, 'min_size']),
        desiredSize: ownedNumber(resource, ['scaling_config', 0, 'desired_size']),
        maximumSize: readNumber(resource, ['scaling_config', 0, 'max_size']),
        instanceClass: readText(resource, ['instance_types', 0]),
        tainted: tainted(resource),
        // Unless the plugin is set otherwise, each pod gets an address of its node's subnet.
        takesAddresses: inherent(resource, true, NETWORKING),
        serverless: inherent(resource, false, MANAGED),
        replacedBy: inherent(resource, 'Amazon EKS', MANAGED),
      },
      remedies: {
        'raise-maximum': raiseMaximum(resource),
        'spread-over-zones': {
          title: 'Add subnets of other zones to subnet_ids, or one group for each zone',
          safety: 'review',
          caution: 'Changing subnet_ids replaces the node group.',
          intents: [],
        },
      },
    };
  },
};

function tainted(resource: Resource): Stated<boolean> {
  const taints = blocksAt(resource, 'taint');
  const place = [at(resource, 'taint')];
  if (Unknown.is(taints)) return { value: taints, at: place, origin: 'written' };
  // PREFER_NO_SCHEDULE keeps no pod away.
  const keepsAway = taints.filter((taint) => Unknown.is(taint) || taint['effect'] !== 'PREFER_NO_SCHEDULE');
  return { value: keepsAway.length > 0, at: place, origin: 'written' };
}

function raiseMaximum(resource: Resource): { title: string; safety: 'review'; caution: string; intents: [] } {
  return {
    title: `Raise max_size of ${resource.name} above desired_size`,
    safety: 'review',
    caution:
      'Nothing is added while no pod waits for room; the limit of instances of the account must admit it.',
    intents: [],
  };
}
