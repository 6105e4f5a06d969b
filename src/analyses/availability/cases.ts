import type {
  CaseResult,
  Cause,
  Effect,
  FailureCase,
  JourneyEffect,
  PathStep,
  Reading,
} from '../../core/availability.ts';
import type { ComponentId } from '../../core/id.ts';
import type { Journey } from '../../core/journey.ts';
import { sortedUnique } from '../../core/order.ts';
import type { Estate } from '../../graph/estate.ts';
import { eachReading } from './estimates.ts';
import type { Structure } from './structure.ts';
import type { Truth } from './truth.ts';
import { TruthTable } from './truth.ts';

/** What a case does to every journey, by the structure alone. */
export class Cases {
  readonly #estate: Estate;
  readonly #journeys: readonly Journey[];
  readonly #sides: Readonly<Record<Reading, Side>>;

  constructor(
    estate: Estate,
    journeys: readonly Journey[],
    structures: Readonly<Record<Reading, Structure>>,
  ) {
    this.#estate = estate;
    this.#journeys = journeys;
    this.#sides = eachReading((reading) => ({
      structure: structures[reading],
      table: new TruthTable(structures[reading].gates),
    }));
  }

  effects(wanted: FailureCase): Pick<CaseResult, 'journeys' | 'falls'> {
    const best = this.#after(wanted, 'best');
    const worst = this.#after(wanted, 'worst');
    const falls = new Set<ComponentId>();
    const journeys = this.#journeys.flatMap((journey): readonly JourneyEffect[] => {
      for (const id of journey.reaches) if (this.#fails(journey, id, 'best', best)) falls.add(id);
      const effect = this.#effect(journey, best, worst);
      return effect === undefined ? [] : [effect];
    });
    if (wanted.kind === 'component') falls.delete(wanted.id);
    const ids = new Map([...falls].map((id) => [String(id), id]));
    return { journeys, falls: sortedUnique(ids.keys()).flatMap((id) => ids.get(id) ?? []) };
  }

  stops(journey: Journey, wanted: FailureCase, reading: Reading): boolean {
    return this.#after(wanted, reading).reasons.has(this.#sides[reading].structure.topOf(journey));
  }

  /** Whether one event is enough to stop a journey, in the likely reading. */
  isAlone(journey: Journey, event: string): boolean {
    const { structure, table } = this.#sides.likely;
    return table.after({ gates: [], events: [event] }).reasons.has(structure.topOf(journey));
  }

  #effect(journey: Journey, best: Truth, worst: Truth): JourneyEffect | undefined {
    const top = this.#sides.best.structure.topOf(journey);
    const made = (
      effect: Effect,
      path: readonly PathStep[],
      because: readonly string[] = [],
    ): JourneyEffect => ({
      journey: journey.name,
      effect,
      path,
      because,
    });
    if (best.reasons.has(top)) return made('stops', this.#path(journey, best));
    if (worst.reasons.has(top)) return made('unknown', this.#path(journey, worst));
    const first = journey.reaches.find((id) => this.#fails(journey, id, 'best', best));
    return first === undefined ? undefined : made('degrades', [{ component: first, evidence: [] }]);
  }

  #fails(journey: Journey, id: ComponentId, reading: Reading, truth: Truth): boolean {
    const gate = this.#sides[reading].structure.gateOf(journey, id);
    return gate !== undefined && truth.reasons.has(gate);
  }

  #after(wanted: FailureCase, reading: Reading): Truth {
    const { structure, table } = this.#sides[reading];
    if (wanted.kind !== 'component') {
      return table.after({ gates: [], events: eventsOf(structure.causes, wanted) });
    }
    const gates = this.#journeys.flatMap((journey) => structure.gateOf(journey, wanted.id) ?? []);
    return table.after({ gates: sortedUnique(gates), events: eventsOf(structure.causes, wanted) });
  }

  /** From the entry down to what failed, each step with the lines that lead to it. */
  #path(journey: Journey, truth: Truth): readonly PathStep[] {
    const reading: Reading = truth.reasons.has(this.#sides.best.structure.topOf(journey)) ? 'best' : 'worst';
    const { structure } = this.#sides[reading];
    const components = new Map(
      journey.reaches.flatMap((id) => {
        const gate = structure.gateOf(journey, id);
        return gate === undefined ? [] : [[gate, id] as const];
      }),
    );
    const steps: PathStep[] = [];
    let at = truth.reasons.get(structure.topOf(journey));
    let before: ComponentId | undefined;
    while (at !== undefined) {
      const component = components.get(at);
      if (component === undefined) break;
      steps.push({ component, evidence: this.#evidence(before, component) });
      before = component;
      const next = truth.reasons.get(at);
      at = next === at ? undefined : next;
    }
    return steps;
  }

  #evidence(from: ComponentId | undefined, to: ComponentId): PathStep['evidence'] {
    if (from === undefined) return [];
    return this.#estate.dependenciesFrom(from).flatMap((one) => (one.to === to ? one.evidence : []));
  }
}

interface Side {
  readonly structure: Structure;
  readonly table: TruthTable;
}

/** The events that a case makes happen. */
export function eventsOf(causes: readonly Cause[], wanted: FailureCase): readonly string[] {
  const happens = ({ kind, component, place }: Cause): boolean =>
    wanted.kind === 'component' ? component === wanted.id : kind === wanted.kind && place === wanted.place;
  return causes.filter(happens).map(({ event }) => event);
}
