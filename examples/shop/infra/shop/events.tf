resource "aws_sqs_queue" "order_events" {
  name                       = "${local.name}-order-events"
  visibility_timeout_seconds = 60
}

resource "aws_iam_role" "mailer" {
  name = "${local.name}-mailer"

  assume_role_policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect    = "Allow"
      Action    = "sts:AssumeRole"
      Principal = { Service = "lambda.amazonaws.com" }
    }]
  })
}

resource "aws_iam_role_policy" "mailer" {
  name = "mailer"
  role = aws_iam_role.mailer.id

  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      {
        Effect   = "Allow"
        Action   = ["sqs:ReceiveMessage", "sqs:DeleteMessage", "sqs:GetQueueAttributes"]
        Resource = aws_sqs_queue.order_events.arn
      },
      {
        Effect   = "Allow"
        Action   = ["logs:CreateLogStream", "logs:PutLogEvents"]
        Resource = "${aws_cloudwatch_log_group.mailer.arn}:*"
      },
    ]
  })
}

resource "aws_cloudwatch_log_group" "mailer" {
  name              = "/aws/lambda/${local.name}-mailer"
  retention_in_days = 30
}

resource "aws_lambda_function" "mailer" {
  function_name = "${local.name}-mailer"
  role          = aws_iam_role.mailer.arn
  runtime       = "nodejs18.x"
  handler       = "index.handler"
  s3_bucket     = "shop-releases"
  s3_key        = "mailer/1.9.2.zip"
  timeout       = 30
}

resource "aws_lambda_event_source_mapping" "mailer" {
  event_source_arn = aws_sqs_queue.order_events.arn
  function_name    = aws_lambda_function.mailer.arn
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
