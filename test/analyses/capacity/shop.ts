import { capacityOf } from '../../../src/analyses/capacity/capacity-of.ts';
import type { Capacity } from '../../../src/core/capacity.ts';
import type { Component } from '../../../src/core/component.ts';
import { readConfig } from '../../../src/config/read-config.ts';
import { loadStacks } from '../../../src/load-stacks.ts';
import { defaultLoadOptions } from '../../../src/loaders/terraform/load-options.ts';
import { buildGraph } from '../../../src/model/build-graph.ts';
import { memoryFiles } from '../../support/memory-files.ts';

export interface Shop {
  readonly capacity: Capacity;
  /** The only component of that name and one of the kinds that run or keep something. */
  readonly named: (name: string, kind?: Component['kind']) => Component;
}

/** What files of a shop can carry; `config` is the text of a `whatfails.yaml`, `left` a stack out of view. */
export function shopOf(files: Readonly<Record<string, string>>, config = '', left?: string): Shop {
  const { declared } = readConfig('whatfails.yaml', config).config;
  const { stacks } = loadStacks(memoryFiles(files), defaultLoadOptions);
  const { estate } = buildGraph(stacks, declared);
  return {
    capacity: capacityOf({ estate, isWanted: ({ stack }) => stack === undefined || stack !== left }),
    named(name, kind = 'workload') {
      const [found, another] = estate.ofKind(kind).filter((one) => one.name === name);
      if (!found || another) throw new Error(`${kind} ${name}: ${another ? 'several' : 'none'}`);
      return found;
    },
  };
}

/** A VPC with a subnet in each of so many zones. */
export function network(zones: number, size = 24): string {
  const subnets = [...'abc'].slice(0, zones).map(
    (zone, index) => `
resource "aws_subnet" "${zone}" {
  vpc_id            = aws_vpc.shop.id
  cidr_block        = "10.0.${index}.0/${size}"
  availability_zone = "eu-west-1${zone}"
}
`,
  );
  return `resource "aws_vpc" "shop" {
  cidr_block = "10.0.0.0/16"
}
${subnets.join('')}`;
}

export function subnetIds(zones: number): string {
  return [...'abc']
    .slice(0, zones)
    .map((zone) => `aws_subnet.${zone}.id`)
    .join(', ');
}

export interface Service {
  readonly tasks: number;
  readonly maximum?: number;
  readonly targetPercent?: number;
}

/** A service behind a load balancer over so many zones. */
export function service(zones: number, { tasks, maximum, targetPercent }: Service): string {
  const scaling =
    maximum === undefined
      ? ''
      : `
resource "aws_appautoscaling_target" "orders" {
  service_namespace  = "ecs"
  scalable_dimension = "ecs:service:DesiredCount"
  resource_id        = "service/shop/orders"
  min_capacity       = ${tasks}
  max_capacity       = ${maximum}
}

resource "aws_appautoscaling_policy" "orders" {
  name               = "cpu"
  policy_type        = "TargetTrackingScaling"
  service_namespace  = "ecs"
  scalable_dimension = "ecs:service:DesiredCount"
  resource_id        = aws_appautoscaling_target.orders.resource_id

  target_tracking_scaling_policy_configuration {
    target_value = ${targetPercent ?? 50}

    predefined_metric_specification {
      predefined_metric_type = "ECSServiceAverageCPUUtilization"
    }
  }
}
`;
  return `
resource "aws_ecs_cluster" "shop" {
  name = "shop"
}

resource "aws_ecs_service" "orders" {
  name            = "orders"
  cluster         = aws_ecs_cluster.shop.id
  task_definition = "orders:1"
  desired_count   = ${tasks}

  network_configuration {
    subnets = [${subnetIds(zones)}]
  }

  load_balancer {
    target_group_arn = "arn:aws:elasticloadbalancing:eu-west-1:111122223333:targetgroup/orders/0123456"
    container_name   = "orders"
    container_port   = 8080
  }
}
${scaling}`;
}

/** The configuration that declares a peak of orders. */
export function peak(peakRps: number, rpsPerReplica: number): string {
  return `services:
  orders:
    match: [orders]
    peak_rps: ${peakRps}
    rps_per_replica: ${rpsPerReplica}
`;
}
