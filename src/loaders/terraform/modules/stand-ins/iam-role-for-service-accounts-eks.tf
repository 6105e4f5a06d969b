# source: terraform-aws-modules/iam/aws//modules/iam-role-for-service-accounts-eks
# git: github.com/terraform-aws-modules/terraform-aws-iam//modules/iam-role-for-service-accounts-eks
# versions: >= 4, < 6
#
# A role for service accounts of a cluster, with the policies of well-known add-ons.

variable "create_role" { default = true }
variable "role_name" { default = null }
variable "role_name_prefix" { default = null }
variable "role_path" { default = "/" }
variable "role_permissions_boundary_arn" { default = null }
variable "policy_name_prefix" { default = "AmazonEKS_" }
variable "role_policy_arns" { default = {} }
variable "oidc_providers" { default = {} }
variable "tags" { default = {} }
variable "assume_role_condition_test" { default = "StringEquals" }
variable "allow_self_assume_role" { default = false }
variable "attach_cloudwatch_observability_policy" { default = false }
variable "attach_aws_gateway_controller_policy" { default = false }
variable "attach_cert_manager_policy" { default = false }
variable "attach_cluster_autoscaler_policy" { default = false }
variable "attach_ebs_csi_policy" { default = false }
variable "attach_efs_csi_policy" { default = false }
variable "attach_mountpoint_s3_csi_policy" { default = false }
variable "attach_external_dns_policy" { default = false }
variable "attach_external_secrets_policy" { default = false }
variable "attach_fsx_lustre_csi_policy" { default = false }
variable "attach_fsx_openzfs_csi_policy" { default = false }
variable "attach_karpenter_controller_policy" { default = false }
variable "attach_load_balancer_controller_policy" { default = false }
variable "attach_load_balancer_controller_targetgroup_binding_only_policy" { default = false }
variable "attach_appmesh_controller_policy" { default = false }
variable "attach_appmesh_envoy_proxy_policy" { default = false }
variable "attach_amazon_managed_service_prometheus_policy" { default = false }
variable "attach_node_termination_handler_policy" { default = false }
variable "attach_velero_policy" { default = false }
variable "attach_vpc_cni_policy" { default = false }

data "aws_partition" "current" {}
data "aws_caller_identity" "current" {}

data "aws_iam_policy_document" "this" {
  dynamic "statement" {
    for_each = var.allow_self_assume_role ? [1] : []
    content {
      sid     = "ExplicitSelfRoleAssumption"
      actions = ["sts:AssumeRole"]
      principals {
        type        = "AWS"
        identifiers = ["*"]
      }
      condition {
        test     = "ArnLike"
        variable = "aws:PrincipalArn"
        values = [
          "arn:${data.aws_partition.current.partition}:iam::${data.aws_caller_identity.current.account_id}:role${var.role_path}${var.role_name != null ? var.role_name : "${var.role_name_prefix}*"}",
        ]
      }
    }
  }

  dynamic "statement" {
    for_each = var.oidc_providers
    content {
      actions = ["sts:AssumeRoleWithWebIdentity"]
      principals {
        type        = "Federated"
        identifiers = [statement.value.provider_arn]
      }
      condition {
        test     = var.assume_role_condition_test
        variable = "${replace(statement.value.provider_arn, "/^(.*provider/)/", "")}:sub"
        values   = [for account in statement.value.namespace_service_accounts : "system:serviceaccount:${account}"]
      }
      condition {
        test     = var.assume_role_condition_test
        variable = "${replace(statement.value.provider_arn, "/^(.*provider/)/", "")}:aud"
        values   = ["sts.amazonaws.com"]
      }
    }
  }
}

resource "aws_iam_role" "this" {
  count                = var.create_role ? 1 : 0
  name                 = var.role_name
  name_prefix          = var.role_name_prefix
  path                 = var.role_path
  assume_role_policy   = data.aws_iam_policy_document.this.json
  permissions_boundary = var.role_permissions_boundary_arn == "" ? null : var.role_permissions_boundary_arn
  tags                 = var.tags
}

resource "aws_iam_role_policy_attachment" "this" {
  for_each   = { for key, arn in var.role_policy_arns : key => arn if var.create_role }
  role       = aws_iam_role.this[0].name
  policy_arn = each.value
}

resource "aws_iam_role_policy_attachment" "amazon_cloudwatch_observability" {
  for_each = {
    for name in ["AWSXrayWriteOnlyAccess", "CloudWatchAgentServerPolicy"] :
    name => "arn:${data.aws_partition.current.partition}:iam::aws:policy/${name}"
    if var.create_role && var.attach_cloudwatch_observability_policy
  }
  role       = aws_iam_role.this[0].name
  policy_arn = each.value
}

# What the add-ons' own policies allow is long and changes often: it stays unknown.
data "aws_iam_policy" "of_add_on" {}

resource "aws_iam_policy" "aws_gateway_controller" {
  count       = var.create_role && var.attach_aws_gateway_controller_policy ? 1 : 0
  name_prefix = "${var.policy_name_prefix}AWSGatewayController-"
  policy      = data.aws_iam_policy.of_add_on.policy
  tags        = var.tags
}

resource "aws_iam_role_policy_attachment" "aws_gateway_controller" {
  count      = length(aws_iam_policy.aws_gateway_controller)
  role       = aws_iam_role.this[0].name
  policy_arn = aws_iam_policy.aws_gateway_controller[0].arn
}

resource "aws_iam_policy" "cert_manager" {
  count       = var.create_role && var.attach_cert_manager_policy ? 1 : 0
  name_prefix = "${var.policy_name_prefix}Cert_Manager_Policy-"
  policy      = data.aws_iam_policy.of_add_on.policy
  tags        = var.tags
}

resource "aws_iam_role_policy_attachment" "cert_manager" {
  count      = length(aws_iam_policy.cert_manager)
  role       = aws_iam_role.this[0].name
  policy_arn = aws_iam_policy.cert_manager[0].arn
}

resource "aws_iam_policy" "cluster_autoscaler" {
  count       = var.create_role && var.attach_cluster_autoscaler_policy ? 1 : 0
  name_prefix = "${var.policy_name_prefix}Cluster_Autoscaler_Policy-"
  policy      = data.aws_iam_policy.of_add_on.policy
  tags        = var.tags
}

resource "aws_iam_role_policy_attachment" "cluster_autoscaler" {
  count      = length(aws_iam_policy.cluster_autoscaler)
  role       = aws_iam_role.this[0].name
  policy_arn = aws_iam_policy.cluster_autoscaler[0].arn
}

resource "aws_iam_policy" "ebs_csi" {
  count       = var.create_role && var.attach_ebs_csi_policy ? 1 : 0
  name_prefix = "${var.policy_name_prefix}EBS_CSI_Policy-"
  policy      = data.aws_iam_policy.of_add_on.policy
  tags        = var.tags
}

resource "aws_iam_role_policy_attachment" "ebs_csi" {
  count      = length(aws_iam_policy.ebs_csi)
  role       = aws_iam_role.this[0].name
  policy_arn = aws_iam_policy.ebs_csi[0].arn
}

resource "aws_iam_policy" "efs_csi" {
  count       = var.create_role && var.attach_efs_csi_policy ? 1 : 0
  name_prefix = "${var.policy_name_prefix}EFS_CSI_Policy-"
  policy      = data.aws_iam_policy.of_add_on.policy
  tags        = var.tags
}

resource "aws_iam_role_policy_attachment" "efs_csi" {
  count      = length(aws_iam_policy.efs_csi)
  role       = aws_iam_role.this[0].name
  policy_arn = aws_iam_policy.efs_csi[0].arn
}

resource "aws_iam_policy" "mountpoint_s3_csi" {
  count       = var.create_role && var.attach_mountpoint_s3_csi_policy ? 1 : 0
  name_prefix = "${var.policy_name_prefix}Mountpoint_S3_CSI-"
  policy      = data.aws_iam_policy.of_add_on.policy
  tags        = var.tags
}

resource "aws_iam_role_policy_attachment" "mountpoint_s3_csi" {
  count      = length(aws_iam_policy.mountpoint_s3_csi)
  role       = aws_iam_role.this[0].name
  policy_arn = aws_iam_policy.mountpoint_s3_csi[0].arn
}

resource "aws_iam_policy" "external_dns" {
  count       = var.create_role && var.attach_external_dns_policy ? 1 : 0
  name_prefix = "${var.policy_name_prefix}External_DNS_Policy-"
  policy      = data.aws_iam_policy.of_add_on.policy
  tags        = var.tags
}

resource "aws_iam_role_policy_attachment" "external_dns" {
  count      = length(aws_iam_policy.external_dns)
  role       = aws_iam_role.this[0].name
  policy_arn = aws_iam_policy.external_dns[0].arn
}

resource "aws_iam_policy" "external_secrets" {
  count       = var.create_role && var.attach_external_secrets_policy ? 1 : 0
  name_prefix = "${var.policy_name_prefix}External_Secrets_Policy-"
  policy      = data.aws_iam_policy.of_add_on.policy
  tags        = var.tags
}

resource "aws_iam_role_policy_attachment" "external_secrets" {
  count      = length(aws_iam_policy.external_secrets)
  role       = aws_iam_role.this[0].name
  policy_arn = aws_iam_policy.external_secrets[0].arn
}

resource "aws_iam_policy" "fsx_lustre_csi" {
  count       = var.create_role && var.attach_fsx_lustre_csi_policy ? 1 : 0
  name_prefix = "${var.policy_name_prefix}FSx_Lustre_CSI_Policy-"
  policy      = data.aws_iam_policy.of_add_on.policy
  tags        = var.tags
}

resource "aws_iam_role_policy_attachment" "fsx_lustre_csi" {
  count      = length(aws_iam_policy.fsx_lustre_csi)
  role       = aws_iam_role.this[0].name
  policy_arn = aws_iam_policy.fsx_lustre_csi[0].arn
}

resource "aws_iam_policy" "fsx_openzfs_csi" {
  count       = var.create_role && var.attach_fsx_openzfs_csi_policy ? 1 : 0
  name_prefix = "${var.policy_name_prefix}FSx_OpenZFS_CSI_Policy-"
  policy      = data.aws_iam_policy.of_add_on.policy
  tags        = var.tags
}

resource "aws_iam_role_policy_attachment" "fsx_openzfs_csi" {
  count      = length(aws_iam_policy.fsx_openzfs_csi)
  role       = aws_iam_role.this[0].name
  policy_arn = aws_iam_policy.fsx_openzfs_csi[0].arn
}

resource "aws_iam_policy" "karpenter_controller" {
  count       = var.create_role && var.attach_karpenter_controller_policy ? 1 : 0
  name_prefix = "${var.policy_name_prefix}Karpenter_Controller_Policy-"
  policy      = data.aws_iam_policy.of_add_on.policy
  tags        = var.tags
}

resource "aws_iam_role_policy_attachment" "karpenter_controller" {
  count      = length(aws_iam_policy.karpenter_controller)
  role       = aws_iam_role.this[0].name
  policy_arn = aws_iam_policy.karpenter_controller[0].arn
}

resource "aws_iam_policy" "load_balancer_controller" {
  count       = var.create_role && var.attach_load_balancer_controller_policy ? 1 : 0
  name_prefix = "${var.policy_name_prefix}AWS_Load_Balancer_Controller-"
  policy      = data.aws_iam_policy.of_add_on.policy
  tags        = var.tags
}

resource "aws_iam_role_policy_attachment" "load_balancer_controller" {
  count      = length(aws_iam_policy.load_balancer_controller)
  role       = aws_iam_role.this[0].name
  policy_arn = aws_iam_policy.load_balancer_controller[0].arn
}

resource "aws_iam_policy" "load_balancer_controller_targetgroup_only" {
  count       = var.create_role && var.attach_load_balancer_controller_targetgroup_binding_only_policy ? 1 : 0
  name_prefix = "${var.policy_name_prefix}AWS_Load_Balancer_Controller_TargetGroup_Only-"
  policy      = data.aws_iam_policy.of_add_on.policy
  tags        = var.tags
}

resource "aws_iam_role_policy_attachment" "load_balancer_controller_targetgroup_only" {
  count      = length(aws_iam_policy.load_balancer_controller_targetgroup_only)
  role       = aws_iam_role.this[0].name
  policy_arn = aws_iam_policy.load_balancer_controller_targetgroup_only[0].arn
}

resource "aws_iam_policy" "appmesh_controller" {
  count       = var.create_role && var.attach_appmesh_controller_policy ? 1 : 0
  name_prefix = "${var.policy_name_prefix}Appmesh_Controller-"
  policy      = data.aws_iam_policy.of_add_on.policy
  tags        = var.tags
}

resource "aws_iam_role_policy_attachment" "appmesh_controller" {
  count      = length(aws_iam_policy.appmesh_controller)
  role       = aws_iam_role.this[0].name
  policy_arn = aws_iam_policy.appmesh_controller[0].arn
}

resource "aws_iam_policy" "appmesh_envoy_proxy" {
  count       = var.create_role && var.attach_appmesh_envoy_proxy_policy ? 1 : 0
  name_prefix = "${var.policy_name_prefix}Appmesh_Envoy_Proxy-"
  policy      = data.aws_iam_policy.of_add_on.policy
  tags        = var.tags
}

resource "aws_iam_role_policy_attachment" "appmesh_envoy_proxy" {
  count      = length(aws_iam_policy.appmesh_envoy_proxy)
  role       = aws_iam_role.this[0].name
  policy_arn = aws_iam_policy.appmesh_envoy_proxy[0].arn
}

resource "aws_iam_policy" "amazon_managed_service_prometheus" {
  count       = var.create_role && var.attach_amazon_managed_service_prometheus_policy ? 1 : 0
  name_prefix = "${var.policy_name_prefix}Managed_Service_Prometheus_Policy-"
  policy      = data.aws_iam_policy.of_add_on.policy
  tags        = var.tags
}

resource "aws_iam_role_policy_attachment" "amazon_managed_service_prometheus" {
  count      = length(aws_iam_policy.amazon_managed_service_prometheus)
  role       = aws_iam_role.this[0].name
  policy_arn = aws_iam_policy.amazon_managed_service_prometheus[0].arn
}

resource "aws_iam_policy" "node_termination_handler" {
  count       = var.create_role && var.attach_node_termination_handler_policy ? 1 : 0
  name_prefix = "${var.policy_name_prefix}Node_Termination_Handler_Policy-"
  policy      = data.aws_iam_policy.of_add_on.policy
  tags        = var.tags
}

resource "aws_iam_role_policy_attachment" "node_termination_handler" {
  count      = length(aws_iam_policy.node_termination_handler)
  role       = aws_iam_role.this[0].name
  policy_arn = aws_iam_policy.node_termination_handler[0].arn
}

resource "aws_iam_policy" "velero" {
  count       = var.create_role && var.attach_velero_policy ? 1 : 0
  name_prefix = "${var.policy_name_prefix}Velero_Policy-"
  policy      = data.aws_iam_policy.of_add_on.policy
  tags        = var.tags
}

resource "aws_iam_role_policy_attachment" "velero" {
  count      = length(aws_iam_policy.velero)
  role       = aws_iam_role.this[0].name
  policy_arn = aws_iam_policy.velero[0].arn
}

resource "aws_iam_policy" "vpc_cni" {
  count       = var.create_role && var.attach_vpc_cni_policy ? 1 : 0
  name_prefix = "${var.policy_name_prefix}CNI_Policy-"
  policy      = data.aws_iam_policy.of_add_on.policy
  tags        = var.tags
}

resource "aws_iam_role_policy_attachment" "vpc_cni" {
  count      = length(aws_iam_policy.vpc_cni)
  role       = aws_iam_role.this[0].name
  policy_arn = aws_iam_policy.vpc_cni[0].arn
}

output "iam_role_arn" { value = one(aws_iam_role.this[*].arn) }
output "iam_role_name" { value = one(aws_iam_role.this[*].name) }
output "iam_role_path" { value = one(aws_iam_role.this[*].path) }
output "iam_role_unique_id" { value = one(aws_iam_role.this[*].unique_id) }
