import type { RecognisedStore } from '../../../../core/facts/workload.ts';

/** A product that keeps data, and where its images keep it. */
export interface StoreImage {
  readonly product: string;
  readonly role: RecognisedStore['role'];
  /** Names of images in their own registries, exactly (`redis`, `bitnami/redis`). */
  readonly images: readonly string[];
  /** Directories of the image as it is, which settings may move. Empty: it keeps data in memory only. */
  readonly directories: readonly string[];
  /** Variables whose value is the directory. */
  readonly variables: readonly string[];
  /** Options of the command whose value is the directory. */
  readonly options: readonly string[];
}

function store(
  product: string,
  role: RecognisedStore['role'],
  images: readonly string[],
  rest: Partial<Pick<StoreImage, 'directories' | 'variables' | 'options'>> = {},
): StoreImage {
  return { product, role, images, directories: [], variables: [], options: [], ...rest };
}

/** Bitnami's images keep everything below one directory of their own. */
function bitnami(
  product: string,
  role: RecognisedStore['role'],
  name: string,
  variables: readonly string[] = [],
): StoreImage {
  const images = ['bitnami', 'bitnamilegacy', 'bitnamisecure'].map((owner) => `${owner}/${name}`);
  const volume = name.replace(/-(?:repmgr|galera|cluster|sentinel|sharded)$/, '');
  return store(product, role, images, { directories: [`/bitnami/${volume}`], variables });
}

// Directories as the images' own documentation says (hub.docker.com and the vendors' pages), 2026-11.
const DATABASES: readonly StoreImage[] = [
  store(
    'PostgreSQL',
    'database',
    [
      'postgres',
      'postgis/postgis',
      'timescale/timescaledb',
      'timescale/timescaledb-ha',
      'pgvector/pgvector',
      'ankane/pgvector',
      'supabase/postgres',
      'tensorchord/pgvecto-rs',
      'tensorchord/vchord-postgres',
      'immich-app/postgres',
    ],
    { directories: ['/var/lib/postgresql/data'], variables: ['PGDATA'], options: ['-D'] },
  ),
  bitnami('PostgreSQL', 'database', 'postgresql', ['POSTGRESQL_DATA_DIR', 'PGDATA']),
  bitnami('PostgreSQL', 'database', 'postgresql-repmgr', ['POSTGRESQL_DATA_DIR', 'PGDATA']),
  store('MySQL', 'database', ['mysql', 'mysql/mysql-server', 'percona', 'percona/percona-server'], {
    directories: ['/var/lib/mysql'],
    options: ['--datadir'],
  }),
  bitnami('MySQL', 'database', 'mysql', ['MYSQL_DATA_DIR']),
  store('MariaDB', 'database', ['mariadb'], { directories: ['/var/lib/mysql'], options: ['--datadir'] }),
  store('MariaDB', 'database', ['linuxserver/mariadb'], { directories: ['/config'] }),
  bitnami('MariaDB', 'database', 'mariadb', ['MARIADB_DATA_DIR']),
  bitnami('MariaDB', 'database', 'mariadb-galera', ['MARIADB_DATA_DIR']),
  store(
    'MongoDB',
    'database',
    ['mongo', 'mongodb/mongodb-community-server', 'percona/percona-server-mongodb'],
    { directories: ['/data/db'], options: ['--dbpath'] },
  ),
  bitnami('MongoDB', 'database', 'mongodb', ['MONGODB_DATA_DIR']),
  bitnami('MongoDB', 'database', 'mongodb-sharded', ['MONGODB_DATA_DIR']),
  store('Cassandra', 'database', ['cassandra'], { directories: ['/var/lib/cassandra'] }),
  bitnami('Cassandra', 'database', 'cassandra', ['CASSANDRA_DATA_DIR']),
  store('ScyllaDB', 'database', ['scylladb/scylla'], { directories: ['/var/lib/scylla'] }),
  store('CockroachDB', 'database', ['cockroachdb/cockroach'], {
    directories: ['/cockroach/cockroach-data'],
    options: ['--store'],
  }),
  store('ClickHouse', 'database', ['clickhouse/clickhouse-server', 'yandex/clickhouse-server'], {
    directories: ['/var/lib/clickhouse'],
  }),
  bitnami('ClickHouse', 'database', 'clickhouse', ['CLICKHOUSE_DATA_DIR']),
  store('CouchDB', 'database', ['couchdb'], { directories: ['/opt/couchdb/data'] }),
  store('Neo4j', 'database', ['neo4j'], { directories: ['/data'] }),
  store('ArangoDB', 'database', ['arangodb', 'arangodb/arangodb'], { directories: ['/var/lib/arangodb3'] }),
  store('SQL Server', 'database', ['mssql/server'], { directories: ['/var/opt/mssql'] }),
  store('RethinkDB', 'database', ['rethinkdb'], { directories: ['/data'], options: ['--directory', '-d'] }),
  store('Qdrant', 'database', ['qdrant/qdrant'], { directories: ['/qdrant/storage'] }),
  store('DynamoDB Local', 'database', ['amazon/dynamodb-local', 'aws-dynamodb-local/aws-dynamodb-local'], {
    options: ['-dbPath'],
  }),
  store('InfluxDB', 'metrics', ['influxdb'], { directories: ['/var/lib/influxdb2'] }),
  store('Prometheus', 'metrics', ['prom/prometheus', 'prometheus/prometheus'], {
    directories: ['/prometheus'],
    options: ['--storage.tsdb.path'],
  }),
  // Traces in memory, unless a backend is named: then a second pod is no copy of the first either.
  store('Jaeger', 'metrics', ['jaegertracing/all-in-one', 'jaegertracing/jaeger']),
  store('Zipkin', 'metrics', ['openzipkin/zipkin', 'openzipkin/zipkin-slim']),
  store('VictoriaMetrics', 'metrics', ['victoriametrics/victoria-metrics', 'victoriametrics/vmstorage'], {
    directories: ['/victoria-metrics-data'],
    options: ['-storageDataPath', '--storageDataPath'],
  }),
];

const CACHES: readonly StoreImage[] = [
  store('Redis', 'cache', ['redis', 'redis/redis-stack', 'redis/redis-stack-server'], {
    directories: ['/data'],
    options: ['--dir'],
  }),
  bitnami('Redis', 'cache', 'redis', ['REDIS_DATA_DIR']),
  bitnami('Redis', 'cache', 'redis-cluster', ['REDIS_DATA_DIR']),
  store('Valkey', 'cache', ['valkey/valkey', 'valkey-io/valkey', 'valkey'], {
    directories: ['/data'],
    options: ['--dir'],
  }),
  bitnami('Valkey', 'cache', 'valkey', ['VALKEY_DATA_DIR']),
  bitnami('Valkey', 'cache', 'valkey-cluster', ['VALKEY_DATA_DIR']),
  store('KeyDB', 'cache', ['eqalpha/keydb'], { directories: ['/data'], options: ['--dir'] }),
  store('Dragonfly', 'cache', ['dragonflydb/dragonfly'], { directories: ['/data'], options: ['--dir'] }),
  store('Memcached', 'cache', ['memcached', 'bitnami/memcached', 'bitnamilegacy/memcached']),
];

const BROKERS: readonly StoreImage[] = [
  store('RabbitMQ', 'broker', ['rabbitmq'], {
    directories: ['/var/lib/rabbitmq'],
    variables: ['RABBITMQ_MNESIA_BASE', 'RABBITMQ_MNESIA_DIR'],
  }),
  bitnami('RabbitMQ', 'broker', 'rabbitmq', ['RABBITMQ_MNESIA_DIR']),
  store('Kafka', 'broker', ['apache/kafka', 'apache/kafka-native'], {
    directories: ['/tmp/kraft-combined-logs'],
    variables: ['KAFKA_LOG_DIRS', 'KAFKA_LOG_DIR'],
  }),
  store('Kafka', 'broker', ['confluentinc/cp-kafka', 'confluentinc/cp-server'], {
    directories: ['/var/lib/kafka/data'],
    variables: ['KAFKA_LOG_DIRS'],
  }),
  store('Kafka', 'broker', ['wurstmeister/kafka'], {
    directories: ['/kafka'],
    variables: ['KAFKA_LOG_DIRS'],
  }),
  bitnami('Kafka', 'broker', 'kafka', ['KAFKA_CFG_LOG_DIRS', 'KAFKA_CFG_LOG_DIR']),
  store('Redpanda', 'broker', ['redpandadata/redpanda'], { directories: ['/var/lib/redpanda/data'] }),
  // Without JetStream it keeps nothing; with it, where the option says.
  store('NATS', 'broker', ['nats', 'bitnami/nats'], { options: ['-sd', '--store_dir'] }),
  store('ActiveMQ', 'broker', ['apache/activemq-classic', 'rmohr/activemq'], {
    directories: ['/opt/apache-activemq/data'],
  }),
  store('ActiveMQ Artemis', 'broker', ['apache/activemq-artemis'], {
    directories: ['/var/lib/artemis-instance'],
  }),
  store('Mosquitto', 'broker', ['eclipse-mosquitto'], { directories: ['/mosquitto/data'] }),
  store('EMQX', 'broker', ['emqx', 'emqx/emqx'], { directories: ['/opt/emqx/data'] }),
];

const OTHERS: readonly StoreImage[] = [
  store('Elasticsearch', 'search', ['elasticsearch', 'elasticsearch/elasticsearch'], {
    directories: ['/usr/share/elasticsearch/data'],
    variables: ['path.data'],
  }),
  bitnami('Elasticsearch', 'search', 'elasticsearch', ['ELASTICSEARCH_DATA_DIR_LIST']),
  store('OpenSearch', 'search', ['opensearchproject/opensearch'], {
    directories: ['/usr/share/opensearch/data'],
    variables: ['path.data'],
  }),
  store('Solr', 'search', ['solr'], { directories: ['/var/solr'] }),
  store('Meilisearch', 'search', ['getmeili/meilisearch'], {
    directories: ['/meili_data'],
    variables: ['MEILI_DB_PATH'],
    options: ['--db-path'],
  }),
  store('Typesense', 'search', ['typesense/typesense'], {
    variables: ['TYPESENSE_DATA_DIR'],
    options: ['--data-dir'],
  }),
  store('MinIO', 'object-store', ['minio/minio'], {
    variables: ['MINIO_VOLUMES'],
    options: ['server'],
  }),
  bitnami('MinIO', 'object-store', 'minio', ['MINIO_DATA_DIR']),
  store('etcd', 'coordination', ['coreos/etcd', 'etcd', 'etcd-development/etcd'], {
    variables: ['ETCD_DATA_DIR'],
    options: ['--data-dir'],
  }),
  bitnami('etcd', 'coordination', 'etcd', ['ETCD_DATA_DIR']),
  store('ZooKeeper', 'coordination', ['zookeeper'], {
    directories: ['/data'],
    variables: ['ZOO_DATA_DIR'],
  }),
  store('ZooKeeper', 'coordination', ['confluentinc/cp-zookeeper'], {
    directories: ['/var/lib/zookeeper/data'],
    variables: ['ZOOKEEPER_DATA_DIR'],
  }),
  bitnami('ZooKeeper', 'coordination', 'zookeeper', ['ZOO_DATA_DIR']),
  store('Consul', 'coordination', ['consul', 'hashicorp/consul'], {
    directories: ['/consul/data'],
    options: ['-data-dir'],
  }),
];

/** Products by the name of the image. */
export const storeByImage: ReadonlyMap<string, StoreImage> = new Map(
  [...DATABASES, ...CACHES, ...BROKERS, ...OTHERS].flatMap((one) =>
    one.images.map((image): [string, StoreImage] => [image, one]),
  ),
);
