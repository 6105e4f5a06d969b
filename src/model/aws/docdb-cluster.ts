import { inherent } from '../read.ts';
import type { ResourceModel } from '../resource-model.ts';
import { clusterFacts, clusterRemedies } from './stores/cluster.ts';
import { encryptedUnlessRestored } from './stores/encryption.ts';
import { engineFacts } from './stores/engine.ts';

const PAGE = 'https://registry.terraform.io/providers/hashicorp/aws/5.100.0/docs/resources/docdb_cluster';
const SERVICE = 'https://docs.aws.amazon.com/documentdb/latest/developerguide/what-is.html';

const PRODUCTS = { docdb: 'amazon-documentdb' };

/** A document database cluster; its machines are resources of their own. */
export const model: ResourceModel = {
  types: ['aws_docdb_cluster'],
  describe(resource) {
    return {
      kind: 'datastore',
      facts: {
        storeClass: 'document',
        ...clusterFacts(resource, PAGE),
        ...engineFacts(resource, inherent(resource, 'docdb', SERVICE), 'engine_version', PRODUCTS),
        encryptedAtRest: encryptedUnlessRestored(resource, { value: false, source: PAGE }),
      },
      remedies: clusterRemedies(resource),
    };
  },
};
