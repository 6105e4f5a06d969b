import type { ComponentId } from '../../../core/id.ts';
import type { Resource } from '../../../core/resource.ts';
import { isDataList, Unknown } from '../../../core/value.ts';
import type { Data } from '../../../core/value.ts';
import type { GraphDraft } from '../../graph-draft.ts';
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

/** The rules of one network, by the tag of the servers that they are for. */
interface Rules {
  readonly forAll: ComponentId[];
  readonly byTag: Map<string, ComponentId[]>;
}

/** A rule applies to the servers of its network that carry one of its tags, or to all where it has none. */
function protect(draft: GraphDraft): void {
  const networks = new Map<string, Rules>();
  for (const resource of draft.ofType('google_compute_firewall')) {
    const component = draft.componentOf(resource.id);
    if (!component?.facts.ingress) continue;
    const network = networkKey(draft, dataAt(resource, 'network'), resource);
    const rules = networks.get(network) ?? { forAll: [], byTag: new Map() };
    networks.set(network, rules);
    addRule(rules, component.id, resource);
    // Servers outside the inputs may carry its tags.
    component.facts.moreCarriers = elsewhere;
  }
  if (networks.size === 0) return;
  shutBehindDenials(draft);
  for (const resource of draft.ofType(...SERVERS)) {
    const server = draft.componentOf(resource.id);
    const own = server?.facts.network?.value;
    const rules = networks.get(typeof own === 'string' ? own : networkOfServer(draft, resource));
    if (!server || !rules) continue;
    const tags = dataAt(resource, 'tags');
    const tagged = (isDataList(tags) ? tags : []).flatMap((tag) =>
      typeof tag === 'string' ? (rules.byTag.get(tag) ?? []) : [],
    );
    const ids = [...new Set([...rules.forAll, ...tagged])];
    if (ids.length === 0) continue;
    server.facts.knownSecurityGroups = ids;
    server.facts.securityGroups = { value: ids, at: [at(resource, 'tags')], origin: 'written' };
  }
}

/** A rule that denies is asked first where its priority is not lower: what it leaves open is not told. */
function shutBehindDenials(draft: GraphDraft): void {
  const denials = new Map<string, number>();
  const allows: (readonly [Resource, string])[] = [];
  for (const resource of draft.ofType('google_compute_firewall')) {
    if (dataAt(resource, 'direction') === 'EGRESS' || dataAt(resource, 'disabled') === true) continue;
    const network = networkKey(draft, dataAt(resource, 'network'), resource);
    if (dataAt(resource, 'deny') === undefined) allows.push([resource, network]);
    else denials.set(network, Math.min(denials.get(network) ?? LAST, priorityOf(resource)));
  }
  for (const [resource, network] of allows) {
    const first = denials.get(network);
    const component = draft.componentOf(resource.id);
    if (first === undefined || first > priorityOf(resource) || !component) continue;
    component.facts.ingress = { rules: [], more: denied };
  }
}

// https://cloud.google.com/firewall/docs/firewalls#priority_order_for_firewall_rules
const LAST = 65_535;
const USUAL = 1000;

function priorityOf(resource: Resource): number {
  const priority = dataAt(resource, 'priority');
  return typeof priority === 'number' ? priority : USUAL;
}

const denied = new Unknown({
  reason: 'rule-question',
  detail: 'a rule that denies is asked before it',
  settledBy: 'priorities that put every denial behind what is allowed, or in front of what is shut',
});

/** Which servers act as the accounts that a rule is for is not asked. */
function addRule({ forAll, byTag }: Rules, id: ComponentId, resource: Resource): void {
  const accounts = dataAt(resource, 'target_service_accounts');
  if (isDataList(accounts) && accounts.length > 0) return;
  const tags = dataAt(resource, 'target_tags');
  if (tags === undefined || (isDataList(tags) && tags.length === 0)) forAll.push(id);
  for (const tag of isDataList(tags) ? tags : []) {
    if (typeof tag !== 'string') continue;
    const same = byTag.get(tag);
    if (same) same.push(id);
    else byTag.set(tag, [id]);
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
