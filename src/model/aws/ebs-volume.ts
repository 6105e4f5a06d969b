import type { ResourceModel } from '../resource-model.ts';
import { inherent, readBool } from '../read.ts';
import { readVolumes } from './block-volumes.ts';

const DOCUMENTATION =
  'https://registry.terraform.io/providers/hashicorp/aws/5.100.0/docs/resources/ebs_volume';

/** A disk of its own, attached to a server by a separate resource. */
export const model: ResourceModel = {
  types: ['aws_ebs_volume'],
  describe(resource) {
    const { blockVolumes, remedies } = readVolumes(resource, [
      {
        name: 'volume',
        path: [],
        attributes: { type: 'type', size: 'size' },
        defaultType: { value: 'gp2', source: DOCUMENTATION },
      },
    ]);
    return {
      kind: 'volume',
      facts: {
        blockVolumes,
        keepsData: inherent(
          resource,
          true,
          'https://docs.aws.amazon.com/ebs/latest/userguide/ebs-volumes.html',
        ),
        encryptedAtRest: readBool(resource, ['encrypted'], { value: false, source: DOCUMENTATION }),
      },
      remedies,
    };
  },
};
