# source: terraform-aws-modules/rds/aws//modules/db_subnet_group
# git: github.com/terraform-aws-modules/terraform-aws-rds//modules/db_subnet_group
# versions: >= 5, < 8
#
# Where a database may be placed.

variable "region" { default = null }
variable "create" { default = true }
variable "name" { default = null }
variable "use_name_prefix" { default = true }
variable "subnet_ids" { default = [] }
variable "tags" { default = {} }

resource "aws_db_subnet_group" "this" {
  count       = var.create ? 1 : 0
  region      = var.region
  name        = var.use_name_prefix ? null : var.name
  name_prefix = var.use_name_prefix ? "${var.name}-" : null
  subnet_ids  = var.subnet_ids
  tags        = merge(var.tags, { Name = var.name })
}

output "db_subnet_group_id" { value = one(aws_db_subnet_group.this[*].id) }
output "db_subnet_group_arn" { value = one(aws_db_subnet_group.this[*].arn) }
