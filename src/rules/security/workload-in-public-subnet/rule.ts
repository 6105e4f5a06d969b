import type { Component, Stated } from '../../../core/component.ts';
import type { Evidence } from '../../../core/finding.ts';
import { ruleId } from '../../../core/id.ts';
import type { Outcome, Rule, RuleContext } from '../../../core/rule.ts';
import { Unknown } from '../../../core/value.ts';
import { admitsInternet, isBastion, openingsOf, portsOf } from '../../firewall.ts';
import type { Openings } from '../../firewall.ts';
import { evidenceOf, notApplicable, pass, unknown } from '../../outcome.ts';

export const rule: Rule = {
  id: ruleId('security/workload-in-public-subnet'),
  title: 'Application servers stand in the public subnet',
  appliesTo: ['workload', 'node-pool'],
  severity: 'medium',
  consequence: 'exposure',
  environments: 'production-like',
  check(component, context) {
    const { runsAs, hasPublicAddress, forwardsTraffic, maximumSize, serverless } = component.facts;
    if (runsAs === undefined || runsAs === 'launch-template')
      return notApplicable('it stands in no subnet of its own');
    if (forwardsTraffic?.value === true) return notApplicable('an appliance that passes traffic on');
    if (component.facts.routesToInternet)
      return notApplicable('no subnet of its network is public by itself');
    if (serverless?.value === true || maximumSize?.value === 0)
      return notApplicable('it has no servers of its own');
    const isServers = runsAs !== 'service' && runsAs !== 'daemon';
    if (!isServers && hasPublicAddress === undefined)
      return notApplicable('its tasks use the address of their host');
    const openings = openingsOf(component, context);
    if (isBastion(component, openings))
      return notApplicable('a way in for people, which is public on purpose');
    if (hasPublicAddress?.value === false) return pass;
    return inSubnets(component, { openings, address: hasPublicAddress }, context);
  },
};

interface Exposed {
  readonly openings: Openings;
  /** Absent when the subnet decides. */
  readonly address: Stated<boolean> | undefined;
}

function inSubnets(component: Component, { openings, address }: Exposed, context: RuleContext): Outcome {
  const { subnets, knownSubnets = [] } = component.facts;
  const undecided: Unknown[] = [];
  for (const subnet of knownSubnets.map((id) => context.component(id))) {
    const route = subnet.facts.routesToInternet;
    const given = address ?? subnet.facts.givesPublicAddresses;
    if (route?.value === false || given?.value === false) continue;
    if (route?.value === true && given?.value === true) {
      return failed(component, { subnet, route, address: given, openings }, context);
    }
    undecided.push(firstUnknown(route, given) ?? noRoute(subnet));
  }
  if (subnets === undefined) return unknown(noSubnet(component));
  if (Unknown.is(subnets.value)) undecided.push(subnets.value);
  return undecided.length > 0 ? unknown(...undecided.slice(0, 1)) : pass;
}

function firstUnknown(...facts: readonly (Stated<boolean> | undefined)[]): Unknown | undefined {
  const values = facts.map((fact) => fact?.value);
  return values.find((value) => Unknown.is(value));
}

function noRoute({ name }: Component): Unknown {
  return new Unknown({
    reason: 'not-in-inputs',
    detail: `where the routes of ${name} lead is not in the inputs`,
    settledBy: 'the code that declares its route table',
  });
}

function noSubnet({ name }: Component): Unknown {
  return new Unknown({
    reason: 'not-in-inputs',
    detail: `${name} names no subnet, so it stands in one that the account had before`,
    settledBy: `write the subnets of ${name}`,
  });
}

interface Placed {
  readonly subnet: Component;
  readonly route: Stated<boolean>;
  readonly address: Stated<boolean>;
  readonly openings: Openings;
}

function failed(component: Component, placed: Placed, context: RuleContext): Outcome {
  const { subnet, route, address, openings } = placed;
  const open = openings.rules.filter(admitsInternet).map((rule): Evidence => ({
    says: `its firewall lets the whole internet in on ${portsOf(rule)}`,
    at: rule.at,
  }));
  const hasNat = context.ofKind('nat').some(({ stack }) => stack === component.stack);
  const forImages = component.facts.runsAs === 'service' && !hasNat;
  return {
    status: 'fail',
    problem:
      `One mistake in a firewall opens ${component.name} to the whole internet: it has a public address in ` +
      `${subnet.name}, whose routes lead there.`,
    evidence: [
      { says: `it stands in ${subnet.name}`, at: component.facts.subnets?.at[0] },
      evidenceOf(route, `${subnet.name} has a route to the internet`),
      evidenceOf(address, 'it gets a public address'),
      ...open,
      ...(forImages
        ? [{ says: 'no NAT gateway is declared: the address may be there to fetch images' }]
        : []),
    ],
    remedies: [moveInside],
    cause: component.facts.subnets?.at[0],
  };
}

const moveInside = {
  title: 'Move it to private subnets behind a load balancer, without a public address',
  safety: 'review',
  caution:
    'What it fetches from outside then needs a NAT gateway or endpoints, which cost money by the hour.',
  intents: [],
} as const;
