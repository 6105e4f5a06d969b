import type { Stated } from '../../core/component.ts';
import type { VolumeSource } from './block-volumes.ts';
import type { Resource } from '../../core/resource.ts';
import { Unknown } from '../../core/value.ts';
import { at, blocksAt, dataAt, readBool, readText } from '../read.ts';
import type { ResourceModel } from '../resource-model.ts';
import { BLOCK_ATTRIBUTES, blockSources, readVolumes } from './block-volumes.ts';
import { displayName } from './display-name.ts';
import { readMetadata, requireToken } from './instance-metadata.ts';
import { hasKeyPair } from './key-pair.ts';

const INSTANCE = 'https://registry.terraform.io/providers/hashicorp/aws/5.100.0/docs/resources/instance';
const SPOT = 'https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/how-spot-instances-work.html';
const RECOVERY = 'https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/ec2-instance-recover.html';

/** One server. */
export const model: ResourceModel = {
  types: ['aws_instance', 'aws_spot_instance_request'],
  describe(resource) {
    const { blockVolumes, remedies } = readVolumes(resource, volumeSources(resource));
    return {
      kind: 'workload',
      name: displayName(resource),
      facts: {
        runsAs: 'server',
        instanceClass: readText(resource, ['instance_type']),
        hasPublicAddress: readBool(resource, ['associate_public_ip_address']),
        forwardsTraffic: forwardsTraffic(resource),
        hasKeyPair: hasKeyPair(resource),
        recoversFromHostFailure: recovers(resource),
        replacedBy: persistentRequest(resource),
        blockVolumes,
        ...readMetadata(resource),
      },
      remedies: { ...remedies, 'require-metadata-token': requireToken(resource) },
    };
  },
};

/** Its root volume (also where no block describes it) and every further disk. */
function volumeSources(resource: Resource): readonly VolumeSource[] | Unknown {
  const roots = blocksAt(resource, 'root_block_device');
  const others = blockSources(resource, 'ebs_block_device', {
    name: 'further volume',
    defaultType: { value: 'gp2', source: INSTANCE },
  });
  if (Unknown.is(roots)) return roots;
  if (Unknown.is(others)) return others;
  return [{ name: 'root volume', path: ['root_block_device', 0], attributes: BLOCK_ATTRIBUTES }, ...others];
}

// A server that accepts packets addressed to others is a NAT instance, a VPN or a firewall.
function forwardsTraffic(resource: Resource): Stated<boolean> {
  const check = readBool(resource, ['source_dest_check'], { value: true, source: INSTANCE });
  return { ...check, value: Unknown.is(check.value) ? check.value : !check.value };
}

function recovers(resource: Resource): Stated<boolean> {
  const setting = readText(resource, ['maintenance_options', 0, 'auto_recovery'], {
    value: 'default',
    source: RECOVERY,
  });
  return { ...setting, value: Unknown.is(setting.value) ? setting.value : setting.value !== 'disabled' };
}

// A persistent request starts a new spot server when the old one ends.
function persistentRequest(resource: Resource): Stated<string> | undefined {
  if (resource.type !== 'aws_spot_instance_request' || dataAt(resource, 'spot_type') === 'one-time')
    return undefined;
  return {
    value: 'a persistent spot request',
    at: [at(resource, 'spot_type')],
    origin: 'default',
    source: SPOT,
  };
}
