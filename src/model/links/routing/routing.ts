import type { Stated } from '../../../core/component.ts';
import type { RouteList } from '../../../core/facts/network.ts';
import type { ComponentId } from '../../../core/id.ts';
import type { Location } from '../../../core/location.ts';
import { Unknown } from '../../../core/value.ts';
import type { Value } from '../../../core/value.ts';
import type { ComponentDraft, GraphDraft } from '../../graph-draft.ts';
import type { LinkPass } from '../../link-pass.ts';
import { linkEndpoints } from './endpoints.ts';
import { RouteTables } from './tables.ts';

const DEFAULT_SUBNETS = 'https://docs.aws.amazon.com/vpc/latest/userguide/default-subnet.html';

/** Says where the traffic of each subnet goes, which subnets are public, and whom each NAT gateway serves. */
export const routing: LinkPass = {
  name: 'routing',
  after: ['placement', 'networks'],
  run(draft) {
    const tables = new RouteTables(draft);
    // Subnets of other clouds have no route tables of their own.
    const subnets = [...draft.components.values()].filter(
      ({ kind, main }) => kind === 'subnet' && main?.type.startsWith('aws_') === true,
    );
    for (const subnet of subnets) describeSubnet(subnet, tables.routesOf(subnet));
    describeGateways(draft, subnets, tables);
    linkEndpoints(draft, subnets);
  },
};

function describeSubnet(subnet: ComponentDraft, list: Value<RouteList>): void {
  const isDefault = subnet.main?.type === 'aws_default_subnet';
  const at: readonly Location[] = subnet.resources.slice(0, 1).map((resource) => ({ resource, path: [] }));
  if (Unknown.is(list)) {
    // Nobody wrote a table for it: default subnets lead to the internet until somebody does.
    subnet.facts.routesToInternet = isDefault
      ? { value: true, at, origin: 'default', source: DEFAULT_SUBNETS }
      : { value: list, at, origin: 'written' };
    subnet.facts.natGateways = { value: isDefault ? [] : list, at, origin: 'written' };
    return;
  }
  subnet.facts.routes = list;
  subnet.facts.routesToInternet = leadsToInternet(list);
  subnet.facts.natGateways = gatewaysOf(list);
}

function leadsToInternet(list: RouteList): Stated<boolean> {
  const route = list.routes.find(({ through }) => through === 'internet-gateway');
  if (route) return { value: true, at: [route.at, list.at], origin: 'written' };
  return { value: doubtOf(list) ?? false, at: [list.at], origin: 'written' };
}

function gatewaysOf(list: RouteList): Stated<readonly ComponentId[]> {
  const routes = list.routes.filter(({ through }) => through === 'nat');
  const targets = routes.map(({ target, because }) => target ?? because ?? elsewhere);
  const doubt = targets.find((target) => Unknown.is(target)) ?? doubtOf(list);
  const known = targets.filter((target): target is ComponentId => !Unknown.is(target));
  const at = [...routes.map((route) => route.at), list.at];
  return { value: Unknown.is(doubt) ? doubt : [...new Set(known)], at, origin: 'written' };
}

const elsewhere = new Unknown({
  reason: 'not-in-inputs',
  detail: 'the NAT gateway of a route is not in the inputs',
  settledBy: 'the code that declares the NAT gateway',
});

/** Why a route list may hold more than it shows. */
function doubtOf(list: RouteList): Unknown | undefined {
  return list.more ?? list.routes.find(({ through }) => through === 'unknown')?.because;
}

/** Every NAT gateway: the subnets it serves, and whether others may use it. */
function describeGateways(draft: GraphDraft, subnets: readonly ComponentDraft[], tables: RouteTables): void {
  const served = new Map<ComponentId, ComponentId[]>();
  for (const subnet of subnets) {
    for (const id of new Set((subnet.facts.routes?.routes ?? []).map(natOf))) {
      if (id === undefined) continue;
      draft.depend({
        from: subnet.id,
        to: id,
        kind: 'routes-to',
        strength: 'soft',
        grade: 'B',
        evidence: [
          { says: `${subnet.name} leads through this NAT gateway`, at: subnet.facts.natGateways?.at[0] },
        ],
      });
      const known = served.get(id);
      if (known) known.push(subnet.id);
      else served.set(id, [subnet.id]);
    }
  }
  const doubts = new Doubts(subnets, tables);
  for (const component of draft.components.values()) {
    if (component.kind !== 'nat') continue;
    const own = served.get(component.id) ?? [];
    const doubt = doubts.about(component);
    const at = component.resources.slice(0, 1).map((resource) => ({ resource, path: [] }));
    component.facts.knownServedSubnets = own;
    component.facts.servedSubnets = { value: doubt ?? own, at, origin: 'written' };
    component.facts.routeTablesRead = doubts.tablesRead(component);
  }
}

function natOf({ through, target }: RouteList['routes'][number]): ComponentId | undefined {
  return through === 'nat' ? target : undefined;
}

/** Collects, once, why a NAT gateway may serve more than can be seen. */
class Doubts {
  readonly #byStack = new Map<string, Unknown>();
  readonly #byNetwork = new Map<ComponentId, Unknown>();
  readonly #byGateway = new Map<ComponentId, Unknown>();
  readonly #tablesOf = new Map<ComponentId, Map<ComponentId, Location>>();

  constructor(subnets: readonly ComponentDraft[], tables: RouteTables) {
    for (const subnet of subnets) this.#addSubnet(subnet);
    for (const route of tables.elsewhere) this.#addLoose(route, elsewhereUsed);
    for (const table of tables.tables.values()) {
      if (table.usedElsewhere) for (const route of table.routes) this.#addLoose(route, elsewhereUsed);
    }
  }

  about(gateway: ComponentDraft): Unknown | undefined {
    const network = gateway.facts.network?.value ?? outside;
    const inNetwork = Unknown.is(network) ? network : this.#byNetwork.get(network);
    return this.#byGateway.get(gateway.id) ?? inNetwork ?? this.#byStack.get(gateway.stack?.id ?? '');
  }

  /** The tables of the gateway's network that were read. */
  tablesRead(gateway: ComponentDraft): readonly Location[] {
    const network = gateway.facts.network?.value;
    if (network === undefined || Unknown.is(network)) return [];
    return [...(this.#tablesOf.get(network)?.values() ?? [])];
  }

  #addSubnet(subnet: ComponentDraft): void {
    const network = subnet.facts.network?.value;
    const { routes, natGateways } = subnet.facts;
    const doubt = natGateways && Unknown.is(natGateways.value) ? natGateways.value : undefined;
    if (network === undefined || Unknown.is(network)) {
      if (doubt && subnet.stack) this.#byStack.set(subnet.stack.id, doubt);
      return;
    }
    if (doubt && !this.#byNetwork.has(network)) this.#byNetwork.set(network, doubt);
    if (!routes) return;
    const tables = this.#tablesOf.get(network) ?? new Map<ComponentId, Location>();
    tables.set(routes.table, routes.at);
    this.#tablesOf.set(network, tables);
  }

  #addLoose(route: RouteList['routes'][number], doubt: Unknown): void {
    const gateway = natOf(route);
    if (gateway !== undefined) this.#byGateway.set(gateway, route.because ?? doubt);
  }
}

const outside = new Unknown({
  reason: 'not-in-inputs',
  detail: 'its network is not in the inputs',
  settledBy: 'the code that declares the network, its subnets and route tables',
});

const elsewhereUsed = new Unknown({
  reason: 'not-in-inputs',
  detail: 'a route table with subnets outside the inputs leads through it',
  settledBy: 'the code that declares these subnets',
});
