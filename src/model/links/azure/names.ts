import type { ComponentId } from '../../../core/id.ts';
import type { Location } from '../../../core/location.ts';
import type { Resource } from '../../../core/resource.ts';
import type { Data } from '../../../core/value.ts';
import type { ComponentDraft, GraphDraft } from '../../graph-draft.ts';
import { at, dataAt } from '../../read.ts';
import { connect } from '../compute/connect.ts';
import { gather } from '../gather.ts';
import { findAzure } from './find-azure.ts';
import { BACKENDS } from './types.ts';

const RECORDS = ['azurerm_dns_a_record', 'azurerm_dns_aaaa_record', 'azurerm_dns_cname_record'];
const TARGETS = [...BACKENDS, 'azurerm_cdn_frontdoor_profile', 'azurerm_frontdoor'];

/** Joins public names with what they lead to: an address, a host, or a resource by its id. */
export function nameLeads(draft: GraphDraft): void {
  const holders = holdersOfAddresses(draft);
  for (const record of draft.ofType(...RECORDS)) {
    const from = draft.componentOf(record.id);
    if (!from) continue;
    for (const { data, at: place } of ['target_resource_id', 'records[]', 'record'].flatMap((path) =>
      gather(record, path),
    )) {
      for (const to of targetsOf(draft, data, record)) {
        for (const holder of holders.get(to.id) ?? [to]) leadTo(draft, { from, to: holder, record }, place);
      }
    }
  }
}

function targetsOf(draft: GraphDraft, data: Data, record: Resource): readonly ComponentDraft[] {
  const direct = findAzure(draft, data, record, TARGETS);
  if (direct.length > 0) return direct;
  const endpoints = draft.follow(data, record, {
    types: ['azurerm_cdn_frontdoor_endpoint'],
    managedOnly: true,
  }).targets;
  return endpoints.flatMap((one) => findAzure(draft, dataAt(one, 'cdn_frontdoor_profile_id'), one, TARGETS));
}

interface Lead {
  readonly from: ComponentDraft;
  readonly to: ComponentDraft;
  readonly record: Resource;
}

function leadTo(draft: GraphDraft, { from, to, record }: Lead, place: Location): void {
  if (from === to) return;
  const says = `${from.name} leads to ${to.name}`;
  connect(draft, { from, to, kind: 'routes-to', strength: 'hard', says, at: place });
  to.facts.hasDnsRecord ??= { value: true, at: [place], origin: 'written' };
  const name = dataAt(record, 'name');
  const zone = dataAt(record, 'zone_name');
  if (typeof name !== 'string' || typeof zone !== 'string') return;
  const host = name === '@' ? zone : `${name}.${zone}`;
  to.facts.answersTo = [...(to.facts.answersTo ?? []), { host, at: at(record, 'name') }];
}

/** Gateways and load balancers by the address that they hold. */
function holdersOfAddresses(draft: GraphDraft): ReadonlyMap<ComponentId, readonly ComponentDraft[]> {
  const found = new Map<ComponentId, ComponentDraft[]>();
  for (const resource of draft.ofType('azurerm_application_gateway', 'azurerm_lb')) {
    const holder = draft.componentOf(resource.id);
    for (const { data } of gather(resource, 'frontend_ip_configuration.public_ip_address_id')) {
      for (const { id } of findAzure(draft, data, resource, ['azurerm_public_ip'])) {
        if (holder) found.set(id, [...(found.get(id) ?? []), holder]);
      }
    }
  }
  return found;
}
