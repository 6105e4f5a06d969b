# source: terraform-aws-modules/vpc/aws
# git: github.com/terraform-aws-modules/terraform-aws-vpc
# versions: >= 3, < 7
#
# The network module: subnets in turn over the zones, one route table for public subnets, one for each NAT gateway, and
# the groups that databases and caches are placed in.

variable "create_vpc" { default = true }
variable "name" { default = "" }
variable "cidr" { default = "10.0.0.0/16" }
variable "use_ipam_pool" { default = false }
variable "secondary_cidr_blocks" { default = [] }
variable "azs" { default = [] }
variable "public_subnets" { default = [] }
variable "private_subnets" { default = [] }
variable "database_subnets" { default = [] }
variable "elasticache_subnets" { default = [] }
variable "redshift_subnets" { default = [] }
variable "intra_subnets" { default = [] }
variable "map_public_ip_on_launch" { default = false }
variable "create_igw" { default = true }
variable "enable_nat_gateway" { default = false }
variable "single_nat_gateway" { default = false }
variable "one_nat_gateway_per_az" { default = false }
variable "reuse_nat_ips" { default = false }
variable "external_nat_ip_ids" { default = [] }
variable "create_private_nat_gateway_route" { default = true }
variable "create_multiple_public_route_tables" { default = false }
variable "create_multiple_intra_route_tables" { default = false }
variable "create_database_subnet_group" { default = true }
variable "database_subnet_group_name" { default = null }
variable "create_database_subnet_route_table" { default = false }
variable "create_database_internet_gateway_route" { default = false }
variable "create_database_nat_gateway_route" { default = false }
variable "create_elasticache_subnet_group" { default = true }
variable "elasticache_subnet_group_name" { default = null }
variable "create_elasticache_subnet_route_table" { default = false }
variable "create_redshift_subnet_group" { default = true }
variable "redshift_subnet_group_name" { default = null }
variable "create_redshift_subnet_route_table" { default = false }
variable "enable_public_redshift" { default = false }
variable "manage_default_vpc" { default = false }
variable "manage_default_security_group" { default = true }
variable "default_security_group_ingress" { default = [] }
variable "default_security_group_egress" { default = [] }
variable "enable_flow_log" { default = false }
variable "create_flow_log_cloudwatch_log_group" { default = false }
variable "flow_log_cloudwatch_log_group_name_prefix" { default = "/aws/vpc-flow-log/" }
variable "flow_log_cloudwatch_log_group_retention_in_days" { default = null }
variable "flow_log_cloudwatch_log_group_kms_key_id" { default = null }
variable "tags" { default = {} }
variable "vpc_tags" { default = {} }
variable "public_subnet_tags" { default = {} }
variable "private_subnet_tags" { default = {} }

locals {
  on          = var.create_vpc ? 1 : 0
  public      = local.on * length(var.public_subnets)
  private     = local.on * length(var.private_subnets)
  database    = local.on * length(var.database_subnets)
  elasticache = local.on * length(var.elasticache_subnets)
  redshift    = local.on * length(var.redshift_subnets)
  intra       = local.on * length(var.intra_subnets)
  widest = max(
    length(var.public_subnets), length(var.private_subnets), length(var.database_subnets),
    length(var.elasticache_subnets), length(var.redshift_subnets),
  )
  gateways = var.single_nat_gateway ? 1 : var.one_nat_gateway_per_az ? length(var.azs) : local.widest
  vpc_id   = one(aws_vpc.this[*].id)
  database_tables = (
    local.database == 0 || !var.create_database_subnet_route_table ? 0
    : var.single_nat_gateway || var.create_database_internet_gateway_route ? 1 : local.database
  )
  database_goes_out = var.create_database_internet_gateway_route && !var.create_database_nat_gateway_route
}

resource "aws_vpc" "this" {
  count      = local.on
  cidr_block = var.use_ipam_pool ? null : var.cidr
  tags       = merge({ Name = var.name }, var.tags, var.vpc_tags)
}

resource "aws_vpc_ipv4_cidr_block_association" "this" {
  count      = local.on * length(var.secondary_cidr_blocks)
  vpc_id     = local.vpc_id
  cidr_block = var.secondary_cidr_blocks[count.index]
}

resource "aws_internet_gateway" "this" {
  count  = local.public > 0 && var.create_igw ? 1 : 0
  vpc_id = local.vpc_id
  tags   = var.tags
}

resource "aws_subnet" "public" {
  count                   = local.public
  vpc_id                  = local.vpc_id
  cidr_block              = var.public_subnets[count.index]
  availability_zone       = element(var.azs, count.index)
  map_public_ip_on_launch = var.map_public_ip_on_launch
  tags                    = merge(var.tags, var.public_subnet_tags)
}

resource "aws_subnet" "private" {
  count             = local.private
  vpc_id            = local.vpc_id
  cidr_block        = var.private_subnets[count.index]
  availability_zone = element(var.azs, count.index)
  tags              = merge(var.tags, var.private_subnet_tags)
}

resource "aws_subnet" "database" {
  count             = local.database
  vpc_id            = local.vpc_id
  cidr_block        = var.database_subnets[count.index]
  availability_zone = element(var.azs, count.index)
  tags              = var.tags
}

resource "aws_subnet" "elasticache" {
  count             = local.elasticache
  vpc_id            = local.vpc_id
  cidr_block        = var.elasticache_subnets[count.index]
  availability_zone = element(var.azs, count.index)
  tags              = var.tags
}

resource "aws_subnet" "redshift" {
  count             = local.redshift
  vpc_id            = local.vpc_id
  cidr_block        = var.redshift_subnets[count.index]
  availability_zone = element(var.azs, count.index)
  tags              = var.tags
}

resource "aws_subnet" "intra" {
  count             = local.intra
  vpc_id            = local.vpc_id
  cidr_block        = var.intra_subnets[count.index]
  availability_zone = element(var.azs, count.index)
  tags              = var.tags
}

resource "aws_route_table" "public" {
  count  = local.public == 0 ? 0 : var.create_multiple_public_route_tables ? local.public : 1
  vpc_id = local.vpc_id
  tags   = var.tags
}

resource "aws_route" "public_internet_gateway" {
  count                  = var.create_igw ? length(aws_route_table.public) : 0
  route_table_id         = aws_route_table.public[count.index].id
  destination_cidr_block = "0.0.0.0/0"
  gateway_id             = aws_internet_gateway.this[0].id
}

resource "aws_route_table_association" "public" {
  count          = local.public
  subnet_id      = aws_subnet.public[count.index].id
  route_table_id = element(aws_route_table.public[*].id, count.index)
}

resource "aws_eip" "nat" {
  count  = var.enable_nat_gateway && !var.reuse_nat_ips ? local.on * local.gateways : 0
  domain = "vpc"
  tags   = var.tags
}

resource "aws_nat_gateway" "this" {
  count         = var.enable_nat_gateway ? local.on * local.gateways : 0
  allocation_id = element(var.reuse_nat_ips ? var.external_nat_ip_ids : aws_eip.nat[*].id, count.index)
  subnet_id     = element(aws_subnet.public[*].id, count.index)
  tags          = var.tags
}

resource "aws_route_table" "private" {
  count  = local.private > 0 ? local.gateways : 0
  vpc_id = local.vpc_id
  tags   = var.tags
}

resource "aws_route" "private_nat_gateway" {
  count                  = var.enable_nat_gateway && var.create_private_nat_gateway_route ? local.on * local.gateways : 0
  route_table_id         = element(aws_route_table.private[*].id, count.index)
  destination_cidr_block = "0.0.0.0/0"
  nat_gateway_id         = element(aws_nat_gateway.this[*].id, count.index)
}

resource "aws_route_table_association" "private" {
  count          = local.private
  subnet_id      = aws_subnet.private[count.index].id
  route_table_id = element(aws_route_table.private[*].id, count.index)
}

resource "aws_route_table" "database" {
  count  = local.database_tables
  vpc_id = local.vpc_id
  tags   = var.tags
}

resource "aws_route" "database_internet_gateway" {
  count                  = local.database_tables > 0 && var.create_igw && local.database_goes_out ? 1 : 0
  route_table_id         = aws_route_table.database[0].id
  destination_cidr_block = "0.0.0.0/0"
  gateway_id             = aws_internet_gateway.this[0].id
}

resource "aws_route" "database_nat_gateway" {
  count = (
    var.create_database_nat_gateway_route && !var.create_database_internet_gateway_route && var.enable_nat_gateway
    ? local.database_tables : 0
  )
  route_table_id         = aws_route_table.database[count.index].id
  destination_cidr_block = "0.0.0.0/0"
  nat_gateway_id         = element(aws_nat_gateway.this[*].id, count.index)
}

resource "aws_route_table_association" "database" {
  count          = local.database
  subnet_id      = aws_subnet.database[count.index].id
  route_table_id = element(coalescelist(aws_route_table.database[*].id, aws_route_table.private[*].id), count.index)
}

resource "aws_db_subnet_group" "database" {
  count      = local.database > 0 && var.create_database_subnet_group ? 1 : 0
  name       = lower(coalesce(var.database_subnet_group_name, var.name))
  subnet_ids = aws_subnet.database[*].id
  tags       = var.tags
}

resource "aws_route_table" "elasticache" {
  count  = local.elasticache > 0 && var.create_elasticache_subnet_route_table ? 1 : 0
  vpc_id = local.vpc_id
  tags   = var.tags
}

resource "aws_route_table_association" "elasticache" {
  count          = local.elasticache
  subnet_id      = aws_subnet.elasticache[count.index].id
  route_table_id = element(coalescelist(aws_route_table.elasticache[*].id, aws_route_table.private[*].id), count.index)
}

resource "aws_elasticache_subnet_group" "elasticache" {
  count      = local.elasticache > 0 && var.create_elasticache_subnet_group ? 1 : 0
  name       = coalesce(var.elasticache_subnet_group_name, var.name)
  subnet_ids = aws_subnet.elasticache[*].id
  tags       = var.tags
}

resource "aws_route_table" "redshift" {
  count  = local.redshift > 0 && var.create_redshift_subnet_route_table ? 1 : 0
  vpc_id = local.vpc_id
  tags   = var.tags
}

resource "aws_route_table_association" "redshift" {
  count          = var.enable_public_redshift ? 0 : local.redshift
  subnet_id      = aws_subnet.redshift[count.index].id
  route_table_id = element(coalescelist(aws_route_table.redshift[*].id, aws_route_table.private[*].id), count.index)
}

resource "aws_route_table_association" "redshift_public" {
  count          = var.enable_public_redshift ? local.redshift : 0
  subnet_id      = aws_subnet.redshift[count.index].id
  route_table_id = element(coalescelist(aws_route_table.redshift[*].id, aws_route_table.public[*].id), count.index)
}

resource "aws_redshift_subnet_group" "redshift" {
  count      = local.redshift > 0 && var.create_redshift_subnet_group ? 1 : 0
  name       = lower(coalesce(var.redshift_subnet_group_name, var.name))
  subnet_ids = aws_subnet.redshift[*].id
  tags       = var.tags
}

resource "aws_route_table" "intra" {
  count  = local.intra == 0 ? 0 : var.create_multiple_intra_route_tables ? local.intra : 1
  vpc_id = local.vpc_id
  tags   = var.tags
}

resource "aws_route_table_association" "intra" {
  count          = local.intra
  subnet_id      = aws_subnet.intra[count.index].id
  route_table_id = element(aws_route_table.intra[*].id, count.index)
}

resource "aws_default_security_group" "this" {
  count   = var.manage_default_security_group ? local.on : 0
  vpc_id  = local.vpc_id
  ingress = var.default_security_group_ingress
  egress  = var.default_security_group_egress
  tags    = var.tags
}

resource "aws_cloudwatch_log_group" "flow_log" {
  count             = var.enable_flow_log && var.create_flow_log_cloudwatch_log_group ? local.on : 0
  name              = "${var.flow_log_cloudwatch_log_group_name_prefix}${local.vpc_id}"
  retention_in_days = var.flow_log_cloudwatch_log_group_retention_in_days
  kms_key_id        = var.flow_log_cloudwatch_log_group_kms_key_id
  tags              = var.tags
}

output "vpc_id" { value = local.vpc_id }
output "vpc_arn" { value = one(aws_vpc.this[*].arn) }
output "vpc_cidr_block" { value = one(aws_vpc.this[*].cidr_block) }
output "vpc_main_route_table_id" { value = one(aws_vpc.this[*].main_route_table_id) }
output "default_security_group_id" { value = one(aws_vpc.this[*].default_security_group_id) }
output "igw_id" { value = one(aws_internet_gateway.this[*].id) }
output "nat_ids" { value = aws_eip.nat[*].id }
output "nat_public_ips" { value = aws_eip.nat[*].public_ip }
output "natgw_ids" { value = aws_nat_gateway.this[*].id }
output "azs" { value = var.azs }
output "name" { value = var.name }
output "database_subnet_group" { value = one(aws_db_subnet_group.database[*].id) }
output "database_subnet_group_name" { value = one(aws_db_subnet_group.database[*].name) }
output "elasticache_subnet_group" { value = one(aws_elasticache_subnet_group.elasticache[*].id) }
output "elasticache_subnet_group_name" { value = one(aws_elasticache_subnet_group.elasticache[*].name) }
output "redshift_subnet_group" { value = one(aws_redshift_subnet_group.redshift[*].id) }
output "public_subnets" { value = aws_subnet.public[*].id }
output "public_subnet_arns" { value = aws_subnet.public[*].arn }
output "public_subnet_objects" { value = aws_subnet.public }
output "public_subnets_cidr_blocks" { value = aws_subnet.public[*].cidr_block }
output "private_subnets" { value = aws_subnet.private[*].id }
output "private_subnet_arns" { value = aws_subnet.private[*].arn }
output "private_subnet_objects" { value = aws_subnet.private }
output "private_subnets_cidr_blocks" { value = aws_subnet.private[*].cidr_block }
output "database_subnets" { value = aws_subnet.database[*].id }
output "database_subnet_arns" { value = aws_subnet.database[*].arn }
output "database_subnet_objects" { value = aws_subnet.database }
output "database_subnets_cidr_blocks" { value = aws_subnet.database[*].cidr_block }
output "elasticache_subnets" { value = aws_subnet.elasticache[*].id }
output "elasticache_subnet_arns" { value = aws_subnet.elasticache[*].arn }
output "elasticache_subnet_objects" { value = aws_subnet.elasticache }
output "elasticache_subnets_cidr_blocks" { value = aws_subnet.elasticache[*].cidr_block }
output "redshift_subnets" { value = aws_subnet.redshift[*].id }
output "redshift_subnet_arns" { value = aws_subnet.redshift[*].arn }
output "redshift_subnet_objects" { value = aws_subnet.redshift }
output "redshift_subnets_cidr_blocks" { value = aws_subnet.redshift[*].cidr_block }
output "intra_subnets" { value = aws_subnet.intra[*].id }
output "intra_subnet_arns" { value = aws_subnet.intra[*].arn }
output "intra_subnet_objects" { value = aws_subnet.intra }
output "intra_subnets_cidr_blocks" { value = aws_subnet.intra[*].cidr_block }
output "public_route_table_ids" { value = aws_route_table.public[*].id }
output "private_route_table_ids" { value = aws_route_table.private[*].id }
output "intra_route_table_ids" { value = aws_route_table.intra[*].id }
output "database_route_table_ids" { value = coalescelist(aws_route_table.database[*].id, aws_route_table.private[*].id, [""]) }
output "elasticache_route_table_ids" { value = coalescelist(aws_route_table.elasticache[*].id, aws_route_table.private[*].id, [""]) }
output "redshift_route_table_ids" { value = coalescelist(aws_route_table.redshift[*].id, aws_route_table.private[*].id, [""]) }
