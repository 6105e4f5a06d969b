import { pipelineFiles } from './hostile-pipelines.ts';

/** Every kind of file that joins a shop into one system: how it runs, what it promises, who owns it. */
export const estate: Readonly<Record<string, string>> = {
  ...pipelineFiles,
  'compose.yaml': `name: shop
include:
  - path: ledger/compose.yaml
    env_file: ledger/.env
x-common: &common
  restart: always
  networks: [shop]
services:
  orders:
    <<: *common
    build: { context: services/orders, dockerfile: Dockerfile, args: { STAGE: "\${STAGE:-prod}" } }
    image: registry.shop.example/orders:\${TAG:-latest}
    env_file: [services/orders/.env]
    environment:
      DATABASE_URL: postgres://orders:\${PASSWORD:?none}@orders-db:5432/orders
      REFUNDS_URL: http://refunds:8080
      QUEUE: amqp://queue:5672
    ports: ["8080:8080"]
    depends_on: { orders-db: { condition: service_healthy }, queue: { condition: service_started } }
    healthcheck: { test: [CMD, curl, "http://localhost:8080/ready"], interval: 5s }
    deploy: { replicas: 2, resources: { limits: { memory: 1G, cpus: "0.5" } } }
    volumes: ["./services/orders:/app", "data:/data:ro"]
    secrets: [token]
  refunds:
    extends: { file: ledger/compose.yaml, service: ledger }
    depends_on: [orders]
    links: ["orders:shop"]
  orders-db: { image: "postgres:16", volumes: ["data:/var/lib/postgresql/data"] }
  queue: { image: "rabbitmq:4", profiles: [full] }
volumes: { data: {} }
networks: { shop: { driver: bridge } }
secrets: { token: { file: ./token.txt } }
configs: { app: { content: "a=1" } }
`,
  'compose.override.yaml': 'services: { orders: { environment: { DEBUG: "1" }, command: [serve, --all] } }\n',
  'compose.production.yml': 'services: { orders: { restart: "no", ports: !reset [] } }\n',
  'ledger/compose.yaml': `services:
  ledger:
    build: .
    environment: ["ORDERS_HOST=orders", "LIMIT=\${LIMIT:-\${DEFAULT_LIMIT:-5}}"]
`,
  'ledger/.env': 'LIMIT=7\nDEFAULT_LIMIT="${LIMIT}"\n',
  'services/orders/.env': 'A=1\nB="${A} two"\n',
  'services/orders/Dockerfile': 'ARG STAGE=prod\nFROM alpine:3.22 AS build\nFROM build\nCMD ["serve"]\n',
  'api/orders.yaml': `openapi: 3.1.0
info: { title: Orders, version: 1.0.0 }
servers:
  - url: "https://{stage}.shop.example/v1"
    variables: { stage: { default: api, enum: [api, test] } }
security: [{ token: [] }]
paths:
  /orders/{id}:
    parameters: [{ $ref: "#/components/parameters/id" }]
    get:
      operationId: getOrder
      x-timeout-ms: 300
      responses: { "200": { $ref: "#/components/responses/order" }, "503": { description: later } }
    $ref: "./paths.yaml#/orders"
  /refunds: { $ref: "paths.yaml" }
components:
  parameters: { id: { name: id, in: path, required: true, schema: { type: string } } }
  responses:
    order:
      description: one
      content: { application/json: { schema: { $ref: "#/components/schemas/order" } } }
  schemas:
    order: { type: object, properties: { next: { $ref: "#/components/schemas/order" } } }
  securitySchemes:
    token: { type: http, scheme: bearer }
    key: { type: apiKey, in: query, name: key }
`,
  'api/paths.yaml':
    'post: { operationId: refund, security: [], responses: { "200": { description: ok } } }\n' +
    'orders: { delete: { responses: {} } }\n',
  'api/swagger.json':
    '{"swagger":"2.0","info":{"title":"Ledger","version":"1"},"host":"ledger.shop.example","basePath":' +
    '"/v1","paths":{"/entries":{"get":{"responses":{"200":{"description":"ok"}}}}},' +
    '"securityDefinitions":{}}\n',
  'monitoring/rules.yaml': `groups:
  - name: orders
    labels: { team: shop }
    rules:
      - record: "job:errors:rate5m"
        expr: 'sum by (job) (rate(http_requests_total{job=~"orders|refunds",code=~"5.."}[5m]))'
      - alert: OrdersErrors
        expr: job:errors:rate5m{job="orders"} / on (job) group_left () job:all:rate5m > 0.05
        for: 10m
        labels: { severity: page, team: shop }
        annotations: { summary: "{{ $labels.job }} fails", runbook_url: "docs/runbooks/orders.md#errors" }
      - alert: QueueFull
        expr: 'absent(up{job="queue"}) or rabbitmq_queue_messages{queue!~"dead.*"} offset 5m > 1e3'
`,
  'monitoring/prometheus.yml': `global: { scrape_interval: 15s, external_labels: { shop: eu } }
rule_files: ["rules.yaml", "*.rules.yml"]
alerting: { alertmanagers: [{ static_configs: [{ targets: ["alertmanager:9093"] }] }] }
scrape_configs:
  - job_name: orders
    static_configs: [{ targets: ["orders:8080"], labels: { team: shop } }]
    relabel_configs:
      - { source_labels: [__address__], regex: "(.*):.*", target_label: host, replacement: "$1" }
`,
  'monitoring/alertmanager.yml': `route:
  receiver: chat
  group_by: [alertname]
  routes:
    - { matchers: ['severity="page"', 'team=~"shop|ledger.*"'], receiver: night, continue: true }
    - { match_re: { job: "^(orders|refunds)$" }, receiver: night, mute_time_intervals: [weekend] }
inhibit_rules: [{ source_matchers: ['severity="page"'], target_matchers: ['severity="warn"'], equal: [job] }]
time_intervals: [{ name: weekend, time_intervals: [{ weekdays: ["saturday:sunday"] }] }]
receivers:
  - { name: chat, slack_configs: [{ channel: "#orders", api_url_file: /etc/slack }] }
  - { name: night, pagerduty_configs: [{ routing_key_file: /etc/key }] }
`,
  '.github/CODEOWNERS':
    '# owners\n* @shop/all\n/services/orders/ @shop/orders ana@shop.example\n' +
    '*.tf @shop/platform\n/api/**/*.yaml @shop/api\n',
  'catalog-info.yaml': `apiVersion: backstage.io/v1alpha1
kind: Component
metadata: { name: orders, annotations: { github.com/project-slug: shop/orders }, labels: { tier: "1" } }
spec:
  type: service
  lifecycle: production
  owner: group:orders
  system: shop
  dependsOn: [resource:orders-db, component:refunds]
  providesApis: [orders]
---
apiVersion: backstage.io/v1alpha1
kind: Group
metadata: { name: orders }
spec: { type: team, parent: shop, children: [] }
---
apiVersion: backstage.io/v1alpha1
kind: API
metadata: { name: orders }
spec: { type: openapi, lifecycle: production, owner: orders, definition: { $text: ./api/orders.yaml } }
---
apiVersion: backstage.io/v1alpha1
kind: Location
metadata: { name: all }
spec: { targets: [./ledger/catalog-info.yaml, ./catalog/*.yaml] }
`,
  'ledger/catalog-info.yaml': `apiVersion: backstage.io/v1alpha1
kind: Resource
metadata: { name: orders-db, namespace: default }
spec: { type: database, owner: user:default/ana, system: shop, dependencyOf: [component:orders] }
---
apiVersion: backstage.io/v1alpha1
kind: Location
metadata: { name: back }
spec: { type: file, target: ../catalog-info.yaml }
`,
  'deploy/orders.yaml': `apiVersion: apps/v1
kind: Deployment
metadata: { name: orders, namespace: shop, labels: { app: orders, team: shop } }
spec:
  replicas: 2
  selector: { matchLabels: { app: orders } }
  template:
    metadata: { labels: { app: orders }, annotations: { prometheus.io/scrape: "true" } }
    spec:
      containers:
        - name: orders
          image: registry.shop.example/orders:1.4.2
          env:
            - { name: REFUNDS_URL, value: "http://refunds.shop.svc.cluster.local:8080" }
            - { name: DB_HOST, value: orders-db }
---
apiVersion: v1
kind: Service
metadata: { name: orders, namespace: shop }
spec: { type: LoadBalancer, selector: { app: orders }, ports: [{ port: 80 }] }
---
apiVersion: apps/v1
kind: Deployment
metadata: { name: refunds, namespace: shop }
spec:
  selector: { matchLabels: { app: refunds } }
  template:
    metadata: { labels: { app: refunds } }
    spec: { containers: [{ name: refunds, image: "registry.shop.example/refunds:1" }] }
---
apiVersion: v1
kind: Service
metadata: { name: refunds, namespace: shop }
spec: { selector: { app: refunds }, ports: [{ port: 8080 }] }
---
apiVersion: monitoring.coreos.com/v1
kind: PrometheusRule
metadata: { name: orders, namespace: shop }
spec:
  groups:
    - name: orders
      rules:
        - alert: OrdersDown
          expr: 'up{namespace="shop",job=~"ord.*"} == 0'
          labels: { severity: page }
`,
  'infra/main.tf': `provider "aws" {
  region = "eu-west-1"
}
resource "aws_lb" "orders" {
  name = "orders"
}
resource "aws_db_instance" "orders" {
  identifier = "orders-db"
  engine     = "postgres"
  tags       = { team = "shop", Owner = "orders" }
}
resource "aws_lambda_function" "mailer" {
  function_name = "mailer"
  environment {
    variables = {
      DB    = "postgres://\${aws_db_instance.orders.address}:5432/orders"
      QUEUE = aws_sqs_queue.mails.url
    }
  }
}
resource "aws_sqs_queue" "mails" {
  name = "mails"
}
resource "aws_lambda_event_source_mapping" "mails" {
  event_source_arn = aws_sqs_queue.mails.arn
  function_name    = aws_lambda_function.mailer.arn
}
resource "aws_api_gateway_rest_api" "orders" {
  name = "orders"
  body = templatefile("\${path.module}/../api/orders.yaml", { stage = "prod" })
}
resource "aws_cloudwatch_metric_alarm" "mails" {
  alarm_name  = "mails"
  metric_name = "ApproximateNumberOfMessagesVisible"
  namespace   = "AWS/SQS"
  dimensions  = { QueueName = aws_sqs_queue.mails.name }
}
`,
  'whatfails.yaml': `services:
  orders: { match: [orders, "k8s:shop/deploy/*"], owner: "@shop/orders" }
  "orders-db": { match: ["aws_db_instance.*"] }
dependencies:
  - { from: orders, to: orders-db, strength: hard }
  - { from: refunds, to: orders, strength: none }
journeys:
  checkout: { entry: orders, through: [refunds], slo: { availability: 99.9 } }
`,
};
