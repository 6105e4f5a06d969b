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
    const fail = (problem: string, cause: Stated<unknown>, says: string): Failed => ({
      status: 'fail', problem,
      evidence: [evidenceOf(cause, says), ...usersOf(component, context), ...journeyEvidence(component, context)],
      remedies: remediesOf(component, 'spread-over-zones'),
      cause: cause.at[0],
    });
    if (instances && !Unknown.is(instances.value) && instances.value.atMost === 1) {
      return fail(`${component.name} stops, and with it all messages, when its only machine stops.`, instances, 'one broker');
    }
    if (claimsSeveralZones?.value === false) {
      return fail(
        `${component.name} stops, and with it all messages, when its zone stops: all its brokers stand in one.`,
        claimsSeveralZones, 'one zone for all brokers',
      );
    }
    const doubts = [instances?.value, claimsSeveralZones?.value].filter(Unknown.is);
    return doubts.length > 0 ? unknown(...doubts) : pass;
  },
};

function usersOf(component: Component, context: RuleContext): readonly Evidence[] {
  const producers = context.dependenciesTo(component.id, 'publishes').map(({ from }) => context.component(from).name);
  const consumers = context.dependenciesTo(component.id, 'consumes').map(({ from }) => context.component(from).name);
  return [
    ...(producers.length > 0 ? [{ says: `${producers.slice(0, 3).join(', ')} sends to it` }] : []),
    ...(consumers.length > 0 ? [{ says: `${consumers.slice(0, 3).join(', ')} waits for its messages` }] : []),
  ];
}
