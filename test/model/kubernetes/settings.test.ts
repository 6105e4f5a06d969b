import { expect, it } from 'vitest';
import { Unknown } from '../../../src/core/value.ts';
import { clusterAndCloud } from '../../support/cluster-and-cloud.ts';

/** Every setting of the inputs: `orders: variable DB_HOST=orders-db through …`. */
function settings(files: string | Readonly<Record<string, string>>): readonly string[] {
  return clusterAndCloud(files).components.flatMap(({ name, facts }) =>
    (facts.settings ?? []).map(({ passed, name: setting, value, through }) => {
      const shown = Unknown.is(value) ? `? ${refsOf(value)}` : (value ?? '-');
      const from = through.map(({ says }) => ` < ${says}`).join('');
      return `${name}: ${passed} ${setting}=${shown}${from}`;
    }),
  );
}

function refsOf({ refs, partial }: Unknown): string {
  const parts = partial?.kind === 'parts' ? partial.parts.map((part) => (Unknown.is(part) ? '…' : part)) : [];
  return [...refs.map(({ resource, path }) => `${resource}.${path.join('.')}`), ...parts].join(' ').trim();
}

function orders(container: string, volumes = '', name = 'orders'): string {
  return `
---
apiVersion: apps/v1
kind: Deployment
metadata: { name: ${name}, namespace: shop }
spec:
  selector: { matchLabels: { app: ${name} } }
  template:
    metadata: { labels: { app: ${name} } }
    spec:
      containers:
        - { name: ${name}, image: registry.shop.example/${name}:1, ${container} }
      volumes: [${volumes}]
`;
}

function configMap(name: string, data: string): string {
  return `
---
apiVersion: v1
kind: ConfigMap
metadata: { name: ${name}, namespace: shop }
data:
${data.replace(/^/gm, '  ')}
`;
}

it('reads variables with their references to each other', () => {
  const text = orders(
    'env: [{ name: DB_HOST, value: orders-db }, { name: DB, value: "$(DB_HOST):5432/$$(x)$(NONE)" }]',
  );
  expect(settings(text)).toEqual([
    'orders: variable DB_HOST=orders-db',
    'orders: variable DB=orders-db:5432/$(x)$(NONE)',
  ]);
});

it('looks keys of ConfigMaps up, one by one and in whole; a variable of its own comes first', () => {
  const map = configMap('orders', 'DB_HOST: orders-db\nCACHE: redis:6379');
  const one = orders('env: [{ name: HOST, valueFrom: { configMapKeyRef: { name: orders, key: DB_HOST } } }]');
  expect(settings(one + map)).toEqual(['orders: variable HOST=orders-db < key DB_HOST of ConfigMap orders']);
  const whole = orders(
    'envFrom: [{ configMapRef: { name: orders } }], env: [{ name: CACHE, value: "cache:6379" }]',
  );
  expect(settings(whole + map)).toEqual([
    'orders: variable DB_HOST=orders-db < key DB_HOST of ConfigMap orders',
    'orders: variable CACHE=cache:6379',
  ]);
});

it('takes what several programs pull in whole for the settings of none', () => {
  const taken = 'envFrom: [{ configMapRef: { name: shop } }]';
  const both = orders(taken) + orders(taken, '', 'carts');
  const short = (files: string): readonly string[] => settings(files).map((line) => line.replace(/ <.*/, ''));
  expect(short(both + configMap('shop', 'DB_URL: http://orders-db\nTAX_URL: http://tax'))).toEqual([
    'carts: whole DB_URL=http://orders-db',
    'carts: whole TAX_URL=http://tax',
    'orders: whole DB_URL=http://orders-db',
    'orders: whole TAX_URL=http://tax',
  ]);
  // Nobody takes one address in by accident.
  expect(short(both + configMap('shop', 'DB_URL: http://orders-db'))).toEqual([
    'carts: variable DB_URL=http://orders-db',
    'orders: variable DB_URL=http://orders-db',
  ]);
});

it('shows of a Secret only where it leads', () => {
  const secret = `
---
apiVersion: v1
kind: Secret
metadata: { name: orders, namespace: shop }
stringData:
  DB_URL: postgres://orders:hunter/2@orders-db:5432/orders?sslmode=disable&password=x
  DSN: host=orders-db user=orders password=hunter2 sslmode=require
  MYSQL: orders:hunter2@tcp(orders-db:3306)/orders
  DB_PASSWORD: hunter2
  DB_HOST: orders-db
`;
  const text = orders('envFrom: [{ secretRef: { name: orders } }]') + secret;
  expect(settings(text).map((line) => line.replace(/ <.*/, ''))).toEqual([
    'orders: variable DB_URL=postgres://orders-db:5432/?sslmode=disable',
    'orders: variable DSN=host=orders-db;sslmode=require',
    'orders: variable MYSQL=tcp(orders-db:3306)',
    'orders: variable DB_PASSWORD=-',
    'orders: variable DB_HOST=orders-db',
  ]);
});

it('reads files of ConfigMaps line by line, and only those that are mounted', () => {
  const map = configMap(
    'orders',
    [
      'application.yaml: |',
      '  spring:',
      '    datasource:',
      '      url: jdbc:postgresql://orders-db:5432/orders # the store',
      '    kafka: { brokers: 1 }',
      '  peers:',
      '    - http://carts:8080',
      'nginx.conf: |',
      '  location / { ',
      '    proxy_pass http://front-end:80;',
      '  }',
      'other.properties: a=b',
    ].join('\n'),
  );
  const volume = '{ name: config, configMap: { name: orders } }';
  const mounts = ['application.yaml', 'nginx.conf'].map(
    (file) => `{ name: config, mountPath: /etc/${file}, subPath: ${file} }`,
  );
  const lines = settings(orders(`volumeMounts: [${mounts.join()}]`, volume) + map);
  expect(lines.map((line) => line.replace(/ <.*/, ''))).toEqual([
    'orders: file spring.datasource.url=jdbc:postgresql://orders-db:5432/orders',
    'orders: file spring.kafka={ brokers: 1 }',
    'orders: file peers=http://carts:8080',
    'orders: file proxy_pass=http://front-end:80',
  ]);
});

it('reads arguments with the flags before them', () => {
  const text = orders(
    'args: ["--db=orders-db:5432", "--carts", "http://carts:80", -Dcache.host=redis, "--insecure"]',
  );
  expect(settings(text)).toEqual([
    'orders: argument db=orders-db:5432',
    'orders: argument carts=',
    'orders: argument carts=http://carts:80',
    'orders: argument cache.host=redis',
    'orders: argument insecure=',
  ]);
});

it('follows a Secret that an operator makes to the secret of the cloud, and to what that is made of', () => {
  const external = `
---
apiVersion: external-secrets.io/v1
kind: ExternalSecret
metadata: { name: orders, namespace: shop }
spec:
  secretStoreRef: { name: aws, kind: ClusterSecretStore }
  data:
    - { secretKey: DB_HOST, remoteRef: { key: shop/orders-db, property: host } }
    - { secretKey: DB_PASSWORD, remoteRef: { key: shop/orders-db, property: password } }
`;
  const main = `
resource "aws_db_instance" "orders" {
  identifier = "orders"
}
resource "aws_secretsmanager_secret" "orders" {
  name = "shop/orders-db"
}
resource "aws_secretsmanager_secret_version" "orders" {
  secret_id     = aws_secretsmanager_secret.orders.id
  secret_string = jsonencode({ host = aws_db_instance.orders.address, password = "hunter2" })
}
`;
  const files = {
    'shop/shop.yaml': orders('envFrom: [{ secretRef: { name: orders } }]') + external,
    'infra/main.tf': main,
  };
  const through = (key: string): string =>
    `< key ${key} of Secret orders, which ExternalSecret/shop/orders makes ` +
    '< secret shop/orders-db of aws_secretsmanager_secret.orders';
  expect(settings(files)).toEqual([
    `orders: variable DB_HOST=? terraform:infra#aws_db_instance.orders.address ${through('DB_HOST')}`,
    `orders: variable DB_PASSWORD=- ${through('DB_PASSWORD')}`,
  ]);
});

it('reads a Secret that Terraform writes for pods of another folder', () => {
  const main = `
resource "aws_db_instance" "orders" {
  identifier = "orders"
}
resource "kubernetes_secret" "orders" {
  metadata {
    name      = "orders-db"
    namespace = "shop"
  }
  data = { address = aws_db_instance.orders.address }
}
`;
  const from = 'valueFrom: { secretKeyRef: { name: orders-db, key: address } }';
  const files = { 'shop/shop.yaml': orders(`env: [{ name: DB, ${from} }]`), 'infra/main.tf': main };
  expect(settings(files)).toEqual([
    'orders: variable DB=? terraform:infra#aws_db_instance.orders.address < key address of Secret orders-db',
  ]);
});
