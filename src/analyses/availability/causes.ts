import type { Assumption, Assumptions } from '../../core/assumption.ts';
import type { Cause, CauseKind } from '../../core/availability.ts';
import { MINUTES_PER_YEAR } from '../../core/assumption.ts';
import type { Component } from '../../core/component.ts';
import type { Formula } from '../../core/fault-tree.ts';
import { byKey } from '../../core/order.ts';

/** The basic events of a model, collected while it is built. */
export class Causes {
  readonly #byEvent = new Map<string, Cause>();

  /** The event of a cause; the same event may be asked for from many places. */
  event(cause: Cause): Formula {
    if (!this.#byEvent.has(cause.event)) this.#byEvent.set(cause.event, cause);
    return { op: 'event', name: cause.event };
  }

  get(event: string): Cause | undefined {
    return this.#byEvent.get(event);
  }

  /** Sorted by event. */
  all(): readonly Cause[] {
    return [...this.#byEvent.values()].sort(byKey(({ event }) => event));
  }
}

/**
 * Part of the time in which a cause holds: the product of its factors in their units, at most 1. Shares alone
 * are a part of the occasions on which it is asked for.
 */
export function unavailability(
  { factors }: Pick<Cause, 'factors'>,
  assumptions: Assumptions,
  valueOf: (assumption: Assumption) => number,
): number {
  let product = 1;
  let isPart = false;
  let isTime = false;
  for (const name of factors) {
    const assumption = assumptions.get(name);
    product *= valueOf(assumption);
    if (assumption.unit === 'unavailability') isPart = true;
    else if (assumption.unit !== 'share') isTime = true;
  }
  return Math.min(1, isPart || !isTime ? product : product / MINUTES_PER_YEAR);
}

/** A failure of a component of its own. */
export function ownCause(
  component: Component,
  { kind = 'own', factors, says, part = '', isSingle = false }: OwnFailure,
): Cause {
  return {
    event: `${kind}:${component.id}${part === '' ? '' : `:${part}`}`,
    kind,
    says: `${component.name} ${says}`,
    component: component.id,
    place: undefined,
    factors,
    isSingle,
  };
}

export interface OwnFailure {
  readonly kind?: CauseKind;
  readonly factors: readonly string[];
  /** What follows the component's name: `fails (one instance)`. */
  readonly says: string;
  /** Tells several events of one component apart. */
  readonly part?: string;
  /** Whether nothing takes over. */
  readonly isSingle?: boolean;
}

/** Stands for the nodes of a cluster that is in no file. */
export const NODES = 'nodes';

/** A zone or region that is lost with everything in it. */
export function placeCause(kind: 'zone' | 'region', place: string, label: string): Cause {
  return {
    event: `${kind}:${place}`,
    kind,
    says: `${kind} ${label} is lost`,
    component: undefined,
    place,
    factors: [kind === 'zone' ? 'zone_unavailability' : 'region_unavailability'],
    isSingle: false,
  };
}
