import type { Cause, Reading } from '../../core/availability.ts';
import type { Component } from '../../core/component.ts';
import type { Stated } from '../../core/component.ts';
import type { Formula } from '../../core/fault-tree.ts';
import { Unknown } from '../../core/value.ts';
import type { Assumptions } from '../../core/assumption.ts';
import type { Causes } from './causes.ts';
import { ownCause } from './causes.ts';
import type { Placement } from './placement.ts';

// More copies than this change no figure that is printed, and would only make the model larger.
const MOST_COPIES = 40;

/** How many copies must be left for a workload to serve: certain bounds, from 1 to all of them. */
export interface Needed {
  readonly atLeast: number;
  readonly atMost: number;
}

export interface CopiesInput {
  readonly component: Component;
  readonly reading: Reading;
  readonly placement: Placement;
  readonly causes: Causes;
  readonly assumptions: Assumptions;
  readonly needed: Needed | undefined;
}

/** When so many copies of a workload are down that it does not serve; undefined where nothing runs. */
export function copiesFail(input: CopiesInput): Formula | undefined {
  const { component, reading, placement, causes, needed } = input;
  const count = copiesOf(component);
  if (count === undefined) return undefined;
  const known = Unknown.is(count) ? (reading !== 'worst' ? 2 : 1) : count;
  const copies = Math.min(known, MOST_COPIES);
  if (copies < 1) return undefined;
  const bounds = needed ?? { atLeast: 1, atMost: known };
  const least = reading !== 'worst' ? bounds.atLeast : bounds.atMost;
  const must = Math.max(1, Math.min(copies, Math.round((least * copies) / Math.max(known, 1))));
  const factor = factorOf(component, input.assumptions);
  const events = Array.from({ length: copies }, (_, index) => {
    const own = causes.event(
      ownCause(component, {
        kind: 'copy',
        factors: [factor],
        says: copies === 1 ? 'stops (its only copy)' : `loses copy ${index + 1} of ${copies}`,
        part: String(index + 1),
        isSingle: copies === 1,
      }),
    );
    const zone = copies > 1 ? zoneOfCopy(placement, index) : undefined;
    return zone ? or([own, causes.event(zone)]) : own;
  });
  return { op: 'atleast', min: copies - must + 1, of: events };
}

function zoneOfCopy(placement: Placement, index: number): Cause | undefined {
  if (placement.kind !== 'several') return undefined;
  return placement.zones[index % placement.zones.length];
}

function or(of: readonly Formula[]): Formula {
  return { op: 'or', of };
}

/** Copies that run at the lowest point; Unknown where nobody can tell, undefined where it has none. */
export function copiesOf({ kind, facts }: Component): number | Unknown | undefined {
  if (kind !== 'workload') return undefined;
  const { pods } = facts;
  if (pods) {
    if (pods.controller === 'job' || pods.controller === 'cron-job') return undefined;
    if (pods.controller === 'daemon-set') return undefined;
    return pods.controller === 'pod' ? 1 : valueOf(pods.minimum ?? pods.replicas);
  }
  if (facts.runsAs === 'launch-template' || facts.runsAs === 'daemon' || facts.runsAs === 'function') {
    return undefined;
  }
  if (facts.runsAs === 'server') return 1;
  const sizes = [facts.minimumSize, facts.desiredSize].map(valueOf);
  return sizes.find((size) => typeof size === 'number') ?? sizes.find((size) => size !== undefined);
}

function valueOf(stated: Stated<number> | undefined): number | Unknown | undefined {
  return stated?.value;
}

/** The row of data that says how often one copy is down. */
function factorOf({ type, facts }: Component, assumptions: Assumptions): string {
  if (facts.pods) return 'container_replica';
  if (facts.runsAs === 'server') return 'server_alone';
  if (facts.runsAs === 'instance-group' || facts.runsAs === 'fleet') return 'server_in_group';
  if (facts.runsAs === 'service') return 'task_replica';
  return assumptions.ofType(type)?.name ?? 'container_replica';
}
