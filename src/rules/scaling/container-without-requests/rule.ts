import type { Component } from '../../../core/component.ts';
import type { Container } from '../../../core/facts/container.ts';
import type { Evidence } from '../../../core/finding.ts';
import { ruleId } from '../../../core/id.ts';
import type { Outcome, Rule, RuleContext } from '../../../core/rule.ts';
import { Unknown } from '../../../core/value.ts';
import { habitFinder, isMinor, joinedRemedy, memberWords } from '../../habits.ts';
import { notApplicable, pass, unknown } from '../../outcome.ts';
import { missingRequests, withoutRequests } from '../../requests.ts';

export const rule: Rule = {
  id: ruleId('scaling/container-without-requests'),
  title: 'The scheduler does not know how much this container needs',
  appliesTo: ['workload', 'datastore', 'cache', 'queue'],
  severity: 'medium',
  consequence: 'capacity',
  environments: 'production-like',
  check(component, context) {
    const { pods } = component.facts;
    if (!pods) return notApplicable('it runs no pods');
    if (pods.generatesLoad) return notApplicable(`it only sends load or tests: ${pods.generatesLoad.says}`);
    if (withoutRequests(component).length > 0) return failed(component, context);
    if (pods.notRendered) return unknown(pods.notRendered);
    const open = pods.containers
      .flatMap(({ requests }) => [requests.cpu?.value, requests.memory?.value])
      .find((value) => Unknown.is(value));
    return open ? unknown(open) : pass;
  },
};

function lackOf(container: Container): string {
  return missingRequests(container).join(' and no ');
}

const findHabit = habitFinder((component) => withoutRequests(component).length > 0);

function failed(component: Component, context: RuleContext): Outcome {
  const habit = findHabit(component, context);
  const containers = habit.members.flatMap(withoutRequests);
  const lacking = ['CPU', 'memory'].filter((what) =>
    containers.some((one) => missingRequests(one).includes(what)),
  );
  const [cause] = withoutRequests(habit.speaker);
  return {
    status: 'fail',
    problem:
      `The scheduler packs ${memberWords(habit)} blindly: ` +
      `${containers.length === 1 ? '1 container requests' : `${containers.length} containers request`} ` +
      `no ${lacking.join(' and no ')}.`,
    evidence: evidenceOf(component, context),
    remedies: joinedRemedy(
      habit,
      'set-requests',
      `State the CPU and memory that ${containers.length} containers need, as measured`,
    ),
    cause: cause && { ...cause.at, path: [...cause.at.path, 'resources', 'requests'] },
    severity: isMinor(component) ? 'low' : undefined,
  };
}

function evidenceOf(component: Component, context: RuleContext): readonly Evidence[] {
  const lines: Evidence[] = withoutRequests(component).map((container) => ({
    says: `container ${container.name} of ${component.name} requests no ${lackOf(container)}`,
    at: container.at,
  }));
  for (const id of component.facts.pods?.autoscalers ?? []) {
    const { name, facts } = context.component(id);
    const metric = facts.autoscaler?.metrics.find(({ target }) => target === 'utilization');
    if (metric) lines.push({ says: `autoscaler ${name} divides by these requests`, at: metric.at });
  }
  return lines;
}
