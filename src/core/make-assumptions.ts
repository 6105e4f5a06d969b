import type { Assumption, AssumptionOverride, Assumptions, AssumptionUnit } from './assumption.ts';
import { assumptionUnits, MINUTES_PER_YEAR } from './assumption.ts';
import { readAvailabilityData } from './availability-data.ts';
import { didYouMean } from './nearest.ts';
import { byKey } from './order.ts';
import { UsageError } from './usage-error.ts';

/**
 * The rows of `data/availability.json` with what the user says in their place: the command line before the
 * configuration. Throws a UsageError that tells every mistake of the overrides, one a line.
 */
export function makeAssumptions(data: unknown, overrides: readonly AssumptionOverride[] = []): Assumptions {
  const byName = new Map<string, Assumption>();
  const nameOfType = new Map<string, string>();
  for (const row of readAvailabilityData(data)) {
    const problem = problemOf(row);
    if (byName.has(row.name)) throw new Error(`availability data: two rows are called ${row.name}`);
    if (problem !== undefined) throw new Error(`availability data: ${row.name} ${problem}`);
    byName.set(row.name, row);
    for (const type of row.types) {
      if (nameOfType.has(type)) throw new Error(`availability data: ${type} stands in two rows`);
      nameOfType.set(type, row.name);
    }
  }
  replaceRows(byName, overrides);
  const get = (name: string): Assumption => {
    const row = byName.get(name);
    if (!row) throw new Error(`availability data: no row is called ${name}`);
    return row;
  };
  return {
    all: [...byName.values()].sort(byKey(({ name }) => name)),
    get,
    ofType(type) {
      const name = nameOfType.get(type);
      return name === undefined ? undefined : get(name);
    },
  };
}

const grades = { declared: 'B', assumed: 'D' } as const;

function replaceRows(byName: Map<string, Assumption>, overrides: readonly AssumptionOverride[]): void {
  const problems: string[] = [];
  const origins = ['configuration', 'command line'] as const;
  for (const wanted of origins) {
    for (const override of overrides.filter(({ origin }) => origin === wanted)) {
      const replaced = replacedRow(byName, override);
      if (typeof replaced === 'string') problems.push(`${override.where}: ${replaced}`);
      else byName.set(override.name, replaced);
    }
  }
  if (problems.length > 0) throw new UsageError(problems.join('\n'));
}

/** The row as the user wants it, or the sentence that says why it cannot be. */
function replacedRow(
  byName: ReadonlyMap<string, Assumption>,
  override: AssumptionOverride,
): Assumption | string {
  const { name, origin, where } = override;
  const row = byName.get(name);
  if (!row) {
    return `no assumption is called "${name}"${nearName(name, byName)} \`whatfails assumptions\` lists them.`;
  }
  const factor = factorOf(override.unit ?? row.unit, row.unit);
  if (factor === undefined) return wrongUnit(override.unit ?? '', row);
  const replaced = {
    ...row,
    low: converted(override.low, factor),
    likely: converted(override.likely, factor),
    high: converted(override.high, factor),
    // What stands in the configuration is declared; what is tried on the command line is assumed.
    grade: override.grade ?? (origin === 'configuration' ? grades.declared : grades.assumed),
    source: override.source ?? where,
    page: undefined,
    asOf: override.asOf,
    reasoning: `Your number, in the place of ${rangeText(row)} ${row.unit} (${row.source}): ${row.reasoning}`,
    origin,
  };
  const problem = problemOf(replaced);
  return problem === undefined ? replaced : `\`${name}\` ${problem}`;
}

function nearName(name: string, byName: ReadonlyMap<string, Assumption>): string {
  return didYouMean(name, byName.keys());
}

/** By how much a number in one unit is multiplied to be in the other; undefined where they differ in kind. */
function factorOf(from: string, to: AssumptionUnit): number | undefined {
  if (from === to) return 1;
  if (from === 'unavailability' && to === 'minutes/year') return MINUTES_PER_YEAR;
  if (from === 'minutes/year' && to === 'unavailability') return 1 / MINUTES_PER_YEAR;
  return undefined;
}

/** Without the noise that binary fractions leave. */
function converted(value: number, factor: number): number {
  return factor === 1 ? value : Number((value * factor).toPrecision(12));
}

function wrongUnit(unit: string, { name, unit: own }: Assumption): string {
  const isKnown = assumptionUnits.some((known) => known === unit);
  const near = isKnown ? '.' : didYouMean(unit, assumptionUnits);
  const others = assumptionUnits.filter((other) => factorOf(other, own) !== undefined);
  return `\`${name}\` is given in ${others.join(' or ')}, not in "${unit}"${near}`;
}

/** What is wrong with a range, or undefined. */
function problemOf({ low, likely, high, unit }: Assumption): string | undefined {
  if (low < 0) return `has ${low} as its low value; nothing here is below 0.`;
  if (low > likely || likely > high) {
    const range = `${low}, ${likely}, ${high}`;
    return `is not in order: ${range}. Write the 10th, the 50th and the 90th percentile, the smallest first.`;
  }
  const isPart = unit === 'share' || unit === 'unavailability';
  if (isPart && high > 1) {
    const percent = high <= 100 ? ` Write ${high} % as ${Number((high / 100).toPrecision(12))}.` : '';
    return `is a part of a whole, from 0 to 1, but is ${high}.${percent}`;
  }
  if (unit === 'minutes/year' && high > MINUTES_PER_YEAR) {
    return `is ${high} minutes a year, but a year has ${MINUTES_PER_YEAR}.`;
  }
  return undefined;
}

function rangeText({ low, likely, high }: Assumption): string {
  return `${low} / ${likely} / ${high}`;
}
