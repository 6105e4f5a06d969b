# source: terraform-aws-modules/eks/aws
# git: github.com/terraform-aws-modules/terraform-aws-eks
# versions: >= 18, < 22
#
# The Kubernetes cluster with its nodes, groups, roles, key and log group. Version 21 took "cluster_" off the names of
# inputs; both spellings are read. Version 18 opened the control plane to the internet and encrypted no secrets.

variable "region" { default = null }
variable "name" { default = null }
variable "cluster_name" { default = null }
variable "kubernetes_version" { default = null }
variable "cluster_version" { default = null }
variable "enabled_log_types" { default = null }
variable "cluster_enabled_log_types" { default = null }
variable "compute_config" { default = null }
variable "cluster_compute_config" { default = null }
variable "upgrade_policy" { default = null }
variable "cluster_upgrade_policy" { default = null }
variable "additional_security_group_ids" { default = null }
variable "cluster_additional_security_group_ids" { default = null }
variable "endpoint_public_access" { default = null }
variable "cluster_endpoint_public_access" { default = null }
variable "endpoint_private_access" { default = null }
variable "cluster_endpoint_private_access" { default = null }
variable "endpoint_public_access_cidrs" { default = null }
variable "cluster_endpoint_public_access_cidrs" { default = null }
variable "ip_family" { default = null }
variable "cluster_ip_family" { default = null }
variable "attach_encryption_policy" { default = null }
variable "attach_cluster_encryption_policy" { default = null }
variable "encryption_policy_name" { default = null }
variable "cluster_encryption_policy_name" { default = null }
variable "encryption_policy_use_name_prefix" { default = null }
variable "cluster_encryption_policy_use_name_prefix" { default = null }
variable "encryption_policy_tags" { default = null }
variable "cluster_encryption_policy_tags" { default = null }
variable "create_security_group" { default = null }
variable "create_cluster_security_group" { default = null }
variable "security_group_id" { default = null }
variable "cluster_security_group_id" { default = null }
variable "security_group_name" { default = null }
variable "cluster_security_group_name" { default = null }
variable "security_group_use_name_prefix" { default = null }
variable "cluster_security_group_use_name_prefix" { default = null }
variable "security_group_description" { default = null }
variable "cluster_security_group_description" { default = null }
variable "security_group_additional_rules" { default = null }
variable "cluster_security_group_additional_rules" { default = null }
variable "security_group_tags" { default = null }
variable "cluster_security_group_tags" { default = null }
variable "addons" { default = null }
variable "cluster_addons" { default = null }
variable "identity_providers" { default = null }
variable "cluster_identity_providers" { default = null }
variable "create" { default = true }
variable "prefix_separator" { default = "-" }
variable "tags" { default = {} }
variable "cluster_tags" { default = {} }
variable "deletion_protection" { default = null }
variable "authentication_mode" { default = null }
variable "control_plane_subnet_ids" { default = [] }
variable "subnet_ids" { default = [] }
variable "vpc_id" { default = null }
variable "service_ipv4_cidr" { default = null }
variable "service_ipv6_cidr" { default = null }
variable "outpost_config" { default = null }
variable "encryption_config" { default = {} }
variable "cluster_encryption_config" { default = null }
variable "zonal_shift_config" { default = null }
variable "cluster_zonal_shift_config" { default = null }
variable "access_entries" { default = {} }
variable "enable_cluster_creator_admin_permissions" { default = false }
variable "create_kms_key" { default = null }
variable "kms_key_description" { default = null }
variable "kms_key_deletion_window_in_days" { default = null }
variable "enable_kms_key_rotation" { default = true }
variable "kms_key_rotation_period_in_days" { default = null }
variable "kms_key_enable_default_policy" { default = null }
variable "kms_key_owners" { default = [] }
variable "kms_key_administrators" { default = [] }
variable "kms_key_users" { default = [] }
variable "kms_key_service_users" { default = [] }
variable "kms_key_source_policy_documents" { default = [] }
variable "kms_key_override_policy_documents" { default = [] }
variable "kms_key_aliases" { default = [] }
variable "create_cloudwatch_log_group" { default = true }
variable "cloudwatch_log_group_retention_in_days" { default = 90 }
variable "cloudwatch_log_group_kms_key_id" { default = null }
variable "cloudwatch_log_group_class" { default = null }
variable "cloudwatch_log_group_tags" { default = {} }
variable "create_cni_ipv6_iam_policy" { default = false }
variable "create_node_security_group" { default = true }
variable "node_security_group_id" { default = "" }
variable "node_security_group_name" { default = null }
variable "node_security_group_use_name_prefix" { default = true }
variable "node_security_group_description" { default = "EKS node shared security group" }
variable "node_security_group_additional_rules" { default = {} }
variable "node_security_group_enable_recommended_rules" { default = null }
variable "node_security_group_ntp_ipv4_cidr_block" { default = ["0.0.0.0/0"] }
variable "node_security_group_tags" { default = {} }
variable "enable_irsa" { default = true }
variable "openid_connect_audiences" { default = [] }
variable "custom_oidc_thumbprints" { default = [] }
variable "create_iam_role" { default = true }
variable "iam_role_arn" { default = null }
variable "iam_role_name" { default = null }
variable "iam_role_use_name_prefix" { default = true }
variable "iam_role_permissions_boundary" { default = null }
variable "iam_role_additional_policies" { default = {} }
variable "iam_role_tags" { default = {} }
variable "create_auto_mode_iam_resources" { default = false }
variable "enable_auto_mode_permissions" { default = false }
variable "create_node_iam_role" { default = true }
variable "node_iam_role_name" { default = null }
variable "node_iam_role_use_name_prefix" { default = true }
variable "node_iam_role_permissions_boundary" { default = null }
variable "node_iam_role_additional_policies" { default = {} }
variable "node_iam_role_tags" { default = {} }
variable "fargate_profile_defaults" { default = {} }
variable "self_managed_node_group_defaults" { default = {} }
variable "eks_managed_node_group_defaults" { default = {} }
variable "enable_auto_mode_custom_tags" { default = true }
variable "eks_managed_node_groups" {
  default  = {}
  nullable = false
}
variable "self_managed_node_groups" {
  default  = {}
  nullable = false
}
variable "fargate_profiles" {
  default  = {}
  nullable = false
}

locals {
  # Either spelling of an input, else its default.
  name                              = var.name != null ? var.name : var.cluster_name != null ? var.cluster_name : ""
  kubernetes_version                = var.kubernetes_version != null ? var.kubernetes_version : var.cluster_version
  enabled_log_types                 = var.enabled_log_types != null ? var.enabled_log_types : var.cluster_enabled_log_types != null ? var.cluster_enabled_log_types : ["audit", "api", "authenticator"]
  compute_config                    = var.compute_config != null ? var.compute_config : var.cluster_compute_config
  upgrade_policy                    = var.upgrade_policy != null ? var.upgrade_policy : var.cluster_upgrade_policy
  additional_security_group_ids     = var.additional_security_group_ids != null ? var.additional_security_group_ids : var.cluster_additional_security_group_ids != null ? var.cluster_additional_security_group_ids : []
  endpoint_public_access            = var.endpoint_public_access != null ? var.endpoint_public_access : var.cluster_endpoint_public_access != null ? var.cluster_endpoint_public_access : local.major < 19
  endpoint_private_access           = var.endpoint_private_access != null ? var.endpoint_private_access : var.cluster_endpoint_private_access != null ? var.cluster_endpoint_private_access : local.major >= 19
  endpoint_public_access_cidrs      = var.endpoint_public_access_cidrs != null ? var.endpoint_public_access_cidrs : var.cluster_endpoint_public_access_cidrs != null ? var.cluster_endpoint_public_access_cidrs : ["0.0.0.0/0"]
  ip_family                         = var.ip_family != null ? var.ip_family : var.cluster_ip_family != null ? var.cluster_ip_family : "ipv4"
  attach_encryption_policy          = var.attach_encryption_policy != null ? var.attach_encryption_policy : var.attach_cluster_encryption_policy != null ? var.attach_cluster_encryption_policy : true
  encryption_policy_name            = var.encryption_policy_name != null ? var.encryption_policy_name : var.cluster_encryption_policy_name
  encryption_policy_use_name_prefix = var.encryption_policy_use_name_prefix != null ? var.encryption_policy_use_name_prefix : var.cluster_encryption_policy_use_name_prefix != null ? var.cluster_encryption_policy_use_name_prefix : true
  encryption_policy_tags            = merge(var.encryption_policy_tags, var.cluster_encryption_policy_tags, {})
  create_security_group             = var.create_security_group != null ? var.create_security_group : var.create_cluster_security_group != null ? var.create_cluster_security_group : true
  security_group_id                 = var.security_group_id != null ? var.security_group_id : var.cluster_security_group_id != null ? var.cluster_security_group_id : ""
  security_group_name               = var.security_group_name != null ? var.security_group_name : var.cluster_security_group_name
  security_group_use_name_prefix    = var.security_group_use_name_prefix != null ? var.security_group_use_name_prefix : var.cluster_security_group_use_name_prefix != null ? var.cluster_security_group_use_name_prefix : true
  security_group_description        = var.security_group_description != null ? var.security_group_description : var.cluster_security_group_description != null ? var.cluster_security_group_description : "EKS cluster security group"
  security_group_additional_rules   = merge(var.security_group_additional_rules, var.cluster_security_group_additional_rules, {})
  security_group_tags               = merge(var.security_group_tags, var.cluster_security_group_tags, {})
  addons                            = merge(var.addons, var.cluster_addons, {})
  identity_providers                = merge(var.identity_providers, var.cluster_identity_providers, {})

  account_id = data.aws_caller_identity.current[0].account_id
  partition  = data.aws_partition.current[0].partition
  policies   = "arn:${local.partition}:iam::aws:policy"
  is_local   = try(length(var.outpost_config) > 0, false)
  auto_mode  = try(local.compute_config.enabled, false) == true || var.create_auto_mode_iam_resources || var.enable_auto_mode_permissions

  encryption_config = var.cluster_encryption_config != null ? var.cluster_encryption_config : var.encryption_config
  # Version 18 took a list, and none for the default.
  encryption = (
    local.major < 19 ? try([for one in var.cluster_encryption_config : one], [])
    : local.is_local || local.encryption_config == null ? []
    : local.major < 21 && var.cluster_encryption_config != null && length(local.encryption_config) == 0 ? []
    : [local.encryption_config]
  )
  create_kms_key = coalesce(var.create_kms_key, local.major >= 19)
  key_arn        = local.create_kms_key ? module.kms.key_arn : try(local.encryption[0].provider_key_arn, null)

  role      = var.create && var.create_iam_role ? 1 : 0
  role_arn  = try(aws_iam_role.this[0].arn, var.iam_role_arn)
  role_name = coalesce(var.iam_role_name, "${local.name}-cluster")

  own_group      = var.create && local.create_security_group ? 1 : 0
  group_name     = coalesce(local.security_group_name, "${local.name}-cluster")
  group_id       = local.own_group > 0 ? aws_security_group.cluster[0].id : local.security_group_id
  own_node_group = var.create && var.create_node_security_group ? 1 : 0
  node_name      = coalesce(var.node_security_group_name, "${local.name}-node")
  node_group_id  = local.own_node_group > 0 ? aws_security_group.node[0].id : var.node_security_group_id

  managed      = { for key, one in var.eks_managed_node_groups : key => merge(var.eks_managed_node_group_defaults, one) if var.create && !local.is_local }
  self_managed = { for key, one in var.self_managed_node_groups : key => merge(var.self_managed_node_group_defaults, one) if var.create }
  fargate      = { for key, one in var.fargate_profiles : key => merge(var.fargate_profile_defaults, one) if var.create && !local.is_local }
}

data "aws_partition" "current" { count = 1 }
data "aws_caller_identity" "current" { count = 1 }
data "aws_iam_session_context" "current" { count = 1 }

resource "aws_eks_cluster" "this" {
  count                     = var.create ? 1 : 0
  region                    = var.region
  name                      = local.name
  role_arn                  = local.role_arn
  version                   = local.kubernetes_version
  enabled_cluster_log_types = local.enabled_log_types
  deletion_protection       = var.deletion_protection

  access_config {
    authentication_mode = coalesce(var.authentication_mode, "API_AND_CONFIG_MAP")
  }

  dynamic "compute_config" {
    for_each = try(length(local.compute_config), 0) > 0 ? [local.compute_config] : []
    content {
      enabled       = try(compute_config.value.enabled, null)
      node_pools    = try(compute_config.value.node_pools, [])
      node_role_arn = try(length(compute_config.value.node_pools), 0) > 0 ? try(aws_iam_role.eks_auto[0].arn, compute_config.value.node_role_arn) : null
    }
  }

  vpc_config {
    security_group_ids      = compact(distinct(concat(local.additional_security_group_ids, [local.group_id])))
    subnet_ids              = length(var.control_plane_subnet_ids) > 0 ? var.control_plane_subnet_ids : var.subnet_ids
    endpoint_private_access = local.endpoint_private_access
    endpoint_public_access  = local.endpoint_public_access
    public_access_cidrs     = local.endpoint_public_access_cidrs
  }

  dynamic "kubernetes_network_config" {
    for_each = local.is_local ? [] : [1]
    content {
      ip_family         = local.ip_family
      service_ipv4_cidr = var.service_ipv4_cidr
      service_ipv6_cidr = var.service_ipv6_cidr
    }
  }

  dynamic "encryption_config" {
    for_each = local.encryption
    content {
      provider {
        key_arn = local.key_arn
      }
      resources = try(encryption_config.value.resources, ["secrets"])
    }
  }

  dynamic "upgrade_policy" {
    for_each = try([local.upgrade_policy.support_type], [])
    content {
      support_type = upgrade_policy.value
    }
  }

  dynamic "zonal_shift_config" {
    for_each = try([var.zonal_shift_config.enabled], [var.cluster_zonal_shift_config.enabled], [])
    content {
      enabled = zonal_shift_config.value
    }
  }

  tags = merge(var.tags, var.cluster_tags)
}

resource "aws_cloudwatch_log_group" "this" {
  count             = var.create && var.create_cloudwatch_log_group ? 1 : 0
  region            = var.region
  name              = "/aws/eks/${local.name}/cluster"
  retention_in_days = var.cloudwatch_log_group_retention_in_days
  kms_key_id        = var.cloudwatch_log_group_kms_key_id
  log_group_class   = var.cloudwatch_log_group_class
  tags              = merge(var.tags, var.cloudwatch_log_group_tags, { Name = "/aws/eks/${local.name}/cluster" })
}

resource "aws_eks_access_entry" "this" {
  for_each = {
    for key, one in merge(
      { for key, one in {
        cluster_creator = { principal_arn = data.aws_iam_session_context.current[0].issuer_arn, type = "STANDARD" }
      } : key => one if var.enable_cluster_creator_admin_permissions },
      var.access_entries,
    ) : key => one if var.create && local.major >= 20
  }
  cluster_name      = aws_eks_cluster.this[0].id
  kubernetes_groups = try(each.value.kubernetes_groups, null)
  principal_arn     = each.value.principal_arn
  type              = try(each.value.type, "STANDARD")
  user_name         = try(each.value.user_name, null)
  tags              = merge(var.tags, try(each.value.tags, {}))
}

module "kms" {
  source  = "terraform-aws-modules/kms/aws"
  version = "4.0.0"
  region  = var.region

  create                    = var.create && local.create_kms_key && length(local.encryption) > 0
  description               = coalesce(var.kms_key_description, "${local.name} cluster encryption key")
  key_usage                 = "ENCRYPT_DECRYPT"
  deletion_window_in_days   = var.kms_key_deletion_window_in_days
  enable_key_rotation       = var.enable_kms_key_rotation
  rotation_period_in_days   = var.kms_key_rotation_period_in_days
  enable_default_policy     = coalesce(var.kms_key_enable_default_policy, local.major >= 20)
  key_owners                = var.kms_key_owners
  key_administrators        = coalescelist(var.kms_key_administrators, [data.aws_iam_session_context.current[0].issuer_arn])
  key_users                 = concat([local.role_arn], var.kms_key_users)
  key_service_users         = var.kms_key_service_users
  source_policy_documents   = var.kms_key_source_policy_documents
  override_policy_documents = var.kms_key_override_policy_documents
  aliases                   = var.kms_key_aliases
  computed_aliases          = { cluster = { name = "eks/${local.name}" } }
  tags                      = merge(var.tags, local.major < 21 ? { terraform-aws-modules = "eks" } : {})
}

resource "aws_security_group" "cluster" {
  count       = local.own_group
  region      = var.region
  name        = local.security_group_use_name_prefix ? null : local.group_name
  name_prefix = local.security_group_use_name_prefix ? "${local.group_name}${var.prefix_separator}" : null
  description = local.security_group_description
  vpc_id      = var.vpc_id
  tags        = merge(var.tags, { Name = local.group_name }, local.security_group_tags)
}

resource "aws_security_group_rule" "cluster" {
  region = var.region
  for_each = { for key, one in merge(
    { for key, one in {
      ingress_nodes_443 = {
        description                = "Node groups to cluster API", type = "ingress", protocol = "tcp", from_port = 443, to_port = 443
        source_node_security_group = true
      }
    } : key => one if local.own_node_group > 0 },
    local.security_group_additional_rules,
  ) : key => one if local.own_group > 0 }
  security_group_id = aws_security_group.cluster[0].id
  type              = each.value.type
  protocol          = each.value.protocol
  from_port         = each.value.from_port
  to_port           = each.value.to_port
  description       = try(each.value.description, null)
  cidr_blocks       = try(each.value.cidr_blocks, null)
  ipv6_cidr_blocks  = try(each.value.ipv6_cidr_blocks, null)
  prefix_list_ids   = try(each.value.prefix_list_ids, null)
  self              = try(each.value.self, null)
  source_security_group_id = (
    try(each.value.source_node_security_group, false) ? local.node_group_id : try(each.value.source_security_group_id, null)
  )
}

resource "aws_security_group" "node" {
  count       = local.own_node_group
  region      = var.region
  name        = var.node_security_group_use_name_prefix ? null : local.node_name
  name_prefix = var.node_security_group_use_name_prefix ? "${local.node_name}${var.prefix_separator}" : null
  description = var.node_security_group_description
  vpc_id      = var.vpc_id
  tags = merge(
    var.tags, { Name = local.node_name, "kubernetes.io/cluster/${local.name}" = "owned" }, var.node_security_group_tags,
  )
}

locals {
  # What the cluster's interfaces may open on nodes, and nodes on one another.
  from_cluster = merge(
    {
      ingress_cluster_443     = { port = 443, description = "Cluster API to node groups" }
      ingress_cluster_kubelet = { port = 10250, description = "Cluster API to node kubelets" }
    },
    {
      for port in local.recommended ? local.webhook_ports : [] : "ingress_cluster_${port}_webhook" => {
        port = port, description = "Cluster API to node ${port}/tcp webhook"
      }
    },
  )
  webhook_ports = local.major >= 21 ? [4443, 6443, 8443, 9443, 10251] : local.major >= 20 ? [4443, 6443, 8443, 9443] : [4443, 6443, 8443, 9443]
  recommended   = coalesce(var.node_security_group_enable_recommended_rules, local.major >= 19)

  node_rules = merge(
    {
      for key, one in local.from_cluster : key => {
        type                          = "ingress", protocol = "tcp", from_port = one.port, to_port = one.port, description = one.description
        source_cluster_security_group = true
      }
    },
    {
      for protocol in ["tcp", "udp"] : "ingress_self_coredns_${protocol}" => {
        type        = "ingress", protocol = protocol, from_port = 53, to_port = 53, self = true
        description = protocol == "tcp" ? "Node to node CoreDNS" : "Node to node CoreDNS UDP"
      }
    },
    { for key, one in {
      ingress_nodes_ephemeral = {
        type        = "ingress", protocol = "tcp", from_port = 1025, to_port = 65535, self = true
        description = "Node to node ingress on ephemeral ports"
      }
      egress_all = {
        type             = "egress", protocol = "-1", from_port = 0, to_port = 0, cidr_blocks = ["0.0.0.0/0"]
        ipv6_cidr_blocks = local.ip_family == "ipv6" ? ["::/0"] : null, description = "Allow all egress"
      }
    } : key => one if local.recommended },
    var.node_security_group_additional_rules,
  )
}

resource "aws_security_group_rule" "node" {
  for_each          = { for key, one in local.node_rules : key => one if local.own_node_group > 0 }
  region            = var.region
  security_group_id = aws_security_group.node[0].id
  type              = each.value.type
  protocol          = each.value.protocol
  from_port         = each.value.from_port
  to_port           = each.value.to_port
  description       = try(each.value.description, null)
  cidr_blocks       = try(each.value.cidr_blocks, null)
  ipv6_cidr_blocks  = try(each.value.ipv6_cidr_blocks, null)
  prefix_list_ids   = try(each.value.prefix_list_ids, null)
  self              = try(each.value.self, null)
  source_security_group_id = (
    try(each.value.source_cluster_security_group, false) ? local.group_id : try(each.value.source_security_group_id, null)
  )
}

data "tls_certificate" "this" {}

resource "aws_iam_openid_connect_provider" "oidc_provider" {
  count           = var.create && var.enable_irsa && !local.is_local ? 1 : 0
  client_id_list  = distinct(compact(concat(["sts.amazonaws.com"], var.openid_connect_audiences)))
  thumbprint_list = concat([data.tls_certificate.this.certificates[0].sha1_fingerprint], var.custom_oidc_thumbprints)
  url             = aws_eks_cluster.this[0].identity[0].oidc[0].issuer
  tags            = merge({ Name = "${local.name}-eks-irsa" }, var.tags)
}

data "aws_iam_policy_document" "assume_role_policy" {
  statement {
    sid     = "EKSClusterAssumeRole"
    actions = local.major >= 21 || local.auto_mode ? ["sts:AssumeRole", "sts:TagSession"] : ["sts:AssumeRole"]
    principals {
      type        = "Service"
      identifiers = ["eks.amazonaws.com"]
    }
    dynamic "principals" {
      for_each = local.is_local ? [1] : []
      content {
        type        = "Service"
        identifiers = ["ec2.amazonaws.com"]
      }
    }
  }
}

resource "aws_iam_role" "this" {
  count                = local.role
  name                 = var.iam_role_use_name_prefix ? null : local.role_name
  name_prefix          = var.iam_role_use_name_prefix ? "${local.role_name}${var.prefix_separator}" : null
  assume_role_policy   = data.aws_iam_policy_document.assume_role_policy.json
  permissions_boundary = var.iam_role_permissions_boundary
  tags                 = merge(var.tags, var.iam_role_tags)
}

resource "aws_iam_role_policy_attachment" "this" {
  for_each = {
    for name in concat(
      ["AmazonEKSClusterPolicy"],
      local.major < 21 && !local.auto_mode && !local.is_local ? ["AmazonEKSVPCResourceController"] : [],
      local.auto_mode && !local.is_local ? [
        "AmazonEKSComputePolicy", "AmazonEKSBlockStoragePolicy", "AmazonEKSLoadBalancingPolicy", "AmazonEKSNetworkingPolicy",
      ] : [],
    ) : name => local.is_local ? "AmazonEKSLocalOutpostClusterPolicy" : name if local.role > 0
  }
  role       = aws_iam_role.this[0].name
  policy_arn = "${local.policies}/${each.value}"
}

resource "aws_iam_role_policy_attachment" "additional" {
  for_each   = { for key, arn in var.iam_role_additional_policies : key => arn if local.role > 0 }
  role       = aws_iam_role.this[0].name
  policy_arn = each.value
}

resource "aws_iam_policy" "cluster_encryption" {
  count = local.attach_encryption_policy && length(local.encryption) > 0 ? local.role : 0
  name  = local.encryption_policy_use_name_prefix ? null : coalesce(local.encryption_policy_name, "${local.role_name}-ClusterEncryption")
  name_prefix = (
    local.encryption_policy_use_name_prefix ? coalesce(local.encryption_policy_name, "${local.role_name}-ClusterEncryption") : null
  )
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect   = "Allow"
      Action   = ["kms:Encrypt", "kms:Decrypt", "kms:ListGrants", "kms:DescribeKey"]
      Resource = local.key_arn
    }]
  })
  tags = merge(var.tags, local.encryption_policy_tags)
}

resource "aws_iam_role_policy_attachment" "cluster_encryption" {
  count      = length(aws_iam_policy.cluster_encryption)
  role       = aws_iam_role.this[0].name
  policy_arn = aws_iam_policy.cluster_encryption[0].arn
}

data "aws_iam_policy_document" "cni_ipv6_policy" {
  statement {
    sid = "AssignDescribe"
    actions = [
      "ec2:AssignIpv6Addresses", "ec2:DescribeInstances", "ec2:DescribeTags", "ec2:DescribeNetworkInterfaces",
      "ec2:DescribeInstanceTypes",
    ]
    resources = ["*"]
  }
  statement {
    sid       = "CreateTags"
    actions   = ["ec2:CreateTags"]
    resources = ["arn:${local.partition}:ec2:*:*:network-interface/*"]
  }
}

resource "aws_iam_policy" "cni_ipv6_policy" {
  count  = var.create && var.create_cni_ipv6_iam_policy ? 1 : 0
  name   = "AmazonEKS_CNI_IPv6_Policy"
  policy = data.aws_iam_policy_document.cni_ipv6_policy.json
  tags   = var.tags
}

locals {
  cluster_tag = "aws:RequestTag/eks:eks-cluster-name"
  own_cluster = "$${aws:PrincipalTag/eks:eks-cluster-name}"
  # What automatic mode may make for this cluster with tags of the user: actions, resources and required tags.
  custom_tags = {
    Compute = {
      actions   = ["ec2:CreateFleet", "ec2:RunInstances", "ec2:CreateLaunchTemplate"]
      resources = ["*"], tags = ["kubernetes-node-class-name", "kubernetes-node-pool-name"]
    }
    Storage = {
      actions   = ["ec2:CreateVolume", "ec2:CreateSnapshot"]
      resources = ["arn:${local.partition}:ec2:*:*:volume/*", "arn:${local.partition}:ec2:*:*:snapshot/*"], tags = []
    }
    Networking = { actions = ["ec2:CreateNetworkInterface"], resources = ["*"], tags = ["kubernetes-cni-node-name"] }
    LoadBalancer = {
      actions = [
        "elasticloadbalancing:CreateLoadBalancer", "elasticloadbalancing:CreateTargetGroup",
        "elasticloadbalancing:CreateListener", "elasticloadbalancing:CreateRule", "ec2:CreateSecurityGroup",
      ]
      resources = ["*"], tags = []
    }
    ShieldProtection = { actions = ["shield:CreateProtection"], resources = ["*"], tags = [] }
    ShieldTagResource = {
      actions = ["shield:TagResource"], resources = ["arn:${local.partition}:shield::*:protection/*"], tags = []
    }
  }
}

data "aws_iam_policy_document" "custom" {
  dynamic "statement" {
    for_each = local.custom_tags
    content {
      sid       = statement.key
      actions   = statement.value.actions
      resources = statement.value.resources
      condition {
        test     = "StringEquals"
        variable = local.cluster_tag
        values   = [local.own_cluster]
      }
      dynamic "condition" {
        for_each = statement.value.tags
        content {
          test     = condition.value == "kubernetes-cni-node-name" ? "StringEquals" : "StringLike"
          variable = "aws:RequestTag/eks:${condition.value}"
          values   = ["*"]
        }
      }
    }
  }
}

resource "aws_iam_policy" "custom" {
  count       = local.auto_mode && var.enable_auto_mode_custom_tags ? local.role : 0
  name        = var.iam_role_use_name_prefix ? null : local.role_name
  name_prefix = var.iam_role_use_name_prefix ? "${local.role_name}-" : null
  policy      = data.aws_iam_policy_document.custom.json
  tags        = merge(var.tags, var.iam_role_tags)
}

resource "aws_iam_role_policy_attachment" "custom" {
  count      = length(aws_iam_policy.custom)
  role       = aws_iam_role.this[0].name
  policy_arn = aws_iam_policy.custom[0].arn
}

locals {
  auto_role      = var.create && var.create_node_iam_role && local.auto_mode ? 1 : 0
  auto_role_name = coalesce(var.node_iam_role_name, "${local.name}-eks-auto")
}

data "aws_iam_policy_document" "node_assume_role_policy" {
  statement {
    sid     = "EKSAutoNodeAssumeRole"
    actions = ["sts:AssumeRole", "sts:TagSession"]
    principals {
      type        = "Service"
      identifiers = ["ec2.amazonaws.com"]
    }
  }
}

resource "aws_iam_role" "eks_auto" {
  count                = local.auto_role
  name                 = var.node_iam_role_use_name_prefix ? null : local.auto_role_name
  name_prefix          = var.node_iam_role_use_name_prefix ? "${local.auto_role_name}-" : null
  assume_role_policy   = data.aws_iam_policy_document.node_assume_role_policy.json
  permissions_boundary = var.node_iam_role_permissions_boundary
  tags                 = merge(var.tags, var.node_iam_role_tags)
}

resource "aws_iam_role_policy_attachment" "eks_auto" {
  for_each   = toset([for name in ["AmazonEKSWorkerNodeMinimalPolicy", "AmazonEC2ContainerRegistryPullOnly"] : name if local.auto_role > 0])
  role       = aws_iam_role.eks_auto[0].name
  policy_arn = "${local.policies}/${each.value}"
}

resource "aws_iam_role_policy_attachment" "eks_auto_additional" {
  for_each   = { for key, arn in var.node_iam_role_additional_policies : key => arn if local.auto_role > 0 }
  role       = aws_iam_role.eks_auto[0].name
  policy_arn = each.value
}

resource "aws_eks_addon" "this" {
  for_each                 = { for key, one in local.addons : key => one if var.create && !local.is_local && !coalesce(try(one.before_compute, null), false) }
  cluster_name             = aws_eks_cluster.this[0].id
  addon_name               = try(coalesce(each.value.name), each.key)
  addon_version            = try(each.value.addon_version, null)
  service_account_role_arn = try(each.value.service_account_role_arn, null)
  configuration_values     = try(each.value.configuration_values, null)
  tags                     = merge(var.tags, try(each.value.tags, {}))
}

resource "aws_eks_addon" "before_compute" {
  for_each                 = { for key, one in local.addons : key => one if var.create && !local.is_local && coalesce(try(one.before_compute, null), false) }
  cluster_name             = aws_eks_cluster.this[0].id
  addon_name               = try(coalesce(each.value.name), each.key)
  addon_version            = try(each.value.addon_version, null)
  service_account_role_arn = try(each.value.service_account_role_arn, null)
  configuration_values     = try(each.value.configuration_values, null)
  tags                     = merge(var.tags, try(each.value.tags, {}))
}

module "eks_managed_node_group" {
  source   = "./modules/eks-managed-node-group"
  region   = var.region
  for_each = local.managed

  partition                       = local.partition
  account_id                      = local.account_id
  cluster_name                    = one(aws_eks_cluster.this[*].id)
  cluster_ip_family               = local.ip_family
  name                            = try(coalesce(each.value.name), each.key)
  subnet_ids                      = try(coalesce(each.value.subnet_ids), var.subnet_ids)
  tags                            = merge(var.tags, try(each.value.tags, {}))
  create                          = try(each.value.create, null)
  launch_template_use_name_prefix = try(each.value.launch_template_use_name_prefix, null)
  launch_template_version         = try(each.value.launch_template_version, null)
  launch_template_tags            = try(each.value.launch_template_tags, null)
  tag_specifications              = try(each.value.tag_specifications, null)
  ebs_optimized                   = try(each.value.ebs_optimized, null)
  ami_id                          = try(each.value.ami_id, null)
  ami_type                        = try(each.value.ami_type, null)
  key_name                        = try(each.value.key_name, null)
  block_device_mappings           = try(each.value.block_device_mappings, null)
  credit_specification            = try(each.value.credit_specification, null)
  metadata_options                = try(each.value.metadata_options, null)
  enable_monitoring               = try(each.value.enable_monitoring, null)
  instance_market_options         = try(each.value.instance_market_options, null)
  network_interfaces              = try(each.value.network_interfaces, null)
  min_size                        = try(each.value.min_size, null)
  max_size                        = try(each.value.max_size, null)
  desired_size                    = try(each.value.desired_size, null)
  use_name_prefix                 = try(each.value.use_name_prefix, null)
  iam_role_name                   = try(each.value.iam_role_name, null)
  iam_role_use_name_prefix        = try(each.value.iam_role_use_name_prefix, null)
  iam_role_arn                    = try(each.value.iam_role_arn, null)
  iam_role_permissions_boundary   = try(each.value.iam_role_permissions_boundary, null)
  iam_role_attach_cni_policy      = try(each.value.iam_role_attach_cni_policy, null)
  iam_role_additional_policies    = try(each.value.iam_role_additional_policies, null)
  iam_role_tags                   = try(each.value.iam_role_tags, null)
  iam_role_policy_statements      = try(each.value.iam_role_policy_statements, null)
  create_iam_role_policy          = try(each.value.create_iam_role_policy, null)
  create_security_group           = try(each.value.create_security_group, null)
  security_group_name             = try(each.value.security_group_name, null)
  security_group_use_name_prefix  = try(each.value.security_group_use_name_prefix, null)
  security_group_description      = try(each.value.security_group_description, null)
  security_group_ingress_rules    = try(each.value.security_group_ingress_rules, null)
  security_group_egress_rules     = try(each.value.security_group_egress_rules, null)
  security_group_tags             = try(each.value.security_group_tags, null)
  create_launch_template          = try(each.value.create_launch_template, null)
  launch_template_id              = try(each.value.launch_template_id, null)
  enable_efa_support              = try(each.value.enable_efa_support, null)
  use_custom_launch_template      = try(each.value.use_custom_launch_template, null)
  create_iam_role                 = try(each.value.create_iam_role, null)
  capacity_type                   = try(each.value.capacity_type, null)
  disk_size                       = try(each.value.disk_size, null)
  force_update_version            = try(each.value.force_update_version, null)
  instance_types                  = try(each.value.instance_types, null)
  labels                          = try(each.value.labels, null)
  remote_access                   = try(each.value.remote_access, null)
  taints                          = try(each.value.taints, null)
  update_config                   = try(each.value.update_config, null)
  kubernetes_version              = try(coalesce(each.value.kubernetes_version), each.value.cluster_version, one(aws_eks_cluster.this[*].version))
  launch_template_name            = try(coalesce(each.value.launch_template_name), each.key)
  vpc_security_group_ids          = compact(concat([local.node_group_id], try([for one in each.value.vpc_security_group_ids : one], [])))
  cluster_primary_security_group_id = (
    try(each.value.attach_cluster_primary_security_group, false) == true
    ? aws_eks_cluster.this[0].vpc_config[0].cluster_security_group_id : null
  )
}

module "self_managed_node_group" {
  source   = "./modules/self-managed-node-group"
  region   = var.region
  for_each = local.self_managed

  partition                       = local.partition
  account_id                      = local.account_id
  cluster_name                    = one(aws_eks_cluster.this[*].id)
  cluster_ip_family               = local.ip_family
  name                            = try(coalesce(each.value.name), each.key)
  subnet_ids                      = try(coalesce(each.value.subnet_ids), var.subnet_ids)
  tags                            = merge(var.tags, try(each.value.tags, {}))
  create                          = try(each.value.create, null)
  launch_template_use_name_prefix = try(each.value.launch_template_use_name_prefix, null)
  launch_template_version         = try(each.value.launch_template_version, null)
  launch_template_tags            = try(each.value.launch_template_tags, null)
  tag_specifications              = try(each.value.tag_specifications, null)
  ebs_optimized                   = try(each.value.ebs_optimized, null)
  ami_id                          = try(each.value.ami_id, null)
  ami_type                        = try(each.value.ami_type, null)
  key_name                        = try(each.value.key_name, null)
  block_device_mappings           = try(each.value.block_device_mappings, null)
  credit_specification            = try(each.value.credit_specification, null)
  metadata_options                = try(each.value.metadata_options, null)
  enable_monitoring               = try(each.value.enable_monitoring, null)
  instance_market_options         = try(each.value.instance_market_options, null)
  network_interfaces              = try(each.value.network_interfaces, null)
  min_size                        = try(each.value.min_size, null)
  max_size                        = try(each.value.max_size, null)
  desired_size                    = try(each.value.desired_size, null)
  use_name_prefix                 = try(each.value.use_name_prefix, null)
  iam_role_name                   = try(each.value.iam_role_name, null)
  iam_role_use_name_prefix        = try(each.value.iam_role_use_name_prefix, null)
  iam_role_arn                    = try(each.value.iam_role_arn, null)
  iam_role_permissions_boundary   = try(each.value.iam_role_permissions_boundary, null)
  iam_role_attach_cni_policy      = try(each.value.iam_role_attach_cni_policy, null)
  iam_role_additional_policies    = try(each.value.iam_role_additional_policies, null)
  iam_role_tags                   = try(each.value.iam_role_tags, null)
  iam_role_policy_statements      = try(each.value.iam_role_policy_statements, null)
  create_iam_role_policy          = try(each.value.create_iam_role_policy, null)
  create_security_group           = try(each.value.create_security_group, null)
  security_group_name             = try(each.value.security_group_name, null)
  security_group_use_name_prefix  = try(each.value.security_group_use_name_prefix, null)
  security_group_description      = try(each.value.security_group_description, null)
  security_group_ingress_rules    = try(each.value.security_group_ingress_rules, null)
  security_group_egress_rules     = try(each.value.security_group_egress_rules, null)
  security_group_tags             = try(each.value.security_group_tags, null)
  create_launch_template          = try(each.value.create_launch_template, null)
  launch_template_id              = try(each.value.launch_template_id, null)
  enable_efa_support              = try(each.value.enable_efa_support, null)
  create_autoscaling_group        = try(each.value.create_autoscaling_group, null)
  availability_zones              = try(each.value.availability_zones, null)
  instance_requirements           = try(each.value.instance_requirements, null)
  instance_type                   = try(each.value.instance_type, null)
  capacity_rebalance              = try(each.value.capacity_rebalance, null)
  protect_from_scale_in           = try(each.value.protect_from_scale_in, null)
  health_check_type               = try(each.value.health_check_type, null)
  health_check_grace_period       = try(each.value.health_check_grace_period, null)
  suspended_processes             = try(each.value.suspended_processes, null)
  enabled_metrics                 = try(each.value.enabled_metrics, null)
  max_instance_lifetime           = try(each.value.max_instance_lifetime, null)
  instance_refresh                = try(each.value.instance_refresh, null)
  use_mixed_instances_policy      = try(each.value.use_mixed_instances_policy, null)
  mixed_instances_policy          = try(each.value.mixed_instances_policy, null)
  autoscaling_group_tags          = try(each.value.autoscaling_group_tags, null)
  create_iam_instance_profile     = try(each.value.create_iam_instance_profile, null)
  iam_instance_profile_arn        = try(each.value.iam_instance_profile_arn, null)
  create_access_entry             = try(each.value.create_access_entry, null)
  kubernetes_version              = try(coalesce(each.value.kubernetes_version), each.value.cluster_version, one(aws_eks_cluster.this[*].version))
  launch_template_name            = try(coalesce(each.value.launch_template_name), each.key)
  vpc_security_group_ids          = compact(concat([local.node_group_id], try([for one in each.value.vpc_security_group_ids : one], [])))
  cluster_primary_security_group_id = (
    try(each.value.attach_cluster_primary_security_group, false) == true
    ? aws_eks_cluster.this[0].vpc_config[0].cluster_security_group_id : null
  )
}

module "fargate_profile" {
  source   = "./modules/fargate-profile"
  region   = var.region
  for_each = local.fargate

  partition                     = local.partition
  account_id                    = local.account_id
  cluster_name                  = one(aws_eks_cluster.this[*].id)
  cluster_ip_family             = local.ip_family
  name                          = try(coalesce(each.value.name), each.key)
  subnet_ids                    = try(coalesce(each.value.subnet_ids), var.subnet_ids)
  tags                          = merge(var.tags, try(each.value.tags, {}))
  create                        = try(each.value.create, null)
  selectors                     = try(each.value.selectors, null)
  create_iam_role               = try(each.value.create_iam_role, null)
  iam_role_arn                  = try(each.value.iam_role_arn, null)
  iam_role_name                 = try(each.value.iam_role_name, null)
  iam_role_use_name_prefix      = try(each.value.iam_role_use_name_prefix, null)
  iam_role_permissions_boundary = try(each.value.iam_role_permissions_boundary, null)
  iam_role_attach_cni_policy    = try(each.value.iam_role_attach_cni_policy, null)
  iam_role_additional_policies  = try(each.value.iam_role_additional_policies, null)
  iam_role_tags                 = try(each.value.iam_role_tags, null)
  create_iam_role_policy        = try(each.value.create_iam_role_policy, null)
  iam_role_policy_statements    = try(each.value.iam_role_policy_statements, null)
}

output "cluster_arn" { value = one(aws_eks_cluster.this[*].arn) }
output "cluster_certificate_authority_data" { value = try(aws_eks_cluster.this[0].certificate_authority[0].data, null) }
output "cluster_endpoint" { value = one(aws_eks_cluster.this[*].endpoint) }
output "cluster_id" { value = local.major < 19 ? one(aws_eks_cluster.this[*].id) : one(aws_eks_cluster.this[*].cluster_id) }
output "cluster_name" { value = one(aws_eks_cluster.this[*].name) }
output "cluster_oidc_issuer_url" { value = try(aws_eks_cluster.this[0].identity[0].oidc[0].issuer, null) }
output "cluster_version" { value = one(aws_eks_cluster.this[*].version) }
output "cluster_platform_version" { value = one(aws_eks_cluster.this[*].platform_version) }
output "cluster_status" { value = one(aws_eks_cluster.this[*].status) }
output "cluster_primary_security_group_id" { value = try(aws_eks_cluster.this[0].vpc_config[0].cluster_security_group_id, null) }
output "cluster_service_cidr" { value = try(aws_eks_cluster.this[0].kubernetes_network_config[0][local.ip_family == "ipv6" ? "service_ipv6_cidr" : "service_ipv4_cidr"], null) }
output "cluster_ip_family" { value = local.ip_family }
output "access_entries" { value = aws_eks_access_entry.this }
output "kms_key_arn" { value = module.kms.key_arn }
output "kms_key_id" { value = module.kms.key_id }
output "kms_key_policy" { value = module.kms.key_policy }
output "cluster_security_group_arn" { value = one(aws_security_group.cluster[*].arn) }
output "cluster_security_group_id" { value = one(aws_security_group.cluster[*].id) }
output "node_security_group_arn" { value = one(aws_security_group.node[*].arn) }
output "node_security_group_id" { value = one(aws_security_group.node[*].id) }
output "oidc_provider" { value = try(replace(aws_eks_cluster.this[0].identity[0].oidc[0].issuer, "https://", ""), null) }
output "oidc_provider_arn" { value = one(aws_iam_openid_connect_provider.oidc_provider[*].arn) }
output "cluster_iam_role_name" { value = one(aws_iam_role.this[*].name) }
output "cluster_iam_role_arn" { value = one(aws_iam_role.this[*].arn) }
output "cluster_iam_role_unique_id" { value = one(aws_iam_role.this[*].unique_id) }
output "node_iam_role_name" { value = one(aws_iam_role.eks_auto[*].name) }
output "node_iam_role_arn" { value = one(aws_iam_role.eks_auto[*].arn) }
output "cluster_addons" { value = merge(aws_eks_addon.this, aws_eks_addon.before_compute) }
output "cloudwatch_log_group_name" { value = one(aws_cloudwatch_log_group.this[*].name) }
output "cloudwatch_log_group_arn" { value = one(aws_cloudwatch_log_group.this[*].arn) }
output "fargate_profiles" { value = module.fargate_profile }
output "eks_managed_node_groups" { value = module.eks_managed_node_group }
output "eks_managed_node_groups_autoscaling_group_names" { value = compact(flatten([for group in module.eks_managed_node_group : group.node_group_autoscaling_group_names])) }
output "self_managed_node_groups" { value = module.self_managed_node_group }
output "self_managed_node_groups_autoscaling_group_names" { value = compact([for group in module.self_managed_node_group : group.autoscaling_group_name]) }
