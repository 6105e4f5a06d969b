import type { Component, Stated } from '../../../core/component.ts';
import { ruleId } from '../../../core/id.ts';
import type { Outcome, Rule, RuleContext } from '../../../core/rule.ts';
import { Unknown } from '../../../core/value.ts';
import { isOnNoJourney, journeyEvidence } from '../../journeys.ts';
import { evidenceOf, notApplicable, pass, unknown } from '../../outcome.ts';

export const rule: Rule = {
  id: ruleId('resilience/single-task-service'),
  title: 'The service runs one task, so one failure or deploy stops it',
  appliesTo: ['workload'],
  severity: 'high',
  consequence: 'availability',
  environments: 'production-like',
  check(component, context) {
    const { runsAs, minimumSize, desiredSize, behindLoadBalancer, discoverable } = component.facts;
    if (runsAs !== 'service') return notApplicable('it is no service with a number of tasks');
    const minimum = minimumSize ?? desiredSize;
    if (minimum === undefined) return notApplicable('its platform chooses how many copies run');
    if (minimum.value === 0) return notApplicable('it may run no task at all');
    if (!Unknown.is(minimum.value) && minimum.value > 1) return pass;
    if (behindLoadBalancer?.value === false && discoverable?.value === false) {
      return notApplicable('nothing sends it requests');
    }
    if (Unknown.is(minimum.value)) return unknown(minimum.value);
    return failed(component, { minimum, isScaled: minimumSize !== undefined }, context);
  },
};

interface Situation {
  readonly minimum: Stated<number>;
  readonly isScaled: boolean;
}

function failed(component: Component, { minimum, isScaled }: Situation, context: RuleContext): Outcome {
  const { facts, name, remedies } = component;
  const says = isScaled ? 'its autoscaler may go down to one task' : 'it is told to run one task';
  const remedy = remedies['run-two-copies'];
  const served = [facts.behindLoadBalancer, facts.discoverable].find((fact) => fact?.value === true);
  return {
    status: 'fail',
    problem: `${name} stops whenever its one task fails, moves or loses its zone: ${says}.`,
    evidence: [
      evidenceOf(minimum, says),
      ...(served ? [evidenceOf(served, 'others send it requests')] : []),
      ...journeyEvidence(component, context),
    ],
    remedies: remedy ? [remedy] : [],
    cause: minimum.at[0],
    severity: isOnNoJourney(component, context) ? 'low' : undefined,
  };
}
