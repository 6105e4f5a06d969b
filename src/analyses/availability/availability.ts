import { MINUTES_PER_YEAR } from '../../core/assumption.ts';
import type {
  Availability,
  CaseResult,
  Cause,
  CauseSets,
  FailureCase,
  JourneyAvailability,
  JourneyModel,
  JourneySteps,
  Loss,
  Question,
  Reading,
  Share,
  Spreads,
} from '../../core/availability.ts';
import type { Component } from '../../core/component.ts';
import type { Dependency } from '../../core/dependency.ts';
import type { Estimate } from '../../core/estimate.ts';
import type { ComponentId } from '../../core/id.ts';
import type { Step } from '../../core/impact.ts';
import type { Journey } from '../../core/journey.ts';
import { byCodeUnit, sortedUnique } from '../../core/order.ts';
import { Cases } from './cases.ts';
import { derivationOf } from './derivation.ts';
import { Draws } from './draws.ts';
import { difference, eachReading, estimateOf, READINGS, total } from './estimates.ts';
import { Evaluation } from './evaluation.ts';
import { rankedQuestions } from './ranked-questions.ts';
import { Losses } from './losses.ts';
import type { Doubt } from './questions.ts';
import { Doubts } from './questions.ts';
import { eventsOf } from './shocks.ts';
import type { StructureInput } from './structure.ts';
import { buildStructure } from './structure.ts';
import { Surroundings } from './surroundings.ts';
import { below } from './truth.ts';

/** When journeys stop, how long in a year, and what for. */
export function availabilityOf(input: StructureInput): Availability {
  return new Model(input);
}

type Sides = Readonly<Record<Reading, Evaluation>>;

class Model implements Availability {
  readonly #input: StructureInput;
  readonly #draws: Draws;
  readonly #sides: Sides;
  readonly #cases: Cases;
  #met: readonly Doubt[] = [];
  #journeys: readonly JourneyAvailability[] | undefined;
  #questions: readonly Question[] | undefined;
  #losses: Losses | undefined;

  constructor(input: StructureInput) {
    this.#input = input;
    this.#draws = new Draws(input.assumptions);
    this.#sides = eachReading((reading) => this.#evaluation(reading));
    this.#cases = new Cases(
      { ...input, surroundings: new Surroundings(input.estate) },
      eachReading((reading) => this.#sides[reading].structure),
    );
  }

  get journeys(): readonly JourneyAvailability[] {
    return (this.#journeys ??= this.#input.journeys.map((journey) => this.#journey(journey)));
  }

  get causes(): readonly Cause[] {
    const all = READINGS.flatMap((reading) => this.#sides[reading].structure.causes);
    return [...new Map(all.map((cause) => [cause.event, cause])).values()].sort((a, b) =>
      byCodeUnit(a.event, b.event),
    );
  }

  get places(): Availability['places'] {
    // A zone that the provider picks is one place for each region, whatever stands there.
    const { best, likely } = this.#sides;
    const all = [...best.structure.causes, ...likely.structure.causes].filter(
      ({ place }) => place !== undefined && !place.endsWith('#?'),
    );
    const unique = [...new Map(all.map((cause) => [cause.event, cause])).values()];
    return unique
      .sort((a, b) => byCodeUnit(a.event, b.event))
      .flatMap(({ kind, place, says }) =>
        (kind === 'zone' || kind === 'region') && place !== undefined ? [{ kind, place, says }] : [],
      );
  }

  model(journey: string): JourneyModel | undefined {
    const found = this.#input.journeys.find(({ name }) => name === journey);
    if (!found) return undefined;
    const { tree, causes, topOf, gateOf } = this.#sides.likely.structure;
    const top = topOf(found);
    const gates = found.reaches.flatMap((id) => {
      const gate = gateOf(found, id);
      return gate === undefined ? [] : [[gate, `${this.#input.estate.component(id).name} is down`] as const];
    });
    const events = causes.map(({ event, says }) => [event, says] as const);
    return {
      tree: below(tree, top),
      top,
      labels: new Map([...gates, ...events, [top, `${journey} stops`]]),
    };
  }

  whatIf(wanted: FailureCase): CaseResult {
    const events = eventsOf(this.causes, wanted, this.#input.estate);
    return {
      case: wanted,
      name:
        wanted.kind === 'component'
          ? this.#input.estate.component(wanted.id).name
          : `${wanted.kind} ${wanted.place}`,
      ...this.#cases.effects(wanted),
      badMinutesPerYear:
        events.size === 0 ? undefined : this.#total(this.#capped(wanted, this.#without(events))),
    };
  }

  arithmetic(wanted: FailureCase): readonly JourneySteps[] {
    const events = eventsOf(this.causes, wanted, this.#input.estate);
    const { assumptions } = this.#input;
    return this.journeys.flatMap(({ journey, shares }) => {
      const own = shares.filter(({ cause }) => events.has(cause.event));
      if (own.length === 0) return [];
      const steps = derivationOf({ journey, shares: own, ids: undefined, assumptions });
      return [{ journey: journey.name, steps }];
    });
  }

  cutSets(name: string, options: { readonly limit: number }): CauseSets | undefined {
    const journey = this.#input.journeys.find((one) => one.name === name);
    return journey && this.#sides.likely.cutSets(journey, options);
  }

  losses(wanted: FailureCase): readonly Loss[] {
    this.#losses ??= new Losses({
      estate: this.#input.estate,
      journeys: this.#input.journeys,
      structures: eachReading((reading) => this.#sides[reading].structure),
    });
    return this.#losses.of(wanted);
  }

  spreads(journey: Journey, without?: ReadonlySet<string>): Spreads {
    return this.#spreads(journey, without);
  }

  derivation(name: string, ids?: readonly ComponentId[]): readonly Step[] {
    const journey = this.#input.journeys.find((one) => one.name === name);
    if (!journey) return [];
    return derivationOf({
      journey,
      shares: this.#shares(journey),
      ids,
      assumptions: this.#input.assumptions,
    });
  }

  questions(): readonly Question[] {
    return (this.#questions ??= rankedQuestions({
      estate: this.#input.estate,
      journeys: this.#input.journeys,
      doubts: this.#met,
      base: (journey) => this.#sides.likely.likelyMinutes(journey),
      isOpen: (journey) => {
        const [best, worst] = [this.#sides.best, this.#sides.worst].map((side) =>
          side.likelyMinutes(journey),
        );
        return Math.abs((worst ?? 0) - (best ?? 0)) > 1e-6;
      },
      flipped: (key) => {
        const other = this.#evaluation('likely', key);
        return (journey) => other.likelyMinutes(journey);
      },
    }));
  }

  #evaluation(reading: Reading, other?: string): Evaluation {
    const { journeys, assumptions, estate } = this.#input;
    const isLikely = ({ to }: Dependency): boolean =>
      assumptions.get(rowOf(estate.component(to))).likely > 0.5;
    const doubts = new Doubts(reading, { other, isLikely });
    const structure = buildStructure(this.#input, doubts);
    if (reading === 'likely' && other === undefined) this.#met = doubts.met();
    return new Evaluation({ structure, reading, journeys, assumptions, draws: this.#draws });
  }

  #journey(journey: Journey): JourneyAvailability {
    const spreads = this.#spreads(journey);
    const of = (reading: Reading): Estimate => this.#estimate(eachReading(() => spreads[reading]));
    return {
      journey,
      badMinutesPerYear: this.#estimate(spreads),
      certain: of('best'),
      possible: of('worst'),
      isExact: READINGS.every((reading) => this.#sides[reading].isExact(journey)),
      shares: this.#shares(journey),
    };
  }

  #shares(journey: Journey): readonly Share[] {
    return this.#sides.likely
      .shares(journey)
      .map(({ cause, minutes }) => ({ cause, minutes, isAlone: this.#isAlone(journey, cause) }))
      .sort((a, b) => b.minutes - a.minutes || byCodeUnit(a.cause.event, b.cause.event));
  }

  #isAlone(journey: Journey, { event }: Cause): boolean {
    return this.#cases.isAlone(journey, event);
  }

  /** Journeys that some events touch, with them and without. */
  #without(events: ReadonlySet<string>): readonly Difference[] {
    return this.#input.journeys.flatMap((journey) => {
      const isTouched = READINGS.some((reading) => this.#sides[reading].mentions(journey, events));
      if (!isTouched) return [];
      return [{ journey, before: this.#spreads(journey), after: this.#spreads(journey, events) }];
    });
  }

  /** Of one zone: what may stand in it stands in one zone each, which is lost once and not several times. */
  #capped({ kind }: FailureCase, changes: readonly Difference[]): readonly Spreads[] {
    const all = changes.map(({ before, after }) => difference(before, after));
    if (kind !== 'zone') return all;
    const lost = this.#input.assumptions.get('zone_unavailability');
    const most = MINUTES_PER_YEAR * lost.likely;
    return all.map((spreads) =>
      eachReading((reading) => ({
        likely: Math.min(spreads[reading].likely, most),
        drawn: spreads[reading].drawn.map((value, draw) =>
          Math.min(value, this.#draws.value(lost, draw) * MINUTES_PER_YEAR),
        ),
      })),
    );
  }

  #total(changes: readonly Spreads[]): Estimate {
    return this.#estimate(total(changes));
  }

  readonly #known = new Map<Journey, Spreads>();

  #spreads(journey: Journey, without?: ReadonlySet<string>): Spreads {
    const known = without ? undefined : this.#known.get(journey);
    if (known) return known;
    const spreads = eachReading((reading) => ({
      likely: this.#sides[reading].likelyMinutes(journey, without),
      drawn: this.#sides[reading].drawnMinutes(journey, without),
    }));
    if (!without) this.#known.set(journey, spreads);
    return spreads;
  }

  #estimate(spreads: Spreads): Estimate {
    const basis = this.#sides.worst.structure.causes.flatMap(({ factors }) => factors);
    return estimateOf(spreads, sortedUnique(basis));
  }
}

/** The assumption about a dependency of unknown strength on this. */
function rowOf({ kind, facts }: Component): string {
  if (kind === 'datastore') return 'unknown_store_is_needed';
  // What only watches others answers no request of theirs.
  if (facts.observes ?? facts.pods?.observes) return 'unknown_aid_is_needed';
  const isOwnService = kind === 'workload' || kind === 'function' || kind === 'target-group';
  const leadsToOne = kind === 'gateway' || kind === 'load-balancer' || kind === 'api';
  return isOwnService || leadsToOne ? 'unknown_call_is_needed' : 'unknown_aid_is_needed';
}

interface Difference {
  readonly journey: Journey;
  readonly before: Spreads;
  readonly after: Spreads;
}
