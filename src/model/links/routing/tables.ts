import type { Route, RouteList } from '../../../core/facts/network.ts';
import type { ComponentId, ResourceId, StackId } from '../../../core/id.ts';
import type { Location } from '../../../core/location.ts';
import type { Resource } from '../../../core/resource.ts';
import { Unknown } from '../../../core/value.ts';
import type { Value } from '../../../core/value.ts';
import type { ComponentDraft, GraphDraft } from '../../graph-draft.ts';
import { gather } from '../gather.ts';
import { NETWORK_TYPES } from '../networks.ts';
import { resolveEach } from '../resolve.ts';
import type { Resolution } from '../resolve.ts';
import { inlineRoutes, separateRoute } from './read-routes.ts';

const TABLE_TYPES = ['aws_route_table', 'aws_default_route_table'];

interface Table {
  readonly routes: Route[];
  more: Unknown | undefined;
  /** True when a subnet that is not in the inputs, or cannot be told, uses it. */
  usedElsewhere: boolean;
}

interface Association {
  readonly table: Value<ComponentId>;
  readonly at: Location;
}

/** All route tables, and which one each subnet uses. The unwritten main table of a network is the network. */
export class RouteTables {
  readonly #draft: GraphDraft;
  readonly tables = new Map<ComponentId, Table>();
  /** Routes whose table is not in the inputs. */
  readonly elsewhere: Route[] = [];
  readonly #associations = new Map<ComponentId, Association>();
  readonly #mainTables = new Map<ComponentId, Association>();
  /** Associations whose subnet cannot be told: any subnet of the stack without one may be meant. */
  readonly #loose = new Map<StackId, Unknown>();

  constructor(draft: GraphDraft) {
    this.#draft = draft;
    for (const resource of draft.ofType(...NETWORK_TYPES, ...TABLE_TYPES)) this.#addTable(resource);
    this.#readMainTables();
    for (const resource of draft.ofType('aws_route')) this.#addRoute(resource);
    for (const resource of draft.ofType('aws_route_table_association')) this.#associate(resource);
  }

  /** The routes of the table that a subnet uses, or why they cannot be told. */
  routesOf(subnet: ComponentDraft): Value<RouteList> {
    const association = this.#associations.get(subnet.id) ?? this.#mainTableOf(subnet);
    if (Unknown.is(association)) return association;
    if (Unknown.is(association.table)) return association.table;
    const table = this.tables.get(association.table);
    if (!table) throw new Error(`the table ${association.table} was not read`);
    return { table: association.table, routes: table.routes, more: table.more, at: association.at };
  }

  #mainTableOf(subnet: ComponentDraft): Association | Unknown {
    const loose = subnet.stack && this.#loose.get(subnet.stack.id);
    if (loose) return loose;
    const network = subnet.facts.network?.value;
    if (network === undefined || Unknown.is(network)) return network ?? noNetwork(subnet);
    return (
      this.#mainTables.get(network) ?? {
        table: network,
        at: { resource: resourceOf(subnet), path: ['vpc_id'] },
      }
    );
  }

  #addTable(resource: Resource): void {
    const component = this.#draft.componentOf(resource.id);
    if (!component) return;
    const { routes, more } = TABLE_TYPES.includes(resource.type)
      ? inlineRoutes(this.#draft, resource)
      : { routes: [], more: undefined };
    this.tables.set(component.id, { routes: [...routes], more, usedElsewhere: false });
  }

  #readMainTables(): void {
    for (const resource of this.#draft.ofType('aws_default_route_table')) {
      const component = this.#draft.componentOf(resource.id);
      const network = component?.facts.network?.value;
      if (!component || network === undefined || Unknown.is(network)) continue;
      this.#mainTables.set(network, { table: component.id, at: { resource: resource.id, path: [] } });
    }
    for (const resource of this.#draft.ofType('aws_main_route_table_association')) {
      const [network] = this.#follow(resource, 'vpc_id', NETWORK_TYPES);
      const [table] = this.#follow(resource, 'route_table_id', TABLE_TYPES);
      const owner = network?.resource && this.#draft.componentOf(network.resource.id);
      if (!owner || !table) continue;
      const target = table.resource && this.#draft.componentOf(table.resource.id)?.id;
      const value = target ?? table.unknown ?? notHere(resource);
      this.#mainTables.set(owner.id, {
        table: value,
        at: { resource: resource.id, path: ['route_table_id'] },
      });
    }
  }

  #addRoute(resource: Resource): void {
    const route = separateRoute(this.#draft, resource);
    const [found] = this.#follow(resource, 'route_table_id', [...TABLE_TYPES, ...NETWORK_TYPES]);
    const table = found?.resource && this.#tableMeant(found.resource);
    if (!table) this.elsewhere.push(route);
    else {
      table.entry.routes.push(route);
      if (resource.unknownCount) table.entry.more ??= maybe(resource);
      this.#draft.absorb(resource, table.component);
    }
    for (const possible of found?.possible ?? []) {
      const meant = this.#tableMeant(possible);
      if (meant) meant.entry.more ??= found?.unknown;
    }
  }

  /** A route into "the main table of this network" belongs to whatever that table is. */
  #tableMeant(resource: Resource): { readonly component: ComponentDraft; readonly entry: Table } | undefined {
    const component = this.#draft.componentOf(resource.id);
    if (!component) return undefined;
    const main = this.#mainTables.get(component.id)?.table;
    const meant = main === undefined || Unknown.is(main) ? component : this.#draft.components.get(main);
    const entry = meant && this.tables.get(meant.id);
    return meant && entry ? { component: meant, entry } : undefined;
  }

  #associate(resource: Resource): void {
    const [table] = this.#follow(resource, 'route_table_id', [...TABLE_TYPES, ...NETWORK_TYPES]);
    const [subnet] = this.#follow(resource, 'subnet_id', ['aws_subnet', 'aws_default_subnet']);
    if (!table || !subnet) return;
    const meant = table.resource && this.#tableMeant(table.resource);
    const component = subnet.resource && this.#draft.componentOf(subnet.resource.id);
    if (component) {
      const value = meant?.component.id ?? table.unknown ?? notHere(resource);
      this.#associations.set(component.id, {
        table: value,
        at: { resource: resource.id, path: ['route_table_id'] },
      });
      this.#draft.absorb(resource, meant?.component ?? component);
    } else if (meant) meant.entry.usedElsewhere = true;
    const loose = component ? undefined : subnet.unknown;
    if (loose && !this.#loose.has(resource.stack)) this.#loose.set(resource.stack, loose);
    for (const possible of table.possible) {
      const candidate = this.#tableMeant(possible);
      if (candidate) candidate.entry.usedElsewhere = true;
    }
  }

  #follow(resource: Resource, attribute: string, types: readonly string[]): readonly Resolution[] {
    return resolveEach(this.#draft, gather(resource, attribute), resource, { types, by: ['id'] });
  }
}

function resourceOf(component: ComponentDraft): ResourceId {
  const [resource] = component.resources;
  if (!resource) throw new Error(`${component.id} is made of no resource`);
  return resource;
}

function noNetwork(subnet: ComponentDraft): Unknown {
  return new Unknown({
    reason: 'not-in-inputs',
    detail: `the network of ${subnet.name} is not in the inputs, and no table is associated with it here`,
    settledBy: 'the code that declares the network and its route tables',
  });
}

function notHere(resource: Resource): Unknown {
  return new Unknown({
    reason: 'data-source',
    detail: `the route table of ${resource.address} is read when Terraform runs`,
    settledBy: 'the code that declares the route table, or a plan',
  });
}

function maybe(resource: Resource): Unknown {
  return new Unknown({
    reason: 'unknown-expansion',
    detail: `how many routes ${resource.address} makes is not known`,
    settledBy: 'the value of its count or for_each',
  });
}
