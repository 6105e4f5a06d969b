import type { Listener } from '../../../core/facts/network.ts';
import type { Resource } from '../../../core/resource.ts';
import { isDataList, Unknown } from '../../../core/value.ts';
import { derive } from '../../presence.ts';
import { providerPage } from '../../azure/docs.ts';
import type { ComponentDraft, GraphDraft } from '../../graph-draft.ts';
import { at, dataAt, readBool } from '../../read.ts';
import type { Answers } from '../addresses/answers.ts';
import { gather } from '../gather.ts';
import { behind, lead, webListener } from './entries.ts';
import { findAzure } from './find-azure.ts';

const PROFILE = ['azurerm_cdn_frontdoor_profile'];

/** Joins Front Door, new and classic, with its origins, and says what it answers to. */
export function frontDoors(draft: GraphDraft, answers: Answers): void {
  for (const resource of draft.ofType('azurerm_cdn_frontdoor_origin')) origin(draft, resource, answers);
  for (const resource of draft.ofType('azurerm_cdn_frontdoor_custom_domain')) domain(draft, resource);
  for (const resource of draft.ofType('azurerm_cdn_frontdoor_route')) route(draft, resource);
  for (const resource of draft.ofType('azurerm_frontdoor')) classic(draft, resource, answers);
}

/** The profile above a resource, over the group or endpoint that it names. */
function profilesOf(draft: GraphDraft, resource: Resource): readonly ComponentDraft[] {
  const direct = findAzure(draft, dataAt(resource, 'cdn_frontdoor_profile_id'), resource, PROFILE);
  if (direct.length > 0) return direct;
  const above = ['cdn_frontdoor_origin_group_id', 'cdn_frontdoor_endpoint_id'].flatMap(
    (attribute) =>
      draft.follow(dataAt(resource, attribute), resource, {
        types: ['azurerm_cdn_frontdoor_origin_group', 'azurerm_cdn_frontdoor_endpoint'],
        by: ['id'],
        managedOnly: true,
      }).targets,
  );
  const found = above.flatMap((one) =>
    findAzure(draft, dataAt(one, 'cdn_frontdoor_profile_id'), one, PROFILE),
  );
  return [...new Set(found)];
}

function origin(draft: GraphDraft, resource: Resource, answers: Answers): void {
  if (dataAt(resource, 'enabled') === false) return;
  const host = dataAt(resource, 'host_name');
  for (const from of host === undefined ? [] : profilesOf(draft, resource)) {
    for (const to of behind(draft, host ?? null, { from, resource, answers })) {
      lead(draft, from, to, at(resource, 'host_name'));
    }
  }
}

function domain(draft: GraphDraft, resource: Resource): void {
  const host = dataAt(resource, 'host_name');
  if (typeof host !== 'string') return;
  for (const profile of profilesOf(draft, resource)) {
    profile.facts.answersTo = [...(profile.facts.answersTo ?? []), { host, at: at(resource, 'host_name') }];
  }
}

/** A route that takes plain HTTP redirects it unless told otherwise. */
function route(draft: GraphDraft, resource: Resource): void {
  const protocols = dataAt(resource, 'supported_protocols');
  const isPlain = isDataList(protocols) && protocols.includes('Http');
  const redirects = readBool(resource, ['https_redirect_enabled'], {
    value: true,
    source: providerPage('cdn_frontdoor_route'),
  });
  const plainHttp: Listener['plainHttp'] = isPlain
    ? derive(redirects, (isOn) => (isOn ? 'redirected' : 'served'))
    : undefined;
  for (const profile of profilesOf(draft, resource)) {
    profile.facts.listeners = [
      ...(profile.facts.listeners ?? []),
      webListener(resource.address, at(resource), plainHttp),
    ];
    profile.remedies[`redirect-to-https ${resource.address}`] = {
      title: 'Set https_redirect_enabled = true',
      safety: 'review',
      caution: 'Clients that follow no redirect lose access.',
      intents: [{ op: 'set', at: at(resource, 'https_redirect_enabled'), value: true }],
    };
  }
}

function classic(draft: GraphDraft, resource: Resource, answers: Answers): void {
  const from = draft.componentOf(resource.id);
  if (!from) return;
  for (const { data, at: place } of gather(resource, 'backend_pool.backend.address')) {
    for (const to of behind(draft, data, { from, resource, answers })) lead(draft, from, to, place);
  }
  for (const { data, at: place } of gather(resource, 'frontend_endpoint.host_name')) {
    if (Unknown.is(data) || typeof data !== 'string') continue;
    from.facts.answersTo = [...(from.facts.answersTo ?? []), { host: data, at: place }];
  }
}
