import { Unknown } from '../../core/value.ts';
import type { Remedy } from '../../core/remedy.ts';
import type { Resource } from '../../core/resource.ts';
import { at, readText } from '../read.ts';
import type { ResourceModel } from '../resource-model.ts';
import { displayName } from './display-name.ts';

const MODES = 'https://docs.aws.amazon.com/vpc/latest/userguide/nat-gateways-regional.html';
const NAT = 'https://registry.terraform.io/providers/hashicorp/aws/5.100.0/docs/resources/nat_gateway';

/** What private subnets reach the internet through. Whom it serves is filled by the pass `routing`. */
export const model: ResourceModel = {
  types: ['aws_nat_gateway'],
  describe(resource) {
    const mode = readText(resource, ['availability_mode'], { value: 'zonal', source: MODES });
    const reach = readText(resource, ['connectivity_type'], { value: 'public', source: NAT });
    return {
      kind: 'nat',
      name: displayName(resource),
      facts: {
        zonal: { ...mode, value: Unknown.is(mode.value) ? mode.value : mode.value !== 'regional' },
        hasPublicAddress: {
          ...reach,
          value: Unknown.is(reach.value) ? reach.value : reach.value === 'public',
        },
      },
      remedies: { 'one-nat-per-zone': onePerZone, remove: remove(resource) },
    };
  },
};

const onePerZone: Remedy = {
  title: 'Add one NAT gateway and one private route table for each zone',
  safety: 'review',
  caution:
    'Each further gateway has an hourly price. In the widely used network module: ' +
    'single_nat_gateway = false, one_nat_gateway_per_az = true. ' +
    'Partners that admit the old public address must admit the new ones.',
  intents: [],
};

function remove(resource: Resource): Remedy {
  return {
    title: `Remove ${resource.address} and its address`,
    safety: 'review',
    caution: 'The public address is lost; whoever admits it elsewhere has to be told.',
    intents: [{ op: 'remove', at: at(resource) }],
  };
}
