import type { Component } from '../../../core/component.ts';
import type { Pods, PodVolume, VolumeClaim } from '../../../core/facts/workload.ts';
import { ruleId } from '../../../core/id.ts';
import type { Remedy } from '../../../core/remedy.ts';
import type { Outcome, Rule, RuleContext } from '../../../core/rule.ts';
import { Unknown } from '../../../core/value.ts';
import { evidenceOf, notApplicable, pass, remediesOf, unknown } from '../../outcome.ts';
import { copiedPods, isNotApplicable, isSingleWriter, minimumEvidence, scaled, shown } from '../../pods.ts';

export const rule: Rule = {
  id: ruleId('delivery/rollout-stuck-on-single-attach-volume'),
  title: 'The new pod waits for a volume the old pod holds',
  appliesTo: ['workload'],
  severity: 'medium',
  consequence: 'change-failure',
  environments: 'any',
  check(component, context) {
    const pods = copiedPods(component);
    if (isNotApplicable(pods)) return pods;
    if (pods.controller !== 'deployment' && pods.controller !== 'rollout') {
      return notApplicable('it replaces its pods one by one, each with volumes of its own');
    }
    const claims = pods.volumes.filter(({ kind }) => kind === 'claim');
    if (claims.length === 0) return notApplicable('it mounts no claim');
    if (pods.minimum?.value === 0 && pods.maximum?.value === 0) return notApplicable('it is switched off');
    const outcomes = claims.map((volume) => judge({ component, pods, volume }, context));
    return ORDER.flatMap((status) => outcomes.find((one) => one.status === status) ?? [])[0] ?? pass;
  },
};

/** One volume that stops the rollout is enough, whatever the others do. */
const ORDER = ['fail', 'unknown', 'pass', 'not-applicable'] as const;

interface Mounted {
  readonly component: Component;
  readonly pods: Pods;
  readonly volume: PodVolume;
}

function judge(mounted: Mounted, context: RuleContext): Outcome {
  const { pods, volume } = mounted;
  const claim = volume.claim && context.component(volume.claim).facts.volumeClaim;
  if (!claim) return unknown(missing(mounted));
  const { accessModes, reach } = claim;
  if (Unknown.is(accessModes.value)) return unknown(accessModes.value);
  if (!isSingleWriter(accessModes.value)) return notApplicable('many nodes may attach its claim');
  const isPodOnly = accessModes.value.includes('ReadWriteOncePod');
  if (Unknown.is(reach.value) && claim.storageClass?.value === '') return unknown(reach.value);
  if (reach.value === 'network') return notApplicable('the storage behind its claim admits many nodes');
  if (reach.value === 'node' && !isPodOnly)
    return notApplicable('every pod starts on the node of its volume');
  const collides = collision(pods);
  if (Unknown.is(collides)) return unknown(collides);
  return collides === undefined ? pass : failed(mounted, { claim, ...collides }, context);
}

interface Collision {
  readonly kind: 'copies' | 'rollout';
  readonly says: string;
}

/** How two pods come to want the volume at the same time. */
function collision({ replicas, maximum, rollout }: Pods): Collision | Unknown | undefined {
  const most = maximum ?? replicas;
  const count = most?.value;
  if (typeof count === 'number' && count > 1) return { kind: 'copies', says: `it may run ${count} pods` };
  const strategy = rollout?.strategy.value;
  if (strategy === undefined) return undefined;
  if (Unknown.is(strategy)) return strategy;
  if (strategy === 'recreate') return Unknown.is(count) ? count : undefined;
  const surge = rollout?.maxSurge.value;
  if (Unknown.is(surge)) return surge;
  const extra = surge === undefined ? 0 : (scaled(surge, 1, 'up') ?? 0);
  if (extra > 0)
    return { kind: 'rollout', says: 'a rolling update starts the new pod before the old one ends' };
  return Unknown.is(count) ? count : undefined;
}

function missing({ component, volume }: Mounted): Unknown {
  const source = volume.source?.value;
  const name = source === undefined || Unknown.is(source) ? volume.name : source;
  return new Unknown({
    reason: 'not-in-inputs',
    detail: `claim ${name} of ${component.name} is not in the inputs, so who may attach it is not known`,
    settledBy: `the manifest of claim ${name}`,
  });
}

interface Stuck extends Collision {
  readonly claim: VolumeClaim;
}

function failed({ component, pods, volume }: Mounted, stuck: Stuck, context: RuleContext): Outcome {
  const { claim, kind, says } = stuck;
  const { rollout } = pods;
  const modes = Unknown.is(claim.accessModes.value) ? '' : claim.accessModes.value.join(', ');
  const surge = rollout?.maxSurge;
  return {
    status: 'fail',
    problem:
      kind === 'rollout'
        ? `A deploy of ${component.name} hangs when the new pod lands on another node: ${says}, ` +
          `and only one node at a time may attach ${claim.name}.`
        : `A pod of ${component.name} on another node never starts: ${says}, ` +
          `and only one node at a time may attach ${claim.name}.`,
    evidence: [
      ...(kind === 'rollout' && rollout
        ? [evidenceOf(rollout.strategy, `strategy ${String(rollout.strategy.value)}`)]
        : []),
      { says: `volume ${volume.name} is claim ${claim.name}`, at: volume.at },
      evidenceOf(claim.accessModes, `access mode ${modes}`),
      ...(kind === 'rollout' && surge ? [evidenceOf(surge, `maxSurge ${shown(surge)}`)] : []),
      ...minimumEvidence(pods, context),
    ],
    remedies: wayOut(component, kind),
    cause: kind === 'rollout' ? rollout?.strategy.at[0] : volume.at,
  };
}

function wayOut(component: Component, kind: Collision['kind']): readonly Remedy[] {
  if (kind === 'rollout') return remediesOf(component, 'recreate-on-update');
  const title = 'Use a StatefulSet with a claim for each pod, or storage that many nodes may attach';
  return [{ title, safety: 'review', caution: 'What is stored now must be copied.', intents: [] }];
}
