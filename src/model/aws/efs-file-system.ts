import { dataAt, inherent, readBool } from '../read.ts';
import type { ResourceModel } from '../resource-model.ts';
import { displayName } from './display-name.ts';

const EFS = 'https://registry.terraform.io/providers/hashicorp/aws/5.100.0/docs/resources/efs_file_system';
const KEEPS = 'https://docs.aws.amazon.com/efs/latest/ug/whatisefs.html';

/** A shared file system. Its mount targets are joined by the pass `placement`. */
export const model: ResourceModel = {
  types: ['aws_efs_file_system'],
  describe(resource) {
    const token = dataAt(resource, 'creation_token');
    return {
      kind: 'volume',
      name: displayName(resource) ?? (typeof token === 'string' ? token : undefined),
      facts: {
        keepsData: inherent(resource, true, KEEPS),
        encryptedAtRest: readBool(resource, ['encrypted'], { value: false, source: EFS }),
      },
      remedies: {
        'spread-over-zones': {
          title: 'Add a mount target in each zone whose servers use it',
          safety: 'review',
          intents: [],
        },
      },
    };
  },
};
