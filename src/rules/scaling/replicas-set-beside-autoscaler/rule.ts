import type { Component, Stated } from '../../../core/component.ts';
import type { Pods } from '../../../core/facts/workload.ts';
import type { Evidence } from '../../../core/finding.ts';
import { ruleId } from '../../../core/id.ts';
import type { Deployer } from '../../../core/resource.ts';
import type { Outcome, Rule, RuleContext } from '../../../core/rule.ts';
import { Unknown } from '../../../core/value.ts';
import { habitFinder, joinedRemedy, memberWords } from '../../habits.ts';
import { evidenceOf, notApplicable, pass, unknown } from '../../outcome.ts';
import { countingScalers } from '../../pods.ts';

export const rule: Rule = {
  id: ruleId('scaling/replicas-set-beside-autoscaler'),
  title: 'Every deploy resets the replicas the autoscaler chose',
  appliesTo: ['workload', 'datastore', 'cache', 'queue'],
  severity: 'medium',
  consequence: 'change-failure',
  environments: 'any',
  check(component, context) {
    const { pods } = component.facts;
    if (pods) return judgePods(component, pods, context);
    return judgeTasks(component);
  },
};

function judgePods(component: Component, pods: Pods, context: RuleContext): Outcome {
  const [scaler] = countingScalers(pods, context);
  if (!scaler) return notApplicable('no autoscaler targets it');
  const { replicas, statesReplicas } = pods;
  if (!replicas || !statesReplicas) return pass;
  if (Unknown.is(replicas.value)) return unknown(replicas.value);
  const scaled = scaler.facts.autoscaler;
  if (!scaled || isIgnored(component, context)) return pass;
  if (isSame(scaled.minimum, scaled.maximum)) return notApplicable('its autoscaler keeps one number');
  const [deployer] = deployersOf(component, context);
  const habit = findHabit(component, context);
  const isFirst = habit.members.length > 1;
  const whom = `${memberWords(habit)} to the numbers in Git, whatever their autoscalers chose`;
  return {
    status: 'fail',
    problem: isFirst
      ? `A deploy at peak cuts ${whom}: both set replicas.`
      : cut(component, replicas, scaler.name),
    evidence: evidence({
      stated: replicas,
      scaler: scaler.name,
      minimum: scaled.minimum,
      maximum: scaled.maximum,
      applied: deployer ? `${deployer.says} applies it again at every sync` : 'every apply sets it again',
    }),
    remedies: joinedRemedy(habit, 'drop-replicas', `Remove replicas from ${habit.members.length} workloads`),
    cause: habit.speaker.facts.pods?.replicas?.at[0],
  };
}

/** True for what an apply sets back to the number in Git. */
function isReset(component: Component, context: RuleContext): boolean {
  const { pods } = component.facts;
  if (!pods?.statesReplicas || Unknown.is(pods.replicas?.value)) return false;
  const scaled = countingScalers(pods, context)[0]?.facts.autoscaler;
  return scaled !== undefined && !isSame(scaled.minimum, scaled.maximum) && !isIgnored(component, context);
}

const findHabit = habitFinder(isReset);

function deployersOf({ stack }: Component, context: RuleContext): readonly Deployer[] {
  return (stack === undefined ? undefined : context.stack(stack).deployers) ?? [];
}

function isIgnored(component: Component, context: RuleContext): boolean {
  return deployersOf(component, context).some((one) => ignoresReplicas(one, component));
}

function judgeTasks(component: Component): Outcome {
  const { desiredSize, minimumSize, maximumSize, scalers } = component.facts;
  if (!desiredSize || !scalers) return notApplicable('it has no number that an autoscaler changes');
  if (Unknown.is(scalers.value)) return unknown(scalers.value);
  const [scaler] = scalers.value;
  if (!scaler) return notApplicable('no autoscaler targets it');
  // Unknown where `ignore_changes` names it or nobody wrote it: then the autoscaler owns the number.
  if (Unknown.is(desiredSize.value)) {
    return desiredSize.value.reason === 'not-in-inputs' ? pass : unknown(desiredSize.value);
  }
  if (!minimumSize || !maximumSize) return notApplicable('its autoscaler states no bounds');
  if (isSame(minimumSize, maximumSize)) return notApplicable('its autoscaler keeps one number');
  return {
    status: 'fail',
    problem: cut(component, desiredSize, scaler.name),
    evidence: evidence({
      stated: desiredSize,
      scaler: scaler.name,
      minimum: minimumSize,
      maximum: maximumSize,
      applied: 'every terraform apply sets it again: ignore_changes does not name it',
    }),
    remedies: [
      { title: 'Name desired_count in ignore_changes of the service', safety: 'review', intents: [] },
    ],
    cause: desiredSize.at[0],
  };
}

function cut({ name }: Component, { value }: Stated<number>, scaler: string): string {
  const copies = value === 1 ? 'one copy' : `${String(value)} copies`;
  return `A deploy at peak cuts ${name} to ${copies}, whatever number ${scaler} chose: both set it.`;
}

interface Reset {
  readonly stated: Stated<number>;
  readonly scaler: string;
  readonly minimum: Stated<number>;
  readonly maximum: Stated<number>;
  readonly applied: string;
}

function evidence({ stated, scaler, minimum, maximum, applied }: Reset): readonly Evidence[] {
  return [
    evidenceOf(stated, `it is told to run ${String(stated.value)}`),
    evidenceOf(maximum, `${scaler} may go from ${shown(minimum)} to ${shown(maximum)}`),
    { says: applied, at: stated.at[0] },
  ];
}

function isSame(one: Stated<number>, other: Stated<number>): boolean {
  return !Unknown.is(one.value) && one.value === other.value;
}

function shown({ value }: Stated<number>): string {
  return Unknown.is(value) ? 'an unknown number' : String(value);
}

/** Whether what deploys the stack leaves `spec.replicas` of this workload alone. */
function ignoresReplicas({ ignores = [] }: Deployer, { name, type, facts }: Component): boolean {
  const [group = '', , kind = ''] = type.split('/');
  return ignores.some(
    (one) =>
      one.fields.some((field) => field === '/spec/replicas' || field.includes('.spec.replicas')) &&
      (one.group === undefined || one.group === group || one.group === '*') &&
      (one.kind === undefined || one.kind === kind || one.kind === '*') &&
      (one.name === undefined || one.name === name) &&
      (one.namespace === undefined || one.namespace === facts.pods?.namespace.value),
  );
}
