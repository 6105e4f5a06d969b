import type { Stated } from '../../../core/component.ts';
import { ipv4Range } from '../../../core/address-range.ts';
import type { Value } from '../../../core/value.ts';
import { Unknown } from '../../../core/value.ts';
import type { LinkPass } from '../../link-pass.ts';

// Addresses that each provider keeps in every subnet.
const KEPT: readonly (readonly [prefix: string, count: number, source: string])[] = [
  ['aws_', 5, 'https://docs.aws.amazon.com/vpc/latest/userguide/subnet-sizing.html'],
  ['google_', 4, 'https://cloud.google.com/vpc/docs/subnets#unusable-ip-addresses-in-every-subnet'],
  ['azurerm_', 5, 'https://learn.microsoft.com/azure/virtual-network/virtual-networks-faq'],
];

/** How many addresses each subnet can give out. */
export const subnetAddresses: LinkPass = {
  name: 'subnet-addresses',
  after: ['networks'],
  run(draft) {
    for (const { kind, main, facts } of draft.components.values()) {
      const kept = KEPT.find(([prefix]) => main?.type.startsWith(prefix) === true);
      const ranges = facts.addressRanges ?? [];
      const [first] = ranges;
      if (kind !== 'subnet' || !kept || !first) continue;
      facts.usableAddresses = { ...first, value: usable(ranges, kept[1]), source: kept[2] };
    }
  },
};

function usable(ranges: readonly Stated<string>[], kept: number): Value<number> {
  let total = 0;
  for (const { value } of ranges) {
    if (Unknown.is(value)) return value;
    const range = ipv4Range(value);
    if (range) total += Math.max(range.end - range.start + 1 - kept, 0);
  }
  return total;
}
