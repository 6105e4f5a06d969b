import type { AccessRange } from '../../../core/facts/network.ts';
import type { ResourceId } from '../../../core/id.ts';
import type { Resource } from '../../../core/resource.ts';
import { isDataObject, scalarText, Unknown } from '../../../core/value.ts';
import type { GraphDraft } from '../../graph-draft.ts';
import { blocksAt, dataAt } from '../../read.ts';
import { gather } from '../gather.ts';
import type { Gathered } from '../gather.ts';
import { resolveEach } from '../resolve.ts';

const LIST_TYPES = ['aws_ec2_managed_prefix_list', 'aws_prefix_list', 'aws_vpc_endpoint'];

/** Opens lists of ranges that are in the inputs, and names those that the provider keeps. */
export class PrefixLists {
  readonly #draft: GraphDraft;
  readonly #separate = new Map<ResourceId, Resource[]>();

  constructor(draft: GraphDraft) {
    this.#draft = draft;
    for (const entry of draft.ofType('aws_ec2_managed_prefix_list_entry')) {
      const values = gather(entry, 'prefix_list_id');
      for (const { resource: list } of resolveEach(draft, values, entry, { types: LIST_TYPES, by: ['id'] })) {
        if (!list) continue;
        const known = this.#separate.get(list.id);
        if (known) known.push(entry);
        else this.#separate.set(list.id, [entry]);
      }
    }
  }

  /** The ranges behind one reference to a list. */
  rangesOf(value: Gathered, from: Resource): readonly AccessRange[] {
    const [found] = resolveEach(this.#draft, [value], from, { types: LIST_TYPES, by: ['id'] });
    const list = found?.resource;
    if (!list) {
      const unknown = found?.unknown ?? notRead(scalarText(value.data) ?? 'named here');
      return [{ value: unknown, kind: 'named', at: value.at }];
    }
    if (list.type === 'aws_vpc_endpoint') return [{ value: list.address, kind: 'named', at: value.at }];
    if (list.mode === 'data') return [{ value: keptByProvider(list), kind: 'named', at: value.at }];
    return [...this.#inline(list), ...(this.#separate.get(list.id) ?? []).map(entryOf)];
  }

  #inline(list: Resource): readonly AccessRange[] {
    const blocks = blocksAt(list, 'entry');
    const at = { resource: list.id, path: ['entry'] };
    if (Unknown.is(blocks)) return [{ value: blocks, kind: 'range', at }];
    return blocks.map((block, index): AccessRange => {
      const cidr = isDataObject(block) ? block['cidr'] : block;
      const value = typeof cidr === 'string' || Unknown.is(cidr) ? cidr : notRead(list.address);
      return { value, kind: 'range', at: { resource: list.id, path: ['entry', index, 'cidr'] } };
    });
  }
}

function entryOf(entry: Resource): AccessRange {
  const cidr = dataAt(entry, 'cidr');
  const value = typeof cidr === 'string' || Unknown.is(cidr) ? cidr : notRead(entry.address);
  return { value, kind: 'range', at: { resource: entry.id, path: ['cidr'] } };
}

/** Lists named `com.amazonaws…` hold the addresses of one service, never the whole internet. */
function keptByProvider(list: Resource): string | Unknown {
  const filters = gather(list, 'filter.values[]').map(({ data }) => data);
  for (const name of [dataAt(list, 'name'), ...filters]) {
    if (typeof name === 'string' && name.startsWith('com.amazonaws.')) return name;
    const [start] = Unknown.is(name) && name.partial?.kind === 'parts' ? name.partial.parts : [];
    if (typeof start === 'string' && start.startsWith('com.amazonaws.')) return `${start}…`;
  }
  return notRead(list.address);
}

function notRead(name: string): Unknown {
  return new Unknown({
    reason: 'data-source',
    detail: `the ranges of the list ${name} are not in the inputs`,
    settledBy: 'the code that declares the list',
  });
}
