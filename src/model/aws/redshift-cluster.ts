import type { Stated } from '../../core/component.ts';
import type { Resource } from '../../core/resource.ts';
import { Unknown } from '../../core/value.ts';
import { at, inherent, readBool, readNumber, readText } from '../read.ts';
import type { ResourceModel } from '../resource-model.ts';
import { keepBackups, takeFinalSnapshot } from './stores/remedies.ts';
import { setTo } from '../remedies.ts';

const PAGE = 'https://registry.terraform.io/providers/hashicorp/aws/5.100.0/docs/resources/redshift_cluster';
const UPGRADE = 'https://registry.terraform.io/providers/hashicorp/aws/latest/docs/guides/version-6-upgrade';
const ZONES = 'https://docs.aws.amazon.com/redshift/latest/mgmt/managing-cluster-multi-az.html';

/** A data warehouse cluster. */
export const model: ResourceModel = {
  types: ['aws_redshift_cluster'],
  describe(resource) {
    return {
      kind: 'datastore',
      facts: {
        storeClass: 'warehouse',
        keepsData: inherent(resource, true, PAGE),
        engine: inherent(resource, 'redshift', PAGE),
        instanceClass: readText(resource, ['node_type']),
        automaticFailover: readBool(resource, ['multi_az'], { value: false, source: ZONES }),
        skipsFinalSnapshot: readBool(resource, ['skip_final_snapshot'], { value: false, source: PAGE }),
        backupRetentionDays: readNumber(resource, ['automated_snapshot_retention_period'], {
          value: 1,
          source: PAGE,
        }),
        encryptedAtRest: readBool(resource, ['encrypted']) ?? changedInVersion6(resource, 'encrypted'),
        hasPublicAddress:
          readBool(resource, ['publicly_accessible']) ?? changedInVersion6(resource, 'publicly_accessible'),
      },
      remedies: {
        'keep-backups': keepBackups(resource, 'automated_snapshot_retention_period'),
        'take-final-snapshot': takeFinalSnapshot(resource, 'cluster_identifier'),
        'spread-over-zones': setTo(resource, ['multi_az'], true, {
          safety: 'review',
          caution: 'only RA3 nodes can do it, and the nodes are paid twice',
        }),
        'leave-internet': setTo(resource, ['publicly_accessible'], false, {
          safety: 'review',
          caution: 'clients outside the network lose access',
        }),
        'encrypt-at-rest': setTo(resource, ['encrypted'], true, {
          safety: 'review',
          caution: 'the cluster copies its data and only reads until it is done',
        }),
      },
    };
  },
};

// Version 6 of the provider made clusters private and encrypted by default; earlier ones did the opposite.
function changedInVersion6(resource: Resource, attribute: string): Stated<boolean> {
  const value = new Unknown({
    reason: 'not-in-inputs',
    detail: `the default of ${attribute} differs between versions 5 and 6 of the AWS provider`,
    settledBy: `${attribute} of ${resource.address}`,
  });
  return { value, at: [at(resource, attribute)], origin: 'default', source: UPGRADE };
}
