import { describe, expect, it } from 'vitest';
import { model, probabilityOf, problems, read } from './support.ts';

interface Group {
  readonly model: string;
  readonly members?: readonly string[];
  readonly q?: number;
  /** By level. */
  readonly factors: Readonly<Record<number, number>>;
}

const THREE = ['a', 'b', 'c'];

/** Replicas of which all must fail. */
function replicas({ model: name, members = THREE, q = 0.1, factors }: Group): string {
  const parts = Object.entries(factors).map(
    ([level, factor]) => `<factor level="${level}"><float value="${factor}"/></factor>`,
  );
  const list = members.map((member) => `<basic-event name="${member}"/>`).join('');
  return model(
    `<define-gate name="top"><and>${list}</and></define-gate>`,
    `<define-CCF-group name="replicas" model="${name}">
      <members>${list}</members>
      <distribution><float value="${q}"/></distribution>
      <factors>${parts.join('')}</factors>
    </define-CCF-group>`,
  );
}

/** Probabilities of the events that a group becomes, and those that fail one member sum to its own. */
function check(group: Group, expected: Readonly<Record<string, number>>): void {
  const { events } = read(replicas(group)).tree;
  expect([...events.keys()].sort()).toEqual(Object.keys(expected).sort());
  for (const [name, probability] of Object.entries(expected)) {
    expect(events.get(name)).toBeCloseTo(probability, 12);
  }
}

/** The same probability for every event of so many members. */
function levels(byLevel: readonly number[], members: readonly string[] = THREE): Record<string, number> {
  const names = Array.from({ length: 2 ** members.length - 1 }, (_, bits) =>
    members.filter((_member, index) => ((bits + 1) >> index) % 2 === 1),
  );
  return Object.fromEntries(
    names
      .filter(({ length }) => length <= byLevel.length)
      .map((together) => [`[${together.join(' ')}]`, byLevel[together.length - 1] ?? 0]),
  );
}

describe('common-cause groups become the events of the literature', () => {
  it('beta factor: alone, or all together', () => {
    check(
      { model: 'beta-factor', factors: { 3: 0.2 } },
      { '[a]': 0.08, '[b]': 0.08, '[c]': 0.08, '[a b c]': 0.02 },
    );
    expect(probabilityOf(read(replicas({ model: 'beta-factor', factors: { 3: 0.2 } })))).toBeCloseTo(
      0.02 + 0.98 * 0.08 ** 3,
      14,
    );
  });

  it('multiple Greek letters, four members', () => {
    const members = ['a', 'b', 'c', 'd'];
    const q = [0.1 * 0.9, (0.1 * 0.1 * 0.8) / 3, (0.1 * 0.1 * 0.2 * 0.7) / 3, 0.1 * 0.1 * 0.2 * 0.3];
    check({ model: 'MGL', members, factors: { 2: 0.1, 3: 0.2, 4: 0.3 } }, levels(q, members));
  });

  it('multiple Greek letters end with the last factor that is given', () => {
    check({ model: 'MGL', factors: { 2: 0.2 } }, levels([0.08, 0.01]));
  });

  it('alpha factors, testing not staggered', () => {
    const sum = 0.7 + 2 * 0.2 + 3 * 0.1;
    const q = [(0.7 / sum) * 0.1, ((2 / 2) * 0.2 * 0.1) / sum, (3 * 0.1 * 0.1) / sum];
    check({ model: 'alpha-factor', factors: { 1: 0.7, 2: 0.2, 3: 0.1 } }, levels(q));
  });

  it('phi factors are the shares themselves', () => {
    check({ model: 'phi-factor', factors: { 1: 0.7, 2: 0.2, 3: 0.1 } }, levels([0.07, 0.02, 0.01]));
  });

  it('MGL and alpha factors leave each member its own probability', () => {
    const groups: readonly Group[] = [
      { model: 'MGL', factors: { 2: 0.1, 3: 0.2 } },
      { model: 'alpha-factor', factors: { 1: 0.9, 2: 0.08, 3: 0.02 } },
      { model: 'beta-factor', factors: { 3: 0.3 } },
    ];
    for (const group of groups) {
      const { events } = read(replicas(group)).tree;
      const ofA = [...events].filter(([name]) => name.includes('a')).map(([, probability]) => probability);
      expect(ofA.reduce((sum, one) => sum + one, 0)).toBeCloseTo(0.1, 12);
    }
  });

  it('takes levels as they follow each other, members that are defined elsewhere, and private groups', () => {
    const text = model(
      `<define-fault-tree name="shop">
        <define-gate name="top"><and><event name="pool.a"/><event name="pool.b"/></and></define-gate>
        <define-component name="pool" role="private">
          <define-basic-event name="a"/>
          <define-CCF-group name="replicas" model="phi-factor">
            <members><basic-event name="a"/><basic-event name="b"/></members>
            <factors><factor><float value="0.75"/></factor><factor><float value="0.25"/></factor></factors>
            <distribution><parameter name="down"/></distribution>
          </define-CCF-group>
          <define-parameter name="down"><float value="0.5"/></define-parameter>
        </define-component>
      </define-fault-tree>`,
    );
    expect(Object.fromEntries(read(text).tree.events)).toEqual({
      'shop.pool.[a]': 0.375,
      'shop.pool.[b]': 0.375,
      'shop.pool.[a b]': 0.125,
    });
  });
});

it('what is wrong with a group is said', () => {
  const said = (group: Group): string => problems(replicas(group)).join('\n');
  expect(said({ model: 'beta', factors: { 3: 0.1 } })).toContain('has the model "beta", which is not known');
  expect(said({ model: 'MGL', factors: { 1: 0.1 } })).toContain(
    'has a factor of level 1; levels go from 2 to 3',
  );
  expect(said({ model: 'alpha-factor', factors: { 1: 0.5, 3: 0.5 } })).toContain(
    'a factor for every level from 1',
  );
  expect(said({ model: 'phi-factor', factors: { 1: 0.5, 2: 0.25 } })).toContain('sum to 0.75');
  expect(said({ model: 'MGL', factors: { 2: 1.5 } })).toContain('has 1.5 where a number from 0 to 1 belongs');
  expect(said({ model: 'MGL', q: 2, factors: { 2: 0.5 } })).toContain(
    'has 2 where a number from 0 to 1 belongs',
  );
  expect(said({ model: 'MGL', members: ['a'], factors: { 2: 0.5 } })).toContain('at least two basic events');
  const many = Array.from({ length: 30 }, (_, index) => `replica${index}`);
  const all = Object.fromEntries(many.map((_, index) => [index + 2, 0.5]).slice(0, 29));
  expect(said({ model: 'MGL', members: many, factors: all })).toContain('Give factors for fewer levels');
});
