import type { Component } from '../../../core/component.ts';
import type { Zone } from '../../../core/facts/common.ts';
import type { Evidence } from '../../../core/finding.ts';
import { ruleId } from '../../../core/id.ts';
import type { Outcome, Rule, RuleContext } from '../../../core/rule.ts';
import { Unknown } from '../../../core/value.ts';
import type { Value } from '../../../core/value.ts';
import { areDifferentZones, zoneLabel } from '../../../core/zones.ts';
import { evidenceOf, notApplicable, pass, remediesOf, unknown } from '../../outcome.ts';

/** A NAT gateway in one zone that subnets of other zones depend on. */
export const rule: Rule = {
  id: ruleId('resilience/single-zone-nat-gateway'),
  title: "Other zones lose outbound traffic when this NAT gateway's zone fails",
  appliesTo: ['nat'],
  severity: 'medium',
  consequence: 'availability',
  environments: 'production-like',
  check(component, context) {
    const { zonal, servedSubnets, knownServedSubnets = [] } = component.facts;
    if (zonal?.value === false) return notApplicable('it spans the zones of its region');
    const own = zoneOf(component);
    const served = knownServedSubnets.map((id) => context.component(id));
    if (served.length === 0) return Unknown.is(servedSubnets?.value) ? unknown(servedSubnets.value) : nobody;
    if (zonal && Unknown.is(zonal.value)) return unknown(zonal.value);
    if (served.every(({ facts }) => facts.zonal?.value === false)) {
      return notApplicable('its subnets span zones, so none of them stands in another one');
    }
    const others = served.filter((subnet) => isElsewhere(subnet, own));
    if (others.length > 0) return failed(component, { others, own }, context);
    const open = [own, ...served.map(zoneOf)].find((zone) => Unknown.is(zone)) ?? incomparable(served, own);
    if (open) return unknown(open);
    return Unknown.is(servedSubnets?.value) ? unknown(servedSubnets.value) : pass;
  },
};

const nobody = notApplicable('no subnet leads through it');

function zoneOf({ facts, name }: Component): Value<Zone> {
  const zones = facts.zones?.value;
  if (zones !== undefined && Unknown.is(zones)) return zones;
  const names = zones?.names;
  if (Unknown.is(names)) return names;
  return names?.[0] ?? notWritten(name);
}

function notWritten(name: string): Unknown {
  return new Unknown({
    reason: 'not-in-inputs',
    detail: `the zone of ${name} is not in the inputs`,
    settledBy: `write the zone of ${name}, or give the code that declares its subnet`,
  });
}

function isElsewhere(subnet: Component, own: Value<Zone>): boolean {
  const zone = zoneOf(subnet);
  return !Unknown.is(zone) && !Unknown.is(own) && areDifferentZones(zone, own);
}

function incomparable(served: readonly Component[], own: Value<Zone>): Unknown | undefined {
  if (Unknown.is(own)) return own;
  const other = served.map(zoneOf).find((zone) => !Unknown.is(zone) && zone.id !== own.id);
  if (other === undefined || Unknown.is(other)) return undefined;
  return new Unknown({
    reason: 'data-source',
    detail: `${zoneLabel(own)} and ${zoneLabel(other)} may be the same zone`,
    settledBy: 'a plan, or zones that come from one list',
  });
}

interface Served {
  readonly others: readonly Component[];
  readonly own: Value<Zone>;
}

const MOST_NAMED = 5;

function failed(component: Component, { others, own }: Served, context: RuleContext): Outcome {
  const zone = Unknown.is(own) ? 'its zone' : `zone ${zoneLabel(own)}`;
  const behind = [...new Set(others.flatMap(({ facts }) => facts.carriers ?? []))].map((id) =>
    context.component(id),
  );
  const users = behind.filter(({ kind }) => kind !== 'network' && kind !== 'other').map(({ name }) => name);
  const named = users.slice(0, MOST_NAMED).join(', ');
  const routes = others.slice(0, MOST_NAMED).flatMap((subnet): readonly Evidence[] => [
    {
      says: `${subnet.name}, in ${zoneText(subnet)}, leads through it`,
      at: subnet.facts.natGateways?.at[0],
    },
  ]);
  const zones = component.facts.zones;
  return {
    status: 'fail',
    problem:
      `When ${zone} stops, ${lost(others.length)} every way out, image pulls and calls to partners ` +
      `included: ${others.length === 1 ? 'it leaves' : 'all of them leave'} through ${component.name}.`,
    evidence: [
      ...(zones ? [evidenceOf(zones, `${component.name} stands in ${zone}`)] : []),
      ...routes,
      ...(named === '' ? [] : [{ says: `in these subnets stand ${named}` }]),
    ],
    remedies: remediesOf(component, 'one-nat-per-zone'),
    cause: zones?.at[0],
  };
}

function lost(subnets: number): string {
  return subnets === 1 ? 'a subnet in another zone loses' : `${subnets} subnets in other zones lose`;
}

function zoneText(subnet: Component): string {
  const zone = zoneOf(subnet);
  return Unknown.is(zone) ? 'a zone that is not known' : `zone ${zoneLabel(zone)}`;
}
