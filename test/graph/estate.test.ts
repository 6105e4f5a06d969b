import { expect, it } from 'vitest';
import type { Component, ComponentKind } from '../../src/core/component.ts';
import type { Dependency } from '../../src/core/dependency.ts';
import { componentId } from '../../src/core/id.ts';
import { Unknown } from '../../src/core/value.ts';
import { makeEstate } from '../../src/graph/estate.ts';
import { findJourneys } from '../../src/graph/journeys.ts';

function component(name: string, kind: ComponentKind, facts: Component['facts'] = {}): Component {
  const rest = {
    resources: [],
    type: '',
    stack: undefined,
    environments: [],
    remedies: {},
    unknownCount: false,
  };
  return { id: componentId(name), kind, name, facts, ...rest };
}

type Extra = Partial<Pick<Dependency, 'strength' | 'kind' | 'candidate' | 'grade'>>;

function needs(from: string, to: string, extra: Extra = {}): Dependency {
  const evidence = [{ says: `${from} names ${to}` }];
  return {
    from: componentId(from),
    to: componentId(to),
    kind: 'calls',
    strength: 'hard',
    grade: 'B',
    evidence,
    ...extra,
  };
}

const entry = component('shop', 'load-balancer', {
  isPublicEntry: { value: true, at: [], origin: 'written' },
});
const notTold = new Unknown({ reason: 'rule-question', detail: 'not told' });

it('what two lines say of the same two components is one dependency, as strong as the stronger', () => {
  const { dependencies } = makeEstate({
    stacks: [],
    components: [component('web', 'workload'), component('orders', 'workload')],
    dependencies: [
      needs('web', 'orders', { strength: notTold, grade: 'C' }),
      { ...needs('web', 'orders'), evidence: [{ says: 'the probe asks orders' }] },
    ],
  });
  expect(dependencies).toMatchObject([
    {
      strength: 'hard',
      grade: 'B',
      evidence: [{ says: 'web names orders' }, { says: 'the probe asks orders' }],
    },
  ]);
});

it('a candidate stands apart, and is none where a dependency is known', () => {
  const estate = makeEstate({
    stacks: [],
    components: [component('web', 'workload'), component('orders', 'workload'), component('db', 'datastore')],
    dependencies: [
      needs('web', 'orders'),
      needs('web', 'orders', { candidate: true }),
      needs('web', 'db', { candidate: true }),
    ],
  });
  expect(estate.dependencies.map(({ to }) => to)).toEqual(['orders']);
  expect(estate.candidates.map(({ to }) => to)).toEqual(['db']);
});

it('a journey ends where nobody waits for an answer', () => {
  const estate = makeEstate({
    stacks: [],
    components: [
      entry,
      component('orders', 'workload'),
      component('events', 'topic'),
      component('mails', 'queue'),
    ],
    dependencies: [
      needs('shop', 'orders', { kind: 'routes-to' }),
      needs('orders', 'events', { kind: 'publishes' }),
      needs('events', 'mails', { kind: 'publishes', strength: 'async' }),
    ],
  });
  expect(findJourneys(estate, () => true)).toMatchObject([
    {
      name: 'shop',
      reaches: ['events', 'orders', 'shop'],
      needs: ['events', 'orders', 'shop'],
      isSmall: false,
    },
  ]);
});
