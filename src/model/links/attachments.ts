import type { ResourceId } from '../../core/id.ts';
import type { Location } from '../../core/location.ts';
import { Unknown } from '../../core/value.ts';
import type { Value } from '../../core/value.ts';
import type { GraphDraft } from '../graph-draft.ts';
import type { LinkPass } from '../link-pass.ts';
import { gather } from './gather.ts';
import { resolveEach } from './resolve.ts';

/** Attributes by which something holds a disk or an address. */
const HOLDERS: readonly { readonly type: string; readonly path: string; readonly held: string }[] = [
  { type: 'aws_volume_attachment', path: 'volume_id', held: 'aws_ebs_volume' },
  { type: 'aws_eip_association', path: 'allocation_id', held: 'aws_eip' },
  { type: 'aws_eip_association', path: 'public_ip', held: 'aws_eip' },
  { type: 'aws_nat_gateway', path: 'allocation_id', held: 'aws_eip' },
  { type: 'aws_nat_gateway', path: 'secondary_allocation_ids[]', held: 'aws_eip' },
  { type: 'aws_lb', path: 'subnet_mapping.allocation_id', held: 'aws_eip' },
  { type: 'aws_alb', path: 'subnet_mapping.allocation_id', held: 'aws_eip' },
  { type: 'aws_transfer_server', path: 'endpoint_details.address_allocation_ids[]', held: 'aws_eip' },
];

/** Says of disks and addresses, which cost money on their own, whether anything holds them. */
export const attachments: LinkPass = {
  name: 'attachments',
  after: [],
  run(draft) {
    const held = heldThings(draft);
    for (const resource of draft.ofType('aws_ebs_volume', 'aws_eip')) {
      const component = draft.componentOf(resource.id);
      if (!component) continue;
      const by = held.get(resource.id);
      const own = [...gather(resource, 'instance'), ...gather(resource, 'network_interface')];
      const written = own.find(({ data }) => data !== '');
      const at: Location = by ?? written?.at ?? { resource: resource.id, path: [] };
      component.facts.isAttached = { value: isHeld(by, written?.data), at: [at], origin: 'written' };
    }
  },
};

/** An attribute that is unknown for itself may turn out to be null. */
function isHeld(by: Location | undefined, written: unknown): Value<boolean> {
  if (by) return true;
  if (Unknown.is(written) && written.refs.length !== 1) return written;
  return written !== undefined;
}

function heldThings(draft: GraphDraft): ReadonlyMap<ResourceId, Location> {
  const held = new Map<ResourceId, Location>();
  for (const { type, path, held: heldType } of HOLDERS) {
    for (const holder of draft.ofType(type)) {
      const options = { types: [heldType], by: ['id', 'allocation_id', 'public_ip'] };
      for (const { resource, possible, value } of resolveEach(draft, gather(holder, path), holder, options)) {
        for (const one of resource ? [resource] : possible) held.set(one.id, value.at);
      }
    }
  }
  return held;
}
