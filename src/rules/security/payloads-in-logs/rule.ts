import { ruleId } from '../../../core/id.ts';
import type { Outcome, Rule } from '../../../core/rule.ts';
import type { Component } from '../../../core/component.ts';
import { Unknown } from '../../../core/value.ts';
import {
  attributeOf,
  switchWords,
  evidenceOf,
  notApplicable,
  pass,
  remediesOf,
  unknown,
} from '../../outcome.ts';

/** Something that writes what users send and receive into logs. */
export const rule: Rule = {
  id: ruleId('security/payloads-in-logs'),
  title: 'What users send and receive is written to logs in plain text',
  appliesTo: ['api', 'gateway', 'workload', 'function', 'log-store'],
  severity: 'medium',
  consequence: 'exposure',
  environments: 'production-like',
  check(component, context): Outcome {
    const { logsPayloads, payloads = 'bodies' } = component.facts;
    if (!logsPayloads) return notApplicable('nothing states whether it logs payloads');
    if (logsPayloads.value === false) return pass;
    const stores = context.dependenciesFrom(component.id, 'stores').map(({ to }) => context.component(to));
    const logs = stores.filter(({ kind }) => kind === 'log-store');
    if (logs.length > 0 && logs.every(({ facts }) => facts.masksData?.value === true)) {
      return notApplicable('the log store masks sensitive values when they are written');
    }
    if (Unknown.is(logsPayloads.value)) return unknown(logsPayloads.value);
    return {
      status: 'fail',
      problem:
        `Everyone who may read logs reads ${payloads} of ${component.name}: ` +
        `${switchWords(logsPayloads, 'on')}.`,
      evidence: [
        evidenceOf(logsPayloads, `${attributeOf(logsPayloads)} = true`),
        ...logs.flatMap(storeEvidence),
      ],
      remedies: remediesOf(component, 'log-without-payloads'),
      cause: logsPayloads.at[0],
    };
  },
};

function storeEvidence({ name, facts }: Component): ReturnType<typeof evidenceOf>[] {
  const { logRetentionDays: days } = facts;
  if (!days || Unknown.is(days.value)) return [];
  const kept = days.value === 'for-ever' ? 'for ever' : `for ${days.value} days`;
  return [evidenceOf(days, `${name} keeps them ${kept}, without masking`)];
}
