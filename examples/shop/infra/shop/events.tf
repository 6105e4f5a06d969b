# Every order is told to two listeners: one writes mails, one writes invoices.
resource "aws_sns_topic" "orders" {
  name = "${local.name}-orders"
}

resource "aws_sqs_queue" "order_events" {
  name                       = "${local.name}-order-events"
  visibility_timeout_seconds = 60
}

resource "aws_sqs_queue" "invoices" {
  name                       = "${local.name}-invoices"
  visibility_timeout_seconds = 60

  redrive_policy = jsonencode({
    deadLetterTargetArn = aws_sqs_queue.invoices_failed.arn
    maxReceiveCount     = 5
  })
}

resource "aws_sqs_queue" "invoices_failed" {
  name = "${local.name}-invoices-failed"
}

resource "aws_sns_topic_subscription" "listeners" {
  for_each = { mail = aws_sqs_queue.order_events.arn, invoices = aws_sqs_queue.invoices.arn }

  topic_arn            = aws_sns_topic.orders.arn
  protocol             = "sqs"
  endpoint             = each.value
  raw_message_delivery = true
}

resource "aws_iam_role" "invoices" {
  name = "${local.name}-invoices"

  assume_role_policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect    = "Allow"
      Action    = "sts:AssumeRole"
      Principal = { Service = "lambda.amazonaws.com" }
    }]
  })
}

resource "aws_iam_role_policy" "invoices" {
  name = "invoices"
  role = aws_iam_role.invoices.id

  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      {
        Effect   = "Allow"
        Action   = ["sqs:ReceiveMessage", "sqs:DeleteMessage", "sqs:GetQueueAttributes"]
        Resource = aws_sqs_queue.invoices.arn
      },
      {
        Effect   = "Allow"
        Action   = ["s3:PutObject"]
        Resource = "${aws_s3_bucket.invoices.arn}/*"
      },
      {
        Effect   = "Allow"
        Action   = ["logs:CreateLogStream", "logs:PutLogEvents"]
        Resource = "${aws_cloudwatch_log_group.invoices.arn}:*"
      },
    ]
  })
}

resource "aws_cloudwatch_log_group" "invoices" {
  name              = "/aws/lambda/${local.name}-invoices"
  retention_in_days = 30
}

resource "aws_lambda_function" "invoices" {
  function_name = "${local.name}-invoices"
  role          = aws_iam_role.invoices.arn
  runtime       = "nodejs18.x"
  handler       = "index.handler"
  s3_bucket     = "shop-releases"
  s3_key        = "invoices/2.3.0.zip"
  timeout       = 30

  environment {
    variables = { INVOICES_BUCKET = aws_s3_bucket.invoices.bucket }
  }
}

resource "aws_lambda_event_source_mapping" "invoices" {
  event_source_arn = aws_sqs_queue.invoices.arn
  function_name    = aws_lambda_function.invoices.arn
  batch_size       = 10
}

resource "aws_sns_topic" "alarms" {
  name = "${local.name}-alarms"
}

resource "aws_sns_topic_subscription" "alarms" {
  count = var.alarm_email == null ? 0 : 1

  topic_arn = aws_sns_topic.alarms.arn
  protocol  = "email"
  endpoint  = var.alarm_email
}

resource "aws_cloudwatch_metric_alarm" "orders_db_cpu" {
  alarm_name          = "${local.name}-orders-db-cpu"
  namespace           = "AWS/RDS"
  metric_name         = "CPUUtilization"
  statistic           = "Average"
  comparison_operator = "GreaterThanThreshold"
  threshold           = 85
  period              = 300
  evaluation_periods  = 3
  alarm_actions       = [aws_sns_topic.alarms.arn]

  dimensions = {
    DBInstanceIdentifier = module.orders_db.identifier
  }
}
