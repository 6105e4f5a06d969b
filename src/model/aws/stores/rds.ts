import type { Stated } from '../../../core/component.ts';
import type { Resource } from '../../../core/resource.ts';
import { readText } from '../../read.ts';
import type { Products } from './engine.ts';
import { derive } from '../../presence.ts';

/** Products of the support table by RDS engine. For Oracle and SQL Server it has their makers' dates. */
export const RDS_PRODUCTS: Products = {
  postgres: 'amazon-rds-postgresql',
  mysql: 'amazon-rds-mysql',
  mariadb: 'amazon-rds-mariadb',
  'aurora-postgresql': 'amazon-aurora-postgresql',
  'oracle-ee': 'oracle-database',
  'oracle-ee-cdb': 'oracle-database',
  'oracle-se2': 'oracle-database',
  'oracle-se2-cdb': 'oracle-database',
  'sqlserver-ee': 'mssqlserver',
  'sqlserver-se': 'mssqlserver',
  'sqlserver-ex': 'mssqlserver',
  'sqlserver-web': 'mssqlserver',
};

const EXTENDED = 'https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/extended-support.html';

/** True when the engine stays on its version after standard support and is billed for it. */
export function entersExtendedSupport(resource: Resource): Stated<boolean> {
  const mode = readText(resource, ['engine_lifecycle_support'], {
    value: 'open-source-rds-extended-support',
    source: EXTENDED,
  });
  return derive(mode, (text) => text !== 'open-source-rds-extended-support-disabled');
}
