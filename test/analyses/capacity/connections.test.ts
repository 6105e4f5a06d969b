import { describe, expect, it } from 'vitest';
import { Unknown } from '../../../src/core/value.ts';
import type { Shop } from './shop.ts';
import { shopOf } from './shop.ts';

interface Case {
  readonly limit: number;
  readonly maximum: number;
  readonly settings: readonly (readonly [name: string, value: string])[];
  readonly surge?: string;
}

/** Orders with an autoscaler beside a database that accepts so many connections, three of them reserved. */
function shop(one: Case): Shop {
  return shopOf(filesOf(one));
}

function filesOf({ limit, maximum, settings, surge = '25%' }: Case): Readonly<Record<string, string>> {
  const variables = settings.map(([name, value]) => `{ name: ${name}, value: "${value}" }`).join(', ');
  return {
    'main.tf': `resource "aws_db_parameter_group" "orders" {
  name   = "orders"
  family = "postgres16"

  parameter {
    name  = "max_connections"
    value = "${limit}"
  }
}

resource "aws_db_instance" "orders" {
  identifier           = "orders-db"
  engine               = "postgres"
  instance_class       = "db.m7g.large"
  parameter_group_name = aws_db_parameter_group.orders.name
}

resource "aws_route53_record" "orders" {
  zone_id = "Z0123456789"
  name    = "orders-db.shop.internal"
  type    = "CNAME"
  records = [aws_db_instance.orders.address]
}
`,
    'shop/orders.yaml': `apiVersion: apps/v1
kind: Deployment
metadata: { name: orders }
spec:
  strategy: { rollingUpdate: { maxSurge: ${surge} } }
  selector: { matchLabels: { app: orders } }
  template:
    metadata: { labels: { app: orders } }
    spec:
      containers:
        - name: orders
          image: shop/orders:1
          env: [{ name: DB_HOST, value: orders-db.shop.internal }, ${variables}]
---
apiVersion: autoscaling/v2
kind: HorizontalPodAutoscaler
metadata: { name: orders }
spec:
  scaleTargetRef: { apiVersion: apps/v1, kind: Deployment, name: orders }
  minReplicas: 2
  maxReplicas: ${maximum}
`,
  };
}

const RESERVED = 3;

it('agrees with copies that are started one by one', () => {
  for (const limit of [50, 103, 203]) {
    for (const pool of [5, 10, 20]) {
      for (const maximum of [4, 9, 30]) {
        const { capacity, named } = shop({ limit, maximum, settings: [['DB_POOL', String(pool)]] });
        const found = capacity.ofStore(named('orders-db', 'datastore').id);
        const [caller] = found?.callers ?? [];
        const accepted = limit - RESERVED;
        let refused = 1;
        while (refused * pool <= accepted) refused += 1;
        let fitting = 0;
        for (let copies = 1; copies <= refused; copies += 1) {
          if ((copies + Math.ceil(copies / 4)) * pool <= accepted) fitting = copies;
        }
        const words = `${limit} connections, ${maximum} copies of ${pool}`;
        const inRollout = (maximum + Math.ceil(maximum / 4)) * pool;
        expect(found?.verdict, words).toBe(
          maximum * pool > accepted ? 'over' : inRollout > accepted ? 'over-in-rollout' : 'within',
        );
        const breaksAt = maximum < refused ? undefined : { atLeast: refused, atMost: refused };
        expect(caller?.breaksAt, words).toEqual(breaksAt);
        // Fewer than the autoscaler's minimum are no way out.
        expect(caller?.fits, words).toBe(fitting < 2 ? undefined : fitting);
      }
    }
  }
});

describe('the connections of one copy', () => {
  const perCopy = (...settings: Case['settings']): number | string | undefined => {
    const { capacity, named } = shop({ limit: 500, maximum: 4, settings });
    const value = capacity.ofStore(named('orders-db', 'datastore').id)?.callers[0]?.perCopy;
    return Unknown.is(value) ? value.detail : value;
  };

  it.each([
    ['DB_POOL', '12'],
    ['ORDERS_DATABASE_POOL_SIZE', '12'],
    ['DB_POOL_MAX_CONNS', '12'],
    ['DB_MAX_OPEN_CONNS', '12'],
    ['POSTGRES_MAX_CONNECTIONS', '12'],
    ['SPRING_DATASOURCE_HIKARI_MAXIMUM_POOL_SIZE', '12'],
    ['SPRING_DATASOURCE_HIKARI_MAXIMUMPOOLSIZE', '12'],
    ['DATABASE_URL', 'postgres://orders-db.shop.internal/orders?sslmode=require&pool_max_conns=12'],
    ['DATABASE_URL', 'postgres://orders-db.shop.internal/orders?connection_limit=12'],
    ['DB_CONNECTION', 'Host=orders-db.shop.internal;Maximum Pool Size=12;Database=orders'],
  ])('are read from %s', (name, value) => {
    expect(perCopy([name, value])).toBe(12);
  });

  it.each([
    ['DB_POOL_MIN', '12'],
    ['DB_POOL_TIMEOUT', '12'],
    ['DB_MAX_IDLE_CONNS', '12'],
    ['REDIS_POOL_SIZE', '12'],
    ['HTTP_MAX_CONNECTIONS', '12'],
    ['DB_POOL', 'dynamic'],
  ])('are not read from %s', (name, value) => {
    expect(perCopy([name, value])).toBe(
      'how many connections a copy of orders opens is in none of its settings',
    );
  });

  it('are those of all processes', () => {
    expect(perCopy(['DB_POOL', '5'], ['WEB_CONCURRENCY', '3'])).toBe(15);
  });

  it('are one pool where a machine runs one process', () => {
    expect(perCopy(['SPRING_DATASOURCE_HIKARI_MAXIMUM_POOL_SIZE', '5'], ['WEB_CONCURRENCY', '3'])).toBe(5);
  });

  it('are not chosen where two settings may be meant', () => {
    expect(perCopy(['DB_POOL', '5'], ['DATABASE_POOL', '9'])).toBe(
      'DB_POOL and DATABASE_POOL of orders may both be the pool of this database',
    );
  });
});

it('counts callers of the view only', () => {
  const files = filesOf({ limit: 100, maximum: 6, settings: [['DB_POOL', '10']] });
  const twice = { ...files, 'copy/orders.yaml': files['shop/orders.yaml'] ?? '' };
  const opened = (shown: Shop): number | undefined =>
    shown.capacity.ofStore(shown.named('orders-db', 'datastore').id)?.demand.atLeast;
  expect(opened(shopOf(twice))).toBe(120);
  expect(opened(shopOf(twice, '', 'manifests:copy'))).toBe(60);
});
