import type { Component } from '../../../core/component.ts';
import type { Pods } from '../../../core/facts/workload.ts';
import { ruleId } from '../../../core/id.ts';
import type { Failed, Outcome, Rule, RuleContext } from '../../../core/rule.ts';
import { Unknown } from '../../../core/value.ts';
import { ignoredReplicas } from '../../ignored-replicas.ts';
import { journeyEvidence } from '../../journeys.ts';
import { notApplicable, pass, unknown } from '../../outcome.ts';
import {
  causeOf,
  copiedPods,
  countingScalers,
  isAside,
  isNotApplicable,
  isOnlySaid,
  minimumEvidence,
  scalerWord,
  servingEvidence,
  singleWriterClaims,
} from '../../pods.ts';
import type { PodCount } from '../../second-pod.ts';
import { secondPod } from '../../second-pod.ts';

export const rule: Rule = {
  id: ruleId('resilience/single-replica-workload'),
  title: 'One pod carries this service',
  appliesTo: ['workload'],
  severity: 'high',
  consequence: 'availability',
  environments: 'production-like',
  check(component, context) {
    const pods = copiedPods(component);
    if (isNotApplicable(pods)) return pods;
    const { minimum, serving, singleton } = pods;
    if (!minimum) return notApplicable('nothing says how many pods it has');
    if (!Unknown.is(minimum.value) && minimum.value > 1) return pass;
    if (serving.is === 'no') return notApplicable(`nothing sends it requests: ${serving.why}`);
    const claims = singleWriterClaims(pods, context);
    if (singleton && claims.length === 0) return notApplicable(`it may run only once: ${singleton.says}`);
    const scalers = countingScalers(pods, context);
    if (minimum.value === 0 && scalers.length === 0) return notApplicable('it is switched off');
    if (Unknown.is(minimum.value)) return unknown(minimum.value);
    if (serving.is === 'unknown') return unknown(serving.because);
    const ignored = scalers.length === 0 ? ignoredReplicas(component, context) : undefined;
    if (ignored) return unknown(ignored);
    return failed(component, { pods, claims, scalers, minimum: minimum.value }, context);
  },
};

interface Situation extends PodCount {
  readonly minimum: number;
}

function failed(component: Component, situation: Situation, context: RuleContext): Outcome {
  const { name } = component;
  const { pods, claims, minimum } = situation;
  const isIdle = minimum === 0;
  return {
    status: 'fail',
    problem: isIdle
      ? `${name} answers nobody until its first pod has started: ${inWords(situation)}.`
      : `${name} stops with its pod: ${inWords(situation)}.`,
    evidence: [
      ...minimumEvidence(pods, context),
      ...servingEvidence(pods),
      ...claims.map((claim) => ({
        says: `volume ${claim} can be attached by one node only`,
        at: pods.template,
      })),
      ...journeyEvidence(component, context),
    ],
    remedies: secondPod(component, situation),
    cause: causeOf(pods.minimum, pods),
    ...standing(component, pods, context),
  };
}

/** What nobody in the inputs calls may be a tunnel or a tool that its people can wait for. */
function standing(
  component: Component,
  pods: Pods,
  context: RuleContext,
): Pick<Failed, 'severity' | 'confidence'> {
  if (isAside(pods)) return { severity: 'low' };
  return isOnlySaid(component, context) ? { severity: 'low', confidence: 'low' } : {};
}

function inWords({ pods, scalers, minimum }: Situation): string {
  const [scaler] = scalers;
  if (!scaler) return pods.statesReplicas ? 'one replica' : 'one replica, the default';
  const replicas = pods.replicas?.origin === 'written' ? pods.replicas.value : undefined;
  const stated =
    typeof replicas === 'number' ? `${replicas === 1 ? 'one replica' : `${replicas} replicas`}, and ` : '';
  return `${stated}an ${scalerWord(scaler)} that may go down to ${minimum === 0 ? 'none' : 'one'}`;
}
