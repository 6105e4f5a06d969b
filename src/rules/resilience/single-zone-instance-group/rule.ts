import type { Component, Stated } from '../../../core/component.ts';
import type { Zones } from '../../../core/facts/common.ts';
import { ruleId } from '../../../core/id.ts';
import type { ComponentId } from '../../../core/id.ts';
import type { Outcome, Rule, RuleContext } from '../../../core/rule.ts';
import { Unknown } from '../../../core/value.ts';
import { zonesTogether } from '../../../core/zones.ts';
import { isOnNoJourney, journeyEvidence } from '../../journeys.ts';
import { notApplicable, pass, unknown } from '../../outcome.ts';
import { zoneChain } from '../../zones.ts';

export const rule: Rule = {
  id: ruleId('resilience/single-zone-instance-group'),
  title: 'Every server of this group sits in one zone',
  appliesTo: ['workload'],
  severity: 'high',
  consequence: 'availability',
  environments: 'production-like',
  check(component, context) {
    const { runsAs, zones, maximumSize, desiredSize, claimsSeveralZones } = component.facts;
    if (runsAs !== 'instance-group' && runsAs !== 'fleet') return notApplicable('it is no group of servers');
    if (zones === undefined) return notApplicable('nothing says where it stands');
    if (maximumSize?.value === 1 || (!maximumSize && desiredSize?.value === 1)) {
      return notApplicable('a group of one server is in one zone by its size');
    }
    if (maximumSize?.value === 0) return notApplicable('it runs no server');
    if (Unknown.is(zones.value)) return unknown(zones.value);
    const { atLeast, atMost } = zones.value;
    if (atLeast >= 2) return pass;
    if (Unknown.is(atMost)) return unknown(atMost);
    if (atMost > 1) return unknown(Unknown.is(zones.value.names) ? zones.value.names : several);
    if (claimsSeveralZones?.value === true) return notApplicable('several subnets that share one zone');
    const twins = zonesWithTwins(component, zones, context);
    if (Unknown.is(twins)) return unknown(twins);
    if (twins.atLeast >= 2) return notApplicable('a twin group stands in another zone');
    if (Unknown.is(twins.atMost)) return unknown(twins.atMost);
    return failed(component, zones, context);
  },
};

const several = new Unknown({
  reason: 'rule-question',
  detail: 'it may stand in one zone or in several',
  settledBy: 'the zones of its subnets',
});

/** Groups of the same block, and groups that share its load balancer, do the same work. */
function zonesWithTwins(component: Component, own: Stated<Zones>, context: RuleContext): Zones | Unknown {
  const ids = new Set<ComponentId>();
  for (const { from } of context.dependenciesTo(component.id, 'routes-to')) {
    for (const { to } of context.dependenciesFrom(from, 'routes-to')) ids.add(to);
  }
  const twins = [...ids].map((id) => context.component(id).facts.zones);
  const all = [own, component.facts.zonesOfSiblings, ...twins].flatMap((zones) => zones?.value ?? []);
  return zonesTogether(all);
}

function failed(component: Component, zones: Stated<Zones>, context: RuleContext): Outcome {
  const names = Unknown.is(zones.value) ? zones.value : zones.value.names;
  const zone = Unknown.is(names) ? undefined : names[0]?.name;
  const where = zone === undefined ? 'one zone' : `zone ${zone}`;
  const remedy = component.remedies['spread-over-zones'];
  return {
    status: 'fail',
    problem:
      `${component.name} loses every server when ${zone === undefined ? 'its zone' : where} stops: ` +
      'the whole group stands there.',
    evidence: [...zoneChain(zones, `it stands in ${where} only`), ...journeyEvidence(component, context)],
    remedies: remedy ? [remedy] : [],
    cause: zones.at[0],
    severity: isOnNoJourney(component, context) ? 'low' : undefined,
  };
}
