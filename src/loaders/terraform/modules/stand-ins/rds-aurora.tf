# source: terraform-aws-modules/rds-aurora/aws
# git: github.com/terraform-aws-modules/terraform-aws-rds-aurora
# versions: >= 6, < 11
#
# A database cluster with its instances, parameter groups and group. Before version 10 inputs of instances had their own
# names; up to version 8 a week of backups was kept.

variable "region" { default = null }
variable "create" { default = true }
variable "create_cluster" { default = true }
variable "name" { default = "" }
variable "tags" { default = {} }
variable "create_db_subnet_group" { default = null }
variable "db_subnet_group_name" { default = "" }
variable "subnets" { default = [] }
variable "is_primary_cluster" { default = true }
variable "cluster_use_name_prefix" { default = false }
variable "allocated_storage" { default = null }
variable "allow_major_version_upgrade" { default = false }
variable "apply_immediately" { default = null }
variable "auto_minor_version_upgrade" { default = null }
variable "availability_zones" { default = null }
variable "backup_retention_period" { default = null }
variable "backtrack_window" { default = null }
variable "ca_cert_identifier" { default = null }
variable "cluster_ca_cert_identifier" { default = null }
variable "cluster_performance_insights_enabled" { default = null }
variable "cluster_performance_insights_kms_key_id" { default = null }
variable "cluster_performance_insights_retention_period" { default = null }
variable "cluster_monitoring_interval" { default = 0 }
variable "copy_tags_to_snapshot" { default = null }
variable "database_name" { default = null }
variable "db_cluster_instance_class" { default = null }
variable "cluster_instance_class" { default = null }
variable "instance_class" { default = null }
variable "delete_automated_backups" { default = null }
variable "deletion_protection" { default = null }
variable "enabled_cloudwatch_logs_exports" { default = [] }
variable "engine" { default = null }
variable "engine_mode" { default = null }
variable "engine_version" { default = null }
variable "engine_lifecycle_support" { default = null }
variable "final_snapshot_identifier" { default = null }
variable "final_snapshot_identifier_prefix" { default = "final" }
variable "global_cluster_identifier" { default = null }
variable "iam_database_authentication_enabled" { default = null }
variable "iops" { default = null }
variable "kms_key_id" { default = null }
variable "manage_master_user_password" { default = true }
variable "master_username" { default = null }
variable "master_user_secret_kms_key_id" { default = null }
variable "monitoring_interval" { default = 0 }
variable "monitoring_role_arn" { default = "" }
variable "performance_insights_enabled" { default = null }
variable "performance_insights_kms_key_id" { default = null }
variable "performance_insights_retention_period" { default = null }
variable "port" { default = null }
variable "preferred_backup_window" { default = null }
variable "preferred_maintenance_window" { default = null }
variable "publicly_accessible" { default = null }
variable "replication_source_identifier" { default = null }
variable "restore_to_point_in_time" { default = null }
variable "scaling_configuration" { default = null }
variable "serverlessv2_scaling_configuration" { default = null }
variable "skip_final_snapshot" { default = false }
variable "snapshot_identifier" { default = null }
variable "source_region" { default = null }
variable "storage_encrypted" { default = true }
variable "storage_type" { default = null }
variable "cluster_tags" { default = {} }
variable "vpc_security_group_ids" { default = [] }
variable "instances" { default = {} }
variable "instances_use_identifier_prefix" { default = false }
variable "create_monitoring_role" { default = true }
variable "iam_role_name" { default = null }
variable "iam_role_use_name_prefix" { default = false }
variable "iam_role_permissions_boundary" { default = null }
variable "autoscaling_enabled" { default = false }
variable "autoscaling_max_capacity" { default = 2 }
variable "autoscaling_min_capacity" { default = 0 }
variable "autoscaling_policy_name" { default = "target-metric" }
variable "predefined_metric_type" { default = "RDSReaderAverageCPUUtilization" }
variable "autoscaling_target_cpu" { default = 70 }
variable "autoscaling_target_connections" { default = 700 }
variable "create_security_group" { default = true }
variable "security_group_name" { default = "" }
variable "security_group_use_name_prefix" { default = true }
variable "security_group_description" { default = null }
variable "security_group_rules" { default = {} }
variable "security_group_ingress_rules" { default = {} }
variable "security_group_egress_rules" { default = {} }
variable "allowed_security_groups" { default = [] }
variable "allowed_cidr_blocks" { default = [] }
variable "security_group_tags" { default = {} }
variable "vpc_id" { default = "" }
variable "cluster_parameter_group_name" { default = null }
variable "cluster_parameter_group" { default = null }
variable "create_db_cluster_parameter_group" { default = false }
variable "db_cluster_parameter_group_name" { default = null }
variable "db_cluster_parameter_group_use_name_prefix" { default = true }
variable "db_cluster_parameter_group_family" { default = "" }
variable "db_cluster_parameter_group_parameters" { default = [] }
variable "db_parameter_group" { default = null }
variable "create_db_parameter_group" { default = false }
variable "db_parameter_group_name" { default = null }
variable "db_parameter_group_use_name_prefix" { default = true }
variable "db_parameter_group_family" { default = "" }
variable "db_parameter_group_parameters" { default = [] }
variable "create_cloudwatch_log_group" { default = false }
variable "cloudwatch_log_group_retention_in_days" { default = 7 }
variable "cloudwatch_log_group_kms_key_id" { default = null }
variable "cloudwatch_log_group_class" { default = null }
variable "cloudwatch_log_group_tags" { default = {} }
variable "manage_master_user_password_rotation" { default = false }
variable "master_user_password_rotation_automatically_after_days" { default = null }

locals {
  on         = var.create && var.create_cluster ? 1 : 0
  port       = coalesce(var.port, var.engine == "aurora-postgresql" || var.engine == "postgres" ? 5432 : 3306)
  serverless = var.engine_mode == "serverless"

  own_subnet_group = local.on > 0 && coalesce(var.create_db_subnet_group, local.major < 8)
  subnet_group     = try(coalesce(var.db_subnet_group_name, var.name), "")
  in_subnet_group  = local.own_subnet_group ? one(aws_db_subnet_group.this[*].name) : local.subnet_group

  scaling_v2 = var.serverlessv2_scaling_configuration
  group_name = try(coalesce(var.security_group_name, var.name), "")
  own_group  = local.on > 0 && var.create_security_group ? 1 : 0
  interval   = max(coalesce(var.cluster_monitoring_interval, 0), coalesce(var.monitoring_interval, 0))
  monitored  = local.interval > 0 || anytrue([for one in var.instances : coalesce(try(one.monitoring_interval, null), 0) > 0])
  monitoring = local.on > 0 && var.create_monitoring_role && local.monitored ? 1 : 0
  role_name  = try(coalesce(var.iam_role_name, "${var.name}-monitor"), null)

  cluster_parameters  = var.create_db_cluster_parameter_group || var.cluster_parameter_group != null ? local.on : 0
  instance_parameters = var.create_db_parameter_group || var.db_parameter_group != null ? local.on : 0
}

resource "aws_db_subnet_group" "this" {
  count      = local.own_subnet_group ? 1 : 0
  region     = var.region
  name       = local.subnet_group
  subnet_ids = var.subnets
  tags       = var.tags
}

resource "aws_rds_cluster" "this" {
  count                           = local.on
  region                          = var.region
  allocated_storage               = var.allocated_storage
  allow_major_version_upgrade     = var.allow_major_version_upgrade
  apply_immediately               = var.apply_immediately
  availability_zones              = var.availability_zones
  backup_retention_period         = var.backup_retention_period != null || local.major >= 9 ? var.backup_retention_period : 7
  backtrack_window                = startswith(coalesce(var.engine, "-"), "aurora-mysql") || var.engine == "aurora" ? var.backtrack_window : 0
  cluster_identifier              = var.cluster_use_name_prefix ? null : var.name
  cluster_identifier_prefix       = var.cluster_use_name_prefix ? "${var.name}-" : null
  copy_tags_to_snapshot           = var.copy_tags_to_snapshot != null || local.major < 10 ? var.copy_tags_to_snapshot : true
  database_name                   = var.is_primary_cluster ? var.database_name : null
  db_cluster_instance_class       = local.major >= 10 ? (var.allocated_storage != null ? var.cluster_instance_class : null) : var.db_cluster_instance_class
  db_cluster_parameter_group_name = local.cluster_parameters > 0 ? one(aws_rds_cluster_parameter_group.this[*].id) : local.major >= 10 ? var.cluster_parameter_group_name : var.db_cluster_parameter_group_name
  db_subnet_group_name            = local.in_subnet_group
  delete_automated_backups        = var.delete_automated_backups
  deletion_protection             = var.deletion_protection
  enabled_cloudwatch_logs_exports = var.enabled_cloudwatch_logs_exports
  engine                          = var.engine
  engine_mode                     = coalesce(var.engine_mode, "provisioned")
  engine_version                  = var.engine_version
  engine_lifecycle_support        = var.engine_lifecycle_support
  final_snapshot_identifier       = local.major >= 8 ? var.final_snapshot_identifier : "${var.final_snapshot_identifier_prefix}-${var.name}"
  global_cluster_identifier       = var.global_cluster_identifier
  iops                            = var.iops
  kms_key_id                      = var.kms_key_id
  manage_master_user_password     = var.global_cluster_identifier == null && var.manage_master_user_password && local.major >= 8 ? true : null
  master_username                 = var.is_primary_cluster ? (var.master_username == null && local.major < 8 ? "root" : var.master_username) : null
  port                            = local.port
  preferred_backup_window         = local.serverless ? null : var.preferred_backup_window != null || local.major >= 10 ? var.preferred_backup_window : "02:00-03:00"
  preferred_maintenance_window    = var.preferred_maintenance_window != null || local.major >= 10 ? var.preferred_maintenance_window : "sun:05:00-sun:06:00"
  replication_source_identifier   = var.replication_source_identifier
  skip_final_snapshot             = var.skip_final_snapshot
  snapshot_identifier             = var.snapshot_identifier
  source_region                   = var.source_region
  storage_encrypted               = var.storage_encrypted
  storage_type                    = var.storage_type
  tags                            = merge(var.tags, var.cluster_tags)
  vpc_security_group_ids          = compact(concat(aws_security_group.this[*].id, var.vpc_security_group_ids))

  iam_database_authentication_enabled = var.iam_database_authentication_enabled
  master_user_secret_kms_key_id       = var.master_user_secret_kms_key_id
  performance_insights_enabled        = var.cluster_performance_insights_enabled
  performance_insights_kms_key_id     = var.cluster_performance_insights_kms_key_id

  performance_insights_retention_period = var.cluster_performance_insights_retention_period

  dynamic "restore_to_point_in_time" {
    for_each = try(length(var.restore_to_point_in_time), 0) > 0 ? [1] : []
    content {
      source_cluster_identifier  = try(var.restore_to_point_in_time.source_cluster_identifier, null)
      use_latest_restorable_time = try(var.restore_to_point_in_time.use_latest_restorable_time, null)
    }
  }

  dynamic "scaling_configuration" {
    for_each = try(length(var.scaling_configuration), 0) > 0 && local.serverless ? [1] : []
    content {
      auto_pause   = try(var.scaling_configuration.auto_pause, null)
      max_capacity = try(var.scaling_configuration.max_capacity, null)
      min_capacity = try(var.scaling_configuration.min_capacity, null)
    }
  }

  dynamic "serverlessv2_scaling_configuration" {
    for_each = try(length(local.scaling_v2), 0) > 0 && coalesce(var.engine_mode, "provisioned") == "provisioned" ? [1] : []
    content {
      max_capacity = try(local.scaling_v2.max_capacity, null)
      min_capacity = try(local.scaling_v2.min_capacity, null)
    }
  }

  lifecycle {
    ignore_changes = [replication_source_identifier, global_cluster_identifier, snapshot_identifier]
  }
}

resource "aws_rds_cluster_instance" "this" {
  for_each           = { for key, one in var.instances : key => one if local.on > 0 && !local.serverless }
  region             = var.region
  cluster_identifier = aws_rds_cluster.this[0].id
  identifier = (
    var.instances_use_identifier_prefix ? null : try(coalesce(each.value.identifier), "${var.name}-${each.key}")
  )
  identifier_prefix = (
    var.instances_use_identifier_prefix ? try(coalesce(each.value.identifier_prefix), "${var.name}-${each.key}-") : null
  )
  instance_class             = try(coalesce(each.value.instance_class), coalesce(var.cluster_instance_class, var.instance_class), null)
  engine                     = var.engine
  engine_version             = var.engine_version
  availability_zone          = try(each.value.availability_zone, null)
  apply_immediately          = try(coalesce(each.value.apply_immediately), var.apply_immediately)
  auto_minor_version_upgrade = try(coalesce(each.value.auto_minor_version_upgrade), var.auto_minor_version_upgrade)
  ca_cert_identifier         = try(coalesce(each.value.ca_cert_identifier), coalesce(var.cluster_ca_cert_identifier, var.ca_cert_identifier), null)
  copy_tags_to_snapshot      = try(coalesce(each.value.copy_tags_to_snapshot), var.copy_tags_to_snapshot)
  db_parameter_group_name    = local.instance_parameters > 0 ? one(aws_db_parameter_group.this[*].id) : try(each.value.db_parameter_group_name, var.db_parameter_group_name)
  db_subnet_group_name       = local.in_subnet_group
  monitoring_interval        = try(coalesce(each.value.monitoring_interval), coalesce(local.interval, 0))
  monitoring_role_arn        = try(aws_iam_role.rds_enhanced_monitoring[0].arn, each.value.monitoring_role_arn, var.monitoring_role_arn)
  promotion_tier             = try(each.value.promotion_tier, null)
  publicly_accessible        = try(coalesce(each.value.publicly_accessible), var.publicly_accessible)
  tags                       = merge(var.tags, try(each.value.tags, {}))

  performance_insights_enabled    = try(coalesce(each.value.performance_insights_enabled), coalesce(var.performance_insights_enabled, var.cluster_performance_insights_enabled), null)
  performance_insights_kms_key_id = try(coalesce(each.value.performance_insights_kms_key_id), coalesce(var.performance_insights_kms_key_id, var.cluster_performance_insights_kms_key_id), null)

  performance_insights_retention_period = try(coalesce(each.value.performance_insights_retention_period), coalesce(var.performance_insights_retention_period, var.cluster_performance_insights_retention_period), null)
}

resource "aws_appautoscaling_target" "this" {
  count              = var.autoscaling_enabled && !local.serverless ? local.on : 0
  max_capacity       = var.autoscaling_max_capacity
  min_capacity       = var.autoscaling_min_capacity
  resource_id        = "cluster:${aws_rds_cluster.this[0].cluster_identifier}"
  scalable_dimension = "rds:cluster:ReadReplicaCount"
  service_namespace  = "rds"
  tags               = var.tags
}

resource "aws_appautoscaling_policy" "this" {
  count              = length(aws_appautoscaling_target.this)
  name               = var.autoscaling_policy_name
  policy_type        = "TargetTrackingScaling"
  resource_id        = "cluster:${aws_rds_cluster.this[0].cluster_identifier}"
  scalable_dimension = "rds:cluster:ReadReplicaCount"
  service_namespace  = "rds"
  target_tracking_scaling_policy_configuration {
    predefined_metric_specification {
      predefined_metric_type = var.predefined_metric_type
    }
    target_value = (
      var.predefined_metric_type == "RDSReaderAverageCPUUtilization" ? var.autoscaling_target_cpu : var.autoscaling_target_connections
    )
  }
}

data "aws_partition" "current" {}

data "aws_iam_policy_document" "monitoring" {
  statement {
    actions = ["sts:AssumeRole"]
    principals {
      type        = "Service"
      identifiers = ["monitoring.rds.amazonaws.com"]
    }
  }
}

resource "aws_iam_role" "rds_enhanced_monitoring" {
  count                = local.monitoring
  name                 = var.iam_role_use_name_prefix ? null : local.role_name
  name_prefix          = var.iam_role_use_name_prefix ? "${local.role_name}-" : null
  assume_role_policy   = data.aws_iam_policy_document.monitoring.json
  permissions_boundary = var.iam_role_permissions_boundary
  tags                 = var.tags
}

resource "aws_iam_role_policy_attachment" "rds_enhanced_monitoring" {
  count      = local.monitoring
  role       = aws_iam_role.rds_enhanced_monitoring[0].name
  policy_arn = "arn:${data.aws_partition.current.partition}:iam::aws:policy/service-role/AmazonRDSEnhancedMonitoringRole"
}

resource "aws_security_group" "this" {
  count       = local.own_group
  region      = var.region
  name        = var.security_group_use_name_prefix ? null : local.group_name
  name_prefix = var.security_group_use_name_prefix ? "${local.group_name}-" : null
  description = coalesce(var.security_group_description, "Control traffic to/from RDS Aurora ${local.group_name}")
  vpc_id      = var.vpc_id
  tags        = merge(var.tags, var.security_group_tags, { Name = local.group_name })
}

resource "aws_security_group_rule" "this" {
  for_each                 = { for key, one in var.security_group_rules : key => one if local.own_group > 0 }
  region                   = var.region
  security_group_id        = aws_security_group.this[0].id
  type                     = try(each.value.type, "ingress")
  protocol                 = try(each.value.protocol, "tcp")
  from_port                = try(each.value.from_port, local.port)
  to_port                  = try(each.value.to_port, local.port)
  description              = try(each.value.description, null)
  cidr_blocks              = try(each.value.cidr_blocks, null)
  ipv6_cidr_blocks         = try(each.value.ipv6_cidr_blocks, null)
  prefix_list_ids          = try(each.value.prefix_list_ids, null)
  source_security_group_id = try(each.value.source_security_group_id, null)
}

resource "aws_security_group_rule" "default_ingress" {
  count                    = local.own_group * length(var.allowed_security_groups)
  region                   = var.region
  security_group_id        = aws_security_group.this[0].id
  type                     = "ingress"
  protocol                 = "tcp"
  from_port                = local.port
  to_port                  = local.port
  source_security_group_id = element(var.allowed_security_groups, count.index)
}

resource "aws_security_group_rule" "cidr_ingress" {
  count             = length(var.allowed_cidr_blocks) > 0 ? local.own_group : 0
  region            = var.region
  security_group_id = aws_security_group.this[0].id
  type              = "ingress"
  protocol          = "tcp"
  from_port         = local.port
  to_port           = local.port
  cidr_blocks       = var.allowed_cidr_blocks
}

resource "aws_vpc_security_group_ingress_rule" "this" {
  for_each          = { for key, one in var.security_group_ingress_rules : key => one if local.own_group > 0 }
  region            = var.region
  security_group_id = aws_security_group.this[0].id
  ip_protocol       = try(coalesce(each.value.ip_protocol), "tcp")
  from_port         = try(coalesce(each.value.from_port), local.port)
  to_port           = try(coalesce(each.value.to_port), coalesce(each.value.from_port), local.port)
  description       = try(each.value.description, null)
  cidr_ipv4         = try(each.value.cidr_ipv4, null)
  cidr_ipv6         = try(each.value.cidr_ipv6, null)
  prefix_list_id    = try(each.value.prefix_list_id, null)
  referenced_security_group_id = (
    try(each.value.referenced_security_group_id, null) == "self" ? aws_security_group.this[0].id
    : try(each.value.referenced_security_group_id, null)
  )
  tags = merge(
    var.tags, { Name = try(coalesce(each.value.name), "${local.group_name}-${each.key}") }, try(each.value.tags, {}),
  )
}

resource "aws_vpc_security_group_egress_rule" "this" {
  for_each          = { for key, one in var.security_group_egress_rules : key => one if local.own_group > 0 }
  region            = var.region
  security_group_id = aws_security_group.this[0].id
  ip_protocol       = try(coalesce(each.value.ip_protocol), "tcp")
  from_port         = try(coalesce(each.value.from_port), coalesce(each.value.to_port), local.port)
  to_port           = try(coalesce(each.value.to_port), local.port)
  description       = try(each.value.description, null)
  cidr_ipv4         = try(each.value.cidr_ipv4, null)
  cidr_ipv6         = try(each.value.cidr_ipv6, null)
  prefix_list_id    = try(each.value.prefix_list_id, null)
  referenced_security_group_id = (
    try(each.value.referenced_security_group_id, null) == "self" ? aws_security_group.this[0].id
    : try(each.value.referenced_security_group_id, null)
  )
  tags = merge(
    var.tags, { Name = try(coalesce(each.value.name), "${local.group_name}-${each.key}") }, try(each.value.tags, {}),
  )
}

resource "aws_rds_cluster_parameter_group" "this" {
  count       = local.cluster_parameters
  region      = var.region
  name        = try(coalesce(var.cluster_parameter_group.use_name_prefix), var.db_cluster_parameter_group_use_name_prefix) ? null : try(coalesce(var.cluster_parameter_group.name), coalesce(var.db_cluster_parameter_group_name, var.name))
  name_prefix = try(coalesce(var.cluster_parameter_group.use_name_prefix), var.db_cluster_parameter_group_use_name_prefix) ? "${try(coalesce(var.cluster_parameter_group.name), coalesce(var.db_cluster_parameter_group_name, var.name))}-" : null
  family      = try(var.cluster_parameter_group.family, var.db_cluster_parameter_group_family)
  dynamic "parameter" {
    for_each = try([for one in var.cluster_parameter_group.parameters : one], var.db_cluster_parameter_group_parameters)
    content {
      name         = parameter.value.name
      value        = parameter.value.value
      apply_method = try(parameter.value.apply_method, "immediate")
    }
  }
  tags = var.tags
}

resource "aws_db_parameter_group" "this" {
  count       = local.instance_parameters
  region      = var.region
  name        = try(coalesce(var.db_parameter_group.use_name_prefix), var.db_parameter_group_use_name_prefix) ? null : try(coalesce(var.db_parameter_group.name), coalesce(var.db_parameter_group_name, var.name))
  name_prefix = try(coalesce(var.db_parameter_group.use_name_prefix), var.db_parameter_group_use_name_prefix) ? "${try(coalesce(var.db_parameter_group.name), coalesce(var.db_parameter_group_name, var.name))}-" : null
  family      = try(var.db_parameter_group.family, var.db_parameter_group_family)
  dynamic "parameter" {
    for_each = try([for one in var.db_parameter_group.parameters : one], var.db_parameter_group_parameters)
    content {
      name         = parameter.value.name
      value        = parameter.value.value
      apply_method = try(parameter.value.apply_method, "immediate")
    }
  }
  tags = var.tags
}

resource "aws_cloudwatch_log_group" "this" {
  region = var.region
  for_each = toset([
    for log in var.enabled_cloudwatch_logs_exports : log
    if local.on > 0 && var.create_cloudwatch_log_group && !var.cluster_use_name_prefix
  ])
  name              = "/aws/rds/cluster/${var.name}/${each.value}"
  retention_in_days = var.cloudwatch_log_group_retention_in_days
  kms_key_id        = var.cloudwatch_log_group_kms_key_id
  log_group_class   = var.cloudwatch_log_group_class
  tags              = merge(var.tags, var.cloudwatch_log_group_tags)
}

resource "aws_secretsmanager_secret_rotation" "this" {
  count     = var.manage_master_user_password && var.manage_master_user_password_rotation ? local.on : 0
  secret_id = aws_rds_cluster.this[0].master_user_secret[0].secret_arn
  rotation_rules {
    automatically_after_days = var.master_user_password_rotation_automatically_after_days
  }
}

output "cluster_arn" { value = one(aws_rds_cluster.this[*].arn) }
output "cluster_id" { value = one(aws_rds_cluster.this[*].id) }
output "cluster_resource_id" { value = one(aws_rds_cluster.this[*].cluster_resource_id) }
output "cluster_members" { value = one(aws_rds_cluster.this[*].cluster_members) }
output "cluster_endpoint" { value = one(aws_rds_cluster.this[*].endpoint) }
output "cluster_reader_endpoint" { value = one(aws_rds_cluster.this[*].reader_endpoint) }
output "cluster_engine_version_actual" { value = one(aws_rds_cluster.this[*].engine_version_actual) }
output "cluster_database_name" { value = one(aws_rds_cluster.this[*].database_name) }
output "cluster_port" { value = one(aws_rds_cluster.this[*].port) }
output "cluster_master_username" { value = one(aws_rds_cluster.this[*].master_username) }
output "cluster_master_password" { value = one(aws_rds_cluster.this[*].master_password) }
output "cluster_master_user_secret" { value = one(aws_rds_cluster.this[*].master_user_secret) }
output "cluster_hosted_zone_id" { value = one(aws_rds_cluster.this[*].hosted_zone_id) }
output "db_subnet_group_name" { value = local.in_subnet_group }
output "cluster_instances" { value = aws_rds_cluster_instance.this }
output "enhanced_monitoring_iam_role_arn" { value = one(aws_iam_role.rds_enhanced_monitoring[*].arn) }
output "security_group_id" { value = one(aws_security_group.this[*].id) }
output "db_cluster_parameter_group_id" { value = one(aws_rds_cluster_parameter_group.this[*].id) }
output "db_parameter_group_id" { value = one(aws_db_parameter_group.this[*].id) }
output "db_cluster_cloudwatch_log_groups" { value = aws_cloudwatch_log_group.this }
