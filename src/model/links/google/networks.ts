import type { ComponentId } from '../../../core/id.ts';
import type { Resource } from '../../../core/resource.ts';
import { isDataList, Unknown } from '../../../core/value.ts';
import type { Data } from '../../../core/value.ts';
import type { ComponentDraft, GraphDraft } from '../../graph-draft.ts';
import type { LinkPass } from '../../link-pass.ts';
import { at, dataAt } from '../../read.ts';
import { gather } from '../gather.ts';
import { findOwners } from './find-owners.ts';

const NETWORK = { types: ['google_compute_network'] };
const SUBNET = { types: ['google_compute_subnetwork'] };

/** Servers, and templates of servers, that a firewall can apply to. */
const SERVERS = [
  'google_compute_instance',
  'google_compute_instance_template',
  'google_compute_region_instance_template',
];

/** Says which network subnets and servers belong to, and which firewall rules apply to which servers. */
export const networks: LinkPass = {
  name: 'google-networks',
  after: ['networks'],
  run(draft) {
    for (const resource of draft.ofType('google_compute_subnetwork')) joinSubnet(draft, resource);
    for (const resource of draft.ofType('google_compute_network_peering')) joinByPeering(draft, resource);
    for (const resource of draft.ofType(...SERVERS)) placeServer(draft, resource);
    protect(draft);
  },
};

function joinSubnet(draft: GraphDraft, resource: Resource): void {
  const subnet = draft.componentOf(resource.id);
  const place = at(resource, 'network');
  for (const network of findOwners(draft, dataAt(resource, 'network'), resource, NETWORK)) {
    if (!subnet) continue;
    subnet.facts.network = { value: network.id, at: [place], origin: 'written' };
    network.facts.addressRanges = [
      ...(network.facts.addressRanges ?? []),
      ...(subnet.facts.addressRanges ?? []),
    ];
    network.facts.networkSubnets = [...(network.facts.networkSubnets ?? []), subnet.id];
  }
}

function joinByPeering(draft: GraphDraft, resource: Resource): void {
  const [own] = findOwners(draft, dataAt(resource, 'network'), resource, NETWORK);
  const [other] = findOwners(draft, dataAt(resource, 'peer_network'), resource, NETWORK);
  if (!own) return;
  const join = { kind: 'peering', with: other?.id, at: at(resource, 'peer_network') } as const;
  own.facts.joins = [...(own.facts.joins ?? []), join];
}

function placeServer(draft: GraphDraft, resource: Resource): void {
  const server = draft.componentOf(resource.id);
  if (!server) return;
  const [written] = gather(resource, 'network_interface.subnetwork');
  const [subnet] = written ? findOwners(draft, written.data, resource, SUBNET) : [];
  const [own] = gather(resource, 'network_interface.network');
  const [network] = own ? findOwners(draft, own.data, resource, NETWORK) : [];
  const place = written?.at ?? own?.at ?? at(resource, 'network_interface');
  if (subnet) {
    server.facts.knownSubnets = [subnet.id];
    server.facts.subnets = { value: [subnet.id], at: [place], origin: 'written' };
  }
  const joined = subnet?.facts.network;
  if (joined) server.facts.network = joined;
  else if (network) server.facts.network = { value: network.id, at: [place], origin: 'written' };
}

interface Rule {
  readonly component: ComponentDraft;
  readonly resource: Resource;
  /** The network in the inputs, or its name. */
  readonly network: string;
}

/** A rule applies to the servers of its network that carry one of its tags, or to all where it has none. */
function protect(draft: GraphDraft): void {
  const rules = new Map<string, Rule[]>();
  for (const resource of draft.ofType('google_compute_firewall')) {
    const component = draft.componentOf(resource.id);
    if (!component?.facts.ingress) continue;
    const network = networkKey(draft, dataAt(resource, 'network'), resource);
    const rule = { component, resource, network };
    const same = rules.get(network);
    if (same) same.push(rule);
    else rules.set(network, [rule]);
    // Servers outside the inputs may carry its tags.
    component.facts.moreCarriers = elsewhere;
  }
  if (rules.size === 0) return;
  for (const resource of draft.ofType(...SERVERS)) {
    const server = draft.componentOf(resource.id);
    if (!server) continue;
    const own = server.facts.network?.value;
    const key = typeof own === 'string' ? own : networkOfServer(draft, resource);
    const found = rules.get(key) ?? [];
    const applying = found.filter((rule) => applies(rule, resource));
    const ids: readonly ComponentId[] = applying.map(({ component }) => component.id);
    if (ids.length === 0) continue;
    server.facts.knownSecurityGroups = ids;
    server.facts.securityGroups = { value: ids, at: [at(resource, 'tags')], origin: 'written' };
  }
}

const elsewhere = new Unknown({
  reason: 'not-in-inputs',
  detail: 'servers outside the inputs may be in its network',
  settledBy: 'the code that declares them',
});

function networkOfServer(draft: GraphDraft, resource: Resource): string {
  const [written] = gather(resource, 'network_interface.network');
  return networkKey(draft, written?.data, resource);
}

/** Two resources are in one network when both name the same one, in the inputs or by the same text. */
function networkKey(draft: GraphDraft, data: Data | undefined, from: Resource): string {
  const [network] = findOwners(draft, data, from, NETWORK);
  if (network) return network.id;
  if (typeof data === 'string') return `${from.stack} ${data.slice(data.lastIndexOf('/') + 1)}`;
  if (Unknown.is(data)) return `${from.stack} ${data.detail}`;
  return `${from.stack} default`;
}

function applies({ resource }: Rule, server: Resource): boolean {
  const accounts = dataAt(resource, 'target_service_accounts');
  if (isDataList(accounts) && accounts.length > 0) return false;
  const wanted = dataAt(resource, 'target_tags');
  if (wanted === undefined || (isDataList(wanted) && wanted.length === 0)) return true;
  const carried = dataAt(server, 'tags');
  if (!isDataList(wanted) || !isDataList(carried)) return false;
  return wanted.some((tag) => typeof tag === 'string' && carried.includes(tag));
}
