import type { Stated } from '../../core/component.ts';
import type { NetworkJoin } from '../../core/facts/network.ts';
import type { ComponentId } from '../../core/id.ts';
import type { Resource } from '../../core/resource.ts';
import { Unknown } from '../../core/value.ts';
import type { ComponentDraft, GraphDraft } from '../graph-draft.ts';
import type { LinkPass } from '../link-pass.ts';
import { readText } from '../read.ts';
import { gather } from './gather.ts';
import { componentsOf, resolve } from './resolve.ts';

export const NETWORK_TYPES = ['aws_vpc', 'aws_default_vpc'];

const MEMBERS = [
  'aws_subnet',
  'aws_security_group',
  'aws_default_security_group',
  'aws_route_table',
  'aws_internet_gateway',
  'aws_egress_only_internet_gateway',
  'aws_vpc_endpoint',
  'aws_network_acl',
  'aws_vpn_gateway',
  'aws_ec2_transit_gateway_vpc_attachment',
  'aws_nat_gateway',
];

/** Says which network each part belongs to, all ranges of a network, and what joins networks. */
export const networks: LinkPass = {
  name: 'networks',
  after: ['placement'],
  run(draft) {
    for (const resource of draft.ofType(...MEMBERS)) joinNetwork(draft, resource, 'vpc_id');
    for (const resource of draft.ofType('aws_default_route_table')) {
      joinNetwork(draft, resource, 'default_route_table_id');
    }
    for (const resource of draft.ofType('aws_default_network_acl')) {
      joinNetwork(draft, resource, 'default_network_acl_id');
    }
    joinThroughSubnets(draft);
    for (const resource of draft.ofType('aws_vpc_ipv4_cidr_block_association')) addRange(draft, resource);
    for (const resource of draft.ofType('aws_vpc_peering_connection')) joinByPeering(draft, resource);
    for (const resource of draft.ofType('aws_ec2_transit_gateway_vpc_attachment')) joinByHub(draft, resource);
    for (const resource of draft.ofType('aws_vpn_gateway')) joinByTunnel(draft, resource);
    listMembers(draft);
  },
};

function joinNetwork(draft: GraphDraft, resource: Resource, attribute: string): void {
  const component = draft.componentOf(resource.id);
  if (!component || component.facts.network) return;
  const network = networkOf(draft, resource, attribute);
  if (network) component.facts.network = network;
}

/** The network that an attribute names; undefined where nothing is written. */
function networkOf(
  draft: GraphDraft,
  resource: Resource,
  attribute: string,
): Stated<ComponentId> | undefined {
  const written = gather(resource, attribute);
  const [first] = written;
  if (!first) return undefined;
  const { resources, unknowns } = resolve(draft, written, resource, { types: NETWORK_TYPES, by: ['id'] });
  const { components, unknowns: outside } = componentsOf(draft, resources);
  const value = unknowns[0] ?? outside[0] ?? components[0]?.id;
  return value === undefined ? undefined : { value, at: [first.at], origin: 'written' };
}

/** Whatever stands in subnets of one network stands in that network. */
function joinThroughSubnets(draft: GraphDraft): void {
  for (const component of draft.components.values()) {
    if (component.facts.network) continue;
    for (const id of component.facts.knownSubnets ?? []) {
      const network = draft.components.get(id)?.facts.network;
      if (network) component.facts.network = network;
    }
  }
}

function addRange(draft: GraphDraft, resource: Resource): void {
  const network = soleNetwork(draft, resource, 'vpc_id');
  if (!network) return;
  const range = readText(resource, ['cidr_block']);
  draft.absorb(resource, network);
  if (range) network.facts.addressRanges = [...(network.facts.addressRanges ?? []), range];
}

function soleNetwork(draft: GraphDraft, resource: Resource, attribute: string): ComponentDraft | undefined {
  const { resources } = resolve(draft, gather(resource, attribute), resource, {
    types: NETWORK_TYPES,
    by: ['id'],
  });
  return resources[0] && draft.componentOf(resources[0].id);
}

function addJoin(network: ComponentDraft | undefined, join: NetworkJoin): void {
  if (network) network.facts.joins = [...(network.facts.joins ?? []), join];
}

function joinByPeering(draft: GraphDraft, resource: Resource): void {
  const requester = soleNetwork(draft, resource, 'vpc_id');
  const accepter = soleNetwork(draft, resource, 'peer_vpc_id');
  const at = { resource: resource.id, path: [] };
  addJoin(requester, { kind: 'peering', with: accepter?.id, at });
  addJoin(accepter, { kind: 'peering', with: requester?.id, at });
}

function joinByHub(draft: GraphDraft, resource: Resource): void {
  const hubs = resolve(draft, gather(resource, 'transit_gateway_id'), resource, {
    types: ['aws_ec2_transit_gateway'],
    by: ['id'],
  });
  const hub = hubs.resources[0] && draft.componentOf(hubs.resources[0].id);
  const at = { resource: resource.id, path: ['transit_gateway_id'] };
  addJoin(soleNetwork(draft, resource, 'vpc_id'), { kind: 'transit', with: hub?.id, at });
}

function joinByTunnel(draft: GraphDraft, resource: Resource): void {
  addJoin(soleNetwork(draft, resource, 'vpc_id'), {
    kind: 'tunnel',
    with: undefined,
    at: { resource: resource.id, path: [] },
  });
}

function listMembers(draft: GraphDraft): void {
  const members = new Map<
    ComponentId,
    { subnets: ComponentId[]; gateways: ComponentId[]; endpoints: ComponentId[] }
  >();
  for (const component of draft.components.values()) {
    if (component.facts.networkPart === 'network')
      members.set(component.id, { subnets: [], gateways: [], endpoints: [] });
  }
  for (const component of draft.components.values()) {
    const network = component.facts.network?.value;
    const own = network === undefined || Unknown.is(network) ? undefined : members.get(network);
    if (component.kind === 'subnet') own?.subnets.push(component.id);
    if (component.kind === 'nat') own?.gateways.push(component.id);
    if (component.facts.networkPart === 'endpoint') own?.endpoints.push(component.id);
  }
  for (const [id, { subnets, gateways, endpoints }] of members) {
    const network = draft.components.get(id);
    if (!network) continue;
    network.facts.networkSubnets = subnets;
    network.facts.networkGateways = gateways;
    network.facts.networkEndpoints = endpoints;
  }
}
