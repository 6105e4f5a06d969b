# source: terraform-aws-modules/rds/aws//modules/db_parameter_group
# git: github.com/terraform-aws-modules/terraform-aws-rds//modules/db_parameter_group
# versions: >= 5, < 8
#
# Settings of a database engine.

variable "region" { default = null }
variable "create" { default = true }
variable "name" { default = "" }
variable "use_name_prefix" { default = true }
variable "family" { default = null }
variable "parameters" { default = [] }
variable "tags" { default = {} }

resource "aws_db_parameter_group" "this" {
  count       = var.create ? 1 : 0
  region      = var.region
  name        = var.use_name_prefix ? null : var.name
  name_prefix = var.use_name_prefix ? "${var.name}-" : null
  family      = var.family
  dynamic "parameter" {
    for_each = try([for one in var.parameters : one], [])
    content {
      name         = parameter.value.name
      value        = parameter.value.value
      apply_method = try(parameter.value.apply_method, null)
    }
  }
  tags = merge(var.tags, { Name = var.name })
}

output "db_parameter_group_id" { value = one(aws_db_parameter_group.this[*].id) }
output "db_parameter_group_arn" { value = one(aws_db_parameter_group.this[*].arn) }
