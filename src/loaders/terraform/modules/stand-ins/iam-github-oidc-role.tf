# source: terraform-aws-modules/iam/aws//modules/iam-github-oidc-role
# git: github.com/terraform-aws-modules/terraform-aws-iam//modules/iam-github-oidc-role
# versions: >= 5, < 6
#
# A role for pipelines of GitHub.

variable "create" { default = true }
variable "tags" { default = {} }
variable "name" { default = null }
variable "name_prefix" { default = null }
variable "path" { default = "/" }
variable "permissions_boundary_arn" { default = null }
variable "policies" { default = {} }
variable "audience" { default = "sts.amazonaws.com" }
variable "subject_condition" { default = "StringLike" }
variable "subjects" { default = [] }
variable "provider_url" { default = "token.actions.githubusercontent.com" }
variable "additional_trust_policy_conditions" { default = [] }

data "aws_caller_identity" "current" {}
data "aws_partition" "current" {}

locals { host = replace(var.provider_url, "https://", "") }

data "aws_iam_policy_document" "this" {
  statement {
    sid     = "GithubOidcAuth"
    actions = ["sts:TagSession", "sts:AssumeRoleWithWebIdentity"]
    principals {
      type = "Federated"
      identifiers = [
        "arn:${data.aws_partition.current.partition}:iam::${data.aws_caller_identity.current.account_id}:oidc-provider/${local.host}",
      ]
    }
    condition {
      test     = "ForAllValues:StringEquals"
      variable = "${local.host}:iss"
      values   = ["https://${local.host}"]
    }
    condition {
      test     = "ForAllValues:StringEquals"
      variable = "${local.host}:aud"
      values   = [var.audience]
    }
    condition {
      test     = var.subject_condition
      variable = "${local.host}:sub"
      values   = [for subject in var.subjects : "repo:${trimprefix(subject, "repo:")}"]
    }
    dynamic "condition" {
      for_each = var.additional_trust_policy_conditions
      content {
        test     = condition.value.test
        variable = condition.value.variable
        values   = condition.value.values
      }
    }
  }
}

resource "aws_iam_role" "this" {
  count                = var.create ? 1 : 0
  name                 = var.name
  name_prefix          = var.name_prefix
  path                 = var.path
  assume_role_policy   = data.aws_iam_policy_document.this.json
  permissions_boundary = var.permissions_boundary_arn
  tags                 = var.tags
}

resource "aws_iam_role_policy_attachment" "this" {
  for_each   = { for key, arn in var.policies : key => arn if var.create }
  role       = aws_iam_role.this[0].name
  policy_arn = each.value
}

output "arn" { value = one(aws_iam_role.this[*].arn) }
output "name" { value = one(aws_iam_role.this[*].name) }
output "path" { value = one(aws_iam_role.this[*].path) }
output "unique_id" { value = one(aws_iam_role.this[*].unique_id) }
