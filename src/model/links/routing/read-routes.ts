import type { Route, RouteTargetKind } from '../../../core/facts/network.ts';
import type { Location } from '../../../core/location.ts';
import type { Resource } from '../../../core/resource.ts';
import { isDataObject, Unknown } from '../../../core/value.ts';
import type { Data, DataObject, Value } from '../../../core/value.ts';
import { lookup } from '../../../core/lookup.ts';
import type { GraphDraft } from '../../graph-draft.ts';
import { blocksAt } from '../../read.ts';
import { resolveEach } from '../resolve.ts';

/**
 * The attribute that names a target tells what kind of way it is; `gateway_id` needs a look at the target.
 */
const TARGETS: readonly {
  attribute: string;
  through: RouteTargetKind | undefined;
  types: readonly string[];
}[] = [
  {
    attribute: 'gateway_id',
    through: undefined,
    types: ['aws_internet_gateway', 'aws_vpn_gateway', 'aws_egress_only_internet_gateway', 'aws_nat_gateway'],
  },
  { attribute: 'nat_gateway_id', through: 'nat', types: ['aws_nat_gateway'] },
  {
    attribute: 'egress_only_gateway_id',
    through: 'egress-only-gateway',
    types: ['aws_egress_only_internet_gateway'],
  },
  { attribute: 'transit_gateway_id', through: 'transit', types: ['aws_ec2_transit_gateway'] },
  { attribute: 'vpc_peering_connection_id', through: 'peering', types: ['aws_vpc_peering_connection'] },
  { attribute: 'vpc_endpoint_id', through: 'endpoint', types: ['aws_vpc_endpoint'] },
  {
    attribute: 'network_interface_id',
    through: 'interface',
    types: ['aws_network_interface', 'aws_instance'],
  },
  { attribute: 'instance_id', through: 'interface', types: ['aws_instance'] },
  { attribute: 'carrier_gateway_id', through: 'other', types: [] },
  { attribute: 'local_gateway_id', through: 'other', types: [] },
  { attribute: 'core_network_arn', through: 'other', types: [] },
];

const GATEWAY_KINDS: { readonly [type: string]: RouteTargetKind } = {
  aws_internet_gateway: 'internet-gateway',
  aws_egress_only_internet_gateway: 'egress-only-gateway',
  aws_vpn_gateway: 'tunnel',
  aws_nat_gateway: 'nat',
};

const DESTINATIONS = [
  'cidr_block',
  'destination_cidr_block',
  'ipv6_cidr_block',
  'destination_ipv6_cidr_block',
  'destination_prefix_list_id',
];

/** Routes written inside a table, and why there may be more. */
export function inlineRoutes(
  draft: GraphDraft,
  table: Resource,
): { readonly routes: readonly Route[]; readonly more: Unknown | undefined } {
  const blocks = blocksAt(table, 'route');
  if (Unknown.is(blocks)) return { routes: [], more: blocks };
  const routes: Route[] = [];
  let more: Unknown | undefined;
  blocks.forEach((block, index) => {
    if (Unknown.is(block)) more ??= block;
    else routes.push(readRoute(draft, table, block, ['route', index]));
  });
  return { routes, more };
}

/** The route that a resource of its own states. */
export function separateRoute(draft: GraphDraft, resource: Resource): Route {
  return readRoute(draft, resource, resource.attributes, []);
}

function readRoute(
  draft: GraphDraft,
  resource: Resource,
  block: DataObject,
  path: readonly (string | number)[],
): Route {
  const at: Location = { resource: resource.id, path };
  const destination = destinationOf(block);
  const written = TARGETS.filter(({ attribute }) => isGiven(block[attribute]));
  const sure = written.find(({ attribute }) => !Unknown.is(block[attribute]));
  const chosen = sure ?? written.find(({ attribute }) => hasReference(block[attribute])) ?? written[0];
  if (!chosen) return { destination, through: 'other', target: undefined, because: undefined, at };
  const data = block[chosen.attribute] ?? null;
  const place = { resource: resource.id, path: [...path, chosen.attribute] };
  const value = { data, at: place, single: true };
  const [found] = resolveEach(draft, [value], resource, { types: chosen.types, by: ['id'] });
  const target = found?.resource && draft.componentOf(found.resource.id)?.id;
  const because = found?.unknown;
  const named = found?.resource && lookup(GATEWAY_KINDS, found.resource.type);
  const isOpen = written.length > 1 && !sure;
  const through = chosen.through ?? named ?? gatewayByLiteral(data);
  if (through === undefined || (isOpen && !found?.resource)) {
    return { destination, through: 'unknown', target: undefined, because, at: place };
  }
  return { destination, through, target, because: target ? undefined : because, at: place };
}

function isGiven(data: Data | undefined): boolean {
  return data !== undefined && data !== null && data !== '';
}

function hasReference(data: Data | undefined): boolean {
  return Unknown.is(data) && data.refs.length > 0;
}

function gatewayByLiteral(data: Data): RouteTargetKind | undefined {
  if (typeof data !== 'string') return undefined;
  if (data.startsWith('igw-')) return 'internet-gateway';
  if (data.startsWith('vgw-')) return 'tunnel';
  return 'other';
}

function destinationOf(block: DataObject): Value<string> | undefined {
  for (const attribute of DESTINATIONS) {
    const data = block[attribute];
    if (typeof data === 'string' && data !== '') return data;
    if (Unknown.is(data)) return data;
    if (isDataObject(data)) return undefined;
  }
  return undefined;
}
