import type { Reading } from '../../core/availability.ts';
import type { Component } from '../../core/component.ts';
import { Unknown } from '../../core/value.ts';
import type { Estate } from '../../graph/estate.ts';
import { copiesOf } from './copies.ts';
import { NODES, placeCause } from './causes.ts';
import type { Placed, Placement } from './placement.ts';
import { placementOf, unnamed } from './placement.ts';

export interface PodPlacementInput {
  readonly component: Component;
  /** Pools whose nodes may run it; empty where none is known. */
  readonly pools: readonly Component[];
  readonly estate: Estate;
  readonly reading: Reading;
  /** Whether nothing tells that its nodes stand in more than one zone. */
  readonly mayBeOneZone: boolean;
}

/**
 * Where pods stand when a zone is lost. Pods that no volume holds start elsewhere within minutes, which a
 * tenth of a zone a year makes less than a minute a year: they are free. A volume of one zone holds its pod
 * there until the zone is back. That they start again takes the control plane, the registry and a node: each
 * of them would have to be down in just these minutes, so none of them has an event here.
 */
export function podPlacement(input: PodPlacementInput): Placed {
  const { component, pools, reading } = input;
  const places = pools.map((pool) => placementOf(pool, reading, false));
  const unknown = places.find((place) => place.unknown)?.unknown;
  const placements = places.map(({ placement }) => placement);
  const common = commonZone(placements);
  if (common) return { placement: common, unknown };
  const spread = spreadOver(component, placements);
  if (spread) return { placement: spread, unknown };
  if (!isHeldByVolume(input)) return { placement: withNodes(input), unknown };
  const copies = copiesOf(component);
  const held: Placement = { kind: 'one', zone: unnamed(component, reading) };
  if (copies === 1) return { placement: held, unknown };
  // Each copy has a volume where it started first. Nothing says that these are different zones.
  const isTogether = reading === 'worst' && !isSpread(component);
  return { placement: isTogether ? held : FREE, unknown: unknown ?? unspread(component) };
}

const FREE: Placement = { kind: 'free' };

/** Where no file places the nodes, all of them may stand in one zone: then no pod starts elsewhere. */
function withNodes({ component, reading, mayBeOneZone }: PodPlacementInput): Placement {
  if (reading !== 'worst' || !mayBeOneZone) return FREE;
  const clusters = component.facts.clusters?.value;
  const [cluster = NODES] = clusters === undefined || Unknown.is(clusters) ? [] : clusters;
  return { kind: 'one', zone: placeCause('zone', `${cluster}#?`, 'of all nodes') };
}

function commonZone([first, ...others]: readonly Placement[]): Placement | undefined {
  if (first?.kind !== 'one') return undefined;
  const isSame = others.every((one) => one.kind === 'one' && one.zone.event === first.zone.event);
  return isSame ? first : undefined;
}

/** Copies that must stand in different zones, of pools that have the same ones. */
function spreadOver(component: Component, [first, ...others]: readonly Placement[]): Placement | undefined {
  if (first?.kind !== 'several' || !isSpread(component)) return undefined;
  const zones = first.zones.map(({ event }) => event).join();
  const isSame = others.every(
    (one) => one.kind === 'several' && one.zones.map(({ event }) => event).join() === zones,
  );
  return isSame ? first : undefined;
}

const ZONE = 'topology.kubernetes.io/zone';

/** Whether a constraint keeps its pods apart rather than leaving one of them waiting. */
function isSpread({ facts: { pods } }: Component): boolean {
  if (!pods) return false;
  return (
    pods.spread.some(
      ({ topologyKey, isHard, selectsOwnPods }) =>
        topologyKey === ZONE && isHard === true && selectsOwnPods === true,
    ) ||
    pods.antiAffinity.some(
      ({ topologyKey, isHard, selectsOwnPods }) => topologyKey === ZONE && isHard && selectsOwnPods === true,
    )
  );
}

/** Whether a volume of one zone holds it, as class and provisioner say. */
function isHeldByVolume({ component: { facts }, estate }: PodPlacementInput): boolean {
  const { claimTemplates = [], volumes = [] } = facts.pods ?? {};
  const claims = volumes.flatMap(({ claim }) =>
    claim === undefined ? [] : (estate.component(claim).facts.volumeClaim ?? []),
  );
  return [...claimTemplates, ...claims].some(({ reach }) => reach.value === 'zone');
}

function unspread({ name }: Component): Unknown {
  return new Unknown({
    reason: 'not-in-inputs',
    detail: `nothing spreads the volumes of ${name} over zones`,
    settledBy: `topologySpreadConstraints over ${ZONE} with whenUnsatisfiable: DoNotSchedule`,
  });
}
