import type { Stated } from '../../core/component.ts';
import type { Facts } from '../../core/facts.ts';
import type { Resource } from '../../core/resource.ts';
import { Unknown } from '../../core/value.ts';
import type { Value } from '../../core/value.ts';
import { dataAt, inherent, readBool, readNumber, readText } from '../read.ts';
import type { ResourceModel } from '../resource-model.ts';
import { clusterFacts, clusterRemedies } from './stores/cluster.ts';
import { creditFacts, CREDITS } from './stores/burstable.ts';
import { encryptedUnlessRestored } from './stores/encryption.ts';
import { engineFacts } from './stores/engine.ts';
import { derive, isSet } from '../presence.ts';
import { RDS_PRODUCTS, entersExtendedSupport } from './stores/rds.ts';

const PAGE = 'https://registry.terraform.io/providers/hashicorp/aws/5.100.0/docs/resources/rds_cluster';
const GUIDE = 'https://docs.aws.amazon.com/AmazonRDS/latest/AuroraUserGuide';
const RDS_GUIDE = 'https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide';
const MULTI_ZONE = `${RDS_GUIDE}/multi-az-db-clusters-concepts.html`;

/** An Aurora cluster (data on shared storage, instances that serve it), or a multi-zone cluster of RDS. */
export const model: ResourceModel = {
  types: ['aws_rds_cluster'],
  describe(resource) {
    const deletesBackups = readBool(resource, ['delete_automated_backups'], { value: true, source: PAGE });
    return {
      kind: 'datastore',
      facts: {
        storeClass: 'relational',
        ...clusterFacts(resource, PAGE),
        keepsBackupsAfterDeletion: derive(deletesBackups, (deletes) => !deletes),
        ...engineFacts(resource, readText(resource, ['engine']), 'engine_version', RDS_PRODUCTS),
        ...multiZoneFacts(resource),
        scalesToZero: scalesToZero(resource),
        encryptedAtRest: encryptedAtRest(resource),
        entersExtendedSupport: entersExtendedSupport(resource),
      },
      remedies: clusterRemedies(resource),
    };
  },
};

/**
 * Whether `aws_rds_cluster_instance` resources serve this cluster: not in a multi-zone cluster of RDS, which
 * brings its three machines, and not in Aurora Serverless v1, which hides them.
 */
export function isServedByInstances(resource: Resource): Value<boolean> {
  const ownMachines = isSet(resource, ['db_cluster_instance_class']);
  if (ownMachines === true) return false;
  const mode = readText(resource, ['engine_mode'], { value: 'provisioned', source: PAGE }).value;
  if (mode === 'serverless') return false;
  return Unknown.is(ownMachines) ? ownMachines : Unknown.is(mode) ? mode : true;
}

function multiZoneFacts(resource: Resource): Partial<Facts> {
  if (isSet(resource, ['db_cluster_instance_class']) !== true) return {};
  const claimsSeveralZones = inherent(resource, true, MULTI_ZONE);
  return {
    claimsSeveralZones,
    automaticFailover: claimsSeveralZones,
    ...creditFacts(readText(resource, ['db_cluster_instance_class']), CREDITS.rds),
  };
}

function scalesToZero(resource: Resource): Stated<boolean> | undefined {
  const minimum = readNumber(resource, ['serverlessv2_scaling_configuration', 0, 'min_capacity']);
  return minimum && derive(minimum, (capacity) => capacity === 0);
}

const ENCRYPTED_SINCE = '2026-02-18';

/**
 * New Aurora clusters are always encrypted since 2026-02-18, so what nobody wrote depends on when the cluster
 * was made; a multi-zone cluster of RDS keeps the old default.
 */
function encryptedAtRest(resource: Resource): Stated<boolean> | undefined {
  if (dataAt(resource, 'engine_mode') === 'serverless') return inherent(resource, true, PAGE);
  if (isSet(resource, ['db_cluster_instance_class']) === true) {
    return encryptedUnlessRestored(resource, { value: false, source: PAGE });
  }
  const value = new Unknown({
    reason: 'not-in-inputs',
    detail: `encryption is the default since ${ENCRYPTED_SINCE}; how old ${resource.address} is nothing says`,
    settledBy: `storage_encrypted of ${resource.address}, or a state file`,
  });
  return encryptedUnlessRestored(resource, { value, source: `${GUIDE}/Overview.Encryption.html` });
}
