import type { Config } from '../config/read-config.ts';
import type { AssumptionOverride, Assumptions } from '../core/assumption.ts';
import { makeAssumptions } from '../core/make-assumptions.ts';
import { UsageError } from '../core/usage-error.ts';
import { pairOf } from './flags.ts';
import { availabilityData } from './package-files.ts';

/**
 * The assumptions that hold for one run: the data pack, what the configuration says in its place, and what
 * `--set NAME=VALUE` says in the place of both. Throws a UsageError on a wrong name or value.
 */
export function assumptionsOf(
  { assumptions }: Pick<Config, 'assumptions'>,
  setFlags: readonly string[],
): Assumptions {
  const tried = setFlags.map(overrideOf);
  for (const [index, { name, where }] of tried.entries()) {
    const before = tried.slice(0, index).find((other) => other.name === name);
    if (before) throw new UsageError(`${where} and ${before.where} contradict each other. Give one of them.`);
  }
  return makeAssumptions(availabilityData(), [...assumptions, ...tried]);
}

/** `NAME=VALUE`, or `NAME=LOW,LIKELY,HIGH`. */
function overrideOf(flag: string): AssumptionOverride {
  const form = 'NAME=VALUE or NAME=LOW,LIKELY,HIGH';
  const { name, text } = pairOf('--set', flag, form);
  const where = `--set ${flag}`;
  const numbers = text.split(',').map((part) => (isNumber(part) ? Number(part) : undefined));
  const [low, likely = low, high = low] = numbers;
  const isRange = numbers.length === 1 || numbers.length === 3;
  if (
    isRange &&
    low !== undefined &&
    likely !== undefined &&
    high !== undefined &&
    !numbers.includes(undefined)
  ) {
    return { name, low, likely, high, origin: 'command line', where };
  }
  const percent = /^(\d+(?:\.\d+)?)%$/.exec(text)?.[1];
  const advice =
    percent === undefined
      ? `Write --set ${form}.`
      : `Write a share of ${percent} % as ${Number(percent) / 100}.`;
  throw new UsageError(`${where}: "${text}" is no number and no range. ${advice}`);
}

function isNumber(text: string): boolean {
  return /^\s*[+-]?(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d+)?\s*$/i.test(text);
}
