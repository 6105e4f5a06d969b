import type { ResourceModel } from '../resource-model.ts';

/** A schedule of copies. What it selects and where the copies go is joined by the pass `backups`. */
export const model: ResourceModel = {
  types: ['aws_backup_plan', 'aws_backup_vault', 'aws_backup_logically_air_gapped_vault'],
  describe: () => ({ kind: 'other', facts: {} }),
};
