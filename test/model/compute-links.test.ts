import { describe, expect, it } from 'vitest';
import { Unknown } from '../../src/core/value.ts';
import { defaultLoadOptions } from '../../src/loaders/terraform/load-options.ts';
import { loadTerraform } from '../../src/loaders/terraform/load.ts';
import { buildGraph } from '../../src/model/build-graph.ts';
import { memoryFiles } from '../support/memory-files.ts';

/** What depends on what, as `from kind to (strength)`, by addresses. */
function check(text: string, expected: readonly string[]): void {
  const { stacks } = loadTerraform(memoryFiles({ 'main.tf': text }), defaultLoadOptions);
  const { estate } = buildGraph(stacks);
  const address = (id: string): string => id.slice(id.indexOf('#') + 1);
  const found = estate.dependencies.map(
    ({ from, to, kind, strength }) =>
      `${address(from)} ${kind} ${address(to)} (${Unknown.is(strength) ? '?' : strength})`,
  );
  expect(found.sort()).toEqual([...expected].sort());
}

const SERVICE = `
resource "aws_ecs_service" "orders" {
  name            = "orders"
  task_definition = aws_ecs_task_definition.orders.arn
  desired_count   = 2
}
`;

describe('what the code of a service is told', () => {
  it('is what it depends on, whether encoded or not', () => {
    check(
      `${SERVICE}
resource "aws_db_instance" "orders" {
  identifier = "orders"
}

resource "aws_ecs_task_definition" "orders" {
  family = "orders"
  container_definitions = jsonencode([{
    name        = "orders"
    environment = [{ name = "DB_URL", value = "postgres://\${aws_db_instance.orders.endpoint}/orders" }]
  }])
}
`,
      [
        'aws_ecs_service.orders member-of aws_ecs_task_definition.orders (hard)',
        'aws_ecs_service.orders stores aws_db_instance.orders (?)',
      ],
    );
  });
});

describe('functions', () => {
  const FUNCTION = `
resource "aws_lambda_function" "orders" {
  function_name = "orders"
  role          = "arn:aws:iam::111122223333:role/orders"
  runtime       = "python3.13"
  handler       = "main.handler"
}

resource "aws_lambda_alias" "live" {
  name             = "live"
  function_name    = aws_lambda_function.orders.arn
  function_version = "7"
}
`;

  it('take their events from the queue that is polled for them, also through an alias', () => {
    check(
      `${FUNCTION}
resource "aws_sqs_queue" "orders" {
  name = "orders"
}

resource "aws_lambda_event_source_mapping" "orders" {
  function_name    = aws_lambda_alias.live.arn
  event_source_arn = aws_sqs_queue.orders.arn
}
`,
      ['aws_lambda_function.orders consumes aws_sqs_queue.orders (async)'],
    );
  });

  it('are needed by the gateway that they let in', () => {
    check(
      `${FUNCTION}
resource "aws_apigatewayv2_api" "front" {
  name          = "front"
  protocol_type = "HTTP"
}

resource "aws_lambda_permission" "front" {
  action        = "lambda:InvokeFunction"
  function_name = aws_lambda_function.orders.function_name
  principal     = "apigateway.amazonaws.com"
  source_arn    = "\${aws_apigatewayv2_api.front.execution_arn}/*"
}
`,
      ['aws_apigatewayv2_api.front routes-to aws_lambda_function.orders (hard)'],
    );
  });
});

describe('tasks on servers', () => {
  it('run on the group of their capacity provider', () => {
    check(
      `
resource "aws_ecs_cluster" "shop" {
  name = "shop"
}

resource "aws_autoscaling_group" "hosts" {
  name     = "hosts"
  min_size = 2
  max_size = 6
}

resource "aws_ecs_capacity_provider" "hosts" {
  name = "hosts"

  auto_scaling_group_provider {
    auto_scaling_group_arn = aws_autoscaling_group.hosts.arn
  }
}

resource "aws_ecs_service" "orders" {
  name            = "orders"
  cluster         = aws_ecs_cluster.shop.id
  task_definition = "orders:7"
  desired_count   = 2

  capacity_provider_strategy {
    capacity_provider = aws_ecs_capacity_provider.hosts.name
    weight            = 1
  }
}
`,
      [
        'aws_ecs_service.orders member-of aws_ecs_cluster.shop (control-only)',
        'aws_ecs_service.orders runs-on aws_autoscaling_group.hosts (hard)',
      ],
    );
  });
});

describe('disks', () => {
  it('are needed by the server they are attached to', () => {
    check(
      `
resource "aws_instance" "orders" {
  ami           = "ami-0a1b2c3d4e5f60718"
  instance_type = "m7g.large"
}

resource "aws_ebs_volume" "orders" {
  availability_zone = "eu-west-1a"
  size              = 100
}

resource "aws_volume_attachment" "orders" {
  device_name = "/dev/sdf"
  instance_id = aws_instance.orders.id
  volume_id   = aws_ebs_volume.orders.id
}
`,
      ['aws_instance.orders stores aws_ebs_volume.orders (hard)'],
    );
  });
});
