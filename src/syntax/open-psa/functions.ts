import { periodicTest, periodicTestProblem } from './periodic-test.ts';

/** A function of the stochastic layer: how many arguments it takes, and what it makes of their values. */
export interface NumericFunction {
  /** Numbers of arguments that it takes; absent: one or more. */
  readonly counts?: readonly number[];
  /** What is wrong with the arguments, or undefined. */
  problem?(values: readonly number[]): string | undefined;
  of(values: readonly number[]): number;
}

/** What is drawn at random where uncertainty is studied; elsewhere its mean stands for it. */
export const DEVIATES: ReadonlySet<string> = new Set([
  'uniform-deviate',
  'normal-deviate',
  'lognormal-deviate',
  'gamma-deviate',
  'beta-deviate',
  'histogram',
]);

/**
 * Functions by element name, as the format defines them.
 * https://open-psa.github.io/mef/mef/stochastic_layer.html
 */
export const FUNCTIONS: ReadonlyMap<string, NumericFunction> = new Map([
  ['neg', unary((x) => -x)],
  ['abs', unary(Math.abs)],
  ['acos', unary(Math.acos)],
  ['asin', unary(Math.asin)],
  ['atan', unary(Math.atan)],
  ['cos', unary(Math.cos)],
  ['cosh', unary(Math.cosh)],
  ['exp', unary(Math.exp)],
  ['log', unary(Math.log)],
  ['log10', unary(Math.log10)],
  ['sin', unary(Math.sin)],
  ['sinh', unary(Math.sinh)],
  ['tan', unary(Math.tan)],
  ['tanh', unary(Math.tanh)],
  ['sqrt', unary(Math.sqrt)],
  ['ceil', unary(Math.ceil)],
  ['floor', unary(Math.floor)],
  ['mod', binary((x, y) => x % y)],
  ['pow', binary((x, y) => x ** y)],
  ['pi', { counts: [0], of: () => Math.PI }],
  ['add', several((x, y) => x + y)],
  ['sub', several((x, y) => x - y)],
  ['mul', several((x, y) => x * y)],
  ['div', several((x, y) => x / y)],
  ['min', several(Math.min)],
  ['max', several(Math.max)],
  ['mean', { of: (values) => values.reduce((x, y) => x + y, 0) / values.length }],
  ['not', unary((x) => truth(x === 0))],
  ['and', { of: (values) => truth(values.every((x) => x !== 0)) }],
  ['or', { of: (values) => truth(values.some((x) => x !== 0)) }],
  ['eq', binary((x, y) => truth(x === y))],
  ['df', binary((x, y) => truth(x !== y))],
  ['lt', binary((x, y) => truth(x < y))],
  ['gt', binary((x, y) => truth(x > y))],
  ['leq', binary((x, y) => truth(x <= y))],
  ['geq', binary((x, y) => truth(x >= y))],
  ['exponential', { ...binary((rate, time) => -Math.expm1(-rate * time)), problem: noneBelowZero }],
  ['GLM', { counts: [4], of: generalizedLife, problem: noneBelowZero }],
  ['Weibull', { counts: [4], of: weibull, problem: weibullProblem }],
  ['periodic-test', { counts: [4, 5, 11], of: periodicTest, problem: periodicTestProblem }],
  ['uniform-deviate', { ...binary((low, high) => (low + high) / 2), problem: uniformProblem }],
  ['normal-deviate', { ...binary((mean) => mean), problem: secondAboveZero }],
  ['lognormal-deviate', { counts: [2, 3], of: lognormalMean, problem: lognormalProblem }],
  ['gamma-deviate', { ...binary((shape, scale) => shape * scale), problem: allAboveZero }],
  ['beta-deviate', { ...binary((alpha, beta) => alpha / (alpha + beta)), problem: allAboveZero }],
]);

function truth(value: boolean): number {
  return value ? 1 : 0;
}

function unary(of: (x: number) => number): NumericFunction {
  return { counts: [1], of: ([x = Number.NaN]) => of(x) };
}

function binary(of: (x: number, y: number) => number): NumericFunction {
  return { counts: [2], of: ([x = Number.NaN, y = Number.NaN]) => of(x, y) };
}

/** From the left: (a − b) − c. */
function several(of: (x: number, y: number) => number): NumericFunction {
  return { of: (values) => values.reduce((x, y) => of(x, y)) };
}

/** Failure on demand, failure and repair rates, time. */
function generalizedLife([onDemand = 0, failure = 0, repair = 0, time = 0]: readonly number[]): number {
  const both = failure + repair;
  const rest = Math.exp(-both * time);
  return (both === 0 ? 0 : (failure / both) * (1 - rest)) + onDemand * rest;
}

/** Scale, shape, time shift, time: nothing fails before the shift. */
function weibull([scale = 0, shape = 0, shift = 0, time = 0]: readonly number[]): number {
  return time <= shift ? 0 : -Math.expm1(-(((time - shift) / scale) ** shape));
}

/** Mean, error factor and its confidence level; or, of two, mean and deviation of the logarithm. */
function lognormalMean([first = 0, second = 0, level]: readonly number[]): number {
  return level === undefined ? Math.exp(first + second ** 2 / 2) : first;
}

function lognormalProblem([first = 0, second = 0, level]: readonly number[]): string | undefined {
  if (level === undefined) return second > 0 ? undefined : 'the deviation of the logarithm must be above 0';
  if (first <= 0) return 'the mean must be above 0';
  if (second <= 1) return 'the error factor must be above 1';
  return level > 0 && level < 1 ? undefined : 'the confidence level must be between 0 and 1';
}

function uniformProblem([low = 0, high = 0]: readonly number[]): string | undefined {
  return low < high ? undefined : 'the lower bound must be below the upper one';
}

function weibullProblem([scale = 0, shape = 0]: readonly number[]): string | undefined {
  return scale > 0 && shape > 0 ? undefined : 'scale and shape must be above 0';
}

function secondAboveZero([, deviation = 0]: readonly number[]): string | undefined {
  return deviation > 0 ? undefined : 'the deviation must be above 0';
}

function noneBelowZero(values: readonly number[]): string | undefined {
  return values.every((value) => value >= 0) ? undefined : 'no argument may be below 0';
}

function allAboveZero(values: readonly number[]): string | undefined {
  return values.every((value) => value > 0) ? undefined : 'both arguments must be above 0';
}
