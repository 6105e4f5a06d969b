// A component that is tested again and again, as the format describes it: a Markov chain that is followed
// from phase to phase. https://open-psa.github.io/mef/mef/stochastic_layer.html, "Periodic test".

/** The probabilities of the states that a component can be in; they sum to 1. */
interface State {
  readonly available: number;
  /** Failed, and nobody knows. */
  readonly failed: number;
  readonly inRepair: number;
}

interface Rates {
  readonly failure: number;
  readonly repair: number;
  /** Probability that it is restarted badly after a repair. */
  readonly badRestart: number;
}

/** A linear map of states: where each of the three pure states leads. */
interface Step {
  readonly available: State;
  readonly failed: State;
  readonly inRepair: State;
}

const AVAILABLE: State = { available: 1, failed: 0, inRepair: 0 };
const FAILED: State = { available: 0, failed: 1, inRepair: 0 };
const IN_REPAIR: State = { available: 0, failed: 0, inRepair: 1 };

/** Unavailability at the end of the mission: 4, 5 or 11 arguments in the order of the format. */
export function periodicTest(values: readonly number[]): number {
  if (values.length === 4) {
    const [failure = 0, interval = 0, first = 0, time = 0] = values;
    return instantRepair({ failure, interval, first, time });
  }
  if (values.length === 5) {
    const [failure = 0, repair = 0, interval = 0, first = 0, time = 0] = values;
    const rates = { failure, repair, badRestart: 0 };
    return tested({ rates, interval, first, time, test: INSTANT_TEST });
  }
  const [failure = 0, failureInTest = 0, repair = 0, interval = 0, first = 0, ...others] = values;
  const [atStart = 0, duration = 0, isAvailableInTest = 0, detection = 0, badRestart = 0, time = 0] = others;
  const rates = { failure, repair, badRestart };
  const test = {
    failureInTest,
    atStart,
    duration,
    isAvailable: isAvailableInTest !== 0,
    detection,
  };
  return tested({ rates, interval, first, time, test });
}

/** What is wrong with the arguments, or undefined. */
export function periodicTestProblem(values: readonly number[]): string | undefined {
  const isWhole = values.length === 11;
  const [interval = 0, first = 0] = values.length === 4 ? values.slice(1) : values.slice(isWhole ? 3 : 2);
  if (interval <= 0) return 'the delay between tests must be above 0';
  if (values.some((value) => value < 0) || first < 0) return 'no argument may be below 0';
  if (!isWhole) return undefined;
  const [atStart = 0, duration = 0, , detection = 0, badRestart = 0] = values.slice(5);
  if (duration > interval) return 'a test may not last longer than the delay between tests';
  const isProbability = [atStart, detection, badRestart].every((value) => value <= 1);
  return isProbability ? undefined : 'three of its arguments are probabilities, at most 1';
}

/** Every failure is found at the next test and repaired at once: only the time since the last one counts. */
function instantRepair(given: {
  readonly failure: number;
  readonly interval: number;
  readonly first: number;
  readonly time: number;
}): number {
  const { failure, interval, first, time } = given;
  if (time <= first) return exponential(failure, time);
  const { rest } = periods(time - first, interval);
  // At the very moment of a test its finding is not repaired yet.
  return exponential(failure, rest === 0 ? interval : rest);
}

/** Whole periods and the rest; what is a period but for rounding is one. */
function periods(time: number, interval: number): { readonly whole: number; readonly rest: number } {
  const nearest = Math.round(time / interval);
  if (Math.abs(time - nearest * interval) < 1e-9 * interval) return { whole: nearest, rest: 0 };
  const whole = Math.floor(time / interval);
  return { whole, rest: time - whole * interval };
}

interface Test {
  readonly failureInTest: number;
  readonly atStart: number;
  readonly duration: number;
  readonly isAvailable: boolean;
  readonly detection: number;
}

const INSTANT_TEST: Test = {
  failureInTest: 0,
  atStart: 0,
  duration: 0,
  isAvailable: true,
  detection: 1,
};

interface Tested {
  readonly rates: Rates;
  readonly interval: number;
  readonly first: number;
  readonly time: number;
  readonly test: Test;
}

function tested({ rates, interval, first, time, test }: Tested): number {
  // At the moment of the first test it is still to come; a later one that begins at the end has begun.
  if (time <= first) return exponential(rates.failure, time);
  const { whole, rest } = periods(time - first, interval);
  const round = then(testStep(test, rates, test.duration), periodStep(rates, interval - test.duration));
  const failed = exponential(rates.failure, first);
  const before = apply(power(round, whole), { available: 1 - failed, failed, inRepair: 0 });
  if (rest > test.duration) {
    const after = apply(testStep(test, rates, test.duration), before);
    return 1 - apply(periodStep(rates, rest - test.duration), after).available;
  }
  const { available } = apply(testStep(test, rates, rest), before);
  if (test.isAvailable) return 1 - available;
  const underTest = before.available * survivesTest(test, rest);
  return 1 - (available - underTest);
}

function survivesTest({ atStart, failureInTest }: Test, time: number): number {
  return (1 - atStart) * Math.exp(-failureInTest * time);
}

/** A test of some time: what is failed at its end is found with the probability of detection. */
function testStep(test: Test, rates: Rates, time: number): Step {
  const survives = survivesTest(test, time);
  const found: State = { available: 0, failed: 1 - test.detection, inRepair: test.detection };
  return {
    available: {
      available: survives,
      failed: (1 - survives) * found.failed,
      inRepair: (1 - survives) * found.inRepair,
    },
    failed: found,
    // What is in repair is not tested.
    inRepair: periodStep(rates, time).inRepair,
  };
}

/** Some time between tests. */
function periodStep({ failure, repair, badRestart }: Rates, time: number): Step {
  const fails = exponential(failure, time);
  const repaired = exponential(repair, time);
  const repairedAndFailed = badRestart * repaired + (1 - badRestart) * inSequence(repair, failure, time);
  return {
    available: { available: 1 - fails, failed: fails, inRepair: 0 },
    failed: FAILED,
    inRepair: {
      available: repaired - repairedAndFailed,
      failed: repairedAndFailed,
      inRepair: 1 - repaired,
    },
  };
}

/** Probability that something of one rate, and after it something of another, has happened in a time. */
function inSequence(first: number, second: number, time: number): number {
  const difference = Math.abs(second - first);
  // The slower one stands before the bracket, so that nothing overflows where the other is very fast.
  const slower = Math.exp(-Math.min(first, second) * time);
  const between = difference === 0 ? time : exponential(difference, time) / difference;
  return exponential(first, time) - first * slower * between;
}

function exponential(rate: number, time: number): number {
  return -Math.expm1(-rate * time);
}

function apply(step: Step, state: State): State {
  const sum = (part: keyof State): number =>
    state.available * step.available[part] +
    state.failed * step.failed[part] +
    state.inRepair * step.inRepair[part];
  return { available: sum('available'), failed: sum('failed'), inRepair: sum('inRepair') };
}

function then(first: Step, second: Step): Step {
  return {
    available: apply(second, first.available),
    failed: apply(second, first.failed),
    inRepair: apply(second, first.inRepair),
  };
}

/** A step some times in a row, in a number of products that grows with the logarithm. */
function power(step: Step, times: number): Step {
  let result: Step = { available: AVAILABLE, failed: FAILED, inRepair: IN_REPAIR };
  let doubled = step;
  for (let left = times; left >= 1; left = Math.floor(left / 2)) {
    if (left % 2 === 1) result = then(result, doubled);
    doubled = then(doubled, doubled);
  }
  return result;
}
