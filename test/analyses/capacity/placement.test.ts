import { expect, it } from 'vitest';
import { leftAfterZone } from '../../../src/analyses/capacity/placement.ts';
import type { Component, Stated } from '../../../src/core/component.ts';
import type { Zones } from '../../../src/core/facts/common.ts';
import { shopOf } from './shop.ts';

/** Orders with a constraint or an affinity in its pod template. */
function orders(placing: string): Component {
  const { named } = shopOf({
    'orders.yaml': `apiVersion: apps/v1
kind: Deployment
metadata: { name: orders }
spec:
  selector: { matchLabels: { app: orders } }
  template:
    metadata: { labels: { app: orders } }
    spec:
${placing}
      containers: [{ name: orders, image: shop/orders:1 }]
`,
  });
  return named('orders');
}

const ofOrders = 'labelSelector: { matchLabels: { app: orders } }';
const zone = 'topologyKey: topology.kubernetes.io/zone';

function spread(maxSkew: number, whenUnsatisfiable: string): Component {
  const constraint = `maxSkew: ${maxSkew}, ${zone}, whenUnsatisfiable: ${whenUnsatisfiable}, ${ofOrders}`;
  return orders(`      topologySpreadConstraints: [{ ${constraint} }]`);
}

function inZones(count: number): Stated<Zones> {
  return { value: { atLeast: count, atMost: count, names: [] }, at: [], origin: 'written' };
}

/** Every way in which so many copies can stand in so many zones. */
function* waysOf(copies: number, zones: number): Generator<readonly number[]> {
  if (zones === 1) {
    yield [copies];
    return;
  }
  for (let first = 0; first <= copies; first += 1) {
    for (const rest of waysOf(copies - first, zones - 1)) yield [first, ...rest];
  }
}

/** Copies left in the best and in the worst way that is allowed, found by trying all of them. */
function tried(
  copies: number,
  zones: number,
  isAllowed: (way: readonly number[]) => boolean,
): { readonly best: number; readonly worst: number } {
  const left = [...waysOf(copies, zones)].filter(isAllowed).map((way) => copies - Math.max(...way));
  return { best: Math.max(...left), worst: Math.min(...left) };
}

const cases: readonly (readonly [name: string, Component, (way: readonly number[]) => boolean])[] = [
  ...[1, 2, 5].map(
    (skew) =>
      [
        `a difference of ${skew}`,
        spread(skew, 'DoNotSchedule'),
        (way: readonly number[]) => Math.max(...way) - Math.min(...way) <= skew,
      ] as const,
  ),
  ['no certain constraint', spread(1, 'ScheduleAnyway'), () => true],
  ['nothing', orders(''), () => true],
];

it.each(cases)('finds the best and the worst placement under %s', (_, component, isAllowed) => {
  for (let zones = 1; zones <= 4; zones += 1) {
    for (let copies = 1; copies <= 9; copies += 1) {
      const { best, worst } = tried(copies, zones, isAllowed);
      const left = leftAfterZone(component, copies, inZones(zones));
      expect([left.evenly, left.atWorst], `${copies} over ${zones}`).toEqual([best, worst]);
    }
  }
});

it('keeps copies apart by anti-affinity', () => {
  const term = `requiredDuringSchedulingIgnoredDuringExecution: [{ ${zone}, ${ofOrders} }]`;
  const apart = orders(`      affinity: { podAntiAffinity: { ${term} } }`);
  const left = leftAfterZone(apart, 3, inZones(3));
  expect([left.evenly, left.atWorst, left.because]).toEqual([2, 2, 'anti-affinity keeps them apart']);
});
