resource "aws_ecs_cluster" "shop" {
  name = local.name
}

module "service" {
  source   = "../modules/service"
  for_each = var.services

  name              = each.key
  prefix            = local.name
  image             = each.value.image
  port              = each.value.port
  tasks             = each.value.tasks
  cpu               = each.value.cpu
  memory            = each.value.memory
  health_path       = each.value.health
  cluster_arn       = aws_ecs_cluster.shop.arn
  vpc_id            = local.network.vpc_id
  subnet_ids        = local.network.private_subnet_ids
  entry_group_id    = aws_security_group.entry.id
  log_retention     = each.key == "ui" ? 365 : null
  policy_statements = lookup(local.permissions, each.key, [])

  environment = lookup(local.settings, each.key, {})
  secrets     = lookup(local.secrets, each.key, {})
}

locals {
  settings = {
    ui = {
      CATALOG_URL   = "https://${aws_lb.entry.dns_name}/catalog"
      CHECKOUT_URL  = "https://${var.api_host}/checkout"
      SESSION_STORE = "rediss://${aws_elasticache_replication_group.sessions.primary_endpoint_address}:6379"
    }
    catalog = {
      CATALOG_DB_HOST = aws_rds_cluster.catalog.endpoint
      MEDIA_BUCKET    = aws_s3_bucket.media.bucket
    }
  }

  secrets = {
    catalog = { CATALOG_DB_LOGIN = aws_rds_cluster.catalog.master_user_secret[0].secret_arn }
  }

  permissions = {
    catalog = [{
      actions   = ["s3:*"]
      resources = ["*"]
    }]
  }
}

resource "aws_appautoscaling_target" "ui" {
  service_namespace  = "ecs"
  resource_id        = "service/${aws_ecs_cluster.shop.name}/${module.service["ui"].service_name}"
  scalable_dimension = "ecs:service:DesiredCount"
  min_capacity       = var.services["ui"].tasks
  max_capacity       = 12
}

resource "aws_appautoscaling_policy" "ui" {
  name               = "${local.name}-ui-cpu"
  policy_type        = "TargetTrackingScaling"
  service_namespace  = aws_appautoscaling_target.ui.service_namespace
  resource_id        = aws_appautoscaling_target.ui.resource_id
  scalable_dimension = aws_appautoscaling_target.ui.scalable_dimension

  target_tracking_scaling_policy_configuration {
    target_value = 60

    predefined_metric_specification {
      predefined_metric_type = "ECSServiceAverageCPUUtilization"
    }
  }
}
