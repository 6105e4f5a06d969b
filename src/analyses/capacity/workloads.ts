import type { WorkloadCapacity } from '../../core/capacity.ts';
import type { Component } from '../../core/component.ts';
import type { Estate } from '../../graph/estate.ts';
import { copiesOf } from './copies.ts';
import { neededOf } from './needed.ts';
import { zoneLoadOf } from './zone-load.ts';
import { leftAfterNode, leftAfterZone, zonesOf } from './placement.ts';

/** The copies of one workload, what is left of them after a loss, and how many it needs. */
export function capacityOfWorkload(component: Component, estate: Estate): WorkloadCapacity | undefined {
  const copies = copiesOf(component, estate);
  if (!copies) return undefined;
  const { low, high } = copies;
  const zones = zonesOf(component, estate);
  const afterZone = zones && leftAfterZone(component, low.value, zones);
  return {
    component: component.id,
    replicas: { low: low.value, high: high.value },
    needed: neededOf(component, copies, estate),
    afterZone,
    afterNode: leftAfterNode(component, low.value),
    zoneLoad: zoneLoadOf({ component, copies, left: afterZone }, estate),
  };
}
