# source: terraform-aws-modules/rds/aws//modules/db_option_group
# git: github.com/terraform-aws-modules/terraform-aws-rds//modules/db_option_group
# versions: >= 5, < 8
#
# Options of a database engine.

variable "region" { default = null }
variable "create" { default = true }
variable "name" { default = "" }
variable "use_name_prefix" { default = true }
variable "engine_name" { default = null }
variable "major_engine_version" { default = null }
variable "tags" { default = {} }

resource "aws_db_option_group" "this" {
  count                = var.create ? 1 : 0
  region               = var.region
  name                 = var.use_name_prefix ? null : var.name
  name_prefix          = var.use_name_prefix ? "${var.name}-" : null
  engine_name          = var.engine_name
  major_engine_version = var.major_engine_version
  tags                 = merge(var.tags, { Name = var.name })
}

output "db_option_group_id" { value = one(aws_db_option_group.this[*].id) }
output "db_option_group_arn" { value = one(aws_db_option_group.this[*].arn) }
