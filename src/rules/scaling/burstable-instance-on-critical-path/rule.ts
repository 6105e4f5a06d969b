import { ruleId } from '../../../core/id.ts';
import type { Outcome, Rule } from '../../../core/rule.ts';
import { Unknown } from '../../../core/value.ts';
import { isOnNoJourney, journeyEvidence } from '../../journeys.ts';
import { evidenceOf, notApplicable, pass, remediesOf, unknown, valueEvidence } from '../../outcome.ts';

/** A class that lives on CPU credits carries something that users wait for. */
export const rule: Rule = {
  id: ruleId('scaling/burstable-instance-on-critical-path'),
  title: 'Sustained load drains the CPU credits and everything slows down',
  appliesTo: ['datastore', 'workload', 'cache'],
  severity: 'medium',
  consequence: 'capacity',
  environments: 'production-like',
  check(component, context): Outcome {
    const { instanceClass, burstable, cpuCredits } = component.facts;
    if (!instanceClass || !burstable) return notApplicable('it has no class that may live on credits');
    if (burstable.value === false) return pass;
    const doubts = [...new Set([burstable.value, cpuCredits?.value].filter(Unknown.is))];
    if (doubts.length > 0) return unknown(...doubts);
    if (!cpuCredits) return notApplicable('nothing is known of its credits');
    const stalls = cpuCredits.value === 'limited';
    const [main] = component.resources;
    return {
      status: 'fail',
      problem: stalls
        ? `${component.name} falls back to a fraction of its CPU once sustained load has spent its credits.`
        : `${component.name} is billed for extra CPU under sustained load: its credits are unlimited.`,
      evidence: [
        valueEvidence(instanceClass),
        evidenceOf(cpuCredits, stalls ? 'credits are limited' : 'credits are unlimited'),
        ...journeyEvidence(component, context),
      ],
      remedies: remediesOf(component, 'leave-burstable-class'),
      // What costs a little under load is one note for a block, whatever class each instance of it has.
      cause: stalls ? instanceClass.at[0] : main && { resource: main, path: [] },
      severity: !stalls || isOnNoJourney(component, context) ? 'low' : undefined,
    };
  },
};
