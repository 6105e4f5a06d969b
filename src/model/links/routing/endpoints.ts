import type { ComponentId } from '../../../core/id.ts';
import type { Resource } from '../../../core/resource.ts';
import { Unknown } from '../../../core/value.ts';
import type { ComponentDraft, GraphDraft } from '../../graph-draft.ts';
import { gather } from '../gather.ts';
import { componentsOf, resolve } from '../resolve.ts';

const TABLE_TYPES = ['aws_route_table', 'aws_default_route_table', 'aws_vpc', 'aws_default_vpc'];

/**
 * Says which subnets reach a service through each endpoint: by their table, or by the names of the network.
 */
export function linkEndpoints(draft: GraphDraft, subnets: readonly ComponentDraft[]): void {
  const byTable = groupSubnets(subnets, (subnet) => subnet.facts.routes?.table);
  const byNetwork = groupSubnets(subnets, (subnet) => knownNetwork(subnet));
  const associations = separateAssociations(draft);
  for (const endpoint of draft.ofType('aws_vpc_endpoint')) {
    const component = draft.componentOf(endpoint.id);
    if (!component) continue;
    if (component.facts.endpointKind?.value === 'gateway') {
      linkByTables(draft, component, { endpoint, extra: associations.get(endpoint) ?? [], byTable });
    } else {
      const network = knownNetwork(component);
      const own = network === undefined ? [] : (byNetwork.get(network) ?? []);
      const at = [{ resource: endpoint.id, path: ['vpc_id'] }];
      component.facts.endpointSubnets = { value: own, at, origin: 'written' };
    }
  }
}

function knownNetwork(component: ComponentDraft): ComponentId | undefined {
  const network = component.facts.network?.value;
  return network === undefined || Unknown.is(network) ? undefined : network;
}

function groupSubnets(
  subnets: readonly ComponentDraft[],
  keyOf: (subnet: ComponentDraft) => ComponentId | undefined,
): ReadonlyMap<ComponentId, ComponentId[]> {
  const groups = new Map<ComponentId, ComponentId[]>();
  for (const subnet of subnets) {
    const key = keyOf(subnet);
    if (key === undefined) continue;
    const group = groups.get(key);
    if (group) group.push(subnet.id);
    else groups.set(key, [subnet.id]);
  }
  return groups;
}

function separateAssociations(draft: GraphDraft): ReadonlyMap<Resource, Resource[]> {
  const found = new Map<Resource, Resource[]>();
  for (const association of draft.ofType('aws_vpc_endpoint_route_table_association')) {
    const { resources } = resolve(draft, gather(association, 'vpc_endpoint_id'), association, {
      types: ['aws_vpc_endpoint'],
      by: ['id'],
    });
    const endpoint = resources[0];
    const component = endpoint && draft.componentOf(endpoint.id);
    if (!endpoint || !component) continue;
    draft.absorb(association, component);
    const known = found.get(endpoint);
    if (known) known.push(association);
    else found.set(endpoint, [association]);
  }
  return found;
}

interface EndpointTables {
  readonly endpoint: Resource;
  readonly extra: readonly Resource[];
  readonly byTable: ReadonlyMap<ComponentId, ComponentId[]>;
}

function linkByTables(
  draft: GraphDraft,
  component: ComponentDraft,
  { endpoint, extra, byTable }: EndpointTables,
): void {
  const options = { types: TABLE_TYPES, by: ['id'] };
  const own = resolve(draft, gather(endpoint, 'route_table_ids[]'), endpoint, options);
  const more = extra.map((resource) => resolve(draft, gather(resource, 'route_table_id'), resource, options));
  const resolved = [own, ...more];
  const { components } = componentsOf(
    draft,
    resolved.flatMap(({ resources }) => resources),
  );
  const doubt = resolved.flatMap(({ unknowns }) => unknowns)[0];
  const subnets = new Set(components.flatMap(({ id }) => byTable.get(id) ?? []));
  const at = [{ resource: endpoint.id, path: ['route_table_ids'] }];
  component.facts.endpointSubnets = { value: doubt ?? [...subnets], at, origin: 'written' };
}
