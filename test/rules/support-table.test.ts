import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { makeSupportTable } from '../../src/rules/support-table.ts';

const file = join(import.meta.dirname, '../../data/end-of-life.json');
const data: unknown = JSON.parse(readFileSync(file, 'utf8'));
const table = makeSupportTable(data);

/** What the table says of a version: `cycle supportEnds`, or nothing. */
function check(product: string, version: string, expected: string | undefined): void {
  const found = table.find(product, version);
  expect(found && `${found.cycle} ${String(found.supportEnds)}`, `${product} ${version}`).toBe(expected);
}

describe('support table', () => {
  it('takes the longest cycle that a version continues', () => {
    check('amazon-rds-postgresql', '12.19', '12 2025-02-28');
    check('amazon-rds-postgresql', '9.6.24', '9.6 2022-04-30');
    check('amazon-rds-mysql', '8.0.39', '8.0 2026-07-31');
    check('amazon-rds-mysql', '8.0.40', '8.0.40 2026-07-31');
    check('amazon-neptune', '1.1.1.0', '1.1.1.0 2026-11-30');
  });

  it('lets a shorter version float to the highest cycle below it', () => {
    check('amazon-elasticache-redis', '6.x', '6 2027-01-31');
    check('redis', '6', '6.2 2027-04-01');
    check('amazon-msk', '3.7.x.kraft', '3.7 2026-09-01');
  });

  it('reads versions as each product writes them', () => {
    check('amazon-opensearch', 'OpenSearch_2.5', '2.5 2025-11-07');
    check('amazon-opensearch', 'Elasticsearch_7.10', undefined);
    check('mssqlserver', '15.00.4043.16.v1', '15.0 2030-01-08');
    check('oracle-database', '19.0.0.0.ru-2021-01.rur-2021-01.r1', '19 2029-12-31');
    check('aws-lambda', 'nodejs16.x', 'nodejs16.x 2024-06-12');
    check('amazon-eks', '1.30', '1.30 2025-07-23');
  });

  it('knows that support is not over where no end is announced', () => {
    check('amazon-documentdb', '5.0.0', '5.0 false');
    check('amazon-mq-rabbitmq', '3.13', '3.13 false');
  });

  it('holds what is older than the oldest cycle for ended, and nothing newer than the newest', () => {
    check('amazon-rds-postgresql', '9.4.26', 'before 9.6 true');
    check('amazon-msk', '1.1.1', 'before 2.2 true');
    check('amazon-rds-postgresql', '99.1', undefined);
    check('amazon-rds-mysql', '8.1.0', undefined);
  });

  it('says nothing of products and versions it does not have', () => {
    check('amazon-aurora-mysql', '8.0.mysql_aurora.3.04.0', undefined);
    check('amazon-rds-postgresql', 'latest', undefined);
    check('aws-lambda', 'nodejs16', undefined);
  });

  it('tells whose calendar it is', () => {
    const provider = { basis: 'provider', extendedSupport: 'paid' };
    expect(table.find('amazon-rds-postgresql', '12')).toMatchObject(provider);
    expect(table.find('memcached', '1.5.16')).toMatchObject({ basis: 'upstream', title: 'Memcached' });
  });

  it('refuses malformed data', () => {
    expect(() => makeSupportTable({ asOf: '2026-08-22' })).toThrow('support table');
    expect(() => makeSupportTable([])).toThrow('not an object');
  });
});
