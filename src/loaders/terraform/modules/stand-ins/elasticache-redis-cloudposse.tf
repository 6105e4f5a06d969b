# source: cloudposse/elasticache-redis/aws
# git: github.com/cloudposse/terraform-aws-elasticache-redis
# versions: >= 0, < 2
#
# A Redis replication group. Its name is made of the parts of a context.

variable "enabled" { default = true }
variable "context" { default = {} }
variable "namespace" { default = null }
variable "tenant" { default = null }
variable "environment" { default = null }
variable "stage" { default = null }
variable "name" { default = null }
variable "delimiter" { default = null }
variable "attributes" { default = [] }
variable "tags" { default = {} }
variable "replication_group_id" { default = "" }
variable "description" { default = null }
variable "subnets" { default = [] }
variable "elasticache_subnet_group_name" { default = "" }
variable "availability_zones" { default = [] }
variable "associated_security_group_ids" { default = [] }
variable "instance_type" { default = "cache.t2.micro" }
variable "cluster_size" { default = 1 }
variable "engine" { default = "redis" }
variable "engine_version" { default = "4.0.10" }
variable "port" { default = 6379 }
variable "parameter_group_name" { default = null }
variable "automatic_failover_enabled" { default = false }
variable "multi_az_enabled" { default = false }
variable "at_rest_encryption_enabled" { default = false }
variable "transit_encryption_enabled" { default = true }
variable "kms_key_id" { default = null }
variable "auth_token" { default = null }
variable "apply_immediately" { default = true }
variable "auto_minor_version_upgrade" { default = null }
variable "maintenance_window" { default = "wed:03:00-wed:04:00" }
variable "snapshot_window" { default = "06:30-07:30" }
variable "snapshot_retention_limit" { default = 0 }
variable "cluster_mode_enabled" { default = false }
variable "cluster_mode_num_node_groups" { default = 0 }
variable "cluster_mode_replicas_per_node_group" { default = 0 }

locals {
  create = var.enabled != false
  parts = [
    for key in ["namespace", "tenant", "environment", "stage", "name"] :
    try(coalesce({ namespace = var.namespace, tenant = var.tenant, environment = var.environment, stage = var.stage, name = var.name }[key], try(var.context[key], null)), "")
  ]
  label = join(coalesce(var.delimiter, "-"), compact(concat(local.parts, var.attributes)))
}

resource "aws_elasticache_subnet_group" "default" {
  count      = local.create && var.elasticache_subnet_group_name == "" ? 1 : 0
  name       = local.label
  subnet_ids = var.subnets
}

resource "aws_elasticache_replication_group" "default" {
  count                      = local.create ? 1 : 0
  replication_group_id       = var.replication_group_id == "" ? local.label : var.replication_group_id
  description                = coalesce(var.description, local.label, "redis")
  engine                     = var.engine
  engine_version             = var.engine_version
  node_type                  = var.instance_type
  port                       = var.port
  num_cache_clusters         = var.cluster_mode_enabled ? null : var.cluster_size
  num_node_groups            = var.cluster_mode_enabled ? var.cluster_mode_num_node_groups : null
  replicas_per_node_group    = var.cluster_mode_enabled ? var.cluster_mode_replicas_per_node_group : null
  automatic_failover_enabled = var.cluster_mode_enabled ? true : var.automatic_failover_enabled
  multi_az_enabled           = var.multi_az_enabled
  preferred_cache_cluster_azs = length(var.availability_zones) == 0 ? null : [
    for index in range(var.cluster_size) : element(var.availability_zones, index)
  ]
  subnet_group_name          = var.elasticache_subnet_group_name == "" ? aws_elasticache_subnet_group.default[0].name : var.elasticache_subnet_group_name
  at_rest_encryption_enabled = var.at_rest_encryption_enabled
  transit_encryption_enabled = var.transit_encryption_enabled
  kms_key_id                 = var.at_rest_encryption_enabled ? var.kms_key_id : null
  auth_token                 = var.transit_encryption_enabled ? var.auth_token : null
  apply_immediately          = var.apply_immediately
  auto_minor_version_upgrade = var.auto_minor_version_upgrade
  maintenance_window         = var.maintenance_window
  snapshot_window            = var.snapshot_window
  snapshot_retention_limit   = var.snapshot_retention_limit
  tags                       = var.tags
}

output "id" { value = one(aws_elasticache_replication_group.default[*].id) }
output "arn" { value = one(aws_elasticache_replication_group.default[*].arn) }
output "port" { value = var.port }
output "endpoint" {
  value = var.cluster_mode_enabled ? one(aws_elasticache_replication_group.default[*].configuration_endpoint_address) : one(aws_elasticache_replication_group.default[*].primary_endpoint_address)
}
output "reader_endpoint_address" { value = one(aws_elasticache_replication_group.default[*].reader_endpoint_address) }
output "host" { value = one(aws_elasticache_replication_group.default[*].primary_endpoint_address) }
output "member_clusters" { value = one(aws_elasticache_replication_group.default[*].member_clusters) }
output "engine_version_actual" { value = one(aws_elasticache_replication_group.default[*].engine_version_actual) }
output "cluster_enabled" { value = one(aws_elasticache_replication_group.default[*].cluster_enabled) }
