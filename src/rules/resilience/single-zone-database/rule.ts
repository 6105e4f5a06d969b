import type { Component } from '../../../core/component.ts';
import type { Evidence } from '../../../core/finding.ts';
import { ruleId } from '../../../core/id.ts';
import type { Outcome, Rule } from '../../../core/rule.ts';
import { Unknown } from '../../../core/value.ts';
import { journeyEvidence } from '../../journeys.ts';
import { switchWords, notApplicable, pass, remediesOf, unknown, valueEvidence } from '../../outcome.ts';
import { mayBeCopy, notItsOwnData } from '../../stores.ts';

/** A database that runs in one zone by declaration. */
export const rule: Rule = {
  id: ruleId('resilience/single-zone-database'),
  title: 'The database stops when its zone stops',
  appliesTo: ['datastore'],
  severity: 'high',
  consequence: 'availability',
  environments: 'production-like',
  check(component, context): Outcome {
    const { claimsSeveralZones, instances, storeClass } = component.facts;
    const exempt = notItsOwnData(component);
    if (exempt) return exempt;
    if (instances) return notApplicable('instances of its own serve it, and they are counted');
    if (!claimsSeveralZones) return notApplicable('its provider decides over its zones');
    if (claimsSeveralZones.value === true) return pass;
    const doubt = [mayBeCopy(component), claimsSeveralZones.value].find(Unknown.is);
    if (doubt) return unknown(doubt);
    return {
      status: 'fail',
      problem: `${component.name} stops when its zone stops: ${switchWords(claimsSeveralZones, 'off')}.`,
      evidence: [
        valueEvidence(claimsSeveralZones),
        ...zoneEvidence(component),
        ...journeyEvidence(component, context),
      ],
      remedies: remediesOf(component, 'spread-over-zones'),
      cause: claimsSeveralZones.at[0],
      severity: storeClass === 'warehouse' ? 'low' : undefined,
    };
  },
};

function zoneEvidence({ facts }: Component): readonly Evidence[] {
  const names = facts.zones && !Unknown.is(facts.zones.value) ? facts.zones.value.names : [];
  const zone = Unknown.is(names) ? undefined : names[0]?.name;
  return zone === undefined ? [] : [{ says: `it stands in ${zone}`, at: facts.zones?.at[0] }];
}
