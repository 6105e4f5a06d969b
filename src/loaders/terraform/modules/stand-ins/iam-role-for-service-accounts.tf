# source: terraform-aws-modules/iam/aws//modules/iam-role-for-service-accounts
# git: github.com/terraform-aws-modules/terraform-aws-iam//modules/iam-role-for-service-accounts
# versions: >= 6, < 7
#
# A role for service accounts of a cluster, with the policies of well-known add-ons.

variable "create" { default = true }
variable "tags" { default = {} }
variable "name" { default = null }
variable "use_name_prefix" { default = true }
variable "path" { default = null }
variable "permissions_boundary" { default = null }
variable "policies" { default = {} }
variable "create_inline_policy" { default = false }
variable "source_inline_policy_documents" { default = [] }
variable "override_inline_policy_documents" { default = [] }
variable "inline_policy_permissions" { default = null }
variable "trust_condition_test" { default = "StringEquals" }
variable "oidc_providers" { default = {} }
variable "create_policy" { default = true }
variable "source_policy_documents" { default = [] }
variable "override_policy_documents" { default = [] }
variable "permissions" { default = null }
variable "policy_name" { default = null }
variable "attach_cloudwatch_observability_policy" { default = false }
variable "attach_aws_gateway_controller_policy" { default = false }
variable "attach_cert_manager_policy" { default = false }
variable "attach_cluster_autoscaler_policy" { default = false }
variable "attach_ebs_csi_policy" { default = false }
variable "attach_efs_csi_policy" { default = false }
variable "attach_mountpoint_s3_csi_policy" { default = false }
variable "attach_external_dns_policy" { default = false }
variable "attach_external_secrets_policy" { default = false }
variable "attach_fsx_lustre_csi_policy" { default = false }
variable "attach_fsx_openzfs_csi_policy" { default = false }
variable "attach_karpenter_controller_policy" { default = false }
variable "attach_load_balancer_controller_policy" { default = false }
variable "attach_load_balancer_controller_targetgroup_binding_only_policy" { default = false }
variable "attach_appmesh_controller_policy" { default = false }
variable "attach_appmesh_envoy_proxy_policy" { default = false }
variable "attach_amazon_managed_service_prometheus_policy" { default = false }
variable "attach_node_termination_handler_policy" { default = false }
variable "attach_velero_policy" { default = false }
variable "attach_vpc_cni_policy" { default = false }

data "aws_partition" "current" {}
data "aws_caller_identity" "current" {}

data "aws_iam_policy_document" "assume" {
  dynamic "statement" {
    for_each = var.oidc_providers
    content {
      actions = ["sts:AssumeRoleWithWebIdentity"]
      principals {
        type        = "Federated"
        identifiers = [statement.value.provider_arn]
      }
      condition {
        test     = var.trust_condition_test
        variable = "${replace(statement.value.provider_arn, "/^(.*provider/)/", "")}:sub"
        values   = [for account in statement.value.namespace_service_accounts : "system:serviceaccount:${account}"]
      }
      condition {
        test     = var.trust_condition_test
        variable = "${replace(statement.value.provider_arn, "/^(.*provider/)/", "")}:aud"
        values   = ["sts.amazonaws.com"]
      }
    }
  }
}

resource "aws_iam_role" "this" {
  count                = var.create ? 1 : 0
  name                 = var.use_name_prefix ? null : var.name
  name_prefix          = var.use_name_prefix ? "${var.name}-" : null
  path                 = var.path
  assume_role_policy   = data.aws_iam_policy_document.assume.json
  permissions_boundary = var.permissions_boundary
  tags                 = var.tags
}

resource "aws_iam_role_policy_attachment" "additional" {
  for_each   = { for key, arn in var.policies : key => arn if var.create }
  role       = aws_iam_role.this[0].name
  policy_arn = each.value
}

data "aws_iam_policy_document" "inline" {
  source_policy_documents   = var.source_inline_policy_documents
  override_policy_documents = var.override_inline_policy_documents
  dynamic "statement" {
    for_each = try([for key, one in var.inline_policy_permissions : merge({ sid = key }, one)], [])
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

resource "aws_iam_role_policy" "inline" {
  count       = var.create && var.create_inline_policy ? 1 : 0
  role        = aws_iam_role.this[0].name
  name        = var.use_name_prefix ? null : var.name
  name_prefix = var.use_name_prefix ? "${var.name}-" : null
  policy      = data.aws_iam_policy_document.inline.json
}

# What the add-ons' own policies allow is long and changes often: it stays unknown.
data "aws_iam_policy" "of_add_on" {}

locals {
  add_ons = anytrue([
    var.attach_aws_gateway_controller_policy,
    var.attach_cert_manager_policy,
    var.attach_cluster_autoscaler_policy,
    var.attach_ebs_csi_policy,
    var.attach_efs_csi_policy,
    var.attach_mountpoint_s3_csi_policy,
    var.attach_external_dns_policy,
    var.attach_external_secrets_policy,
    var.attach_fsx_lustre_csi_policy,
    var.attach_fsx_openzfs_csi_policy,
    var.attach_karpenter_controller_policy,
    var.attach_load_balancer_controller_policy,
    var.attach_load_balancer_controller_targetgroup_binding_only_policy,
    var.attach_appmesh_controller_policy,
    var.attach_appmesh_envoy_proxy_policy,
    var.attach_amazon_managed_service_prometheus_policy,
    var.attach_node_termination_handler_policy,
    var.attach_velero_policy,
    var.attach_vpc_cni_policy,
  ])
  own = length(var.source_policy_documents) > 0 || length(var.override_policy_documents) > 0 || var.permissions != null
}

data "aws_iam_policy_document" "this" {
  source_policy_documents   = var.source_policy_documents
  override_policy_documents = var.override_policy_documents
  dynamic "statement" {
    for_each = try([for key, one in var.permissions : merge({ sid = key }, one)], [])
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
  count       = var.create && var.create_policy && (local.add_ons || local.own) ? 1 : 0
  name_prefix = var.policy_name != null && var.use_name_prefix ? "${var.policy_name}-" : null
  name        = var.policy_name != null && !var.use_name_prefix ? var.policy_name : null
  policy      = local.add_ons ? data.aws_iam_policy.of_add_on.policy : data.aws_iam_policy_document.this.json
  tags        = var.tags
}

resource "aws_iam_role_policy_attachment" "this" {
  count      = length(aws_iam_policy.this)
  role       = aws_iam_role.this[0].name
  policy_arn = aws_iam_policy.this[0].arn
}

output "arn" { value = one(aws_iam_role.this[*].arn) }
output "name" { value = one(aws_iam_role.this[*].name) }
output "path" { value = one(aws_iam_role.this[*].path) }
output "unique_id" { value = one(aws_iam_role.this[*].unique_id) }
output "iam_policy_arn" { value = one(aws_iam_policy.this[*].arn) }
output "iam_policy" { value = one(aws_iam_policy.this[*].policy) }
