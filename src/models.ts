import { availabilityOf } from './analyses/availability/availability.ts';
import { capacityOf } from './analyses/capacity/capacity-of.ts';
import type { Assumptions } from './core/assumption.ts';
import type { Availability } from './core/availability.ts';
import type { Capacity } from './core/capacity.ts';
import type { Component } from './core/component.ts';
import type { Journey } from './core/journey.ts';
import { onceAsked } from './core/once-asked.ts';
import { Unknown } from './core/value.ts';
import type { Estate } from './graph/estate.ts';
import { findJourneys } from './graph/journeys.ts';

export interface ModelsInput {
  readonly estate: Estate;
  readonly assumptions: Assumptions;
  /** Whether a component belongs to the view: what is not deployed there fails for nobody. */
  isWanted(component: Component): boolean;
}

/** What the analyses answer about one estate; each is made when it is first asked for. */
export interface Models {
  journeys(): readonly Journey[];
  capacity(): Capacity;
  availability(): Availability;
}

/** Composes the analyses: what one of them found is passed to the next. */
export function modelsOf({ estate, assumptions, isWanted }: ModelsInput): Models {
  const journeys = onceAsked(() => findJourneys(estate, isWanted));
  const capacity = onceAsked(() => capacityOf({ estate, isWanted }));
  const availability = onceAsked(() =>
    availabilityOf({
      estate,
      journeys: journeys(),
      assumptions,
      needed: (id) => {
        const needed = capacity().ofWorkload(id)?.needed;
        if (!needed || Unknown.is(needed.atMost)) return undefined;
        return { atLeast: needed.atLeast, atMost: needed.atMost };
      },
    }),
  );
  return { journeys, capacity, availability };
}
