import { expect, it } from 'vitest';
import { Unknown } from '../../../src/core/value.ts';
import type { Dependency } from '../../../src/core/dependency.ts';
import { clusterAndCloud } from '../../support/cluster-and-cloud.ts';

const KINDS: ReadonlySet<string> = new Set(['calls', 'stores', 'publishes', 'consumes', 'observes']);

/** Who needs whom: `web -> orders calls ?`. */
function calls(files: string | Readonly<Record<string, string>>, candidates = false): readonly string[] {
  const estate = clusterAndCloud(files);
  const wanted = (candidates ? estate.candidates : estate.dependencies).filter(({ kind }) => KINDS.has(kind));
  return wanted.map(({ from, to, kind, strength }: Dependency) => {
    const names = [from, to].map((id) => estate.component(id).name).join(' -> ');
    return `${names} ${kind} ${Unknown.is(strength) ? '?' : strength}`;
  });
}

function workload(name: string, spec: string, { namespace = 'shop', kind = 'Deployment' } = {}): string {
  return `
---
apiVersion: apps/v1
kind: ${kind}
metadata: { name: ${name}, namespace: ${namespace} }
spec:
  selector: { matchLabels: { app: ${name} } }
  serviceName: ${name}
  template:
    metadata: { labels: { app: ${name} } }
    spec: { ${spec} }
`;
}

function pods(name: string, rest = '', image = `registry.shop.example/${name}:1`): string {
  return `containers: [{ name: ${name}, image: "${image}", ${rest} }]`;
}

function service(
  name: string,
  namespace = 'shop',
  spec = `selector: { app: ${name} }, ports: [{ port: 80 }]`,
): string {
  return `
---
apiVersion: v1
kind: Service
metadata: { name: ${name}, namespace: ${namespace} }
spec: { ${spec} }
`;
}

function asking(...values: readonly string[]): string {
  const env = values.map((value, index) => `{ name: URL_${index}, value: "${value}" }`);
  return workload('web', pods('web', `env: [${env.join()}]`));
}

it('resolves names as cluster DNS does', () => {
  const orders = workload('orders', pods('orders')) + service('orders');
  for (const host of ['orders', 'orders.shop', 'orders.shop.svc', 'orders.shop.svc.cluster.local']) {
    expect(calls(asking(`http://${host}:80/v1`) + orders)).toEqual(['web -> orders calls ?']);
  }
  expect(calls(asking('http://orders.tax-office.com/v1') + orders)).toEqual([
    'web -> orders.tax-office.com calls ?',
  ]);
});

it('finds one pod of a StatefulSet behind its Service', () => {
  const broker = workload('broker', pods('broker'), { kind: 'StatefulSet' }) + service('broker');
  expect(calls(asking('broker-0.broker:9092,broker-1.broker.shop.svc.cluster.local:9092') + broker)).toEqual([
    'web -> broker calls ?',
  ]);
});

it('takes of two Services of one name that of the namespace', () => {
  const both =
    workload('orders', pods('orders')) +
    service('orders') +
    service('orders', 'archive', 'ports: [{ port: 80 }]');
  const estate = clusterAndCloud(asking('http://orders') + both);
  const found = estate.dependencies.filter(({ kind }) => kind === 'calls').map(({ to }) => to);
  expect(found).toEqual(['manifests:shop#Service/shop/orders']);
  const other = clusterAndCloud(asking('http://orders.archive') + both);
  expect(other.dependencies.filter(({ kind }) => kind === 'calls').map(({ to }) => to)).toEqual([
    'manifests:shop#Service/archive/orders',
  ]);
});

it('never calls across environments, and tells nobody where two may be meant', () => {
  const orders = workload('orders', pods('orders')) + service('orders');
  const overlays = {
    'prod/shop.yaml': asking('http://orders.shop.svc'),
    'a/shop.yaml': orders,
    'b/shop.yaml': orders,
  };
  expect(calls(overlays)).toEqual([]);
});

it('follows a Service that stands for another name', () => {
  const alias = service(
    'store',
    'shop',
    'type: ExternalName, externalName: orders-db.data.svc.cluster.local',
  );
  const store = service('orders-db', 'data', 'ports: [{ port: 5432 }]');
  expect(calls(asking('tcp://store:5432') + alias + store)).toEqual([
    'web -> store calls ?',
    'store -> orders-db calls ?',
  ]);
});

it('takes what several programs pull in whole for a possibility', () => {
  const map = `
---
apiVersion: v1
kind: ConfigMap
metadata: { name: shop, namespace: shop }
data: { ORDERS_URL: "http://orders:80", TAX_URL: "http://tax:80" }
`;
  const taken = (name: string): string =>
    workload(name, pods(name, 'envFrom: [{ configMapRef: { name: shop } }]'));
  const files = taken('web') + taken('carts') + map + workload('orders', pods('orders')) + service('orders');
  expect(calls(files)).toEqual([]);
  expect(calls(files, true)).toEqual(['carts -> orders calls ?', 'web -> orders calls ?']);
});

it('tells what only waits at the start, what only watches, and what asks before it is ready', () => {
  const store = workload('orders-db', pods('orders-db', '', 'postgres:16')) + service('orders-db');
  const waiting = workload(
    'web',
    `initContainers: [{ name: wait, image: busybox, command: [nc, -z, "orders-db:5432"] }], ${pods('web')}`,
  );
  expect(calls(waiting + store)).toEqual(['web -> orders-db calls startup-only']);
  const telemetry = workload(
    'web',
    pods('web', 'env: [{ name: OTEL_EXPORTER_OTLP_ENDPOINT, value: "http://otel:4317" }]'),
  );
  const collector = service('otel', 'shop', 'ports: [{ port: 4317 }]');
  expect(calls(telemetry + collector)).toEqual(['web -> otel observes control-only']);
  const probing = workload(
    'web',
    pods('web', 'readinessProbe: { exec: { command: [pg_isready, -h, orders-db] } }'),
  );
  expect(calls(probing + store)).toEqual(['web -> orders-db calls hard']);
});

it('takes a cache before a store for something that can be lost', () => {
  const files =
    asking('redis://cache:6379', 'postgres://orders-db:5432') +
    workload('cache', pods('cache', '', 'redis:7')) +
    service('cache') +
    workload('orders-db', pods('orders-db', '', 'postgres:16')) +
    service('orders-db');
  expect(calls(files)).toEqual(['web -> cache calls soft', 'web -> orders-db calls ?']);
});

it('consumes the queue by which it is scaled', () => {
  const scaled = `
---
apiVersion: keda.sh/v1alpha1
kind: ScaledObject
metadata: { name: web, namespace: shop }
spec:
  scaleTargetRef: { name: web }
  triggers:
    - type: aws-sqs-queue
      metadata: { queueURL: "https://sqs.eu-west-1.amazonaws.com/111111111111/orders" }
`;
  const queue = 'resource "aws_sqs_queue" "orders" {\n  name = "orders"\n}\n';
  const files = { 'shop/shop.yaml': workload('web', pods('web')) + scaled, 'infra/main.tf': queue };
  expect(calls(files)).toEqual(['web -> orders consumes async']);
  const told = pods('web', 'env: [{ name: ORDERS_QUEUE, value: orders }]');
  expect(calls({ ...files, 'shop/shop.yaml': workload('web', told) + scaled })).toEqual([
    'web -> orders consumes async',
  ]);
});

it('takes a policy of the network for a possibility, and only where it names pods', () => {
  const policy = (from: string): string => `
---
apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata: { name: orders, namespace: shop }
spec:
  podSelector: { matchLabels: { app: orders } }
  ingress: [{ from: [${from}] }]
`;
  const both = workload('web', pods('web')) + workload('orders', pods('orders'));
  const named = '{ podSelector: { matchLabels: { app: web } } }';
  expect(calls(both + policy(named))).toEqual([]);
  expect(calls(both + policy(named), true)).toEqual(['web -> orders calls ?']);
  expect(calls(both + policy('{ podSelector: {} }'), true)).toEqual([]);
  expect(
    calls(
      asking('http://orders') + workload('orders', pods('orders')) + service('orders') + policy(named),
      true,
    ),
  ).toEqual([]);
});

it('takes principals of a mesh for possibilities', () => {
  const policy = `
---
apiVersion: security.istio.io/v1
kind: AuthorizationPolicy
metadata: { name: orders, namespace: shop }
spec:
  selector: { matchLabels: { app: orders } }
  action: ALLOW
  rules: [{ from: [{ source: { principals: [cluster.local/ns/shop/sa/web] } }] }]
`;
  const files =
    workload('web', `serviceAccountName: web, ${pods('web')}`) + workload('orders', pods('orders')) + policy;
  expect(calls(files, true)).toEqual(['web -> orders calls ?']);
});

it('takes one program that is described twice for one', () => {
  const map = `
---
apiVersion: v1
kind: ConfigMap
metadata: { name: web, namespace: shop }
data: { ORDERS_URL: "http://orders:80", TAX_URL: "http://tax:80" }
`;
  const described = (registry: string): string =>
    workload('web', pods('web', 'envFrom: [{ configMapRef: { name: web } }]', `${registry}/web:1`)) +
    map +
    workload('orders', pods('orders')) +
    service('orders');
  const files = { 'a/shop.yaml': described('one.example'), 'b/shop.yaml': described('two.example/shop') };
  expect(calls(files)).toEqual(['web -> orders calls ?', 'web -> orders calls ?']);
});
