# source: terraform-aws-modules/vpc/aws//modules/flow-log
# git: github.com/terraform-aws-modules/terraform-aws-vpc//modules/flow-log
# versions: >= 6, < 7
#
# Flow logs of a network, a subnet or an interface, with the log group and the role that writes to it.

variable "region" { default = null }
variable "create" { default = true }
variable "name" { default = "" }
variable "tags" { default = {} }
variable "eni_id" { default = null }
variable "subnet_id" { default = null }
variable "vpc_id" { default = null }
variable "transit_gateway_attachment_id" { default = null }
variable "transit_gateway_id" { default = null }
variable "log_destination_type" { default = "cloud-watch-logs" }
variable "log_destination" { default = null }
variable "traffic_type" { default = "ALL" }
variable "flow_log_tags" { default = {} }
variable "create_cloudwatch_log_group" { default = true }
variable "cloudwatch_log_group_name" { default = null }
variable "cloudwatch_log_group_use_name_prefix" { default = true }
variable "cloudwatch_log_group_class" { default = null }
variable "cloudwatch_log_group_retention_in_days" { default = 90 }
variable "cloudwatch_log_group_kms_key_id" { default = null }
variable "cloudwatch_log_group_tags" { default = {} }
variable "create_iam_role" { default = true }
variable "iam_role_arn" { default = null }
variable "iam_role_name" { default = null }
variable "iam_role_use_name_prefix" { default = true }
variable "iam_role_permissions_boundary" { default = null }
variable "iam_role_tags" { default = {} }
variable "iam_role_trust_policy_permissions" { default = null }
variable "iam_role_permissions" { default = null }
variable "kinesis_data_firehose_arn" { default = null }

locals {
  to_group = var.log_destination_type == "cloud-watch-logs"
  has_role = var.create && var.create_iam_role && var.log_destination_type != "s3" ? 1 : 0
  service  = local.to_group ? "vpc-flow-logs.amazonaws.com" : "firehose.amazonaws.com"
  of = try(coalesce(
    var.eni_id == null ? null : "eni/${var.eni_id}", var.subnet_id == null ? null : "subnet/${var.subnet_id}",
    var.transit_gateway_attachment_id == null ? null : "tgw-attachment/${var.transit_gateway_attachment_id}",
    var.transit_gateway_id == null ? null : "tgw/${var.transit_gateway_id}",
    var.vpc_id == null ? null : "vpc/${var.vpc_id}",
  ), "unknown")
  group_name = coalesce(var.cloudwatch_log_group_name, "/aws/flow-log/${var.name != "" ? var.name : local.of}")
  role_name  = coalesce(var.iam_role_name, var.name, replace(local.of, "/", "-"))
}

data "aws_partition" "current" { count = 1 }
data "aws_region" "current" { count = 1 }
data "aws_caller_identity" "current" { count = 1 }

resource "aws_flow_log" "this" {
  count                = var.create ? 1 : 0
  region               = var.region
  eni_id               = var.eni_id
  subnet_id            = var.subnet_id
  vpc_id               = var.vpc_id
  iam_role_arn         = try(aws_iam_role.this[0].arn, var.iam_role_arn)
  log_destination_type = var.log_destination_type
  log_destination      = try(aws_cloudwatch_log_group.this[0].arn, var.log_destination)
  traffic_type         = var.traffic_type
  tags                 = merge(var.tags, var.name == "" ? {} : { Name = var.name }, var.flow_log_tags)
}

resource "aws_cloudwatch_log_group" "this" {
  count             = var.create && var.create_cloudwatch_log_group && local.to_group ? 1 : 0
  region            = var.region
  name              = var.cloudwatch_log_group_use_name_prefix ? null : local.group_name
  name_prefix       = var.cloudwatch_log_group_use_name_prefix ? "${local.group_name}-" : null
  log_group_class   = var.cloudwatch_log_group_class
  retention_in_days = var.cloudwatch_log_group_retention_in_days
  kms_key_id        = var.cloudwatch_log_group_kms_key_id
  tags              = merge(var.tags, var.cloudwatch_log_group_tags)
}

data "aws_iam_policy_document" "assume_role" {
  statement {
    sid     = local.to_group ? "VPCFlowLogs" : "KinesisDataFirehose"
    actions = ["sts:AssumeRole"]
    principals {
      type        = "Service"
      identifiers = [local.service]
    }
    condition {
      test     = "StringEquals"
      variable = "aws:SourceAccount"
      values   = [data.aws_caller_identity.current[0].account_id]
    }
    condition {
      test     = "ArnLike"
      variable = "aws:SourceArn"
      values = [
        "arn:${data.aws_partition.current[0].partition}:ec2:${data.aws_region.current[0].region}:${data.aws_caller_identity.current[0].account_id}:vpc-flow-log/*",
      ]
    }
  }

  dynamic "statement" {
    for_each = try([for one in var.iam_role_trust_policy_permissions : one], [])
    content {
      sid           = try(statement.value.sid, null)
      effect        = try(statement.value.effect, null)
      actions       = try(statement.value.actions, null)
      not_actions   = try(statement.value.not_actions, null)
      resources     = try(statement.value.resources, null)
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

resource "aws_iam_role" "this" {
  count                = local.has_role
  name                 = var.iam_role_use_name_prefix ? null : local.role_name
  name_prefix          = var.iam_role_use_name_prefix ? "${local.role_name}-" : null
  assume_role_policy   = data.aws_iam_policy_document.assume_role.json
  permissions_boundary = var.iam_role_permissions_boundary
  tags                 = merge(var.tags, var.iam_role_tags)
}

data "aws_iam_policy_document" "this" {
  dynamic "statement" {
    for_each = local.to_group ? [1] : []
    content {
      sid     = "CloudWatch"
      actions = ["logs:CreateLogStream", "logs:PutLogEvents", "logs:DescribeLogGroups", "logs:DescribeLogStreams"]
      resources = (
        length(aws_cloudwatch_log_group.this) > 0
        ? formatlist("%s:*", aws_cloudwatch_log_group.this[*].arn) : [var.log_destination]
      )
    }
  }

  dynamic "statement" {
    for_each = var.log_destination_type == "kinesis-data-firehose" && var.kinesis_data_firehose_arn != null ? [1] : []
    content {
      sid = "KinesisDataFirehose"
      actions = [
        "logs:CreateLogDelivery", "logs:DeleteLogDelivery", "logs:ListLogDeliveries", "logs:GetLogDelivery",
        "firehose:TagDeliveryStream",
      ]
      resources = [var.kinesis_data_firehose_arn]
    }
  }

  dynamic "statement" {
    for_each = try([for one in var.iam_role_permissions : one], [])
    content {
      sid           = try(statement.value.sid, null)
      effect        = try(statement.value.effect, null)
      actions       = try(statement.value.actions, null)
      not_actions   = try(statement.value.not_actions, null)
      resources     = try(statement.value.resources, null)
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

resource "aws_iam_policy" "this" {
  count       = local.has_role
  name        = var.iam_role_use_name_prefix ? null : local.role_name
  name_prefix = var.iam_role_use_name_prefix ? "${local.role_name}-" : null
  policy      = data.aws_iam_policy_document.this.json
  tags        = merge(var.tags, var.iam_role_tags)
}

resource "aws_iam_role_policy_attachment" "this" {
  count      = local.has_role
  role       = aws_iam_role.this[0].name
  policy_arn = aws_iam_policy.this[0].arn
}

output "id" { value = one(aws_flow_log.this[*].id) }
output "arn" { value = one(aws_flow_log.this[*].arn) }
output "cloudwatch_log_group_name" { value = one(aws_cloudwatch_log_group.this[*].name) }
output "cloudwatch_log_group_arn" { value = one(aws_cloudwatch_log_group.this[*].arn) }
output "iam_role_name" { value = one(aws_iam_role.this[*].name) }
output "iam_role_arn" { value = one(aws_iam_role.this[*].arn) }
