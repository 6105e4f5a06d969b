import type { Component } from '../../../core/component.ts';
import type { Evidence } from '../../../core/finding.ts';
import { ruleId } from '../../../core/id.ts';
import type { Outcome, Rule } from '../../../core/rule.ts';
import { Unknown } from '../../../core/value.ts';
import { switchWords, notApplicable, pass, remediesOf, unknown, valueEvidence } from '../../outcome.ts';
import { mayBeCopy, notItsOwnData } from '../../stores.ts';

/** A database whose own guard against deletion is off. */
export const rule: Rule = {
  id: ruleId('data/database-without-deletion-protection'),
  title: 'One wrong command deletes the database',
  appliesTo: ['datastore'],
  severity: 'medium',
  consequence: 'data-loss',
  environments: 'production-like',
  check(component): Outcome {
    const { deletionProtection, preventDestroy, holdsLocksOnly } = component.facts;
    if (!deletionProtection) return notApplicable('its provider has no deletion protection for it');
    if (deletionProtection.value === true) return pass;
    const exempt = notItsOwnData(component);
    if (exempt) return exempt;
    if (holdsLocksOnly?.value === true) return notApplicable('it holds nothing but locks');
    if (preventDestroy?.value === true) return notApplicable('Terraform refuses to destroy it');
    const doubt = mayBeCopy(component);
    if (doubt) return unknown(doubt);
    if (Unknown.is(deletionProtection.value)) return unknown(deletionProtection.value);
    return {
      status: 'fail',
      problem: `One wrong command deletes ${component.name}: ${switchWords(deletionProtection, 'off')}.`,
      evidence: evidenceOf(component),
      remedies: remediesOf(component, 'refuse-deletion'),
      cause: deletionProtection.at[0],
    };
  },
};

function evidenceOf(component: Component): readonly Evidence[] {
  const { deletionProtection, preventDestroy, skipsFinalSnapshot } = component.facts;
  const facts = [deletionProtection, preventDestroy, skipsFinalSnapshot];
  return facts.flatMap((fact) => (fact ? [valueEvidence(fact)] : []));
}
