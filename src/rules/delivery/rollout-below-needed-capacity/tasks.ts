import type { Component, Stated } from '../../../core/component.ts';
import type { Outcome, RuleContext } from '../../../core/rule.ts';
import { Unknown } from '../../../core/value.ts';
import { isOnNoJourney, journeyEvidence } from '../../journeys.ts';
import { evidenceOf, notApplicable, pass, remediesOf, unknown } from '../../outcome.ts';

/** Tasks of a service that its platform replaces, keeping a share of them running. */
export function judgeTasks(component: Component, context: RuleContext): Outcome {
  const { facts } = component;
  const { keptDuringRollout: kept, behindLoadBalancer, discoverable, deployedBy, runsAs } = facts;
  if (!kept || runsAs !== 'service') return notApplicable('its tasks are not replaced by a rollout');
  if (deployedBy) return notApplicable('something else carries out its rollouts');
  if (behindLoadBalancer?.value === false && discoverable?.value === false) {
    return notApplicable('nothing sends it requests');
  }
  if (Unknown.is(kept.value)) return unknown(kept.value);
  if (kept.value >= 50) return pass;
  const size = facts.minimumSize ?? facts.desiredSize;
  if (size?.value === 0) return notApplicable('it may run no task at all');
  if (kept.value > 0 && (size === undefined || Unknown.is(size.value))) {
    return size && Unknown.is(size.value) ? unknown(size.value) : pass;
  }
  const tasks = size === undefined || Unknown.is(size.value) ? undefined : size.value;
  const left = tasks === undefined ? 0 : Math.ceil((kept.value * tasks) / 100);
  if (tasks !== undefined && left >= tasks / 2) return pass;
  return failed(component, { kept, size, left, tasks }, context);
}

interface Situation {
  readonly kept: Stated<number>;
  readonly size: Stated<number> | undefined;
  readonly left: number;
  readonly tasks: number | undefined;
}

function failed(component: Component, { kept, size, left, tasks }: Situation, context: RuleContext): Outcome {
  const says = `minimum healthy is ${String(kept.value)} %`;
  return {
    status: 'fail',
    problem:
      left === 0
        ? `${component.name} may be down during every deploy: ${says}.`
        : `Every deploy of ${component.name} may leave ${left} of ${tasks ?? 0} tasks: ${says}.`,
    evidence: [
      evidenceOf(kept, says),
      ...(size && tasks !== undefined ? [evidenceOf(size, `${tasks} tasks`)] : []),
      ...journeyEvidence(component, context),
    ],
    remedies: remediesOf(component, 'keep-tasks-during-rollout'),
    cause: kept.at[0],
    severity: isOnNoJourney(component, context) ? 'low' : undefined,
  };
}
