import type { Component, Stated } from '../../../core/component.ts';
import type { Evidence } from '../../../core/finding.ts';
import { ruleId } from '../../../core/id.ts';
import type { Rule, RuleContext } from '../../../core/rule.ts';
import { Unknown } from '../../../core/value.ts';
import { evidenceOf, notApplicable, pass, unknown } from '../../outcome.ts';

export const rule: Rule = {
  id: ruleId('resilience/instance-group-ignores-load-balancer-health'),
  title: 'Servers that fail their health check keep their place in the group',
  appliesTo: ['workload'],
  severity: 'medium',
  consequence: 'availability',
  environments: 'any',
  check(component, context) {
    const { heedsLoadBalancerHealth: heeds, behindLoadBalancer: behind, replacedBy } = component.facts;
    if (heeds === undefined || behind === undefined) return notApplicable('it is no group of servers');
    const controller = replacedBy?.value;
    if (typeof controller === 'string') return notApplicable(`${controller} replaces its servers`);
    if (behind.value === false) return notApplicable('no load balancer sends it requests');
    if (heeds.value === true) return pass;
    if (Unknown.is(heeds.value)) return unknown(heeds.value);
    if (Unknown.is(behind.value)) return unknown(behind.value);
    if (Unknown.is(controller)) return unknown(controller);
    const remedy = component.remedies['heed-load-balancer-health'];
    return {
      status: 'fail',
      problem:
        `A server of ${component.name} that runs but cannot answer keeps its place: ` +
        'the group asks only whether the machine is up, not its load balancer.',
      evidence: [
        evidenceOf(heeds, 'the group looks at the machine only'),
        evidenceOf(behind, 'a load balancer sends it requests'),
        ...checksOf(component, context),
      ],
      remedies: remedy ? [remedy] : [],
      cause: heeds.at[0],
    };
  },
};

/** What the load balancer's own check would have seen. */
function checksOf(component: Component, context: RuleContext): readonly Evidence[] {
  return context.dependenciesTo(component.id, 'routes-to').flatMap(({ from }): Evidence[] => {
    const { name, facts } = context.component(from);
    const check = facts.healthCheck;
    if (!check) return [];
    const asked = [words(check.protocol), words(check.path)].filter((word) => word !== '').join(' ');
    return [{ says: `${name} checks ${asked}`, at: check.protocol.at[0] }];
  });
}

function words(fact: Stated<string> | undefined): string {
  return fact === undefined || Unknown.is(fact.value) ? '' : fact.value;
}
