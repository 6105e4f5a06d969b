import { describe, expect, it } from 'vitest';
import type { Component } from '../../../src/core/component.ts';
import { Unknown } from '../../../src/core/value.ts';
import { loadStacks } from '../../../src/load-stacks.ts';
import { defaultLoadOptions } from '../../../src/loaders/terraform/load-options.ts';
import { buildGraph } from '../../../src/model/build-graph.ts';
import { memoryFiles } from '../../support/memory-files.ts';

function componentsOf(texts: Readonly<Record<string, string>>): readonly Component[] {
  return buildGraph(loadStacks(memoryFiles(texts), defaultLoadOptions).stacks).estate.components;
}

function short(id: string): string {
  return id.slice(id.indexOf('#') + 1);
}

/** `OrdersFailing: errors, watches Deployment/shop/orders` for each alarm. */
function alarms(texts: Readonly<Record<string, string>>): readonly string[] {
  return componentsOf(texts).flatMap(({ name, facts: { alert } }) => {
    if (!alert) return [];
    const watched = alert.watches.map(short).join(' ') || (alert.watchesUnknown?.detail ?? 'nothing');
    return [`${name}: ${alert.signal}, watches ${watched}`];
  });
}

function workload(name: string, { kind = 'Deployment', namespace = 'shop', extra = '' } = {}): string {
  return `apiVersion: apps/v1
kind: ${kind}
metadata:
  name: ${name}
  namespace: ${namespace}
spec:
  selector:
    matchLabels: {app: ${name}}
  template:
    metadata:
      labels: {app: ${name}}
      ${extra}
    spec:
      containers:
        - name: ${name}
          image: ghcr.io/shop/${name}:1.0.0
          ports:
            - {name: metrics, containerPort: 9090}
`;
}

function service(name: string, selects: string): string {
  return `---
apiVersion: v1
kind: Service
metadata:
  name: ${name}
  namespace: shop
  labels: {app: ${selects}}
spec:
  selector: {app: ${selects}}
  ports:
    - {name: metrics, port: 9090}
`;
}

function rule(name: string, expr: string, labels = '{}'): string {
  return `---
apiVersion: monitoring.coreos.com/v1
kind: PrometheusRule
metadata: {name: ${name.toLowerCase()}, namespace: shop}
spec:
  groups:
    - name: shop
      rules:
        - alert: ${name}
          expr: '${expr}'
          labels: ${labels}
`;
}

const SHOP =
  workload('orders') +
  '---\n' +
  workload('orders-db', { kind: 'StatefulSet' }) +
  service('orders-metrics', 'orders');

describe('an alert watches what its label matchers name', () => {
  it.each([
    ['rate(orders_failed_total{job="orders"}[5m]) > 1', 'errors, watches Deployment/shop/orders'],
    // Prometheus calls what a ServiceMonitor selects by the name of the Service.
    [
      'up{job="orders-metrics"} == 0',
      'availability, watches Deployment/shop/orders Service/shop/orders-metrics',
    ],
    ['up{job="shop/orders"} == 0', 'availability, watches Deployment/shop/orders'],
    ['absent(up{job="orders"})', 'absence, watches Deployment/shop/orders'],
    [
      'rate(container_cpu_usage_seconds_total{namespace="shop", pod=~"orders-[a-z0-9]{9}-[a-z0-9]{5}"}[5m]) > 1',
      'cause, watches Deployment/shop/orders',
    ],
    [
      'kube_pod_container_status_restarts_total{namespace="shop", pod=~"orders-db-.*"} > 3',
      'cause, watches StatefulSet/shop/orders-db',
    ],
    [
      'kube_deployment_status_replicas_unavailable{job="kube-state-metrics"} > 0',
      'availability, watches Deployment/shop/orders',
    ],
    [
      'kube_pod_container_status_restarts_total{namespace="shop", container!="orders"} > 3',
      'cause, watches StatefulSet/shop/orders-db',
    ],
    [
      'kube_pod_container_status_restarts_total{namespace="billing"} > 3',
      'cause, watches no workload that kube_pod_container_status_restarts_total is about is in the inputs',
    ],
    [
      'rate(failed_total{job="carts"}[5m]) > 1',
      'errors, watches nothing in the inputs is called carts (job)',
    ],
    [
      'rate(checkout_failed_total[5m]) > 1',
      'errors, watches no label matcher tells which component checkout_failed_total is about',
    ],
    ['node_load5 > 4', 'cause, watches nothing'],
  ])('%s', (expr, expected) => {
    expect(alarms({ 'shop/all.yaml': SHOP + rule('Alert', expr) })).toEqual([`Alert: ${expected}`]);
  });

  it('through recording rules', () => {
    const rules = `groups:
  - name: shop
    rules:
      - record: orders:failing:rate5m
        expr: sum(rate(failed_total{job="orders"}[5m]))
      - alert: OrdersFailing
        expr: orders:failing:rate5m > 1
`;
    expect(alarms({ 'k8s/all.yaml': SHOP, 'alerts/rules.yml': rules })).toEqual([
      'OrdersFailing: errors, watches Deployment/shop/orders',
    ]);
  });

  it('an error budget by the service on the alert', () => {
    const burning = rule(
      'OrdersBudget',
      'slo:sli_error:ratio_rate1h{sloth_id="orders-requests"} > (14.4 * 0.001)',
      '{sloth_service: orders, severity: page}',
    );
    expect(alarms({ 'shop/all.yaml': SHOP + burning })).toEqual([
      'OrdersBudget: burn-rate, watches Deployment/shop/orders',
    ]);
  });

  it('never in another environment', () => {
    const texts = {
      'apps/production/all.yaml': workload('orders', { extra: '' }).replace(
        '  namespace: shop\n',
        '  namespace: shop\n  labels: {environment: production}\n',
      ),
      'apps/staging/all.yaml': rule('OrdersDown', 'up{job="orders"} == 0').replace(
        'namespace: shop}',
        'namespace: shop, labels: {environment: staging}}',
      ),
    };
    expect(alarms(texts)).toEqual([
      'OrdersDown: availability, watches nothing in the inputs is called orders (job)',
    ]);
  });
});

describe('components know', () => {
  it('which alarms watch them', () => {
    const all = componentsOf({ 'shop/all.yaml': SHOP + rule('OrdersDown', 'up{job="orders"} == 0') });
    const [orders, db] = ['Deployment/shop/orders', 'StatefulSet/shop/orders-db'].map((id) =>
      all.find((one) => short(one.id) === id),
    );
    expect(orders?.facts.watchedBy?.map(short)).toEqual(['PrometheusRule/shop/ordersdown/shop/OrdersDown']);
    expect(db?.facts.watchedBy).toBeUndefined();
    expect(db?.facts.moreWatchers).toBeUndefined();
  });

  it.each([
    [
      'an alert without a name of a component',
      rule('Failing', 'rate(failed_total[5m]) > 1'),
      'no label matcher',
    ],
    [
      'an agent',
      '---\n' +
        workload('agent', { kind: 'DaemonSet' })
          .replace('ghcr.io/shop/agent', 'gcr.io/datadoghq/agent')
          .replace('gcr.io/datadoghq', 'docker.io/datadog'),
      'Datadog is in use',
    ],
    [
      'a variable of a product',
      '---\n' +
        workload('carts').replace(
          '          ports',
          '          env: [{name: NEW_RELIC_LICENSE_KEY, value: x}]\n          ports',
        ),
      'New Relic is in use',
    ],
  ])('why there may be others: %s', (_, more, why) => {
    const all = componentsOf({ 'shop/all.yaml': SHOP + more });
    const orders = all.find((one) => short(one.id) === 'Deployment/shop/orders');
    expect(orders?.facts.moreWatchers?.detail).toContain(why);
  });
});

/** What measures the orders, or why something may. */
function measured(texts: Readonly<Record<string, string>>): string {
  const orders = componentsOf(texts).find((one) => short(one.id) === 'Deployment/shop/orders');
  const { measuredBy, maybeMeasured } = orders?.facts ?? {};
  return measuredBy?.map(({ says }) => says).join('; ') ?? maybeMeasured?.detail ?? 'nothing';
}

const MONITOR = (labels: string): string => `---
apiVersion: monitoring.coreos.com/v1
kind: ServiceMonitor
metadata: {name: shop, namespace: shop}
spec:
  selector:
    matchLabels: ${labels}
  endpoints: [{port: metrics}]
`;

const SCRAPE = `scrape_configs:
  - job_name: pods
    kubernetes_sd_configs: [{role: pod}]
    relabel_configs:
      - source_labels: [__meta_kubernetes_pod_annotation_prometheus_io_scrape]
        action: keep
        regex: true
`;

function configMap(text: string): string {
  const lines = text
    .trimEnd()
    .split('\n')
    .map((line) => `    ${line}`);
  return [
    '---',
    'apiVersion: v1',
    'kind: ConfigMap',
    'metadata: {name: prometheus, namespace: monitoring}',
    'data:',
    '  prometheus.yml: |',
    ...lines,
    '',
  ].join('\n');
}

describe('what measures a workload', () => {
  const asking = SHOP.replace('      \n', '      annotations: {prometheus.io/scrape: "true"}\n');
  it.each([
    ['a monitor of its Service', SHOP + MONITOR('{app: orders}'), 'ServiceMonitor/shop/shop selects it'],
    ['a monitor of another one', SHOP + MONITOR('{app: carts}'), 'nothing'],
    ['no monitoring at all', SHOP, 'nothing in the inputs tells what its cluster measures'],
    ['an annotation that is honoured', asking + configMap(SCRAPE), 'the scrape job pods takes it'],
    [
      'an annotation that nobody may honour',
      asking,
      'its pods ask to be measured (prometheus.io/scrape), and no scrape settings that honour it are in the inputs',
    ],
    ['scrape settings that want an annotation', SHOP + configMap(SCRAPE), 'nothing'],
    [
      'a target by name',
      SHOP +
        configMap(
          'scrape_configs:\n  - job_name: shop\n    static_configs: [{targets: ["orders-metrics.shop:9090", "orders.shop:9090"]}]\n',
        ),
      'the scrape job shop names it',
    ],
    [
      'a monitor of pods',
      SHOP + MONITOR('{app: orders}').replace('ServiceMonitor', 'PodMonitor'),
      'PodMonitor/shop/shop selects it',
    ],
  ])('%s', (_, text, expected) => {
    expect(measured({ 'shop/all.yaml': text })).toBe(expected);
  });
});

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
      filter          = "metric.type=\\"pubsub.googleapis.com/subscription/oldest_unacked_message_age\\" AND resource.label.subscription_id=\\"\${google_pubsub_subscription.orders.name}\\""
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
