import type { Component, Stated } from '../../../core/component.ts';
import type { Evidence } from '../../../core/finding.ts';
import { ruleId } from '../../../core/id.ts';
import type { Outcome, Rule, RuleContext } from '../../../core/rule.ts';
import { Unknown } from '../../../core/value.ts';
import { isOnNoJourney } from '../../journeys.ts';
import { evidenceOf, notApplicable, pass, unknown } from '../../outcome.ts';

export const rule: Rule = {
  id: ruleId('scaling/service-without-autoscaling'),
  title: 'The service has no way to add tasks under load',
  appliesTo: ['workload'],
  severity: 'medium',
  consequence: 'capacity',
  environments: 'production-like',
  check(component, context) {
    const { runsAs, scalers, desiredSize, minimumSize } = component.facts;
    if (runsAs !== 'service' || scalers === undefined)
      return notApplicable('it is no service with a number of tasks');
    if (desiredSize?.value === 0 && minimumSize === undefined) return notApplicable('it is switched off');
    if (isSingleton(component)) return notApplicable('a single task that nothing sends requests to');
    if (Unknown.is(scalers.value)) return unknown(scalers.value);
    return scalers.value.length > 0 ? pass : failed(component, scalers, context);
  },
};

// One task without load balancer or name: a scheduler or consumer that may have to be alone.
function isSingleton({ facts }: Component): boolean {
  const isAlone = facts.desiredSize?.value === 1 && facts.minimumSize === undefined;
  return isAlone && facts.behindLoadBalancer?.value === false && facts.discoverable?.value === false;
}

function failed(component: Component, scalers: Stated<unknown>, context: RuleContext): Outcome {
  const { name, facts, remedies } = component;
  const { desiredSize, maximumSize } = facts;
  const why = maximumSize
    ? 'it has a scaling target, but no policy or schedule that uses it'
    : 'no scaling target refers to it';
  const evidence: Evidence[] = [evidenceOf(scalers, why)];
  if (desiredSize && !Unknown.is(desiredSize.value)) {
    evidence.push(evidenceOf(desiredSize, `it is told to run ${desiredSize.value}`));
  }
  const remedy = remedies['scale-with-load'];
  const isLow = context.settings.stage === 'seed' || isOnNoJourney(component, context);
  return {
    status: 'fail',
    problem: `The next peak meets a fixed number of tasks of ${name}: ${why}.`,
    evidence,
    remedies: remedy ? [remedy] : [],
    cause: scalers.at[0],
    severity: isLow ? 'low' : undefined,
  };
}
