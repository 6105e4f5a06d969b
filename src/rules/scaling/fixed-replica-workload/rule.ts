import type { Component, Stated } from '../../../core/component.ts';
import type { Pods } from '../../../core/facts/workload.ts';
import type { Evidence } from '../../../core/finding.ts';
import { ruleId } from '../../../core/id.ts';
import type { NotApplicable, Outcome, Rule, RuleContext } from '../../../core/rule.ts';
import { Unknown } from '../../../core/value.ts';
import { habitFinder, joinedRemedy, memberWords } from '../../habits.ts';
import { journeyEvidence } from '../../journeys.ts';
import { evidenceOf, notApplicable, pass, unknown } from '../../outcome.ts';
import { countingScalers, isNotApplicable } from '../../pods.ts';

export const rule: Rule = {
  id: ruleId('scaling/fixed-replica-workload'),
  title: 'This service cannot follow its load',
  appliesTo: ['workload'],
  severity: 'low',
  consequence: 'capacity',
  environments: 'production-like',
  check(component, context) {
    const pods = scalablePods(component);
    if (isNotApplicable(pods)) return pods;
    if (pods.notRendered) return unknown(pods.notRendered);
    const demand = demandOf(component, pods, context);
    if (!demand) return notApplicable('no entry leads to it, and it consumes no queue');
    const { minimum, maximum, maybeAutoscaler } = pods;
    const [scaler] = countingScalers(pods, context);
    if (!scaler && maybeAutoscaler) return unknown(maybeAutoscaler);
    if (!minimum || !maximum) return notApplicable('it scales by itself');
    for (const { value } of [minimum, maximum]) if (Unknown.is(value)) return unknown(value);
    if (maximum.value === 0) return notApplicable('it is switched off');
    if (!scaler) return withoutAutoscaler(component, { number: minimum, demand }, context);
    return minimum.value === maximum.value ? pinned(component, { scaler, minimum, maximum, demand }) : pass;
  },
};

/** The pods of what could run more than once: no stores, daemons, jobs or agents of the platform. */
function scalablePods({ facts: { pods } }: Component): Pods | NotApplicable {
  if (pods?.controller !== 'deployment' && pods?.controller !== 'rollout') {
    return notApplicable('it is no workload of equal copies');
  }
  if (pods.store) return notApplicable(`it is a store: ${pods.store.product}`);
  if (pods.singleton) return notApplicable(`it may run only once: ${pods.singleton.says}`);
  if (pods.platformAgent !== undefined) return notApplicable(`a part of the platform: ${pods.platformAgent}`);
  if (pods.generatesLoad) return notApplicable(`it sends load or tests: ${pods.generatesLoad.says}`);
  if ((pods.missedBy ?? []).length > 0) return notApplicable('an autoscaler means it and misses its name');
  return pods;
}

/** What enters the workload from outside, or what it works off. */
function demandOf(component: Component, pods: Pods, context: RuleContext): Evidence | undefined {
  if (pods.consumes) return pods.consumes;
  const [entry] = journeyEvidence(component, context);
  return pods.serving.is === 'yes' ? entry : undefined;
}

/** True for what a peak meets with a fixed number that no autoscaler changes. */
function isFixed(component: Component, context: RuleContext): boolean {
  const pods = scalablePods(component);
  if (isNotApplicable(pods) || pods.notRendered || pods.maybeAutoscaler) return false;
  if (countingScalers(pods, context).length > 0 || !demandOf(component, pods, context)) return false;
  const { minimum, maximum } = pods;
  return maximum !== undefined && !Unknown.is(minimum?.value) && maximum.value !== 0;
}

const findHabit = habitFinder(isFixed);

function withoutAutoscaler(
  component: Component,
  { number, demand }: { readonly number: Stated<number>; readonly demand: Evidence },
  context: RuleContext,
): Outcome {
  const habit = findHabit(component, context);
  const them = habit.members.length > 1 ? 'them' : 'it';
  const words = memberWords(habit);
  return {
    status: 'fail',
    problem: `The next peak meets a fixed number of pods of ${words}: no autoscaler targets ${them}.`,
    evidence: [evidenceOf(number, `${component.name} runs ${String(number.value)}`), demand],
    remedies: joinedRemedy(
      habit,
      'add-autoscaler',
      `Add a HorizontalPodAutoscaler to each of ${habit.members.length} workloads`,
    ),
    cause: habit.speaker.facts.pods?.template,
  };
}

interface Pinned {
  readonly scaler: Component;
  readonly minimum: Stated<number>;
  readonly maximum: Stated<number>;
  readonly demand: Evidence;
}

function pinned({ name }: Component, { scaler, minimum, maximum, demand }: Pinned): Outcome {
  const says = `${scaler.name} has ${String(minimum.value)} as minimum and as maximum`;
  return {
    status: 'fail',
    problem: `The next peak meets a fixed number of pods of ${name}: ${says}.`,
    evidence: [evidenceOf(minimum, 'the minimum'), evidenceOf(maximum, 'the maximum'), demand],
    remedies: [{ title: 'Raise the maximum to what the peak needs', safety: 'review', intents: [] }],
    cause: maximum.at[0],
  };
}
