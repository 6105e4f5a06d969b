import { expect, it } from 'vitest';
import type { Bottleneck } from '../../../src/core/capacity.ts';
import { Unknown } from '../../../src/core/value.ts';
import { network, peak, service, shopOf } from './shop.ts';

function lines(found: readonly Bottleneck[]): readonly string[] {
  return found.map(({ kind, carriesUpTo, isCertain }) => {
    const times = Unknown.is(carriesUpTo) ? 'unknown' : String(carriesUpTo);
    return `${kind} ${times}${isCertain ? '' : '?'}`;
  });
}

it('names the maximum of an autoscaler, from what its fewest copies carry', () => {
  const { capacity } = shopOf({ 'main.tf': network(3) + service(3, { tasks: 3, maximum: 8 }) });
  expect(lines(capacity.underTraffic(2))).toEqual([]);
  expect(lines(capacity.underTraffic(10))).toEqual(['autoscaler-maximum 2.66?']);
});

it('is certain from the declared peak', () => {
  const files = { 'main.tf': network(3) + service(3, { tasks: 3, maximum: 8 }) };
  // 8 copies of 50 requests a second at 80 % do 320, twice the peak of 160.
  const { capacity } = shopOf(files, peak(160, 50));
  expect(lines(capacity.underTraffic(3))).toEqual(['autoscaler-maximum 2']);
});

it('does not know what a fixed number of copies carries without a peak', () => {
  const files = { 'main.tf': network(3) + service(3, { tasks: 3 }) };
  expect(lines(shopOf(files).capacity.underTraffic(2))).toEqual(['fixed-size unknown?']);
  expect(lines(shopOf(files, peak(100, 50)).capacity.underTraffic(2))).toEqual(['fixed-size 1.2']);
});

it('puts first what ends first', () => {
  // Three subnets of 16 addresses have 33, and the autoscaler may start 60 tasks.
  const files = { 'main.tf': network(3, 28) + service(3, { tasks: 6, maximum: 60 }) };
  expect(lines(shopOf(files).capacity.underTraffic(20))).toEqual([
    'subnet-addresses 5.5?',
    'autoscaler-maximum 10?',
  ]);
});

it('asks once for all that nothing is known of', () => {
  const files = { 'main.tf': network(3) + service(3, { tasks: 3 }), 'b/main.tf': service(3, { tasks: 2 }) };
  const [only, another] = shopOf(files).capacity.underTraffic(2);
  expect([only?.says, another]).toEqual([
    'How much traffic these can carry is not known: orders, orders.',
    undefined,
  ]);
});
