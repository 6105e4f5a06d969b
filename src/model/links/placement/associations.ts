import type { ComponentId } from '../../../core/id.ts';
import type { Location } from '../../../core/location.ts';
import type { Resource } from '../../../core/resource.ts';
import { Unknown } from '../../../core/value.ts';
import type { ComponentDraft, GraphDraft } from '../../graph-draft.ts';
import { gather } from '../gather.ts';
import { componentsOf, resolve } from '../resolve.ts';
import { SUBNET_TYPES } from './site.ts';

interface Association {
  readonly type: string;
  readonly owner: { readonly path: string; readonly types: readonly string[] };
  readonly adds: 'subnet_id' | 'security_group_id';
}

const ENDPOINT = { path: 'vpc_endpoint_id', types: ['aws_vpc_endpoint'] };

/** Resources of their own that put something into a subnet, or give it a security group. */
const ASSOCIATIONS: readonly Association[] = [
  { type: 'aws_vpc_endpoint_subnet_association', owner: ENDPOINT, adds: 'subnet_id' },
  { type: 'aws_vpc_endpoint_security_group_association', owner: ENDPOINT, adds: 'security_group_id' },
  {
    type: 'aws_network_interface_sg_attachment',
    owner: { path: 'network_interface_id', types: ['aws_network_interface', 'aws_instance'] },
    adds: 'security_group_id',
  },
];

const GROUP_TYPES = ['aws_security_group', 'aws_default_security_group'];

/** Adds what associations say to the subnets and security groups that components name themselves. */
export function placeAssociated(draft: GraphDraft): void {
  for (const { type, owner, adds } of ASSOCIATIONS) {
    for (const resource of draft.ofType(type)) {
      const owners = follow(draft, resource, owner.path, owner.types).components;
      for (const component of owners) {
        if (adds === 'subnet_id') addSubnet(draft, component, resource);
        else addGroup(draft, component, resource);
        draft.absorb(resource, component);
      }
    }
  }
}

function addSubnet(draft: GraphDraft, component: ComponentDraft, resource: Resource): void {
  const { components, unknown } = follow(draft, resource, 'subnet_id', SUBNET_TYPES);
  const { facts } = component;
  const known = together(facts.knownSubnets, components);
  facts.knownSubnets = known;
  facts.subnets = {
    value: unknownOf(facts.subnets?.value) ?? unknown ?? known,
    at: places(facts.subnets, resource),
    origin: 'written',
  };
}

function addGroup(draft: GraphDraft, component: ComponentDraft, resource: Resource): void {
  const { components, unknown } = follow(draft, resource, 'security_group_id', GROUP_TYPES);
  const { facts } = component;
  const known = together(facts.knownSecurityGroups, components);
  facts.knownSecurityGroups = known;
  facts.securityGroups = {
    value: unknownOf(facts.securityGroups?.value) ?? unknown ?? known,
    at: places(facts.securityGroups, resource),
    origin: 'written',
  };
}

function follow(
  draft: GraphDraft,
  resource: Resource,
  path: string,
  types: readonly string[],
): { readonly components: readonly ComponentDraft[]; readonly unknown: Unknown | undefined } {
  const { resources, unknowns } = resolve(draft, gather(resource, path), resource, { types, by: ['id'] });
  const { components, unknowns: outside } = componentsOf(draft, resources);
  return { components, unknown: unknowns[0] ?? outside[0] };
}

function together(
  known: readonly ComponentId[] | undefined,
  added: readonly ComponentDraft[],
): readonly ComponentId[] {
  return [...new Set([...(known ?? []), ...added.map(({ id }) => id)])];
}

function unknownOf(value: unknown): Unknown | undefined {
  return Unknown.is(value) ? value : undefined;
}

function places(
  known: { readonly at: readonly Location[] } | undefined,
  resource: Resource,
): readonly Location[] {
  return [...(known?.at ?? []), { resource: resource.id, path: [] }];
}
