import type { Component } from '../../../core/component.ts';
import { ruleId } from '../../../core/id.ts';
import type { Outcome, Rule, RuleContext } from '../../../core/rule.ts';
import { Unknown } from '../../../core/value.ts';
import { flowEvidence } from '../../messages.ts';
import { evidenceOf, notApplicable, pass, remediesOf, unknown } from '../../outcome.ts';

/** A queue, topic or stream that keeps its messages in the clear. */
export const rule: Rule = {
  id: ruleId('security/unencrypted-queue'),
  title: 'Messages at rest in this queue are not encrypted',
  appliesTo: ['queue', 'topic'],
  severity: 'low',
  consequence: 'exposure',
  environments: 'lowered-elsewhere',
  check(component, context): Outcome {
    const { encryptedAtRest } = component.facts;
    if (!encryptedAtRest) return notApplicable('its service always encrypts, or keeps no messages');
    if (encryptedAtRest.value === true) return pass;
    if (carriesOnlyNotices(component, context)) {
      return notApplicable('it only carries alarms and events of the provider, which a key may lock out');
    }
    if (Unknown.is(encryptedAtRest.value)) return unknown(encryptedAtRest.value);
    return {
      status: 'fail',
      problem:
        `Whoever gets at the storage behind ${component.name} reads its messages: they are not ` +
        `encrypted at rest.`,
      evidence: [
        evidenceOf(encryptedAtRest, 'encryption at rest is off'),
        ...flowEvidence(component, context),
      ],
      remedies: remediesOf(component, 'encrypt-messages'),
      cause: encryptedAtRest.at[0],
    };
  },
};

/** True when somebody writes to it and everybody who does is an alarm, an event rule or a bucket. */
function carriesOnlyNotices({ id, kind }: Component, context: RuleContext): boolean {
  if (kind !== 'topic') return false;
  const writers = context.dependenciesTo(id, 'publishes').map(({ from }) => context.component(from).kind);
  return (
    writers.length > 0 &&
    writers.every((writer) => writer === 'alarm' || writer === 'other' || writer === 'bucket')
  );
}
