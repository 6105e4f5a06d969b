import type { Listener } from '../../../core/facts/network.ts';
import type { Location } from '../../../core/location.ts';
import type { Resource } from '../../../core/resource.ts';
import { Unknown } from '../../../core/value.ts';
import type { Data } from '../../../core/value.ts';
import type { ComponentDraft, GraphDraft } from '../../graph-draft.ts';
import type { LinkPass } from '../../link-pass.ts';
import { at, dataAt } from '../../read.ts';
import { Answers } from '../addresses/answers.ts';
import { connect } from '../compute/connect.ts';
import { gather } from '../gather.ts';
import { balancers } from './balancers.ts';
import { findAzure } from './find-azure.ts';
import { frontDoors } from './front-door.ts';
import { nameLeads } from './names.ts';
import { BACKENDS } from './types.ts';

/** Joins gateways with what stands behind them, and names with gateways. */
export const entries: LinkPass = {
  name: 'azure-entries',
  after: ['azure-plans'],
  run(draft) {
    if (draft.ofType(...ENTRIES).length === 0) return;
    const answers = new Answers(draft);
    for (const resource of draft.ofType('azurerm_application_gateway')) gateway(draft, resource, answers);
    for (const resource of draft.ofType('azurerm_api_management_api', 'azurerm_api_management_backend')) {
      api(draft, resource, answers);
    }
    frontDoors(draft, answers);
    balancers(draft);
    for (const resource of draft.ofType('azurerm_private_endpoint')) endpoint(draft, resource);
    for (const resource of draft.ofType('azurerm_application_gateway', 'azurerm_lb')) hold(draft, resource);
    nameLeads(draft);
  },
};

const ENTRIES = [
  'azurerm_private_endpoint',
  'azurerm_application_gateway',
  'azurerm_lb',
  'azurerm_api_management',
  'azurerm_frontdoor',
  'azurerm_cdn_frontdoor_profile',
  'azurerm_dns_a_record',
  'azurerm_dns_cname_record',
];

/** What a host or an id leads to: by reference, or because somebody answers under it. */
export function behind(
  draft: GraphDraft,
  data: Data,
  { from, resource, answers }: { from: ComponentDraft; resource: Resource; answers: Answers },
): readonly ComponentDraft[] {
  if (Unknown.is(data)) return findAzure(draft, data, resource, BACKENDS);
  if (typeof data !== 'string') return [];
  const host = /^(?:https?:\/\/)?([^/:]+)/.exec(data)?.[1];
  const found = host === undefined ? [] : answers.to(from, host.toLowerCase());
  return found.length === 1 ? found : [];
}

/** Says that one stands behind the other. */
export function lead(draft: GraphDraft, from: ComponentDraft, to: ComponentDraft, place: Location): void {
  if (from === to) return;
  const says = `${to.name} stands behind ${from.name}`;
  connect(draft, { from, to, kind: 'routes-to', strength: 'hard', says, at: place });
  // What a gateway serves from a storage account is meant for everybody.
  if (to.kind === 'bucket') to.facts.isWebsite ??= { value: true, at: [place], origin: 'written' };
  else to.facts.behindLoadBalancer = { value: true, at: [place], origin: 'written' };
}

const POOL_NAMES = [
  'request_routing_rule.backend_address_pool_name',
  'url_path_map.default_backend_address_pool_name',
  'url_path_map.path_rule.backend_address_pool_name',
];

function gateway(draft: GraphDraft, resource: Resource, answers: Answers): void {
  const from = draft.componentOf(resource.id);
  const pools = dataAt(resource, 'backend_address_pool');
  if (!from || !Array.isArray(pools)) return;
  const used = new Set(POOL_NAMES.flatMap((path) => gather(resource, path)).map(({ data }) => data));
  const isSure = ![...used].some((name) => Unknown.is(name));
  const addresses = ['fqdns[]', 'ip_addresses[]'].flatMap((list) =>
    gather(resource, `backend_address_pool.${list}`),
  );
  for (const { data, at: place } of addresses) {
    const index = place.path[1];
    const name = dataAt(resource, 'backend_address_pool', typeof index === 'number' ? index : 0, 'name');
    // A pool that no rule names gets no requests.
    if (isSure && !used.has(name ?? null)) continue;
    for (const to of behind(draft, data, { from, resource, answers })) lead(draft, from, to, place);
  }
}

/** An interface of API Management, and the service that answers behind it. */
function api(draft: GraphDraft, resource: Resource, answers: Answers): void {
  for (const from of findAzure(draft, dataAt(resource, 'api_management_name'), resource, [
    'azurerm_api_management',
  ])) {
    for (const attribute of ['service_url', 'url']) {
      const data = dataAt(resource, attribute);
      if (data === undefined) continue;
      for (const to of behind(draft, data, { from, resource, answers }))
        lead(draft, from, to, at(resource, attribute));
    }
  }
}

const STORES = [
  'azurerm_postgresql_flexible_server',
  'azurerm_mysql_flexible_server',
  'azurerm_mssql_server',
  'azurerm_cosmosdb_account',
  'azurerm_redis_cache',
  'azurerm_storage_account',
  'azurerm_servicebus_namespace',
  'azurerm_key_vault',
  'azurerm_linux_web_app',
];

/** An address inside a network that leads to one store. */
function endpoint(draft: GraphDraft, resource: Resource): void {
  const from = draft.componentOf(resource.id);
  const path = 'private_service_connection.private_connection_resource_id';
  for (const { data, at: place } of gather(resource, path)) {
    for (const to of findAzure(draft, data, resource, STORES)) {
      if (!from) continue;
      const says = `${from.name} leads to ${to.name}`;
      connect(draft, { from, to, kind: 'routes-to', strength: 'hard', says, at: place });
    }
  }
}

/** The address on the internet that an entry holds is in use, and part of it. */
function hold(draft: GraphDraft, resource: Resource): void {
  const holder = draft.componentOf(resource.id);
  for (const { data, at: place } of gather(resource, 'frontend_ip_configuration.public_ip_address_id')) {
    for (const address of findAzure(draft, data, resource, ['azurerm_public_ip'])) {
      address.facts.isAttached = { value: true, at: [place], origin: 'written' };
      if (!holder) continue;
      const says = `${holder.name} answers under ${address.name}`;
      connect(draft, { from: holder, to: address, kind: 'runs-on', strength: 'hard', says, at: place });
    }
  }
}

/** A listener of an entry that always speaks both. */
export function webListener(key: string, place: Location, plainHttp: Listener['plainHttp']): Listener {
  return {
    key,
    name: `the route ${key}`,
    port: undefined,
    protocol: { value: 'http+https', at: [place], origin: 'written' },
    plainHttp,
    tls: undefined,
    at: place,
  };
}
