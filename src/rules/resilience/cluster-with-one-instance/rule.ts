import type { Component } from '../../../core/component.ts';
import type { Evidence } from '../../../core/finding.ts';
import { ruleId } from '../../../core/id.ts';
import type { Outcome, Rule, RuleContext } from '../../../core/rule.ts';
import { Unknown } from '../../../core/value.ts';
import { journeyEvidence } from '../../journeys.ts';
import { evidenceOf, notApplicable, pass, remediesOf, unknown } from '../../outcome.ts';
import { mayBeCopy, notItsOwnData } from '../../stores.ts';

/** A database cluster that one instance serves. */
export const rule: Rule = {
  id: ruleId('resilience/cluster-with-one-instance'),
  title: 'The database cluster has one instance and nothing to fail over to',
  appliesTo: ['datastore'],
  severity: 'high',
  consequence: 'availability',
  environments: 'production-like',
  check(component, context): Outcome {
    const { instances, scalesToZero } = component.facts;
    if (!instances) return notApplicable('it is no cluster that is served by instances of its own');
    const exempt = notItsOwnData(component);
    if (exempt) return exempt;
    if (scalesToZero?.value === true) return notApplicable('it may stop on purpose (it scales to zero)');
    const count = instances.value;
    if (Unknown.is(count)) return unknown(count);
    if (count.atLeast > 1) return pass;
    const doubt = [count.atMost, mayBeCopy(component), scalesToZero?.value].find(Unknown.is);
    if (doubt) return unknown(doubt);
    return {
      status: 'fail',
      problem:
        `${component.name} stops with its only instance: ` +
        'nothing can take over before another one is built.',
      evidence: [
        evidenceOf(instances, 'one instance serves the cluster'),
        ...zonesOfInstances(component, context),
        ...journeyEvidence(component, context),
      ],
      remedies: remediesOf(component, 'add-instance'),
      cause: instances.at[0],
    };
  },
};

function zonesOfInstances(component: Component, context: RuleContext): readonly Evidence[] {
  return context.dependenciesFrom(component.id, 'runs-on').flatMap(({ to }): readonly Evidence[] => {
    const instance = context.component(to);
    const { zones } = instance.facts;
    const names = zones && !Unknown.is(zones.value) ? zones.value.names : [];
    const zone = Unknown.is(names) ? undefined : names[0]?.name;
    return zone === undefined ? [] : [{ says: `${instance.name} stands in ${zone}`, at: zones?.at[0] }];
  });
}
