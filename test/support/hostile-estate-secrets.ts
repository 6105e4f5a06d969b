import { SECRET } from './hostile-shop.ts';

const url = `postgres://orders:${SECRET}@orders-db:5432/orders`;

/** Files that hold the secret where pipelines, compose files, alerts and catalogs may; never broken. */
export const secretEstate: Readonly<Record<string, string>> = {
  'secrets/compose.yaml': `services:
  ledger:
    image: registry.shop.example/ledger:1
    build: { context: ., args: { NPM_TOKEN: ${SECRET} } }
    environment:
      DB_PASSWORD: ${SECRET}
      DATABASE_URL: ${url}
      REDIS: "redis://:${SECRET}@cache:6379/0"
      OTHER: "Server=tcp:orders-db,1433;User ID=orders;Password=${SECRET};Encrypt=true"
      FROM_FILE: \${FILE_PASSWORD}
      JDBC: "jdbc:postgresql://orders-db:5432/orders?user=orders&password=${SECRET}"
    env_file: [ledger.env]
    command: ["serve", "--password=${SECRET}", "--url", "${url}"]
    labels: { api.token: ${SECRET} }
    healthcheck: { test: "curl -u orders:${SECRET} http://localhost:8080" }
  cache: { image: "redis:8", command: redis-server --requirepass ${SECRET} }
  orders-db: { image: "postgres:16", environment: ["POSTGRES_PASSWORD=${SECRET}"] }
`,
  'secrets/.env': `FILE_PASSWORD=${SECRET}\n`,
  'secrets/ledger.env': `LEDGER_PASSWORD=${SECRET}\nLEDGER_URL=${url}\n`,
  'secrets/Dockerfile': `FROM alpine:3.22
ENV DB_PASSWORD=${SECRET} DATABASE_URL=${url}
ARG NPM_TOKEN=${SECRET}
`,
  '.github/workflows/secrets.yml': `on: push
env: { DB_PASSWORD: ${SECRET}, DATABASE_URL: "${url}" }
jobs:
  deploy:
    runs-on: ubuntu-latest
    env: { API_TOKEN: ${SECRET} }
    container: { image: "registry.shop.example/ci:1", credentials: { username: ci, password: ${SECRET} } }
    services: { db: { image: "postgres:16", env: { POSTGRES_PASSWORD: ${SECRET} } } }
    steps:
      - uses: docker/login-action@v3
        with: { registry: registry.shop.example, username: ci, password: ${SECRET} }
      - run: |
          export DB_PASSWORD=${SECRET}
          psql ${url} -c 'select 1'
          git clone https://ci:${SECRET}@git.shop.example/shop/orders.git
          docker login -u ci -p ${SECRET} registry.shop.example
          helm upgrade orders ./chart --set db.password=${SECRET}
          terraform apply -var "db_password=${SECRET}"
          curl -u ci:${SECRET} -H "Authorization: Bearer ${SECRET}" https://shop.example/deploy
          kubectl set image deploy/ledger ledger=registry.shop.example/ledger:2
`,
  'secrets/gitlab/.gitlab-ci.yml': `include: "https://oauth2:${SECRET}@git.shop.example/ci.yml"
variables: { DB_PASSWORD: ${SECRET}, DATABASE_URL: { value: "${url}" } }
deploy:
  variables: { API_TOKEN: ${SECRET} }
  services: [{ name: "postgres:16", variables: { POSTGRES_PASSWORD: ${SECRET} } }]
  script: ["docker login -u ci -p ${SECRET}", "psql ${url}", "kubectl apply -f orders.yaml --token=${SECRET}"]
`,
  'secrets/alertmanager.yml': `global:
  smtp_auth_password: ${SECRET}
  slack_api_url: "https://hooks.shop.example/services/${SECRET}"
route: { receiver: night }
receivers:
  - name: night
    pagerduty_configs: [{ routing_key: ${SECRET}, service_key: ${SECRET} }]
    opsgenie_configs: [{ api_key: ${SECRET} }]
    webhook_configs:
      - url: "https://ci:${SECRET}@hooks.shop.example/x"
        http_config: { authorization: { credentials: ${SECRET} } }
    slack_configs: [{ api_url: "https://hooks.shop.example/services/${SECRET}", channel: "#orders" }]
    email_configs: [{ to: "ana@shop.example", auth_password: ${SECRET} }]
    telegram_configs: [{ bot_token: ${SECRET}, chat_id: 1 }]
`,
  'secrets/prometheus.yml': `remote_write:
  - url: "https://ci:${SECRET}@metrics.shop.example/write"
    basic_auth: { username: ci, password: ${SECRET} }
scrape_configs:
  - job_name: ledger
    authorization: { credentials: ${SECRET} }
    static_configs: [{ targets: ["ledger:8080"] }]
    params: { token: [${SECRET}] }
`,
  'secrets/rules.yaml': `groups:
  - name: ledger
    rules:
      - alert: LedgerDown
        expr: up{job="ledger"} == 0
        annotations: { runbook_url: "https://ci:${SECRET}@wiki.shop.example/ledger", token: ${SECRET} }
`,
  'secrets/openapi.yaml': `openapi: 3.0.3
info: { title: Ledger, version: "1" }
servers: [{ url: "https://ci:${SECRET}@ledger.shop.example/v1" }]
paths: { /entries: { get: { responses: { "200": { description: ok } } } } }
`,
  'secrets/catalog-info.yaml': `apiVersion: backstage.io/v1alpha1
kind: Component
metadata:
  name: ledger
  annotations: { shop.example/token: ${SECRET} }
  links: [{ url: "https://ci:${SECRET}@wiki.shop.example" }]
spec: { type: service, lifecycle: production, owner: "https://ci:${SECRET}@shop.example" }
---
apiVersion: backstage.io/v1alpha1
kind: Location
metadata: { name: elsewhere }
spec: { target: "https://ci:${SECRET}@git.shop.example/catalog-info.yaml" }
`,
  'secrets/deploy.yaml': `apiVersion: apps/v1
kind: Deployment
metadata: { name: mailer, namespace: shop }
spec:
  selector: { matchLabels: { app: mailer } }
  template:
    metadata: { labels: { app: mailer } }
    spec:
      containers:
        - name: mailer
          image: registry.shop.example/mailer:1
          env:
            - { name: DATABASE_URL, value: "${url}" }
            - { name: QUEUE_URL, value: "amqp://mailer:${SECRET}@queue.other.example:5672/" }
---
apiVersion: monitoring.coreos.com/v1alpha1
kind: AlertmanagerConfig
metadata: { name: night, namespace: shop }
spec:
  route: { receiver: night }
  receivers: [{ name: night, webhookConfigs: [{ url: "https://ci:${SECRET}@hooks.shop.example/x" }] }]
`,
  'secrets/infra/main.tf': `resource "aws_lambda_function" "mailer" {
  function_name = "mailer-secret"
  environment {
    variables = { DATABASE_URL = "${url}", QUEUE = "amqp://mailer:${SECRET}@queue.other.example:5672/" }
  }
}
`,
};
