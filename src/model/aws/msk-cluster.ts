import type { Stated } from '../../core/component.ts';
import type { Count } from '../../core/facts/stores.ts';
import type { Resource } from '../../core/resource.ts';
import { inherent, readNumber, readText } from '../read.ts';
import type { ResourceModel } from '../resource-model.ts';
import { engineFacts } from './stores/engine.ts';
import { derive, literalName } from '../presence.ts';
import { advise } from '../remedies.ts';

const PAGE = 'https://registry.terraform.io/providers/hashicorp/aws/5.100.0/docs/resources/msk_cluster';
const GUIDE = 'https://docs.aws.amazon.com/msk/latest/developerguide';

/** A Kafka cluster with brokers of its own. */
export const model: ResourceModel = {
  types: ['aws_msk_cluster'],
  describe(resource) {
    return {
      kind: 'topic',
      name: literalName(resource, 'cluster_name'),
      facts: {
        storeClass: 'broker',
        keepsData: inherent(resource, true, PAGE),
        ...engineFacts(resource, inherent(resource, 'kafka', PAGE), 'kafka_version', { kafka: 'amazon-msk' }),
        instanceClass: readText(resource, ['broker_node_group_info', 0, 'instance_type']),
        instances: brokers(resource),
        encryptedAtRest: inherent(resource, true, `${GUIDE}/msk-encryption.html`),
      },
      remedies: {
        'spread-over-zones': advise(
          'Give the brokers subnets in three zones, one broker or more in each',
          'Terraform replaces the cluster: move topics and consumers to the new one',
        ),
        'upgrade-engine': advise(
          'Raise kafka_version to a supported version',
          'brokers restart one after the other; topics need replicas to stay up',
        ),
      },
    };
  },
};

function brokers(resource: Resource): Stated<Count> | undefined {
  const nodes = readNumber(resource, ['number_of_broker_nodes']);
  return nodes && derive(nodes, (count) => ({ atLeast: count, atMost: count }));
}
