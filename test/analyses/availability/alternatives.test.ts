import { expect, it } from 'vitest';
import { MINUTES_PER_YEAR } from '../../../src/core/assumption.ts';
import type { Alternatives } from '../../../src/core/facts/takeover.ts';
import { componentId } from '../../../src/core/id.ts';
import { Unknown } from '../../../src/core/value.ts';
import type { Availability } from '../../../src/core/availability.ts';
import { modelsOf } from '../../../src/models.ts';
import { component, handMade, needs, written } from '../../support/hand-made-estate.ts';
import { testAssumptions } from '../../support/test-assumptions.ts';

/** A checkout that two outside interfaces can answer. */
function shopWith(steered: Pick<Alternatives, 'used' | 'leavesOutFailing'>): Availability {
  const ways = ['ireland', 'frankfurt'];
  const estate = handMade(
    [
      component('checkout', 'target-group', {
        isPublicEntry: written(true),
        alternatives: [{ ways: ways.map(componentId), ...steered }],
      }),
      ...ways.map((name) => component(name, 'external')),
    ],
    ways.map((name) => needs('checkout', name)),
  );
  return modelsOf({ estate, assumptions: testAssumptions, isWanted: () => true }).availability();
}

const down = testAssumptions.get('external_api').likely / MINUTES_PER_YEAR;
const stays = testAssumptions.get('switch_over_fails').likely;

it.each([
  ['a standby that takes over', 'first', true, down * down + down * (1 - down) * stays],
  ['a standby that nothing switches to', 'first', false, down],
  [
    'two that share, of which a failing one is left out',
    'all',
    true,
    down ** 2 + 2 * down * (1 - down) * stays,
  ],
  ['two that share, whatever happens', 'all', false, 1 - (1 - down) ** 2],
] as const)('%s', (_, used, isLeftOut, expected) => {
  const [journey] = shopWith({ used, leavesOutFailing: written(isLeftOut) }).journeys;
  expect(journey?.badMinutesPerYear.likely).toBeCloseTo(expected * MINUTES_PER_YEAR, 9);
});

it('asks whether a failing way is left out where nobody says so', () => {
  const detail = 'the health check is elsewhere';
  const open = written<boolean>(new Unknown({ reason: 'not-in-inputs', detail }));
  const availability = shopWith({ used: 'first', leavesOutFailing: open });
  const [journey] = availability.journeys;
  expect(journey?.certain.likely).toBeLessThan(journey?.possible.likely ?? 0);
  expect(availability.questions().map(({ says }) => says)).toEqual([
    'Does checkout leave out by itself a way that fails?',
  ]);
  const { journeys } = availability.whatIf({ kind: 'component', id: componentId('ireland') });
  expect(journeys.map(({ effect, because }) => [effect, because])).toEqual([
    ['unknown', ['Does checkout leave out by itself a way that fails?']],
  ]);
});
