import { readBool, readText } from '../read.ts';
import type { ResourceModel } from '../resource-model.ts';
import { displayName } from './display-name.ts';

const SUBNET = 'https://registry.terraform.io/providers/hashicorp/aws/5.100.0/docs/resources/subnet';
const DEFAULT_SUBNET =
  'https://registry.terraform.io/providers/hashicorp/aws/5.100.0/docs/resources/default_subnet';

/** A part of a network in one zone. Zone and routes are filled by link passes. */
export const model: ResourceModel = {
  types: ['aws_subnet', 'aws_default_subnet'],
  describe(resource) {
    const isDefault = resource.type === 'aws_default_subnet';
    const range = readText(resource, ['cidr_block']);
    return {
      kind: 'subnet',
      name: displayName(resource),
      facts: {
        addressRanges: range ? [range] : [],
        givesPublicAddresses: readBool(resource, ['map_public_ip_on_launch'], {
          value: isDefault,
          source: isDefault ? DEFAULT_SUBNET : SUBNET,
        }),
      },
    };
  },
};
