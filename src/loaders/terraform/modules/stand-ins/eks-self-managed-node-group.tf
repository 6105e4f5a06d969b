# source: terraform-aws-modules/eks/aws//modules/self-managed-node-group
# git: github.com/terraform-aws-modules/terraform-aws-eks//modules/self-managed-node-group
# versions: >= 18, < 22
#
# Nodes in a scaling group of the account, started from a template that asks for session tokens.

variable "region" { default = null }
variable "create" {
  default  = true
  nullable = false
}
variable "tags" {
  default  = {}
  nullable = false
}
variable "partition" { default = "" }
variable "account_id" { default = "" }
variable "cluster_name" { default = "" }
variable "cluster_ip_family" {
  default  = "ipv4"
  nullable = false
}
variable "kubernetes_version" { default = null }
variable "create_launch_template" {
  default  = true
  nullable = false
}
variable "launch_template_id" { default = "" }
variable "launch_template_name" { default = null }
variable "launch_template_use_name_prefix" {
  default  = true
  nullable = false
}
variable "launch_template_version" { default = null }
variable "launch_template_tags" {
  default  = {}
  nullable = false
}
variable "tag_specifications" {
  default  = ["instance", "volume", "network-interface"]
  nullable = false
}
variable "ebs_optimized" { default = null }
variable "ami_id" {
  default  = ""
  nullable = false
}
variable "ami_type" { default = null }
variable "key_name" { default = null }
variable "vpc_security_group_ids" {
  default  = []
  nullable = false
}
variable "cluster_primary_security_group_id" { default = null }
variable "block_device_mappings" { default = null }
variable "credit_specification" { default = null }
variable "metadata_options" { default = null }
variable "enable_monitoring" { default = null }
variable "instance_market_options" { default = null }
variable "network_interfaces" {
  default  = []
  nullable = false
}
variable "subnet_ids" { default = null }
variable "min_size" {
  default  = 1
  nullable = false
}
variable "max_size" {
  default  = 3
  nullable = false
}
variable "desired_size" {
  default  = 1
  nullable = false
}
variable "name" {
  default  = ""
  nullable = false
}
variable "use_name_prefix" {
  default  = true
  nullable = false
}
variable "create_iam_role_policy" {
  default  = true
  nullable = false
}
variable "enable_efa_support" { default = null }
variable "iam_role_name" { default = null }
variable "iam_role_use_name_prefix" {
  default  = true
  nullable = false
}
variable "iam_role_arn" { default = null }
variable "iam_role_permissions_boundary" { default = null }
variable "iam_role_attach_cni_policy" {
  default  = true
  nullable = false
}
variable "iam_role_additional_policies" {
  default  = {}
  nullable = false
}
variable "iam_role_tags" {
  default  = {}
  nullable = false
}
variable "iam_role_policy_statements" { default = null }
variable "create_security_group" {
  default  = true
  nullable = false
}
variable "security_group_name" { default = null }
variable "security_group_use_name_prefix" {
  default  = true
  nullable = false
}
variable "security_group_description" { default = null }
variable "security_group_ingress_rules" {
  default  = {}
  nullable = false
}
variable "security_group_egress_rules" {
  default  = {}
  nullable = false
}
variable "security_group_tags" {
  default  = {}
  nullable = false
}
variable "create_autoscaling_group" {
  default  = true
  nullable = false
}
variable "availability_zones" { default = null }
variable "instance_type" {
  default  = "m6i.large"
  nullable = false
}
variable "capacity_rebalance" { default = null }
variable "protect_from_scale_in" {
  default  = false
  nullable = false
}
variable "health_check_type" { default = null }
variable "health_check_grace_period" { default = null }
variable "suspended_processes" { default = [] }
variable "enabled_metrics" {
  default  = []
  nullable = false
}
variable "max_instance_lifetime" { default = null }
variable "instance_refresh" { default = null }
variable "use_mixed_instances_policy" {
  default  = false
  nullable = false
}
variable "instance_requirements" { default = null }
variable "mixed_instances_policy" { default = null }
variable "autoscaling_group_tags" {
  default  = {}
  nullable = false
}
variable "create_iam_instance_profile" {
  default  = true
  nullable = false
}
variable "iam_instance_profile_arn" { default = null }
variable "create_access_entry" {
  default  = true
  nullable = false
}

data "aws_partition" "current" { count = var.create && var.partition == "" ? 1 : 0 }
data "aws_caller_identity" "current" { count = var.create && var.account_id == "" ? 1 : 0 }

locals {
  partition  = try(data.aws_partition.current[0].partition, var.partition)
  account_id = try(data.aws_caller_identity.current[0].account_id, var.account_id)
  policies   = "arn:${local.partition}:iam::aws:policy"
  role_name  = coalesce(var.iam_role_name, "${var.name}-node-group")
  has_role   = var.create && var.create_iam_instance_profile ? 1 : 0

  launch_template_name = coalesce(var.launch_template_name, "${var.name}-node-group")
  launch_template_id = (
    var.create && var.create_launch_template ? one(aws_launch_template.this[*].id) : var.launch_template_id
  )
  launch_template_version = coalesce(var.launch_template_version, try(aws_launch_template.this[0].default_version, "$Default"))

  own_group = (
    var.create && var.create_security_group
    && (length(var.security_group_ingress_rules) + length(var.security_group_egress_rules) > 0 || var.enable_efa_support == true) ? 1 : 0
  )
  efa_rules  = { for key, one in { all_self_efa = { ip_protocol = "-1", self = true, description = "Node to node EFA" } } : key => one if var.enable_efa_support == true }
  group_name = coalesce(var.security_group_name, "${var.cluster_name}-${var.name}")
  group_ids  = compact(concat([var.cluster_primary_security_group_id], var.vpc_security_group_ids, aws_security_group.this[*].id))
}

data "aws_ssm_parameter" "ami" {}

resource "aws_launch_template" "this" {
  count         = var.create && var.create_launch_template ? 1 : 0
  region        = var.region
  name          = var.launch_template_use_name_prefix ? null : local.launch_template_name
  name_prefix   = var.launch_template_use_name_prefix ? "${local.launch_template_name}-" : null
  image_id      = var.ami_id == "" ? data.aws_ssm_parameter.ami.value : var.ami_id
  instance_type = var.instance_requirements == null ? var.instance_type : null
  key_name      = var.key_name
  ebs_optimized = var.ebs_optimized

  dynamic "block_device_mappings" {
    for_each = try([for one in var.block_device_mappings : one], [])
    content {
      device_name  = try(block_device_mappings.value.device_name, null)
      no_device    = try(block_device_mappings.value.no_device, null)
      virtual_name = try(block_device_mappings.value.virtual_name, null)
      dynamic "ebs" {
        for_each = flatten([try(block_device_mappings.value.ebs, [])])
        content {
          delete_on_termination = try(ebs.value.delete_on_termination, null)
          encrypted             = try(ebs.value.encrypted, null)
          iops                  = try(ebs.value.iops, null)
          kms_key_id            = try(ebs.value.kms_key_id, null)
          snapshot_id           = try(ebs.value.snapshot_id, null)
          throughput            = try(ebs.value.throughput, null)
          volume_size           = try(ebs.value.volume_size, null)
          volume_type           = try(ebs.value.volume_type, null)
        }
      }
    }
  }

  dynamic "credit_specification" {
    for_each = try([var.credit_specification.cpu_credits], [])
    content {
      cpu_credits = credit_specification.value
    }
  }

  dynamic "instance_market_options" {
    for_each = try([var.instance_market_options.market_type], [])
    content {
      market_type = instance_market_options.value
    }
  }

  metadata_options {
    http_endpoint = coalesce(try(var.metadata_options.http_endpoint, null), "enabled")
    http_tokens   = coalesce(try(var.metadata_options.http_tokens, null), "required")
    http_put_response_hop_limit = coalesce(
      try(var.metadata_options.http_put_response_hop_limit, null), local.major >= 21 ? 1 : 2,
    )
    http_protocol_ipv6     = try(var.metadata_options.http_protocol_ipv6, null)
    instance_metadata_tags = try(var.metadata_options.instance_metadata_tags, null)
  }

  iam_instance_profile {
    arn = var.create_iam_instance_profile ? one(aws_iam_instance_profile.this[*].arn) : var.iam_instance_profile_arn
  }

  dynamic "monitoring" {
    for_each = coalesce(var.enable_monitoring, local.major < 21) ? [1] : []
    content {
      enabled = true
    }
  }

  dynamic "network_interfaces" {
    for_each = var.network_interfaces
    content {
      associate_public_ip_address = try(network_interfaces.value.associate_public_ip_address, null)
      delete_on_termination       = try(network_interfaces.value.delete_on_termination, null)
      device_index                = try(network_interfaces.value.device_index, null)
      interface_type              = try(network_interfaces.value.interface_type, null)
      security_groups             = compact(concat(try([for one in network_interfaces.value.security_groups : one], []), local.group_ids))
    }
  }

  dynamic "tag_specifications" {
    for_each = toset(var.tag_specifications)
    content {
      resource_type = tag_specifications.key
      tags          = merge(var.tags, { Name = var.name }, var.launch_template_tags)
    }
  }

  vpc_security_group_ids = length(var.network_interfaces) > 0 ? [] : local.group_ids
  tags                   = merge(var.tags, var.launch_template_tags)
  lifecycle { create_before_destroy = true }
}

resource "aws_autoscaling_group" "this" {
  count                     = var.create && var.create_autoscaling_group ? 1 : 0
  region                    = var.region
  name                      = var.use_name_prefix ? null : var.name
  name_prefix               = var.use_name_prefix ? "${var.name}-" : null
  availability_zones        = var.availability_zones
  vpc_zone_identifier       = var.subnet_ids
  min_size                  = var.min_size
  max_size                  = var.max_size
  desired_capacity          = var.desired_size
  capacity_rebalance        = var.capacity_rebalance
  protect_from_scale_in     = var.protect_from_scale_in
  health_check_type         = var.health_check_type
  health_check_grace_period = var.health_check_grace_period
  suspended_processes       = var.suspended_processes
  enabled_metrics           = var.enabled_metrics
  max_instance_lifetime     = var.max_instance_lifetime

  dynamic "instance_refresh" {
    for_each = try([var.instance_refresh.strategy], [for one in local.major >= 20 ? ["Rolling"] : [] : one])
    content {
      strategy = instance_refresh.value
    }
  }

  dynamic "launch_template" {
    for_each = var.use_mixed_instances_policy ? [] : [1]
    content {
      id      = local.launch_template_id
      version = local.launch_template_version
    }
  }

  dynamic "mixed_instances_policy" {
    for_each = var.use_mixed_instances_policy ? [var.mixed_instances_policy] : []
    content {
      dynamic "instances_distribution" {
        for_each = flatten([try(mixed_instances_policy.value.instances_distribution, [])])
        content {
          on_demand_base_capacity                  = try(instances_distribution.value.on_demand_base_capacity, null)
          on_demand_percentage_above_base_capacity = try(instances_distribution.value.on_demand_percentage_above_base_capacity, null)
          spot_allocation_strategy                 = try(instances_distribution.value.spot_allocation_strategy, null)
        }
      }
      launch_template {
        launch_template_specification {
          launch_template_id = local.launch_template_id
          version            = local.launch_template_version
        }
        dynamic "override" {
          for_each = try(mixed_instances_policy.value.launch_template.override, mixed_instances_policy.value.override, [])
          content {
            instance_type     = try(override.value.instance_type, null)
            weighted_capacity = try(override.value.weighted_capacity, null)
          }
        }
      }
    }
  }

  dynamic "tag" {
    for_each = merge(
      {
        Name                                        = var.name
        "kubernetes.io/cluster/${var.cluster_name}" = "owned"
        "k8s.io/cluster/${var.cluster_name}"        = "owned"
      },
      var.tags,
    )
    content {
      key                 = tag.key
      value               = tag.value
      propagate_at_launch = true
    }
  }

  dynamic "tag" {
    for_each = var.autoscaling_group_tags
    content {
      key                 = tag.key
      value               = tag.value
      propagate_at_launch = false
    }
  }

  lifecycle {
    create_before_destroy = true
    ignore_changes        = [desired_capacity]
  }
}

data "aws_iam_policy_document" "assume_role_policy" {
  statement {
    sid     = "EKSNodeAssumeRole"
    actions = ["sts:AssumeRole"]
    principals {
      type        = "Service"
      identifiers = ["ec2.amazonaws.com"]
    }
  }
}

resource "aws_iam_role" "this" {
  count                = local.has_role
  name                 = var.iam_role_use_name_prefix ? null : local.role_name
  name_prefix          = var.iam_role_use_name_prefix ? "${local.role_name}-" : null
  assume_role_policy   = data.aws_iam_policy_document.assume_role_policy.json
  permissions_boundary = var.iam_role_permissions_boundary
  tags                 = merge(var.tags, var.iam_role_tags)
}

resource "aws_iam_role_policy_attachment" "this" {
  for_each = { for name, arn in merge(
    {
      AmazonEKSWorkerNodePolicy          = "${local.policies}/AmazonEKSWorkerNodePolicy"
      AmazonEC2ContainerRegistryReadOnly = "${local.policies}/AmazonEC2ContainerRegistryReadOnly"
    },
    { for name, arn in {
      AmazonEKS_CNI_IPv6_Policy = "arn:${local.partition}:iam::${local.account_id}:policy/AmazonEKS_CNI_IPv6_Policy"
      AmazonEKS_CNI_Policy      = "${local.policies}/AmazonEKS_CNI_Policy"
    } : name => arn if var.iam_role_attach_cni_policy && (var.cluster_ip_family == "ipv6") == strcontains(name, "IPv6") },
  ) : name => arn if local.has_role > 0 }
  role       = aws_iam_role.this[0].name
  policy_arn = each.value
}

resource "aws_iam_role_policy_attachment" "additional" {
  for_each   = { for name, arn in var.iam_role_additional_policies : name => arn if local.has_role > 0 }
  role       = aws_iam_role.this[0].name
  policy_arn = each.value
}

data "aws_iam_policy_document" "role" {
  dynamic "statement" {
    for_each = try([for one in var.iam_role_policy_statements : one], [])
    content {
      sid           = try(statement.value.sid, null)
      effect        = try(statement.value.effect, null)
      actions       = try(statement.value.actions, null)
      not_actions   = try(statement.value.not_actions, null)
      resources     = try(statement.value.resources, null)
      not_resources = try(statement.value.not_resources, null)
      dynamic "principals" {
        for_each = try([for one in statement.value.principals : one], [])
        content {
          type        = principals.value.type
          identifiers = principals.value.identifiers
        }
      }
      dynamic "not_principals" {
        for_each = try([for one in statement.value.not_principals : one], [])
        content {
          type        = not_principals.value.type
          identifiers = not_principals.value.identifiers
        }
      }
      dynamic "condition" {
        for_each = try([for one in statement.value.condition : one], [for one in statement.value.conditions : one], [])
        content {
          test     = condition.value.test
          variable = condition.value.variable
          values   = condition.value.values
        }
      }
    }
  }
}

resource "aws_iam_role_policy" "this" {
  count       = var.create_iam_role_policy && var.iam_role_policy_statements != null ? local.has_role : 0
  name        = var.iam_role_use_name_prefix ? null : local.role_name
  name_prefix = var.iam_role_use_name_prefix ? "${local.role_name}-" : null
  policy      = data.aws_iam_policy_document.role.json
  role        = aws_iam_role.this[0].id
}

resource "aws_iam_instance_profile" "this" {
  count = local.has_role
  role  = aws_iam_role.this[0].name
  tags  = merge(var.tags, var.iam_role_tags)
}

resource "aws_eks_access_entry" "this" {
  count         = var.create && var.create_access_entry && local.major >= 20 ? 1 : 0
  cluster_name  = var.cluster_name
  principal_arn = var.create_iam_instance_profile ? one(aws_iam_role.this[*].arn) : var.iam_role_arn
  tags          = var.tags
}

data "aws_subnet" "this" {
  count = local.own_group
  id    = element(coalesce(var.subnet_ids, [""]), 0)
}

resource "aws_security_group" "this" {
  count       = local.own_group
  region      = var.region
  name        = var.security_group_use_name_prefix ? null : local.group_name
  name_prefix = var.security_group_use_name_prefix ? "${local.group_name}-" : null
  description = var.security_group_description
  vpc_id      = data.aws_subnet.this[0].vpc_id
  tags        = merge(var.tags, { Name = local.group_name }, var.security_group_tags)
}

resource "aws_vpc_security_group_ingress_rule" "this" {
  for_each                     = { for key, one in merge(local.efa_rules, var.security_group_ingress_rules) : key => one if local.own_group > 0 }
  region                       = var.region
  security_group_id            = aws_security_group.this[0].id
  ip_protocol                  = try(coalesce(each.value.ip_protocol), "tcp")
  from_port                    = try(each.value.from_port, null)
  to_port                      = try(coalesce(each.value.to_port), each.value.from_port, null)
  description                  = try(each.value.description, null)
  cidr_ipv4                    = try(each.value.cidr_ipv4, null)
  cidr_ipv6                    = try(each.value.cidr_ipv6, null)
  prefix_list_id               = try(each.value.prefix_list_id, null)
  referenced_security_group_id = try(each.value.self, false) ? aws_security_group.this[0].id : try(each.value.referenced_security_group_id, null)
  tags = merge(
    var.tags, var.security_group_tags, { Name = try(coalesce(each.value.name), "${local.group_name}-${each.key}") },
    try(each.value.tags, {}),
  )
}

resource "aws_vpc_security_group_egress_rule" "this" {
  for_each                     = { for key, one in merge(local.efa_rules, var.security_group_egress_rules) : key => one if local.own_group > 0 }
  region                       = var.region
  security_group_id            = aws_security_group.this[0].id
  ip_protocol                  = try(coalesce(each.value.ip_protocol), "tcp")
  from_port                    = try(each.value.from_port, each.value.to_port, null)
  to_port                      = try(coalesce(each.value.to_port), null)
  description                  = try(each.value.description, null)
  cidr_ipv4                    = try(each.value.cidr_ipv4, null)
  cidr_ipv6                    = try(each.value.cidr_ipv6, null)
  prefix_list_id               = try(each.value.prefix_list_id, null)
  referenced_security_group_id = try(each.value.self, false) ? aws_security_group.this[0].id : try(each.value.referenced_security_group_id, null)
  tags = merge(
    var.tags, var.security_group_tags, { Name = try(coalesce(each.value.name), "${local.group_name}-${each.key}") },
    try(each.value.tags, {}),
  )
}
output "launch_template_id" { value = one(aws_launch_template.this[*].id) }
output "launch_template_arn" { value = one(aws_launch_template.this[*].arn) }
output "autoscaling_group_arn" { value = one(aws_autoscaling_group.this[*].arn) }
output "autoscaling_group_id" { value = one(aws_autoscaling_group.this[*].id) }
output "autoscaling_group_name" { value = one(aws_autoscaling_group.this[*].name) }
output "autoscaling_group_min_size" { value = one(aws_autoscaling_group.this[*].min_size) }
output "autoscaling_group_max_size" { value = one(aws_autoscaling_group.this[*].max_size) }
output "autoscaling_group_desired_capacity" { value = one(aws_autoscaling_group.this[*].desired_capacity) }
output "autoscaling_group_vpc_zone_identifier" { value = try(aws_autoscaling_group.this[0].vpc_zone_identifier, []) }
output "iam_role_name" { value = one(aws_iam_role.this[*].name) }
output "iam_role_arn" { value = try(aws_iam_role.this[0].arn, var.iam_role_arn) }
output "iam_instance_profile_arn" { value = try(aws_iam_instance_profile.this[0].arn, var.iam_instance_profile_arn) }
output "iam_instance_profile_id" { value = one(aws_iam_instance_profile.this[*].id) }
output "security_group_id" { value = one(aws_security_group.this[*].id) }
