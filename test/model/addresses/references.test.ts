import { describe, expect, it } from 'vitest';
import { functionWith, needs } from './needs.ts';

const STORES = `
resource "aws_db_instance" "orders" {
  identifier = "orders"
}

resource "aws_elasticache_replication_group" "baskets" {
  replication_group_id = "baskets"
  description          = "baskets"
}

resource "aws_sqs_queue" "orders" {
  name = "orders"
}
`;

describe('an attribute of a resource in a setting', () => {
  it('is a dependency by what the resource is', () => {
    const text = functionWith(
      {
        DB_URL: '"postgres://shop:${var.password}@${aws_db_instance.orders.endpoint}/orders"',
        QUEUE: 'aws_sqs_queue.orders.url',
      },
      `${STORES}\nvariable "password" {}`,
    );
    expect(needs(text)).toEqual(['checkout publishes orders ? C', 'checkout stores orders ? C']);
  });

  it('leaves a cache soft where a store stands behind it, and unknown where none does', () => {
    const cache = { CACHE: 'aws_elasticache_replication_group.baskets.primary_endpoint_address' };
    expect(needs(functionWith(cache, STORES))).toEqual(['checkout stores baskets ? C']);
    expect(needs(functionWith({ ...cache, DB: 'aws_db_instance.orders.address' }, STORES))).toEqual([
      'checkout stores baskets soft C',
      'checkout stores orders ? C',
    ]);
  });

  it('says nothing where it is no way to use the thing', () => {
    const text = functionWith(
      {
        GROUP: 'aws_security_group.orders.id',
        ZONE: 'aws_lb.shop.zone_id',
        LOGS: 'aws_cloudwatch_log_group.shop.arn',
      },
      `
resource "aws_security_group" "orders" {}
resource "aws_lb" "shop" {}
resource "aws_cloudwatch_log_group" "shop" {}
`,
    );
    expect(needs(text)).toEqual([]);
  });
});
