# source: terraform-aws-modules/s3-bucket/aws
# git: github.com/terraform-aws-modules/terraform-aws-s3-bucket
# versions: >= 3, < 6
#
# A bucket with everything that belongs to it. Public access is blocked unless told otherwise.

variable "region" { default = null }
variable "create_bucket" { default = true }
variable "bucket" { default = null }
variable "bucket_prefix" { default = null }
variable "acl" { default = null }
variable "policy" { default = null }
variable "tags" { default = {} }
variable "force_destroy" { default = false }
variable "website" { default = {} }
variable "cors_rule" { default = [] }
variable "versioning" { default = {} }
variable "logging" { default = {} }
variable "grant" { default = [] }
variable "owner" { default = {} }
variable "lifecycle_rule" { default = [] }
variable "replication_configuration" { default = {} }
variable "server_side_encryption_configuration" { default = {} }
variable "intelligent_tiering" { default = {} }
variable "object_lock_configuration" { default = {} }
variable "object_lock_enabled" { default = false }
variable "block_public_acls" { default = true }
variable "block_public_policy" { default = true }
variable "ignore_public_acls" { default = true }
variable "restrict_public_buckets" { default = true }
variable "control_object_ownership" { default = false }
variable "object_ownership" { default = "BucketOwnerEnforced" }
variable "is_directory_bucket" { default = false }
variable "attach_policy" { default = false }
variable "attach_public_policy" { default = true }
variable "attach_elb_log_delivery_policy" { default = false }
variable "attach_lb_log_delivery_policy" { default = false }
variable "attach_access_log_delivery_policy" { default = false }
variable "attach_cloudtrail_log_delivery_policy" { default = false }
variable "attach_waf_log_delivery_policy" { default = false }
variable "attach_deny_insecure_transport_policy" { default = false }
variable "attach_require_latest_tls_policy" { default = false }
variable "attach_inventory_destination_policy" { default = false }
variable "attach_analytics_destination_policy" { default = false }
variable "attach_deny_incorrect_encryption_headers" { default = false }
variable "attach_deny_incorrect_kms_key_sse" { default = false }
variable "attach_deny_unencrypted_object_uploads" { default = false }
variable "attach_deny_ssec_encrypted_object_uploads" { default = false }
variable "access_log_delivery_policy_source_buckets" { default = [] }
variable "access_log_delivery_policy_source_accounts" { default = [] }

locals {
  on     = var.create_bucket && !var.is_directory_bucket ? 1 : 0
  bucket = one(aws_s3_bucket.this[*].id)
  arn    = one(aws_s3_bucket.this[*].arn)
  rules  = try(jsondecode(var.lifecycle_rule), var.lifecycle_rule)
  grants = try(jsondecode(var.grant), var.grant)
  to_us  = var.server_side_encryption_configuration

  # Services that may write here, by the switch that lets them.
  writers = [for one in [
    { on = var.attach_elb_log_delivery_policy, who = ["logdelivery.elasticloadbalancing.amazonaws.com"] },
    { on = var.attach_lb_log_delivery_policy, who = ["delivery.logs.amazonaws.com"] },
    { on = var.attach_waf_log_delivery_policy, who = ["delivery.logs.amazonaws.com"] },
    { on = var.attach_access_log_delivery_policy, who = ["logging.s3.amazonaws.com"] },
    { on = var.attach_cloudtrail_log_delivery_policy, who = ["cloudtrail.amazonaws.com"] },
    { on = var.attach_inventory_destination_policy || var.attach_analytics_destination_policy, who = ["s3.amazonaws.com"] },
  ] : one if one.on]
  denials = [for one in [
    {
      on      = var.attach_deny_insecure_transport_policy, sid = "denyInsecureTransport"
      actions = ["s3:*"], test = "Bool", key = "aws:SecureTransport", value = "false"
    },
    {
      on      = var.attach_require_latest_tls_policy, sid = "denyOutdatedTLS"
      actions = ["s3:*"], test = "NumericLessThan", key = "s3:TlsVersion", value = "1.2"
    },
    {
      on      = var.attach_deny_unencrypted_object_uploads, sid = "denyUnencryptedObjectUploads"
      actions = ["s3:PutObject"], test = "Null", key = "s3:x-amz-server-side-encryption", value = "true"
    },
    {
      on      = var.attach_deny_ssec_encrypted_object_uploads, sid = "denySSECEncryptedObjectUploads"
      actions = ["s3:PutObject"], test = "Null", key = "s3:x-amz-server-side-encryption-customer-algorithm", value = "false"
    },
  ] : one if one.on]
  has_policy = anytrue([
    var.attach_policy, length(local.writers) > 0, length(local.denials) > 0,
    var.attach_deny_incorrect_encryption_headers, var.attach_deny_incorrect_kms_key_sse,
  ])
}

resource "aws_s3_bucket" "this" {
  count               = local.on
  region              = var.region
  bucket              = var.bucket
  bucket_prefix       = var.bucket_prefix
  force_destroy       = var.force_destroy
  object_lock_enabled = var.object_lock_enabled
  tags                = var.tags
}

resource "aws_s3_bucket_logging" "this" {
  count         = length(keys(var.logging)) > 0 ? local.on : 0
  region        = var.region
  bucket        = local.bucket
  target_bucket = var.logging["target_bucket"]
  target_prefix = try(var.logging["target_prefix"], null)
}

resource "aws_s3_bucket_acl" "this" {
  count  = (var.acl != null && var.acl != "null") || length(local.grants) > 0 ? local.on : 0
  region = var.region
  bucket = local.bucket
  acl    = var.acl == "null" ? null : var.acl

  dynamic "access_control_policy" {
    for_each = length(local.grants) > 0 ? [1] : []
    content {
      dynamic "grant" {
        for_each = local.grants
        content {
          permission = grant.value.permission
          grantee {
            type          = grant.value.type
            id            = try(grant.value.id, null)
            uri           = try(grant.value.uri, null)
            email_address = try(grant.value.email, null)
          }
        }
      }
      owner {
        id = try(var.owner["id"], null)
      }
    }
  }
}

resource "aws_s3_bucket_website_configuration" "this" {
  count  = length(keys(var.website)) > 0 ? local.on : 0
  region = var.region
  bucket = local.bucket

  dynamic "index_document" {
    for_each = try([var.website["index_document"]], [])
    content {
      suffix = index_document.value
    }
  }

  dynamic "redirect_all_requests_to" {
    for_each = try([var.website["redirect_all_requests_to"]], [])
    content {
      host_name = redirect_all_requests_to.value.host_name
      protocol  = try(redirect_all_requests_to.value.protocol, null)
    }
  }
}

resource "aws_s3_bucket_versioning" "this" {
  count  = length(keys(var.versioning)) > 0 ? local.on : 0
  region = var.region
  bucket = local.bucket
  versioning_configuration {
    status = try(
      var.versioning["enabled"] ? "Enabled" : "Suspended", tobool(var.versioning["status"]) ? "Enabled" : "Suspended",
      title(lower(var.versioning["status"])), "Enabled",
    )
    mfa_delete = try(tobool(var.versioning["mfa_delete"]) ? "Enabled" : "Disabled", title(lower(var.versioning["mfa_delete"])), null)
  }
}

resource "aws_s3_bucket_server_side_encryption_configuration" "this" {
  count  = length(keys(local.to_us)) > 0 ? local.on : 0
  region = var.region
  bucket = local.bucket
  dynamic "rule" {
    for_each = try(flatten([local.to_us["rule"]]), [])
    content {
      bucket_key_enabled = try(rule.value.bucket_key_enabled, null)
      dynamic "apply_server_side_encryption_by_default" {
        for_each = try([rule.value.apply_server_side_encryption_by_default], [])
        content {
          sse_algorithm     = apply_server_side_encryption_by_default.value.sse_algorithm
          kms_master_key_id = try(apply_server_side_encryption_by_default.value.kms_master_key_id, null)
        }
      }
    }
  }
}

resource "aws_s3_bucket_lifecycle_configuration" "this" {
  count  = length(local.rules) > 0 ? local.on : 0
  region = var.region
  bucket = local.bucket
  dynamic "rule" {
    for_each = local.rules
    content {
      id = try(rule.value.id, null)
      status = try(
        rule.value.enabled ? "Enabled" : "Disabled", tobool(rule.value.status) ? "Enabled" : "Disabled",
        title(lower(rule.value.status)),
      )
      dynamic "abort_incomplete_multipart_upload" {
        for_each = try([rule.value.abort_incomplete_multipart_upload_days], [])
        content {
          days_after_initiation = abort_incomplete_multipart_upload.value
        }
      }
      dynamic "expiration" {
        for_each = try(flatten([rule.value.expiration]), [])
        content {
          date                         = try(expiration.value.date, null)
          days                         = try(expiration.value.days, null)
          expired_object_delete_marker = try(expiration.value.expired_object_delete_marker, null)
        }
      }
      dynamic "transition" {
        for_each = try(flatten([rule.value.transition]), [])
        content {
          date          = try(transition.value.date, null)
          days          = try(transition.value.days, null)
          storage_class = transition.value.storage_class
        }
      }
      dynamic "noncurrent_version_expiration" {
        for_each = try(flatten([rule.value.noncurrent_version_expiration]), [])
        content {
          newer_noncurrent_versions = try(noncurrent_version_expiration.value.newer_noncurrent_versions, null)
          noncurrent_days           = try(noncurrent_version_expiration.value.days, noncurrent_version_expiration.value.noncurrent_days, null)
        }
      }
      dynamic "filter" {
        for_each = try(flatten([rule.value.filter]), [{}])
        content {
          object_size_greater_than = try(filter.value.object_size_greater_than, null)
          object_size_less_than    = try(filter.value.object_size_less_than, null)
          prefix                   = try(filter.value.prefix, null)
          dynamic "tag" {
            for_each = try(filter.value.tags, filter.value.tag, {})
            content {
              key   = tag.key
              value = tag.value
            }
          }
        }
      }
    }
  }
}

resource "aws_s3_bucket_object_lock_configuration" "this" {
  count  = var.object_lock_enabled && try(var.object_lock_configuration.rule.default_retention, null) != null ? local.on : 0
  region = var.region
  bucket = local.bucket
  rule {
    default_retention {
      mode  = var.object_lock_configuration.rule.default_retention.mode
      days  = try(var.object_lock_configuration.rule.default_retention.days, null)
      years = try(var.object_lock_configuration.rule.default_retention.years, null)
    }
  }
}

resource "aws_s3_bucket_replication_configuration" "this" {
  count  = length(keys(var.replication_configuration)) > 0 ? local.on : 0
  region = var.region
  bucket = local.bucket
  role   = try(var.replication_configuration["role"], null)
  dynamic "rule" {
    for_each = try(flatten([var.replication_configuration["rule"]]), flatten([var.replication_configuration["rules"]]), [])
    content {
      id     = try(rule.value.id, null)
      status = try(tobool(rule.value.status) ? "Enabled" : "Disabled", title(lower(rule.value.status)), "Enabled")
      dynamic "destination" {
        for_each = try(flatten([rule.value.destination]), [])
        content {
          bucket        = destination.value.bucket
          storage_class = try(destination.value.storage_class, null)
          account       = try(destination.value.account_id, destination.value.account, null)
        }
      }
    }
  }
}

data "aws_iam_policy_document" "combined" {
  source_policy_documents = var.attach_policy ? compact([var.policy]) : []

  dynamic "statement" {
    for_each = local.writers
    content {
      actions   = ["s3:PutObject"]
      resources = ["${local.arn}/*"]
      principals {
        type        = "Service"
        identifiers = statement.value.who
      }
    }
  }

  dynamic "statement" {
    for_each = local.denials
    content {
      sid       = statement.value.sid
      effect    = "Deny"
      actions   = statement.value.actions
      resources = [local.arn, "${local.arn}/*"]
      principals {
        type        = "*"
        identifiers = ["*"]
      }
      condition {
        test     = statement.value.test
        variable = statement.value.key
        values   = [statement.value.value]
      }
    }
  }
}

resource "aws_s3_bucket_policy" "this" {
  count  = local.has_policy ? local.on : 0
  region = var.region
  bucket = local.bucket
  policy = data.aws_iam_policy_document.combined.json
}

resource "aws_s3_bucket_public_access_block" "this" {
  count                   = var.attach_public_policy ? local.on : 0
  region                  = var.region
  bucket                  = local.bucket
  block_public_acls       = var.block_public_acls
  block_public_policy     = var.block_public_policy
  ignore_public_acls      = var.ignore_public_acls
  restrict_public_buckets = var.restrict_public_buckets
}

resource "aws_s3_bucket_ownership_controls" "this" {
  count  = var.control_object_ownership ? local.on : 0
  region = var.region
  bucket = local.bucket
  rule {
    object_ownership = var.object_ownership
  }
}

output "s3_bucket_id" { value = local.bucket }
output "s3_bucket_arn" { value = local.arn }
output "s3_bucket_bucket_domain_name" { value = one(aws_s3_bucket.this[*].bucket_domain_name) }
output "s3_bucket_bucket_regional_domain_name" { value = one(aws_s3_bucket.this[*].bucket_regional_domain_name) }
output "s3_bucket_hosted_zone_id" { value = one(aws_s3_bucket.this[*].hosted_zone_id) }
output "s3_bucket_policy" { value = one(aws_s3_bucket_policy.this[*].policy) }
output "s3_bucket_region" { value = one(aws_s3_bucket.this[*].region) }
output "s3_bucket_website_endpoint" { value = one(aws_s3_bucket_website_configuration.this[*].website_endpoint) }
output "s3_bucket_website_domain" { value = one(aws_s3_bucket_website_configuration.this[*].website_domain) }
output "s3_bucket_tags" { value = var.tags }
