import type { Resource } from '../../../core/resource.ts';
import type { ComponentDraft, GraphDraft } from '../../graph-draft.ts';
import { dataAt } from '../../read.ts';

/** A DNS record and the component that it is. */
export interface NamedRecord {
  readonly component: ComponentDraft;
  readonly record: Resource;
}

/** Records that lead to an address, by name. */
export interface Records {
  readonly full: ReadonlyMap<string, readonly NamedRecord[]>;
  /** Of zones whose name is not known, by the part before it; only of several labels. */
  readonly relative: ReadonlyMap<string, readonly NamedRecord[]>;
}

const ADDRESSES: ReadonlySet<unknown> = new Set(['A', 'AAAA', 'CNAME']);

/** Reads the names of all records of Route 53 that lead to addresses. */
export function readRecords(draft: GraphDraft): Records {
  const full = new Map<string, NamedRecord[]>();
  const relative = new Map<string, NamedRecord[]>();
  for (const record of draft.ofType('aws_route53_record')) {
    const component = draft.componentOf(record.id);
    const name = dataAt(record, 'name');
    if (!component || typeof name !== 'string' || !ADDRESSES.has(dataAt(record, 'type'))) continue;
    const host = name.toLowerCase().replace(/\.$/, '');
    const zone = zoneOf(draft, record);
    if (zone !== undefined) put(full, within(host, zone), { component, record });
    else if (host.includes('.'))
      for (const index of [full, relative]) put(index, host, { component, record });
  }
  return { full, relative };
}

function zoneOf(draft: GraphDraft, record: Resource): string | undefined {
  const [zone] = draft.follow(dataAt(record, 'zone_id'), record, {
    types: ['aws_route53_zone'],
    by: ['zone_id', 'id'],
  }).targets;
  const name = zone && dataAt(zone, 'name');
  return typeof name === 'string' ? name.toLowerCase().replace(/\.$/, '') : undefined;
}

/** The name of a record may be relative to its zone or not. */
function within(host: string, zone: string): string {
  if (host === zone || host.endsWith(`.${zone}`)) return host;
  return host === '' ? zone : `${host}.${zone}`;
}

function put(index: Map<string, NamedRecord[]>, key: string, item: NamedRecord): void {
  const same = index.get(key);
  if (same) same.push(item);
  else index.set(key, [item]);
}
