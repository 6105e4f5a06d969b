import { describe, expect, it } from 'vitest';
import { periodicTest } from '../../../src/syntax/open-psa/periodic-test.ts';

interface Given {
  readonly failure: number;
  readonly inTest: number;
  readonly repair: number;
  readonly interval: number;
  readonly first: number;
  readonly atStart: number;
  readonly duration: number;
  readonly isAvailable: boolean;
  readonly detection: number;
  readonly badRestart: number;
  readonly time: number;
}

const STEPS = 20_000;

/** The same component followed in small steps of time: a slow and obvious version. */
function simulated(given: Given): number {
  const { failure, repair, interval, first, duration, time, badRestart } = given;
  let [up, tested, failed, inRepair] = [1, 0, 0, 0];
  const steps = (length: number): void => {
    const dt = length / STEPS;
    for (let step = 0; step < STEPS; step += 1) {
      const breaks = up * failure * dt;
      const breaksTested = tested * given.inTest * dt;
      const repaired = inRepair * repair * dt;
      up += repaired * (1 - badRestart) - breaks;
      tested -= breaksTested;
      failedTested += breaksTested;
      failed += breaks + repaired * badRestart;
      inRepair -= repaired;
    }
  };
  let failedTested = 0;
  steps(Math.min(first, time));
  // A test that begins at the very end counts, but for the first one.
  for (let start = first; start < time || (start === time && start > first); start += interval) {
    // What is up or failed is tested; what is in repair is not, and what returns from it neither.
    tested = up * (1 - given.atStart);
    failedTested = failed + up * given.atStart;
    [up, failed] = [0, 0];
    steps(Math.min(duration, time - start));
    const isOver = time - start > duration;
    if (!isOver && !given.isAvailable) return 1 - up;
    inRepair += failedTested * given.detection;
    failed += failedTested * (1 - given.detection);
    up += tested;
    [tested, failedTested] = [0, 0];
    if (isOver) steps(Math.min(interval, time - start) - duration);
  }
  return 1 - up;
}

const GIVEN: Given = {
  failure: 0.02,
  inTest: 0.05,
  repair: 0.3,
  interval: 10,
  first: 6,
  atStart: 0.1,
  duration: 2,
  isAvailable: true,
  detection: 0.8,
  badRestart: 0.05,
  time: 39,
};

function check(change: Partial<Given>): void {
  const given = { ...GIVEN, ...change };
  const { failure, inTest, repair, interval, first, atStart, duration, isAvailable } = given;
  const { detection, badRestart, time } = given;
  const timing = [interval, first, atStart, duration, isAvailable ? 1 : 0];
  const values = [failure, inTest, repair, ...timing, detection, badRestart, time];
  expect(periodicTest(values)).toBeCloseTo(simulated(given), 4);
}

describe('a component that is tested again and again', () => {
  it('follows the chain of the format before, between and in tests', () => {
    for (const time of [3, 6, 7, 8, 9, 15, 16, 17.5, 39, 66]) check({ time });
    check({ time: 37, isAvailable: false });
    check({ time: 39, isAvailable: false });
    check({ repair: 0 });
    check({ repair: GIVEN.failure });
    check({ repair: 40 });
    check({ detection: 0, badRestart: 1 });
  });

  it('is an instant test with five arguments, and an instant repair with four', () => {
    const instant = { duration: 0, atStart: 0, detection: 1, badRestart: 0, inTest: 0 };
    const { failure, repair, interval, first, time } = GIVEN;
    expect(periodicTest([failure, repair, interval, first, time])).toBeCloseTo(
      simulated({ ...GIVEN, ...instant }),
      4,
    );
    expect(periodicTest([failure, interval, first, 39])).toBeCloseTo(1 - Math.exp(-failure * 3), 12);
    expect(periodicTest([failure, interval, first, 36])).toBeCloseTo(1 - Math.exp(-failure * 10), 12);
    expect(periodicTest([failure, interval, first, 5])).toBeCloseTo(1 - Math.exp(-failure * 5), 12);
  });

  it('knows the moment of a test where numbers are rounded', () => {
    for (const interval of [0.1, 295.93825123096155, 1 / 3]) {
      const [failure, first, count] = [1e-3, 0.7, 6];
      const time = first + count * interval;
      expect(periodicTest([failure, interval, first, time])).toBeCloseTo(
        -Math.expm1(-failure * interval),
        12,
      );
    }
  });

  it('takes no longer for a million years, and stays a probability', () => {
    const value = periodicTest([1e-5, 2e-5, 100, 720, 100, 1e-3, 2, 0, 0.9, 1e-3, 8.76e9]);
    expect(value).toBeGreaterThan(0);
    expect(value).toBeLessThan(0.02);
  });
});
