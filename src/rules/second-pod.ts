import type { Component } from '../core/component.ts';
import type { Pods } from '../core/facts/workload.ts';
import type { Remedy } from '../core/remedy.ts';
import { remediesOf } from './outcome.ts';

/** What decides how many pods a workload runs. */
export interface PodCount {
  readonly pods: Pods;
  /** Volumes that one node only can attach. */
  readonly claims: readonly string[];
  readonly scalers: readonly Component[];
}

/** A second pod, where two may run: of the autoscaler where there is one, else of the replicas. */
export function secondPod(component: Component, { pods, claims, scalers }: PodCount): readonly Remedy[] {
  const replication = remediesOf(component, 'replicate-store');
  if (replication.length > 0) return replication;
  if (claims.length > 0) return [];
  const place = pods.minimum?.at[0];
  if (scalers.length === 0 || !place) return remediesOf(component, 'run-two-replicas');
  return [
    {
      title: `Set ${String(place.path.at(-1) ?? 'the minimum')} of the autoscaler to 2`,
      safety: 'review',
      caution: 'costs a second pod; check that two may run at once',
      intents: [{ op: 'set', at: place, value: 2 }],
    },
  ];
}
