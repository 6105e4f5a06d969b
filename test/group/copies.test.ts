import { expect, it } from 'vitest';
import type { Component } from '../../src/core/component.ts';
import { componentId, resourceId, ruleId, stackId } from '../../src/core/id.ts';
import type { Rule } from '../../src/core/rule.ts';
import { group } from '../../src/group/group.ts';
import type { Judged } from '../../src/group/group.ts';

const stack = stackId('manifests:.');

const rule: Rule = {
  id: ruleId('resilience/single-replica-workload'),
  title: 'One copy',
  appliesTo: ['workload'],
  severity: 'high',
  consequence: 'availability',
  environments: 'any',
  check: () => [],
};

function alone(address: string): Judged {
  const resource = resourceId(stack, address);
  const component: Component = {
    id: componentId(resource),
    kind: 'workload',
    name: 'orders',
    resources: [resource],
    type: 'apps/v1/Deployment',
    stack,
    environments: [],
    facts: {},
    remedies: {},
    unknownCount: false,
  };
  const cause = { resource, path: ['spec', 'replicas'] };
  const problem = 'orders stops with its pod.';
  return { rule, component, outcome: { status: 'fail', problem, evidence: [], remedies: [], cause } };
}

it('one object that a folder writes twice is one finding', () => {
  const members = ['Deployment/shop/orders', 'Deployment/shop/orders~2', 'Deployment/shop/carts'].map(alone);
  const findings = group(members, {
    origin: ({ resource }) => ({
      kind: 'literal',
      at: { file: `${resource}.yaml`, start: 0, end: 1 },
      address: resource,
    }),
    isProductionLike: () => true,
    isSample: () => false,
  });
  expect(findings.map(({ subjects }) => subjects.length).sort((a, b) => a - b)).toEqual([1, 2]);
});
