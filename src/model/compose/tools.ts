import type { Resource } from '../../core/resource.ts';
import { imageParts } from '../image-parts.ts';
import { imageName } from '../kubernetes/pods/known-images.ts';
import { readText } from '../read.ts';

/** Whether a service is a tool that developers look at, or a double of somebody else's service. */
export function isToolForPeople(resource: Resource): boolean {
  const text = readText(resource, ['image'])?.value;
  const repository = text === undefined ? undefined : imageParts(text).repository;
  return typeof repository === 'string' && TOOLS.has(imageName(repository));
}

const TOOLS: ReadonlySet<string> = new Set([
  'adminer',
  'axllent/mailpit',
  'confluentinc/cp-enterprise-control-center',
  'dpage/pgadmin4',
  'localstack/localstack',
  'logstash',
  'logstash/logstash',
  'mailhog/mailhog',
  'maildev/maildev',
  'azure-storage/azurite',
  'mockserver/mockserver',
  'mongo-express',
  'motoserver/moto',
  'obsidiandynamics/kafdrop',
  'phpmyadmin',
  'phpmyadmin/phpmyadmin',
  'portainer/portainer-ce',
  'provectuslabs/kafka-ui',
  'redis/redisinsight',
  'rediscommander/redis-commander',
  'selenium/hub',
  'selenium/standalone-chrome',
  'sj26/mailcatcher',
  'softwaremill/elasticmq',
  'softwaremill/elasticmq-native',
  'stripe/stripe-mock',
  'swaggerapi/swagger-ui',
  'wiremock/wiremock',
]);
