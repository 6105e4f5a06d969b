import type { Stated } from '../../core/component.ts';
import type { Resource } from '../../core/resource.ts';
import { readText } from '../read.ts';
import type { ResourceModel } from '../resource-model.ts';
import { displayName } from './display-name.ts';

// The default network of every region has the same range.
const DEFAULT_VPC = 'https://docs.aws.amazon.com/vpc/latest/userguide/default-vpc-components.html';

/** A network. Further ranges are joined by the pass `networks`. */
export const model: ResourceModel = {
  types: ['aws_vpc', 'aws_default_vpc'],
  describe(resource) {
    return {
      kind: 'network',
      name: displayName(resource),
      facts: { networkPart: 'network', addressRanges: rangesOf(resource) },
    };
  },
};

function rangesOf(resource: Resource): readonly Stated<string>[] {
  if (resource.type === 'aws_default_vpc') {
    return [readText(resource, ['cidr_block'], { value: '172.31.0.0/16', source: DEFAULT_VPC })];
  }
  const range = readText(resource, ['cidr_block']);
  return range ? [range] : [];
}
