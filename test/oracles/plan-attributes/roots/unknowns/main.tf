# Values that only applying will tell, beside values that are certain all the same.
resource "aws_vpc" "shop" {
  cidr_block = "10.0.0.0/16"
}

resource "aws_subnet" "shop" {
  count      = 2
  vpc_id     = aws_vpc.shop.id
  cidr_block = cidrsubnet(aws_vpc.shop.cidr_block, 8, count.index)
}

locals {
  ids      = aws_subnet.shop[*].id
  by_block = { for subnet in aws_subnet.shop : subnet.cidr_block => subnet.id }
}

resource "aws_ssm_parameter" "known" {
  for_each = {
    count     = length(local.ids)
    keys      = join(",", keys(local.by_block))
    exists    = aws_vpc.shop.id == null ? "no" : "yes"
    not_empty = "vpc-${aws_vpc.shop.id}" == "" ? "no" : "yes"
    starts    = startswith("vpc/${aws_vpc.shop.id}", "vpc/") ? "yes" : "no"
    try       = try(aws_vpc.shop.cidr_block, "none")
    both      = false && aws_vpc.shop.id == "vpc-1" ? "yes" : "no"
    coalesced = coalesce("first", aws_vpc.shop.id)
    nothing   = join(",", [for id in [] : id])
    is_id     = can(aws_vpc.shop.id) ? "can" : "cannot"
  }
  name  = "/shop/${each.key}"
  type  = "String"
  value = each.value
}

resource "aws_ssm_parameter" "later" {
  for_each = {
    id     = aws_vpc.shop.id
    joined = join(",", local.ids)
    json   = jsonencode({ ids = local.ids, fixed = 1 })
    upper  = upper("x-${aws_vpc.shop.arn}")
    either = aws_vpc.shop.id == "vpc-1" ? "yes" : "no"
    length = length(aws_vpc.shop.id)
    look   = lookup(local.by_block, "10.0.1.0/24", "none")
    first  = element(local.ids, 0)
    sorted = sort(local.ids)[0]
    split  = split("-", aws_vpc.shop.id)[0]
  }
  name  = "/shop/later/${each.key}"
  type  = "String"
  value = each.value
}

resource "aws_security_group" "shop" {
  name   = "shop"
  vpc_id = aws_vpc.shop.id

  dynamic "ingress" {
    for_each = aws_subnet.shop
    content {
      description = "from ${ingress.key}"
      from_port   = 5432 + ingress.key
      to_port     = 5432
      protocol    = "tcp"
      cidr_blocks = [ingress.value.cidr_block, "${aws_subnet.shop[0].id}/32"]
    }
  }
}

resource "aws_db_subnet_group" "shop" {
  name       = "shop"
  subnet_ids = concat(local.ids, ["subnet-1"])
  tags       = { Vpc = aws_vpc.shop.id, Name = "shop" }
}

output "mixed" {
  value = { ids = local.ids, blocks = aws_subnet.shop[*].cidr_block, name = aws_db_subnet_group.shop.tags.Name }
}

output "conditional" {
  value = aws_vpc.shop.id == "" ? [1, 2] : [3, 4]
}
