import type { Component, Stated } from '../../../core/component.ts';
import type { Evidence } from '../../../core/finding.ts';
import { ruleId } from '../../../core/id.ts';
import type { Outcome, Rule } from '../../../core/rule.ts';
import { Unknown } from '../../../core/value.ts';
import { notApplicable, pass, remediesOf, unknown, valueEvidence } from '../../outcome.ts';
import { isDefault, mayBeCopy } from '../../stores.ts';

/** A store that takes connections without encryption. */
export const rule: Rule = {
  id: ruleId('security/plaintext-datastore-connection'),
  title: 'Connections to this store are accepted without encryption',
  appliesTo: ['cache', 'datastore'],
  severity: 'medium',
  consequence: 'exposure',
  environments: 'any',
  check(component): Outcome {
    const { requiresTls, isReplica } = component.facts;
    if (!requiresTls) return notApplicable('nothing here decides whether it requires encryption');
    const byDefault = isDefault(requiresTls);
    if (requiresTls.value === true) return byDefault ? notApplicable('it requires it by default') : pass;
    if (isReplica?.value === true && byDefault) return notApplicable('it follows another store');
    const doubt = [byDefault ? mayBeCopy(component) : undefined, requiresTls.value].find(Unknown.is);
    if (doubt) return unknown(doubt);
    return {
      status: 'fail',
      problem:
        `Whoever listens on the network reads what clients exchange with ${component.name}: ` +
        'it takes connections without encryption.',
      evidence: evidenceFor(component, requiresTls),
      remedies: remediesOf(component, 'require-tls'),
      cause: requiresTls.at[0],
    };
  },
};

function evidenceFor({ facts }: Component, requiresTls: Stated<boolean>): readonly Evidence[] {
  const shown = isDefault(requiresTls)
    ? { says: 'encryption is not required (default)', at: requiresTls.at[0], source: requiresTls.source }
    : { says: 'encryption is not required', at: requiresTls.at[0] };
  return [shown, ...[facts.engine, facts.version].flatMap((fact) => (fact ? [valueEvidence(fact)] : []))];
}
