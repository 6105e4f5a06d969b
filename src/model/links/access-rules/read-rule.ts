import type { AccessRange, AccessRule } from '../../../core/facts/network.ts';
import type { ComponentId } from '../../../core/id.ts';
import type { Resource } from '../../../core/resource.ts';
import { isDataList, scalarText, Sensitive, Unknown } from '../../../core/value.ts';
import type { Data, DataObject, Value } from '../../../core/value.ts';
import { lookup } from '../../../core/lookup.ts';
import type { GraphDraft } from '../../graph-draft.ts';
import { componentsOf, resolveEach } from '../resolve.ts';
import type { Gathered } from '../gather.ts';
import type { PrefixLists } from './prefix-lists.ts';

export const GROUP_TYPES = ['aws_security_group', 'aws_default_security_group'];
const LAST_PORT = 65_535;

/** The names under which one form of rule keeps its parts. */
interface RuleForm {
  readonly protocol: string;
  readonly ranges: readonly string[];
  readonly lists: readonly string[];
  readonly groups: readonly string[];
}

/**
 * Inline blocks, `aws_security_group_rule` and the newer one-source resources say the same in other words.
 */
export const RULE_FORM: RuleForm = {
  protocol: 'protocol',
  ranges: ['cidr_blocks', 'ipv6_cidr_blocks'],
  lists: ['prefix_list_ids'],
  groups: ['security_groups', 'source_security_group_id'],
};

export const ONE_SOURCE_FORM: RuleForm = {
  protocol: 'ip_protocol',
  ranges: ['cidr_ipv4', 'cidr_ipv6'],
  lists: ['prefix_list_id'],
  groups: ['referenced_security_group_id'],
};

export interface RuleText {
  readonly resource: Resource;
  readonly block: DataObject;
  readonly path: readonly (string | number)[];
  readonly form: RuleForm;
}

/** One rule in provider-neutral words. */
export function readRule(draft: GraphDraft, lists: PrefixLists, text: RuleText): AccessRule {
  const { block, form, resource, path } = text;
  const protocol = protocolOf(block[form.protocol]);
  const ranges = form.ranges.flatMap((name) => valuesOf(text, name).map((value) => rangeOf(draft, value)));
  const named = form.lists
    .flatMap((name) => valuesOf(text, name))
    .flatMap((value) => lists.rangesOf(value, resource));
  const groups = form.groups.flatMap((name) => groupsOf(draft, valuesOf(text, name), resource));
  const description = block['description'];
  return {
    protocol,
    ...portsOf(protocol, block),
    ranges: [...ranges, ...named],
    groups,
    self: block['self'] === true,
    description: typeof description === 'string' && description !== '' ? description : undefined,
    at: { resource: resource.id, path },
  };
}

const PROTOCOLS: { readonly [written: string]: string } = {
  '-1': 'all',
  all: 'all',
  '6': 'tcp',
  '17': 'udp',
  '1': 'icmp',
  '58': 'icmpv6',
  icmpv6: 'icmpv6',
};

function protocolOf(data: Data | undefined): Value<string> {
  if (Unknown.is(data)) return data;
  const text = scalarText(data ?? '-1')?.toLowerCase();
  if (text === undefined) return notOfType('the protocol is not a text', 'a protocol');
  return lookup(PROTOCOLS, text) ?? text;
}

function portsOf(
  protocol: Value<string>,
  block: DataObject,
): { fromPort: Value<number>; toPort: Value<number> } {
  if (protocol === 'all') return { fromPort: 0, toPort: LAST_PORT };
  return { fromPort: portOf(block['from_port'], 0), toPort: portOf(block['to_port'], LAST_PORT) };
}

function portOf(data: Data | undefined, absent: number): Value<number> {
  if (Unknown.is(data)) return data;
  const port =
    typeof data === 'number' ? data : typeof data === 'string' && data !== '' ? Number(data) : absent;
  if (!Number.isNaN(port)) return port;
  return notOfType(`the port ${scalarText(data) ?? ''} is not a number`, 'a port number');
}

function notOfType(detail: string, settledBy: string): Unknown {
  return new Unknown({ reason: 'evaluation-error', detail, settledBy });
}

function valuesOf({ resource, block, path }: RuleText, name: string): readonly Gathered[] {
  const raw = block[name];
  const data = Sensitive.is(raw) ? raw.reveal() : raw;
  if (data === undefined || data === null || data === '') return [];
  const at = [...path, name];
  if (!isDataList(data))
    return [{ data, at: { resource: resource.id, path: at }, single: !Unknown.is(data) }];
  return data.flatMap((item, index): Gathered[] => {
    if (item === null || item === '') return [];
    return [{ data: item, at: { resource: resource.id, path: [...at, index] }, single: true }];
  });
}

// Addresses and ranges of these belong to one network or machine.
const NARROW: ReadonlySet<string> = new Set([
  'aws_vpc',
  'aws_default_vpc',
  'aws_subnet',
  'aws_default_subnet',
  'aws_eip',
  'aws_nat_gateway',
  'aws_instance',
  'aws_network_interface',
  'aws_vpc_ipv4_cidr_block_association',
  'aws_lb',
  'aws_vpc_ipam_pool_cidr_allocation',
]);

function rangeOf(draft: GraphDraft, { data, at }: Gathered): AccessRange {
  if (typeof data === 'string') return { value: data, kind: 'range', at };
  if (!Unknown.is(data)) {
    const unknown = new Unknown({ reason: 'evaluation-error', detail: 'an address range is not a text' });
    return { value: unknown, kind: 'range', at };
  }
  const owners = data.refs.map(({ resource }) => draft.resource(resource));
  const [owner] = owners;
  if (owner && owners.every((one) => one && NARROW.has(one.type)))
    return { value: owner.address, kind: 'named', at };
  const length = data.partial?.kind === 'parts' ? prefixLength(data.partial.parts.at(-1)) : undefined;
  // `${var.office}/32` is one address, whichever.
  if (length !== undefined && length >= NARROW_PREFIX)
    return { value: `an address range /${length}`, kind: 'named', at };
  return { value: data, kind: 'range', at };
}

const NARROW_PREFIX = 8;

function prefixLength(end: unknown): number | undefined {
  const digits = typeof end === 'string' ? /\/(\d{1,3})$/.exec(end)?.[1] : undefined;
  return digits === undefined ? undefined : Number(digits);
}

function groupsOf(
  draft: GraphDraft,
  values: readonly Gathered[],
  from: Resource,
): readonly Value<ComponentId>[] {
  const each = resolveEach(draft, values, from, { types: GROUP_TYPES, by: ['id', 'name'] });
  return each.flatMap(({ resource, unknown }): readonly Value<ComponentId>[] => {
    if (!resource) return unknown ? [unknown] : [];
    const { components, unknowns } = componentsOf(draft, [resource]);
    return [...components.map(({ id }) => id), ...unknowns];
  });
}
