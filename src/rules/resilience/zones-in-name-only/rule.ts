import type { Component, Stated } from '../../../core/component.ts';
import type { Zones } from '../../../core/facts/common.ts';
import type { Evidence } from '../../../core/finding.ts';
import { ruleId } from '../../../core/id.ts';
import type { Outcome, Rule, RuleContext } from '../../../core/rule.ts';
import { Unknown } from '../../../core/value.ts';
import { zoneLabel } from '../../../core/zones.ts';
import { evidenceOf, notApplicable, pass, remediesOf, unknown } from '../../outcome.ts';

/** Several zones are declared, and everything that is given stands in one. */
export const rule: Rule = {
  id: ruleId('resilience/zones-in-name-only'),
  title: 'It claims several zones, but everything sits in one',
  appliesTo: [
    'datastore',
    'cache',
    'load-balancer',
    'workload',
    'node-pool',
    'cluster',
    'queue',
    'topic',
    'volume',
  ],
  severity: 'high',
  consequence: 'availability',
  environments: 'production-like',
  check(component, context) {
    const { claimsSeveralZones: claims, zones } = component.facts;
    if (!claims || !zones) return notApplicable('it says nothing about zones');
    if (claims.value === false) return notApplicable('it claims one zone only');
    if (Unknown.is(zones.value)) return unknown(zones.value);
    const { atLeast, atMost, names } = zones.value;
    if (atLeast >= 2) return pass;
    if (Unknown.is(claims.value)) return unknown(claims.value);
    if (Unknown.is(atMost)) return unknown(atMost);
    if (atMost >= 2) return Unknown.is(names) ? unknown(names) : pass;
    return failed(component, { claims, zones }, context);
  },
};

interface Claimed {
  readonly claims: Stated<boolean>;
  readonly zones: Stated<Zones>;
}

function failed(component: Component, { claims, zones }: Claimed, context: RuleContext): Outcome {
  const where = zoneNames(zones);
  const given = component.facts.knownSubnets ?? [];
  const chain = given.map((id) => subnetEvidence(context.component(id)));
  return {
    status: 'fail',
    problem:
      `${component.name} stops when one zone stops, although it is set up for several: ` +
      `everything it is given stands in ${where}.`,
    evidence: [
      evidenceOf(claims, 'several zones are declared here'),
      ...(chain.length > 0 ? chain : [{ says: `it stands in ${where}`, at: zones.at[0] }]),
    ],
    remedies: remediesOf(component, 'spread-over-zones'),
    cause: claims.at[0],
  };
}

function subnetEvidence(subnet: Component): Evidence {
  const zones = subnet.facts.zones;
  return {
    says: `${subnet.name} stands in ${zones ? zoneNames(zones) : 'a zone that is not known'}`,
    at: zones?.at[0],
  };
}

function zoneNames({ value }: Stated<Zones>): string {
  const names = Unknown.is(value) || Unknown.is(value.names) ? [] : value.names;
  return names.length > 0 ? `zone ${names.map(zoneLabel).join(' and ')}` : 'one zone';
}
