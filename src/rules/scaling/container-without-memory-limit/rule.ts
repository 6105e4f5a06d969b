import type { Component } from '../../../core/component.ts';
import type { Container } from '../../../core/facts/container.ts';
import type { Evidence } from '../../../core/finding.ts';
import { ruleId } from '../../../core/id.ts';
import type { Outcome, Rule, RuleContext } from '../../../core/rule.ts';
import { Unknown } from '../../../core/value.ts';
import { habitFinder, isMinor, joinedRemedy, memberWords } from '../../habits.ts';
import { notApplicable, pass, unknown } from '../../outcome.ts';
import { withoutRequests } from '../../requests.ts';

export const rule: Rule = {
  id: ruleId('scaling/container-without-memory-limit'),
  title: 'One leaking container can take its node down',
  appliesTo: ['workload', 'datastore', 'cache', 'queue'],
  severity: 'medium',
  consequence: 'capacity',
  environments: 'production-like',
  check(component, context) {
    const { pods } = component.facts;
    if (!pods) return notApplicable('it runs no pods');
    if (pods.generatesLoad) return notApplicable(`it only sends load or tests: ${pods.generatesLoad.says}`);
    if (unlimited(component).length > 0) return failed(component, context);
    const open = pods.containers.map(({ limits }) => limits.memory?.value).find((value) => Unknown.is(value));
    if (pods.notRendered) return unknown(pods.notRendered);
    return open ? unknown(open) : pass;
  },
};

/** Containers that keep running and may take all memory of their node; init containers and jobs end. */
function unlimited({ facts: { pods } }: Component): readonly Container[] {
  if (!pods || pods.generatesLoad || pods.controller === 'job') return [];
  return pods.containers.filter(({ role, limits }) => role !== 'init' && limits.memory === undefined);
}

// What requests nothing has a finding of its own, which this one stands behind.
const findHabit = habitFinder(
  (component) => unlimited(component).length > 0 && withoutRequests(component).length === 0,
);

function failed(component: Component, context: RuleContext): Outcome {
  const alone = { members: [component], speaker: component };
  const habit = withoutRequests(component).length > 0 ? alone : findHabit(component, context);
  const count = habit.members.flatMap(unlimited).length;
  const [cause] = unlimited(habit.speaker);
  return {
    status: 'fail',
    problem:
      `A leak in ${memberWords(habit)} takes the memory of everything on its node: ` +
      `${count === 1 ? '1 container has' : `${count} containers have`} no memory limit.`,
    evidence: evidenceOf(component),
    remedies: joinedRemedy(
      habit,
      'set-memory-limit',
      `Set a memory limit on ${count} containers: the request, or the peak that was measured`,
    ),
    cause: cause && { ...cause.at, path: [...cause.at.path, 'resources', 'limits', 'memory'] },
    severity: isMinor(component) ? 'low' : undefined,
  };
}

const MIB = 2 ** 20;

function evidenceOf(component: Component): readonly Evidence[] {
  return unlimited(component).map(({ name, requests, at }) => {
    const request = requests.memory?.value;
    const asked =
      typeof request === 'number' ? `asks for ${Math.round(request / MIB)} MiB` : 'asks for no memory';
    return { says: `container ${name} of ${component.name} has no memory limit and ${asked}`, at };
  });
}
