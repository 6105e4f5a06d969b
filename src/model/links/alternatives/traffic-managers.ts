import type { Resource } from '../../../core/resource.ts';
import { Unknown } from '../../../core/value.ts';
import type { ComponentDraft, GraphDraft } from '../../graph-draft.ts';
import { at, dataAt, inherent, readNumber } from '../../read.ts';
import { findAzure } from '../azure/find-azure.ts';
import { BACKENDS } from '../azure/types.ts';
import { connect } from '../compute/connect.ts';
import type { Option } from './choice.ts';
import { choose } from './choice.ts';

const PROBES = 'https://learn.microsoft.com/azure/traffic-manager/traffic-manager-monitoring';
const ENDPOINTS = ['azurerm_traffic_manager_azure_endpoint', 'azurerm_traffic_manager_nested_endpoint'];
const TARGETS = [...BACKENDS, 'azurerm_traffic_manager_profile'];

/** Endpoints of a Traffic Manager profile are probed always; by priority only the first is used. */
export function trafficManagers(draft: GraphDraft): void {
  for (const profile of draft.ofType('azurerm_traffic_manager_profile')) {
    const component = draft.componentOf(profile.id);
    if (!component) continue;
    const own = draft.ofType(...ENDPOINTS).filter((endpoint) => isOf(draft, endpoint, profile));
    const options = own.map((endpoint) => optionOf(draft, component, { endpoint, profile }));
    choose(draft, component, options);
  }
}

const PROFILE = { types: ['azurerm_traffic_manager_profile'], by: ['id'], managedOnly: true };

function isOf(draft: GraphDraft, endpoint: Resource, profile: Resource): boolean {
  if (dataAt(endpoint, 'enabled') === false) return false;
  return draft.follow(dataAt(endpoint, 'profile_id'), endpoint, PROFILE).targets.includes(profile);
}

function optionOf(
  draft: GraphDraft,
  from: ComponentDraft,
  { endpoint, profile }: { readonly endpoint: Resource; readonly profile: Resource },
): Option {
  const ways = findAzure(draft, dataAt(endpoint, 'target_resource_id'), endpoint, TARGETS);
  const place = at(endpoint, 'target_resource_id');
  for (const to of ways) {
    const says = `${from.name} leads to ${to.name}`;
    connect(draft, { from, to, kind: 'routes-to', strength: 'hard', says, at: place });
  }
  const isByPriority = dataAt(profile, 'traffic_routing_method') === 'Priority';
  const priority = readNumber(endpoint, ['priority'])?.value ?? 1;
  const rank = isByPriority && !Unknown.is(priority) ? priority : 1;
  return { ways, rank, isLeftOut: inherent(profile, true, PROBES) };
}
