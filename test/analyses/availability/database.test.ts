import { expect, it } from 'vitest';
import type { Facts } from '../../../src/core/facts.ts';
import type { Zone } from '../../../src/core/facts/common.ts';
import { modelsOf } from '../../../src/models.ts';
import { component, entry, handMade, needs, written } from '../../support/hand-made-estate.ts';
import { testAssumptions } from '../../support/test-assumptions.ts';

function zones(...letters: readonly string[]): Facts['zones'] {
  const names: readonly Zone[] = letters.map((letter) => ({
    id: `eu-west-1${letter}`,
    name: `eu-west-1${letter}`,
  }));
  return written({ atLeast: names.length, atMost: names.length, names });
}

/** Bad minutes a year of checkout, which needs one database. */
function minutesWith(database: Facts): { readonly likely: number; readonly steps: readonly string[] } {
  const estate = handMade(
    [entry('checkout'), component('orders', 'datastore', { storeClass: 'relational', ...database })],
    [needs('checkout', 'orders')],
  );
  const models = modelsOf({ estate, assumptions: testAssumptions, isWanted: () => true });
  const availability = models.availability();
  return {
    likely: availability.journeys[0]?.badMinutesPerYear.likely ?? Number.NaN,
    steps: availability.derivation('checkout').map(({ says }) => says),
  };
}

it('a database of one instance costs about an hour a year more than one with a standby', () => {
  const single = minutesWith({ automaticFailover: written(false), zones: zones('a') });
  const standby = minutesWith({ automaticFailover: written(true), zones: zones('a', 'b') });
  // 40 minutes of its own and 5e-5 of a year for its zone, against 3 minutes of failovers.
  expect(single.likely - standby.likely).toBeCloseTo(40 + 5e-5 * 525_960 - 3, 1);
  expect(single.steps).toEqual([
    'orders fails (one instance): 40 minutes a year',
    'zone eu-west-1a is lost: 0.005 % of a year = 26.3 minutes a year',
  ]);
  expect(standby.steps[0]).toBe('orders fails over to its standby: 3 minutes a year');
});
