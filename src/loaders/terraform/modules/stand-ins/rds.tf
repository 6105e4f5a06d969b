# source: terraform-aws-modules/rds/aws
# git: github.com/terraform-aws-modules/terraform-aws-rds
# versions: >= 5, < 8
#
# A database with its subnet group, parameters and options.

variable "region" { default = null }
variable "identifier" { default = null }
variable "instance_use_identifier_prefix" { default = false }
variable "tags" { default = {} }
variable "db_instance_tags" { default = {} }
variable "db_option_group_tags" { default = {} }
variable "db_parameter_group_tags" { default = {} }
variable "db_subnet_group_tags" { default = {} }
variable "create_db_subnet_group" { default = false }
variable "db_subnet_group_name" { default = null }
variable "db_subnet_group_use_name_prefix" { default = true }
variable "subnet_ids" { default = [] }
variable "create_db_parameter_group" { default = true }
variable "parameter_group_name" { default = null }
variable "parameter_group_use_name_prefix" { default = true }
variable "family" { default = null }
variable "parameters" { default = null }
variable "create_db_option_group" { default = true }
variable "option_group_name" { default = null }
variable "option_group_use_name_prefix" { default = true }
variable "major_engine_version" { default = null }
variable "options" { default = null }
variable "create_db_instance" { default = true }
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
  has_options = var.create_db_option_group && var.engine != "postgres"
}

module "db_subnet_group" {
  source          = "./modules/db_subnet_group"
  region          = var.region
  create          = var.create_db_subnet_group
  name            = coalesce(var.db_subnet_group_name, var.identifier)
  use_name_prefix = var.db_subnet_group_use_name_prefix
  subnet_ids      = var.subnet_ids
  tags            = merge(var.tags, var.db_subnet_group_tags)
}

module "db_parameter_group" {
  source          = "./modules/db_parameter_group"
  region          = var.region
  create          = var.create_db_parameter_group
  name            = coalesce(var.parameter_group_name, var.identifier)
  use_name_prefix = var.parameter_group_use_name_prefix
  family          = var.family
  parameters      = var.parameters
  tags            = merge(var.tags, var.db_parameter_group_tags)
}

module "db_option_group" {
  source               = "./modules/db_option_group"
  region               = var.region
  create               = local.has_options
  name                 = coalesce(var.option_group_name, var.identifier)
  use_name_prefix      = var.option_group_use_name_prefix
  engine_name          = var.engine
  major_engine_version = var.major_engine_version
  tags                 = merge(var.tags, var.db_option_group_tags)
}

module "db_instance" {
  source                                                 = "./modules/db_instance"
  region                                                 = var.region
  create                                                 = var.create_db_instance
  identifier                                             = var.identifier
  use_identifier_prefix                                  = var.instance_use_identifier_prefix
  db_subnet_group_name                                   = var.create_db_subnet_group ? module.db_subnet_group.db_subnet_group_id : var.db_subnet_group_name
  parameter_group_name                                   = var.create_db_parameter_group ? module.db_parameter_group.db_parameter_group_id : var.parameter_group_name
  option_group_name                                      = local.has_options ? module.db_option_group.db_option_group_id : var.option_group_name
  tags                                                   = var.tags
  db_instance_tags                                       = var.db_instance_tags
  custom_iam_instance_profile                            = var.custom_iam_instance_profile
  allocated_storage                                      = var.allocated_storage
  storage_type                                           = var.storage_type
  storage_throughput                                     = var.storage_throughput
  storage_encrypted                                      = var.storage_encrypted
  kms_key_id                                             = var.kms_key_id
  replicate_source_db                                    = var.replicate_source_db
  license_model                                          = var.license_model
  replica_mode                                           = var.replica_mode
  iam_database_authentication_enabled                    = var.iam_database_authentication_enabled
  engine                                                 = var.engine
  engine_version                                         = var.engine_version
  engine_lifecycle_support                               = var.engine_lifecycle_support
  skip_final_snapshot                                    = var.skip_final_snapshot
  snapshot_identifier                                    = var.snapshot_identifier
  copy_tags_to_snapshot                                  = var.copy_tags_to_snapshot
  final_snapshot_identifier_prefix                       = var.final_snapshot_identifier_prefix
  instance_class                                         = var.instance_class
  db_name                                                = var.db_name
  username                                               = var.username
  manage_master_user_password                            = var.manage_master_user_password
  master_user_secret_kms_key_id                          = var.master_user_secret_kms_key_id
  port                                                   = var.port
  vpc_security_group_ids                                 = var.vpc_security_group_ids
  availability_zone                                      = var.availability_zone
  multi_az                                               = var.multi_az
  iops                                                   = var.iops
  publicly_accessible                                    = var.publicly_accessible
  monitoring_interval                                    = var.monitoring_interval
  monitoring_role_arn                                    = var.monitoring_role_arn
  monitoring_role_name                                   = var.monitoring_role_name
  monitoring_role_use_name_prefix                        = var.monitoring_role_use_name_prefix
  create_monitoring_role                                 = var.create_monitoring_role
  monitoring_role_permissions_boundary                   = var.monitoring_role_permissions_boundary
  allow_major_version_upgrade                            = var.allow_major_version_upgrade
  auto_minor_version_upgrade                             = var.auto_minor_version_upgrade
  apply_immediately                                      = var.apply_immediately
  maintenance_window                                     = var.maintenance_window
  blue_green_update                                      = var.blue_green_update
  backup_retention_period                                = var.backup_retention_period
  backup_window                                          = var.backup_window
  restore_to_point_in_time                               = var.restore_to_point_in_time
  dedicated_log_volume                                   = var.dedicated_log_volume
  enabled_cloudwatch_logs_exports                        = var.enabled_cloudwatch_logs_exports
  deletion_protection                                    = var.deletion_protection
  performance_insights_enabled                           = var.performance_insights_enabled
  performance_insights_retention_period                  = var.performance_insights_retention_period
  performance_insights_kms_key_id                        = var.performance_insights_kms_key_id
  max_allocated_storage                                  = var.max_allocated_storage
  ca_cert_identifier                                     = var.ca_cert_identifier
  delete_automated_backups                               = var.delete_automated_backups
  network_type                                           = var.network_type
  create_cloudwatch_log_group                            = var.create_cloudwatch_log_group
  cloudwatch_log_group_retention_in_days                 = var.cloudwatch_log_group_retention_in_days
  cloudwatch_log_group_kms_key_id                        = var.cloudwatch_log_group_kms_key_id
  cloudwatch_log_group_class                             = var.cloudwatch_log_group_class
  cloudwatch_log_group_tags                              = var.cloudwatch_log_group_tags
  manage_master_user_password_rotation                   = var.manage_master_user_password_rotation
  master_user_password_rotation_automatically_after_days = var.master_user_password_rotation_automatically_after_days
}

output "db_instance_address" { value = module.db_instance.db_instance_address }
output "db_instance_arn" { value = module.db_instance.db_instance_arn }
output "db_instance_availability_zone" { value = module.db_instance.db_instance_availability_zone }
output "db_instance_endpoint" { value = module.db_instance.db_instance_endpoint }
output "db_instance_engine" { value = module.db_instance.db_instance_engine }
output "db_instance_engine_version_actual" { value = module.db_instance.db_instance_engine_version_actual }
output "db_instance_hosted_zone_id" { value = module.db_instance.db_instance_hosted_zone_id }
output "db_instance_identifier" { value = module.db_instance.db_instance_identifier }
output "db_instance_resource_id" { value = module.db_instance.db_instance_resource_id }
output "db_instance_status" { value = module.db_instance.db_instance_status }
output "db_instance_name" { value = module.db_instance.db_instance_name }
output "db_instance_username" { value = module.db_instance.db_instance_username }
output "db_instance_port" { value = module.db_instance.db_instance_port }
output "db_instance_master_user_secret_arn" { value = module.db_instance.db_instance_master_user_secret_arn }
output "enhanced_monitoring_iam_role_arn" { value = module.db_instance.enhanced_monitoring_iam_role_arn }
output "db_subnet_group_id" { value = module.db_subnet_group.db_subnet_group_id }
output "db_subnet_group_arn" { value = module.db_subnet_group.db_subnet_group_arn }
output "db_parameter_group_id" { value = module.db_parameter_group.db_parameter_group_id }
output "db_option_group_id" { value = module.db_option_group.db_option_group_id }
output "db_instance_cloudwatch_log_groups" { value = module.db_instance.db_instance_cloudwatch_log_groups }
