import type { Contract } from '../../../core/facts/contract.ts';
import type { Resource } from '../../../core/resource.ts';
import { Unknown } from '../../../core/value.ts';
import type { ComponentDraft, GraphDraft } from '../../graph-draft.ts';
import { dataAt, inherent } from '../../read.ts';
import { standingOf } from '../addresses/public-hosts.ts';
import type { Servers } from './servers.ts';
import { hostOf, serversOf } from './servers.ts';

/** Makes the documents that gateways were given part of them. */
export function linkBodies(draft: GraphDraft): void {
  for (const resource of draft.ofType('openapi')) {
    const gateway = dataAt(resource, 'gateway');
    if (Unknown.is(gateway)) giveToGateway(draft, resource, gateway);
  }
}

/** Finds what serves each document that stands beside the code. */
export function linkDocuments(draft: GraphDraft): void {
  const documents = draft.ofType('openapi').filter((one) => dataAt(one, 'gateway') === undefined);
  const components = documents.flatMap((resource) => draft.componentOf(resource.id) ?? []);
  if (components.length === 0) return;
  const servers = serversOf(draft);
  for (const component of components) {
    const { contract } = component.facts;
    if (contract) component.facts.contract = { ...contract, ...servedBy(component, contract, servers) };
  }
}

function giveToGateway(draft: GraphDraft, document: Resource, { refs }: Unknown): void {
  const contract = draft.componentOf(document.id)?.facts.contract;
  const resource = refs[0] && draft.resource(refs[0].resource);
  const owner = resource && draft.componentOf(resource.id);
  if (!contract || !owner) return;
  for (const gateway of [owner, ...gatewaysOfConfig(draft, resource)]) {
    gateway.facts.contract = { ...contract, servedBy: [gateway.id] };
  }
  draft.absorb(document, owner);
}

const GOOGLE = 'https://cloud.google.com/api-gateway/docs/about-api-gateway';

/** Google keeps the document in a config of its own, which gateways name. */
function gatewaysOfConfig(draft: GraphDraft, config: Resource): readonly ComponentDraft[] {
  if (config.type !== 'google_api_gateway_api_config') return [];
  return draft.ofType('google_api_gateway_gateway').flatMap((resource) => {
    const options = { types: [config.type], by: ['id', 'name'] };
    const named = draft.follow(dataAt(resource, 'api_config'), resource, options).targets;
    const gateway = named.includes(config) ? draft.componentOf(resource.id) : undefined;
    if (!gateway) return [];
    gateway.kind = 'gateway';
    gateway.facts.isPublicEntry ??= inherent(resource, true, GOOGLE);
    return [gateway];
  });
}

type Found = Pick<Contract, 'servedBy' | 'maybeServedBy'>;

/** By what it describes, by the host that it names, by the folder that it stands in: the first that tells. */
function servedBy(component: ComponentDraft, contract: Contract, servers: Servers): Found {
  const same = servers.gatewaysWith(contract.operations);
  if (same.length > 0) return only(component, same);
  const hosts = contract.servers.flatMap(({ url }) => (Unknown.is(url) ? [] : (hostOf(url) ?? [])));
  const named = hosts.flatMap((host) => servers.ofHost(host));
  if (named.length > 0) return only(component, named);
  // A host of the internet that nothing here answers to is somebody else's, or outside the inputs.
  if (hosts.some((host) => standingOf(host, { isWritten: true }) === 'public' && !isPlaceholder(host)))
    return { servedBy: [] };
  return only(component, servers.besideFile(component.main?.address ?? ''));
}

// What generators write when nobody says anything; RFC 2606.
function isPlaceholder(host: string): boolean {
  return /(^|\.)example\.(com|org|net)$/.test(host) || /^(virtserver\.swaggerhub|petstore)\b/.test(host);
}

/** One name in several variants of a system is one server; several names are a question. */
function only({ name }: ComponentDraft, found: readonly ComponentDraft[]): Found {
  const names = [...new Set(found.map((one) => `${one.kind} ${one.name}`))];
  // Releases of one chart, overlays of one base: the same lines under several names.
  const texts = new Set(found.map(({ main }) => main && `${main.declaredAt.file} ${main.declaredAt.start}`));
  if (names.length < 2 || texts.size < 2) return { servedBy: [...new Set(found.map(({ id }) => id))].sort() };
  return {
    servedBy: [],
    maybeServedBy: new Unknown({
      reason: 'rule-question',
      detail: `the contract ${name} may be served by ${names.sort().slice(0, 3).join(', ')}`,
      settledBy: 'a server in the contract whose host one of them answers to',
    }),
  };
}
