import { describe, expect, it } from 'vitest';
import { Unknown } from '../../../src/core/value.ts';
import { buildGraph } from '../../../src/model/build-graph.ts';
import { loadText } from '../../support/load-text.ts';

const KINDS = new Set(['calls', 'stores', 'publishes', 'consumes', 'reads-secret', 'observes', 'encrypts']);

/** Who needs whom, as `from kind to strength grade`; candidates begin with `maybe`. */
export function needs(input: string | Readonly<Record<string, string>>): readonly string[] {
  const { estate } = buildGraph(loadText(input).stacks);
  const short = (id: string): string => id.slice(id.indexOf('#') + 1).replace(/^aws_\w+?\./, '');
  return [...estate.dependencies, ...estate.candidates]
    .filter(({ kind }) => KINDS.has(kind))
    .map(({ from, to, kind, strength, grade, candidate }) => {
      const much = Unknown.is(strength) ? '?' : strength;
      return `${candidate === true ? 'maybe ' : ''}${short(from)} ${kind} ${short(to)} ${much} ${grade}`;
    })
    .sort();
}

/** A function with variables, and what else there is. */
export function functionWith(variables: Readonly<Record<string, string>>, rest = ''): string {
  const lines = Object.entries(variables).map(([name, value]) => `      ${name} = ${value}`);
  return `
resource "aws_lambda_function" "checkout" {
  function_name = "checkout"
  role          = aws_iam_role.checkout.arn
  runtime       = "nodejs22.x"
  handler       = "main.handler"
  environment {
    variables = {
${lines.join('\n')}
    }
  }
}

resource "aws_iam_role" "checkout" {
  name               = "checkout"
  assume_role_policy = "{}"
}
${rest}`;
}

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
