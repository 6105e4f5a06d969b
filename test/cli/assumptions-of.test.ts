import { describe, expect, it } from 'vitest';
import { UsageError } from '../../src/core/usage-error.ts';
import { assumptionsOf } from '../../src/cli/assumptions-of.ts';

const nothing = { assumptions: [] };

describe('--set', () => {
  it('takes a number, or a range', () => {
    const { get } = assumptionsOf(nothing, ['deploys=200', 'zone_unavailability=1e-5, 2e-5, 4e-5']);
    expect(get('deploys')).toMatchObject({ low: 200, likely: 200, high: 200, origin: 'command line' });
    expect(get('zone_unavailability')).toMatchObject({ low: 1e-5, likely: 2e-5, high: 4e-5 });
  });

  it.each([
    ['deploys', '--set deploys has no value. Write --set NAME=VALUE or NAME=LOW,LIKELY,HIGH.'],
    [
      'deploys=often',
      '--set deploys=often: "often" is no number and no range. ' +
        'Write --set NAME=VALUE or NAME=LOW,LIKELY,HIGH.',
    ],
    [
      'canary_share=5%',
      '--set canary_share=5%: "5%" is no number and no range. Write a share of 5 % as 0.05.',
    ],
    [
      'deploys=1,2',
      '--set deploys=1,2: "1,2" is no number and no range. Write --set NAME=VALUE or NAME=LOW,LIKELY,HIGH.',
    ],
    [
      'deplois=1',
      '--set deplois=1: no assumption is called "deplois"; did you mean "deploys"? ' +
        '`whatfails assumptions` lists them.',
    ],
  ])('%s', (flag, message) => {
    expect(() => assumptionsOf(nothing, [flag])).toThrow(new UsageError(message));
  });

  it('refuses two values of one name', () => {
    expect(() => assumptionsOf(nothing, ['deploys=1', 'deploys=2'])).toThrow(
      '--set deploys=2 and --set deploys=1 contradict each other. Give one of them.',
    );
  });
});
