# source: terraform-aws-modules/rds/aws//modules/db_instance
# git: github.com/terraform-aws-modules/terraform-aws-rds//modules/db_instance
# versions: >= 5, < 8
#
# The database itself.

variable "region" { default = null }
variable "create" { default = true }
variable "identifier" { default = null }
variable "use_identifier_prefix" { default = false }
variable "db_subnet_group_name" { default = null }
variable "parameter_group_name" { default = null }
variable "option_group_name" { default = null }
variable "tags" { default = {} }
variable "db_instance_tags" { default = {} }
variable "custom_iam_instance_profile" { default = null }
variable "allocated_storage" { default = null }
variable "storage_type" { default = null }
variable "storage_throughput" { default = null }
variable "storage_encrypted" { default = true }
variable "kms_key_id" { default = null }
variable "replicate_source_db" { default = null }
variable "license_model" { default = null }
variable "replica_mode" { default = null }
variable "iam_database_authentication_enabled" { default = false }
variable "engine" { default = null }
variable "engine_version" { default = null }
variable "engine_lifecycle_support" { default = null }
variable "skip_final_snapshot" { default = false }
variable "snapshot_identifier" { default = null }
variable "copy_tags_to_snapshot" { default = null }
variable "final_snapshot_identifier_prefix" { default = "final" }
variable "instance_class" { default = null }
variable "db_name" { default = null }
variable "username" { default = null }
variable "manage_master_user_password" { default = true }
variable "master_user_secret_kms_key_id" { default = null }
variable "port" { default = null }
variable "vpc_security_group_ids" { default = [] }
variable "availability_zone" { default = null }
variable "multi_az" { default = false }
variable "iops" { default = null }
variable "publicly_accessible" { default = false }
variable "monitoring_interval" { default = 0 }
variable "monitoring_role_arn" { default = null }
variable "monitoring_role_name" { default = "rds-monitoring-role" }
variable "monitoring_role_use_name_prefix" { default = false }
variable "create_monitoring_role" { default = false }
variable "monitoring_role_permissions_boundary" { default = null }
variable "allow_major_version_upgrade" { default = false }
variable "auto_minor_version_upgrade" { default = true }
variable "apply_immediately" { default = false }
variable "maintenance_window" { default = null }
variable "blue_green_update" { default = null }
variable "backup_retention_period" { default = null }
variable "backup_window" { default = null }
variable "restore_to_point_in_time" { default = null }
variable "dedicated_log_volume" { default = false }
variable "enabled_cloudwatch_logs_exports" { default = [] }
variable "deletion_protection" { default = false }
variable "performance_insights_enabled" { default = false }
variable "performance_insights_retention_period" { default = 7 }
variable "performance_insights_kms_key_id" { default = null }
variable "max_allocated_storage" { default = 0 }
variable "ca_cert_identifier" { default = null }
variable "delete_automated_backups" { default = true }
variable "network_type" { default = null }
variable "create_cloudwatch_log_group" { default = false }
variable "cloudwatch_log_group_retention_in_days" { default = 7 }
variable "cloudwatch_log_group_kms_key_id" { default = null }
variable "cloudwatch_log_group_class" { default = null }
variable "cloudwatch_log_group_tags" { default = {} }
variable "manage_master_user_password_rotation" { default = false }
variable "master_user_password_rotation_automatically_after_days" { default = null }

locals {
  replica = var.replicate_source_db != null
}

resource "random_id" "snapshot_identifier" {
  count       = var.create && !var.skip_final_snapshot ? 1 : 0
  byte_length = 4
}

resource "aws_db_instance" "this" {
  count                     = var.create ? 1 : 0
  region                    = var.region
  identifier                = var.use_identifier_prefix ? null : var.identifier
  identifier_prefix         = var.use_identifier_prefix ? "${var.identifier}-" : null
  engine                    = local.replica ? null : var.engine
  username                  = local.replica ? null : var.username
  copy_tags_to_snapshot     = coalesce(var.copy_tags_to_snapshot, local.major >= 7)
  final_snapshot_identifier = var.skip_final_snapshot ? null : "${var.final_snapshot_identifier_prefix}-${var.identifier}-${random_id.snapshot_identifier[0].hex}"
  monitoring_role_arn       = var.monitoring_interval == 0 ? null : var.create_monitoring_role ? one(aws_iam_role.enhanced_monitoring[*].arn) : var.monitoring_role_arn
  tags                      = merge(var.tags, var.db_instance_tags)

  manage_master_user_password           = !local.replica && var.manage_master_user_password && local.major >= 6 ? true : null
  performance_insights_retention_period = var.performance_insights_enabled ? var.performance_insights_retention_period : null
  performance_insights_kms_key_id       = var.performance_insights_enabled ? var.performance_insights_kms_key_id : null
  backup_retention_period               = try(length(var.blue_green_update), 0) > 0 ? coalesce(var.backup_retention_period, 1) : var.backup_retention_period

  engine_version                      = var.engine_version
  engine_lifecycle_support            = var.engine_lifecycle_support
  instance_class                      = var.instance_class
  allocated_storage                   = var.allocated_storage
  storage_type                        = var.storage_type
  storage_encrypted                   = var.storage_encrypted
  kms_key_id                          = var.kms_key_id
  license_model                       = var.license_model
  db_name                             = var.db_name
  port                                = var.port
  iam_database_authentication_enabled = var.iam_database_authentication_enabled
  master_user_secret_kms_key_id       = var.master_user_secret_kms_key_id
  vpc_security_group_ids              = var.vpc_security_group_ids
  db_subnet_group_name                = var.db_subnet_group_name
  parameter_group_name                = var.parameter_group_name
  option_group_name                   = var.option_group_name
  network_type                        = var.network_type
  availability_zone                   = var.availability_zone
  multi_az                            = var.multi_az
  iops                                = var.iops
  storage_throughput                  = var.storage_throughput
  publicly_accessible                 = var.publicly_accessible
  ca_cert_identifier                  = var.ca_cert_identifier
  allow_major_version_upgrade         = var.allow_major_version_upgrade
  auto_minor_version_upgrade          = var.auto_minor_version_upgrade
  apply_immediately                   = var.apply_immediately
  maintenance_window                  = var.maintenance_window
  snapshot_identifier                 = var.snapshot_identifier
  skip_final_snapshot                 = var.skip_final_snapshot
  performance_insights_enabled        = var.performance_insights_enabled
  replicate_source_db                 = var.replicate_source_db
  replica_mode                        = var.replica_mode
  backup_window                       = var.backup_window
  max_allocated_storage               = var.max_allocated_storage
  monitoring_interval                 = var.monitoring_interval
  enabled_cloudwatch_logs_exports     = var.enabled_cloudwatch_logs_exports
  deletion_protection                 = var.deletion_protection
  delete_automated_backups            = var.delete_automated_backups

  dynamic "blue_green_update" {
    for_each = try([var.blue_green_update.enabled], [])
    content {
      enabled = blue_green_update.value
    }
  }

  dynamic "restore_to_point_in_time" {
    for_each = try(length(var.restore_to_point_in_time), 0) > 0 ? [1] : []
    content {
      source_db_instance_identifier = try(var.restore_to_point_in_time.source_db_instance_identifier, null)
      use_latest_restorable_time    = try(var.restore_to_point_in_time.use_latest_restorable_time, null)
    }
  }
}

resource "aws_cloudwatch_log_group" "this" {
  region = var.region
  for_each = toset([
    for log in var.enabled_cloudwatch_logs_exports : log
    if var.create && var.create_cloudwatch_log_group && !var.use_identifier_prefix
  ])
  name              = "/aws/rds/instance/${var.identifier}/${each.value}"
  retention_in_days = var.cloudwatch_log_group_retention_in_days
  kms_key_id        = var.cloudwatch_log_group_kms_key_id
  log_group_class   = var.cloudwatch_log_group_class
  tags              = merge(var.tags, var.cloudwatch_log_group_tags)
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

resource "aws_iam_role" "enhanced_monitoring" {
  count                = var.create_monitoring_role ? 1 : 0
  name                 = var.monitoring_role_use_name_prefix ? null : var.monitoring_role_name
  name_prefix          = var.monitoring_role_use_name_prefix ? "${var.monitoring_role_name}-" : null
  assume_role_policy   = data.aws_iam_policy_document.monitoring.json
  permissions_boundary = var.monitoring_role_permissions_boundary
  tags                 = merge({ Name = var.monitoring_role_name }, var.tags)
}

resource "aws_iam_role_policy_attachment" "enhanced_monitoring" {
  count      = var.create_monitoring_role ? 1 : 0
  role       = aws_iam_role.enhanced_monitoring[0].name
  policy_arn = "arn:${data.aws_partition.current.partition}:iam::aws:policy/service-role/AmazonRDSEnhancedMonitoringRole"
}

resource "aws_secretsmanager_secret_rotation" "this" {
  count     = var.create && var.manage_master_user_password && var.manage_master_user_password_rotation ? 1 : 0
  secret_id = aws_db_instance.this[0].master_user_secret[0].secret_arn
  rotation_rules {
    automatically_after_days = var.master_user_password_rotation_automatically_after_days
  }
}

output "db_instance_address" { value = try(aws_db_instance.this[0].address, null) }
output "db_instance_arn" { value = try(aws_db_instance.this[0].arn, null) }
output "db_instance_availability_zone" { value = try(aws_db_instance.this[0].availability_zone, null) }
output "db_instance_endpoint" { value = try(aws_db_instance.this[0].endpoint, null) }
output "db_instance_engine" { value = try(aws_db_instance.this[0].engine, null) }
output "db_instance_engine_version_actual" { value = try(aws_db_instance.this[0].engine_version_actual, null) }
output "db_instance_hosted_zone_id" { value = try(aws_db_instance.this[0].hosted_zone_id, null) }
output "db_instance_identifier" { value = try(aws_db_instance.this[0].identifier, null) }
output "db_instance_resource_id" { value = try(aws_db_instance.this[0].resource_id, null) }
output "db_instance_status" { value = try(aws_db_instance.this[0].status, null) }
output "db_instance_name" { value = try(aws_db_instance.this[0].db_name, null) }
output "db_instance_username" { value = try(aws_db_instance.this[0].username, null) }
output "db_instance_port" { value = try(aws_db_instance.this[0].port, null) }
output "db_instance_master_user_secret_arn" { value = try(aws_db_instance.this[0].master_user_secret[0].secret_arn, null) }
output "enhanced_monitoring_iam_role_arn" { value = one(aws_iam_role.enhanced_monitoring[*].arn) }
output "db_instance_cloudwatch_log_groups" { value = aws_cloudwatch_log_group.this }
