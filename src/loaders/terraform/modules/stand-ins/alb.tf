# source: terraform-aws-modules/alb/aws
# git: github.com/terraform-aws-modules/terraform-aws-alb
# versions: >= 9, < 11
#
# A load balancer with listeners, target groups and its security group. It is protected from deletion unless told otherwise.

variable "region" { default = null }
variable "create" { default = true }
variable "tags" { default = {} }
variable "access_logs" { default = null }
variable "desync_mitigation_mode" { default = null }
variable "drop_invalid_header_fields" { default = true }
variable "enable_cross_zone_load_balancing" { default = true }
variable "enable_deletion_protection" { default = true }
variable "idle_timeout" { default = null }
variable "internal" { default = null }
variable "ip_address_type" { default = null }
variable "load_balancer_type" { default = "application" }
variable "name" { default = null }
variable "name_prefix" { default = null }
variable "security_groups" { default = [] }
variable "subnet_mapping" { default = null }
variable "subnets" { default = null }
variable "default_port" { default = 80 }
variable "default_protocol" { default = "HTTP" }
variable "listeners" { default = {} }
variable "target_groups" { default = {} }
variable "additional_target_group_attachments" { default = {} }
variable "create_security_group" { default = true }
variable "security_group_name" { default = null }
variable "security_group_use_name_prefix" { default = true }
variable "security_group_description" { default = null }
variable "vpc_id" { default = null }
variable "security_group_ingress_rules" { default = {} }
variable "security_group_egress_rules" { default = {} }
variable "security_group_tags" { default = {} }
variable "route53_records" { default = {} }
variable "associate_web_acl" { default = false }
variable "web_acl_arn" { default = null }

locals {
  own_group  = var.create && var.create_security_group ? 1 : 0
  group_name = try(coalesce(var.security_group_name, var.name, var.name_prefix), "")
  groups     = { for key, one in try({ for key, one in var.target_groups : key => one }, {}) : key => one if var.create }
  rules = merge([
    for listener, one in var.listeners : {
      for key, rule in try(one.rules, {}) : "${listener}/${key}" => merge(rule, { listener = listener })
    }
  ]...)
}

resource "aws_lb" "this" {
  count                            = var.create ? 1 : 0
  region                           = var.region
  name                             = var.name
  name_prefix                      = var.name_prefix
  internal                         = var.internal
  load_balancer_type               = var.load_balancer_type
  security_groups                  = concat(aws_security_group.this[*].id, var.security_groups)
  subnets                          = var.subnets
  desync_mitigation_mode           = var.desync_mitigation_mode
  drop_invalid_header_fields       = var.drop_invalid_header_fields
  enable_cross_zone_load_balancing = var.enable_cross_zone_load_balancing
  enable_deletion_protection       = var.enable_deletion_protection
  idle_timeout                     = var.idle_timeout
  ip_address_type                  = var.ip_address_type
  tags                             = merge(local.major < 10 ? { terraform-aws-modules = "alb" } : {}, var.tags)

  dynamic "access_logs" {
    for_each = try(length(var.access_logs), 0) > 0 ? [var.access_logs] : []
    content {
      bucket  = try(access_logs.value.bucket, null)
      enabled = try(access_logs.value.enabled, true)
      prefix  = try(access_logs.value.prefix, null)
    }
  }

  dynamic "subnet_mapping" {
    for_each = try([for one in var.subnet_mapping : one], [])
    content {
      allocation_id = try(subnet_mapping.value.allocation_id, null)
      subnet_id     = subnet_mapping.value.subnet_id
    }
  }
}

resource "aws_lb_listener" "this" {
  for_each          = { for key, one in var.listeners : key => one if var.create }
  region            = var.region
  load_balancer_arn = aws_lb.this[0].arn
  port              = try(coalesce(each.value.port), var.default_port)
  protocol          = try(coalesce(each.value.protocol), var.default_protocol)
  certificate_arn   = try(each.value.certificate_arn, null)
  ssl_policy = (
    contains(["HTTPS", "TLS"], try(coalesce(each.value.protocol), var.default_protocol))
    ? try(coalesce(each.value.ssl_policy), local.major >= 10 ? "ELBSecurityPolicy-TLS13-1-3-2021-06" : "ELBSecurityPolicy-TLS13-1-2-Res-2021-06") : try(each.value.ssl_policy, null)
  )
  tags = merge(local.major < 10 ? { terraform-aws-modules = "alb" } : {}, var.tags, try(each.value.tags, {}))

  dynamic "default_action" {
    for_each = try([for one in [each.value.forward] : one if one != null], [])
    content {
      type             = "forward"
      target_group_arn = try(aws_lb_target_group.this[default_action.value.target_group_key].arn, default_action.value.target_group_arn, default_action.value.arn, null)
    }
  }

  dynamic "default_action" {
    for_each = try([for one in [each.value.redirect] : one if one != null], [])
    content {
      type = "redirect"
      redirect {
        host        = try(default_action.value.host, null)
        path        = try(default_action.value.path, null)
        port        = try(default_action.value.port, null)
        protocol    = try(default_action.value.protocol, null)
        status_code = default_action.value.status_code
      }
    }
  }

  dynamic "default_action" {
    for_each = try([for one in [each.value.fixed_response] : one if one != null], [])
    content {
      type = "fixed-response"
      fixed_response {
        content_type = try(default_action.value.content_type, null)
        message_body = try(default_action.value.message_body, null)
        status_code  = try(default_action.value.status_code, null)
      }
    }
  }

  dynamic "default_action" {
    for_each = try([for one in [each.value.weighted_forward] : one if one != null], [])
    content {
      type = "forward"
      forward {
        dynamic "target_group" {
          for_each = try([for one in default_action.value.target_groups : one], [])
          content {
            arn    = try(aws_lb_target_group.this[target_group.value.target_group_key].arn, target_group.value.arn, target_group.value.target_group_arn, null)
            weight = try(target_group.value.weight, null)
          }
        }
      }
    }
  }

  dynamic "default_action" {
    for_each = try([for one in [each.value.authenticate_oidc] : one if one != null], [])
    content {
      type = "authenticate-oidc"
    }
  }

  dynamic "default_action" {
    for_each = try([for one in [each.value.authenticate_cognito] : one if one != null], [])
    content {
      type = "authenticate-cognito"
    }
  }

}

resource "aws_lb_listener_rule" "this" {
  for_each     = { for key, one in local.rules : key => one if var.create }
  region       = var.region
  listener_arn = try(each.value.listener_arn, aws_lb_listener.this[each.value.listener].arn)
  priority     = try(each.value.priority, null)

  dynamic "action" {
    for_each = try([for one in each.value.actions : one], [])
    content {
      type             = try(action.value.type, length(try(action.value.redirect, {})) > 0 ? "redirect" : length(try(action.value.fixed_response, {})) > 0 ? "fixed-response" : "forward")
      target_group_arn = try(aws_lb_target_group.this[action.value.target_group_key].arn, aws_lb_target_group.this[action.value.forward.target_group_key].arn, action.value.target_group_arn, null)
    }
  }
}

resource "aws_lb_target_group" "this" {
  for_each             = local.groups
  region               = var.region
  name                 = try(each.value.name, null)
  name_prefix          = try(each.value.name_prefix, null)
  port                 = try(each.value.target_type, null) == "lambda" ? null : try(coalesce(each.value.port), var.default_port)
  protocol             = try(each.value.target_type, null) == "lambda" ? null : try(coalesce(each.value.protocol), var.default_protocol)
  protocol_version     = try(each.value.protocol_version, null)
  target_type          = try(each.value.target_type, null)
  vpc_id               = try(coalesce(each.value.vpc_id), var.vpc_id)
  deregistration_delay = try(each.value.deregistration_delay, null)
  tags                 = merge(local.major < 10 ? { terraform-aws-modules = "alb" } : {}, var.tags, try(each.value.tags, {}))

  dynamic "health_check" {
    for_each = try([for one in [each.value.health_check] : one if one != null], [])
    content {
      enabled             = try(health_check.value.enabled, null)
      healthy_threshold   = try(health_check.value.healthy_threshold, null)
      interval            = try(health_check.value.interval, null)
      matcher             = try(health_check.value.matcher, null)
      path                = try(health_check.value.path, null)
      port                = try(health_check.value.port, null)
      protocol            = try(health_check.value.protocol, null)
      timeout             = try(health_check.value.timeout, null)
      unhealthy_threshold = try(health_check.value.unhealthy_threshold, null)
    }
  }
}

resource "aws_lb_target_group_attachment" "this" {
  for_each         = { for key, one in local.groups : key => one if coalesce(try(one.create_attachment, null), true) }
  region           = var.region
  target_group_arn = aws_lb_target_group.this[each.key].arn
  target_id        = try(each.value.target_id, null)
  port             = try(each.value.port, null)
}

resource "aws_lb_target_group_attachment" "additional" {
  for_each         = try({ for key, one in var.additional_target_group_attachments : key => one if var.create }, {})
  region           = var.region
  target_group_arn = aws_lb_target_group.this[each.value.target_group_key].arn
  target_id        = each.value.target_id
  port             = try(each.value.port, null)
}

resource "aws_lambda_permission" "this" {
  for_each      = { for key, one in local.groups : key => one if coalesce(try(one.attach_lambda_permission, null), false) }
  region        = var.region
  function_name = try(coalesce(each.value.lambda_function_name), split(":", each.value.target_id)[6])
  qualifier     = try(each.value.lambda_qualifier, null)
  statement_id  = try(coalesce(each.value.lambda_statement_id), "AllowExecutionFromLb")
  action        = try(coalesce(each.value.lambda_action), "lambda:InvokeFunction")
  principal     = try(coalesce(each.value.lambda_principal), "elasticloadbalancing.amazonaws.com")
  source_arn    = aws_lb_target_group.this[each.key].arn
}

resource "aws_security_group" "this" {
  count       = local.own_group
  region      = var.region
  name        = var.security_group_use_name_prefix ? null : local.group_name
  name_prefix = var.security_group_use_name_prefix ? "${local.group_name}-" : null
  description = coalesce(
    var.security_group_description, "Security group for ${local.group_name} ${var.load_balancer_type} load balancer",
  )
  vpc_id = var.vpc_id
  tags   = merge(local.major < 10 ? { terraform-aws-modules = "alb" } : {}, var.tags, var.security_group_tags)
}

resource "aws_vpc_security_group_ingress_rule" "this" {
  for_each                     = try({ for key, one in var.security_group_ingress_rules : key => one if local.own_group > 0 }, {})
  region                       = var.region
  security_group_id            = aws_security_group.this[0].id
  ip_protocol                  = try(coalesce(each.value.ip_protocol), "tcp")
  from_port                    = try(each.value.from_port, null)
  to_port                      = try(coalesce(each.value.to_port), each.value.from_port, null)
  description                  = try(each.value.description, null)
  cidr_ipv4                    = try(each.value.cidr_ipv4, null)
  cidr_ipv6                    = try(each.value.cidr_ipv6, null)
  prefix_list_id               = try(each.value.prefix_list_id, null)
  referenced_security_group_id = try(each.value.referenced_security_group_id, null)
}

resource "aws_vpc_security_group_egress_rule" "this" {
  for_each                     = try({ for key, one in var.security_group_egress_rules : key => one if local.own_group > 0 }, {})
  region                       = var.region
  security_group_id            = aws_security_group.this[0].id
  ip_protocol                  = try(coalesce(each.value.ip_protocol), "tcp")
  from_port                    = try(each.value.from_port, null)
  to_port                      = try(coalesce(each.value.to_port), each.value.from_port, null)
  description                  = try(each.value.description, null)
  cidr_ipv4                    = try(each.value.cidr_ipv4, null)
  cidr_ipv6                    = try(each.value.cidr_ipv6, null)
  prefix_list_id               = try(each.value.prefix_list_id, null)
  referenced_security_group_id = try(each.value.referenced_security_group_id, null)
}

resource "aws_route53_record" "this" {
  for_each = try({ for key, one in var.route53_records : key => one if var.create }, {})
  zone_id  = each.value.zone_id
  name     = try(coalesce(each.value.name), each.key)
  type     = each.value.type
  alias {
    name                   = aws_lb.this[0].dns_name
    zone_id                = aws_lb.this[0].zone_id
    evaluate_target_health = true
  }
}

resource "aws_wafv2_web_acl_association" "this" {
  count        = var.associate_web_acl ? 1 : 0
  region       = var.region
  resource_arn = aws_lb.this[0].arn
  web_acl_arn  = var.web_acl_arn
}

output "id" { value = one(aws_lb.this[*].id) }
output "arn" { value = one(aws_lb.this[*].arn) }
output "arn_suffix" { value = one(aws_lb.this[*].arn_suffix) }
output "dns_name" { value = one(aws_lb.this[*].dns_name) }
output "zone_id" { value = one(aws_lb.this[*].zone_id) }
output "listeners" { value = aws_lb_listener.this }
output "target_groups" { value = aws_lb_target_group.this }
output "security_group_id" { value = one(aws_security_group.this[*].id) }
output "security_group_arn" { value = one(aws_security_group.this[*].arn) }
