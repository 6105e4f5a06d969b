# source: terraform-aws-modules/vpc/aws
# git: github.com/terraform-aws-modules/terraform-aws-vpc
# versions: >= 3, < 7
#
# The network module: subnets in turn over the zones, one route table for public subnets, one for each NAT gateway, and
# the groups that databases and caches are placed in. Version 3 gave public addresses and left the default group alone.

variable "region" { default = null }
variable "create_vpc" { default = true }
variable "name" { default = "" }
variable "cidr" { default = null }
variable "use_ipam_pool" { default = false }
variable "secondary_cidr_blocks" { default = [] }
variable "enable_ipv6" { default = false }
variable "create_egress_only_igw" { default = true }
variable "azs" { default = [] }
variable "tags" { default = {} }
variable "vpc_tags" { default = {} }
variable "igw_tags" { default = {} }
variable "nat_eip_tags" { default = {} }
variable "nat_gateway_tags" { default = {} }
variable "public_subnets" { default = [] }
variable "public_subnet_ipv6_prefixes" { default = [] }
variable "public_subnet_ipv6_native" { default = false }
variable "public_subnet_names" { default = [] }
variable "public_subnet_suffix" { default = "public" }
variable "public_subnet_tags" { default = {} }
variable "public_subnet_tags_per_az" { default = {} }
variable "public_route_table_tags" { default = {} }
variable "public_dedicated_network_acl" { default = false }
variable "public_acl_tags" { default = {} }
variable "private_subnets" { default = [] }
variable "private_subnet_ipv6_prefixes" { default = [] }
variable "private_subnet_ipv6_native" { default = false }
variable "private_subnet_names" { default = [] }
variable "private_subnet_suffix" { default = "private" }
variable "private_subnet_tags" { default = {} }
variable "private_subnet_tags_per_az" { default = {} }
variable "private_route_table_tags" { default = {} }
variable "private_dedicated_network_acl" { default = false }
variable "private_acl_tags" { default = {} }
variable "database_subnets" { default = [] }
variable "database_subnet_ipv6_prefixes" { default = [] }
variable "database_subnet_ipv6_native" { default = false }
variable "database_subnet_names" { default = [] }
variable "database_subnet_suffix" { default = "db" }
variable "database_subnet_tags" { default = {} }
variable "database_route_table_tags" { default = {} }
variable "database_dedicated_network_acl" { default = false }
variable "database_acl_tags" { default = {} }
variable "elasticache_subnets" { default = [] }
variable "elasticache_subnet_ipv6_prefixes" { default = [] }
variable "elasticache_subnet_ipv6_native" { default = false }
variable "elasticache_subnet_names" { default = [] }
variable "elasticache_subnet_suffix" { default = "elasticache" }
variable "elasticache_subnet_tags" { default = {} }
variable "elasticache_route_table_tags" { default = {} }
variable "elasticache_dedicated_network_acl" { default = false }
variable "elasticache_acl_tags" { default = {} }
variable "redshift_subnets" { default = [] }
variable "redshift_subnet_ipv6_prefixes" { default = [] }
variable "redshift_subnet_ipv6_native" { default = false }
variable "redshift_subnet_names" { default = [] }
variable "redshift_subnet_suffix" { default = "redshift" }
variable "redshift_subnet_tags" { default = {} }
variable "redshift_route_table_tags" { default = {} }
variable "redshift_dedicated_network_acl" { default = false }
variable "redshift_acl_tags" { default = {} }
variable "intra_subnets" { default = [] }
variable "intra_subnet_ipv6_prefixes" { default = [] }
variable "intra_subnet_ipv6_native" { default = false }
variable "intra_subnet_names" { default = [] }
variable "intra_subnet_suffix" { default = "intra" }
variable "intra_subnet_tags" { default = {} }
variable "intra_route_table_tags" { default = {} }
variable "intra_dedicated_network_acl" { default = false }
variable "intra_acl_tags" { default = {} }
variable "outpost_subnets" { default = [] }
variable "outpost_subnet_ipv6_prefixes" { default = [] }
variable "outpost_subnet_ipv6_native" { default = false }
variable "outpost_subnet_names" { default = [] }
variable "outpost_subnet_suffix" { default = "outpost" }
variable "outpost_subnet_tags" { default = {} }
variable "outpost_dedicated_network_acl" { default = false }
variable "outpost_acl_tags" { default = {} }
variable "map_public_ip_on_launch" { default = null }
variable "create_igw" { default = true }
variable "create_multiple_public_route_tables" { default = false }
variable "create_multiple_intra_route_tables" { default = false }
variable "enable_nat_gateway" { default = false }
variable "nat_gateway_destination_cidr_block" { default = "0.0.0.0/0" }
variable "single_nat_gateway" { default = false }
variable "one_nat_gateway_per_az" { default = false }
variable "reuse_nat_ips" { default = false }
variable "external_nat_ip_ids" { default = [] }
variable "external_nat_ips" { default = [] }
variable "create_private_nat_gateway_route" { default = true }
variable "outpost_az" { default = null }
variable "customer_gateways" { default = {} }
variable "customer_gateway_tags" { default = {} }
variable "enable_vpn_gateway" { default = false }
variable "vpn_gateway_id" { default = "" }
variable "vpn_gateway_az" { default = null }
variable "amazon_side_asn" { default = "64512" }
variable "vpn_gateway_tags" { default = {} }
variable "propagate_public_route_tables_vgw" { default = false }
variable "propagate_private_route_tables_vgw" { default = false }
variable "propagate_intra_route_tables_vgw" { default = false }
variable "create_database_subnet_group" { default = true }
variable "database_subnet_group_name" { default = null }
variable "database_subnet_group_tags" { default = {} }
variable "create_database_subnet_route_table" { default = false }
variable "create_database_internet_gateway_route" { default = false }
variable "create_database_nat_gateway_route" { default = false }
variable "create_elasticache_subnet_group" { default = true }
variable "elasticache_subnet_group_name" { default = null }
variable "elasticache_subnet_group_tags" { default = {} }
variable "create_elasticache_subnet_route_table" { default = false }
variable "create_redshift_subnet_group" { default = true }
variable "redshift_subnet_group_name" { default = null }
variable "redshift_subnet_group_tags" { default = {} }
variable "create_redshift_subnet_route_table" { default = false }
variable "enable_public_redshift" { default = false }
variable "manage_default_vpc" { default = false }
variable "default_vpc_name" { default = null }
variable "default_vpc_tags" { default = {} }
variable "manage_default_security_group" { default = null }
variable "default_security_group_name" { default = null }
variable "default_security_group_ingress" { default = [] }
variable "default_security_group_egress" { default = [] }
variable "default_security_group_tags" { default = {} }
variable "manage_default_network_acl" { default = null }
variable "default_network_acl_name" { default = null }
variable "default_network_acl_tags" { default = {} }
variable "manage_default_route_table" { default = null }
variable "default_route_table_name" { default = null }
variable "default_route_table_routes" { default = [] }
variable "default_route_table_tags" { default = {} }
variable "enable_dhcp_options" { default = false }
variable "dhcp_options_tags" { default = {} }
variable "enable_flow_log" { default = false }
variable "flow_log_destination_type" { default = "cloud-watch-logs" }
variable "flow_log_destination_arn" { default = "" }
variable "flow_log_traffic_type" { default = "ALL" }
variable "create_flow_log_cloudwatch_log_group" { default = false }
variable "create_flow_log_cloudwatch_iam_role" { default = false }
variable "flow_log_cloudwatch_iam_role_arn" { default = "" }
variable "flow_log_cloudwatch_log_group_name_prefix" { default = "/aws/vpc-flow-log/" }
variable "flow_log_cloudwatch_log_group_name_suffix" { default = "" }
variable "flow_log_cloudwatch_log_group_retention_in_days" { default = null }
variable "flow_log_cloudwatch_log_group_kms_key_id" { default = null }
variable "flow_log_cloudwatch_log_group_class" { default = null }
variable "vpc_flow_log_iam_role_name" { default = "vpc-flow-log-role" }
variable "vpc_flow_log_iam_role_use_name_prefix" { default = true }
variable "vpc_flow_log_iam_policy_name" { default = "vpc-flow-log-to-cloudwatch" }
variable "vpc_flow_log_iam_policy_use_name_prefix" { default = true }
variable "flow_log_cloudwatch_iam_role_conditions" { default = [] }
variable "vpc_flow_log_permissions_boundary" { default = null }
variable "vpc_flow_log_tags" { default = {} }
variable "default_network_acl_ingress" {
  default = [
    { rule_no = 100, action = "allow", from_port = 0, to_port = 0, protocol = "-1", cidr_block = "0.0.0.0/0" },
    { rule_no = 101, action = "allow", from_port = 0, to_port = 0, protocol = "-1", ipv6_cidr_block = "::/0" },
  ]
}
variable "default_network_acl_egress" {
  default = [
    { rule_no = 100, action = "allow", from_port = 0, to_port = 0, protocol = "-1", cidr_block = "0.0.0.0/0" },
    { rule_no = 101, action = "allow", from_port = 0, to_port = 0, protocol = "-1", ipv6_cidr_block = "::/0" },
  ]
}

locals {
  on          = var.create_vpc ? 1 : 0
  public      = local.on * max(length(var.public_subnets), length(var.public_subnet_ipv6_prefixes))
  private     = local.on * max(length(var.private_subnets), length(var.private_subnet_ipv6_prefixes))
  database    = local.on * max(length(var.database_subnets), length(var.database_subnet_ipv6_prefixes))
  elasticache = local.on * max(length(var.elasticache_subnets), length(var.elasticache_subnet_ipv6_prefixes))
  redshift    = local.on * max(length(var.redshift_subnets), length(var.redshift_subnet_ipv6_prefixes))
  intra       = local.on * max(length(var.intra_subnets), length(var.intra_subnet_ipv6_prefixes))
  outpost     = local.on * max(length(var.outpost_subnets), length(var.outpost_subnet_ipv6_prefixes))
  widest      = max(local.public, local.private, local.database, local.elasticache, local.redshift)
  gateways    = var.single_nat_gateway ? 1 : var.one_nat_gateway_per_az ? length(var.azs) : local.widest
  vpc_id      = one(aws_vpc.this[*].id)

  public_tables = local.public == 0 ? 0 : var.create_multiple_public_route_tables ? local.public : 1
  database_tables = (
    local.database == 0 || !var.create_database_subnet_route_table ? 0
    : var.single_nat_gateway || var.create_database_internet_gateway_route ? 1 : local.database
  )
  database_nat_routes = (
    !var.create_database_internet_gateway_route && var.create_database_nat_gateway_route && var.enable_nat_gateway
    ? local.database_tables : 0
  )
  vgw_ids = concat(aws_vpn_gateway.this[*].id, aws_vpn_gateway_attachment.this[*].vpn_gateway_id)
  has_vgw = var.enable_vpn_gateway || var.vpn_gateway_id != ""

  manage_default_security_group = coalesce(var.manage_default_security_group, local.major >= 4)
  manage_default_network_acl    = coalesce(var.manage_default_network_acl, local.major >= 4)
  manage_default_route_table    = coalesce(var.manage_default_route_table, local.major >= 4)

  logs_flows_to_group = var.enable_flow_log && var.flow_log_destination_type != "s3"
  flow_log_group      = local.logs_flows_to_group && var.create_flow_log_cloudwatch_log_group ? local.on : 0
  flow_log_role       = local.logs_flows_to_group && var.create_flow_log_cloudwatch_iam_role ? local.on : 0
}

resource "aws_vpc" "this" {
  count      = local.on
  region     = var.region
  cidr_block = var.use_ipam_pool ? null : coalesce(var.cidr, local.major >= 4 ? "10.0.0.0/16" : "0.0.0.0/0")
  tags       = merge({ Name = var.name }, var.tags, var.vpc_tags)
}

resource "aws_vpc_ipv4_cidr_block_association" "this" {
  count      = local.on * length(var.secondary_cidr_blocks)
  region     = var.region
  vpc_id     = local.vpc_id
  cidr_block = var.secondary_cidr_blocks[count.index]
}

resource "aws_vpc_dhcp_options" "this" {
  count  = var.enable_dhcp_options ? local.on : 0
  region = var.region
  tags   = merge({ Name = var.name }, var.tags, var.dhcp_options_tags)
}

resource "aws_vpc_dhcp_options_association" "this" {
  count           = var.enable_dhcp_options ? local.on : 0
  region          = var.region
  vpc_id          = local.vpc_id
  dhcp_options_id = aws_vpc_dhcp_options.this[0].id
}

resource "aws_internet_gateway" "this" {
  count  = local.public > 0 && var.create_igw ? 1 : 0
  region = var.region
  vpc_id = local.vpc_id
  tags   = merge({ Name = var.name }, var.tags, var.igw_tags)
}

resource "aws_egress_only_internet_gateway" "this" {
  count  = var.create_egress_only_igw && var.enable_ipv6 && local.widest > 0 ? local.on : 0
  region = var.region
  vpc_id = local.vpc_id
  tags   = merge({ Name = var.name }, var.tags, var.igw_tags)
}

resource "aws_subnet" "public" {
  count                   = var.one_nat_gateway_per_az && local.public < length(var.azs) ? 0 : local.public
  region                  = var.region
  vpc_id                  = local.vpc_id
  cidr_block              = var.public_subnet_ipv6_native ? null : element(concat(var.public_subnets, [""]), count.index)
  availability_zone       = length(regexall("^[a-z]{2}-", element(var.azs, count.index))) > 0 ? element(var.azs, count.index) : null
  availability_zone_id    = length(regexall("^[a-z]{2}-", element(var.azs, count.index))) == 0 ? element(var.azs, count.index) : null
  map_public_ip_on_launch = coalesce(var.map_public_ip_on_launch, local.major < 4)
  tags = merge(
    { Name = try(var.public_subnet_names[count.index], "${var.name}-${var.public_subnet_suffix}-${element(var.azs, count.index)}") },
    var.tags, var.public_subnet_tags, lookup(var.public_subnet_tags_per_az, element(var.azs, count.index), {}),
  )
}

resource "aws_network_acl" "public" {
  count      = local.public > 0 && var.public_dedicated_network_acl ? 1 : 0
  region     = var.region
  vpc_id     = local.vpc_id
  subnet_ids = aws_subnet.public[*].id
  tags       = merge({ Name = "${var.name}-${var.public_subnet_suffix}" }, var.tags, var.public_acl_tags)
}

resource "aws_subnet" "private" {
  count                = local.private
  region               = var.region
  vpc_id               = local.vpc_id
  cidr_block           = var.private_subnet_ipv6_native ? null : element(concat(var.private_subnets, [""]), count.index)
  availability_zone    = length(regexall("^[a-z]{2}-", element(var.azs, count.index))) > 0 ? element(var.azs, count.index) : null
  availability_zone_id = length(regexall("^[a-z]{2}-", element(var.azs, count.index))) == 0 ? element(var.azs, count.index) : null
  tags = merge(
    { Name = try(var.private_subnet_names[count.index], "${var.name}-${var.private_subnet_suffix}-${element(var.azs, count.index)}") },
    var.tags, var.private_subnet_tags, lookup(var.private_subnet_tags_per_az, element(var.azs, count.index), {}),
  )
}

resource "aws_network_acl" "private" {
  count      = local.private > 0 && var.private_dedicated_network_acl ? 1 : 0
  region     = var.region
  vpc_id     = local.vpc_id
  subnet_ids = aws_subnet.private[*].id
  tags       = merge({ Name = "${var.name}-${var.private_subnet_suffix}" }, var.tags, var.private_acl_tags)
}

resource "aws_subnet" "database" {
  count                = local.database
  region               = var.region
  vpc_id               = local.vpc_id
  cidr_block           = var.database_subnet_ipv6_native ? null : element(concat(var.database_subnets, [""]), count.index)
  availability_zone    = length(regexall("^[a-z]{2}-", element(var.azs, count.index))) > 0 ? element(var.azs, count.index) : null
  availability_zone_id = length(regexall("^[a-z]{2}-", element(var.azs, count.index))) == 0 ? element(var.azs, count.index) : null
  tags = merge(
    { Name = try(var.database_subnet_names[count.index], "${var.name}-${var.database_subnet_suffix}-${element(var.azs, count.index)}") },
    var.tags, var.database_subnet_tags,
  )
}

resource "aws_network_acl" "database" {
  count      = local.database > 0 && var.database_dedicated_network_acl ? 1 : 0
  region     = var.region
  vpc_id     = local.vpc_id
  subnet_ids = aws_subnet.database[*].id
  tags       = merge({ Name = "${var.name}-${var.database_subnet_suffix}" }, var.tags, var.database_acl_tags)
}

resource "aws_subnet" "elasticache" {
  count                = local.elasticache
  region               = var.region
  vpc_id               = local.vpc_id
  cidr_block           = var.elasticache_subnet_ipv6_native ? null : element(concat(var.elasticache_subnets, [""]), count.index)
  availability_zone    = length(regexall("^[a-z]{2}-", element(var.azs, count.index))) > 0 ? element(var.azs, count.index) : null
  availability_zone_id = length(regexall("^[a-z]{2}-", element(var.azs, count.index))) == 0 ? element(var.azs, count.index) : null
  tags = merge(
    { Name = try(var.elasticache_subnet_names[count.index], "${var.name}-${var.elasticache_subnet_suffix}-${element(var.azs, count.index)}") },
    var.tags, var.elasticache_subnet_tags,
  )
}

resource "aws_network_acl" "elasticache" {
  count      = local.elasticache > 0 && var.elasticache_dedicated_network_acl ? 1 : 0
  region     = var.region
  vpc_id     = local.vpc_id
  subnet_ids = aws_subnet.elasticache[*].id
  tags       = merge({ Name = "${var.name}-${var.elasticache_subnet_suffix}" }, var.tags, var.elasticache_acl_tags)
}

resource "aws_subnet" "redshift" {
  count                = local.redshift
  region               = var.region
  vpc_id               = local.vpc_id
  cidr_block           = var.redshift_subnet_ipv6_native ? null : element(concat(var.redshift_subnets, [""]), count.index)
  availability_zone    = length(regexall("^[a-z]{2}-", element(var.azs, count.index))) > 0 ? element(var.azs, count.index) : null
  availability_zone_id = length(regexall("^[a-z]{2}-", element(var.azs, count.index))) == 0 ? element(var.azs, count.index) : null
  tags = merge(
    { Name = try(var.redshift_subnet_names[count.index], "${var.name}-${var.redshift_subnet_suffix}-${element(var.azs, count.index)}") },
    var.tags, var.redshift_subnet_tags,
  )
}

resource "aws_network_acl" "redshift" {
  count      = local.redshift > 0 && var.redshift_dedicated_network_acl ? 1 : 0
  region     = var.region
  vpc_id     = local.vpc_id
  subnet_ids = aws_subnet.redshift[*].id
  tags       = merge({ Name = "${var.name}-${var.redshift_subnet_suffix}" }, var.tags, var.redshift_acl_tags)
}

resource "aws_subnet" "intra" {
  count                = local.intra
  region               = var.region
  vpc_id               = local.vpc_id
  cidr_block           = var.intra_subnet_ipv6_native ? null : element(concat(var.intra_subnets, [""]), count.index)
  availability_zone    = length(regexall("^[a-z]{2}-", element(var.azs, count.index))) > 0 ? element(var.azs, count.index) : null
  availability_zone_id = length(regexall("^[a-z]{2}-", element(var.azs, count.index))) == 0 ? element(var.azs, count.index) : null
  tags = merge(
    { Name = try(var.intra_subnet_names[count.index], "${var.name}-${var.intra_subnet_suffix}-${element(var.azs, count.index)}") },
    var.tags, var.intra_subnet_tags,
  )
}

resource "aws_network_acl" "intra" {
  count      = local.intra > 0 && var.intra_dedicated_network_acl ? 1 : 0
  region     = var.region
  vpc_id     = local.vpc_id
  subnet_ids = aws_subnet.intra[*].id
  tags       = merge({ Name = "${var.name}-${var.intra_subnet_suffix}" }, var.tags, var.intra_acl_tags)
}

resource "aws_subnet" "outpost" {
  count             = local.outpost
  region            = var.region
  vpc_id            = local.vpc_id
  cidr_block        = var.outpost_subnet_ipv6_native ? null : element(concat(var.outpost_subnets, [""]), count.index)
  availability_zone = var.outpost_az
  tags = merge(
    { Name = try(var.outpost_subnet_names[count.index], "${var.name}-${var.outpost_subnet_suffix}-${var.outpost_az}") },
    var.tags, var.outpost_subnet_tags,
  )
}

resource "aws_network_acl" "outpost" {
  count      = local.outpost > 0 && var.outpost_dedicated_network_acl ? 1 : 0
  region     = var.region
  vpc_id     = local.vpc_id
  subnet_ids = aws_subnet.outpost[*].id
  tags       = merge({ Name = "${var.name}-${var.outpost_subnet_suffix}" }, var.tags, var.outpost_acl_tags)
}

resource "aws_route_table" "public" {
  count  = local.public_tables
  region = var.region
  vpc_id = local.vpc_id
  tags   = merge({ Name = !var.create_multiple_public_route_tables ? "${var.name}-${var.public_subnet_suffix}" : "${var.name}-${var.public_subnet_suffix}-${element(var.azs, count.index)}" }, var.tags, var.public_route_table_tags)
}

resource "aws_route_table" "private" {
  count  = local.private > 0 ? local.gateways : 0
  region = var.region
  vpc_id = local.vpc_id
  tags   = merge({ Name = var.single_nat_gateway ? "${var.name}-${var.private_subnet_suffix}" : "${var.name}-${var.private_subnet_suffix}-${element(var.azs, count.index)}" }, var.tags, var.private_route_table_tags)
}

resource "aws_route_table" "database" {
  count  = local.database_tables
  region = var.region
  vpc_id = local.vpc_id
  tags   = merge({ Name = var.single_nat_gateway || var.create_database_internet_gateway_route ? "${var.name}-${var.database_subnet_suffix}" : "${var.name}-${var.database_subnet_suffix}-${element(var.azs, count.index)}" }, var.tags, var.database_route_table_tags)
}

resource "aws_route_table" "elasticache" {
  count  = local.elasticache > 0 && var.create_elasticache_subnet_route_table ? 1 : 0
  region = var.region
  vpc_id = local.vpc_id
  tags   = merge({ Name = "${var.name}-${var.elasticache_subnet_suffix}" }, var.tags, var.elasticache_route_table_tags)
}

resource "aws_route_table" "redshift" {
  count  = local.redshift > 0 && var.create_redshift_subnet_route_table ? 1 : 0
  region = var.region
  vpc_id = local.vpc_id
  tags   = merge({ Name = "${var.name}-${var.redshift_subnet_suffix}" }, var.tags, var.redshift_route_table_tags)
}

resource "aws_route_table" "intra" {
  count  = local.intra == 0 ? 0 : var.create_multiple_intra_route_tables ? local.intra : 1
  region = var.region
  vpc_id = local.vpc_id
  tags   = merge({ Name = !var.create_multiple_intra_route_tables ? "${var.name}-${var.intra_subnet_suffix}" : "${var.name}-${var.intra_subnet_suffix}-${element(var.azs, count.index)}" }, var.tags, var.intra_route_table_tags)
}

resource "aws_route_table_association" "public" {
  count          = local.public
  region         = var.region
  subnet_id      = element(aws_subnet.public[*].id, count.index)
  route_table_id = element(aws_route_table.public[*].id, var.create_multiple_public_route_tables ? count.index : 0)
}

resource "aws_route_table_association" "private" {
  count          = local.private
  region         = var.region
  subnet_id      = element(aws_subnet.private[*].id, count.index)
  route_table_id = element(aws_route_table.private[*].id, var.single_nat_gateway ? 0 : count.index)
}

resource "aws_route_table_association" "database" {
  count          = local.database
  region         = var.region
  subnet_id      = element(aws_subnet.database[*].id, count.index)
  route_table_id = element(coalescelist(aws_route_table.database[*].id, aws_route_table.private[*].id), count.index)
}

resource "aws_route_table_association" "elasticache" {
  count          = local.elasticache
  region         = var.region
  subnet_id      = element(aws_subnet.elasticache[*].id, count.index)
  route_table_id = element(coalescelist(aws_route_table.elasticache[*].id, aws_route_table.private[*].id), var.single_nat_gateway || var.create_elasticache_subnet_route_table ? 0 : count.index)
}

resource "aws_route_table_association" "redshift" {
  count          = var.enable_public_redshift ? 0 : local.redshift
  region         = var.region
  subnet_id      = element(aws_subnet.redshift[*].id, count.index)
  route_table_id = element(coalescelist(aws_route_table.redshift[*].id, aws_route_table.private[*].id), var.single_nat_gateway || var.create_redshift_subnet_route_table ? 0 : count.index)
}

resource "aws_route_table_association" "redshift_public" {
  count          = var.enable_public_redshift ? local.redshift : 0
  region         = var.region
  subnet_id      = element(aws_subnet.redshift[*].id, count.index)
  route_table_id = element(coalescelist(aws_route_table.redshift[*].id, aws_route_table.public[*].id), var.single_nat_gateway || var.create_redshift_subnet_route_table ? 0 : count.index)
}

resource "aws_route_table_association" "intra" {
  count          = local.intra
  region         = var.region
  subnet_id      = element(aws_subnet.intra[*].id, count.index)
  route_table_id = element(aws_route_table.intra[*].id, var.create_multiple_intra_route_tables ? count.index : 0)
}

resource "aws_route_table_association" "outpost" {
  count          = local.outpost
  region         = var.region
  subnet_id      = element(aws_subnet.outpost[*].id, count.index)
  route_table_id = element(aws_route_table.private[*].id, var.single_nat_gateway ? 0 : count.index)
}

variable "private_subnet_enable_dns64" { default = true }

resource "aws_route" "public_internet_gateway" {
  count                  = var.create_igw ? local.public_tables : 0
  region                 = var.region
  route_table_id         = aws_route_table.public[count.index].id
  destination_cidr_block = "0.0.0.0/0"
  gateway_id             = aws_internet_gateway.this[0].id
}

resource "aws_route" "public_internet_gateway_ipv6" {
  count                       = var.create_igw && var.enable_ipv6 ? local.public_tables : 0
  region                      = var.region
  route_table_id              = aws_route_table.public[count.index].id
  destination_ipv6_cidr_block = "::/0"
  gateway_id                  = aws_internet_gateway.this[0].id
}

resource "aws_route" "private_nat_gateway" {
  count                  = var.enable_nat_gateway && var.create_private_nat_gateway_route ? local.on * local.gateways : 0
  region                 = var.region
  route_table_id         = element(aws_route_table.private[*].id, count.index)
  destination_cidr_block = var.nat_gateway_destination_cidr_block
  nat_gateway_id         = element(aws_nat_gateway.this[*].id, count.index)
}

resource "aws_route" "private_dns64_nat_gateway" {
  count                       = var.enable_nat_gateway && var.enable_ipv6 && var.private_subnet_enable_dns64 ? local.on * local.gateways : 0
  region                      = var.region
  route_table_id              = element(aws_route_table.private[*].id, count.index)
  destination_ipv6_cidr_block = "64:ff9b::/96"
  nat_gateway_id              = element(aws_nat_gateway.this[*].id, count.index)
}

resource "aws_route" "private_ipv6_egress" {
  count                       = var.create_egress_only_igw && var.enable_ipv6 && local.private > 0 ? local.gateways : 0
  region                      = var.region
  route_table_id              = element(aws_route_table.private[*].id, count.index)
  destination_ipv6_cidr_block = "::/0"
  egress_only_gateway_id      = element(aws_egress_only_internet_gateway.this[*].id, 0)
}

resource "aws_route" "database_internet_gateway" {
  count                  = local.database_tables > 0 && var.create_igw && var.create_database_internet_gateway_route && !var.create_database_nat_gateway_route ? 1 : 0
  region                 = var.region
  route_table_id         = aws_route_table.database[0].id
  destination_cidr_block = "0.0.0.0/0"
  gateway_id             = aws_internet_gateway.this[0].id
}

resource "aws_route" "database_nat_gateway" {
  count                  = local.database_nat_routes
  region                 = var.region
  route_table_id         = element(aws_route_table.database[*].id, count.index)
  destination_cidr_block = "0.0.0.0/0"
  nat_gateway_id         = element(aws_nat_gateway.this[*].id, count.index)
}

resource "aws_route" "database_dns64_nat_gateway" {
  count                       = var.enable_ipv6 && var.private_subnet_enable_dns64 ? local.database_nat_routes : 0
  region                      = var.region
  route_table_id              = element(aws_route_table.database[*].id, count.index)
  destination_ipv6_cidr_block = "64:ff9b::/96"
  nat_gateway_id              = element(aws_nat_gateway.this[*].id, count.index)
}

resource "aws_route" "database_ipv6_egress" {
  count                       = local.database_tables > 0 && var.create_egress_only_igw && var.enable_ipv6 && var.create_database_internet_gateway_route ? 1 : 0
  region                      = var.region
  route_table_id              = aws_route_table.database[0].id
  destination_ipv6_cidr_block = "::/0"
  egress_only_gateway_id      = aws_egress_only_internet_gateway.this[0].id
}

resource "aws_eip" "nat" {
  count  = var.enable_nat_gateway && !var.reuse_nat_ips ? local.on * local.gateways : 0
  region = var.region
  domain = "vpc"
  tags = merge(
    { Name = "${var.name}-${element(var.azs, var.single_nat_gateway ? 0 : count.index)}" }, var.tags, var.nat_eip_tags,
  )
}

resource "aws_nat_gateway" "this" {
  count         = var.enable_nat_gateway ? local.on * local.gateways : 0
  region        = var.region
  allocation_id = element(var.reuse_nat_ips ? var.external_nat_ip_ids : aws_eip.nat[*].id, var.single_nat_gateway ? 0 : count.index)
  subnet_id     = element(aws_subnet.public[*].id, var.single_nat_gateway ? 0 : count.index)
  tags = merge(
    { Name = "${var.name}-${element(var.azs, var.single_nat_gateway ? 0 : count.index)}" }, var.tags, var.nat_gateway_tags,
  )
}

resource "aws_customer_gateway" "this" {
  for_each   = var.customer_gateways
  ip_address = each.value["ip_address"]
  type       = "ipsec.1"
  tags       = merge({ Name = "${var.name}-${each.key}" }, var.tags, var.customer_gateway_tags)
}

resource "aws_vpn_gateway" "this" {
  count             = var.enable_vpn_gateway ? local.on : 0
  region            = var.region
  vpc_id            = local.vpc_id
  amazon_side_asn   = var.amazon_side_asn
  availability_zone = var.vpn_gateway_az
  tags              = merge({ Name = var.name }, var.tags, var.vpn_gateway_tags)
}

resource "aws_vpn_gateway_attachment" "this" {
  count          = var.vpn_gateway_id != "" ? 1 : 0
  region         = var.region
  vpc_id         = local.vpc_id
  vpn_gateway_id = var.vpn_gateway_id
}

resource "aws_vpn_gateway_route_propagation" "public" {
  count          = var.propagate_public_route_tables_vgw && local.has_vgw ? local.on * 1 : 0
  region         = var.region
  route_table_id = element(aws_route_table.public[*].id, count.index)
  vpn_gateway_id = element(local.vgw_ids, count.index)
}

resource "aws_vpn_gateway_route_propagation" "private" {
  count          = var.propagate_private_route_tables_vgw && local.has_vgw ? local.on * local.private : 0
  region         = var.region
  route_table_id = element(aws_route_table.private[*].id, count.index)
  vpn_gateway_id = element(local.vgw_ids, count.index)
}

resource "aws_vpn_gateway_route_propagation" "intra" {
  count          = var.propagate_intra_route_tables_vgw && local.has_vgw ? local.on * local.intra : 0
  region         = var.region
  route_table_id = element(aws_route_table.intra[*].id, count.index)
  vpn_gateway_id = element(local.vgw_ids, count.index)
}

resource "aws_db_subnet_group" "database" {
  count      = local.database > 0 && var.create_database_subnet_group ? 1 : 0
  region     = var.region
  name       = lower(coalesce(var.database_subnet_group_name, var.name))
  subnet_ids = aws_subnet.database[*].id
  tags       = merge({ Name = lower(coalesce(var.database_subnet_group_name, var.name)) }, var.tags, var.database_subnet_group_tags)
}

resource "aws_elasticache_subnet_group" "elasticache" {
  count      = local.elasticache > 0 && var.create_elasticache_subnet_group ? 1 : 0
  region     = var.region
  name       = coalesce(var.elasticache_subnet_group_name, var.name)
  subnet_ids = aws_subnet.elasticache[*].id
  tags       = merge({ Name = coalesce(var.elasticache_subnet_group_name, var.name) }, var.tags, var.elasticache_subnet_group_tags)
}

resource "aws_redshift_subnet_group" "redshift" {
  count      = local.redshift > 0 && var.create_redshift_subnet_group ? 1 : 0
  region     = var.region
  name       = lower(coalesce(var.redshift_subnet_group_name, var.name))
  subnet_ids = aws_subnet.redshift[*].id
  tags       = merge({ Name = coalesce(var.redshift_subnet_group_name, var.name) }, var.tags, var.redshift_subnet_group_tags)
}

resource "aws_default_vpc" "this" {
  count  = var.manage_default_vpc ? 1 : 0
  region = var.region
  tags   = merge({ Name = coalesce(var.default_vpc_name, "default") }, var.tags, var.default_vpc_tags)
}

resource "aws_default_security_group" "this" {
  count  = local.manage_default_security_group ? local.on : 0
  region = var.region
  vpc_id = local.vpc_id

  dynamic "ingress" {
    for_each = var.default_security_group_ingress
    content {
      self             = lookup(ingress.value, "self", null)
      cidr_blocks      = compact(split(",", lookup(ingress.value, "cidr_blocks", "")))
      ipv6_cidr_blocks = compact(split(",", lookup(ingress.value, "ipv6_cidr_blocks", "")))
      prefix_list_ids  = compact(split(",", lookup(ingress.value, "prefix_list_ids", "")))
      security_groups  = compact(split(",", lookup(ingress.value, "security_groups", "")))
      description      = lookup(ingress.value, "description", null)
      from_port        = lookup(ingress.value, "from_port", 0)
      to_port          = lookup(ingress.value, "to_port", 0)
      protocol         = lookup(ingress.value, "protocol", "-1")
    }
  }
  dynamic "egress" {
    for_each = var.default_security_group_egress
    content {
      self             = lookup(egress.value, "self", null)
      cidr_blocks      = compact(split(",", lookup(egress.value, "cidr_blocks", "")))
      ipv6_cidr_blocks = compact(split(",", lookup(egress.value, "ipv6_cidr_blocks", "")))
      prefix_list_ids  = compact(split(",", lookup(egress.value, "prefix_list_ids", "")))
      security_groups  = compact(split(",", lookup(egress.value, "security_groups", "")))
      description      = lookup(egress.value, "description", null)
      from_port        = lookup(egress.value, "from_port", 0)
      to_port          = lookup(egress.value, "to_port", 0)
      protocol         = lookup(egress.value, "protocol", "-1")
    }
  }

  tags = merge(
    { Name = coalesce(var.default_security_group_name, "${var.name}-default") }, var.tags, var.default_security_group_tags,
  )
}

resource "aws_default_network_acl" "this" {
  count                  = local.manage_default_network_acl ? local.on : 0
  region                 = var.region
  default_network_acl_id = aws_vpc.this[0].default_network_acl_id

  dynamic "ingress" {
    for_each = var.default_network_acl_ingress
    content {
      action          = ingress.value.action
      rule_no         = ingress.value.rule_no
      protocol        = ingress.value.protocol
      from_port       = ingress.value.from_port
      to_port         = ingress.value.to_port
      cidr_block      = lookup(ingress.value, "cidr_block", null)
      ipv6_cidr_block = lookup(ingress.value, "ipv6_cidr_block", null)
    }
  }
  dynamic "egress" {
    for_each = var.default_network_acl_egress
    content {
      action          = egress.value.action
      rule_no         = egress.value.rule_no
      protocol        = egress.value.protocol
      from_port       = egress.value.from_port
      to_port         = egress.value.to_port
      cidr_block      = lookup(egress.value, "cidr_block", null)
      ipv6_cidr_block = lookup(egress.value, "ipv6_cidr_block", null)
    }
  }

  tags = merge({ Name = coalesce(var.default_network_acl_name, "${var.name}-default") }, var.tags, var.default_network_acl_tags)
  lifecycle { ignore_changes = [subnet_ids] }
}

resource "aws_default_route_table" "default" {
  count                  = local.manage_default_route_table ? local.on : 0
  region                 = var.region
  default_route_table_id = aws_vpc.this[0].default_route_table_id

  dynamic "route" {
    for_each = var.default_route_table_routes
    content {
      cidr_block                = route.value.cidr_block
      ipv6_cidr_block           = lookup(route.value, "ipv6_cidr_block", null)
      egress_only_gateway_id    = lookup(route.value, "egress_only_gateway_id", null)
      gateway_id                = lookup(route.value, "gateway_id", null)
      nat_gateway_id            = lookup(route.value, "nat_gateway_id", null)
      network_interface_id      = lookup(route.value, "network_interface_id", null)
      transit_gateway_id        = lookup(route.value, "transit_gateway_id", null)
      vpc_endpoint_id           = lookup(route.value, "vpc_endpoint_id", null)
      vpc_peering_connection_id = lookup(route.value, "vpc_peering_connection_id", null)
    }
  }

  tags = merge({ Name = coalesce(var.default_route_table_name, "${var.name}-default") }, var.tags, var.default_route_table_tags)
}

data "aws_region" "current" {}
data "aws_caller_identity" "current" {}
data "aws_partition" "current" {}

resource "aws_flow_log" "this" {
  count                = var.enable_flow_log ? local.on : 0
  region               = var.region
  log_destination_type = var.flow_log_destination_type
  log_destination      = local.flow_log_group > 0 ? aws_cloudwatch_log_group.flow_log[0].arn : var.flow_log_destination_arn
  iam_role_arn         = local.flow_log_role > 0 ? aws_iam_role.vpc_flow_log_cloudwatch[0].arn : var.flow_log_cloudwatch_iam_role_arn
  traffic_type         = var.flow_log_traffic_type
  vpc_id               = local.vpc_id
  tags                 = merge(var.tags, var.vpc_flow_log_tags)
}

resource "aws_cloudwatch_log_group" "flow_log" {
  count             = local.flow_log_group
  region            = var.region
  name              = "${var.flow_log_cloudwatch_log_group_name_prefix}${var.flow_log_cloudwatch_log_group_name_suffix == "" ? local.vpc_id : var.flow_log_cloudwatch_log_group_name_suffix}"
  retention_in_days = var.flow_log_cloudwatch_log_group_retention_in_days
  kms_key_id        = var.flow_log_cloudwatch_log_group_kms_key_id
  log_group_class   = var.flow_log_cloudwatch_log_group_class
  tags              = merge(var.tags, var.vpc_flow_log_tags)
}

data "aws_iam_policy_document" "flow_log_cloudwatch_assume_role" {
  statement {
    effect  = "Allow"
    actions = ["sts:AssumeRole"]
    principals {
      type        = "Service"
      identifiers = ["vpc-flow-logs.amazonaws.com"]
    }
    dynamic "condition" {
      for_each = var.flow_log_cloudwatch_iam_role_conditions
      content {
        test     = condition.value.test
        variable = condition.value.variable
        values   = condition.value.values
      }
    }
  }
}

resource "aws_iam_role" "vpc_flow_log_cloudwatch" {
  count                = local.flow_log_role
  name                 = var.vpc_flow_log_iam_role_use_name_prefix ? null : var.vpc_flow_log_iam_role_name
  name_prefix          = var.vpc_flow_log_iam_role_use_name_prefix ? "${var.vpc_flow_log_iam_role_name}-" : null
  assume_role_policy   = data.aws_iam_policy_document.flow_log_cloudwatch_assume_role.json
  permissions_boundary = var.vpc_flow_log_permissions_boundary
  tags                 = merge(var.tags, var.vpc_flow_log_tags)
}

data "aws_iam_policy_document" "vpc_flow_log_cloudwatch" {
  statement {
    effect = "Allow"
    actions = concat(
      ["logs:CreateLogStream", "logs:PutLogEvents", "logs:DescribeLogGroups", "logs:DescribeLogStreams"],
    )
    resources = local.major < 6 ? ["*"] : [
      for group in aws_cloudwatch_log_group.flow_log :
      "arn:${data.aws_partition.current.partition}:logs:${data.aws_region.current.region}:${data.aws_caller_identity.current.account_id}:log-group:${group.name}:*"
    ]
  }
}

resource "aws_iam_policy" "vpc_flow_log_cloudwatch" {
  count       = local.flow_log_role
  name        = var.vpc_flow_log_iam_policy_use_name_prefix ? null : var.vpc_flow_log_iam_policy_name
  name_prefix = var.vpc_flow_log_iam_policy_use_name_prefix ? "${var.vpc_flow_log_iam_policy_name}-" : null
  policy      = data.aws_iam_policy_document.vpc_flow_log_cloudwatch.json
  tags        = merge(var.tags, var.vpc_flow_log_tags)
}

resource "aws_iam_role_policy_attachment" "vpc_flow_log_cloudwatch" {
  count      = local.flow_log_role
  role       = aws_iam_role.vpc_flow_log_cloudwatch[0].name
  policy_arn = aws_iam_policy.vpc_flow_log_cloudwatch[0].arn
}

output "vpc_id" { value = one(aws_vpc.this[*].id) }
output "vpc_arn" { value = one(aws_vpc.this[*].arn) }
output "vpc_cidr_block" { value = one(aws_vpc.this[*].cidr_block) }
output "vpc_main_route_table_id" { value = one(aws_vpc.this[*].main_route_table_id) }
output "vpc_owner_id" { value = one(aws_vpc.this[*].owner_id) }
output "vpc_enable_dns_support" { value = one(aws_vpc.this[*].enable_dns_support) }
output "vpc_enable_dns_hostnames" { value = one(aws_vpc.this[*].enable_dns_hostnames) }
output "vpc_instance_tenancy" { value = one(aws_vpc.this[*].instance_tenancy) }
output "vpc_ipv6_cidr_block" { value = one(aws_vpc.this[*].ipv6_cidr_block) }
output "vpc_ipv6_association_id" { value = one(aws_vpc.this[*].ipv6_association_id) }
output "default_security_group_id" { value = one(aws_vpc.this[*].default_security_group_id) }
output "default_network_acl_id" { value = one(aws_vpc.this[*].default_network_acl_id) }
output "default_route_table_id" { value = one(aws_vpc.this[*].default_route_table_id) }
output "vpc_secondary_cidr_blocks" { value = compact(aws_vpc_ipv4_cidr_block_association.this[*].cidr_block) }
output "igw_id" { value = one(aws_internet_gateway.this[*].id) }
output "igw_arn" { value = one(aws_internet_gateway.this[*].arn) }
output "egress_only_internet_gateway_id" { value = one(aws_egress_only_internet_gateway.this[*].id) }
output "nat_ids" { value = aws_eip.nat[*].id }
output "nat_public_ips" { value = var.reuse_nat_ips ? var.external_nat_ips : aws_eip.nat[*].public_ip }
output "natgw_ids" { value = aws_nat_gateway.this[*].id }
output "natgw_interface_ids" { value = aws_nat_gateway.this[*].network_interface_id }
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
output "public_subnets_cidr_blocks" { value = compact(aws_subnet.public[*].cidr_block) }
output "public_subnets_ipv6_cidr_blocks" { value = compact(aws_subnet.public[*].ipv6_cidr_block) }
output "public_network_acl_id" { value = one(aws_network_acl.public[*].id) }
output "private_subnets" { value = aws_subnet.private[*].id }
output "private_subnet_arns" { value = aws_subnet.private[*].arn }
output "private_subnet_objects" { value = aws_subnet.private }
output "private_subnets_cidr_blocks" { value = compact(aws_subnet.private[*].cidr_block) }
output "private_subnets_ipv6_cidr_blocks" { value = compact(aws_subnet.private[*].ipv6_cidr_block) }
output "private_network_acl_id" { value = one(aws_network_acl.private[*].id) }
output "database_subnets" { value = aws_subnet.database[*].id }
output "database_subnet_arns" { value = aws_subnet.database[*].arn }
output "database_subnet_objects" { value = aws_subnet.database }
output "database_subnets_cidr_blocks" { value = compact(aws_subnet.database[*].cidr_block) }
output "database_subnets_ipv6_cidr_blocks" { value = compact(aws_subnet.database[*].ipv6_cidr_block) }
output "database_network_acl_id" { value = one(aws_network_acl.database[*].id) }
output "elasticache_subnets" { value = aws_subnet.elasticache[*].id }
output "elasticache_subnet_arns" { value = aws_subnet.elasticache[*].arn }
output "elasticache_subnet_objects" { value = aws_subnet.elasticache }
output "elasticache_subnets_cidr_blocks" { value = compact(aws_subnet.elasticache[*].cidr_block) }
output "elasticache_subnets_ipv6_cidr_blocks" { value = compact(aws_subnet.elasticache[*].ipv6_cidr_block) }
output "elasticache_network_acl_id" { value = one(aws_network_acl.elasticache[*].id) }
output "redshift_subnets" { value = aws_subnet.redshift[*].id }
output "redshift_subnet_arns" { value = aws_subnet.redshift[*].arn }
output "redshift_subnet_objects" { value = aws_subnet.redshift }
output "redshift_subnets_cidr_blocks" { value = compact(aws_subnet.redshift[*].cidr_block) }
output "redshift_subnets_ipv6_cidr_blocks" { value = compact(aws_subnet.redshift[*].ipv6_cidr_block) }
output "redshift_network_acl_id" { value = one(aws_network_acl.redshift[*].id) }
output "intra_subnets" { value = aws_subnet.intra[*].id }
output "intra_subnet_arns" { value = aws_subnet.intra[*].arn }
output "intra_subnet_objects" { value = aws_subnet.intra }
output "intra_subnets_cidr_blocks" { value = compact(aws_subnet.intra[*].cidr_block) }
output "intra_subnets_ipv6_cidr_blocks" { value = compact(aws_subnet.intra[*].ipv6_cidr_block) }
output "intra_network_acl_id" { value = one(aws_network_acl.intra[*].id) }
output "outpost_subnets" { value = aws_subnet.outpost[*].id }
output "outpost_subnet_arns" { value = aws_subnet.outpost[*].arn }
output "outpost_subnet_objects" { value = aws_subnet.outpost }
output "outpost_subnets_cidr_blocks" { value = compact(aws_subnet.outpost[*].cidr_block) }
output "outpost_subnets_ipv6_cidr_blocks" { value = compact(aws_subnet.outpost[*].ipv6_cidr_block) }
output "outpost_network_acl_id" { value = one(aws_network_acl.outpost[*].id) }
output "public_route_table_ids" { value = aws_route_table.public[*].id }
output "private_route_table_ids" { value = aws_route_table.private[*].id }
output "intra_route_table_ids" { value = aws_route_table.intra[*].id }
output "database_route_table_ids" { value = length(aws_route_table.database) > 0 ? aws_route_table.database[*].id : aws_route_table.private[*].id }
output "elasticache_route_table_ids" { value = length(aws_route_table.elasticache) > 0 ? aws_route_table.elasticache[*].id : aws_route_table.private[*].id }
output "redshift_route_table_ids" {
  value = (
    length(aws_route_table.redshift) > 0 ? aws_route_table.redshift[*].id
    : var.enable_public_redshift ? aws_route_table.public[*].id : aws_route_table.private[*].id
  )
}
output "cgw_ids" { value = [for one in aws_customer_gateway.this : one.id] }
output "this_customer_gateway" { value = aws_customer_gateway.this }
output "vgw_id" { value = try(local.vgw_ids[0], null) }
output "vpc_flow_log_id" { value = one(aws_flow_log.this[*].id) }
output "vpc_flow_log_destination_arn" { value = one(aws_flow_log.this[*].log_destination) }
output "vpc_flow_log_destination_type" { value = var.flow_log_destination_type }
output "vpc_flow_log_cloudwatch_iam_role_arn" { value = one(aws_flow_log.this[*].iam_role_arn) }
