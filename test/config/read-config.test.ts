import { describe, expect, it } from 'vitest';
import { defaultConfig, readConfig } from '../../src/config/read-config.ts';

/** Errors and notes of a configuration, as `line message`. */
function check(text: string, expected: readonly string[]): void {
  const { errors, notes } = readConfig('whatfails.yaml', text);
  expect([...errors, ...notes].map(({ message, place }) => `${place.line} ${message}`)).toEqual(expected);
}

describe('a valid configuration', () => {
  it('may be empty', () => {
    expect(readConfig('whatfails.yaml', '')).toEqual({ config: defaultConfig, errors: [], notes: [] });
    expect(readConfig('whatfails.yaml', '# nothing yet\n').config).toEqual(defaultConfig);
  });

  it('takes the name of a service for the name of its component', () => {
    const { config, errors } = readConfig('whatfails.yaml', 'services: { orders: { peak_rps: 30 } }\n');
    expect(errors).toEqual([]);
    expect(config.declared.services).toMatchObject([{ name: 'orders', match: ['orders'], peakRps: 30 }]);
  });

  it('fills settings, environments, accepts and gate', () => {
    const { config, errors } = readConfig(
      'whatfails.yaml',
      `
edition: 2026-1
stage: scale
environments:
  - { root: infra/live, name: production }
sources: { terraform: [infra/live] }
required_tags: [owner]
own_accounts: ["012345678901"]
minimum_backup_days: 14
accept:
  - rule: resilience/single-zone-database
    on: orders-db
    reason: rebuilt in 20 minutes
    until: 2027-03-31
gate: { fail_on: new, max_unknown: 20% }
`,
    );
    expect(errors).toEqual([]);
    expect(config.settings).toEqual({
      ...defaultConfig.settings,
      stage: 'scale',
      requiredTags: ['owner'],
      ownAccounts: ['012345678901'],
      minimumBackupDays: 14,
    });
    expect(config.terraformFolders).toEqual(['infra/live']);
    expect(config.environments).toMatchObject([
      { root: 'infra/live', name: 'production', place: { line: 5 } },
    ]);
    expect(config.accepts).toMatchObject([
      {
        how: 'file',
        rule: 'resilience/single-zone-database',
        on: 'orders-db',
        until: '2027-03-31',
        by: undefined,
        place: { file: 'whatfails.yaml', line: 11 },
      },
    ]);
    expect(config.gate).toEqual({ failOn: 'new', maxUnknownPercent: 20 });
  });

  it('says which sections wait for a later version', () => {
    check('money: { currency: USD }\nsources: { kubernetes: [deploy/], terraform: [tf] }\n', [
      '1 `money` is not used yet.',
      '2 `sources.kubernetes` is not used yet.',
    ]);
  });
});

describe('a mistake is told with its line', () => {
  it('an unknown key, with the nearest known one', () => {
    check('stage: seed\naccpet: []\n', ['2 unknown key `accpet`; did you mean "accept"?']);
    check('gate:\n  fail-on: now\n', ['2 unknown key `fail-on`; did you mean "fail_on"?']);
    check('accept:\n  - { rule: a/b, on: x, reason: y, until: 2027-01-01, untill: z }\n', [
      '2 unknown key `untill`; did you mean "until"?',
    ]);
  });

  it('a value outside its range', () => {
    check('stage: grwth\n', ['1 `stage` is "grwth", but can be seed, growth, scale; did you mean "growth"?']);
    check('edition: 2031-4\n', ['1 edition 2031-4 is not known here; this version has 2026-1.']);
  });

  it('an accept without reason or end, or with a day that does not exist', () => {
    check('accept:\n  - rule: a/b\n    on: x\n    until: 2027-02-30\n', [
      '2 `accept[0].reason` is missing.',
      '4 `accept[0].until` is not a day of the calendar.',
    ]);
  });

  it('an account number without quotes, which would lose its zeros', () => {
    check('own_accounts: [012345678901]\n', [
      '1 `own_accounts[0]` is the number 12345678901, but must be a text: put it in quotes.',
    ]);
  });

  it('an environment for no stack', () => {
    check('environments:\n  - name: production\n', [
      '2 `environments[0]` needs one of `root`, `variables` or `stack`: which stacks are meant?',
    ]);
  });

  it('an assumption that is no number, or half a range', () => {
    const form = 'must be a number, or a range as { p10: 0.02, p50: 0.04, p90: 0.08 }.';
    check('assumptions:\n  deploys: often\n', [`2 \`assumptions.deploys\` ${form}`]);
    check('assumptions:\n  deploys: [12, 35]\n', [`2 \`assumptions.deploys\` ${form}`]);
    check('assumptions:\n  deploys: { p50: often }\n', [
      '2 `assumptions.deploys.p50` is the text "often", but must be a number.',
    ]);
    check('assumptions:\n  deploys: { p50: 35, p90: 150 }\n', [
      '2 `assumptions.deploys` has only one of `p10` and `p90`: ' +
        'give both, or neither where the value is exactly known.',
    ]);
    check('assumptions:\n  deploys: { p5: 35, p50: 40 }\n', ['2 unknown key `p5`; did you mean "p50"?']);
    check('services: { orders: { peak_rps: -3 } }', [
      '1 `services.orders.peak_rps` is -3, but must be more than 0.',
    ]);
    check('assumptions:\n  deploys: { p10: 12 }\n', ['2 `assumptions.deploys.p50` is missing.']);
  });

  it('text that is not YAML, a second value of a key, and a bomb of aliases', () => {
    expect(readConfig('whatfails.yaml', 'stage: [seed\n').errors).toMatchObject([{ place: { line: 2 } }]);
    expect(readConfig('whatfails.yaml', 'stage: seed\nstage: seed\n').errors).toMatchObject([
      { place: { line: 2 } },
    ]);
    const bomb = `a: &a [1,1,1,1,1,1,1,1,1]\nb: &b [${'*a,'.repeat(60)}]\nc: [${'*b,'.repeat(60)}]\n`;
    expect(readConfig('whatfails.yaml', bomb).errors).toHaveLength(1);
  });
});
