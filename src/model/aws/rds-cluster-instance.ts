import type { Facts } from '../../core/facts.ts';
import type { StoreClass } from '../../core/facts/stores.ts';
import type { Resource } from '../../core/resource.ts';
import { readBool, readText } from '../read.ts';
import type { ResourceModel } from '../resource-model.ts';
import { creditFacts, CREDITS } from './stores/burstable.ts';
import { leaveBurstableClass, MEMORY_FAMILY } from './stores/remedies.ts';
import { setTo } from '../remedies.ts';

const PAGE = 'https://registry.terraform.io/providers/hashicorp/aws/5.100.0/docs/resources';

/** One machine of an Aurora, DocumentDB or Neptune cluster. The data and its guards are the cluster's. */
export const model: ResourceModel = {
  types: ['aws_rds_cluster_instance', 'aws_docdb_cluster_instance', 'aws_neptune_cluster_instance'],
  describe(resource) {
    return {
      kind: 'datastore',
      facts: {
        storeClass: classOf(resource),
        engine: readText(resource, ['engine']),
        ...creditFacts(readText(resource, ['instance_class']), creditsOf(resource)),
        ...addressFacts(resource),
      },
      remedies: {
        'leave-burstable-class': leaveBurstableClass(resource, 'instance_class', MEMORY_FAMILY),
        'leave-internet': setTo(resource, ['publicly_accessible'], false, {
          safety: 'review',
          caution: 'clients outside the network lose access',
        }),
      },
    };
  },
};

function classOf(resource: Resource): StoreClass {
  if (resource.type === 'aws_docdb_cluster_instance') return 'document';
  return resource.type === 'aws_neptune_cluster_instance' ? 'graph' : 'relational';
}

function creditsOf(resource: Resource): (typeof CREDITS)[keyof typeof CREDITS] {
  if (resource.type === 'aws_docdb_cluster_instance') return CREDITS.documentdb;
  return resource.type === 'aws_neptune_cluster_instance' ? CREDITS.neptune : CREDITS.rds;
}

// DocumentDB instances never get an address on the internet, and cannot be told to.
function addressFacts(resource: Resource): Pick<Facts, 'hasPublicAddress'> {
  if (resource.type === 'aws_docdb_cluster_instance') return {};
  const source = `${PAGE}/${resource.type.replace('aws_', '')}`;
  return { hasPublicAddress: readBool(resource, ['publicly_accessible'], { value: false, source }) };
}
