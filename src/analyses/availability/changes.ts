import type { Cause } from '../../core/availability.ts';
import type { Component } from '../../core/component.ts';
import { Unknown } from '../../core/value.ts';
import { ownCause } from './causes.ts';

/** A deployment that breaks a service of one's own; undefined for what others wrote or serves nobody. */
export function changeCause(component: Component): Cause | undefined {
  const { kind, facts } = component;
  if (kind !== 'workload' && kind !== 'function') return undefined;
  const { pods } = facts;
  const isForeign =
    facts.recognisedStore ?? facts.observes ?? pods?.store ?? pods?.platformAgent ?? pods?.observes;
  if (isForeign !== undefined || facts.runsAs === 'launch-template' || facts.runsAs === 'nodes')
    return undefined;
  const reverts = isCertain(facts.revertsBadRelease);
  const factors = ['deploys', 'change_fail_rate', reverts ? 'restore_automatic' : 'restore_by_hand'];
  const strategy = pods?.rollout?.strategy.value;
  if (strategy === 'canary') factors.push('canary_share');
  else if (isCertain(facts.stopsBadRelease) || isHealthGated(component)) factors.push('health_gate');
  const cause = ownCause(component, { kind: 'change', factors, says: 'is broken by a deployment' });
  return { ...cause, event: cause.event.replace(COPY, '') };
}

/** Copies that one block makes get the same code: `aws_instance.web[0]` and `aws_instance.web[1]`. */
export const COPY = /\[(?:\d+|"[^"]*")\]$/;

function isCertain(stated: { readonly value: boolean | Unknown } | undefined): boolean {
  return stated?.value === true;
}

/** A rolling update goes on only while new pods become ready, which needs a probe that tells. */
function isHealthGated({ facts: { pods } }: Component): boolean {
  const strategy = pods?.rollout?.strategy.value;
  if (!pods || Unknown.is(strategy) || (strategy !== 'rolling-update' && strategy !== 'blue-green'))
    return false;
  const main = pods.containers.filter(({ role }) => role === 'main');
  return main.some(({ readiness }) => readiness !== undefined);
}
