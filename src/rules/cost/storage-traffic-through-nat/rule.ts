import type { Component } from '../../../core/component.ts';
import type { Evidence } from '../../../core/finding.ts';
import { ruleId } from '../../../core/id.ts';
import type { Outcome, Rule, RuleContext } from '../../../core/rule.ts';
import { Unknown } from '../../../core/value.ts';
import type { Value } from '../../../core/value.ts';
import { notApplicable, pass, remediesOf, unknown } from '../../outcome.ts';
import { services, useOf } from './uses.ts';
import type { StorageService } from './uses.ts';

/** Private subnets that reach object storage or tables through a NAT gateway, which bills every gigabyte. */
export const rule: Rule = {
  id: ruleId('cost/storage-traffic-through-nat'),
  title: 'Traffic to object storage pays the NAT gateway by the gigabyte',
  appliesTo: ['network'],
  severity: 'medium',
  consequence: 'waste',
  environments: 'any',
  check(component, context) {
    const { networkPart, networkGateways = [], networkSubnets = [] } = component.facts;
    if (networkPart !== 'network') return notApplicable('it is no network');
    const subnets = networkSubnets.map((id) => context.component(id));
    const through = subnets.filter(({ facts }) => leadsThroughNat(facts.natGateways?.value) === true);
    if (through.length === 0) {
      if (networkGateways.length === 0) return notApplicable('it has no NAT gateway');
      const because = subnets.map(({ facts }) => facts.natGateways?.value).find((value) => Unknown.is(value));
      return Unknown.is(because)
        ? unknown(because)
        : notApplicable('no subnet leads through its NAT gateway');
    }
    return services.map((service) => ({
      ...judge(component, through, { service, context }),
      key: service.id,
    }));
  },
};

function leadsThroughNat(gateways: Value<readonly unknown[]> | undefined): Value<boolean> {
  return Unknown.is(gateways) ? gateways : (gateways?.length ?? 0) > 0;
}

interface Question {
  readonly service: StorageService;
  readonly context: RuleContext;
}

function judge(component: Component, through: readonly Component[], { service, context }: Question): Outcome {
  const endpoints = (component.facts.networkEndpoints ?? []).map((id) => context.component(id));
  const covered = coveredBy(endpoints, service);
  const open = through.filter(({ id }) => !covered.known.has(id));
  if (open.length === 0) return pass;
  const users = usersIn(open, { service, context });
  if (users.length === 0 && service.id !== 's3') return pass;
  if (covered.doubt) return unknown(covered.doubt);
  return failed(component, { open, users, service, tables: tableEvidence(open) });
}

/** Subnets that reach the service through an endpoint, and why there may be more. */
function coveredBy(
  endpoints: readonly Component[],
  service: StorageService,
): { readonly known: ReadonlySet<string>; readonly doubt: Unknown | undefined } {
  const known = new Set<string>();
  let doubt: Unknown | undefined;
  for (const { facts } of endpoints) {
    const name = facts.endpointService?.value;
    if (name !== undefined && !Unknown.is(name) && name !== service.id) continue;
    const subnets = facts.endpointSubnets?.value;
    if (Unknown.is(name)) doubt ??= name;
    else if (Unknown.is(subnets)) doubt ??= subnets;
    else for (const id of subnets ?? []) known.add(id);
  }
  return { known, doubt };
}

interface User {
  readonly component: Component;
  readonly evidence: Evidence;
}

function usersIn(subnets: readonly Component[], { service, context }: Question): readonly User[] {
  const ids = new Set(subnets.flatMap(({ facts }) => facts.carriers ?? []));
  return [...ids].flatMap((id): readonly User[] => {
    const component = context.component(id);
    const evidence = useOf(component, service, context);
    return evidence ? [{ component, evidence }] : [];
  });
}

const MOST_NAMED = 3;

function tableEvidence(subnets: readonly Component[]): readonly Evidence[] {
  return subnets.slice(0, MOST_NAMED).map((subnet) => ({
    says: `${subnet.name} leads through a NAT gateway and no endpoint`,
    at: subnet.facts.natGateways?.at[0],
  }));
}

interface Missing {
  readonly open: readonly Component[];
  readonly users: readonly User[];
  readonly service: StorageService;
  readonly tables: readonly Evidence[];
}

function failed(component: Component, { open, users, service, tables }: Missing): Outcome {
  // One service of several environments has one name.
  const known = [...new Set(users.map((user) => user.component.name))];
  const names = known.slice(0, MOST_NAMED).join(', ');
  const more = known.length > MOST_NAMED ? ` and ${known.length - MOST_NAMED} more` : '';
  const subnets = open.length === 1 ? 'a private subnet' : `${open.length} private subnets`;
  const where =
    `no gateway endpoint for ${service.name} belongs to the route tables of ${subnets} ` +
    `in ${component.name}`;
  const traffic = `Traffic between ${names}${more} and ${service.name}`;
  return {
    status: 'fail',
    problem:
      users.length > 0
        ? `${traffic} pays the NAT gateway by the gigabyte: ${where}.`
        : `Traffic to ${service.name} would pay the NAT gateway by the gigabyte: ${where}.`,
    evidence: [...tables, ...users.slice(0, MOST_NAMED).map(({ evidence }) => evidence)],
    remedies: remediesOf(component, `add-gateway-endpoint ${service.id}`),
    cause: open[0]?.facts.natGateways?.at[0],
    severity: users.length > 0 ? undefined : 'info',
  };
}
