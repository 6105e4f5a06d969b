/** A file of the generated estate. */
export type EstateFile = readonly [path: string, text: string];

const ENVIRONMENTS = ['production', 'staging', 'development'] as const;
type Environment = (typeof ENVIRONMENTS)[number];
const SERVICES = ['checkout', 'orders', 'catalog', 'payments', 'mailer', 'stock', 'search', 'ui'];

/** Resources that one shop of the estate has, all environments together (counted by the loader). */
export const RESOURCES_PER_SHOP = 295;

/**
 * Shops of eight services in three environments each: Terraform, objects of a cluster with settings and
 * addresses, a pipeline, alert rules, a contract, owners and a catalog. Every shop calls the next one.
 */
export function* estateFiles(shops: number): Generator<EstateFile> {
  for (let number = 0; number < shops; number += 1) {
    const shop = `shop-${number}`;
    const next = `shop-${(number + 1) % shops}`;
    for (const environment of ENVIRONMENTS) {
      yield [`infra/${shop}/${environment}/main.tf`, terraformOf(shop, environment)];
      for (const service of SERVICES) {
        const at = `deploy/${shop}/${environment}/${service}.yaml`;
        yield [at, objectsOf({ shop, next, environment, service })];
      }
      yield [`deploy/${shop}/${environment}/shared.yaml`, sharedOf(shop, environment)];
    }
    yield [`.github/workflows/${shop}.yml`, workflowOf(shop)];
    yield [`api/${shop}/openapi.yaml`, contractOf(shop)];
    yield [`catalog/${shop}/catalog-info.yaml`, catalogOf(shop, next)];
    yield [`alerts/${shop}.rules.yml`, rulesOf(shop)];
    for (const service of SERVICES) {
      yield [
        `services/${shop}/${service}/Dockerfile`,
        'FROM node:20.19-alpine\nCOPY . .\nCMD ["node", "."]\n',
      ];
    }
  }
  const owners = Array.from({ length: shops }, (_, number) =>
    ['infra', 'deploy', 'services'].map((top) => `/${top}/shop-${number}/ @shops/team-${number % 40}`),
  );
  yield ['.github/CODEOWNERS', `${owners.flat().join('\n')}\n`];
}

function terraformOf(shop: string, environment: Environment): string {
  const name = `${shop}-${environment}`;
  const named = (type: string, label: string, more: string): string =>
    `resource "${type}" "${label}" {\n${more}\n` +
    `  tags = { environment = var.environment, owner = "${shop}" }\n}\n`;
  return `variable "environment" {
  default = "${environment}"
}
provider "aws" {
  region = "eu-west-1"
}
resource "aws_vpc" "shop" {
  cidr_block = "10.0.0.0/16"
}
resource "aws_subnet" "shop" {
  count             = 3
  vpc_id            = aws_vpc.shop.id
  cidr_block        = cidrsubnet(aws_vpc.shop.cidr_block, 8, count.index)
  availability_zone = "eu-west-1\${["a", "b", "c"][count.index]}"
}
resource "aws_db_subnet_group" "orders" {
  name       = "${name}"
  subnet_ids = aws_subnet.shop[*].id
}
${named(
  'aws_db_instance',
  'orders',
  `  identifier           = "${name}-orders"
  engine               = "postgres"
  engine_version       = "16.4"
  instance_class       = "db.t4g.medium"
  multi_az             = var.environment == "production"
  db_subnet_group_name = aws_db_subnet_group.orders.name
  vpc_security_group_ids = [aws_security_group.orders.id]`,
)}${named('aws_security_group', 'orders', `  name   = "${name}-orders"\n  vpc_id = aws_vpc.shop.id`)}
resource "aws_security_group_rule" "orders" {
  type              = "ingress"
  from_port         = 5432
  to_port           = 5432
  protocol          = "tcp"
  cidr_blocks       = [aws_vpc.shop.cidr_block]
  security_group_id = aws_security_group.orders.id
}
${named(
  'aws_elasticache_replication_group',
  'sessions',
  `  replication_group_id = "${name}"\n  description = "sessions"\n  num_cache_clusters = 2`,
)}${named('aws_sqs_queue', 'mails', `  name = "${name}-mails"`)}${named(
    'aws_sns_topic',
    'orders',
    `  name = "${name}-orders"`,
  )}resource "aws_sns_topic_subscription" "mails" {
  topic_arn = aws_sns_topic.orders.arn
  protocol  = "sqs"
  endpoint  = aws_sqs_queue.mails.arn
}
${named('aws_s3_bucket', 'images', `  bucket = "${name}-images"`)}${named(
    'aws_kms_key',
    'shop',
    '  enable_key_rotation = true',
  )}resource "aws_iam_role" "orders" {
  name = "${name}-orders"
  assume_role_policy = jsonencode({ Statement = [{
    Effect = "Allow", Action = "sts:AssumeRole", Principal = { Service = "lambda.amazonaws.com" } }] })
}
resource "aws_iam_role_policy" "orders" {
  role = aws_iam_role.orders.id
  policy = jsonencode({ Statement = [{
    Effect = "Allow", Action = ["sqs:ReceiveMessage", "s3:PutObject"],
    Resource = [aws_sqs_queue.mails.arn, "\${aws_s3_bucket.images.arn}/*"] }] })
}
${named(
  'aws_lambda_function',
  'mails',
  `  function_name = "${name}-mails"
  role    = aws_iam_role.orders.arn
  handler = "index.handler"
  runtime = "nodejs20.x"
  environment {
    variables = {
      ORDERS_URL = "http://orders.${name}.svc.cluster.local"
      BUCKET     = aws_s3_bucket.images.bucket
    }
  }`,
)}resource "aws_lambda_event_source_mapping" "mails" {
  event_source_arn = aws_sqs_queue.mails.arn
  function_name    = aws_lambda_function.mails.arn
}
resource "aws_ssm_parameter" "orders_host" {
  name  = "/${name}/orders/host"
  type  = "String"
  value = aws_db_instance.orders.address
}
resource "aws_cloudwatch_metric_alarm" "orders" {
  alarm_name  = "${name}-orders"
  namespace   = "AWS/RDS"
  metric_name = "FreeStorageSpace"
  dimensions  = { DBInstanceIdentifier = aws_db_instance.orders.identifier }
  comparison_operator = "LessThanThreshold"
  evaluation_periods  = 2
  threshold           = 1000000000
  alarm_actions       = [aws_sns_topic.orders.arn]
}
resource "kubernetes_secret" "orders" {
  metadata {
    name      = "orders-database"
    namespace = "${name}"
  }
  data = { HOST = aws_db_instance.orders.address }
}
`;
}

interface Place {
  readonly shop: string;
  readonly next: string;
  readonly environment: Environment;
  readonly service: string;
}

function objectsOf({ shop, next, environment, service }: Place): string {
  const namespace = `${shop}-${environment}`;
  const called = SERVICES[(SERVICES.indexOf(service) + 1) % SERVICES.length] ?? service;
  const metadata = `metadata:\n  name: ${service}\n  namespace: ${namespace}\n  labels: {app: ${service}}\n`;
  const select = `  selector:\n    matchLabels: {app: ${service}}\n`;
  const settings = Array.from({ length: 6 }, (_, key) => `  SETTING_${key}: "value ${key} of ${service}"\n`);
  return [
    `apiVersion: apps/v1\nkind: Deployment\n${metadata}spec:\n  replicas: 2\n${select}  template:\n` +
      `    metadata:\n      labels: {app: ${service}}\n    spec:\n      serviceAccountName: ${service}\n` +
      `      containers:\n        - name: ${service}\n` +
      `          image: registry.example.com/${shop}/${service}:1.4.2\n          env:\n` +
      `            - {name: NEXT_URL, value: "http://${called}:8080"}\n` +
      `            - name: PARTNER_URL\n` +
      `              value: "http://orders.${next}-${environment}.svc.cluster.local:8080"\n` +
      `            - {name: CACHE_HOST, value: "${namespace}.abc123.0001.euw1.cache.amazonaws.com"}\n` +
      `            - name: QUEUE\n` +
      `              value: "https://sqs.eu-west-1.amazonaws.com/111122223333/${namespace}-mails"\n` +
      `            - name: DATABASE_HOST\n              valueFrom:\n` +
      `                secretKeyRef: {name: orders-database, key: HOST}\n` +
      `          envFrom:\n            - configMapRef: {name: ${service}}\n` +
      `          ports: [{containerPort: 8080}]\n` +
      `          readinessProbe: {httpGet: {path: /, port: 8080}}\n` +
      `          resources: {requests: {cpu: 100m, memory: 128Mi}, limits: {memory: 128Mi}}\n`,
    `apiVersion: v1\nkind: Service\n${metadata}spec:\n` +
      `  selector: {app: ${service}}\n  ports: [{port: 8080}]\n`,
    `apiVersion: autoscaling/v2\nkind: HorizontalPodAutoscaler\n${metadata}spec:\n` +
      `  scaleTargetRef: {apiVersion: apps/v1, kind: Deployment, name: ${service}}\n` +
      `  minReplicas: 2\n  maxReplicas: 6\n`,
    `apiVersion: policy/v1\nkind: PodDisruptionBudget\n${metadata}spec:\n  maxUnavailable: 1\n${select}`,
    `apiVersion: v1\nkind: ConfigMap\n${metadata}data:\n${settings.join('')}`,
    `apiVersion: v1\nkind: ServiceAccount\n${metadata}`,
    `apiVersion: networking.k8s.io/v1\nkind: NetworkPolicy\n${metadata}spec:\n  podSelector:\n` +
      `    matchLabels: {app: ${service}}\n  ingress:\n    - from: [{podSelector: {}}]\n`,
  ].join('---\n');
}

function sharedOf(shop: string, environment: Environment): string {
  const namespace = `${shop}-${environment}`;
  return [
    `apiVersion: v1\nkind: Namespace\nmetadata:\n  name: ${namespace}\n`,
    `apiVersion: networking.k8s.io/v1\nkind: Ingress\n` +
      `metadata: {name: shop, namespace: ${namespace}}\nspec:\n` +
      `  rules:\n    - host: ${namespace}.example.org\n      http:\n        paths:\n` +
      `          - {path: /, pathType: Prefix, backend: {service: {name: ui, port: {number: 8080}}}}\n`,
    `apiVersion: monitoring.coreos.com/v1\nkind: PrometheusRule\n` +
      `metadata: {name: shop, namespace: ${namespace}}\nspec:\n  groups:\n    - name: shop\n      rules:\n` +
      SERVICES.map(
        (service) =>
          `        - alert: ${service}Down\n          for: 5m\n          labels: {severity: page}\n` +
          `          expr: kube_deployment_status_replicas_available{namespace="${namespace}",` +
          `deployment="${service}"} < 1\n`,
      ).join(''),
  ].join('---\n');
}

function workflowOf(shop: string): string {
  const deploys = ENVIRONMENTS.map(
    (environment, index) =>
      `  ${environment}:\n    runs-on: ubuntu-24.04\n    environment: ${environment}\n` +
      `    needs: ${index === 0 ? 'build' : ENVIRONMENTS[index - 1]}\n    steps:\n` +
      `      - uses: actions/checkout@v4\n` +
      `      - run: terraform -chdir=infra/${shop}/${environment} apply -auto-approve\n` +
      `      - run: kubectl apply -f deploy/${shop}/${environment}\n`,
  );
  const builds = SERVICES.map(
    (service) =>
      `      - run: |\n` +
      `          docker build -t registry.example.com/${shop}/${service} services/${shop}/${service}\n` +
      `          docker push registry.example.com/${shop}/${service}\n`,
  );
  return (
    `name: ${shop}\non:\n  push:\n    branches: [main]\n` +
    `jobs:\n  build:\n    runs-on: ubuntu-24.04\n    steps:\n` +
    `      - uses: actions/checkout@v4\n${builds.join('')}${deploys.join('')}`
  );
}

function contractOf(shop: string): string {
  const paths = SERVICES.map(
    (service) =>
      `  /${service}:\n    get:\n      operationId: ${service}\n` +
      `      responses: {"200": {description: ok}}\n`,
  );
  return (
    `openapi: 3.0.3\ninfo: {title: ${shop}, version: "1"}\n` +
    `servers: [{url: "https://${shop}-production.example.org"}]\npaths:\n${paths.join('')}`
  );
}

function catalogOf(shop: string, next: string): string {
  return SERVICES.map(
    (service) =>
      `apiVersion: backstage.io/v1alpha1\nkind: Component\nmetadata:\n  name: ${shop}-${service}\n` +
      `spec:\n  type: service\n  lifecycle: production\n  owner: team-${shop}\n  system: ${shop}\n` +
      `  dependsOn: ["component:${next}-orders"]\n`,
  ).join('---\n');
}

function rulesOf(shop: string): string {
  const rules = SERVICES.map(
    (service) =>
      `      - alert: ${service}Slow\n        for: 10m\n        labels: {severity: ticket}\n` +
      `        expr: rate(http_requests_total{namespace="${shop}-production",app="${service}",` +
      `code="500"}[5m]) > 1\n`,
  );
  return `groups:\n  - name: ${shop}\n    rules:\n${rules.join('')}`;
}
