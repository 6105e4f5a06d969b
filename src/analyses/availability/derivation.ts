import type { Assumption, Assumptions } from '../../core/assumption.ts';
import type { Cause, Share } from '../../core/availability.ts';
import { MINUTES_PER_YEAR } from '../../core/assumption.ts';
import type { ComponentId } from '../../core/id.ts';
import type { Step } from '../../core/impact.ts';
import type { Journey } from '../../core/journey.ts';
import { unavailability } from './causes.ts';

export interface DerivationInput {
  readonly journey: Journey;
  readonly shares: readonly Share[];
  /** Only what these contribute; everything where it is undefined. */
  readonly ids: readonly ComponentId[] | undefined;
  readonly assumptions: Assumptions;
}

/** The arithmetic of a journey at the likely values: one line for each cause, so that it can be redone. */
export function derivationOf({ shares, ids, assumptions }: DerivationInput): readonly Step[] {
  const wanted = ids === undefined ? undefined : new Set<ComponentId>(ids);
  const own = shares.filter(
    ({ cause: { component } }) => !wanted || (component !== undefined && wanted.has(component)),
  );
  return own.map(({ cause, minutes, isAlone }) => ({
    says: isAlone
      ? `${cause.says}: ${product(cause, assumptions)}`
      : `${cause.says}: ${product(cause, assumptions)}, counted only while others are down too`,
    value: minutes,
    unit: 'minutes/year',
    assumptions: cause.factors,
  }));
}

/** `35 deployments a year × 5 % × 60 minutes`: the factors of a cause with their values. */
function product(cause: Cause, assumptions: Assumptions): string {
  const factors = cause.factors.map((name) => factorText(assumptions.get(name)));
  const part = unavailability(cause, assumptions, ({ likely }) => likely);
  if (cause.kind === 'switch-over') return `${factors.join(' × ')} of the times`;
  const minutes = part * MINUTES_PER_YEAR;
  const result = `${plain(minutes)} minutes a year`;
  return factors.length === 1 && factors[0] === result ? result : `${factors.join(' × ')} = ${result}`;
}

function factorText({ likely, unit, name }: Assumption): string {
  if (unit === 'minutes/year') return `${plain(likely)} minutes a year`;
  if (unit === 'unavailability') return `${plain(likely * 100)} % of a year`;
  if (unit === 'events/year') return `${plain(likely)} a year`;
  if (unit === 'share') return `${plain(likely * 100)} % (${name})`;
  return `${plain(likely)} minutes`;
}

/** Three significant digits without an exponent. */
function plain(value: number): string {
  return String(Number(value.toPrecision(3)));
}
