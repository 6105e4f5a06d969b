import type { Component, Stated } from '../../../core/component.ts';
import type { Pods } from '../../../core/facts/workload.ts';
import { ruleId } from '../../../core/id.ts';
import type { Remedy } from '../../../core/remedy.ts';
import type { Deployer } from '../../../core/resource.ts';
import type { Outcome, Rule, RuleContext } from '../../../core/rule.ts';
import { Unknown } from '../../../core/value.ts';
import { evidenceOf, notApplicable, pass, remediesOf, unknown } from '../../outcome.ts';
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
  if (!scaled) return pass;
  const stack = component.stack === undefined ? undefined : context.stack(component.stack);
  const [deployer] = stack?.deployers ?? [];
  if (stack?.deployers?.some((one) => ignoresReplicas(one, component)) === true) return pass;
  return failed(component, {
    stated: replicas,
    scaler: scaler.name,
    minimum: scaled.minimum,
    maximum: scaled.maximum,
    applied: deployer ? `${deployer.says} applies it again at every sync` : 'every apply sets it again',
    remedies: remediesOf(component, 'drop-replicas'),
  });
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
  return failed(component, {
    stated: desiredSize,
    scaler: scaler.name,
    minimum: minimumSize,
    maximum: maximumSize,
    applied: 'every terraform apply sets it again: ignore_changes does not name it',
    remedies: [
      { title: 'Name desired_count in ignore_changes of the service', safety: 'review', intents: [] },
    ],
  });
}

interface Reset {
  readonly stated: Stated<number>;
  readonly scaler: string;
  readonly minimum: Stated<number>;
  readonly maximum: Stated<number>;
  readonly applied: string;
  readonly remedies: readonly Remedy[];
}

function failed(component: Component, reset: Reset): Outcome {
  const { stated, scaler, minimum, maximum, applied, remedies } = reset;
  if (isSame(minimum, maximum)) return notApplicable('its autoscaler keeps one number');
  return {
    status: 'fail',
    problem:
      `A deploy at peak cuts ${component.name} to ${String(stated.value)} copies, ` +
      `whatever number ${scaler} chose: both set it.`,
    evidence: [
      evidenceOf(stated, `it is told to run ${String(stated.value)}`),
      evidenceOf(maximum, `${scaler} may go from ${shown(minimum)} to ${shown(maximum)}`),
      { says: applied, at: stated.at[0] },
    ],
    remedies,
    cause: stated.at[0],
  };
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
