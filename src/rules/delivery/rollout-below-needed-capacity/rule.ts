import type { Component, Stated } from '../../../core/component.ts';
import type { Pods, Rollout } from '../../../core/facts/workload.ts';
import { ruleId } from '../../../core/id.ts';
import type { Outcome, Rule, RuleContext } from '../../../core/rule.ts';
import { Unknown } from '../../../core/value.ts';
import { journeyEvidence } from '../../journeys.ts';
import { evidenceOf, notApplicable, pass, remediesOf, unknown } from '../../outcome.ts';
import {
  copiedPods,
  isAside,
  isNotApplicable,
  minimumEvidence,
  podCount,
  scaled,
  servingEvidence,
  shown,
  singleWriterClaims,
} from '../../pods.ts';
import { judgeTasks } from './tasks.ts';

export const rule: Rule = {
  id: ruleId('delivery/rollout-below-needed-capacity'),
  title: 'Every deploy takes away capacity the load needs',
  appliesTo: ['workload'],
  severity: 'medium',
  consequence: 'change-failure',
  environments: 'production-like',
  check(component, context) {
    if (component.facts.keptDuringRollout) return judgeTasks(component, context);
    const pods = copiedPods(component);
    if (isNotApplicable(pods)) return pods;
    const { rollout, serving, minimum } = pods;
    if (!rollout || pods.controller === 'stateful-set' || pods.controller === 'replica-set') {
      return notApplicable('its pods are not replaced by a rollout with a surge');
    }
    if (serving.is === 'no') return notApplicable(`nothing sends it requests: ${serving.why}`);
    if (minimum?.value === 0) return notApplicable('it may run no pod at all');
    const left = leftDuring(rollout, minimum);
    if (Unknown.is(left)) return unknown(left);
    if (left === 'enough') return pass;
    if (left.pods === 0 && mustBeAlone(pods, context)) {
      return notApplicable('only one pod at a time may use its volume or do its work');
    }
    if (serving.is === 'unknown') return unknown(serving.because);
    return failed(component, { pods, left }, context);
  },
};

function mustBeAlone(pods: Pods, context: RuleContext): boolean {
  return pods.singleton !== undefined || singleWriterClaims(pods, context).length > 0;
}

interface TooFew {
  readonly pods: number;
  /** The setting that takes the others away. */
  readonly by: Stated<number | string>;
  readonly says: string;
}

/** The pods that a rollout leaves, where they are fewer than half. */
function leftDuring(rollout: Rollout, minimum: Stated<number> | undefined): TooFew | 'enough' | Unknown {
  const { strategy, maxUnavailable, maxSurge } = rollout;
  if (Unknown.is(strategy.value)) return strategy.value;
  if (strategy.value === 'recreate') return { pods: 0, by: strategy, says: 'the strategy is Recreate' };
  if (strategy.value !== 'rolling-update') return 'enough';
  if (Unknown.is(maxUnavailable.value)) return maxUnavailable.value;
  if (maxUnavailable.origin === 'default' && maxSurge.origin === 'default') return 'enough';
  if (maxUnavailable.value === '100%') {
    return { pods: 0, by: maxUnavailable, says: 'maxUnavailable is 100%' };
  }
  if (minimum === undefined) return 'enough';
  if (Unknown.is(minimum.value)) return minimum.value;
  const gone = gonePods(rollout, minimum.value);
  if (Unknown.is(gone)) return gone;
  const left = Math.max(0, minimum.value - gone);
  if (left >= minimum.value / 2) return 'enough';
  return { pods: left, by: maxUnavailable, says: `maxUnavailable is ${shown(maxUnavailable)}` };
}

/** Unavailable is rounded down and surge up; where both come to nothing, one pod may be unavailable. */
function gonePods({ maxUnavailable, maxSurge }: Rollout, total: number): number | Unknown {
  if (Unknown.is(maxUnavailable.value)) return maxUnavailable.value;
  const gone = scaled(maxUnavailable.value, total, 'down') ?? 0;
  if (gone > 0) return gone;
  if (Unknown.is(maxSurge.value)) return maxSurge.value;
  return scaled(maxSurge.value, total, 'up') === 0 ? 1 : 0;
}

interface Situation {
  readonly pods: Pods;
  readonly left: TooFew;
}

function failed(component: Component, { pods, left }: Situation, context: RuleContext): Outcome {
  const { name } = component;
  const total = pods.minimum?.value;
  const of = typeof total === 'number' ? ` of ${total}` : '';
  return {
    status: 'fail',
    problem:
      left.pods === 0
        ? `${name} is down during every deploy: ${left.says}.`
        : `Every deploy of ${name} leaves ${podCount(left.pods)}${of}: ${left.says}.`,
    evidence: [
      evidenceOf(left.by, left.says),
      ...minimumEvidence(pods, context),
      ...servingEvidence(pods),
      ...journeyEvidence(component, context),
    ],
    remedies: remediesOf(component, 'keep-capacity-in-rollout'),
    cause: left.by.at[0],
    severity: isAside(pods) ? 'low' : undefined,
  };
}
