import type { Stated } from '../../core/component.ts';
import type { Facts } from '../../core/facts.ts';
import type { Remedy } from '../../core/remedy.ts';
import type { Resource } from '../../core/resource.ts';
import { isDataList, Unknown } from '../../core/value.ts';
import { lookup } from '../../core/lookup.ts';
import { dataAt, inherent, readBool, readText } from '../read.ts';
import type { ResourceModel } from '../resource-model.ts';
import { engineFacts } from './stores/engine.ts';
import { derive, literalName } from '../presence.ts';
import { advise, setTo } from '../remedies.ts';

const PAGE = 'https://registry.terraform.io/providers/hashicorp/aws/5.100.0/docs/resources/mq_broker';
const GUIDE = 'https://docs.aws.amazon.com/amazon-mq/latest/developer-guide';

const OFF = { value: false, source: PAGE };

/** An ActiveMQ or RabbitMQ broker: one machine, a pair in two zones, or three in three. */
export const model: ResourceModel = {
  types: ['aws_mq_broker'],
  describe(resource) {
    const engine = readText(resource, ['engine_type']);
    return {
      kind: 'queue',
      name: literalName(resource, 'broker_name'),
      facts: {
        storeClass: 'broker',
        keepsData: inherent(resource, true, `${GUIDE}/welcome.html`),
        ...engineFacts(resource, engine, 'engine_version', {
          activemq: 'amazon-mq-activemq',
          rabbitmq: 'amazon-mq-rabbitmq',
        }),
        instanceClass: readText(resource, ['host_instance_type']),
        followsMinorVersions: readBool(resource, ['auto_minor_version_upgrade'], OFF),
        ...machineFacts(resource),
        encryptedAtRest: inherent(resource, true, `${GUIDE}/data-protection.html`),
        requiresTls: inherent(resource, true, `${GUIDE}/data-protection.html`),
        hasPublicAddress: readBool(resource, ['publicly_accessible'], OFF),
      },
      remedies: {
        'spread-over-zones': spread(resource, engine),
        'upgrade-engine': setTo(resource, ['auto_minor_version_upgrade'], true, {
          safety: 'review',
          caution: 'the service then upgrades minor versions in its maintenance window',
        }),
      },
    };
  },
};

const MACHINES: Readonly<Record<string, number>> = {
  SINGLE_INSTANCE: 1,
  ACTIVE_STANDBY_MULTI_AZ: 2,
  CLUSTER_MULTI_AZ: 3,
};

function machineFacts(resource: Resource): Pick<Facts, 'instances' | 'automaticFailover'> {
  const mode = readText(resource, ['deployment_mode'], { value: 'SINGLE_INSTANCE', source: PAGE });
  const machines = derive(mode, (text) => lookup(MACHINES, text) ?? 1);
  return {
    instances: derive(machines, (count) => ({ atLeast: count, atMost: count })),
    automaticFailover: derive(machines, (count) => count > 1),
  };
}

function spread(resource: Resource, engine: Stated<string> | undefined): Remedy {
  const caution = 'Terraform replaces the broker: drain its queues first. It needs a subnet in each zone';
  const subnets = dataAt(resource, 'subnet_ids');
  // Which subnet of another zone it should have is a person's choice.
  const isInOne = isDataList(subnets) && subnets.length === 1;
  if (isInOne || engine === undefined || Unknown.is(engine.value)) {
    return advise('Use a deployment mode with several zones', caution);
  }
  const mode = engine.value.toLowerCase() === 'rabbitmq' ? 'CLUSTER_MULTI_AZ' : 'ACTIVE_STANDBY_MULTI_AZ';
  return setTo(resource, ['deployment_mode'], mode, { safety: 'review', caution });
}
