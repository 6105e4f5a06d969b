import type { Cause } from '../../core/availability.ts';
import type { Component, Stated } from '../../core/component.ts';
import type { ReleaseGuard } from '../../core/facts/takeover.ts';
import type { Evidence } from '../../core/finding.ts';
import { Unknown } from '../../core/value.ts';
import { ownCause } from './causes.ts';

/** A deployment that breaks a service of one's own; undefined for what others wrote or serves nobody. */
export function changeCause(component: Component): Cause | undefined {
  if (!isReleased(component)) return undefined;
  const reverts = evidenceFor(component, 'revert');
  const shares = evidenceFor(component, 'share');
  const gates = evidenceFor(component, 'gate');
  const factors = [
    'deploys',
    'change_fail_rate',
    reverts.length > 0 ? 'restore_automatic' : 'restore_by_hand',
    ...(shares.length > 0 ? ['canary_share'] : []),
    ...(gates.length > 0 ? ['health_gate'] : []),
  ];
  const cause = ownCause(component, { kind: 'change', factors, says: 'is broken by a deployment' });
  const evidence = [...reverts, ...shares, ...gates];
  return { ...cause, event: cause.event.replace(COPY, ''), evidence };
}

/** Copies that one block makes get the same code: `aws_instance.web[0]` and `aws_instance.web[1]`. */
export const COPY = /\[(?:\d+|"[^"]*")\]$/;

/** Code of one's own. Machines that only carry the tasks of a cluster change with their group of nodes. */
function isReleased(component: Component): boolean {
  const { kind, facts } = component;
  if (kind !== 'workload' && kind !== 'function') return false;
  const { pods, previewOf } = facts;
  const isForeign =
    facts.recognisedStore ?? facts.observes ?? pods?.store ?? pods?.platformAgent ?? pods?.observes;
  if (isForeign !== undefined || previewOf !== undefined || isCarrier(component)) return false;
  return facts.runsAs !== 'launch-template' && facts.runsAs !== 'nodes';
}

/** A group of servers that another controller replaces: they carry the tasks of a cluster. */
export function isCarrier({ facts: { runsAs, replacedBy } }: Component): boolean {
  return runsAs === 'instance-group' && replacedBy !== undefined && !Unknown.is(replacedBy.value);
}

/** What is stated that lowers the damage of a bad release in one way; empty where nothing is. */
function evidenceFor(component: Component, does: ReleaseGuard['does']): readonly Evidence[] {
  const { facts } = component;
  const guards = (facts.releaseGuards ?? []).filter((guard) => guard.does === does);
  const told = guards.map(({ says, at }) => ({ says, at }));
  if (does === 'revert') {
    return [...told, ...stated(facts.revertsBadRelease, 'a release that does not work is undone by itself')];
  }
  if (does === 'share') return told;
  return [
    ...told,
    ...stated(facts.stopsBadRelease, 'a release that does not work is stopped'),
    ...probes(component),
  ];
}

function stated(fact: Stated<boolean> | undefined, says: string): readonly Evidence[] {
  return fact?.value === true ? [{ says, at: fact.at[0], source: fact.source }] : [];
}

/** A rolling update goes on only while new pods become ready, which needs a probe that tells. */
function probes({ facts: { pods } }: Component): readonly Evidence[] {
  const strategy = pods?.rollout?.strategy.value;
  if (!pods || (strategy !== 'rolling-update' && strategy !== 'blue-green' && strategy !== 'canary'))
    return [];
  const main = pods.containers.filter(({ role }) => role === 'main');
  const probed = main.find(({ readiness }) => readiness !== undefined);
  const says = `new pods take the place of old ones once ${probed?.name ?? ''} is ready`;
  return probed ? [{ says, at: probed.readiness?.at }] : [];
}
