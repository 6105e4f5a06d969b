import { Unknown } from '../../core/value.ts';
import { blocksAt, readBool, readText } from '../read.ts';
import type { Resource } from '../../core/resource.ts';
import type { ResourceModel } from '../resource-model.ts';
import type { VolumeSource } from './block-volumes.ts';
import { BLOCK_ATTRIBUTES, blockSources, readVolumes } from './block-volumes.ts';
import { displayName } from './display-name.ts';
import { hasKeyPair } from './key-pair.ts';
import { readMetadata, requireToken } from './instance-metadata.ts';

/** The older form of a launch template. */
export const model: ResourceModel = {
  types: ['aws_launch_configuration'],
  describe(resource) {
    const { blockVolumes, remedies } = readVolumes(resource, volumeSources(resource));
    return {
      kind: 'other',
      name: displayName(resource),
      facts: {
        runsAs: 'launch-template',
        instanceClass: readText(resource, ['instance_type']),
        hasPublicAddress: readBool(resource, ['associate_public_ip_address']),
        hasKeyPair: hasKeyPair(resource),
        blockVolumes,
        ...readMetadata(resource),
      },
      remedies: { ...remedies, 'require-metadata-token': requireToken(resource) },
    };
  },
};

function volumeSources(resource: Resource): readonly VolumeSource[] | Unknown {
  const roots = blocksAt(resource, 'root_block_device');
  const others = blockSources(resource, 'ebs_block_device', { name: 'further volume' });
  if (Unknown.is(roots)) return roots;
  if (Unknown.is(others)) return others;
  return [{ name: 'root volume', path: ['root_block_device', 0], attributes: BLOCK_ATTRIBUTES }, ...others];
}
