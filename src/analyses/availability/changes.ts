import type { Cause } from '../../core/availability.ts';
import type { Component, Stated } from '../../core/component.ts';
import type { ReleaseGuard } from '../../core/facts/takeover.ts';
import type { Evidence } from '../../core/finding.ts';
import { Unknown } from '../../core/value.ts';
import { ownCause } from './causes.ts';

/** A deployment that breaks a service of one's own; undefined for what others wrote or serves nobody. */
export function changeCause(component: Component): Cause | undefined {
  if (!isReleased(component)) return undefined;
  const reverts = guardsOf(component, 'revert');
  const shares = guardsOf(component, 'share');
  const gates = gatesOf(component);
  const factors = [
    'deploys',
    'change_fail_rate',
    reverts.length > 0 ? 'restore_automatic' : 'restore_by_hand',
    ...(shares.length > 0 ? ['canary_share'] : []),
    ...(gates.length > 0 ? ['health_gate'] : []),
  ];
  const cause = ownCause(component, { kind: 'change', factors, says: 'is broken by a deployment' });
  const evidence = [...reverts, ...shares, ...gates];
  return { ...cause, event: `change:${releaseOf(component)}`, evidence };
}

/** The key of one of several that a block makes: `aws_instance.web[0]` and `aws_instance.web[1]`. */
export const COPY = /\[(?:\d+|"[^"]*")\]$/;

const KEYED = /\["([^"]*)"\]$/;

/**
 * Equal for copies that get the same code, and so break together. A block with `for_each` makes services of
 * their own as well: what runs other images, and what a platform spreads by itself, unless it makes one for
 * each region.
 */
export function releaseOf({ id, kind, facts: { images = [], runsAs, region } }: Component): string {
  const block = id.replace(COPY, '');
  const key = KEYED.exec(id)?.[1];
  if (key === undefined) return block;
  const texts = images.map(({ image }) => image.text.value);
  if (texts.length > 0) {
    return texts.some((text) => Unknown.is(text)) ? block : `${block}[${texts.map(String).join()}]`;
  }
  const isSpread = kind === 'function' || runsAs === 'service';
  return isSpread && region?.value !== key ? id : block;
}

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
function guardsOf({ facts }: Component, does: ReleaseGuard['does']): readonly Evidence[] {
  const guards = (facts.releaseGuards ?? []).filter((guard) => guard.does === does);
  return guards.map(({ says, at }) => ({ says, at }));
}

/**
 * What sees that new copies do not come up. Going back then is part of it: what starts and answers wrongly
 * gets past, and stays until somebody undoes it.
 */
function gatesOf(component: Component): readonly Evidence[] {
  const { stopsBadRelease, revertsBadRelease } = component.facts;
  const [back] = stated(revertsBadRelease, 'a release that does not come up is undone by itself');
  const [stop] = stated(stopsBadRelease, 'a release that does not come up is stopped');
  const own = back ?? stop;
  return [...guardsOf(component, 'gate'), ...(own ? [own] : []), ...probes(component), ...kept(component)];
}

function stated(fact: Stated<boolean> | undefined, says: string): readonly Evidence[] {
  return fact?.value === true ? [{ says, at: fact.at[0], source: fact.source }] : [];
}

/**
 * A service that keeps all of its tasks during a rollout goes on with the old ones while new ones fail the
 * check of their load balancer (Amazon ECS: minimumHealthyPercent).
 */
function kept({ facts: { runsAs, keptDuringRollout, behindLoadBalancer } }: Component): readonly Evidence[] {
  if (runsAs !== 'service' || behindLoadBalancer?.value !== true) return [];
  const percent = keptDuringRollout?.value;
  if (typeof percent !== 'number' || percent < 100) return [];
  const says = 'old tasks stay until new ones pass the check of the load balancer';
  return [{ says, at: keptDuringRollout?.at[0], source: keptDuringRollout?.source }];
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
