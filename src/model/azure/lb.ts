import type { Stated } from '../../core/component.ts';
import type { Resource } from '../../core/resource.ts';
import { Unknown } from '../../core/value.ts';
import { literalName } from '../presence.ts';
import { at, blocksAt } from '../read.ts';
import type { ResourceModel } from '../resource-model.ts';
import { statedRegion } from './places.ts';

/** A load balancer that passes packets on. Its rules and pools are joined by the pass `azure-entries`. */
export const model: ResourceModel = {
  types: ['azurerm_lb'],
  describe(resource) {
    const isPublic = hasPublicFront(resource);
    return {
      kind: 'load-balancer',
      name: literalName(resource, 'name'),
      facts: { region: statedRegion(resource), isPublicEntry: isPublic, hasPublicAddress: isPublic },
    };
  },
};

function hasPublicFront(resource: Resource): Stated<boolean> {
  const path = 'frontend_ip_configuration';
  const blocks = blocksAt(resource, path);
  const place = [at(resource, path)];
  if (Unknown.is(blocks)) return { value: blocks, at: place, origin: 'written' };
  const values = blocks.map((block) => (Unknown.is(block) ? block : block['public_ip_address_id']));
  const isSome = blocks.some(
    (block) =>
      !Unknown.is(block) && (block['public_ip_address_id'] ?? block['public_ip_prefix_id'] ?? '') !== '',
  );
  const unknown = values.find((_, index) => Unknown.is(blocks[index]));
  return { value: isSome ? true : Unknown.is(unknown) ? unknown : false, at: place, origin: 'written' };
}
