import { expect, it } from 'vitest';
import { MINUTES_PER_YEAR } from '../../../src/core/assumption.ts';
import type { Dependency } from '../../../src/core/dependency.ts';
import { componentId } from '../../../src/core/id.ts';
import { Unknown } from '../../../src/core/value.ts';
import type { Estate } from '../../../src/graph/estate.ts';
import { modelsOf } from '../../../src/models.ts';
import { component, entry, handMade, needs } from '../../support/hand-made-estate.ts';
import { randomNumbers } from '../../support/random-numbers.ts';
import { testAssumptions } from '../../support/test-assumptions.ts';

const unknown = new Unknown({ reason: 'not-in-inputs', detail: 'nobody says' });

type Shop = Pick<Estate, 'components' | 'dependencies'>;

/** Outside interfaces behind groups that lead to each other, circles and alternatives included. */
function randomShop(seed: number): Estate {
  const below = randomNumbers(seed);
  const outside = Array.from({ length: 2 + below(6) }, (_, index) => component(`api-${index}`, 'external'));
  const groups = Array.from({ length: 2 + below(5) }, (_, index) =>
    component(`group-${index}`, 'target-group'),
  );
  const all = [...groups, ...outside];
  const pick = (): string => all[below(all.length)]?.name ?? '';
  const strengths = ['hard', 'hard', 'soft', unknown] as const;
  const dependencies = [entry('checkout'), ...groups].flatMap(({ name }) =>
    Array.from({ length: 1 + below(3) }, (): Dependency => {
      const one = needs(name, pick(), strengths[below(strengths.length)] ?? 'hard');
      return below(3) === 0 ? { ...one, kind: 'routes-to', strength: 'hard' } : one;
    }),
  );
  return handMade([entry('checkout'), ...all], dependencies);
}

type Counts = (dependency: Dependency) => boolean;

/** Whether checkout has failed once some interfaces have: repeated until nothing changes. */
function fails({ components, dependencies }: Shop, down: ReadonlySet<string>, side: Side): boolean {
  const failed = new Set(down);
  for (let before = -1; before !== failed.size;) {
    before = failed.size;
    for (const { name } of components) if (isDown(name, dependencies, failed, side)) failed.add(name);
  }
  return failed.has('checkout');
}

interface Side {
  readonly counts: Counts;
  /** Whether every member of a group is needed, or one is enough. */
  readonly needsAll: boolean;
}

function isDown(
  name: string,
  dependencies: readonly Dependency[],
  failed: ReadonlySet<string>,
  { counts, needsAll }: Side,
): boolean {
  const own = dependencies.filter(({ from }) => from === name);
  const ways = new Set(own.filter(({ kind }) => kind === 'routes-to').map(({ to }) => to));
  const calls = own.filter((one) => one.kind !== 'routes-to' && counts(one));
  const lost = [...ways].filter((to) => failed.has(to));
  const isCutOff = needsAll ? lost.length > 0 : ways.size > 0 && lost.length === ways.size;
  return isCutOff || calls.some(({ to }) => failed.has(to));
}

/** The sum over all states of the interfaces. */
function minutesByBruteForce(shop: Shop, side: Side): number {
  const names = shop.components.filter(({ kind }) => kind === 'external').map(({ name }) => name);
  const part = testAssumptions.get('external_api').likely / MINUTES_PER_YEAR;
  let sum = 0;
  for (let state = 0; state < 2 ** names.length; state += 1) {
    const down = new Set(names.filter((_, index) => (state >> index) % 2 === 1));
    const weight = part ** down.size * (1 - part) ** (names.length - down.size);
    if (fails(shop, down, side)) sum += weight;
  }
  return sum * MINUTES_PER_YEAR;
}

const best: Side = { counts: ({ strength }) => strength === 'hard', needsAll: false };
const worst: Side = { counts: ({ strength }) => strength === 'hard' || Unknown.is(strength), needsAll: true };

it('agrees with the sum over all states in the best and in the worst reading', () => {
  for (let seed = 1; seed <= 400; seed += 1) {
    const shop = randomShop(seed);
    const models = modelsOf({ estate: shop, assumptions: testAssumptions, isWanted: () => true });
    const [journey] = models.availability().journeys;
    const low = minutesByBruteForce(shop, best);
    const high = minutesByBruteForce(shop, worst);
    expect(journey?.certain.likely, `certain, seed ${seed}`).toBeCloseTo(low, 6);
    expect(journey?.possible.likely, `possible, seed ${seed}`).toBeCloseTo(high, 6);
    const likely = journey?.badMinutesPerYear.likely ?? Number.NaN;
    expect(likely).toBeGreaterThanOrEqual(low - 1e-6);
    expect(likely).toBeLessThanOrEqual(high + 1e-6);
  }
});

it('tells of one interface what happens to checkout, as walking the graph does', () => {
  for (let seed = 1; seed <= 200; seed += 1) {
    const shop = randomShop(seed);
    const availability = modelsOf({
      estate: shop,
      assumptions: testAssumptions,
      isWanted: () => true,
    }).availability();
    for (const { name, kind } of shop.components) {
      if (kind !== 'external') continue;
      const { journeys } = availability.whatIf({ kind: 'component', id: componentId(name) });
      const effect = journeys[0]?.effect ?? 'survives';
      const stops = fails(shop, new Set([name]), best);
      const mayStop = fails(shop, new Set([name]), worst);
      const expected = stops ? ['stops'] : mayStop ? ['unknown'] : ['survives', 'degrades'];
      expect(expected, `${name}, seed ${seed}`).toContain(effect);
    }
  }
});
