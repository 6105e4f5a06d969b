import { describe, expect, it } from 'vitest';
import { functionWith, needs } from './needs.ts';

describe('a setting kept in a secret', () => {
  const SECRET = `
resource "aws_secretsmanager_secret" "orders" {
  name = "shop/orders-db"
}

resource "aws_secretsmanager_secret_version" "orders" {
  secret_id     = aws_secretsmanager_secret.orders.id
  secret_string = jsonencode({ host = aws_db_instance.orders.address, mail = "smtp://mail.example.com" })
}

resource "aws_db_instance" "orders" {
  identifier = "orders"
}
`;
  const task = (from: string): string => `
resource "aws_ecs_service" "shop" {
  name            = "shop"
  task_definition = aws_ecs_task_definition.shop.arn
}

resource "aws_ecs_task_definition" "shop" {
  family                = "shop"
  container_definitions = jsonencode([{
    name    = "shop"
    secrets = [{ name = "DB_HOST", valueFrom = ${from} }]
  }])
}
${SECRET}`;

  it.each([
    ['by reference', '"${aws_secretsmanager_secret.orders.arn}:host::"'],
    ['by its version', '"${aws_secretsmanager_secret_version.orders.arn}:host::"'],
    ['by its ARN', '"arn:aws:secretsmanager:eu-west-1:111122223333:secret:shop/orders-db-AbCdEf:host::"'],
    ['by a data source', '"${data.aws_secretsmanager_secret.orders.arn}:host::"'],
  ])('leads to the secret and through the key of it: %s', (_, from) => {
    const data = 'data "aws_secretsmanager_secret" "orders" {\n  name = "shop/orders-db"\n}\n';
    expect(needs(task(from) + data)).toEqual([
      'shop reads-secret orders startup-only B',
      'shop stores orders ? C',
    ]);
  });

  it('leads through a parameter that another root writes', () => {
    const reader = functionWith(
      { DB_HOST: 'data.aws_ssm_parameter.host.value' },
      'data "aws_ssm_parameter" "host" {\n name = "/shop/db"\n}\n',
    );
    const writer = `
resource "aws_ssm_parameter" "host" {
  name  = "/shop/db"
  type  = "String"
  value = aws_db_instance.orders.address
}

resource "aws_db_instance" "orders" {
  identifier = "orders"
}
`;
    expect(needs({ 'app/main.tf': reader, 'data/main.tf': writer })).toEqual(['checkout stores orders ? C']);
  });

  it('leads through the state of another root', () => {
    const writer = `
terraform {
  backend "s3" {
    bucket = "shop-state"
    key    = "data.tfstate"
  }
}

resource "aws_db_instance" "orders" {
  identifier = "orders"
}

output "db_host" {
  value = aws_db_instance.orders.address
}
`;
    const reader = functionWith(
      { DB_HOST: 'data.terraform_remote_state.data.outputs.db_host' },
      `data "terraform_remote_state" "data" {
  backend = "s3"
  config  = { bucket = "shop-state", key = "data.tfstate" }
}
`,
    );
    expect(needs({ 'app/main.tf': reader, 'data/main.tf': writer })).toEqual(['checkout stores orders ? C']);
  });

  it('is found by the name that a data source looks up', () => {
    const reader = functionWith(
      { DB_HOST: 'data.aws_db_instance.orders.address' },
      'data "aws_db_instance" "orders" {\n db_instance_identifier = "orders"\n}\n',
    );
    const writer = 'resource "aws_db_instance" "orders" {\n  identifier = "orders"\n}\n';
    expect(needs({ 'app/main.tf': reader, 'data/main.tf': writer })).toEqual(['checkout stores orders ? C']);
  });
});
