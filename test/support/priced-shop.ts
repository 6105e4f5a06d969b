/** A load balancer, a service of three tasks and its database: the smallest shop that a price fits on. */
export function pricedShop(multiAz = false): Readonly<Record<string, string>> {
  return {
    'main.tf': `provider "aws" {
  region = "eu-west-1"
}
resource "aws_lb" "shop" {
  name               = "shop"
  load_balancer_type = "application"
  internal           = false
}
resource "aws_lb_target_group" "orders" {
  name        = "orders"
  port        = 80
  protocol    = "HTTP"
  target_type = "ip"
}
resource "aws_lb_listener" "https" {
  load_balancer_arn = aws_lb.shop.arn
  port              = 443
  protocol          = "HTTPS"
  default_action {
    type             = "forward"
    target_group_arn = aws_lb_target_group.orders.arn
  }
}
resource "aws_ecs_service" "orders" {
  name            = "orders"
  desired_count   = 3
  launch_type     = "FARGATE"
  task_definition = aws_ecs_task_definition.orders.arn
  load_balancer {
    target_group_arn = aws_lb_target_group.orders.arn
    container_name   = "orders"
    container_port   = 80
  }
}
resource "aws_ecs_task_definition" "orders" {
  family = "orders"
  container_definitions = jsonencode([{
    name        = "orders"
    image       = "orders:1"
    environment = [{ name = "DATABASE_URL", value = aws_db_instance.orders.endpoint }]
  }])
}
resource "aws_db_instance" "orders" {
  identifier     = "orders-db"
  engine         = "postgres"
  instance_class = "db.m7g.large"
  multi_az       = ${multiAz}
}
`,
  };
}
