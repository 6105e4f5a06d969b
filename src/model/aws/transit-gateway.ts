import type { ResourceModel } from '../resource-model.ts';
import { displayName } from './display-name.ts';

/** Hubs and tunnels that join networks. Who is attached is filled by the pass `networks`. */
export const model: ResourceModel = {
  types: [
    'aws_ec2_transit_gateway',
    'aws_ec2_transit_gateway_vpc_attachment',
    'aws_ec2_transit_gateway_route_table',
    'aws_ec2_transit_gateway_peering_attachment',
    'aws_vpn_gateway',
    'aws_vpn_connection',
    'aws_customer_gateway',
    'aws_dx_gateway',
  ],
  describe(resource) {
    return { kind: 'network', name: displayName(resource), facts: { networkPart: 'transit' } };
  },
};
