import type { ComponentKind, Stated } from '../../core/component.ts';
import type { Remedy } from '../../core/remedy.ts';
import type { Resource } from '../../core/resource.ts';
import { isDataList, Unknown } from '../../core/value.ts';
import { at, blocksAt, dataAt, readNumber, readText } from '../read.ts';
import type { ResourceModel } from '../resource-model.ts';
import { clusterTag, unreadableTags } from './cluster-tags.ts';
import { displayName } from './display-name.ts';
import { ownedNumber } from '../ignored-changes.ts';
import { advise, setTo } from '../remedies.ts';
import { addBeside } from './new-resource.ts';

const HEALTH = 'https://docs.aws.amazon.com/autoscaling/ec2/userguide/ec2-auto-scaling-health-checks.html';

/** A group of servers that keeps its number. What its servers are comes from the launch template. */
export const model: ResourceModel = {
  types: ['aws_autoscaling_group'],
  describe(resource) {
    const cluster = clusterTag(resource);
    const kind: ComponentKind = cluster ? 'node-pool' : 'workload';
    return {
      kind,
      name: displayName(resource),
      facts: {
        runsAs: cluster ? 'nodes' : 'instance-group',
        minimumSize: readNumber(resource, ['min_size']),
        desiredSize: ownedNumber(resource, ['desired_capacity']),
        maximumSize: readNumber(resource, ['max_size']),
        heedsLoadBalancerHealth: heedsLoadBalancer(resource),
        behindLoadBalancer: behindLoadBalancer(resource),
        replacedBy: cluster
          ? { value: 'Kubernetes', at: [cluster], origin: 'written' }
          : maybeNodes(resource),
      },
      remedies: {
        'heed-load-balancer-health': heedRemedy(resource),
        'scale-with-load': scaleRemedy(resource),
        'spread-over-zones': {
          title: 'Add subnets of at least two more zones to vpc_zone_identifier',
          safety: 'review',
          intents: [],
        },
        'run-two-copies': twoServers(resource),
        'raise-maximum': { title: 'Raise max_size above the desired size', safety: 'review', intents: [] },
      },
    };
  },
};

/** A second server beside a lone one; where other numbers hold it to one, they have to follow. */
function twoServers(resource: Resource): Remedy {
  const caution = 'Two servers cost twice as much, and must be able to work at the same time.';
  const isFree = (attribute: string): boolean => {
    const value = readNumber(resource, [attribute])?.value;
    return value === undefined || (typeof value === 'number' && value >= 2);
  };
  return isFree('max_size') && isFree('desired_capacity')
    ? setTo(resource, ['min_size'], 2, { safety: 'review', caution })
    : advise('Set min_size, desired_capacity and max_size to 2 or more', caution);
}

// A tag that cannot be read may give the servers to a cluster.
function maybeNodes(resource: Resource): Stated<string> | undefined {
  const value = unreadableTags(resource);
  return value && { value, at: [at(resource, 'tag')], origin: 'written' };
}

function heedsLoadBalancer(resource: Resource): Stated<boolean> {
  const type = readText(resource, ['health_check_type'], { value: 'EC2', source: HEALTH });
  return { ...type, value: Unknown.is(type.value) ? type.value : /\b(ELB|VPC_LATTICE)\b/.test(type.value) };
}

const ATTACHMENTS = ['target_group_arns', 'load_balancers', 'traffic_source'] as const;

/** What the group itself says; separate attachments are added by the pass `instance-groups`. */
function behindLoadBalancer(resource: Resource): Stated<boolean> {
  let unknown: Stated<boolean> | undefined;
  for (const attribute of ATTACHMENTS) {
    const data = attribute === 'traffic_source' ? blocksAt(resource, attribute) : dataAt(resource, attribute);
    const place = [at(resource, attribute)];
    if (Unknown.is(data)) unknown ??= { value: data, at: place, origin: 'written' };
    else if (isDataList(data) && data.length > 0) return { value: true, at: place, origin: 'written' };
  }
  return unknown ?? { value: false, at: [at(resource)], origin: 'default' };
}

function heedRemedy(resource: Resource): Remedy {
  return {
    title: 'Set health_check_type = "ELB"',
    safety: 'review',
    caution: 'health_check_grace_period must be longer than a server takes to start, or all are replaced.',
    intents: [{ op: 'set', at: at(resource, 'health_check_type'), value: 'ELB' }],
  };
}

// Half of the processor's time leaves room for the minutes a new server needs to start.
const TARGET_CPU_PERCENT = 50;

function scaleRemedy(resource: Resource): Remedy {
  const minimum = readNumber(resource, ['min_size'])?.value;
  const maximum = readNumber(resource, ['max_size'])?.value;
  const title = 'Add a target tracking policy, with max_size above min_size';
  const caution = 'Choose the measure that follows the load: requests for each target, or processor time.';
  const canGrow = typeof minimum === 'number' && typeof maximum === 'number' && maximum > minimum;
  const intents = canGrow
    ? addBeside(resource, {
        type: 'aws_autoscaling_policy',
        attributes: {
          name: `${resource.name}-load`,
          autoscaling_group_name: { expression: `${resource.address}.name` },
          policy_type: 'TargetTrackingScaling',
          target_tracking_configuration: [
            {
              predefined_metric_specification: [{ predefined_metric_type: 'ASGAverageCPUUtilization' }],
              target_value: TARGET_CPU_PERCENT,
            },
          ],
        },
      })
    : [];
  return { title, safety: 'review', caution, intents };
}
