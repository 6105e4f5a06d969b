# source: terraform-aws-modules/eks/aws//modules/fargate-profile
# git: github.com/terraform-aws-modules/terraform-aws-eks//modules/fargate-profile
# versions: >= 18, < 22
#
# Pods that run without nodes of the account.

variable "create" {
  default  = true
  nullable = false
}
variable "tags" {
  default  = {}
  nullable = false
}
variable "partition" { default = "" }
variable "account_id" { default = "" }
variable "cluster_name" { default = "" }
variable "cluster_ip_family" {
  default  = "ipv4"
  nullable = false
}
variable "name" {
  default  = ""
  nullable = false
}
variable "subnet_ids" { default = [] }
variable "selectors" { default = [] }
variable "create_iam_role" {
  default  = true
  nullable = false
}
variable "iam_role_arn" { default = null }
variable "iam_role_name" { default = null }
variable "iam_role_use_name_prefix" {
  default  = true
  nullable = false
}
variable "iam_role_permissions_boundary" { default = null }
variable "iam_role_attach_cni_policy" {
  default  = true
  nullable = false
}
variable "iam_role_additional_policies" {
  default  = {}
  nullable = false
}
variable "iam_role_tags" {
  default  = {}
  nullable = false
}
variable "create_iam_role_policy" {
  default  = true
  nullable = false
}
variable "enable_efa_support" { default = null }
variable "iam_role_policy_statements" { default = null }

data "aws_partition" "current" { count = var.create && var.partition == "" ? 1 : 0 }
data "aws_caller_identity" "current" { count = var.create && var.account_id == "" ? 1 : 0 }
data "aws_region" "current" { count = 1 }

locals {
  partition  = try(data.aws_partition.current[0].partition, var.partition)
  account_id = try(data.aws_caller_identity.current[0].account_id, var.account_id)
  policies   = "arn:${local.partition}:iam::aws:policy"
  has_role   = var.create && var.create_iam_role ? 1 : 0
  role_name  = coalesce(var.iam_role_name, var.name, "fargate-profile")
}

data "aws_iam_policy_document" "assume_role_policy" {
  statement {
    actions = ["sts:AssumeRole"]
    principals {
      type        = "Service"
      identifiers = ["eks-fargate-pods.amazonaws.com"]
    }
    condition {
      test     = "ArnLike"
      variable = "aws:SourceArn"
      values = [
        "arn:${local.partition}:eks:${data.aws_region.current[0].region}:${local.account_id}:fargateprofile/${var.cluster_name}/*",
      ]
    }
  }
}

resource "aws_iam_role" "this" {
  count                = local.has_role
  name                 = var.iam_role_use_name_prefix ? null : local.role_name
  name_prefix          = var.iam_role_use_name_prefix ? "${local.role_name}-" : null
  assume_role_policy   = data.aws_iam_policy_document.assume_role_policy.json
  permissions_boundary = var.iam_role_permissions_boundary
  tags                 = merge(var.tags, var.iam_role_tags)
}

resource "aws_iam_role_policy_attachment" "this" {
  for_each = { for name, arn in merge(
    {
      AmazonEKSFargatePodExecutionRolePolicy = "${local.policies}/AmazonEKSFargatePodExecutionRolePolicy"
    },
    { for name, arn in {
      AmazonEKS_CNI_IPv6_Policy = "arn:${local.partition}:iam::${local.account_id}:policy/AmazonEKS_CNI_IPv6_Policy"
      AmazonEKS_CNI_Policy      = "${local.policies}/AmazonEKS_CNI_Policy"
    } : name => arn if var.iam_role_attach_cni_policy && (var.cluster_ip_family == "ipv6") == strcontains(name, "IPv6") },
  ) : name => arn if local.has_role > 0 }
  role       = aws_iam_role.this[0].name
  policy_arn = each.value
}

resource "aws_iam_role_policy_attachment" "additional" {
  for_each   = { for name, arn in var.iam_role_additional_policies : name => arn if local.has_role > 0 }
  role       = aws_iam_role.this[0].name
  policy_arn = each.value
}

data "aws_iam_policy_document" "role" {
  dynamic "statement" {
    for_each = try([for one in var.iam_role_policy_statements : one], [])
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

resource "aws_iam_role_policy" "this" {
  count       = var.create_iam_role_policy && var.iam_role_policy_statements != null ? local.has_role : 0
  name        = var.iam_role_use_name_prefix ? null : local.role_name
  name_prefix = var.iam_role_use_name_prefix ? "${local.role_name}-" : null
  policy      = data.aws_iam_policy_document.role.json
  role        = aws_iam_role.this[0].id
}

resource "aws_eks_fargate_profile" "this" {
  count                  = var.create ? 1 : 0
  cluster_name           = var.cluster_name
  fargate_profile_name   = var.name
  pod_execution_role_arn = var.create_iam_role ? one(aws_iam_role.this[*].arn) : var.iam_role_arn
  subnet_ids             = var.subnet_ids

  dynamic "selector" {
    for_each = try([for one in var.selectors : one], [])
    content {
      namespace = try(selector.value.namespace, null)
      labels    = try(selector.value.labels, {})
    }
  }

  tags = var.tags
}

output "iam_role_name" { value = one(aws_iam_role.this[*].name) }
output "iam_role_arn" { value = try(aws_iam_role.this[0].arn, var.iam_role_arn) }
output "fargate_profile_arn" { value = one(aws_eks_fargate_profile.this[*].arn) }
output "fargate_profile_id" { value = one(aws_eks_fargate_profile.this[*].id) }
output "fargate_profile_status" { value = one(aws_eks_fargate_profile.this[*].status) }
