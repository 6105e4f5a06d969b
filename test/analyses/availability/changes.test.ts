import { expect, it } from 'vitest';
import { MINUTES_PER_YEAR } from '../../../src/core/assumption.ts';
import type { UsedImage } from '../../../src/core/facts/compute.ts';
import type { Facts } from '../../../src/core/facts.ts';
import type { ReleaseGuard } from '../../../src/core/facts/takeover.ts';
import { componentId, resourceId, stackId } from '../../../src/core/id.ts';
import { unavailability } from '../../../src/analyses/availability/causes.ts';
import { changeCause } from '../../../src/analyses/availability/changes.ts';
import { component, written } from '../../support/hand-made-estate.ts';
import { testAssumptions } from '../../support/test-assumptions.ts';

function minutesOf(facts: Facts): number | undefined {
  const cause = changeCause(component('orders', 'workload', { runsAs: 'service', ...facts }));
  return cause && unavailability(cause, testAssumptions, ({ likely }) => likely) * MINUTES_PER_YEAR;
}

function guardedBy(...does: readonly ReleaseGuard['does'][]): Facts {
  const at = { resource: resourceId(stackId('shop'), 'orders'), path: [] };
  return { releaseGuards: does.map((one) => ({ does: one, says: one, at })) };
}

it('a canary, a rollback and a gate each take their part of 35 × 5 % × 60 minutes', () => {
  expect(minutesOf({})).toBeCloseTo(105, 9);
  expect(minutesOf(guardedBy('revert'))).toBeCloseTo(17.5, 9);
  expect(minutesOf(guardedBy('share'))).toBeCloseTo(10.5, 9);
  expect(minutesOf(guardedBy('gate'))).toBeCloseTo(52.5, 9);
  expect(minutesOf(guardedBy('gate', 'share', 'revert'))).toBeCloseTo(0.875, 9);
});

it('what only sees that copies do not come up undoes nothing that starts and answers wrongly', () => {
  expect(minutesOf({ revertsBadRelease: written(true) })).toBeCloseTo(52.5, 9);
  const both = { stopsBadRelease: written(true), revertsBadRelease: written(true) };
  expect(minutesOf(both)).toBeCloseTo(52.5, 9);
  expect(minutesOf({ ...both, ...guardedBy('revert') })).toBeCloseTo(8.75, 9);
});

it('says which lines lower it', () => {
  const cause = changeCause(component('orders', 'workload', guardedBy('gate', 'revert')));
  expect(cause?.evidence?.map(({ says }) => says)).toEqual(['revert', 'gate']);
});

it('a slot, and machines that carry the tasks of a cluster, have no releases of their own', () => {
  expect(minutesOf({ previewOf: written(componentId('shop')) })).toBeUndefined();
  expect(minutesOf({ runsAs: 'instance-group', replacedBy: written('Amazon ECS') })).toBeUndefined();
  expect(minutesOf({ runsAs: 'instance-group' })).toBeCloseTo(105, 9);
});

it('copies of one block break together, services of one block each by itself', () => {
  const event = (key: string, image?: string, facts: Facts = {}): string | undefined => {
    const images = image === undefined ? undefined : [usedImage(image)];
    return changeCause(component(`shop[${key}]`, 'workload', { images, ...facts }))?.event;
  };
  expect(event('0')).toBe(event('1'));
  expect(event('"a"')).toBe(event('"b"'));
  expect(event('"a"', 'shop/orders:1')).toBe(event('"b"', 'shop/orders:1'));
  const service: Facts = { runsAs: 'service' };
  expect(event('"orders"', undefined, service)).not.toBe(event('"carts"', undefined, service));
  const inRegion = (name: string): string | undefined =>
    event(`"${name}"`, undefined, { ...service, region: written(name) });
  expect(inRegion('eu-west-1')).toBe(inRegion('eu-west-2'));
  expect(event('"orders"', 'shop/orders:1')).not.toBe(event('"carts"', 'shop/carts:1'));
});

function usedImage(text: string): UsedImage {
  const pullPolicy = written('Always');
  const image = { text: written(text), repository: text, tag: undefined, digest: undefined };
  return { name: 'main', image: { ...image, pullPolicy, builtFrom: undefined }, resolved: 'start' };
}
