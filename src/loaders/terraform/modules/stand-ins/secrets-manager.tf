# source: terraform-aws-modules/secrets-manager/aws
# git: github.com/terraform-aws-modules/terraform-aws-secrets-manager
# versions: >= 1, < 3
#
# A secret with its policy and its rotation. What it holds is left out.

variable "region" { default = null }
variable "create" { default = true }
variable "tags" { default = {} }
variable "kms_key_id" { default = null }
variable "name" { default = null }
variable "name_prefix" { default = null }
variable "recovery_window_in_days" { default = null }
variable "replica" { default = null }
variable "create_policy" { default = false }
variable "source_policy_documents" { default = [] }
variable "override_policy_documents" { default = [] }
variable "policy_statements" { default = null }
variable "block_public_policy" { default = null }
variable "enable_rotation" { default = false }
variable "rotation_lambda_arn" { default = "" }
variable "rotation_rules" { default = null }

resource "aws_secretsmanager_secret" "this" {
  count                   = var.create ? 1 : 0
  region                  = var.region
  name                    = var.name
  name_prefix             = var.name_prefix
  kms_key_id              = var.kms_key_id
  recovery_window_in_days = var.recovery_window_in_days
  tags                    = var.tags

  dynamic "replica" {
    for_each = try({ for key, one in var.replica : key => one }, {})
    content {
      region     = try(coalesce(replica.value.region), replica.key)
      kms_key_id = try(replica.value.kms_key_id, null)
    }
  }
}

data "aws_iam_policy_document" "this" {
  source_policy_documents   = var.source_policy_documents
  override_policy_documents = var.override_policy_documents
  dynamic "statement" {
    for_each = try([for one in var.policy_statements : one], [])
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

resource "aws_secretsmanager_secret_policy" "this" {
  count               = var.create && var.create_policy ? 1 : 0
  region              = var.region
  secret_arn          = aws_secretsmanager_secret.this[0].arn
  policy              = data.aws_iam_policy_document.this.json
  block_public_policy = var.block_public_policy
}

resource "aws_secretsmanager_secret_rotation" "this" {
  count               = var.create && var.enable_rotation ? 1 : 0
  secret_id           = aws_secretsmanager_secret.this[0].id
  rotation_lambda_arn = var.rotation_lambda_arn
  rotation_rules {
    automatically_after_days = try(var.rotation_rules.automatically_after_days, null)
  }
}

output "secret_arn" { value = one(aws_secretsmanager_secret.this[*].arn) }
output "secret_id" { value = one(aws_secretsmanager_secret.this[*].id) }
output "secret_name" { value = one(aws_secretsmanager_secret.this[*].name) }
