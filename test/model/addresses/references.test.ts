import { describe, expect, it } from 'vitest';
import { functionWith, needs, serviceWith } from './needs.ts';

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

describe('a task definition', () => {
  const task = serviceWith('shop', { DB_HOST: 'aws_db_instance.orders.address' });

  it('tells the service that runs it, and not twice', () => {
    expect(needs(task + STORES)).toEqual(['shop stores orders ? C']);
  });

  it('tells its own tasks too where a schedule starts some', () => {
    const schedule = `
resource "aws_scheduler_schedule" "nightly" {
  name                = "nightly"
  schedule_expression = "rate(1 day)"
  flexible_time_window {
    mode = "OFF"
  }
  target {
    arn      = "arn:aws:ecs:eu-west-1:111122223333:cluster/shop"
    role_arn = "arn:aws:iam::111122223333:role/nightly"
    ecs_parameters {
      task_definition_arn = aws_ecs_task_definition.shop.arn
    }
  }
}
`;
    expect(needs(task + STORES + schedule)).toEqual([
      'shop consumes nightly async B',
      'shop stores orders ? C',
      'shop stores orders ? C',
    ]);
  });
});
