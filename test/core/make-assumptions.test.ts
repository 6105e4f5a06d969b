import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { AssumptionOverride } from '../../src/core/assumption.ts';
import { MINUTES_PER_YEAR } from '../../src/core/assumption.ts';
import { makeAssumptions } from '../../src/core/make-assumptions.ts';
import { UsageError } from '../../src/core/usage-error.ts';
import { readConfig } from '../../src/config/read-config.ts';
import { models } from '../../src/model/registry.generated.ts';

const data: unknown = JSON.parse(
  readFileSync(join(import.meta.dirname, '../../data/availability.json'), 'utf8'),
);

function overridesOf(section: string): readonly AssumptionOverride[] {
  const { config, errors } = readConfig('whatfails.yaml', `assumptions:\n${section}\n`);
  expect(errors).toEqual([]);
  return config.assumptions;
}

/** What is said about a section of the configuration that is well written and means nothing. */
function check(section: string, expected: string): void {
  const overrides = overridesOf(section);
  expect(() => makeAssumptions(data, overrides)).toThrow(new UsageError(expected));
}

describe('the data pack', () => {
  const { all, get, ofType } = makeAssumptions(data);

  it('gives single instance minus standby as the derivation of about an hour a year', () => {
    const zoneMinutes = get('zone_unavailability').likely * MINUTES_PER_YEAR;
    const savedMinutes = get('database_single').likely - get('database_standby').likely + zoneMinutes;
    expect(savedMinutes).toBeCloseTo(37 + 26.3, 1);
  });

  it('names a day and a source for every row, and a page where somebody else is the source', () => {
    for (const { name, asOf, source, page } of all) {
      expect(asOf, name).toMatch(/^20\d\d-\d\d-\d\d$/);
      if (source !== 'our judgement') expect(page, name).toMatch(/^https:\/\//);
    }
  });

  it('takes a promise as the bound of the high value, and a promise of 100 % as less', () => {
    const bucket = ofType('aws_s3_bucket');
    expect(bucket).toMatchObject({ name: 'service_aws_s3', low: 5.26, likely: 17.53, high: 526 });
    expect(ofType('aws_route53_zone')?.high).toBe(52.6);
    expect(ofType('aws_db_instance')).toBeUndefined();
  });

  it('knows only types that become components', () => {
    const known = new Set(models.flatMap(({ types }) => types));
    const services = all.filter(({ group }) => group === 'services');
    expect(services.flatMap(({ types }) => types).filter((type) => !known.has(type))).toEqual([]);
    expect(services.filter(({ types }) => types.length === 0)).toEqual([]);
  });
});

describe('the user has the last word', () => {
  it('a number is exactly known, a range keeps its source and grade', () => {
    const { get } = makeAssumptions(
      data,
      overridesOf(
        [
          '  zone_unavailability: 0.0001',
          '  change_fail_rate: { p10: 0.02, p50: 0.04, p90: 0.08, source: "incident log 2026", grade: A }',
        ].join('\n'),
      ),
    );
    expect(get('zone_unavailability')).toMatchObject({
      low: 0.0001,
      likely: 0.0001,
      high: 0.0001,
      grade: 'B',
      source: 'whatfails.yaml:2',
      origin: 'configuration',
    });
    expect(get('change_fail_rate')).toMatchObject({
      low: 0.02,
      likely: 0.04,
      high: 0.08,
      grade: 'A',
      source: 'incident log 2026',
    });
  });

  it('minutes a year and unavailability are one quantity', () => {
    const { get } = makeAssumptions(data, [
      ...overridesOf('  database_single: { p50: 0.0001, unit: unavailability }'),
      ...overridesOf('  zone_unavailability: { p50: 52.596, unit: minutes/year }'),
    ]);
    expect(get('database_single').likely).toBeCloseTo(52.596, 9);
    expect(get('zone_unavailability').likely).toBeCloseTo(0.0001, 12);
  });

  it('the command line stands before the configuration, in whatever order they come', () => {
    const tried: AssumptionOverride = {
      name: 'deploys',
      low: 1,
      likely: 2,
      high: 3,
      origin: 'command line',
      where: '--set deploys=1,2,3',
    };
    const { get } = makeAssumptions(data, [tried, ...overridesOf('  deploys: 200')]);
    expect(get('deploys')).toMatchObject({ likely: 2, origin: 'command line', grade: 'D' });
  });
});

describe('a number that cannot be', () => {
  it('of a name that there is not', () => {
    check(
      '  zone_unavailabilty: 0.1',
      'whatfails.yaml:2: no assumption is called "zone_unavailabilty"; did you mean "zone_unavailability"? ' +
        '`whatfails assumptions` lists them.',
    );
  });

  it('percentiles out of order', () => {
    check(
      '  deploys: { p10: 50, p50: 35, p90: 150 }',
      'whatfails.yaml:2: `deploys` is not in order: 50, 35, 150. ' +
        'Write the 10th, the 50th and the 90th percentile, the smallest first.',
    );
  });

  it('more than the whole', () => {
    check(
      '  change_fail_rate: 4',
      'whatfails.yaml:2: `change_fail_rate` is a part of a whole, from 0 to 1, but is 4. Write 4 % as 0.04.',
    );
    check(
      '  database_single: 600000',
      'whatfails.yaml:2: `database_single` is 600000 minutes a year, but a year has 525960.',
    );
  });

  it('less than nothing', () => {
    check('  deploys: -1', 'whatfails.yaml:2: `deploys` has -1 as its low value; nothing here is below 0.');
  });

  it('of another unit, or of none', () => {
    check(
      '  deploys: { p50: 2, unit: minutes }',
      'whatfails.yaml:2: `deploys` is given in events/year, not in "minutes".',
    );
    check(
      '  dns: { p50: 2, unit: minute/year }',
      'whatfails.yaml:2: `dns` is given in unavailability or minutes/year, not in "minute/year"; ' +
        'did you mean "minutes/year"?',
    );
  });

  it('every one is told, not only the first', () => {
    const overrides = overridesOf('  deploy: 1\n  canary_share: 2');
    expect(() => makeAssumptions(data, overrides)).toThrow(/:2: .*"deploys".*\n.*:3: `canary_share`/);
  });
});
