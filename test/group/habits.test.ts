import { expect, it } from 'vitest';
import type { Component } from '../../src/core/component.ts';
import { componentId, resourceId, ruleId, stackId } from '../../src/core/id.ts';
import type { Rule } from '../../src/core/rule.ts';
import type { Severity } from '../../src/core/finding.ts';
import { group } from '../../src/group/group.ts';
import type { Judged } from '../../src/group/group.ts';

const stack = stackId('manifests:.');

interface Habit {
  readonly places: number;
  readonly severity: Severity;
  readonly isHabit?: boolean;
  readonly isRendered?: boolean;
}

/** How many subjects each finding has, where so many workloads of different files have the same fault. */
function check({ places, severity, isHabit = false, isRendered = true }: Habit): readonly number[] {
  const rule: Rule = {
    id: ruleId('scaling/container-without-requests'),
    title: 'Nobody counts',
    appliesTo: ['workload'],
    severity,
    consequence: 'capacity',
    environments: 'any',
    isHabit,
    check: () => [],
  };
  const judged = Array.from({ length: places }, (_, index): Judged => workload(rule, `orders-${index}`));
  const findings = group(judged, {
    origin: ({ resource }) => ({
      kind: 'literal',
      at: { file: `${resource}.yaml`, start: 0, end: 1 },
      address: resource,
    }),
    isProductionLike: () => true,
    isSample: () => false,
    isRendered: () => isRendered,
  });
  return findings.map(({ subjects, remedies }) => {
    expect(remedies.flatMap(({ intents }) => intents)).toHaveLength(subjects.length);
    return subjects.length;
  });
}

function workload(rule: Rule, name: string): Judged {
  const resource = resourceId(stack, `Deployment/shop/${name}`);
  const component: Component = {
    id: componentId(resource),
    kind: 'workload',
    name,
    resources: [resource],
    type: 'apps/v1/Deployment',
    stack,
    environments: [],
    facts: {},
    remedies: {},
    unknownCount: false,
  };
  const at = { resource, path: ['spec'] };
  const remedies = [
    { title: 'State it', safety: 'review' as const, intents: [{ op: 'remove' as const, at }] },
  ];
  return {
    rule,
    component,
    outcome: { status: 'fail', problem: `${name} states nothing.`, evidence: [], remedies, cause: at },
  };
}

it('what five places do alike is one finding with a way out for all', () => {
  expect(check({ places: 5, severity: 'low' })).toEqual([5]);
  expect(check({ places: 6, severity: 'medium', isHabit: true })).toEqual([6]);
});

it('a few places, what matters more, and Terraform are told one by one', () => {
  expect(check({ places: 4, severity: 'low' })).toEqual([1, 1, 1, 1]);
  expect(check({ places: 5, severity: 'medium' })).toEqual([1, 1, 1, 1, 1]);
  expect(check({ places: 5, severity: 'low', isRendered: false })).toEqual([1, 1, 1, 1, 1]);
});
