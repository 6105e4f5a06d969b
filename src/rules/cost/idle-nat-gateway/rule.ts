import type { Component } from '../../../core/component.ts';
import type { Evidence } from '../../../core/finding.ts';
import { ruleId } from '../../../core/id.ts';
import type { Rule } from '../../../core/rule.ts';
import { Unknown } from '../../../core/value.ts';
import { zoneLabel } from '../../../core/zones.ts';
import { notApplicable, pass, remediesOf, unknown } from '../../outcome.ts';

/** A NAT gateway that no subnet's routes lead through. */
export const rule: Rule = {
  id: ruleId('cost/idle-nat-gateway'),
  title: 'A NAT gateway is paid for and nothing routes through it',
  appliesTo: ['nat'],
  severity: 'medium',
  consequence: 'waste',
  environments: 'any',
  check(component) {
    const { servedSubnets, knownServedSubnets = [], handedOut } = component.facts;
    if (knownServedSubnets.length > 0) return pass;
    if (!servedSubnets) return notApplicable('its routes were not read');
    if (Unknown.is(servedSubnets.value)) return unknown(servedSubnets.value);
    if (servedSubnets.value.length > 0) return pass;
    if (handedOut) return unknown(readElsewhere(component));
    const at = servedSubnets.at[0];
    return {
      status: 'fail',
      problem:
        `${component.name} costs its hourly price for nothing: ` +
        "no subnet's route table leads through it.",
      evidence: [
        { says: `${component.name} is declared${zoneText(component)}`, at },
        ...tablesRead(component),
      ],
      remedies: remediesOf(component, 'remove'),
      cause: at,
    };
  },
};

function readElsewhere({ name }: Component): Unknown {
  return new Unknown({
    reason: 'not-in-inputs',
    detail: `the id of ${name} is handed out, so a route outside the inputs may lead through it`,
    settledBy: 'the code that uses this output or module',
  });
}

function zoneText({ facts }: Component): string {
  const zones = facts.zones?.value;
  if (zones === undefined || Unknown.is(zones) || Unknown.is(zones.names)) return '';
  const [zone] = zones.names;
  return zone ? ` in zone ${zoneLabel(zone)}` : '';
}

const MOST_NAMED = 5;

function tablesRead({ facts }: Component): readonly Evidence[] {
  const tables = facts.routeTablesRead ?? [];
  if (tables.length === 0) return [{ says: 'its network has no subnet whose routes could lead through it' }];
  const more = tables.length > MOST_NAMED ? ` (the first ${MOST_NAMED} of ${tables.length})` : '';
  return tables
    .slice(0, MOST_NAMED)
    .map((at): Evidence => ({ says: `the table used here leads elsewhere${more}`, at }));
}
