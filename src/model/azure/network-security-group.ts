import type { AccessRange, AccessRule, AccessRules } from '../../core/facts/network.ts';
import type { Resource } from '../../core/resource.ts';
import { isDataList, scalarText, Unknown } from '../../core/value.ts';
import type { Data, Value } from '../../core/value.ts';
import { literalName } from '../presence.ts';
import { at, blocksAt, dataAt } from '../read.ts';
import type { Path } from '../read.ts';
import type { ResourceModel } from '../resource-model.ts';
import { statedRegion } from './places.ts';

/** A firewall around subnets and interfaces. Rules elsewhere are joined by `azure-networks`. */
export const model: ResourceModel = {
  types: ['azurerm_network_security_group'],
  describe: (resource) => ({
    kind: 'network',
    name: literalName(resource, 'name'),
    facts: {
      networkPart: 'security-group',
      region: statedRegion(resource),
      ingress: ownRules(resource),
    },
  }),
};

function ownRules(resource: Resource): AccessRules {
  const blocks = blocksAt(resource, 'security_rule');
  if (Unknown.is(blocks)) return { rules: [], more: blocks };
  const found = blocks.map((block, index) =>
    Unknown.is(block) ? { rules: [], more: block } : readRule(resource, ['security_rule', index]),
  );
  return together(found);
}

/** What several parts of one firewall admit; a denial in front of an allowance leaves it open. */
export function together(found: readonly AccessRules[]): AccessRules {
  return { rules: found.flatMap(({ rules }) => rules), more: found.find(({ more }) => more)?.more };
}

/** One rule, as a block or as a resource of its own; a denial of what comes in is told as something open. */
export function readRule(resource: Resource, path: Path): AccessRules {
  const direction = dataAt(resource, ...path, 'direction');
  const access = dataAt(resource, ...path, 'access');
  if (direction !== 'Inbound') return { rules: [], more: Unknown.is(direction) ? direction : undefined };
  if (access === 'Deny') return { rules: [], more: undefined };
  if (Unknown.is(access)) return { rules: [], more: access };
  const ranges = [
    ...rangesAt(resource, path, 'source_address_prefix'),
    ...rangesAt(resource, path, 'source_address_prefixes'),
  ];
  const unread = ['source_address_prefixes', 'destination_port_ranges']
    .map((attribute) => dataAt(resource, ...path, attribute))
    .find((data) => Unknown.is(data));
  const description = dataAt(resource, ...path, 'description');
  const rules = portsOf(resource, path).map(({ from, to }): AccessRule => ({
    protocol: protocolOf(dataAt(resource, ...path, 'protocol')),
    fromPort: from,
    toPort: to,
    ranges,
    groups: [],
    self: false,
    description: typeof description === 'string' ? description : undefined,
    at: at(resource, ...path),
  }));
  return { rules, more: Unknown.is(unread) ? unread : undefined };
}

// `*` and the tag `Internet` are everybody; other tags name addresses of Azure itself or of the network.
const EVERYBODY: ReadonlySet<string> = new Set(['*', 'internet', 'any', '0.0.0.0', '0.0.0.0/0']);

function rangesAt(resource: Resource, path: Path, attribute: string): readonly AccessRange[] {
  const data = dataAt(resource, ...path, attribute);
  const items = isDataList(data) ? data : data === undefined || Unknown.is(data) ? [data] : [data];
  return items.flatMap((item, index): readonly AccessRange[] => {
    const place = at(resource, ...path, attribute, ...(isDataList(data) ? [index] : []));
    if (Unknown.is(item)) return attribute.endsWith('es') ? [] : [{ value: item, kind: 'range', at: place }];
    if (typeof item !== 'string' || item === '') return [];
    if (EVERYBODY.has(item.toLowerCase())) return [{ value: '0.0.0.0/0', kind: 'range', at: place }];
    return [{ value: item, kind: /^[\da-f.:]+(\/\d+)?$/i.test(item) ? 'range' : 'named', at: place }];
  });
}

function protocolOf(data: Data | undefined): Value<string> {
  if (Unknown.is(data)) return data;
  const text = (scalarText(data ?? null) ?? '*').toLowerCase();
  return text === '*' ? 'all' : text;
}

interface Ports {
  readonly from: Value<number>;
  readonly to: Value<number>;
}

/** Ports as written: `22`, `8000-8080`, `*`. */
function portsOf(resource: Resource, path: Path): readonly Ports[] {
  const one = dataAt(resource, ...path, 'destination_port_range');
  const many = dataAt(resource, ...path, 'destination_port_ranges');
  const items = [...(one === undefined || one === '' ? [] : [one]), ...(isDataList(many) ? many : [])];
  return items.map((item): Ports => {
    if (Unknown.is(item)) return { from: item, to: item };
    const text = scalarText(item) ?? '*';
    if (text === '*') return { from: 0, to: 65_535 };
    const [from = '', to = from] = text.split('-');
    return { from: Number(from), to: Number(to) };
  });
}
