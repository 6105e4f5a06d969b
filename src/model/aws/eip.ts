import { at } from '../read.ts';
import type { ResourceModel } from '../resource-model.ts';
import { displayName } from './display-name.ts';

/** A public address. What it is attached to is filled by the pass `attachments`. */
export const model: ResourceModel = {
  types: ['aws_eip'],
  describe(resource) {
    return {
      kind: 'network',
      name: displayName(resource),
      facts: { networkPart: 'address' },
      remedies: {
        remove: {
          title: `Remove ${resource.address}`,
          safety: 'review',
          caution: 'The address itself is lost and cannot be asked back.',
          intents: [{ op: 'remove', at: at(resource) }],
        },
      },
    };
  },
};
