import type { Component } from '../../../core/component.ts';
import type { Container } from '../../../core/facts/container.ts';
import type { Pods } from '../../../core/facts/workload.ts';
import type { Evidence } from '../../../core/finding.ts';
import { ruleId } from '../../../core/id.ts';
import type { Outcome, Rule, RuleContext } from '../../../core/rule.ts';
import { Unknown } from '../../../core/value.ts';
import { journeyEvidence } from '../../journeys.ts';
import { notApplicable, pass, remediesOf, unknown } from '../../outcome.ts';
import { isAside, isNotApplicable, isOnlySaid, keptPods, servingEvidence } from '../../pods.ts';
import { servedContainers } from '../../served-containers.ts';

export const rule: Rule = {
  id: ruleId('resilience/workload-without-readiness-probe'),
  title: 'Traffic reaches pods before they can answer',
  appliesTo: ['workload'],
  severity: 'medium',
  consequence: 'availability',
  environments: 'any',
  check(component, context) {
    const pods = keptPods(component);
    if (isNotApplicable(pods)) return pods;
    const { serving, notRendered } = pods;
    if (serving.is === 'no') return notApplicable(`nothing sends it requests: ${serving.why}`);
    const served = servedContainers(component, pods, context);
    if (served.length > 0 && served.every(({ readiness }) => readiness)) return pass;
    if (notRendered) return unknown(notRendered);
    if (serving.is === 'unknown') return unknown(serving.because);
    if (served.length === 0) return notApplicable('none of its containers can be told to serve');
    const maybe = served.find(({ probesUnknown }) => probesUnknown)?.probesUnknown;
    if (maybe) return unknown(maybe);
    return served
      .filter(({ readiness }) => !readiness)
      .map((container) => failed({ component, pods, container }, context));
  },
};

interface Served {
  readonly component: Component;
  readonly pods: Pods;
  readonly container: Container;
}

function failed({ component, pods, container }: Served, context: RuleContext): Outcome {
  const isOnlyOne = pods.containers.filter(({ role }) => role === 'main').length === 1;
  const whose = isOnlyOne ? '' : ` on container ${container.name}`;
  return {
    status: 'fail',
    key: container.name,
    problem:
      `${component.name} gets requests before it can answer them, at every deploy and restart: ` +
      `no readiness probe${whose}.`,
    evidence: [
      { says: `container ${container.name}${portWords(container)} has no readiness probe`, at: container.at },
      ...servingEvidence(pods),
      ...rolloutEvidence(pods),
      ...journeyEvidence(component, context),
    ],
    remedies: remediesOf(component, 'add-readiness-probe'),
    cause: container.at,
    severity: isAside(pods) || isOnlySaid(component, context) ? 'low' : undefined,
  };
}

function portWords({ ports }: Container): string {
  const [first] = ports;
  return first && !Unknown.is(first.number) ? ` on port ${first.number}` : '';
}

function rolloutEvidence({ rollout }: Pods): readonly Evidence[] {
  if (!rollout || rollout.strategy.value !== 'rolling-update') return [];
  const says = 'a rolling update counts a pod as available as soon as its process runs';
  return [{ says, at: rollout.strategy.at[0] }];
}
