import type {
  CaseResult,
  Cause,
  FailureCase,
  FailureReason,
  JourneyEffect,
  Reading,
} from '../../core/availability.ts';
import type { Component } from '../../core/component.ts';
import type { ComponentId } from '../../core/id.ts';
import type { Journey } from '../../core/journey.ts';
import { sortedUnique } from '../../core/order.ts';
import { Unknown } from '../../core/value.ts';
import { CasePaths } from './case-paths.ts';
import { copiesOf } from './copies.ts';
import { eachReading } from './estimates.ts';
import type { OpenInput } from './open-points.ts';
import { openPoints, regionEvidence, zoneEvidence } from './open-points.ts';
import type { ShockInput } from './shocks.ts';
import { mayBeIn, shockOf } from './shocks.ts';
import type { Structure } from './structure.ts';
import type { Truth } from './truth.ts';
import { gatesIn, TruthTable } from './truth.ts';
import type { Chain } from './worst-ways.ts';
import { leastOpenWay } from './worst-ways.ts';

/** What a case does to every journey, by the structure alone. */
export class Cases {
  readonly #input: ShockInput;
  readonly #sides: Readonly<Record<Reading, Side>>;
  readonly #paths: CasePaths;
  readonly #causes: readonly Cause[];
  readonly #alone = new Map<string, Truth>();
  #last: { readonly key: string; readonly truths: Map<Reading, Truth> } | undefined;

  constructor(input: ShockInput, structures: Readonly<Record<Reading, Structure>>) {
    this.#input = input;
    this.#sides = eachReading((reading) => ({
      structure: structures[reading],
      table: new TruthTable(structures[reading].gates),
    }));
    this.#paths = new CasePaths(input.estate);
    this.#causes = [...structures.best.causes, ...structures.worst.causes];
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

  /** Whether one event is enough to stop a journey, in the likely reading. */
  isAlone(journey: Journey, event: string): boolean {
    const { structure, table } = this.#sides.likely;
    const truth = this.#alone.get(event) ?? table.after({ gates: [], events: [event] });
    this.#alone.set(event, truth);
    return truth.reasons.has(structure.topOf(journey));
  }

  #effect(
    wanted: FailureCase,
    journey: Journey,
    { best, worst }: Sides,
    moved: readonly ComponentId[],
  ): JourneyEffect | undefined {
    const top = this.#sides.best.structure.topOf(journey);
    const base = { journey: journey.name, loses: [], open: [], because: [] };
    if (best.reasons.has(top)) return { ...base, effect: 'stops', ...this.#way(wanted, journey, best) };
    const certain = this.#failing(journey, 'best', best);
    const loses = this.#paths.firstLost(journey, certain);
    const input = this.#openInput(wanted, journey, { best, worst });
    if (worst.reasons.has(top)) {
      const chain = leastOpenWay(top, input);
      const open = openPoints(top, input);
      return {
        ...base,
        effect: 'unknown',
        atWorst: 'stops',
        path: this.#paths.steps(chain.ids),
        reason: this.#reason(wanted, chain),
        because: open.map(({ says }) => says),
        loses,
        open,
      };
    }
    if (loses.length > 0) {
      return {
        ...base,
        effect: 'degrades',
        ...this.#lost(wanted, journey, this.#certain(wanted, journey, best), certain),
        loses,
      };
    }
    const possible = this.#failing(journey, 'worst', worst);
    const [first, ...others] = this.#paths.firstLost(journey, possible);
    if (first !== undefined) {
      const open = openPoints(this.#sides.worst.structure.gateOf(journey, first) ?? '', input);
      return {
        ...base,
        effect: 'unknown',
        atWorst: 'degrades',
        ...this.#lost(wanted, journey, input, possible),
        because: open.map(({ says }) => says),
        loses: [first, ...others],
        open,
      };
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

  /** Whether something that starts elsewhere by itself can stand in a zone: not in those it does not use. */
  #mayStand(id: ComponentId, place: string): boolean {
    const component = this.#input.estate.component(id);
    // A server that nobody replaces starts nowhere else.
    if (component.facts.runsAs === 'server') return false;
    const zones = component.facts.zones?.value;
    if (zones !== undefined && !Unknown.is(zones) && !Unknown.is(zones.names)) {
      return zones.names.some((zone) => zone.id === place);
    }
    return mayBeIn(this.#input.surroundings.regionOf(component), place);
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
    const key = wanted.kind === 'component' ? wanted.id : `${wanted.kind} ${wanted.place}`;
    // The same case is asked of every journey in turn: only the last one is kept.
    if (this.#last?.key !== key) this.#last = { key, truths: new Map() };
    const known = this.#last.truths.get(reading);
    if (known) return known;
    const { structure, table } = this.#sides[reading];
    const truth = table.after(shockOf(wanted, reading, structure, this.#input));
    this.#last.truths.set(reading, truth);
    return truth;
  }

  /** What a way through the worst reading is looked up in. */
  #openInput(wanted: FailureCase, journey: Journey, { best, worst }: Sides): OpenInput {
    const { structure } = this.#sides.worst;
    const components = componentsByGate(journey, structure);
    return {
      estate: this.#input.estate,
      wanted,
      gates: structure.gates,
      best,
      worst,
      componentOf: (name) => components.get(name),
    };
  }

  /** From the entry down to what failed, and why that did. */
  #way(wanted: FailureCase, journey: Journey, truth: Truth): Way {
    const { structure } = this.#sides.best;
    const top = structure.topOf(journey);
    // All of it is certain, so that nothing open costs anything: the shortest way.
    const chain = leastOpenWay(top, this.#certain(wanted, journey, truth));
    return { path: this.#paths.steps(chain.ids), reason: this.#reason(wanted, chain) };
  }

  #certain(wanted: FailureCase, journey: Journey, truth: Truth): OpenInput {
    const { structure } = this.#sides.best;
    return { ...this.#openInput(wanted, journey, { best: truth, worst: truth }), gates: structure.gates };
  }

  /** From the entry to the first component that it loses, and on to what failed. */
  #lost(wanted: FailureCase, journey: Journey, input: OpenInput, failing: ReadonlySet<ComponentId>): Way {
    const lead = this.#paths.leadTo(journey, failing);
    const last = lead.at(-1);
    const gate = last === undefined ? undefined : this.#sides.worst.structure.gateOf(journey, last);
    const chain = gate === undefined ? undefined : leastOpenWay(gate, input);
    const ids = [...lead, ...(chain?.ids.slice(1) ?? [])];
    return {
      path: this.#paths.steps(ids),
      reason: this.#reason(wanted, { ids, last: chain?.last, events: chain?.events ?? [] }),
    };
  }

  /** What it calls outside of its network goes through gateways that are lost. */
  #wayOut(component: Component): FailureReason {
    const { estate, surroundings } = this.#input;
    const called = estate.dependenciesFrom(component.id).map(({ to }) => estate.component(to));
    const outside = called.filter((one) => surroundings.waysTo(component, one).length > 0);
    const gateways = new Set(outside.flatMap((one) => surroundings.waysTo(component, one)));
    const to = sortedUnique(outside.map(({ name }) => name)).join(', ');
    const over = sortedUnique([...gateways].map(({ name }) => name)).join(', ');
    return {
      says: `${component.name} reaches ${to} only through ${over}, which is lost`,
      evidence: [...gateways].flatMap(zoneEvidence),
    };
  }

  #reason(wanted: FailureCase, { ids, last, events }: Chain): FailureReason | undefined {
    const id = ids.at(-1);
    if (id === undefined) return undefined;
    const component = this.#input.estate.component(id);
    if (!last) {
      if (wanted.kind === 'component') return undefined;
      if (wanted.kind === 'zone') {
        return { says: `the nodes that run ${component.name} may all stand there`, evidence: [] };
      }
      const isThere = this.#input.surroundings.regionOf(component) !== undefined;
      return {
        says: `${component.name} ${isThere ? 'stands' : 'may stand'} in that region`,
        evidence: regionEvidence(component),
      };
    }
    const causes = this.#causes.filter(({ event }) => events.includes(event));
    const place = causes.find((cause) => cause.place !== undefined);
    if (!place) return { says: causes[0]?.says ?? `${component.name} stands there`, evidence: [] };
    if (place.kind === 'region') {
      return {
        says: `${component.name} stands in region ${place.place}`,
        evidence: regionEvidence(component),
      };
    }
    if (gatesIn(last).length > 0) return this.#wayOut(component);
    const evidence = zoneEvidence(component);
    if (last.op === 'atleast') {
      return { says: `the copies of ${component.name} that stand there are lost`, evidence };
    }
    const isCertain = wanted.kind === 'zone' && causes.some((cause) => cause.place === wanted.place);
    const word = isCertain || wanted.kind !== 'zone' || wanted.place.endsWith('/?') ? 'stands' : 'may stand';
    return { says: `${component.name} ${word} in that zone`, evidence };
  }
}

type Way = Pick<JourneyEffect, 'path' | 'reason'>;

interface Sides {
  readonly best: Truth;
  readonly worst: Truth;
}

interface Side {
  readonly structure: Structure;
  readonly table: TruthTable;
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
