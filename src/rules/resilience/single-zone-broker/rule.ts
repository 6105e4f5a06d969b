import type { Component, Stated } from '../../../core/component.ts';
import type { Evidence } from '../../../core/finding.ts';
import { ruleId } from '../../../core/id.ts';
import type { Failed, Outcome, Rule, RuleContext } from '../../../core/rule.ts';
import { Unknown } from '../../../core/value.ts';
import { journeyEvidence } from '../../journeys.ts';
import { evidenceOf, notApplicable, pass, remediesOf, unknown } from '../../outcome.ts';

/** A managed message broker on one machine, or in one zone. */
export const rule: Rule = {
  id: ruleId('resilience/single-zone-broker'),
  title: 'The message broker stops with one machine or one zone',
  appliesTo: ['queue', 'topic'],
  severity: 'high',
  consequence: 'availability',
  environments: 'production-like',
  check(component, context): Outcome {
    const { storeClass, instances, claimsSeveralZones } = component.facts;
    if (storeClass !== 'broker') return notApplicable('the provider runs it in several zones');
    const shown = [...usersOf(component, context), ...journeyEvidence(component, context)];
    const fail = (problem: string, cause: Stated<unknown>, says: string): Failed => ({
      status: 'fail',
      problem,
      evidence: [evidenceOf(cause, says), ...shown],
      remedies: remediesOf(component, 'spread-over-zones'),
      cause: cause.at[0],
    });
    if (instances && !Unknown.is(instances.value) && instances.value.atMost === 1) {
      const problem = `${component.name} stops, and with it all messages, when its only machine stops.`;
      return fail(problem, instances, 'one broker');
    }
    if (claimsSeveralZones?.value === false) {
      const problem = `${component.name} stops, and with it all messages, when its zone stops.`;
      return fail(problem, claimsSeveralZones, 'one zone for all brokers');
    }
    const doubts = [...new Set([instances?.value, claimsSeveralZones?.value].filter(Unknown.is))];
    return doubts.length > 0 ? unknown(...doubts) : pass;
  },
};

function usersOf(component: Component, context: RuleContext): readonly Evidence[] {
  const named = (kind: 'publishes' | 'consumes'): string => {
    const users = context.dependenciesTo(component.id, kind).slice(0, 3);
    return users.map(({ from }) => context.component(from).name).join(', ');
  };
  const producers = named('publishes');
  const consumers = named('consumes');
  return [
    ...(producers === '' ? [] : [{ says: `${producers} sends to it` }]),
    ...(consumers === '' ? [] : [{ says: `${consumers} waits for its messages` }]),
  ];
}
