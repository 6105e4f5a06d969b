# source: terraform-aws-modules/app-runner/aws
# git: github.com/terraform-aws-modules/terraform-aws-app-runner
# versions: >= 1, < 2
#
# A service of App Runner with what connects it to a network.

variable "create" { default = true }
variable "create_service" { default = true }
variable "tags" { default = {} }
variable "service_name" { default = "" }
variable "source_configuration" { default = {} }
variable "instance_configuration" { default = {} }
variable "network_configuration" { default = {} }
variable "encryption_configuration" { default = {} }
variable "health_check_configuration" { default = {} }
variable "create_vpc_connector" { default = false }
variable "vpc_connector_name" { default = "" }
variable "vpc_connector_subnets" { default = [] }
variable "vpc_connector_security_groups" { default = [] }
variable "create_ingress_vpc_connection" { default = false }
variable "ingress_vpc_id" { default = "" }
variable "ingress_vpc_endpoint_id" { default = "" }

locals {
  create     = var.create && var.create_service
  image      = try(var.source_configuration.image_repository, null)
  repository = try(var.source_configuration.code_repository, null)
}

resource "aws_apprunner_service" "this" {
  count        = local.create ? 1 : 0
  service_name = var.service_name
  tags         = var.tags

  source_configuration {
    auto_deployments_enabled = try(var.source_configuration.auto_deployments_enabled, false)

    dynamic "image_repository" {
      for_each = local.image == null ? [] : [local.image]
      content {
        image_identifier      = try(image_repository.value.image_identifier, null)
        image_repository_type = try(image_repository.value.image_repository_type, null)

        dynamic "image_configuration" {
          for_each = try([image_repository.value.image_configuration], [])
          content {
            port                          = try(image_configuration.value.port, null)
            start_command                 = try(image_configuration.value.start_command, null)
            runtime_environment_variables = try(image_configuration.value.runtime_environment_variables, null)
            runtime_environment_secrets   = try(image_configuration.value.runtime_environment_secrets, null)
          }
        }
      }
    }

    dynamic "code_repository" {
      for_each = local.repository == null ? [] : [local.repository]
      content {
        repository_url = try(code_repository.value.repository_url, null)

        dynamic "code_configuration" {
          for_each = try([code_repository.value.code_configuration], [])
          content {
            configuration_source = try(code_configuration.value.configuration_source, null)

            dynamic "code_configuration_values" {
              for_each = try([code_configuration.value.code_configuration_values], [])
              content {
                runtime                       = try(code_configuration_values.value.runtime, null)
                runtime_environment_variables = try(code_configuration_values.value.runtime_environment_variables, null)
                runtime_environment_secrets   = try(code_configuration_values.value.runtime_environment_secrets, null)
              }
            }
          }
        }
      }
    }
  }

  dynamic "instance_configuration" {
    for_each = length(var.instance_configuration) > 0 ? [var.instance_configuration] : []
    content {
      cpu               = try(instance_configuration.value.cpu, null)
      memory            = try(instance_configuration.value.memory, null)
      instance_role_arn = try(instance_configuration.value.instance_role_arn, null)
    }
  }

  dynamic "network_configuration" {
    for_each = length(var.network_configuration) > 0 ? [var.network_configuration] : []
    content {
      dynamic "egress_configuration" {
        for_each = try([network_configuration.value.egress_configuration], [])
        content {
          egress_type       = try(egress_configuration.value.egress_type, null)
          vpc_connector_arn = try(egress_configuration.value.vpc_connector_arn, one(aws_apprunner_vpc_connector.this[*].arn))
        }
      }
      dynamic "ingress_configuration" {
        for_each = try([network_configuration.value.ingress_configuration], [])
        content {
          is_publicly_accessible = try(ingress_configuration.value.is_publicly_accessible, null)
        }
      }
    }
  }
}

resource "aws_apprunner_vpc_connector" "this" {
  count              = var.create && var.create_vpc_connector ? 1 : 0
  vpc_connector_name = var.vpc_connector_name == "" ? var.service_name : var.vpc_connector_name
  subnets            = var.vpc_connector_subnets
  security_groups    = var.vpc_connector_security_groups
  tags               = var.tags
}

resource "aws_apprunner_vpc_ingress_connection" "this" {
  count       = local.create && var.create_ingress_vpc_connection ? 1 : 0
  name        = var.service_name
  service_arn = aws_apprunner_service.this[0].arn
  tags        = var.tags

  ingress_vpc_configuration {
    vpc_id          = var.ingress_vpc_id
    vpc_endpoint_id = var.ingress_vpc_endpoint_id
  }
}

output "service_arn" { value = one(aws_apprunner_service.this[*].arn) }
output "service_id" { value = one(aws_apprunner_service.this[*].service_id) }
output "service_url" { value = one(aws_apprunner_service.this[*].service_url) }
output "service_status" { value = one(aws_apprunner_service.this[*].status) }
output "vpc_connector_arn" { value = one(aws_apprunner_vpc_connector.this[*].arn) }
output "vpc_ingress_connection_arn" { value = one(aws_apprunner_vpc_ingress_connection.this[*].arn) }
output "vpc_ingress_connection_domain_name" { value = one(aws_apprunner_vpc_ingress_connection.this[*].domain_name) }
