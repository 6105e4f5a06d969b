import type { ResourceModel } from '../resource-model.ts';
import { displayName } from './display-name.ts';

/** The subnets that a store may use. */
export const model: ResourceModel = {
  types: [
    'aws_db_subnet_group',
    'aws_docdb_subnet_group',
    'aws_neptune_subnet_group',
    'aws_elasticache_subnet_group',
    'aws_memorydb_subnet_group',
    'aws_redshift_subnet_group',
    'aws_dax_subnet_group',
    'aws_dms_replication_subnet_group',
  ],
  describe(resource) {
    return { kind: 'network', name: displayName(resource), facts: { networkPart: 'subnet-group' } };
  },
};
