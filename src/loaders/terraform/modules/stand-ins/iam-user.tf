# source: terraform-aws-modules/iam/aws//modules/iam-user
# git: github.com/terraform-aws-modules/terraform-aws-iam//modules/iam-user
# versions: >= 3, < 7
#
# A user, who gets a password and a long-lived key unless told otherwise.

variable "create" { default = true }
variable "create_user" { default = true }
variable "name" { default = null }
variable "path" { default = null }
variable "permissions_boundary" { default = null }
variable "tags" { default = {} }
variable "policies" { default = {} }
variable "policy_arns" { default = [] }
variable "create_login_profile" { default = true }
variable "create_iam_user_login_profile" { default = true }
variable "create_access_key" { default = true }
variable "create_iam_access_key" { default = true }
variable "access_key_status" { default = null }
variable "iam_access_key_status" { default = null }
variable "pgp_key" { default = null }
variable "create_ssh_key" { default = false }
variable "upload_iam_user_ssh_key" { default = false }
variable "create_inline_policy" { default = false }
variable "source_inline_policy_documents" { default = [] }
variable "override_inline_policy_documents" { default = [] }
variable "inline_policy_permissions" { default = null }

locals {
  on     = var.create && var.create_user
  key    = local.on && var.create_access_key && var.create_iam_access_key
  no_pgp = local.major < 6 && (var.pgp_key == null || var.pgp_key == "")
}

resource "aws_iam_user" "this" {
  count                = local.on ? 1 : 0
  name                 = var.name
  path                 = var.path
  permissions_boundary = var.permissions_boundary == "" ? null : var.permissions_boundary
  tags                 = var.tags
}

resource "aws_iam_user_login_profile" "this" {
  count = local.on && var.create_login_profile && var.create_iam_user_login_profile ? 1 : 0
  user  = aws_iam_user.this[0].name
}

resource "aws_iam_access_key" "this" {
  count  = local.key && !local.no_pgp ? 1 : 0
  user   = aws_iam_user.this[0].name
  status = local.major < 6 ? var.iam_access_key_status : var.access_key_status
}

resource "aws_iam_access_key" "this_no_pgp" {
  count  = local.key && local.no_pgp ? 1 : 0
  user   = aws_iam_user.this[0].name
  status = var.iam_access_key_status
}

resource "aws_iam_user_policy_attachment" "this" {
  for_each   = { for key, arn in var.policy_arns : key => arn if local.on }
  user       = aws_iam_user.this[0].name
  policy_arn = each.value
}

resource "aws_iam_user_policy_attachment" "additional" {
  for_each   = { for key, arn in var.policies : key => arn if local.on }
  user       = aws_iam_user.this[0].name
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

resource "aws_iam_user_policy" "inline" {
  count  = local.on && var.create_inline_policy ? 1 : 0
  user   = aws_iam_user.this[0].name
  name   = var.name
  policy = data.aws_iam_policy_document.inline.json
}

output "arn" { value = one(aws_iam_user.this[*].arn) }
output "name" { value = one(aws_iam_user.this[*].name) }
output "unique_id" { value = one(aws_iam_user.this[*].unique_id) }
output "iam_user_arn" { value = one(aws_iam_user.this[*].arn) }
output "iam_user_name" { value = one(aws_iam_user.this[*].name) }
output "iam_user_unique_id" { value = one(aws_iam_user.this[*].unique_id) }
output "access_key_id" { value = one(aws_iam_access_key.this[*].id) }
output "access_key_secret" { value = one(aws_iam_access_key.this[*].secret) }
output "iam_access_key_id" { value = try(aws_iam_access_key.this[0].id, aws_iam_access_key.this_no_pgp[0].id, null) }
output "iam_access_key_secret" { value = one(aws_iam_access_key.this_no_pgp[*].secret) }
