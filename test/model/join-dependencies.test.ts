import { describe, expect, it } from 'vitest';
import type { Dependency } from '../../src/core/dependency.ts';
import { componentId } from '../../src/core/id.ts';
import { Unknown } from '../../src/core/value.ts';
import { joinDependencies } from '../../src/model/join-dependencies.ts';

const open = new Unknown({ reason: 'rule-question', detail: 'nobody says' });
const one = (says: string, rest: Partial<Dependency>): Dependency => ({
  from: componentId('shop'),
  to: componentId('orders-db'),
  kind: 'stores',
  strength: open,
  grade: 'C',
  evidence: [{ says }],
  ...rest,
});

describe('dependencies that say the same', () => {
  it('are one, with all evidence, the best grade and the strength that is known', () => {
    const joined = joinDependencies([
      one('a setting', {}),
      one('a permission', { grade: 'B' }),
      one('a setting', { strength: 'soft' }),
      one('a probe', { strength: 'hard' }),
    ]);
    expect(joined).toEqual([
      {
        ...one('', { grade: 'B', strength: 'hard' }),
        evidence: [{ says: 'a setting' }, { says: 'a permission' }, { says: 'a probe' }],
      },
    ]);
  });

  it('stay apart where one is only possible, or another thing is meant', () => {
    const some = [
      one('a setting', {}),
      one('a permission', { candidate: true }),
      one('a queue', { kind: 'consumes' }),
    ];
    expect(joinDependencies(some)).toEqual(some);
  });
});
