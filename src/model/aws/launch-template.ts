import type { Stated } from '../../core/component.ts';
import type { Resource } from '../../core/resource.ts';
import { Unknown } from '../../core/value.ts';
import { at, blocksAt, dataAt, readBool, readText } from '../read.ts';
import type { ResourceModel } from '../resource-model.ts';
import type { VolumeSource } from './block-volumes.ts';
import { BLOCK_ATTRIBUTES, readVolumes } from './block-volumes.ts';
import { displayName } from './display-name.ts';
import { hasKeyPair } from './key-pair.ts';
import { readMetadata, requireToken } from './instance-metadata.ts';

/** What every server of a group is started with. Groups take its facts over (pass `launch-templates`). */
export const model: ResourceModel = {
  types: ['aws_launch_template'],
  describe(resource) {
    const { blockVolumes, remedies } = readVolumes(resource, volumeSources(resource));
    return {
      kind: 'other',
      name: displayName(resource),
      facts: {
        runsAs: 'launch-template',
        instanceClass: readText(resource, ['instance_type']),
        hasPublicAddress: publicAddress(resource),
        hasKeyPair: hasKeyPair(resource),
        blockVolumes,
        ...readMetadata(resource),
      },
      remedies: { ...remedies, 'require-metadata-token': requireToken(resource) },
    };
  },
};

function volumeSources(resource: Resource): readonly VolumeSource[] | Unknown {
  const mappings = blocksAt(resource, 'block_device_mappings');
  if (Unknown.is(mappings)) return mappings;
  return mappings.flatMap((mapping, index): VolumeSource[] => {
    const path = ['block_device_mappings', index, 'ebs', 0];
    if (Unknown.is(mapping) || dataAt(resource, ...path) === undefined) return [];
    const device = mapping['device_name'];
    const name = typeof device === 'string' ? `volume ${device}` : `volume ${index + 1}`;
    return [{ name, path, attributes: BLOCK_ATTRIBUTES }];
  });
}

// Only where the template describes the interface; else the subnet decides.
function publicAddress(resource: Resource): Stated<boolean> | undefined {
  const interfaces = blocksAt(resource, 'network_interfaces');
  if (Unknown.is(interfaces))
    return { value: interfaces, at: [at(resource, 'network_interfaces')], origin: 'written' };
  for (let index = 0; index < interfaces.length; index += 1) {
    const setting = readBool(resource, ['network_interfaces', index, 'associate_public_ip_address']);
    if (setting !== undefined && setting.value !== false) return setting;
  }
  return interfaces.length > 0
    ? readBool(resource, ['network_interfaces', 0, 'associate_public_ip_address'])
    : undefined;
}
