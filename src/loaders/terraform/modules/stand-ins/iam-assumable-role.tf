# source: terraform-aws-modules/iam/aws//modules/iam-assumable-role
# git: github.com/terraform-aws-modules/terraform-aws-iam//modules/iam-assumable-role
# versions: >= 3, < 6
#
# A role that accounts, people or services take on; people need a second factor unless told otherwise.

variable "trusted_role_actions" { default = null }
variable "trusted_role_arns" { default = [] }
variable "trusted_role_services" { default = [] }
variable "trust_policy_conditions" { default = [] }
variable "mfa_age" { default = 86400 }
variable "create_role" { default = false }
variable "create_instance_profile" { default = false }
variable "role_name" { default = null }
variable "role_name_prefix" { default = null }
variable "role_path" { default = "/" }
variable "role_requires_mfa" { default = true }
variable "role_permissions_boundary_arn" { default = "" }
variable "tags" { default = {} }
variable "custom_role_policy_arns" { default = [] }
variable "number_of_custom_role_policy_arns" { default = null }
variable "custom_role_trust_policy" { default = "" }
variable "create_custom_role_trust_policy" { default = false }
variable "inline_policy_statements" { default = [] }
variable "admin_role_policy_arn" { default = "arn:aws:iam::aws:policy/AdministratorAccess" }
variable "poweruser_role_policy_arn" { default = "arn:aws:iam::aws:policy/PowerUserAccess" }
variable "readonly_role_policy_arn" { default = "arn:aws:iam::aws:policy/ReadOnlyAccess" }
variable "attach_admin_policy" { default = false }
variable "attach_poweruser_policy" { default = false }
variable "attach_readonly_policy" { default = false }
variable "role_sts_externalid" { default = [] }
variable "allow_self_assume_role" { default = false }
variable "role_requires_session_name" { default = false }
variable "role_session_name" { default = ["$${aws:username}"] }

data "aws_caller_identity" "current" {}
data "aws_partition" "current" {}

data "aws_iam_policy_document" "assume_role" {
  dynamic "statement" {
    for_each = var.allow_self_assume_role ? [1] : []
    content {
      sid     = "ExplicitSelfRoleAssumption"
      actions = ["sts:AssumeRole"]
      principals {
        type        = "AWS"
        identifiers = ["*"]
      }
      condition {
        test     = "ArnLike"
        variable = "aws:PrincipalArn"
        values = [
          "arn:${data.aws_partition.current.partition}:iam::${data.aws_caller_identity.current.account_id}:role${var.role_path}${var.role_name != null ? var.role_name : "${var.role_name_prefix}*"}",
        ]
      }
    }
  }

  statement {
    actions = distinct(concat(
      ["sts:AssumeRole"],
      var.trusted_role_actions != null ? var.trusted_role_actions : local.major < 5 ? [] : ["sts:TagSession"],
    ))
    principals {
      type        = "AWS"
      identifiers = var.trusted_role_arns
    }
    principals {
      type        = "Service"
      identifiers = var.trusted_role_services
    }
    dynamic "condition" {
      for_each = var.role_requires_mfa ? { Bool = ["aws:MultiFactorAuthPresent", "true"], NumericLessThan = ["aws:MultiFactorAuthAge", var.mfa_age] } : {}
      content {
        test     = condition.key
        variable = condition.value[0]
        values   = [condition.value[1]]
      }
    }
    dynamic "condition" {
      for_each = length(flatten([var.role_sts_externalid])) > 0 ? [1] : []
      content {
        test     = "StringEquals"
        variable = "sts:ExternalId"
        values   = flatten([var.role_sts_externalid])
      }
    }
    dynamic "condition" {
      for_each = var.role_requires_session_name ? [1] : []
      content {
        test     = "StringEquals"
        variable = "sts:RoleSessionName"
        values   = var.role_session_name
      }
    }
    dynamic "condition" {
      for_each = var.trust_policy_conditions
      content {
        test     = condition.value.test
        variable = condition.value.variable
        values   = condition.value.values
      }
    }
  }
}

resource "aws_iam_role" "this" {
  count       = var.create_role ? 1 : 0
  name        = var.role_name
  name_prefix = var.role_name_prefix
  path        = var.role_path
  assume_role_policy = (
    var.create_custom_role_trust_policy ? var.custom_role_trust_policy : data.aws_iam_policy_document.assume_role.json
  )
  permissions_boundary = var.role_permissions_boundary_arn == "" ? null : var.role_permissions_boundary_arn
  tags                 = var.tags
}

resource "aws_iam_role_policy_attachment" "custom" {
  count      = var.create_role ? coalesce(var.number_of_custom_role_policy_arns, length(var.custom_role_policy_arns)) : 0
  role       = aws_iam_role.this[0].name
  policy_arn = element(var.custom_role_policy_arns, count.index)
}

resource "aws_iam_role_policy_attachment" "admin" {
  count      = var.create_role && var.attach_admin_policy ? 1 : 0
  role       = aws_iam_role.this[0].name
  policy_arn = var.admin_role_policy_arn
}

resource "aws_iam_role_policy_attachment" "poweruser" {
  count      = var.create_role && var.attach_poweruser_policy ? 1 : 0
  role       = aws_iam_role.this[0].name
  policy_arn = var.poweruser_role_policy_arn
}

resource "aws_iam_role_policy_attachment" "readonly" {
  count      = var.create_role && var.attach_readonly_policy ? 1 : 0
  role       = aws_iam_role.this[0].name
  policy_arn = var.readonly_role_policy_arn
}

resource "aws_iam_instance_profile" "this" {
  count = var.create_role && var.create_instance_profile ? 1 : 0
  name  = var.role_name
  role  = aws_iam_role.this[0].name
  tags  = var.tags
}

data "aws_iam_policy_document" "inline" {
  dynamic "statement" {
    for_each = var.inline_policy_statements
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
  count       = var.create_role && length(var.inline_policy_statements) > 0 ? 1 : 0
  role        = aws_iam_role.this[0].name
  name_prefix = "${coalesce(var.role_name, "role")}_inline_"
  policy      = data.aws_iam_policy_document.inline.json
}

output "iam_role_arn" { value = one(aws_iam_role.this[*].arn) }
output "iam_role_name" { value = one(aws_iam_role.this[*].name) }
output "iam_role_path" { value = one(aws_iam_role.this[*].path) }
output "iam_role_unique_id" { value = one(aws_iam_role.this[*].unique_id) }
output "role_requires_mfa" { value = var.role_requires_mfa }
output "iam_instance_profile_arn" { value = one(aws_iam_instance_profile.this[*].arn) }
output "iam_instance_profile_name" { value = one(aws_iam_instance_profile.this[*].name) }
output "iam_instance_profile_id" { value = one(aws_iam_instance_profile.this[*].id) }
