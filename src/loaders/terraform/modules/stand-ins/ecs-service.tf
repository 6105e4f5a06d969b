# source: terraform-aws-modules/ecs/aws//modules/service
# git: github.com/terraform-aws-modules/terraform-aws-ecs//modules/service
# versions: >= 5, < 8
#
# A service with its task definition, its roles and its security group.

variable "region" { default = null }
variable "create" { default = true }
variable "create_service" { default = true }
variable "tags" { default = {} }
variable "service_tags" { default = {} }
variable "task_tags" { default = {} }
variable "name" { default = "" }
variable "family" { default = null }
variable "cluster_arn" { default = "" }
variable "desired_count" { default = 1 }
variable "launch_type" { default = "FARGATE" }
variable "platform_version" { default = null }
variable "capacity_provider_strategy" { default = {} }
variable "deployment_circuit_breaker" { default = {} }
variable "deployment_controller" { default = {} }
variable "deployment_minimum_healthy_percent" { default = 66 }
variable "deployment_maximum_percent" { default = 200 }
variable "alarms" { default = {} }
variable "enable_execute_command" { default = false }
variable "force_new_deployment" { default = true }
variable "health_check_grace_period_seconds" { default = null }
variable "ignore_task_definition_changes" { default = false }
variable "load_balancer" { default = {} }
variable "service_registries" { default = {} }
variable "service_connect_configuration" { default = {} }
variable "subnet_ids" { default = [] }
variable "security_group_ids" { default = [] }
variable "create_security_group" { default = true }
variable "vpc_id" { default = null }
variable "security_group_rules" { default = {} }
variable "security_group_ingress_rules" { default = {} }
variable "security_group_egress_rules" { default = {} }
variable "assign_public_ip" { default = false }
variable "create_task_definition" { default = true }
variable "task_definition_arn" { default = null }
variable "container_definitions" { default = {} }
variable "cpu" { default = 1024 }
variable "memory" { default = 2048 }
variable "network_mode" { default = "awsvpc" }
variable "requires_compatibilities" { default = ["FARGATE"] }
variable "ephemeral_storage" { default = {} }
variable "create_task_exec_iam_role" { default = true }
variable "task_exec_iam_role_arn" { default = null }
variable "create_tasks_iam_role" { default = true }
variable "tasks_iam_role_arn" { default = null }
variable "tasks_iam_role_name" { default = null }
variable "tasks_iam_role_policies" { default = {} }
variable "tasks_iam_role_statements" { default = [] }
variable "enable_autoscaling" { default = true }
variable "autoscaling_min_capacity" { default = 1 }
variable "autoscaling_max_capacity" { default = 10 }
variable "autoscaling_policies" {
  default = {
    cpu = {
      policy_type = "TargetTrackingScaling"
      target_tracking_scaling_policy_configuration = {
        predefined_metric_specification = { predefined_metric_type = "ECSServiceAverageCPUUtilization" }
      }
    }
    memory = {
      policy_type = "TargetTrackingScaling"
      target_tracking_scaling_policy_configuration = {
        predefined_metric_specification = { predefined_metric_type = "ECSServiceAverageMemoryUtilization" }
      }
    }
  }
}

locals {
  balancers  = try([for one in var.load_balancer : one], [])
  registries = try(length(var.service_registries), 0) > 0 ? [var.service_registries] : []
  breaker    = try(length(var.deployment_circuit_breaker), 0) > 0 ? [var.deployment_circuit_breaker] : []
  own_task   = var.create && var.create_task_definition
  own_role   = local.own_task && var.create_tasks_iam_role
  own_group  = var.create && var.create_security_group && var.network_mode == "awsvpc"
  definition = local.own_task ? aws_ecs_task_definition.this[0].arn : var.task_definition_arn

  trust = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect    = "Allow"
      Action    = "sts:AssumeRole"
      Principal = { Service = "ecs-tasks.amazonaws.com" }
      Condition = {
        ArnLike      = { "aws:SourceArn" = "arn:aws:ecs:${data.aws_region.current.name}:${data.aws_caller_identity.current.account_id}:*" }
        StringEquals = { "aws:SourceAccount" = data.aws_caller_identity.current.account_id }
      }
    }]
  })

  # Both spellings: `port_mappings` before version 6, `portMappings` since.
  containers = [
    for key, one in var.container_definitions : {
      name                   = try(coalesce(one.name), key)
      image                  = try(one.image, null)
      essential              = try(one.essential, null)
      cpu                    = try(one.cpu, null)
      memory                 = try(one.memory, null)
      command                = try(one.command, null)
      entryPoint             = try(one.entrypoint, one.entry_point, null)
      environment            = try(one.environment, null)
      environmentFiles       = try(one.environmentFiles, one.environment_files, null)
      secrets                = try(one.secrets, null)
      portMappings           = try(one.portMappings, one.port_mappings, null)
      healthCheck            = try(one.healthCheck, one.health_check, null)
      dependsOn              = try(one.dependsOn, one.dependencies, null)
      mountPoints            = try(one.mountPoints, one.mount_points, null)
      privileged             = try(one.privileged, null)
      user                   = try(one.user, null)
      readonlyRootFilesystem = try(one.readonlyRootFilesystem, one.readonly_root_filesystem, true)
    } if try(one.create, true)
  ]
}

data "aws_region" "current" {}
data "aws_caller_identity" "current" {}

resource "aws_ecs_task_definition" "this" {
  count                    = local.own_task ? 1 : 0
  region                   = var.region
  family                   = try(coalesce(var.family, var.name), null)
  container_definitions    = jsonencode(local.containers)
  cpu                      = var.cpu
  memory                   = var.memory
  network_mode             = var.network_mode
  requires_compatibilities = var.requires_compatibilities
  execution_role_arn       = var.create_task_exec_iam_role ? aws_iam_role.task_exec[0].arn : var.task_exec_iam_role_arn
  task_role_arn            = local.own_role ? aws_iam_role.tasks[0].arn : var.tasks_iam_role_arn
  tags                     = merge(var.tags, var.task_tags)
}

resource "aws_ecs_service" "this" {
  count                              = var.create && var.create_service ? 1 : 0
  region                             = var.region
  name                               = var.name
  cluster                            = var.cluster_arn
  task_definition                    = local.definition
  desired_count                      = var.desired_count
  launch_type                        = try(length(var.capacity_provider_strategy), 0) > 0 ? null : var.launch_type
  platform_version                   = var.platform_version
  deployment_minimum_healthy_percent = var.deployment_minimum_healthy_percent
  deployment_maximum_percent         = var.deployment_maximum_percent
  enable_execute_command             = var.enable_execute_command
  force_new_deployment               = var.force_new_deployment
  health_check_grace_period_seconds  = var.health_check_grace_period_seconds
  tags                               = merge(var.tags, var.service_tags)

  dynamic "capacity_provider_strategy" {
    for_each = try([for one in var.capacity_provider_strategy : one], [])
    content {
      capacity_provider = capacity_provider_strategy.value.capacity_provider
      base              = try(capacity_provider_strategy.value.base, null)
      weight            = try(capacity_provider_strategy.value.weight, null)
    }
  }

  dynamic "deployment_circuit_breaker" {
    for_each = local.breaker
    content {
      enable   = deployment_circuit_breaker.value.enable
      rollback = deployment_circuit_breaker.value.rollback
    }
  }

  dynamic "deployment_controller" {
    for_each = try(length(var.deployment_controller), 0) > 0 ? [var.deployment_controller] : []
    content {
      type = try(deployment_controller.value.type, null)
    }
  }

  dynamic "alarms" {
    for_each = try(length(var.alarms), 0) > 0 ? [var.alarms] : []
    content {
      alarm_names = alarms.value.alarm_names
      enable      = try(alarms.value.enable, true)
      rollback    = try(alarms.value.rollback, true)
    }
  }

  dynamic "load_balancer" {
    for_each = local.balancers
    content {
      target_group_arn = try(load_balancer.value.target_group_arn, null)
      elb_name         = try(load_balancer.value.elb_name, null)
      container_name   = load_balancer.value.container_name
      container_port   = load_balancer.value.container_port
    }
  }

  dynamic "service_registries" {
    for_each = local.registries
    content {
      registry_arn   = service_registries.value.registry_arn
      port           = try(service_registries.value.port, null)
      container_name = try(service_registries.value.container_name, null)
      container_port = try(service_registries.value.container_port, null)
    }
  }

  dynamic "service_connect_configuration" {
    for_each = try(length(var.service_connect_configuration), 0) > 0 ? [var.service_connect_configuration] : []
    content {
      enabled   = try(service_connect_configuration.value.enabled, true)
      namespace = try(service_connect_configuration.value.namespace, null)

      # One before version 6, a list since.
      dynamic "service" {
        for_each = try(tolist(service_connect_configuration.value.service), [service_connect_configuration.value.service], [])
        content {
          port_name      = try(service.value.port_name, null)
          discovery_name = try(service.value.discovery_name, null)

          dynamic "client_alias" {
            for_each = try(tolist(service.value.client_alias), [service.value.client_alias], [])
            content {
              dns_name = try(client_alias.value.dns_name, null)
              port     = try(client_alias.value.port, null)
            }
          }
        }
      }
    }
  }

  network_configuration {
    subnets          = var.subnet_ids
    security_groups  = concat(aws_security_group.this[*].id, var.security_group_ids)
    assign_public_ip = var.assign_public_ip
  }

  # The module leaves the number to autoscaling, always.
  lifecycle {
    ignore_changes = [desired_count]
  }
}

resource "aws_iam_role" "task_exec" {
  count              = local.own_task && var.create_task_exec_iam_role ? 1 : 0
  assume_role_policy = local.trust
  tags               = var.tags
}

resource "aws_iam_role" "tasks" {
  count              = local.own_role ? 1 : 0
  name               = var.tasks_iam_role_name
  assume_role_policy = local.trust
  tags               = var.tags
}

resource "aws_iam_role_policy_attachment" "tasks" {
  for_each   = { for key, one in var.tasks_iam_role_policies : key => one if local.own_role }
  role       = aws_iam_role.tasks[0].name
  policy_arn = each.value
}

data "aws_iam_policy_document" "tasks" {
  dynamic "statement" {
    for_each = try([for one in var.tasks_iam_role_statements : one], [])
    content {
      sid       = try(statement.value.sid, null)
      effect    = try(statement.value.effect, null)
      actions   = try(statement.value.actions, null)
      resources = try(statement.value.resources, null)
    }
  }
}

resource "aws_iam_role_policy" "tasks" {
  count  = local.own_role && try(length(var.tasks_iam_role_statements), 0) > 0 ? 1 : 0
  role   = aws_iam_role.tasks[0].name
  policy = data.aws_iam_policy_document.tasks.json
}

resource "aws_appautoscaling_target" "this" {
  count              = var.create && var.create_service && var.enable_autoscaling ? 1 : 0
  min_capacity       = min(var.autoscaling_min_capacity, var.desired_count)
  max_capacity       = max(var.autoscaling_max_capacity, var.desired_count)
  resource_id        = "service/${try(element(split("/", var.cluster_arn), 1), "")}/${aws_ecs_service.this[0].name}"
  scalable_dimension = "ecs:service:DesiredCount"
  service_namespace  = "ecs"
}

resource "aws_appautoscaling_policy" "this" {
  for_each           = { for key, one in var.autoscaling_policies : key => one if length(aws_appautoscaling_target.this) > 0 }
  name               = try(coalesce(each.value.name), each.key)
  policy_type        = try(coalesce(each.value.policy_type), "TargetTrackingScaling")
  resource_id        = aws_appautoscaling_target.this[0].resource_id
  scalable_dimension = aws_appautoscaling_target.this[0].scalable_dimension
  service_namespace  = aws_appautoscaling_target.this[0].service_namespace

  dynamic "target_tracking_scaling_policy_configuration" {
    for_each = try([for one in [each.value.target_tracking_scaling_policy_configuration] : one if one != null], [])
    content {
      target_value = try(target_tracking_scaling_policy_configuration.value.target_value, 75)

      dynamic "predefined_metric_specification" {
        for_each = try([for one in [target_tracking_scaling_policy_configuration.value.predefined_metric_specification] : one if one != null], [])
        content {
          predefined_metric_type = predefined_metric_specification.value.predefined_metric_type
        }
      }
    }
  }
}

resource "aws_security_group" "this" {
  count       = local.own_group ? 1 : 0
  name_prefix = "${var.name}-"
  vpc_id      = var.vpc_id
  tags        = var.tags
}

resource "aws_security_group_rule" "this" {
  for_each                 = { for key, one in var.security_group_rules : key => one if local.own_group }
  security_group_id        = aws_security_group.this[0].id
  type                     = try(each.value.type, null)
  protocol                 = try(each.value.protocol, "tcp")
  from_port                = try(each.value.from_port, null)
  to_port                  = try(each.value.to_port, null)
  cidr_blocks              = try(each.value.cidr_blocks, null)
  source_security_group_id = try(each.value.source_security_group_id, null)
  self                     = try(each.value.self, null)
}

resource "aws_vpc_security_group_ingress_rule" "this" {
  for_each                     = try({ for key, one in var.security_group_ingress_rules : key => one if local.own_group }, {})
  security_group_id            = aws_security_group.this[0].id
  ip_protocol                  = try(coalesce(each.value.ip_protocol), "tcp")
  from_port                    = try(each.value.from_port, null)
  to_port                      = try(coalesce(each.value.to_port), each.value.from_port, null)
  cidr_ipv4                    = try(each.value.cidr_ipv4, null)
  referenced_security_group_id = try(each.value.referenced_security_group_id, null)
}

resource "aws_vpc_security_group_egress_rule" "this" {
  for_each                     = try({ for key, one in var.security_group_egress_rules : key => one if local.own_group }, {})
  security_group_id            = aws_security_group.this[0].id
  ip_protocol                  = try(coalesce(each.value.ip_protocol), "tcp")
  from_port                    = try(each.value.from_port, null)
  to_port                      = try(coalesce(each.value.to_port), each.value.from_port, null)
  cidr_ipv4                    = try(each.value.cidr_ipv4, null)
  referenced_security_group_id = try(each.value.referenced_security_group_id, null)
}

output "id" { value = one(aws_ecs_service.this[*].id) }
output "name" { value = one(aws_ecs_service.this[*].name) }
output "container_definitions" { value = local.containers }
output "task_definition_arn" { value = local.definition }
output "task_definition_family" { value = one(aws_ecs_task_definition.this[*].family) }
output "task_exec_iam_role_arn" { value = try(aws_iam_role.task_exec[0].arn, var.task_exec_iam_role_arn) }
output "task_exec_iam_role_name" { value = one(aws_iam_role.task_exec[*].name) }
output "tasks_iam_role_arn" { value = try(aws_iam_role.tasks[0].arn, var.tasks_iam_role_arn) }
output "tasks_iam_role_name" { value = one(aws_iam_role.tasks[*].name) }
output "security_group_id" { value = one(aws_security_group.this[*].id) }
output "security_group_arn" { value = one(aws_security_group.this[*].arn) }
