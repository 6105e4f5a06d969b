import { ruleId } from '../../../core/id.ts';
import type { Outcome, Rule } from '../../../core/rule.ts';
import { Unknown } from '../../../core/value.ts';
import { switchWords, notApplicable, pass, remediesOf, unknown, valueEvidence } from '../../outcome.ts';
import { isDefault, mayBeCopy, notItsOwnData } from '../../stores.ts';

/** A database whose disk, backups and snapshots are not encrypted. */
export const rule: Rule = {
  id: ruleId('security/unencrypted-database'),
  title: "The database's disk and snapshots are not encrypted",
  appliesTo: ['datastore'],
  severity: 'medium',
  consequence: 'exposure',
  environments: 'lowered-elsewhere',
  check(component): Outcome {
    const { encryptedAtRest } = component.facts;
    if (!encryptedAtRest) return notApplicable('it is encrypted as the store or snapshot that it comes from');
    const byDefault = isDefault(encryptedAtRest);
    if (encryptedAtRest.value === true) return byDefault ? notApplicable('its provider encrypts') : pass;
    const exempt = byDefault ? notItsOwnData(component) : undefined;
    if (exempt) return exempt;
    const doubt = [byDefault ? mayBeCopy(component) : undefined, encryptedAtRest.value].find(Unknown.is);
    if (doubt) return unknown(doubt);
    return {
      status: 'fail',
      problem:
        `Whoever gets a snapshot or disk of ${component.name} can read it: ` +
        `${switchWords(encryptedAtRest, 'off')}.`,
      evidence: [valueEvidence(encryptedAtRest)],
      remedies: remediesOf(component, 'encrypt-at-rest'),
      cause: encryptedAtRest.at[0],
    };
  },
};
