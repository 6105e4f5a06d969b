import type { Cause, FailureCase, Reading } from '../../core/availability.ts';
import type { Component } from '../../core/component.ts';
import { RUNS_OR_KEEPS } from '../../core/component.ts';
import type { ComponentId } from '../../core/id.ts';
import type { Journey } from '../../core/journey.ts';
import { sortedUnique } from '../../core/order.ts';
import type { Estate } from '../../graph/estate.ts';
import { NODES } from './causes.ts';
import { releaseOf } from './changes.ts';
import { regionOf } from './placement.ts';
import type { Structure } from './structure.ts';
import type { Surroundings } from './surroundings.ts';
import type { Shock } from './truth.ts';

export interface ShockInput {
  readonly estate: Estate;
  readonly journeys: readonly Journey[];
  readonly surroundings: Surroundings;
}

/** What a case makes fail at once, in one reading. */
export function shockOf(
  wanted: FailureCase,
  reading: Reading,
  { causes, gateOf }: Structure,
  input: ShockInput,
): Shock {
  const { estate, journeys, surroundings } = input;
  const gatesOf = (isMeant: (component: Component) => boolean): readonly string[] =>
    sortedUnique(
      journeys.flatMap((journey) =>
        journey.reaches
          .filter((id) => isMeant(estate.component(id)))
          .flatMap((id) => gateOf(journey, id) ?? []),
      ),
    );
  switch (wanted.kind) {
    case 'component': {
      const gates = gatesOf(({ id }) => id === wanted.id);
      // What has a gate fails there; a way out or a pool of nodes has only its events.
      return { gates, events: gates.length > 0 ? [] : ownEvents(causes, wanted.id) };
    }
    case 'zone': {
      const events = zoneEvents(causes, wanted.place, reading, estate);
      // All nodes may stand there; a zone that the provider picks is about what is known to be in one.
      const isOpen = reading === 'worst' && !wanted.place.endsWith('/?');
      return { gates: isOpen ? gatesOf((component) => surroundings.mayRunInOneZone(component)) : [], events };
    }
    default: {
      const events = causes.filter(({ kind, place }) => kind === 'region' && place === wanted.place);
      const isThere = (component: Component): boolean => {
        const region = surroundings.regionOf(component);
        if (region !== undefined) return region === wanted.place;
        // Nothing tells where it runs; what is outside is somebody else's.
        return reading === 'worst' && RUNS_OR_KEEPS.has(component.kind) && component.kind !== 'external';
      };
      return { gates: gatesOf(isThere), events: events.map(({ event }) => event) };
    }
  }
}

function ownEvents(causes: readonly Cause[], id: ComponentId): readonly string[] {
  return causes.filter(({ component }) => component === id).map(({ event }) => event);
}

/**
 * The zone itself; in the worst reading also the one zone of whatever stands in a zone that no file names:
 * it may be this one.
 */
function zoneEvents(
  causes: readonly Cause[],
  wanted: string,
  reading: Reading,
  estate: Estate,
): readonly string[] {
  const region = wanted.endsWith('/?') ? wanted.slice(0, -2) : undefined;
  return causes
    .filter(({ kind, place }) => {
      if (kind !== 'zone' || place === undefined) return false;
      if (place === wanted) return true;
      if (place === `${NODES}#?`) return reading === 'worst';
      const holder = holderOf(place, estate);
      if (!holder) return reading === 'worst' && !place.endsWith('/?') && isSameElsewhere(place, wanted);
      const own = regionOf(holder);
      if (region !== undefined) {
        return reading === 'worst' && (own ?? 'the region') === region;
      }
      return reading === 'worst' && mayBeIn(own, wanted);
    })
    .map(({ event }) => event);
}

/** The component in whose name an unnamed zone stands: `…aws_db_instance.main#?`. */
function holderOf(place: string, estate: Estate): Component | undefined {
  if (!place.endsWith('#?')) return undefined;
  return estate.components.find(({ id }) => id === place.slice(0, -2));
}

/** Whether a zone may be one of a region: `eu-west-1` and `eu-west-1a`, `us-central1` and `us-central1-b`. */
export function mayBeIn(region: string | undefined, zone: string): boolean {
  const named = /^((?:[a-z]+-)+(?:[a-z]+)?\d+)(?:-?[a-z])$/.exec(zone)?.[1];
  return region === undefined || named === undefined || region === named;
}

/** The same place in the list of zones of another stack, which may be of the same region. */
function isSameElsewhere(place: string, wanted: string): boolean {
  const [own, other] = [place, wanted].map((id) => /names\[\d+\]$/.exec(id)?.[0]);
  return own !== undefined && own === other;
}

/** Events that would not happen if what the case takes away never failed by itself. */
export function eventsOf(causes: readonly Cause[], wanted: FailureCase, estate: Estate): ReadonlySet<string> {
  if (wanted.kind === 'component') return new Set(ownOnly(causes, wanted.id, estate));
  if (wanted.kind === 'zone') return new Set(zoneEvents(causes, wanted.place, 'worst', estate));
  const own = causes.filter(({ kind, place }) => kind === 'region' && place === wanted.place);
  return new Set(own.map(({ event }) => event));
}

/** Without a deployment that breaks all copies of one block at once: it is no failure of this copy. */
function ownOnly(causes: readonly Cause[], id: ComponentId, estate: Estate): readonly string[] {
  const release = releaseOf(estate.component(id));
  const copies = estate.components.filter((one) => releaseOf(one) === release).length;
  return causes
    .filter(({ kind, component, event }) =>
      kind === 'change' ? copies === 1 && event === `change:${release}` : component === id,
    )
    .map(({ event }) => event);
}
