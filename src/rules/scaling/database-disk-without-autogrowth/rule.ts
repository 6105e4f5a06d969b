import { ruleId } from '../../../core/id.ts';
import type { Outcome, Rule } from '../../../core/rule.ts';
import { Unknown } from '../../../core/value.ts';
import { notApplicable, pass, remediesOf, unknown, valueEvidence } from '../../outcome.ts';
import { isDefault, mayBeCopy, notItsOwnData } from '../../stores.ts';

/** A database whose disk has a fixed size. */
export const rule: Rule = {
  id: ruleId('scaling/database-disk-without-autogrowth'),
  title: 'The database stops when its disk is full',
  appliesTo: ['datastore'],
  severity: 'medium',
  consequence: 'capacity',
  environments: 'production-like',
  check(component): Outcome {
    const { growsToGib, allocatedGib } = component.facts;
    if (!growsToGib) return notApplicable('its storage has no size to outgrow');
    const follows = isDefault(growsToGib) ? notItsOwnData(component) : undefined;
    if (follows) return follows;
    const limit = growsToGib.value;
    if (Unknown.is(limit)) return unknown(limit);
    const size = allocatedGib?.value;
    if (limit > 0) {
      if (Unknown.is(size)) return unknown(size);
      // A size that is not written comes from a snapshot; the provider refuses a limit below it.
      if (size === undefined || limit > size) return pass;
    }
    const doubt = isDefault(growsToGib) ? mayBeCopy(component) : undefined;
    if (doubt) return unknown(doubt);
    const shown = size === undefined || Unknown.is(size) ? 'its disk' : `its ${size} GiB disk`;
    return {
      status: 'fail',
      problem: `${component.name} stops when ${shown} is full: storage does not grow by itself.`,
      evidence: [valueEvidence(growsToGib), ...(allocatedGib ? [valueEvidence(allocatedGib)] : [])],
      remedies: remediesOf(component, 'let-storage-grow'),
      cause: growsToGib.at[0],
    };
  },
};
