import type {
  CaseResult,
  FailureCase,
  FailureReason,
  JourneyEffect,
  Reading,
} from '../../core/availability.ts';
import type { ComponentId } from '../../core/id.ts';
import type { Journey } from '../../core/journey.ts';
import { sortedUnique } from '../../core/order.ts';
import { CasePaths } from './case-paths.ts';
import { copiesOf } from './copies.ts';
import { eachReading } from './estimates.ts';
import { openPoints, zoneEvidence } from './open-points.ts';
import type { ShockInput } from './shocks.ts';
import { shockOf } from './shocks.ts';
import type { Structure } from './structure.ts';
import type { Truth } from './truth.ts';
import { TruthTable } from './truth.ts';

/** What a case does to every journey, by the structure alone. */
export class Cases {
  readonly #input: ShockInput;
  readonly #sides: Readonly<Record<Reading, Side>>;
  readonly #paths: CasePaths;

  constructor(input: ShockInput, structures: Readonly<Record<Reading, Structure>>) {
    this.#input = input;
    this.#sides = eachReading((reading) => ({
      structure: structures[reading],
      table: new TruthTable(structures[reading].gates),
    }));
    this.#paths = new CasePaths(input.estate);
  }

  effects(wanted: FailureCase): Pick<CaseResult, 'journeys' | 'falls' | 'restarts'> {
    const best = this.#after(wanted, 'best');
    const worst = this.#after(wanted, 'worst');
    const falls = new Map<string, ComponentId>();
    const restarts = new Map<string, ComponentId>();
    const journeys = this.#input.journeys.flatMap((journey): readonly JourneyEffect[] => {
      for (const id of this.#failing(journey, 'best', best)) falls.set(id, id);
      const moved = this.#restarting(wanted, journey, worst);
      for (const id of moved) restarts.set(id, id);
      const effect = this.#effect(wanted, journey, { best, worst }, moved);
      return effect === undefined ? [] : [effect];
    });
    if (wanted.kind === 'component') falls.delete(wanted.id);
    return { journeys, falls: sorted(falls), restarts: sorted(restarts) };
  }

  stops(journey: Journey, wanted: FailureCase, reading: Reading): boolean {
    return this.#after(wanted, reading).reasons.has(this.#sides[reading].structure.topOf(journey));
  }

  /** Whether one event is enough to stop a journey, in the likely reading. */
  isAlone(journey: Journey, event: string): boolean {
    const { structure, table } = this.#sides.likely;
    return table.after({ gates: [], events: [event] }).reasons.has(structure.topOf(journey));
  }

  #effect(
    wanted: FailureCase,
    journey: Journey,
    { best, worst }: { readonly best: Truth; readonly worst: Truth },
    moved: readonly ComponentId[],
  ): JourneyEffect | undefined {
    const top = this.#sides.best.structure.topOf(journey);
    const base = { journey: journey.name, loses: [], open: [], because: [] };
    if (best.reasons.has(top))
      return { ...base, effect: 'stops', ...this.#way(wanted, journey, 'best', best) };
    const certain = this.#failing(journey, 'best', best);
    const loses = this.#paths.firstLost(journey, certain);
    if (worst.reasons.has(top)) {
      const open = this.#open(journey, top, { best, worst });
      const because = open.map(({ says }) => says);
      const way = this.#way(wanted, journey, 'worst', worst);
      return { ...base, effect: 'unknown', atWorst: 'stops', ...way, loses, open, because };
    }
    if (loses.length > 0)
      return { ...base, effect: 'degrades', ...this.#lost(wanted, journey, 'best', best), loses };
    const possible = this.#paths.firstLost(journey, this.#failing(journey, 'worst', worst));
    const [first] = possible;
    if (first !== undefined) {
      const gate = this.#sides.worst.structure.gateOf(journey, first) ?? '';
      const open = this.#open(journey, gate, { best, worst });
      const because = open.map(({ says }) => says);
      const way = this.#lost(wanted, journey, 'worst', worst);
      return { ...base, effect: 'unknown', atWorst: 'degrades', ...way, loses: possible, open, because };
    }
    if (moved.length === 0) return undefined;
    const because = moved.map((id) => this.#restart(id));
    return { ...base, effect: 'survives', path: [], because };
  }

  #restart(id: ComponentId): string {
    const { name } = this.#input.estate.component(id);
    return `The only copy of ${name} may stand there: it starts elsewhere, and is gone for minutes.`;
  }

  /** Only copies of what a journey cannot do without, that may stand in the place and are not tied to it. */
  #restarting(wanted: FailureCase, journey: Journey, worst: Truth): readonly ComponentId[] {
    if (wanted.kind !== 'zone') return [];
    const { structure } = this.#sides.worst;
    return journey.reaches.filter((id) => {
      const gate = structure.gateOf(journey, id);
      if (gate === undefined || worst.reasons.has(gate)) return false;
      return copiesOf(this.#input.estate.component(id)) === 1 && this.#mayStand(id, wanted.place);
    });
  }

  /** Whether something that no zone holds can stand in a zone: only zones that it does not use are out. */
  #mayStand(id: ComponentId, place: string): boolean {
    const zones = this.#input.estate.component(id).facts.zones?.value;
    if (zones === undefined || !('names' in zones) || !Array.isArray(zones.names)) return true;
    return zones.names.some((zone) => zone.id === place);
  }

  #failing(journey: Journey, reading: Reading, truth: Truth): ReadonlySet<ComponentId> {
    const { structure } = this.#sides[reading];
    const failing = journey.reaches.filter((id) => {
      const gate = structure.gateOf(journey, id);
      return gate !== undefined && truth.reasons.has(gate);
    });
    return new Set(failing);
  }

  #after(wanted: FailureCase, reading: Reading): Truth {
    const { structure, table } = this.#sides[reading];
    return table.after(shockOf(wanted, reading, structure, this.#input));
  }

  #open(
    journey: Journey,
    gate: string,
    { best, worst }: { readonly best: Truth; readonly worst: Truth },
  ): JourneyEffect['open'] {
    const { structure } = this.#sides.worst;
    const components = componentsByGate(journey, structure);
    return openPoints(gate, {
      estate: this.#input.estate,
      gates: structure.gates,
      best,
      worst,
      componentOf: (name) => components.get(name),
    });
  }

  /** From the entry down to what failed, and why that did. */
  #way(
    wanted: FailureCase,
    journey: Journey,
    reading: Reading,
    truth: Truth,
  ): Pick<JourneyEffect, 'path' | 'reason'> {
    const { structure } = this.#sides[reading];
    const chain = chainFrom(structure.topOf(journey), truth, componentsByGate(journey, structure));
    return { path: this.#paths.steps(chain.ids), reason: this.#reason(wanted, chain, reading) };
  }

  /** From the entry to the first component that it loses, and on to what failed. */
  #lost(
    wanted: FailureCase,
    journey: Journey,
    reading: Reading,
    truth: Truth,
  ): Pick<JourneyEffect, 'path' | 'reason'> {
    const { structure } = this.#sides[reading];
    const lead = this.#paths.leadTo(journey, this.#failing(journey, reading, truth));
    const last = lead.at(-1);
    const gate = last === undefined ? undefined : structure.gateOf(journey, last);
    const chain = chainFrom(gate, truth, componentsByGate(journey, structure));
    const ids = [...lead, ...chain.ids];
    return { path: this.#paths.steps(ids), reason: this.#reason(wanted, { ...chain, ids }, reading) };
  }

  #reason(wanted: FailureCase, chain: Chain, reading: Reading): FailureReason | undefined {
    const last = chain.ids.at(-1);
    if (last === undefined || (wanted.kind === 'component' && last === wanted.id)) return undefined;
    const component = this.#input.estate.component(last);
    const cause = this.#sides[reading].structure.causes.find(({ event }) => event === chain.event);
    if (cause?.place === undefined) {
      if (cause) return { says: cause.says, evidence: [] };
      return wanted.kind === 'region' ? { says: `${component.name} stands there`, evidence: [] } : undefined;
    }
    const evidence = zoneEvidence(component);
    if (cause.kind === 'region')
      return { says: `${component.name} stands in region ${cause.place}`, evidence: [] };
    const isCertain = cause.place === (wanted.kind === 'component' ? undefined : wanted.place);
    const says = isCertain
      ? `${component.name} stands in that zone`
      : `${component.name} may stand in that zone`;
    return { says, evidence };
  }
}

interface Side {
  readonly structure: Structure;
  readonly table: TruthTable;
}

/** Components from a gate to what failed, and the event that took the last one. */
interface Chain {
  readonly ids: readonly ComponentId[];
  readonly event: string | undefined;
}

function chainFrom(
  start: string | undefined,
  truth: Truth,
  components: ReadonlyMap<string, ComponentId>,
): Chain {
  const ids: ComponentId[] = [];
  let at = start === undefined ? undefined : truth.reasons.get(start);
  let before = start;
  while (at !== undefined && at !== before) {
    const component = components.get(at);
    if (component === undefined) return { ids, event: at };
    ids.push(component);
    before = at;
    at = truth.reasons.get(at);
  }
  return { ids, event: undefined };
}

function componentsByGate(journey: Journey, structure: Structure): ReadonlyMap<string, ComponentId> {
  return new Map(
    journey.reaches.flatMap((id) => {
      const gate = structure.gateOf(journey, id);
      return gate === undefined ? [] : [[gate, id] as const];
    }),
  );
}

function sorted(ids: ReadonlyMap<string, ComponentId>): readonly ComponentId[] {
  return sortedUnique(ids.keys()).flatMap((id) => ids.get(id) ?? []);
}
