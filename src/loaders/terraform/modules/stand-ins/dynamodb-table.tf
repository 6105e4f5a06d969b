# source: terraform-aws-modules/dynamodb-table/aws
# git: github.com/terraform-aws-modules/terraform-aws-dynamodb-table
# versions: >= 2, < 6
#
# A table, and what scales it.

variable "region" { default = null }
variable "create_table" { default = true }
variable "name" { default = null }
variable "attributes" { default = [] }
variable "hash_key" { default = null }
variable "range_key" { default = null }
variable "billing_mode" { default = "PAY_PER_REQUEST" }
variable "write_capacity" { default = null }
variable "read_capacity" { default = null }
variable "point_in_time_recovery_enabled" { default = false }
variable "point_in_time_recovery_period_in_days" { default = null }
variable "ttl_enabled" { default = false }
variable "ttl_attribute_name" { default = "" }
variable "global_secondary_indexes" { default = [] }
variable "replica_regions" { default = [] }
variable "stream_enabled" { default = false }
variable "stream_view_type" { default = null }
variable "server_side_encryption_enabled" { default = false }
variable "server_side_encryption_kms_key_arn" { default = null }
variable "tags" { default = {} }
variable "autoscaling_enabled" { default = false }
variable "autoscaling_read" { default = {} }
variable "autoscaling_write" { default = {} }
variable "table_class" { default = null }
variable "deletion_protection_enabled" { default = null }
variable "ignore_changes_global_secondary_index" { default = false }
variable "resource_policy" { default = null }

locals {
  kind  = !var.create_table ? "none" : !var.autoscaling_enabled ? "fixed" : var.ignore_changes_global_secondary_index ? "scaled-ignoring" : "scaled"
  table = one(concat(aws_dynamodb_table.this, aws_dynamodb_table.autoscaled, aws_dynamodb_table.autoscaled_gsi_ignore))
}

resource "aws_dynamodb_table" "this" {
  count                       = local.kind == "fixed" ? 1 : 0
  region                      = var.region
  name                        = var.name
  billing_mode                = var.billing_mode
  hash_key                    = var.hash_key
  range_key                   = var.range_key
  read_capacity               = var.read_capacity
  write_capacity              = var.write_capacity
  stream_enabled              = var.stream_enabled
  stream_view_type            = var.stream_view_type
  table_class                 = var.table_class
  deletion_protection_enabled = var.deletion_protection_enabled
  tags                        = merge(var.tags, { Name = var.name })

  ttl {
    enabled        = var.ttl_enabled
    attribute_name = var.ttl_attribute_name
  }

  point_in_time_recovery {
    enabled                 = var.point_in_time_recovery_enabled
    recovery_period_in_days = var.point_in_time_recovery_period_in_days
  }

  server_side_encryption {
    enabled     = var.server_side_encryption_enabled
    kms_key_arn = var.server_side_encryption_kms_key_arn
  }

  dynamic "global_secondary_index" {
    for_each = var.global_secondary_indexes
    content {
      name           = global_secondary_index.value.name
      hash_key       = try(global_secondary_index.value.hash_key, null)
      read_capacity  = try(global_secondary_index.value.read_capacity, null)
      write_capacity = try(global_secondary_index.value.write_capacity, null)
    }
  }

  dynamic "replica" {
    for_each = var.replica_regions
    content {
      region_name            = replica.value.region_name
      kms_key_arn            = try(replica.value.kms_key_arn, null)
      point_in_time_recovery = try(replica.value.point_in_time_recovery, null)
    }
  }
}

resource "aws_dynamodb_table" "autoscaled" {
  count                       = local.kind == "scaled" ? 1 : 0
  region                      = var.region
  name                        = var.name
  billing_mode                = var.billing_mode
  hash_key                    = var.hash_key
  range_key                   = var.range_key
  read_capacity               = var.read_capacity
  write_capacity              = var.write_capacity
  stream_enabled              = var.stream_enabled
  stream_view_type            = var.stream_view_type
  table_class                 = var.table_class
  deletion_protection_enabled = var.deletion_protection_enabled
  tags                        = merge(var.tags, { Name = var.name })

  ttl {
    enabled        = var.ttl_enabled
    attribute_name = var.ttl_attribute_name
  }

  point_in_time_recovery {
    enabled                 = var.point_in_time_recovery_enabled
    recovery_period_in_days = var.point_in_time_recovery_period_in_days
  }

  server_side_encryption {
    enabled     = var.server_side_encryption_enabled
    kms_key_arn = var.server_side_encryption_kms_key_arn
  }

  dynamic "global_secondary_index" {
    for_each = var.global_secondary_indexes
    content {
      name           = global_secondary_index.value.name
      hash_key       = try(global_secondary_index.value.hash_key, null)
      read_capacity  = try(global_secondary_index.value.read_capacity, null)
      write_capacity = try(global_secondary_index.value.write_capacity, null)
    }
  }

  dynamic "replica" {
    for_each = var.replica_regions
    content {
      region_name            = replica.value.region_name
      kms_key_arn            = try(replica.value.kms_key_arn, null)
      point_in_time_recovery = try(replica.value.point_in_time_recovery, null)
    }
  }

  lifecycle {
    ignore_changes = [read_capacity, write_capacity]
  }
}

resource "aws_dynamodb_table" "autoscaled_gsi_ignore" {
  count                       = local.kind == "scaled-ignoring" ? 1 : 0
  region                      = var.region
  name                        = var.name
  billing_mode                = var.billing_mode
  hash_key                    = var.hash_key
  range_key                   = var.range_key
  read_capacity               = var.read_capacity
  write_capacity              = var.write_capacity
  stream_enabled              = var.stream_enabled
  stream_view_type            = var.stream_view_type
  table_class                 = var.table_class
  deletion_protection_enabled = var.deletion_protection_enabled
  tags                        = merge(var.tags, { Name = var.name })

  ttl {
    enabled        = var.ttl_enabled
    attribute_name = var.ttl_attribute_name
  }

  point_in_time_recovery {
    enabled                 = var.point_in_time_recovery_enabled
    recovery_period_in_days = var.point_in_time_recovery_period_in_days
  }

  server_side_encryption {
    enabled     = var.server_side_encryption_enabled
    kms_key_arn = var.server_side_encryption_kms_key_arn
  }

  dynamic "global_secondary_index" {
    for_each = var.global_secondary_indexes
    content {
      name           = global_secondary_index.value.name
      hash_key       = try(global_secondary_index.value.hash_key, null)
      read_capacity  = try(global_secondary_index.value.read_capacity, null)
      write_capacity = try(global_secondary_index.value.write_capacity, null)
    }
  }

  dynamic "replica" {
    for_each = var.replica_regions
    content {
      region_name            = replica.value.region_name
      kms_key_arn            = try(replica.value.kms_key_arn, null)
      point_in_time_recovery = try(replica.value.point_in_time_recovery, null)
    }
  }

  lifecycle {
    ignore_changes = [global_secondary_index, read_capacity, write_capacity]
  }
}

resource "aws_appautoscaling_target" "table_read" {
  count              = var.create_table && var.autoscaling_enabled && length(var.autoscaling_read) > 0 ? 1 : 0
  max_capacity       = var.autoscaling_read["max_capacity"]
  min_capacity       = var.read_capacity
  resource_id        = "table/${local.table.name}"
  scalable_dimension = "dynamodb:table:ReadCapacityUnits"
  service_namespace  = "dynamodb"
}

resource "aws_appautoscaling_target" "table_write" {
  count              = var.create_table && var.autoscaling_enabled && length(var.autoscaling_write) > 0 ? 1 : 0
  max_capacity       = var.autoscaling_write["max_capacity"]
  min_capacity       = var.write_capacity
  resource_id        = "table/${local.table.name}"
  scalable_dimension = "dynamodb:table:WriteCapacityUnits"
  service_namespace  = "dynamodb"
}

resource "aws_dynamodb_resource_policy" "this" {
  count        = var.create_table && var.resource_policy != null ? 1 : 0
  region       = var.region
  resource_arn = local.table.arn
  policy       = var.resource_policy
}

output "dynamodb_table_arn" { value = try(local.table.arn, null) }
output "dynamodb_table_id" { value = try(local.table.id, null) }
output "dynamodb_table_stream_arn" { value = try(local.table.stream_arn, null) }
output "dynamodb_table_stream_label" { value = try(local.table.stream_label, null) }
