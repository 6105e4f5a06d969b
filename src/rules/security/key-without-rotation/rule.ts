import { ruleId } from '../../../core/id.ts';
import type { Outcome, Rule } from '../../../core/rule.ts';
import { Unknown } from '../../../core/value.ts';
import {
  switchWords,
  evidenceOf,
  notApplicable,
  pass,
  remediesOf,
  unknown,
  valueEvidence,
} from '../../outcome.ts';

const LISTED = 5;

/** A key whose material the provider could change every year, and does not. */
export const rule: Rule = {
  id: ruleId('security/key-without-rotation'),
  title: 'The encryption key is never rotated',
  appliesTo: ['key'],
  severity: 'low',
  consequence: 'none',
  environments: 'any',
  check(component, context): Outcome {
    const { canRotate, rotates } = component.facts;
    if (!canRotate || !rotates || canRotate.value === false) {
      return notApplicable('the provider cannot change the material of such a key by itself');
    }
    if (rotates.value === true) return pass;
    if (Unknown.is(rotates.value)) return unknown(rotates.value);
    if (Unknown.is(canRotate.value)) return unknown(canRotate.value);
    const users = context.dependenciesTo(component.id, 'encrypts');
    const encrypts = users.slice(0, LISTED).map(({ from, evidence }) => ({
      says: `encrypts ${context.component(from).name}`,
      at: evidence[0]?.at,
    }));
    return {
      status: 'fail',
      problem:
        `Whoever learns the material of ${component.name} once can read for ever what it encrypts: ` +
        `${switchWords(rotates, 'off')}.`,
      evidence: [
        valueEvidence(rotates),
        evidenceOf(canRotate, 'it is symmetric, with material made by the provider'),
        ...encrypts,
      ],
      remedies: remediesOf(component, 'rotate-key'),
      cause: rotates.at[0],
    };
  },
};
