import { ruleId } from '../../../core/id.ts';
import type { Outcome, Rule } from '../../../core/rule.ts';
import { Unknown } from '../../../core/value.ts';
import { switchWords, notApplicable, pass, remediesOf, unknown, valueEvidence } from '../../outcome.ts';
import { isDefault, mayBeCopy, notItsOwnData } from '../../stores.ts';

/** A cache whose dumps and replicas lie on disk without encryption. */
export const rule: Rule = {
  id: ruleId('security/unencrypted-cache'),
  title: "The cache's memory dumps and replicas on disk are not encrypted",
  appliesTo: ['cache'],
  severity: 'low',
  consequence: 'exposure',
  environments: 'any',
  check(component): Outcome {
    const { encryptedAtRest, engine } = component.facts;
    if (!encryptedAtRest) return notApplicable('it cannot be told to encrypt what it writes to disk');
    const byDefault = isDefault(encryptedAtRest);
    if (encryptedAtRest.value === true) return byDefault ? notApplicable('it encrypts by default') : pass;
    const exempt = notItsOwnData(component);
    if (exempt) return exempt;
    const doubt = [mayBeCopy(component), encryptedAtRest.value].find(Unknown.is);
    if (doubt) return unknown(doubt);
    return {
      status: 'fail',
      problem:
        `What ${component.name} writes to disk is not encrypted: ` +
        `${switchWords(encryptedAtRest, 'off')}.`,
      evidence: [valueEvidence(encryptedAtRest), ...(engine ? [valueEvidence(engine)] : [])],
      remedies: remediesOf(component, 'encrypt-at-rest'),
      cause: encryptedAtRest.at[0],
    };
  },
};
