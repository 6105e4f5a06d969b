# source: terraform-aws-modules/vpc/aws//modules/vpc-endpoints
# git: github.com/terraform-aws-modules/terraform-aws-vpc//modules/vpc-endpoints
# versions: >= 3, < 7
#
# Private ways from a network to services of the provider.

variable "region" { default = null }
variable "create" { default = true }
variable "vpc_id" { default = null }
variable "endpoints" { default = {} }
variable "tags" { default = {} }
variable "create_security_group" { default = false }
variable "security_group_name" { default = null }
variable "security_group_name_prefix" { default = null }
variable "security_group_description" { default = null }
variable "security_group_rules" { default = {} }
variable "security_group_tags" { default = {} }

variable "security_group_ids" {
  type    = list(string)
  default = []
}
variable "subnet_ids" {
  type    = list(string)
  default = []
}

locals {
  endpoints = { for key, one in var.endpoints : key => one if var.create && try(one.create, true) }
  own_group = var.create && var.create_security_group ? 1 : 0
  group_ids = concat(var.security_group_ids, aws_security_group.this[*].id)
}

data "aws_region" "current" {}

resource "aws_vpc_endpoint" "this" {
  for_each          = local.endpoints
  region            = var.region
  vpc_id            = var.vpc_id
  vpc_endpoint_type = try(each.value.service_type, "Interface")
  service_name = try(
    each.value.service_endpoint, each.value.service_name,
    "com.amazonaws.${data.aws_region.current.region}.${each.value.service}",
  )
  security_group_ids = (
    try(each.value.service_type, "Interface") == "Interface"
    ? concat(local.group_ids, lookup(each.value, "security_group_ids", [])) : null
  )
  subnet_ids = (
    try(each.value.service_type, "Interface") == "Interface"
    ? concat(var.subnet_ids, lookup(each.value, "subnet_ids", [])) : null
  )
  route_table_ids = (
    try(each.value.service_type, "Interface") == "Gateway" ? lookup(each.value, "route_table_ids", null) : null
  )
  policy              = try(each.value.policy, null)
  private_dns_enabled = try(each.value.private_dns_enabled, null)
  tags                = merge(var.tags, { Name = replace(each.key, ".", "-") }, try(each.value.tags, {}))
}

resource "aws_security_group" "this" {
  count       = local.own_group
  region      = var.region
  name        = var.security_group_name
  name_prefix = var.security_group_name_prefix
  description = var.security_group_description
  vpc_id      = var.vpc_id
  tags = merge(
    var.tags, var.security_group_tags,
    { Name = try(coalesce(var.security_group_name, var.security_group_name_prefix), "") },
  )
}

resource "aws_security_group_rule" "this" {
  for_each                 = { for key, one in var.security_group_rules : key => one if local.own_group > 0 }
  region                   = var.region
  security_group_id        = aws_security_group.this[0].id
  type                     = try(each.value.type, "ingress")
  protocol                 = try(each.value.protocol, "tcp")
  from_port                = try(each.value.from_port, 443)
  to_port                  = try(each.value.to_port, 443)
  description              = try(each.value.description, null)
  cidr_blocks              = lookup(each.value, "cidr_blocks", null)
  ipv6_cidr_blocks         = lookup(each.value, "ipv6_cidr_blocks", null)
  prefix_list_ids          = lookup(each.value, "prefix_list_ids", null)
  self                     = try(each.value.self, null)
  source_security_group_id = lookup(each.value, "source_security_group_id", null)
}

output "endpoints" { value = aws_vpc_endpoint.this }
output "security_group_id" { value = one(aws_security_group.this[*].id) }
output "security_group_arn" { value = one(aws_security_group.this[*].arn) }
