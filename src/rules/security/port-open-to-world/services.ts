import type { AccessRule } from '../../../core/facts/network.ts';
import { Unknown } from '../../../core/value.ts';

/** Ports that stores and control services listen on: IANA service names and the makers' documentation. */
const SERVICES: ReadonlyMap<number, string> = new Map([
  [21, 'FTP'],
  [23, 'Telnet'],
  [25, 'SMTP'],
  [111, 'RPC'],
  [135, 'Windows RPC'],
  [139, 'NetBIOS'],
  [389, 'LDAP'],
  [445, 'Windows file sharing'],
  [1433, 'SQL Server'],
  [1521, 'Oracle'],
  [2049, 'NFS'],
  [2375, 'Docker'],
  [2376, 'Docker'],
  [2379, 'etcd'],
  [3306, 'MySQL'],
  [4333, 'mSQL'],
  [5432, 'PostgreSQL'],
  [5439, 'Redshift'],
  [5500, 'VNC'],
  [5601, 'Kibana'],
  [5671, 'AMQP'],
  [5672, 'AMQP'],
  [5900, 'VNC'],
  [5985, 'Windows remote management'],
  [5986, 'Windows remote management'],
  [6379, 'Redis'],
  [6443, 'the Kubernetes API'],
  [7000, 'Cassandra'],
  [7199, 'Cassandra'],
  [8086, 'InfluxDB'],
  [8500, 'Consul'],
  [9042, 'Cassandra'],
  [9092, 'Kafka'],
  [9094, 'Kafka'],
  [9200, 'Elasticsearch'],
  [9300, 'Elasticsearch'],
  [10250, 'the kubelet'],
  [11211, 'Memcached'],
  [15672, 'RabbitMQ management'],
  [27017, 'MongoDB'],
  [27018, 'MongoDB'],
  [28015, 'RethinkDB'],
]);

/** What usually listens on the only port of a rule. */
export function serviceOn({ fromPort, toPort }: AccessRule): string | undefined {
  return Unknown.is(fromPort) || fromPort !== toPort ? undefined : SERVICES.get(fromPort);
}
