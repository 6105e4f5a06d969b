import { expect, it } from 'vitest';
import { resourceId, stackId } from '../../../src/core/id.ts';
import type { Labels } from '../../../src/core/facts/workload.ts';
import { Unknown } from '../../../src/core/value.ts';
import { matchesLabels, matchesSelector } from '../../../src/model/kubernetes/labels.ts';
import type { LabelSelector } from '../../../src/model/kubernetes/labels.ts';

const at = { resource: resourceId(stackId('manifests:shop'), 'Deployment/shop/orders'), path: [] };
const tier = new Unknown({ reason: 'variable-without-value', detail: 'the tier is not known' });

function labels(known: Labels['known'], more?: Unknown): Labels {
  return { known, more, at };
}

type Requirement = LabelSelector['requirements'][number];

function check(requirement: Requirement, known: Labels, expected: unknown): void {
  expect(matchesSelector({ requirements: [requirement], more: undefined }, known)).toBe(expected);
}

const orders = labels({ app: 'orders' });

it('selects by the operators of the API', () => {
  check({ key: 'app', operator: 'in', values: ['orders', 'carts'] }, orders, true);
  check({ key: 'app', operator: 'in', values: ['carts'] }, orders, false);
  check({ key: 'app', operator: 'not-in', values: ['carts'] }, orders, true);
  check({ key: 'tier', operator: 'not-in', values: ['back'] }, orders, true);
  check({ key: 'app', operator: 'exists', values: [] }, orders, true);
  check({ key: 'tier', operator: 'absent', values: [] }, orders, true);
  check({ key: 'app', operator: 'absent', values: [] }, orders, false);
});

it('keeps unknown what a label that is not known decides', () => {
  const open = labels({ app: 'orders', tier });
  check({ key: 'tier', operator: 'in', values: ['back'] }, open, tier);
  check({ key: 'app', operator: 'in', values: ['carts'] }, open, false);
  check({ key: 'tier', operator: 'in', values: [tier] }, open, true);
  check({ key: 'zone', operator: 'exists', values: [] }, labels({}, tier), tier);
});

it('lets an empty plain selector select nothing', () => {
  expect(matchesLabels(labels({}), orders)).toBe(false);
  expect(matchesLabels(labels({ app: 'orders' }), orders)).toBe(true);
});
