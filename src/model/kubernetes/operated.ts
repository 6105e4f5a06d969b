import type { ComponentKind } from '../../core/component.ts';
import type { Resource } from '../../core/resource.ts';
import { typeKey } from '../type-key.ts';
import type { ResourceModel } from '../resource-model.ts';
import { objectsAt } from './lists.ts';
import { publishedHosts } from './published-hosts.ts';
import { textAt } from './object.ts';

/** A program that an operator runs for one object. */
export const model: ResourceModel = {
  types: [
    'postgresql.cnpg.io/Cluster',
    'acid.zalan.do/postgresql',
    'postgres-operator.crunchydata.com/PostgresCluster',
    'mysql.oracle.com/InnoDBCluster',
    'pxc.percona.com/PerconaXtraDBCluster',
    'psmdb.percona.com/PerconaServerMongoDB',
    'pgv2.percona.com/PerconaPGCluster',
    'mongodbcommunity.mongodb.com/MongoDBCommunity',
    'k8s.mariadb.com/MariaDB',
    'elasticsearch.k8s.elastic.co/Elasticsearch',
    'kibana.k8s.elastic.co/Kibana',
    'apm.k8s.elastic.co/ApmServer',
    'redis.redis.opstreelabs.in/Redis',
    'redis.redis.opstreelabs.in/RedisCluster',
    'redis.redis.opstreelabs.in/RedisReplication',
    'redis.redis.opstreelabs.in/RedisSentinel',
    'databases.spotahome.com/RedisFailover',
    'dragonflydb.io/Dragonfly',
    'kafka.strimzi.io/Kafka',
    'kafka.strimzi.io/KafkaBridge',
    'kafka.strimzi.io/KafkaConnect',
    'rabbitmq.com/RabbitmqCluster',
    'minio.min.io/Tenant',
    'clickhouse.altinity.com/ClickHouseInstallation',
    'k8s.keycloak.org/Keycloak',
    'opentelemetry.io/OpenTelemetryCollector',
  ],
  describe(resource) {
    const { kind } = OPERATED.get(typeKey(resource)) ?? { kind: 'other' as const };
    const answersTo = objectsAt(resource, ...ADDITIONAL).items.flatMap(({ path }) =>
      publishedHosts(resource, [...path, 'serviceTemplate', 'metadata', 'annotations']),
    );
    return { kind, facts: answersTo.length > 0 ? { answersTo } : {} };
  },
};

interface Operated {
  readonly kind: ComponentKind;
  /** Names of the Services that the operator makes, with `*` for that of the object. */
  readonly services: readonly string[];
}

function operated(kind: ComponentKind, services: string): Operated {
  return { kind, services: services.split(' ') };
}

// As the documentation of each operator says, 2026-11:
// https://cloudnative-pg.io/documentation/current/service_management/
// https://github.com/zalando/postgres-operator/blob/master/docs/user.md
// https://strimzi.io/docs/operators/latest/configuring and https://www.rabbitmq.com/kubernetes/operator
// https://www.elastic.co/docs/deploy-manage/deploy/cloud-on-k8s/accessing-services
const OPERATED: ReadonlyMap<string, Operated> = new Map([
  ['postgresql.cnpg.io/Cluster', operated('datastore', '*-rw *-ro *-r')],
  ['acid.zalan.do/postgresql', operated('datastore', '* *-repl *-pooler *-pooler-repl')],
  [
    'postgres-operator.crunchydata.com/PostgresCluster',
    operated('datastore', '*-primary *-replicas *-ha *-pgbouncer'),
  ],
  ['mysql.oracle.com/InnoDBCluster', operated('datastore', '* *-instances')],
  ['pxc.percona.com/PerconaXtraDBCluster', operated('datastore', '*-haproxy *-proxysql *-pxc')],
  ['psmdb.percona.com/PerconaServerMongoDB', operated('datastore', '*-mongos *-rs0')],
  ['pgv2.percona.com/PerconaPGCluster', operated('datastore', '*-ha *-pgbouncer *-primary')],
  ['mongodbcommunity.mongodb.com/MongoDBCommunity', operated('datastore', '*-svc')],
  ['k8s.mariadb.com/MariaDB', operated('datastore', '* *-primary *-secondary *-internal')],
  ['elasticsearch.k8s.elastic.co/Elasticsearch', operated('datastore', '*-es-http *-es-internal-http')],
  ['kibana.k8s.elastic.co/Kibana', operated('workload', '*-kb-http')],
  ['apm.k8s.elastic.co/ApmServer', operated('workload', '*-apm-http')],
  ['redis.redis.opstreelabs.in/Redis', operated('cache', '* *-headless')],
  ['redis.redis.opstreelabs.in/RedisCluster', operated('cache', '*-leader *-follower *-master')],
  ['redis.redis.opstreelabs.in/RedisReplication', operated('cache', '* *-headless *-master *-replica')],
  ['redis.redis.opstreelabs.in/RedisSentinel', operated('cache', '*-sentinel')],
  ['databases.spotahome.com/RedisFailover', operated('cache', 'rfs-* rfrm-* rfrs-*')],
  ['dragonflydb.io/Dragonfly', operated('cache', '*')],
  ['kafka.strimzi.io/Kafka', operated('queue', '*-kafka-bootstrap *-kafka-brokers')],
  ['kafka.strimzi.io/KafkaBridge', operated('workload', '*-bridge-service')],
  ['kafka.strimzi.io/KafkaConnect', operated('workload', '*-connect-api')],
  ['rabbitmq.com/RabbitmqCluster', operated('queue', '* *-nodes')],
  ['minio.min.io/Tenant', operated('bucket', '*-hl *-console')],
  ['clickhouse.altinity.com/ClickHouseInstallation', operated('datastore', 'clickhouse-* chi-*')],
  ['k8s.keycloak.org/Keycloak', operated('workload', '*-service')],
  ['opentelemetry.io/OpenTelemetryCollector', operated('workload', '*-collector')],
]);

/** An object that an operator would make a Service of this name for. */
export interface Maker {
  readonly type: string;
  readonly name: string;
}

/** What objects a Service can come from by its name alone. */
export function makersOf(service: string): readonly Maker[] {
  const makers: Maker[] = [];
  for (const [type, { services }] of OPERATED) {
    for (const pattern of services) {
      const [before = '', after = ''] = pattern.split('*');
      const isLong = service.length > before.length + after.length;
      if (isLong && service.startsWith(before) && service.endsWith(after))
        makers.push({ type, name: service.slice(before.length, service.length - after.length) });
    }
  }
  return makers;
}

// https://cloudnative-pg.io/documentation/current/service_management/#adding-your-own-services
const ADDITIONAL = ['spec', 'managed', 'services', 'additional'] as const;

/** Whether an object itself asks its operator for a Service of this name. */
export function asksFor(resource: Resource, service: string): boolean {
  return objectsAt(resource, ...ADDITIONAL).items.some(
    ({ path }) => textAt(resource, [...path, 'serviceTemplate', 'metadata', 'name']) === service,
  );
}
