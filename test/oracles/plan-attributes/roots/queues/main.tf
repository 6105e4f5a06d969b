# Queues from a map of optional settings.
variable "queues" {
  type = map(object({
    delay   = optional(number, 0)
    fifo    = optional(bool)
    retries = optional(number)
    alarm = optional(object({
      threshold = optional(number, 100)
      actions   = optional(list(string), [])
    }), {})
    tags = optional(map(string), {})
  }))
  default = {
    orders   = { delay = 5, retries = 3, tags = { Tier = 1, Audited = true } }
    invoices = { fifo = true, alarm = { actions = ["arn:aws:sns:eu-west-1:111111111111:pager"] } }
    mail     = {}
  }
}

locals {
  with_dead_letters = { for name, queue in var.queues : name => queue if queue.retries != null }
}

resource "aws_sqs_queue" "main" {
  for_each = var.queues

  name                        = "${each.key}${coalesce(each.value.fifo, false) ? ".fifo" : ""}"
  fifo_queue                  = each.value.fifo
  content_based_deduplication = try(each.value.fifo ? true : null, null)
  delay_seconds               = each.value.delay
  visibility_timeout_seconds  = max(30, each.value.delay * 6)
  message_retention_seconds   = "${4 * 24 * 60}0"
  tags                        = merge({ Name = each.key, Size = 256 / 100 }, each.value.tags)

  redrive_policy = each.value.retries == null ? null : jsonencode({
    maxReceiveCount     = each.value.retries
    deadLetterTargetArn = "arn:aws:sqs:eu-west-1:111111111111:${each.key}-dead"
  })
}

resource "aws_sqs_queue" "dead" {
  for_each = local.with_dead_letters
  name     = "${each.key}-dead"

  redrive_allow_policy = jsonencode({
    redrivePermission = "byQueue"
    sourceQueueArns   = [for name in keys(local.with_dead_letters) : "arn:aws:sqs:eu-west-1:111111111111:${name}"]
  })
}

resource "aws_cloudwatch_metric_alarm" "depth" {
  for_each = { for name, queue in var.queues : "${name}-depth" => merge(queue.alarm, { queue = name }) }

  alarm_name          = each.key
  comparison_operator = "GreaterThanThreshold"
  evaluation_periods  = 2
  metric_name         = "ApproximateNumberOfMessagesVisible"
  namespace           = "AWS/SQS"
  period              = 60
  statistic           = "Maximum"
  threshold           = each.value.threshold
  alarm_actions       = each.value.actions
  dimensions          = { QueueName = aws_sqs_queue.main[each.value.queue].name }
}

output "names" {
  value = [for queue in aws_sqs_queue.main : queue.name]
}

output "by_fifo" {
  value = { for name, queue in var.queues : queue.fifo == true ? "fifo" : "plain" => name... }
}
