import type { AccessRange, AccessRule, AccessRules } from '../../core/facts/network.ts';
import type { Resource } from '../../core/resource.ts';
import type { Data, DataObject, Value } from '../../core/value.ts';
import { isDataList, scalarText, Unknown } from '../../core/value.ts';
import { at, blocksAt, dataAt } from '../read.ts';
import type { ResourceModel } from '../resource-model.ts';

/** One rule of a network's firewall. Whom it protects is joined by the pass `google-firewalls`. */
export const model: ResourceModel = {
  types: ['google_compute_firewall'],
  describe(resource) {
    const isOutgoing = dataAt(resource, 'direction') === 'EGRESS';
    const rules = rulesOf(resource, isOutgoing ? 'destination_ranges' : 'source_ranges');
    return {
      kind: 'network',
      facts: {
        networkPart: 'security-group',
        ...(isOutgoing ? { egress: rules } : { ingress: rules }),
      },
    };
  },
};

function rulesOf(resource: Resource, sources: string): AccessRules {
  if (dataAt(resource, 'disabled') === true) return { rules: [], more: undefined };
  const allows = blocksAt(resource, 'allow');
  if (Unknown.is(allows)) return { rules: [], more: allows };
  const { ranges, more } = rangesOf(resource, sources);
  const description = scalarText(dataAt(resource, 'description'));
  const rules = allows.flatMap((allow, index): readonly AccessRule[] => {
    if (Unknown.is(allow)) return [];
    const place = at(resource, 'allow', index);
    return portsOf(allow).map(({ from, to }) => ({
      protocol: protocolOf(allow),
      fromPort: from,
      toPort: to,
      ranges,
      groups: [],
      self: false,
      description,
      at: place,
    }));
  });
  return { rules, more: more ?? allows.find(Unknown.is) };
}

function rangesOf(
  resource: Resource,
  attribute: string,
): { readonly ranges: readonly AccessRange[]; readonly more: Unknown | undefined } {
  const data = dataAt(resource, attribute);
  if (Unknown.is(data)) return { ranges: [], more: data };
  if (!isDataList(data)) return { ranges: [], more: undefined };
  const ranges = data.flatMap((value, index): readonly AccessRange[] =>
    typeof value === 'string' || Unknown.is(value)
      ? [{ value, kind: 'range', at: at(resource, attribute, index) }]
      : [],
  );
  return { ranges, more: undefined };
}

function protocolOf(allow: DataObject): Value<string> {
  const data = allow['protocol'];
  if (Unknown.is(data)) return data;
  const text = (scalarText(data) ?? 'all').toLowerCase();
  return text === '6' ? 'tcp' : text === '17' ? 'udp' : text === '1' ? 'icmp' : text;
}

interface Ports {
  readonly from: Value<number>;
  readonly to: Value<number>;
}

const EVERY: Ports = { from: 0, to: 65_535 };

/** Ports as written: `22`, `8000-8080`; without any the rule holds for all. */
function portsOf(allow: DataObject): readonly Ports[] {
  const ports = allow['ports'];
  if (Unknown.is(ports)) return [{ from: ports, to: ports }];
  if (!isDataList(ports) || ports.length === 0) return [EVERY];
  return ports.map(portOf);
}

function portOf(data: Data): Ports {
  if (Unknown.is(data)) return { from: data, to: data };
  const [from = '', to = from] = (scalarText(data) ?? '').split('-');
  return { from: Number(from), to: Number(to) };
}
