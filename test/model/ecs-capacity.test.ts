import { expect, it } from 'vitest';
import { estateOf } from '../support/estate-of.ts';

const CLUSTER = `
resource "aws_ecs_cluster" "shop" { name = "shop" }
resource "aws_autoscaling_group" "servers" {
  name     = "servers"
  min_size = 2
  max_size = 4
}
resource "aws_ecs_capacity_provider" "servers" {
  name = "servers"
  auto_scaling_group_provider { auto_scaling_group_arn = aws_autoscaling_group.servers.arn }
}
resource "aws_ecs_cluster_capacity_providers" "shop" {
  cluster_name       = aws_ecs_cluster.shop.name
  capacity_providers = [aws_ecs_capacity_provider.servers.name]
  default_capacity_provider_strategy {
    capacity_provider = aws_ecs_capacity_provider.servers.name
  }
}
`;

it.each([
  ['', ['servers hard']],
  ['launch_type = "FARGATE"', []],
])('a service that names no capacity runs on the default one of its cluster: %s', (launch, expected) => {
  const service = `
resource "aws_ecs_service" "orders" {
  name    = "orders"
  cluster = aws_ecs_cluster.shop.id
  ${launch}
}
`;
  const estate = estateOf({ 'main.tf': CLUSTER + service });
  const orders = estate.components.find(({ name }) => name === 'orders');
  const below = orders ? estate.dependenciesFrom(orders.id, 'runs-on') : [];
  expect(below.map(({ to, strength }) => `${estate.component(to).name} ${String(strength)}`)).toEqual(
    expected,
  );
});
