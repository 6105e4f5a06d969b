import { describe, expect, it } from 'vitest';
import { Unknown } from '../../../src/core/value.ts';
import { alarms, componentsOf, short } from '../../support/alerting-shop.ts';

describe('alarms of clouds', () => {
  it('watch what the dimensions of CloudWatch name', () => {
    const main = `resource "aws_sqs_queue" "orders" { name = "orders" }
resource "aws_cloudwatch_metric_alarm" "age" {
  alarm_name          = "orders-age"
  namespace           = "AWS/SQS"
  metric_name         = "ApproximateAgeOfOldestMessage"
  comparison_operator = "GreaterThanThreshold"
  threshold           = 600
  period              = 60
  evaluation_periods  = 5
  dimensions          = { QueueName = aws_sqs_queue.orders.name }
}
resource "aws_cloudwatch_metric_alarm" "depth" {
  alarm_name          = "orders-depth"
  comparison_operator = "GreaterThanThreshold"
  threshold           = 1000
  evaluation_periods  = 1
  metric_query {
    id          = "all"
    expression  = "visible + hidden"
    return_data = true
  }
  metric_query {
    id = "visible"
    metric {
      namespace   = "AWS/SQS"
      metric_name = "ApproximateNumberOfMessagesVisible"
      period      = 60
      stat        = "Maximum"
      dimensions  = { QueueName = "orders" }
    }
  }
}
resource "aws_cloudwatch_composite_alarm" "both" {
  alarm_name = "orders-stuck"
  alarm_rule = "ALARM(orders-age) AND ALARM(orders-depth)"
}
resource "aws_cloudwatch_metric_alarm" "elsewhere" {
  alarm_name          = "carts-age"
  namespace           = "AWS/SQS"
  metric_name         = "ApproximateAgeOfOldestMessage"
  comparison_operator = "GreaterThanThreshold"
  threshold           = 600
  period              = 60
  evaluation_periods  = 5
  dimensions          = { QueueName = "carts" }
}
`;
    expect([...alarms({ 'main.tf': main })].sort()).toEqual([
      'carts-age: backlog-age, watches carts is not declared in the inputs',
      'orders-age: backlog-age, watches aws_sqs_queue.orders',
      'orders-depth: backlog-depth, watches aws_sqs_queue.orders',
      'orders-stuck: backlog-age, watches aws_sqs_queue.orders',
    ]);
    const age = componentsOf({ 'main.tf': main }).find(({ name }) => name === 'orders-age')?.facts.alert;
    expect(age?.forSeconds?.value).toBe(300);
    expect(age?.isPage).toBe(false);
  });

  it('watch what Azure and Google Cloud refer to', () => {
    const main = `resource "azurerm_mssql_database" "orders" { name = "orders" }
resource "azurerm_monitor_metric_alert" "busy" {
  name   = "orders-busy"
  scopes = [azurerm_mssql_database.orders.id]
  criteria {
    metric_name = "cpu_percent"
    operator    = "GreaterThan"
    threshold   = 80
  }
  action { action_group_id = "/groups/on-call" }
}
resource "google_pubsub_subscription" "orders" {
  name  = "orders"
  topic = "orders"
}
resource "google_monitoring_alert_policy" "age" {
  display_name = "orders-age"
  combiner     = "OR"
  conditions {
    display_name = "age"
    condition_threshold {
      filter = join(" AND ", [
        "metric.type=\\"pubsub.googleapis.com/subscription/oldest_unacked_message_age\\"",
        "resource.label.subscription_id=\\"\${google_pubsub_subscription.orders.name}\\"",
      ])
      comparison      = "COMPARISON_GT"
      threshold_value = 600
      duration        = "60s"
    }
  }
}
`;
    const all = componentsOf({ 'main.tf': main });
    const facts = all.flatMap(({ name, facts: { alert } }) =>
      alert
        ? [
            {
              name,
              watches: alert.watches.map(short),
              isPage: Unknown.is(alert.isPage) ? 'unknown' : alert.isPage,
            },
          ]
        : [],
    );
    expect(facts).toEqual([
      { name: 'orders-busy', watches: ['azurerm_mssql_database.orders'], isPage: true },
      { name: 'orders-age', watches: ['google_pubsub_subscription.orders'], isPage: false },
    ]);
  });
});
