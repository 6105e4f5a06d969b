import { describe, expect, it } from 'vitest';
import type { Component } from '../../src/core/component.ts';
import { componentId, resourceId, ruleId, stackId } from '../../src/core/id.ts';
import type { Failed, Rule } from '../../src/core/rule.ts';
import { group } from '../../src/group/group.ts';
import type { Judged } from '../../src/group/group.ts';

const stack = stackId('terraform:.');
const firewall = resourceId(stack, 'aws_security_group.orders');

const component: Component = {
  id: componentId(firewall),
  kind: 'network',
  name: 'orders',
  resources: [firewall],
  type: 'aws_security_group',
  stack,
  environments: [],
  facts: {},
  remedies: {},
  unknownCount: false,
};

function rule(id: string): Rule {
  return {
    id: ruleId(id),
    title: id,
    appliesTo: ['network'],
    severity: 'high',
    consequence: 'exposure',
    environments: 'any',
    check: () => [],
  };
}

function judged(id: string, opening: number, severity?: Failed['severity']): Judged {
  const cause = { resource: firewall, path: ['ingress', opening] };
  const problem = `opening ${opening} is ${severity ?? 'high'}`;
  return {
    rule: rule(id),
    component,
    outcome: { status: 'fail', problem, evidence: [], remedies: [], cause, severity },
  };
}

function grouped(...members: readonly Judged[]): readonly string[] {
  const findings = group(members, {
    origin: ({ path }) => ({
      kind: 'literal',
      at: { file: 'main.tf', start: 0, end: 1 },
      address: path.join('.'),
    }),
    isProductionLike: () => true,
    isSample: () => false,
  });
  return findings.map(({ rule: id, origin, problem, alsoMatches }) =>
    [id, origin, problem, ...alsoMatches].join(' | '),
  );
}

const everyPort = 'security/port-open-to-world';
const login = 'security/admin-port-open-to-world';

describe('two rules about one firewall', () => {
  it('one opening of all ports is one finding', () => {
    expect(grouped(judged(everyPort, 0), judged(login, 0))).toEqual([
      `${everyPort} | ingress.0 | opening 0 is high | ${login}`,
    ]);
  });

  it('an opening of its own stays a finding of its own', () => {
    expect(grouped(judged(everyPort, 0), judged(login, 1))).toEqual([
      `${login} | ingress.1 | opening 1 is high`,
      `${everyPort} | ingress.0 | opening 0 is high`,
    ]);
  });
});

describe('several outcomes with one origin', () => {
  it('the worst one gives the words', () => {
    expect(grouped(judged(login, 0, 'low'), { ...judged(login, 0, 'critical') })).toEqual([
      `${login} | ingress.0 | opening 0 is critical`,
    ]);
  });
});
