# Counts, address arithmetic, nested dynamic blocks and sets.
locals {
  zones = ["a", "b", "c"]
  cidr  = "10.20.0.0/16"
  rules = {
    web  = { ports = [443, 80], cidrs = ["0.0.0.0/0"], ipv6 = true }
    ssh  = { ports = [22], cidrs = ["10.0.0.0/8", "192.168.0.0/16", "10.0.0.0/8"], ipv6 = false }
    none = { ports = [], cidrs = [], ipv6 = false }
  }
  listeners = flatten([
    for name, rule in local.rules : [for port in rule.ports : { name = name, port = port, cidrs = rule.cidrs }]
  ])
}

resource "aws_vpc" "shop" {
  cidr_block           = local.cidr
  enable_dns_hostnames = "true"
  tags                 = { Name = "shop", Zones = length(local.zones), Empty = "" }
}

resource "aws_subnet" "private" {
  count             = length(local.zones)
  vpc_id            = aws_vpc.shop.id
  availability_zone = "eu-west-1${local.zones[count.index]}"
  cidr_block        = cidrsubnet(aws_vpc.shop.cidr_block, 8, count.index + 10)
  tags              = { Name = format("private-%02d-%s", count.index, upper(local.zones[count.index])) }
}

resource "aws_security_group" "web" {
  name        = "web"
  description = "Front of the shop"
  vpc_id      = aws_vpc.shop.id

  dynamic "ingress" {
    for_each = { for listener in local.listeners : "${listener.name}-${listener.port}" => listener }
    iterator = listener
    content {
      description = listener.key
      from_port   = listener.value.port
      to_port     = listener.value.port
      protocol    = "tcp"
      cidr_blocks = listener.value.cidrs
    }
  }

  egress {
    from_port        = 0
    to_port          = 0
    protocol         = -1
    cidr_blocks      = ["0.0.0.0/0"]
    ipv6_cidr_blocks = ["::/0"]
  }
}

resource "aws_network_acl" "private" {
  vpc_id     = aws_vpc.shop.id
  subnet_ids = aws_subnet.private[*].id

  dynamic "ingress" {
    for_each = toset(["443", "80"])
    content {
      rule_no    = 100 + index(["80", "443"], ingress.value)
      action     = "allow"
      protocol   = "tcp"
      from_port  = ingress.value
      to_port    = tonumber(ingress.key)
      cidr_block = "0.0.0.0/0"
    }
  }
}

resource "aws_lb" "shop" {
  name                       = "shop"
  internal                   = false
  load_balancer_type         = "application"
  subnets                    = aws_subnet.private[*].id
  security_groups            = [aws_security_group.web.id]
  enable_deletion_protection = length(local.zones) > 2

  dynamic "access_logs" {
    for_each = local.rules.none.ipv6 ? [] : [{ bucket = "logs", prefix = null }]
    content {
      bucket  = access_logs.value.bucket
      prefix  = access_logs.value.prefix
      enabled = true
    }
  }
}

resource "aws_lb_listener" "http" {
  load_balancer_arn = aws_lb.shop.arn
  port              = "80"
  protocol          = "HTTP"

  default_action {
    type = "redirect"
    redirect {
      port        = 443
      protocol    = "HTTPS"
      status_code = "HTTP_301"
    }
  }
}

resource "aws_route" "peers" {
  for_each               = { for index, cidr in ["10.30.0.0/16", "10.40.0.0/16"] : index => cidr }
  route_table_id         = aws_vpc.shop.main_route_table_id
  destination_cidr_block = each.value
  gateway_id             = "vgw-${each.key}"
}

output "cidrs" {
  value = { for subnet in aws_subnet.private : subnet.tags.Name => subnet.cidr_block }
}

output "netmask" {
  value = [cidrnetmask(local.cidr), cidrhost(local.cidr, -2), aws_subnet.private[*].availability_zone]
}
