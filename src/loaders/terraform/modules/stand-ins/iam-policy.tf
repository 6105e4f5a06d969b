# source: terraform-aws-modules/iam/aws//modules/iam-policy
# git: github.com/terraform-aws-modules/terraform-aws-iam//modules/iam-policy
# versions: >= 3, < 7
#
# A policy.

variable "create" { default = true }
variable "create_policy" { default = true }
variable "name" { default = null }
variable "name_prefix" { default = null }
variable "path" { default = null }
variable "policy" { default = "" }
variable "tags" { default = {} }

resource "aws_iam_policy" "policy" {
  count       = var.create && var.create_policy ? 1 : 0
  name        = var.name
  name_prefix = var.name_prefix
  path        = var.path
  policy      = var.policy
  tags        = var.tags
}

output "id" { value = one(aws_iam_policy.policy[*].id) }
output "arn" { value = one(aws_iam_policy.policy[*].arn) }
output "name" { value = one(aws_iam_policy.policy[*].name) }
output "path" { value = one(aws_iam_policy.policy[*].path) }
output "policy" { value = one(aws_iam_policy.policy[*].policy) }
