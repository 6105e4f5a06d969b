import { expect, it } from 'vitest';
import { calls, custom, pods, service, workload } from './shop-objects.ts';

function asking(host: string): string {
  return workload('web', pods('web', `env: [{ name: DB_HOST, value: "${host}" }]`));
}

it('finds the object that an operator makes a Service for', () => {
  const objects: readonly (readonly [string, string, string])[] = [
    ['postgresql.cnpg.io/v1', 'Cluster', 'orders-rw'],
    ['postgresql.cnpg.io/v1', 'Cluster', 'orders-ro.shop.svc.cluster.local'],
    ['acid.zalan.do/v1', 'postgresql', 'orders.shop.svc'],
    ['redis.redis.opstreelabs.in/v1beta2', 'Redis', 'orders'],
    ['databases.spotahome.com/v1', 'RedisFailover', 'rfs-orders'],
    ['elasticsearch.k8s.elastic.co/v1', 'Elasticsearch', 'orders-es-http'],
  ];
  for (const [api, kind, host] of objects) {
    expect(calls(asking(host) + custom(api, kind, 'orders'))).toEqual(['web -> orders stores']);
  }
  const brokers: readonly (readonly [string, string, string])[] = [
    ['kafka.strimzi.io/v1beta2', 'Kafka', 'orders-kafka-bootstrap'],
    ['rabbitmq.com/v1beta1', 'RabbitmqCluster', 'orders'],
  ];
  for (const [api, kind, host] of brokers) {
    expect(calls(asking(host) + custom(api, kind, 'orders'))).toEqual(['web -> orders publishes']);
  }
});

it('takes no object for a Service that its operator does not make', () => {
  expect(calls(asking('orders') + custom('postgresql.cnpg.io/v1', 'Cluster', 'orders'))).toEqual([]);
  const elsewhere = custom('postgresql.cnpg.io/v1', 'Cluster', 'orders', '{}', 'stock');
  expect(calls(asking('orders-rw') + elsewhere)).toEqual([]);
});

it('prefers a Service that somebody wrote to one that an operator would make', () => {
  const written = workload('orders-rw', pods('orders-rw')) + service('orders-rw');
  const cluster = custom('postgresql.cnpg.io/v1', 'Cluster', 'orders');
  expect(calls(asking('orders-rw') + written + cluster)).toEqual(['web -> orders-rw calls']);
});

it('finds what has a name published for it', () => {
  const lb = service('orders', '{ external-dns.alpha.kubernetes.io/hostname: "orders.shop.example." }');
  const own = workload('orders', pods('orders')) + lb;
  expect(calls(asking('orders.shop.example') + own)).toEqual(['web -> orders calls']);
  const spec = `
    managed:
      services:
        additional:
          - selectorType: rw
            serviceTemplate:
              metadata:
                name: orders-lb
                annotations: { external-dns.alpha.kubernetes.io/hostname: orders-db.shop.example }`;
  const cluster = custom('postgresql.cnpg.io/v1', 'Cluster', 'orders', spec, 'data');
  expect(calls(asking('orders-db.shop.example') + cluster)).toEqual(['web -> orders stores']);
  const near = custom('postgresql.cnpg.io/v1', 'Cluster', 'orders', spec);
  expect(calls(asking('orders-lb') + near)).toEqual(['web -> orders stores']);
});

it('finds the workload that Flagger makes the Services of', () => {
  const canary = custom(
    'flagger.app/v1beta1',
    'Canary',
    'orders',
    '{ targetRef: { kind: Deployment, name: orders-app } }',
  );
  const orders = workload('orders-app', pods('orders-app'));
  for (const host of ['orders', 'orders-primary.shop', 'orders-canary.shop.svc']) {
    expect(calls(asking(host) + canary + orders)).toEqual(['web -> orders-app calls']);
  }
  expect(calls(asking('orders-app') + canary + orders)).toEqual([]);
});
