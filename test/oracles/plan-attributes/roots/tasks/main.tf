# Containers as JSON texts.
variable "services" {
  type = any
  default = {
    orders = { image = "shop/orders:1.4", cpu = 256, ports = [8080], env = { LEVEL = "info", WORKERS = 4, DEBUG = false } }
    mail   = { image = "shop/mail:2", cpu = "512", env = {} }
  }
}

locals {
  region = "eu-west-1"
  memory = { "256" = 512, "512" = 1024 }
}

resource "aws_cloudwatch_log_group" "service" {
  for_each          = var.services
  name              = "/ecs/${each.key}"
  retention_in_days = each.key == "orders" ? 365 : 30
}

resource "aws_ecs_task_definition" "service" {
  for_each                 = var.services
  family                   = each.key
  requires_compatibilities = ["FARGATE"]
  network_mode             = "awsvpc"
  cpu                      = each.value.cpu
  memory                   = local.memory[each.value.cpu]

  container_definitions = jsonencode([merge(
    {
      name        = each.key
      image       = each.value.image
      essential   = true
      cpu         = tonumber(each.value.cpu)
      environment = [for name, value in each.value.env : { name = name, value = tostring(value) }]
      logConfiguration = {
        logDriver = "awslogs"
        options = {
          awslogs-group  = aws_cloudwatch_log_group.service[each.key].name
          awslogs-region = local.region
        }
      }
    },
    can(each.value.ports) ? { portMappings = [for port in each.value.ports : { containerPort = port, hostPort = port, protocol = "tcp" }] } : {},
    { ulimits = null, linuxParameters = { initProcessEnabled = true, note = "<a> & 'b'" } },
  )])

  dynamic "volume" {
    for_each = each.key == "mail" ? ["spool"] : []
    content {
      name = volume.value
      efs_volume_configuration {
        file_system_id = "fs-${volume.key}"
        root_directory = "/"
      }
    }
  }
}

resource "aws_appautoscaling_target" "service" {
  for_each           = toset(keys(var.services))
  min_capacity       = ceil(length(each.value) / 3)
  max_capacity       = floor(7.9)
  resource_id        = join("/", ["service", "shop", each.value])
  scalable_dimension = "ecs:service:DesiredCount"
  service_namespace  = "ecs"
}

resource "aws_cloudwatch_event_rule" "nightly" {
  name                = "nightly"
  schedule_expression = "cron(${join(" ", [30, 2, "*", "*", "?", "*"])})"
  event_pattern       = null
}

resource "aws_launch_template" "runner" {
  name      = "runner"
  user_data = base64encode(join("\n", ["#!/bin/bash", "echo ${replace("a-b-c", "/-(.)/", "_$1")}", "exit 0"]))

  dynamic "tag_specifications" {
    for_each = ["instance", "volume"]
    content {
      resource_type = tag_specifications.value
      tags          = { Index = tag_specifications.key }
    }
  }
}

output "definitions" {
  value = { for name, task in aws_ecs_task_definition.service : name => task.cpu }
}
