import type { FailureCase, JourneyEffect, OpenPoint } from '../core/availability.ts';
import type { Reckoning, Shortfall } from '../core/capacity.ts';
import type { Component } from '../core/component.ts';
import { RUNS_OR_KEEPS } from '../core/component.ts';
import type { Zone } from '../core/facts/common.ts';
import type { ComponentId } from '../core/id.ts';
import type { Journey } from '../core/journey.ts';
import { byCodeUnit, sortedUnique } from '../core/order.ts';
import { Unknown } from '../core/value.ts';
import type {
  WhatIfCase,
  WhatIfComponent,
  WhatIfCutSets,
  WhatIfEffect,
  WhatIfJourney,
  WhatIfReckoning,
  WhatIfReport,
  WhatIfTraffic,
} from '../core/whatif.ts';
import { zoneLabel } from '../core/zones.ts';
import type { Estate } from '../graph/estate.ts';
import type { Models } from '../models.ts';
import type { Places } from '../reported/places.ts';
import { reportedEvidence } from '../reported/findings.ts';
import { caseNotes } from './notes.ts';
import { shortAtTraffic } from './traffic.ts';

// Of each journey; the model itself has them all (`graph --format open-psa`).
const MOST_SETS = 20;

export interface WhatIfInput {
  readonly estate: Estate;
  readonly models: Models;
  readonly places: Places;
  /** Demand as a multiple of today's; undefined: as it is. */
  readonly traffic: number | undefined;
  /** Whether a component belongs to the view. */
  isWanted(component: Component): boolean;
}

/** Tells cases of one estate, with lines in the place of offsets. */
export class WhatIf {
  readonly #input: WhatIfInput;
  readonly #zones: ReadonlyMap<string, Zone>;
  /** How many things of the view have a name. */
  readonly #named = new Map<string, number>();

  constructor(input: WhatIfInput) {
    this.#input = input;
    this.#zones = zonesOf(input.estate);
    for (const component of input.estate.components) {
      if (!isThing(component) || !input.isWanted(component)) continue;
      this.#named.set(component.name, (this.#named.get(component.name) ?? 0) + 1);
    }
  }

  journeys(): readonly WhatIfJourney[] {
    const { estate, models, places } = this.#input;
    return models.availability().journeys.map(({ journey, badMinutesPerYear, isExact }) => {
      const [entry] = journey.entries;
      return {
        name: journey.name,
        entry: entry === undefined ? undefined : placeOf(estate.component(entry), estate, places),
        badMinutesPerYear,
        isExact,
        isEmpty: isEmpty(journey, estate),
      };
    });
  }

  /** The smallest sets of causes that stop each journey. */
  cutSets(): readonly WhatIfCutSets[] {
    const availability = this.#input.models.availability();
    return availability.journeys.flatMap(({ journey: { name } }) => {
      const found = availability.cutSets(name, { limit: MOST_SETS });
      if (!found || found.total === 0) return [];
      const top = found.top.map(({ causes, minutes }) => ({
        causes: causes.map(({ says }) => says),
        minutes,
      }));
      return [{ journey: name, ...found, top }];
    });
  }

  /** Every zone, every region, and every component that journeys reach and that fails by itself. */
  everything(): readonly FailureCase[] {
    const { estate, models } = this.#input;
    const availability = models.availability();
    const places = availability.places.map(({ kind, place }): FailureCase => ({ kind, place }));
    const ids = new Map<string, ComponentId>();
    for (const { component } of availability.causes)
      if (component !== undefined) ids.set(component, component);
    for (const { reaches } of models.journeys()) {
      for (const id of reaches) if (isThing(estate.component(id))) ids.set(id, id);
    }
    const components = sortedUnique(ids.keys()).flatMap((key): readonly FailureCase[] => {
      const id = ids.get(key);
      return id === undefined ? [] : [{ kind: 'component', id }];
    });
    return [...places, ...components];
  }

  tell(wanted: FailureCase): WhatIfCase {
    const { estate, models } = this.#input;
    const availability = models.availability();
    const result = availability.whatIf(wanted);
    const touched = new Map(result.journeys.map((effect) => [effect.journey, effect]));
    return {
      asked: this.askedFor(wanted),
      wanted,
      name: this.#nameOf(wanted),
      component: wanted.kind === 'component' ? this.#component(wanted.id) : undefined,
      journeys: models.journeys().map(({ name }) => this.#effect(name, touched.get(name))),
      badMinutesPerYear: result.badMinutesPerYear,
      arithmetic: availability.arithmetic(wanted),
      falls: this.#components(result.falls),
      restarts: this.#components(result.restarts),
      shortfalls: this.#shortfalls(wanted),
      notes: caseNotes(wanted, result, { estate, journeys: models.journeys() }),
    };
  }

  /** What is not known and moves most minutes. */
  questions(): WhatIfReport['questions'] {
    return this.#input.models.availability().questions();
  }

  traffic(): WhatIfTraffic | undefined {
    const factor = this.#input.traffic;
    if (factor === undefined) return undefined;
    const found = this.#input.models
      .capacity()
      .underTraffic(factor)
      .filter((one) => this.#isInView(one));
    const bottlenecks = found.map((one) => ({
      ...this.#reckoning(one),
      carriesUpTo: Unknown.is(one.carriesUpTo) ? undefined : one.carriesUpTo,
    }));
    return { factor, bottlenecks };
  }

  /** The words that ask for a case. */
  askedFor(wanted: FailureCase): string {
    if (wanted.kind !== 'component') return `${wanted.kind}=${this.#labelOf(wanted.place)}`;
    const { name } = this.#input.estate.component(wanted.id);
    return this.#named.get(name) === 1 ? name : wanted.id;
  }

  #nameOf(wanted: FailureCase): string {
    if (wanted.kind === 'component') return this.#input.estate.component(wanted.id).name;
    if (!wanted.place.endsWith('/?'))
      return `${wanted.kind} ${this.#labelOf(wanted.place)}${this.#ofRoot(wanted.place)}`;
    return `a zone of ${wanted.place.slice(0, -2)} that the provider picks`;
  }

  /** ` of terraform/ecs`: which list of zones is meant, where several roots have one. */
  #ofRoot(place: string): string {
    const label = this.#labelOf(place);
    const alike = [...this.#zones.keys()].filter((other) => this.#labelOf(other) === label);
    const root = /^[^:]*:([^#]*)#/.exec(place)?.[1];
    return alike.length > 1 && root !== undefined ? ` of ${root || '.'}` : '';
  }

  #labelOf(place: string): string {
    const zone = this.#zones.get(place);
    return zone ? zoneLabel(zone) : place;
  }

  #effect(name: string, effect: JourneyEffect | undefined): WhatIfEffect {
    const { places } = this.#input;
    const survives = { name, effect: 'survives', atWorst: undefined, path: [], reason: undefined } as const;
    if (!effect) return { ...survives, because: [], loses: [], open: [] };
    const { reason, open } = effect;
    return {
      name,
      effect: effect.effect,
      atWorst: effect.atWorst,
      path: effect.path.map(({ component, evidence }) => ({
        ...this.#component(component),
        evidence: evidence.map((line) => reportedEvidence(line, places)),
      })),
      reason: reason && {
        says: reason.says,
        evidence: reason.evidence.map((line) => reportedEvidence(line, places)),
      },
      because: effect.because,
      loses: this.#components(effect.loses),
      open: open.map((point) => this.#open(point)),
    };
  }

  #open({ key, says, settledBy, evidence }: OpenPoint): WhatIfEffect['open'][number] {
    const lines = evidence.map((line) => reportedEvidence(line, this.#input.places));
    return { key, says, settledBy, evidence: lines };
  }

  #shortfalls(wanted: FailureCase): readonly WhatIfReckoning[] {
    const capacity = this.#input.models.capacity();
    const losses = this.#losses(wanted).flatMap((loss) => capacity.afterLoss(loss));
    const found = [...losses, ...this.#shortAtTraffic(wanted)].filter((one) => this.#isInView(one));
    const unique = new Map(found.map((one) => [`${one.kind} ${one.component} ${one.says}`, one]));
    return [...unique.values()].map((one) => this.#reckoning(one));
  }

  /** What journeys reach and more traffic asks too much of, without the zone. */
  #shortAtTraffic(wanted: FailureCase): readonly Shortfall[] {
    const { traffic, models, estate } = this.#input;
    const zone = wanted.kind === 'zone' ? this.#zones.get(wanted.place) : undefined;
    if (traffic === undefined || !zone) return [];
    const ids = new Set(models.journeys().flatMap(({ reaches }) => reaches));
    return [...ids].flatMap(
      (id) =>
        shortAtTraffic(estate.component(id), { zone, factor: traffic, capacity: models.capacity() }) ?? [],
    );
  }

  #isInView({ component }: { readonly component: ComponentId }): boolean {
    return this.#input.isWanted(this.#input.estate.component(component));
  }

  #losses(wanted: FailureCase): readonly Parameters<ReturnType<Models['capacity']>['afterLoss']>[0][] {
    if (wanted.kind === 'component') return [{ kind: 'component', id: wanted.id }];
    const zone = this.#zones.get(wanted.place);
    return zone === undefined ? [] : [{ kind: 'zone', zone }];
  }

  #reckoning(one: Reckoning & { readonly kind: string; readonly component: ComponentId }): WhatIfReckoning {
    const { places } = this.#input;
    return {
      kind: one.kind,
      component: this.#component(one.component),
      says: one.says,
      terms: one.terms.map(({ says, value, unit, at, source }) => ({
        says,
        value: Unknown.is(value) ? undefined : value,
        unit,
        place: at && places.stated(at).place,
        source,
      })),
      isCertain: one.isCertain,
      hangsOn: one.hangsOn.map(({ detail, settledBy }) => ({ says: detail, settledBy })),
    };
  }

  #components(ids: readonly ComponentId[]): readonly WhatIfComponent[] {
    return ids
      .map((id) => this.#component(id))
      .sort((a, b) => byCodeUnit(a.name, b.name) || byCodeUnit(a.id, b.id));
  }

  #component(id: ComponentId): WhatIfComponent {
    const { estate, places } = this.#input;
    const component = estate.component(id);
    const [main] = component.resources;
    const address = main === undefined ? undefined : estate.resource(main)?.address;
    return {
      id,
      name: component.name,
      kind: component.kind,
      address,
      place: placeOf(component, estate, places),
    };
  }
}

function placeOf({ resources }: Component, estate: Estate, places: Places): WhatIfComponent['place'] {
  const [main] = resources;
  return main === undefined ? undefined : places.of(estate.resource(main)?.declaredAt);
}

/** Zones that some component names, by id. */
function zonesOf({ components }: Estate): ReadonlyMap<string, Zone> {
  const found = new Map<string, Zone>();
  for (const { facts } of components) {
    const zones = facts.zones?.value;
    if (zones === undefined || Unknown.is(zones) || Unknown.is(zones.names)) continue;
    for (const zone of zones.names) found.set(zone.id, zone);
  }
  return found;
}

/** Something that a person would ask about: not what only leads on, nor a machine of a cluster. */
function isThing({ kind, facts }: Component): boolean {
  if (facts.memberOf !== undefined) return false;
  return RUNS_OR_KEEPS.has(kind) || kind === 'load-balancer' || kind === 'cdn' || kind === 'nat';
}

function isEmpty({ reaches }: Journey, estate: Estate): boolean {
  return !reaches.some((id) => RUNS_OR_KEEPS.has(estate.component(id).kind));
}
