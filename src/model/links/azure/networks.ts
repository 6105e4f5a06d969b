import type { ComponentId } from '../../../core/id.ts';
import type { Resource } from '../../../core/resource.ts';
import { Unknown } from '../../../core/value.ts';
import { readRule, together } from '../../azure/network-security-group.ts';
import type { ComponentDraft, GraphDraft } from '../../graph-draft.ts';
import type { LinkPass } from '../../link-pass.ts';
import { at, blocksAt, dataAt, inherent } from '../../read.ts';
import { gather } from '../gather.ts';
import { findAzure } from './find-azure.ts';
import { SCALE_SETS, SERVERS } from './types.ts';

const NETWORK = ['azurerm_virtual_network'];
const SUBNET = ['azurerm_subnet'];
const GROUP = ['azurerm_network_security_group'];
const OUTBOUND = 'https://learn.microsoft.com/azure/virtual-network/virtual-networks-udr-overview#default';

/** Says which network subnets and servers stand in, and which firewall stands around which. */
export const networks: LinkPass = {
  name: 'azure-networks',
  after: ['networks'],
  run(draft) {
    for (const resource of draft.ofType('azurerm_subnet')) joinSubnet(draft, resource);
    for (const resource of draft.ofType('azurerm_virtual_network_peering')) joinByPeering(draft, resource);
    for (const resource of draft.ofType('azurerm_network_security_rule')) addRule(draft, resource);
    shutBehindDenials(draft);
    const around = groupsAround(draft);
    for (const resource of draft.ofType(...SERVERS)) placeServer(draft, resource, around);
    for (const resource of draft.ofType(...SCALE_SETS)) placeGroup(draft, resource, around);
    for (const resource of draft.ofType('azurerm_kubernetes_cluster_node_pool')) joinCluster(draft, resource);
  },
};

function joinSubnet(draft: GraphDraft, resource: Resource): void {
  const subnet = draft.componentOf(resource.id);
  const attribute = 'virtual_network_name';
  for (const network of findAzure(draft, dataAt(resource, attribute), resource, NETWORK)) {
    if (!subnet) continue;
    subnet.facts.network = { value: network.id, at: [at(resource, attribute)], origin: 'written' };
    network.facts.networkSubnets = [...(network.facts.networkSubnets ?? []), subnet.id];
  }
}

function joinByPeering(draft: GraphDraft, resource: Resource): void {
  const [own] = findAzure(draft, dataAt(resource, 'virtual_network_name'), resource, NETWORK);
  const attribute = 'remote_virtual_network_id';
  const [other] = findAzure(draft, dataAt(resource, attribute), resource, NETWORK);
  if (!own) return;
  const join = { kind: 'peering', with: other?.id, at: at(resource, attribute) } as const;
  own.facts.joins = [...(own.facts.joins ?? []), join];
}

function addRule(draft: GraphDraft, resource: Resource): void {
  const attribute = 'network_security_group_name';
  for (const group of findAzure(draft, dataAt(resource, attribute), resource, GROUP)) {
    const known = group.facts.ingress ?? { rules: [], more: undefined };
    group.facts.ingress = together([known, readRule(resource, [])]);
    if (group.stack?.id === resource.stack) draft.absorb(resource, group);
  }
}

/** Rules are asked by their numbers: what stands behind a denial may never be asked. */
function shutBehindDenials(draft: GraphDraft): void {
  const byGroup = new Map<ComponentDraft, Numbered[]>();
  const add = (group: ComponentDraft | undefined, rule: Numbered): void => {
    const known = group && byGroup.get(group);
    if (known) known.push(rule);
    else if (group) byGroup.set(group, [rule]);
  };
  for (const resource of draft.ofType(...GROUP)) {
    const blocks = blocksAt(resource, 'security_rule');
    if (Unknown.is(blocks)) continue;
    blocks.forEach((_, index) => {
      add(draft.componentOf(resource.id), { resource, path: ['security_rule', index] });
    });
  }
  for (const resource of draft.ofType('azurerm_network_security_rule')) {
    const group = draft.componentOf(resource.id);
    if (group?.main !== resource) add(group, { resource, path: [] });
  }
  for (const [group, rules] of byGroup) {
    const first = Math.min(...rules.filter(isDenial).map(numberOf));
    const behind = new Set(rules.filter((rule) => !isDenial(rule) && !(numberOf(rule) < first)));
    if (first === Number.POSITIVE_INFINITY || behind.size === 0) continue;
    const front = rules.filter((rule) => !behind.has(rule));
    const read = front.map(({ resource, path }) => readRule(resource, path));
    group.facts.ingress = together([...read, { rules: [], more: denied }]);
  }
}

interface Numbered {
  readonly resource: Resource;
  readonly path: readonly (string | number)[];
}

function isDenial({ resource, path }: Numbered): boolean {
  return (
    dataAt(resource, ...path, 'direction') === 'Inbound' && dataAt(resource, ...path, 'access') === 'Deny'
  );
}

function numberOf({ resource, path }: Numbered): number {
  const data = dataAt(resource, ...path, 'priority');
  return Number(Unknown.is(data) ? Number.NaN : data);
}

const denied = new Unknown({
  reason: 'rule-question',
  detail: 'a rule that denies is asked before it',
  settledBy: 'priorities that put every denial behind what is allowed',
});

type Around = ReadonlyMap<string, readonly ComponentId[]>;

/** Firewalls by the subnet or interface that they stand around. */
function groupsAround(draft: GraphDraft): Around {
  const found = new Map<string, ComponentId[]>();
  const add = (key: string, group: ComponentDraft): void => {
    found.set(key, [...(found.get(key) ?? []), group.id]);
  };
  for (const resource of draft.ofType('azurerm_subnet_network_security_group_association')) {
    const groups = findAzure(draft, dataAt(resource, 'network_security_group_id'), resource, GROUP);
    for (const group of groups) {
      // Whatever stands in a subnet is behind its firewall, also what other code puts there.
      group.facts.moreCarriers = elsewhere;
      for (const { id } of findAzure(draft, dataAt(resource, 'subnet_id'), resource, SUBNET)) add(id, group);
    }
  }
  for (const resource of draft.ofType('azurerm_network_interface_security_group_association')) {
    const groups = findAzure(draft, dataAt(resource, 'network_security_group_id'), resource, GROUP);
    const interfaces = interfacesOf(draft, resource, 'network_interface_id');
    for (const group of groups) for (const { id } of interfaces) add(id, group);
  }
  return found;
}

const elsewhere = new Unknown({
  reason: 'not-in-inputs',
  detail: 'servers outside the inputs may stand in its subnets',
  settledBy: 'the code that declares them',
});

function interfacesOf(draft: GraphDraft, resource: Resource, attribute: string): readonly Resource[] {
  return draft.follow(dataAt(resource, attribute), resource, {
    types: ['azurerm_network_interface'],
    by: ['id', 'name'],
    managedOnly: true,
  }).targets;
}

/** A server stands where its interfaces stand, and has the addresses that they have. */
function placeServer(draft: GraphDraft, resource: Resource, around: Around): void {
  const server = draft.componentOf(resource.id);
  const interfaces = interfacesOf(draft, resource, 'network_interface_ids');
  if (!server || interfaces.length === 0) return;
  const place = at(resource, 'network_interface_ids');
  const subnets = interfaces.flatMap((one) =>
    gather(one, 'ip_configuration.subnet_id').flatMap(({ data }) => findAzure(draft, data, one, SUBNET)),
  );
  const addresses = interfaces.flatMap((one) => gather(one, 'ip_configuration.public_ip_address_id'));
  const [first] = addresses;
  server.facts.hasPublicAddress = { value: first !== undefined, at: [first?.at ?? place], origin: 'written' };
  server.facts.routesToInternet = inherent(resource, true, OUTBOUND);
  const ids = [...new Set(subnets.map(({ id }) => id))];
  if (ids.length > 0) {
    server.facts.knownSubnets = ids;
    server.facts.subnets = { value: ids, at: [place], origin: 'written' };
    server.facts.network = subnets[0]?.facts.network;
  }
  const groups = [...ids, ...interfaces.map(({ id }) => id)].flatMap((id) => around.get(id) ?? []);
  if (groups.length > 0) {
    server.facts.knownSecurityGroups = [...new Set(groups)];
    server.facts.securityGroups = { value: [...new Set(groups)], at: [place], origin: 'written' };
  }
  for (const one of interfaces) if (one.stack === resource.stack) draft.absorb(one, server);
}

/** Servers of a scale set have interfaces of its own making. */
function placeGroup(draft: GraphDraft, resource: Resource, around: Around): void {
  const group = draft.componentOf(resource.id);
  if (!group) return;
  const place = at(resource, 'network_interface');
  const found = gather(resource, 'network_interface.ip_configuration.subnet_id');
  const ids = [
    ...new Set(found.flatMap(({ data }) => findAzure(draft, data, resource, SUBNET)).map(({ id }) => id)),
  ];
  const [address] = gather(resource, 'network_interface.ip_configuration.public_ip_address.name');
  group.facts.hasPublicAddress = {
    value: address !== undefined,
    at: [address?.at ?? place],
    origin: 'written',
  };
  group.facts.routesToInternet = inherent(resource, true, OUTBOUND);
  if (ids.length > 0) {
    group.facts.knownSubnets = ids;
    group.facts.subnets = { value: ids, at: [found[0]?.at ?? place], origin: 'written' };
  }
  const named = gather(resource, 'network_interface.network_security_group_id').flatMap(({ data }) =>
    findAzure(draft, data, resource, GROUP),
  );
  const groups = [...new Set([...ids.flatMap((id) => around.get(id) ?? []), ...named.map(({ id }) => id)])];
  if (groups.length === 0) return;
  group.facts.knownSecurityGroups = groups;
  group.facts.securityGroups = { value: groups, at: [place], origin: 'written' };
}

function joinCluster(draft: GraphDraft, resource: Resource): void {
  const pool = draft.componentOf(resource.id);
  const attribute = 'kubernetes_cluster_id';
  const [cluster] = findAzure(draft, dataAt(resource, attribute), resource, ['azurerm_kubernetes_cluster']);
  if (!pool || !cluster) return;
  pool.facts.region ??= cluster.facts.region;
  pool.facts.clusters = { value: [cluster.id], at: [at(resource, attribute)], origin: 'written' };
  draft.depend({
    from: pool.id,
    to: cluster.id,
    kind: 'member-of',
    strength: 'control-only',
    grade: 'B',
    evidence: [{ says: `nodes of ${cluster.name}`, at: at(resource, attribute) }],
  });
}
