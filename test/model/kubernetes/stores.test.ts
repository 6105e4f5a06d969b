import { expect, it } from 'vitest';
import { Unknown } from '../../../src/core/value.ts';
import { objectLines } from '../../support/object-lines.ts';

function check(container: string, expected: string | undefined): void {
  const text = `
apiVersion: v1
kind: Pod
metadata: { name: store, namespace: shop }
spec: { containers: [{ name: store, ${container} }] }
`;
  const lines = objectLines(text, ({ facts: { pods } }) => {
    const store = pods?.store;
    if (!store) return undefined;
    const { dataDirectories } = store;
    const where = Unknown.is(dataDirectories) ? 'unknown' : dataDirectories.join(' ') || 'memory';
    return `${store.product} ${store.role} ${where}`;
  });
  expect(lines).toEqual(expected === undefined ? [] : [`Pod/shop/store: ${expected}`]);
}

it('recognises stores by the exact name of their image, wherever it is mirrored', () => {
  check('image: postgres:16', 'PostgreSQL database /var/lib/postgresql/data');
  check('image: public.ecr.aws/docker/library/redis:7', 'Redis cache /data');
  check(
    'image: registry.shop.example:5000/dockerhub/bitnami/postgresql:16',
    'PostgreSQL database /bitnami/postgresql',
  );
  check(
    'image: docker.elastic.co/elasticsearch/elasticsearch:8.1.0',
    'Elasticsearch search /usr/share/elasticsearch/data',
  );
  check('image: memcached', 'Memcached cache memory');
});

it('does not take for a store what only has its name', () => {
  check('image: shop/orders-postgres:1', undefined);
  check('image: oliver006/redis_exporter:v1', undefined);
  check('image: postgres:16, command: [pg_dump, orders]', undefined);
  check('image: postgres:16, command: [sh, -c, psql -f /migrations/all.sql]', undefined);
});

it('follows settings that move the data', () => {
  check('image: postgres:16, env: [{ name: PGDATA, value: /data/pg/ }]', 'PostgreSQL database /data/pg');
  check('image: postgres:18.1', 'PostgreSQL database /var/lib/postgresql/18/docker');
  check('image: postgres', 'PostgreSQL database unknown');
  check('image: mongo:7, args: [--dbpath, /mongo]', 'MongoDB database /mongo');
  check('image: mysql:8, args: [--datadir=/mysql]', 'MySQL database /mysql');
  check('image: nats:2', 'NATS broker memory');
  check('image: nats:2, args: [-js, -sd, /jetstream]', 'NATS broker /jetstream');
  check('image: influxdb:1.8', 'InfluxDB metrics /var/lib/influxdb');
});
