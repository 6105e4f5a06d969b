# source: terraform-aws-modules/opensearch/aws
# git: github.com/terraform-aws-modules/terraform-aws-opensearch
# versions: >= 1, < 3
#
# A search domain: three data nodes and three managers over zones, encrypted, unless told otherwise.

variable "region" { default = null }
variable "create" { default = true }
variable "tags" { default = {} }
variable "advanced_options" { default = {} }
variable "advanced_security_options" { default = { enabled = true, anonymous_auth_enabled = false } }
variable "auto_tune_options" { default = { desired_state = "ENABLED", rollback_on_disable = "NO_ROLLBACK" } }
variable "cluster_config" { default = { dedicated_master_enabled = true } }
variable "domain_endpoint_options" { default = { enforce_https = true, tls_security_policy = "Policy-Min-TLS-1-2-2019-07" } }
variable "domain_name" { default = "" }
variable "ebs_options" { default = { ebs_enabled = true, volume_size = 64, volume_type = "gp3" } }
variable "encrypt_at_rest" { default = { enabled = true } }
variable "engine_version" { default = null }
variable "log_publishing_options" { default = [{ log_type = "INDEX_SLOW_LOGS" }, { log_type = "SEARCH_SLOW_LOGS" }] }
variable "node_to_node_encryption" { default = { enabled = true } }
variable "off_peak_window_options" { default = { enabled = true } }
variable "software_update_options" { default = { auto_software_update_enabled = true } }
variable "vpc_options" { default = {} }
variable "enable_access_policy" { default = true }
variable "create_access_policy" { default = true }
variable "access_policies" { default = null }
variable "access_policy_statements" { default = {} }
variable "access_policy_source_policy_documents" { default = [] }
variable "access_policy_override_policy_documents" { default = [] }
variable "create_cloudwatch_log_groups" { default = true }
variable "cloudwatch_log_group_retention_in_days" { default = 60 }
variable "cloudwatch_log_group_kms_key_id" { default = null }
variable "cloudwatch_log_group_class" { default = null }
variable "create_security_group" { default = true }
variable "security_group_name" { default = null }
variable "security_group_use_name_prefix" { default = true }
variable "security_group_description" { default = null }
variable "security_group_rules" { default = {} }
variable "security_group_tags" { default = {} }

locals {
  on         = var.create ? 1 : 0
  own_policy = var.create_access_policy && length(var.access_policy_statements) + length(var.access_policy_source_policy_documents) + length(var.access_policy_override_policy_documents) > 0
  own_group  = var.create_security_group && length(var.vpc_options) > 0 ? local.on : 0
  group_name = try(coalesce(var.security_group_name, var.domain_name), "")
}

resource "aws_opensearch_domain" "this" {
  count            = local.on
  region           = var.region
  domain_name      = var.domain_name
  engine_version   = var.engine_version
  advanced_options = var.advanced_options
  tags             = var.tags

  dynamic "advanced_security_options" {
    for_each = length(var.advanced_security_options) > 0 ? [var.advanced_security_options] : []
    content {
      enabled                        = try(advanced_security_options.value.enabled, true)
      anonymous_auth_enabled         = try(advanced_security_options.value.anonymous_auth_enabled, false)
      internal_user_database_enabled = try(advanced_security_options.value.internal_user_database_enabled, null)
    }
  }

  dynamic "cluster_config" {
    for_each = length(var.cluster_config) > 0 ? [var.cluster_config] : []
    content {
      instance_count                = try(cluster_config.value.instance_count, 3)
      instance_type                 = try(cluster_config.value.instance_type, "r6g.large.search")
      dedicated_master_enabled      = try(cluster_config.value.dedicated_master_enabled, true)
      dedicated_master_count        = try(cluster_config.value.dedicated_master_count, 3)
      dedicated_master_type         = try(cluster_config.value.dedicated_master_type, "c6g.large.search")
      multi_az_with_standby_enabled = try(cluster_config.value.multi_az_with_standby_enabled, null)
      warm_enabled                  = try(cluster_config.value.warm_enabled, null)
      warm_count                    = try(cluster_config.value.warm_count, null)
      warm_type                     = try(cluster_config.value.warm_type, null)
      zone_awareness_enabled        = try(cluster_config.value.zone_awareness_enabled, true)
      dynamic "zone_awareness_config" {
        for_each = try(cluster_config.value.zone_awareness_enabled, true) ? try([cluster_config.value.zone_awareness_config], []) : []
        content {
          availability_zone_count = try(zone_awareness_config.value.availability_zone_count, null)
        }
      }
    }
  }

  dynamic "domain_endpoint_options" {
    for_each = length(var.domain_endpoint_options) > 0 ? [var.domain_endpoint_options] : []
    content {
      enforce_https           = try(domain_endpoint_options.value.enforce_https, true)
      tls_security_policy     = try(domain_endpoint_options.value.tls_security_policy, "Policy-Min-TLS-1-2-2019-07")
      custom_endpoint         = try(domain_endpoint_options.value.custom_endpoint, null)
      custom_endpoint_enabled = try(domain_endpoint_options.value.custom_endpoint_enabled, null)
    }
  }

  dynamic "ebs_options" {
    for_each = length(var.ebs_options) > 0 ? [var.ebs_options] : []
    content {
      ebs_enabled = try(ebs_options.value.ebs_enabled, true)
      iops        = try(ebs_options.value.iops, null)
      throughput  = try(ebs_options.value.throughput, null)
      volume_size = try(ebs_options.value.volume_size, null)
      volume_type = try(ebs_options.value.volume_type, "gp3")
    }
  }

  dynamic "encrypt_at_rest" {
    for_each = length(var.encrypt_at_rest) > 0 ? [var.encrypt_at_rest] : []
    content {
      enabled    = try(encrypt_at_rest.value.enabled, true)
      kms_key_id = try(encrypt_at_rest.value.kms_key_id, null)
    }
  }

  dynamic "node_to_node_encryption" {
    for_each = length(var.node_to_node_encryption) > 0 ? [var.node_to_node_encryption] : []
    content {
      enabled = try(node_to_node_encryption.value.enabled, true)
    }
  }

  dynamic "log_publishing_options" {
    for_each = { for one in var.log_publishing_options : one.log_type => one }
    content {
      cloudwatch_log_group_arn = try(
        log_publishing_options.value.cloudwatch_log_group_arn, aws_cloudwatch_log_group.this[log_publishing_options.key].arn, null,
      )
      enabled  = try(log_publishing_options.value.enabled, true)
      log_type = log_publishing_options.key
    }
  }

  dynamic "vpc_options" {
    for_each = length(var.vpc_options) > 0 ? [var.vpc_options] : []
    content {
      security_group_ids = concat(try(vpc_options.value.security_group_ids, []), aws_security_group.this[*].id)
      subnet_ids         = try(vpc_options.value.subnet_ids, null)
    }
  }
}

data "aws_iam_policy_document" "this" {
  source_policy_documents   = var.access_policy_source_policy_documents
  override_policy_documents = var.access_policy_override_policy_documents
  dynamic "statement" {
    for_each = var.access_policy_statements
    content {
      sid         = try(statement.value.sid, null)
      effect      = try(statement.value.effect, null)
      actions     = try(statement.value.actions, null)
      not_actions = try(statement.value.not_actions, null)
      resources = try(
        statement.value.resources,
        [for path in try(statement.value.resource_paths, ["*"]) : "${aws_opensearch_domain.this[0].arn}/${path}"],
      )
      not_resources = try(statement.value.not_resources, null)
      dynamic "principals" {
        for_each = try([for one in statement.value.principals : one], [])
        content {
          type        = principals.value.type
          identifiers = principals.value.identifiers
        }
      }
      dynamic "not_principals" {
        for_each = try([for one in statement.value.not_principals : one], [])
        content {
          type        = not_principals.value.type
          identifiers = not_principals.value.identifiers
        }
      }
      dynamic "condition" {
        for_each = try([for one in statement.value.condition : one], [for one in statement.value.conditions : one], [])
        content {
          test     = condition.value.test
          variable = condition.value.variable
          values   = condition.value.values
        }
      }
    }
  }
}

resource "aws_opensearch_domain_policy" "this" {
  count           = var.enable_access_policy && (local.own_policy || var.access_policies != null) ? local.on : 0
  region          = var.region
  domain_name     = aws_opensearch_domain.this[0].domain_name
  access_policies = local.own_policy ? data.aws_iam_policy_document.this.json : var.access_policies
}

resource "aws_cloudwatch_log_group" "this" {
  region = var.region
  for_each = {
    for one in var.log_publishing_options : one.log_type => one
    if var.create && var.create_cloudwatch_log_groups && try(one.cloudwatch_log_group_arn, null) == null
  }
  name              = try(each.value.log_group_name, "/aws/opensearch/${var.domain_name}/${each.key}")
  retention_in_days = try(each.value.log_group_retention_in_days, var.cloudwatch_log_group_retention_in_days)
  kms_key_id        = try(each.value.log_group_kms_key_id, var.cloudwatch_log_group_kms_key_id)
  log_group_class   = var.cloudwatch_log_group_class
  tags              = merge(var.tags, try(each.value.log_group_tags, {}))
}

data "aws_subnet" "this" {
  id = element(try(var.vpc_options.subnet_ids, [""]), 0)
}

resource "aws_security_group" "this" {
  count       = local.own_group
  region      = var.region
  name        = var.security_group_use_name_prefix ? null : local.group_name
  name_prefix = var.security_group_use_name_prefix ? "${local.group_name}-" : null
  description = var.security_group_description
  vpc_id      = data.aws_subnet.this.vpc_id
  tags        = merge(var.tags, var.security_group_tags)
}

resource "aws_vpc_security_group_ingress_rule" "this" {
  for_each                     = { for key, one in var.security_group_rules : key => one if local.own_group > 0 && try(one.type, "ingress") == "ingress" }
  region                       = var.region
  security_group_id            = aws_security_group.this[0].id
  ip_protocol                  = try(each.value.ip_protocol, "tcp")
  from_port                    = try(each.value.from_port, 443)
  to_port                      = try(each.value.to_port, 443)
  description                  = try(each.value.description, null)
  cidr_ipv4                    = lookup(each.value, "cidr_ipv4", null)
  cidr_ipv6                    = lookup(each.value, "cidr_ipv6", null)
  prefix_list_id               = lookup(each.value, "prefix_list_id", null)
  referenced_security_group_id = lookup(each.value, "referenced_security_group_id", null)
  tags                         = merge(var.tags, var.security_group_tags, try(each.value.tags, {}))
}

resource "aws_vpc_security_group_egress_rule" "this" {
  for_each                     = { for key, one in var.security_group_rules : key => one if local.own_group > 0 && try(one.type, "ingress") == "egress" }
  region                       = var.region
  security_group_id            = aws_security_group.this[0].id
  ip_protocol                  = try(each.value.ip_protocol, "tcp")
  from_port                    = try(each.value.from_port, 443)
  to_port                      = try(each.value.to_port, 443)
  description                  = try(each.value.description, null)
  cidr_ipv4                    = lookup(each.value, "cidr_ipv4", null)
  cidr_ipv6                    = lookup(each.value, "cidr_ipv6", null)
  prefix_list_id               = lookup(each.value, "prefix_list_id", null)
  referenced_security_group_id = lookup(each.value, "referenced_security_group_id", null)
  tags                         = merge(var.tags, var.security_group_tags, try(each.value.tags, {}))
}
output "domain_arn" { value = one(aws_opensearch_domain.this[*].arn) }
output "domain_id" { value = one(aws_opensearch_domain.this[*].domain_id) }
output "domain_name" { value = one(aws_opensearch_domain.this[*].domain_name) }
output "domain_endpoint" { value = one(aws_opensearch_domain.this[*].endpoint) }
output "domain_dashboard_endpoint" { value = one(aws_opensearch_domain.this[*].dashboard_endpoint) }
output "cloudwatch_logs" { value = aws_cloudwatch_log_group.this }
output "security_group_id" { value = one(aws_security_group.this[*].id) }
output "security_group_arn" { value = one(aws_security_group.this[*].arn) }
