# source: terraform-aws-modules/alb/aws
# git: github.com/terraform-aws-modules/terraform-aws-alb
# versions: >= 6, < 9
#
# A load balancer whose listeners and target groups are lists that refer to each other by position.

variable "create_lb" { default = true }
variable "tags" { default = {} }
variable "lb_tags" { default = {} }
variable "name" { default = null }
variable "name_prefix" { default = null }
variable "internal" { default = false }
variable "load_balancer_type" { default = "application" }
variable "security_groups" { default = [] }
variable "create_security_group" { default = true }
variable "subnets" { default = null }
variable "subnet_mapping" { default = [] }
variable "access_logs" { default = {} }
variable "desync_mitigation_mode" { default = "defensive" }
variable "drop_invalid_header_fields" { default = false }
variable "enable_cross_zone_load_balancing" { default = false }
variable "enable_deletion_protection" { default = false }
variable "idle_timeout" { default = 60 }
variable "ip_address_type" { default = "ipv4" }
variable "vpc_id" { default = null }
variable "target_groups" { default = [] }
variable "http_tcp_listeners" { default = [] }
variable "https_listeners" { default = [] }
variable "http_tcp_listener_rules" { default = [] }
variable "https_listener_rules" { default = [] }
variable "listener_ssl_policy_default" { default = "ELBSecurityPolicy-2016-08" }

locals {
  groups = var.create_lb ? var.target_groups : []
  targets = merge([
    for index, group in local.groups : {
      for key, target in try(group.targets, {}) : "${index}.${key}" => merge(target, { tg_index = index })
    }
  ]...)
}

resource "aws_lb" "this" {
  count                            = var.create_lb ? 1 : 0
  name                             = var.name
  name_prefix                      = var.name_prefix
  internal                         = var.internal
  load_balancer_type               = var.load_balancer_type
  security_groups                  = var.security_groups
  subnets                          = var.subnets
  desync_mitigation_mode           = var.desync_mitigation_mode
  drop_invalid_header_fields       = var.drop_invalid_header_fields
  enable_cross_zone_load_balancing = var.enable_cross_zone_load_balancing
  enable_deletion_protection       = var.enable_deletion_protection
  idle_timeout                     = var.idle_timeout
  ip_address_type                  = var.ip_address_type
  tags                             = merge(var.tags, var.lb_tags)

  dynamic "access_logs" {
    for_each = length(var.access_logs) > 0 ? [var.access_logs] : []
    content {
      bucket  = try(access_logs.value.bucket, null)
      enabled = try(access_logs.value.enabled, true)
      prefix  = try(access_logs.value.prefix, null)
    }
  }

  dynamic "subnet_mapping" {
    for_each = var.subnet_mapping
    content {
      allocation_id = try(subnet_mapping.value.allocation_id, null)
      subnet_id     = subnet_mapping.value.subnet_id
    }
  }
}

resource "aws_lb_target_group" "main" {
  count                = length(local.groups)
  name                 = try(local.groups[count.index].name, null)
  name_prefix          = try(local.groups[count.index].name_prefix, null)
  vpc_id               = try(local.groups[count.index].vpc_id, var.vpc_id)
  port                 = try(local.groups[count.index].backend_port, null)
  protocol             = try(upper(local.groups[count.index].backend_protocol), null)
  protocol_version     = try(upper(local.groups[count.index].protocol_version), null)
  target_type          = try(local.groups[count.index].target_type, null)
  deregistration_delay = try(local.groups[count.index].deregistration_delay, null)
  tags                 = merge(var.tags, try(local.groups[count.index].tags, {}))

  dynamic "health_check" {
    for_each = try([local.groups[count.index].health_check], [])
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
  for_each         = local.targets
  target_group_arn = aws_lb_target_group.main[each.value.tg_index].arn
  target_id        = each.value.target_id
  port             = try(each.value.port, null)
}

resource "aws_lb_listener" "frontend_http_tcp" {
  count             = var.create_lb ? length(var.http_tcp_listeners) : 0
  load_balancer_arn = aws_lb.this[0].arn
  port              = var.http_tcp_listeners[count.index].port
  protocol          = var.http_tcp_listeners[count.index].protocol

  default_action {
    type             = try(var.http_tcp_listeners[count.index].action_type, "forward")
    target_group_arn = contains([null, "", "forward"], try(var.http_tcp_listeners[count.index].action_type, "")) ? aws_lb_target_group.main[try(var.http_tcp_listeners[count.index].target_group_index, count.index)].arn : null

    dynamic "redirect" {
      for_each = try([var.http_tcp_listeners[count.index].redirect], [])
      content {
        host        = try(redirect.value.host, null)
        path        = try(redirect.value.path, null)
        port        = try(redirect.value.port, null)
        protocol    = try(redirect.value.protocol, null)
        status_code = redirect.value.status_code
      }
    }
  }
}

resource "aws_lb_listener" "frontend_https" {
  count             = var.create_lb ? length(var.https_listeners) : 0
  load_balancer_arn = aws_lb.this[0].arn
  port              = var.https_listeners[count.index].port
  protocol          = try(var.https_listeners[count.index].protocol, "HTTPS")
  certificate_arn   = try(var.https_listeners[count.index].certificate_arn, null)
  ssl_policy        = try(var.https_listeners[count.index].ssl_policy, var.listener_ssl_policy_default)

  default_action {
    type             = try(var.https_listeners[count.index].action_type, "forward")
    target_group_arn = contains([null, "", "forward"], try(var.https_listeners[count.index].action_type, "")) ? aws_lb_target_group.main[try(var.https_listeners[count.index].target_group_index, count.index)].arn : null
  }
}

resource "aws_lb_listener_rule" "http_tcp_listener_rule" {
  count        = var.create_lb ? length(var.http_tcp_listener_rules) : 0
  listener_arn = aws_lb_listener.frontend_http_tcp[try(var.http_tcp_listener_rules[count.index].http_tcp_listener_index, count.index)].arn
  priority     = try(var.http_tcp_listener_rules[count.index].priority, null)

  dynamic "action" {
    for_each = try(var.http_tcp_listener_rules[count.index].actions, [])
    content {
      type             = action.value.type
      target_group_arn = action.value.type == "forward" ? aws_lb_target_group.main[try(action.value.target_group_index, count.index)].arn : null
    }
  }
}

resource "aws_lb_listener_rule" "https_listener_rule" {
  count        = var.create_lb ? length(var.https_listener_rules) : 0
  listener_arn = aws_lb_listener.frontend_https[try(var.https_listener_rules[count.index].https_listener_index, count.index)].arn
  priority     = try(var.https_listener_rules[count.index].priority, null)

  dynamic "action" {
    for_each = try(var.https_listener_rules[count.index].actions, [])
    content {
      type             = action.value.type
      target_group_arn = action.value.type == "forward" ? aws_lb_target_group.main[try(action.value.target_group_index, count.index)].arn : null
    }
  }
}

output "lb_id" { value = one(aws_lb.this[*].id) }
output "lb_arn" { value = one(aws_lb.this[*].arn) }
output "lb_arn_suffix" { value = one(aws_lb.this[*].arn_suffix) }
output "lb_dns_name" { value = one(aws_lb.this[*].dns_name) }
output "lb_zone_id" { value = one(aws_lb.this[*].zone_id) }
output "http_tcp_listener_arns" { value = aws_lb_listener.frontend_http_tcp[*].arn }
output "http_tcp_listener_ids" { value = aws_lb_listener.frontend_http_tcp[*].id }
output "https_listener_arns" { value = aws_lb_listener.frontend_https[*].arn }
output "https_listener_ids" { value = aws_lb_listener.frontend_https[*].id }
output "target_group_arns" { value = aws_lb_target_group.main[*].arn }
output "target_group_arn_suffixes" { value = aws_lb_target_group.main[*].arn_suffix }
output "target_group_names" { value = aws_lb_target_group.main[*].name }
