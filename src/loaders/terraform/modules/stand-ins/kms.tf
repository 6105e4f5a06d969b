# source: terraform-aws-modules/kms/aws
# git: github.com/terraform-aws-modules/terraform-aws-kms
# versions: >= 1, < 5
#
# A key with its policy and names. The key rotates by itself unless told otherwise.

variable "region" { default = null }
variable "create" { default = true }
variable "tags" { default = {} }
variable "create_external" { default = false }
variable "create_replica" { default = false }
variable "create_replica_external" { default = false }
variable "customer_master_key_spec" { default = null }
variable "key_spec" { default = null }
variable "key_usage" { default = null }
variable "is_enabled" { default = null }
variable "multi_region" { default = false }
variable "deletion_window_in_days" { default = null }
variable "description" { default = null }
variable "enable_key_rotation" { default = true }
variable "rotation_period_in_days" { default = null }
variable "primary_key_arn" { default = null }
variable "primary_external_key_arn" { default = null }
variable "policy" { default = null }
variable "enable_default_policy" { default = true }
variable "key_owners" { default = [] }
variable "key_administrators" { default = [] }
variable "key_users" { default = [] }
variable "key_service_users" { default = [] }
variable "key_service_roles_for_autoscaling" { default = [] }
variable "key_symmetric_encryption_users" { default = [] }
variable "key_hmac_users" { default = [] }
variable "key_asymmetric_public_encryption_users" { default = [] }
variable "key_asymmetric_sign_verify_users" { default = [] }
variable "key_statements" { default = null }
variable "source_policy_documents" { default = [] }
variable "override_policy_documents" { default = [] }
variable "enable_route53_dnssec" { default = false }
variable "route53_dnssec_sources" { default = null }
variable "aliases" { default = [] }
variable "computed_aliases" { default = {} }
variable "aliases_use_name_prefix" { default = false }
variable "grants" { default = null }

locals {
  kind = (
    !var.create ? "none" : var.create_replica_external ? "replica-external"
    : var.create_external ? "external" : var.create_replica ? "replica" : "own"
  )
  key    = one(concat(aws_kms_key.this, aws_kms_external_key.this, aws_kms_replica_key.this, aws_kms_replica_external_key.this))
  policy = coalesce(var.policy, data.aws_iam_policy_document.this.json)
  crypt  = ["kms:Encrypt", "kms:Decrypt", "kms:ReEncrypt*", "kms:GenerateDataKey*", "kms:DescribeKey"]

  # Who may do what, beside what is written in full: only lists that are not empty become statements.
  given = {
    KeyOwner = { to = var.key_owners, actions = ["kms:*"] }
    KeyAdministration = {
      to = var.key_administrators
      actions = concat(
        [for verb in ["Create", "Describe", "Enable", "List", "Put", "Update", "Revoke", "Disable", "Get", "Delete"] : "kms:${verb}*"],
        ["kms:TagResource", "kms:UntagResource", "kms:ScheduleKeyDeletion", "kms:CancelKeyDeletion"],
        ["kms:ReplicateKey", "kms:ImportKeyMaterial"],
      )
    }
    KeyUsage               = { to = var.key_users, actions = local.crypt }
    KeyServiceRolesASG     = { to = var.key_service_roles_for_autoscaling, actions = local.crypt }
    KeySymmetricEncryption = { to = var.key_symmetric_encryption_users, actions = local.crypt }
    KeyHMAC = {
      to = var.key_hmac_users, actions = ["kms:DescribeKey", "kms:GenerateMac", "kms:VerifyMac"]
    }
    KeyAsymmetricPublicEncryption = {
      to      = var.key_asymmetric_public_encryption_users
      actions = ["kms:Encrypt", "kms:Decrypt", "kms:ReEncrypt*", "kms:DescribeKey", "kms:GetPublicKey"]
    }
    KeyAsymmetricSignVerify = {
      to      = var.key_asymmetric_sign_verify_users
      actions = ["kms:DescribeKey", "kms:GetPublicKey", "kms:Sign", "kms:Verify"]
    }
  }
  given_grants = {
    KeyServiceUsage = {
      to = var.key_service_users, actions = ["kms:CreateGrant", "kms:ListGrants", "kms:RevokeGrant"]
    }
    KeyServiceRolesASGPersistentVol = { to = var.key_service_roles_for_autoscaling, actions = ["kms:CreateGrant"] }
  }
}

data "aws_partition" "current" {}
data "aws_caller_identity" "current" {}

data "aws_iam_policy_document" "this" {
  source_policy_documents   = var.source_policy_documents
  override_policy_documents = var.override_policy_documents

  dynamic "statement" {
    for_each = var.enable_default_policy ? [1] : []
    content {
      sid       = "Default"
      actions   = ["kms:*"]
      resources = ["*"]
      principals {
        type        = "AWS"
        identifiers = ["arn:${data.aws_partition.current.partition}:iam::${data.aws_caller_identity.current.account_id}:root"]
      }
    }
  }

  dynamic "statement" {
    for_each = { for sid, one in local.given : sid => one if length(one.to) > 0 }
    content {
      sid       = statement.key
      actions   = statement.value.actions
      resources = ["*"]
      principals {
        type        = "AWS"
        identifiers = statement.value.to
      }
    }
  }

  dynamic "statement" {
    for_each = { for sid, one in local.given_grants : sid => one if length(one.to) > 0 }
    content {
      sid       = statement.key
      actions   = statement.value.actions
      resources = ["*"]
      principals {
        type        = "AWS"
        identifiers = statement.value.to
      }
      condition {
        test     = "Bool"
        variable = "kms:GrantIsForAWSResource"
        values   = [true]
      }
    }
  }

  dynamic "statement" {
    for_each = var.enable_route53_dnssec ? [1] : []
    content {
      sid       = "Route53DnssecService"
      actions   = ["kms:DescribeKey", "kms:GetPublicKey", "kms:Sign"]
      resources = ["*"]
      principals {
        type        = "Service"
        identifiers = ["dnssec-route53.${data.aws_partition.current.dns_suffix}"]
      }
    }
  }

  dynamic "statement" {
    for_each = try([for one in var.key_statements : one], [])
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

resource "aws_kms_key" "this" {
  count                    = local.kind == "own" ? 1 : 0
  region                   = var.region
  deletion_window_in_days  = var.deletion_window_in_days
  description              = var.description
  policy                   = local.policy
  customer_master_key_spec = var.customer_master_key_spec
  enable_key_rotation      = var.enable_key_rotation
  rotation_period_in_days  = var.rotation_period_in_days
  is_enabled               = var.is_enabled
  key_usage                = var.key_usage
  multi_region             = var.multi_region
  tags                     = var.tags
}

resource "aws_kms_external_key" "this" {
  count                   = local.kind == "external" ? 1 : 0
  region                  = var.region
  deletion_window_in_days = var.deletion_window_in_days
  description             = var.description
  policy                  = local.policy
  enabled                 = var.is_enabled
  multi_region            = var.multi_region
  tags                    = var.tags
}

resource "aws_kms_replica_key" "this" {
  count                   = local.kind == "replica" ? 1 : 0
  region                  = var.region
  deletion_window_in_days = var.deletion_window_in_days
  description             = var.description
  policy                  = local.policy
  enabled                 = var.is_enabled
  primary_key_arn         = var.primary_key_arn
  tags                    = var.tags
}

resource "aws_kms_replica_external_key" "this" {
  count                   = local.kind == "replica-external" ? 1 : 0
  region                  = var.region
  deletion_window_in_days = var.deletion_window_in_days
  description             = var.description
  policy                  = local.policy
  enabled                 = var.is_enabled
  primary_key_arn         = var.primary_external_key_arn
  tags                    = var.tags
}

resource "aws_kms_alias" "this" {
  for_each      = { for key, one in merge({ for name in toset(var.aliases) : name => { name = name } }, var.computed_aliases) : key => one if var.create }
  region        = var.region
  name          = var.aliases_use_name_prefix ? null : "alias/${each.value.name}"
  name_prefix   = var.aliases_use_name_prefix ? "alias/${each.value.name}-" : null
  target_key_id = try(local.key.key_id, local.key.id)
}

resource "aws_kms_grant" "this" {
  for_each          = try({ for key, one in var.grants : key => one if var.create }, {})
  region            = var.region
  name              = try(each.value.name, each.key)
  grantee_principal = each.value.grantee_principal
  key_id            = try(local.key.key_id, local.key.id)
  operations        = each.value.operations
}

output "key_arn" { value = try(local.key.arn, null) }
output "key_id" { value = try(local.key.key_id, local.key.id, null) }
output "key_policy" { value = try(local.key.policy, null) }
output "aliases" { value = aws_kms_alias.this }
output "grants" { value = aws_kms_grant.this }
