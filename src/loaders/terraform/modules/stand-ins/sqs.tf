# source: terraform-aws-modules/sqs/aws
# git: github.com/terraform-aws-modules/terraform-aws-sqs
# versions: >= 4, < 6
#
# A queue, with a queue for what nobody could process where one is asked for.

variable "region" { default = null }
variable "create" { default = true }
variable "tags" { default = {} }
variable "fifo_queue" { default = false }
variable "max_message_size" { default = null }
variable "kms_master_key_id" { default = null }
variable "name" { default = null }
variable "use_name_prefix" { default = false }
variable "redrive_allow_policy" { default = {} }
variable "redrive_policy" { default = {} }
variable "sqs_managed_sse_enabled" { default = true }
variable "create_queue_policy" { default = false }
variable "source_queue_policy_documents" { default = [] }
variable "override_queue_policy_documents" { default = [] }
variable "queue_policy_statements" { default = null }
variable "create_dlq" { default = false }
variable "dlq_kms_master_key_id" { default = null }
variable "dlq_name" { default = null }
variable "create_dlq_redrive_allow_policy" { default = true }
variable "dlq_sqs_managed_sse_enabled" { default = true }
variable "dlq_tags" { default = {} }
variable "create_dlq_queue_policy" { default = false }
variable "source_dlq_queue_policy_documents" { default = [] }
variable "override_dlq_queue_policy_documents" { default = [] }
variable "dlq_queue_policy_statements" { default = null }
variable "content_based_deduplication" { default = null }
variable "dlq_content_based_deduplication" { default = null }
variable "deduplication_scope" { default = null }
variable "dlq_deduplication_scope" { default = null }
variable "delay_seconds" { default = null }
variable "dlq_delay_seconds" { default = null }
variable "fifo_throughput_limit" { default = null }
variable "dlq_fifo_throughput_limit" { default = null }
variable "kms_data_key_reuse_period_seconds" { default = null }
variable "dlq_kms_data_key_reuse_period_seconds" { default = null }
variable "message_retention_seconds" { default = null }
variable "dlq_message_retention_seconds" { default = null }
variable "receive_wait_time_seconds" { default = null }
variable "dlq_receive_wait_time_seconds" { default = null }
variable "visibility_timeout_seconds" { default = null }
variable "dlq_visibility_timeout_seconds" { default = null }

locals {
  name     = try(trimsuffix(var.name, ".fifo"), "")
  dlq_base = try(coalesce(trimsuffix(var.dlq_name, ".fifo")), "${local.name}-dlq")
  dlq_name = var.fifo_queue && !var.use_name_prefix ? "${local.dlq_base}.fifo" : local.dlq_base
  dlq_key  = try(coalesce(var.dlq_kms_master_key_id, var.kms_master_key_id), null)
}

resource "aws_sqs_queue" "this" {
  count                   = var.create ? 1 : 0
  region                  = var.region
  name                    = var.use_name_prefix ? null : var.fifo_queue ? "${local.name}.fifo" : local.name
  name_prefix             = var.use_name_prefix ? "${local.name}-" : null
  fifo_queue              = var.fifo_queue
  kms_master_key_id       = var.kms_master_key_id
  max_message_size        = var.max_message_size
  sqs_managed_sse_enabled = var.kms_master_key_id != null ? null : var.sqs_managed_sse_enabled
  tags                    = var.tags

  content_based_deduplication       = var.content_based_deduplication
  deduplication_scope               = var.deduplication_scope
  delay_seconds                     = var.delay_seconds
  fifo_throughput_limit             = var.fifo_throughput_limit
  kms_data_key_reuse_period_seconds = var.kms_data_key_reuse_period_seconds
  message_retention_seconds         = var.message_retention_seconds
  receive_wait_time_seconds         = var.receive_wait_time_seconds
  visibility_timeout_seconds        = var.visibility_timeout_seconds
}

resource "aws_sqs_queue" "dlq" {
  count                   = var.create && var.create_dlq ? 1 : 0
  region                  = var.region
  name                    = var.use_name_prefix ? null : local.dlq_name
  name_prefix             = var.use_name_prefix ? "${local.dlq_name}-" : null
  fifo_queue              = var.fifo_queue
  kms_master_key_id       = local.dlq_key
  max_message_size        = var.max_message_size
  sqs_managed_sse_enabled = local.dlq_key != null ? null : coalesce(var.dlq_sqs_managed_sse_enabled, var.sqs_managed_sse_enabled)
  tags                    = merge(var.tags, var.dlq_tags)

  content_based_deduplication       = try(coalesce(var.dlq_content_based_deduplication, var.content_based_deduplication), null)
  deduplication_scope               = try(coalesce(var.dlq_deduplication_scope, var.deduplication_scope), null)
  delay_seconds                     = try(coalesce(var.dlq_delay_seconds, var.delay_seconds), null)
  fifo_throughput_limit             = try(coalesce(var.dlq_fifo_throughput_limit, var.fifo_throughput_limit), null)
  kms_data_key_reuse_period_seconds = try(coalesce(var.dlq_kms_data_key_reuse_period_seconds, var.kms_data_key_reuse_period_seconds), null)
  message_retention_seconds         = try(coalesce(var.dlq_message_retention_seconds, var.message_retention_seconds), null)
  receive_wait_time_seconds         = try(coalesce(var.dlq_receive_wait_time_seconds, var.receive_wait_time_seconds), null)
  visibility_timeout_seconds        = try(coalesce(var.dlq_visibility_timeout_seconds, var.visibility_timeout_seconds), null)
}

data "aws_iam_policy_document" "this" {
  source_policy_documents   = var.source_queue_policy_documents
  override_policy_documents = var.override_queue_policy_documents
  dynamic "statement" {
    for_each = try([for one in var.queue_policy_statements : one], [])
    content {
      sid           = try(statement.value.sid, null)
      effect        = try(statement.value.effect, null)
      actions       = try(statement.value.actions, null)
      not_actions   = try(statement.value.not_actions, null)
      resources     = try(coalescelist(statement.value.resources), [aws_sqs_queue.this[0].arn])
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

resource "aws_sqs_queue_policy" "this" {
  count     = var.create && var.create_queue_policy ? 1 : 0
  region    = var.region
  queue_url = aws_sqs_queue.this[0].url
  policy    = data.aws_iam_policy_document.this.json
}

data "aws_iam_policy_document" "dlq" {
  source_policy_documents   = var.source_dlq_queue_policy_documents
  override_policy_documents = var.override_dlq_queue_policy_documents
  dynamic "statement" {
    for_each = try([for one in var.dlq_queue_policy_statements : one], [])
    content {
      sid           = try(statement.value.sid, null)
      effect        = try(statement.value.effect, null)
      actions       = try(statement.value.actions, null)
      not_actions   = try(statement.value.not_actions, null)
      resources     = try(coalescelist(statement.value.resources), [aws_sqs_queue.dlq[0].arn])
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

resource "aws_sqs_queue_policy" "dlq" {
  count     = var.create && var.create_dlq && var.create_dlq_queue_policy ? 1 : 0
  region    = var.region
  queue_url = aws_sqs_queue.dlq[0].url
  policy    = data.aws_iam_policy_document.dlq.json
}

resource "aws_sqs_queue_redrive_policy" "this" {
  count          = var.create && !var.create_dlq && length(var.redrive_policy) > 0 ? 1 : 0
  region         = var.region
  queue_url      = aws_sqs_queue.this[0].url
  redrive_policy = jsonencode(var.redrive_policy)
}

resource "aws_sqs_queue_redrive_policy" "dlq" {
  count          = var.create && var.create_dlq ? 1 : 0
  region         = var.region
  queue_url      = aws_sqs_queue.this[0].url
  redrive_policy = jsonencode(merge({ deadLetterTargetArn = aws_sqs_queue.dlq[0].arn, maxReceiveCount = 5 }, var.redrive_policy))
}

output "queue_id" { value = one(aws_sqs_queue.this[*].id) }
output "queue_arn" { value = one(aws_sqs_queue.this[*].arn) }
output "queue_url" { value = one(aws_sqs_queue.this[*].url) }
output "queue_name" { value = one(aws_sqs_queue.this[*].name) }
output "dead_letter_queue_id" { value = one(aws_sqs_queue.dlq[*].id) }
output "dead_letter_queue_arn" { value = one(aws_sqs_queue.dlq[*].arn) }
output "dead_letter_queue_url" { value = one(aws_sqs_queue.dlq[*].url) }
output "dead_letter_queue_name" { value = one(aws_sqs_queue.dlq[*].name) }
