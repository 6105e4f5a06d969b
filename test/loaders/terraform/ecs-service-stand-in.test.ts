import { describe, expect, it } from 'vitest';
import { needs } from '../../model/addresses/needs.ts';
import { lines, loadText, onlyStack } from '../../support/load-text.ts';

const service = (version: string, containers: string): string => `
  module "orders" {
    source      = "terraform-aws-modules/ecs/aws//modules/service"
    version     = "${version}"
    name        = "orders"
    cluster_arn = "arn:aws:ecs:eu-west-1:111122223333:cluster/shop"
    subnet_ids  = ["subnet-1"]
    load_balancer = {
      web = { target_group_arn = "arn:web", container_name = "orders", container_port = 8080 }
    }
    container_definitions = { orders = { image = "orders:1", ${containers} } }
  }`;

describe('a service made by the public module', () => {
  it('needs what its containers are told', () => {
    const database = '\nresource "aws_db_instance" "orders" {\n identifier = "orders"\n}';
    const told = 'environment = [{ name = "DB_HOST", value = aws_db_instance.orders.address }]';
    expect(needs(service('~> 5.6', told) + database)).toEqual([
      'module.orders.aws_ecs_service.this[0] stores orders ? C',
    ]);
  });

  it.each([
    ['~> 5.6', 'port_mappings'],
    ['~> 6.0', 'portMappings'],
  ])('stands behind its target group and listens, in version %s', (version, spelling) => {
    const stack = onlyStack(loadText(service(version, `${spelling} = [{ containerPort = 8080 }]`)));
    const found = lines(stack);
    expect(found.find((line) => line.includes('aws_ecs_service.this[0]'))).toContain(
      'target_group_arn: "arn:web"',
    );
    const definition = stack.resources.find(({ type }) => type === 'aws_ecs_task_definition');
    expect(definition?.attributes['container_definitions']).toContain(
      '"portMappings":[{"containerPort":8080}]',
    );
  });
});
