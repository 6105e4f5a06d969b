import { expect, it } from 'vitest';
import { objectLines } from '../../support/object-lines.ts';

function workload(name: string, container: string): string {
  return `
---
apiVersion: apps/v1
kind: Deployment
metadata: { name: ${name}, namespace: shop }
spec:
  selector: { matchLabels: { app: ${name} } }
  template:
    metadata: { labels: { app: ${name} } }
    spec: { containers: [{ name: main, image: shop/${name}:1, ${container} }] }
`;
}

function service(name: string, port = '{ port: 80, targetPort: 8080 }'): string {
  return `
---
apiVersion: v1
kind: Service
metadata: { name: ${name}, namespace: shop }
spec: { selector: { app: ${name} }, ports: [${port}] }
`;
}

function check(text: string, expected: readonly string[]): void {
  const lines = objectLines(text, ({ facts: { pods } }) => {
    if (!pods) return undefined;
    const { serving } = pods;
    const why = serving.is === 'yes' ? serving.because.map(({ says }) => says).join(', ') : undefined;
    return [`${serving.is} ${why ?? ''}`.trim(), pods.consumes?.says].filter((one) => one).join('; ');
  });
  expect(lines).toEqual(expected);
}

const PORT = 'ports: [{ containerPort: 8080 }]';

it('serves when it declares the port that a Service leads to', () => {
  check(workload('orders', PORT) + service('orders'), [
    'Deployment/shop/orders: yes Service orders leads to its port 8080',
  ]);
});

it('does not serve because a chart gives every workload a Service', () => {
  check(workload('orders', 'args: [consume]') + service('orders'), ['Deployment/shop/orders: no']);
});

it('serves when another workload names the Service as an address', () => {
  const caller = workload('web', 'env: [{ name: ORDERS_URL, value: "http://orders.shop.svc:80/v1" }]');
  check(workload('orders', 'args: [serve]') + service('orders') + caller, [
    'Deployment/shop/orders: yes ORDERS_URL of web names orders.shop.svc',
    'Deployment/shop/web: no',
  ]);
});

it('does not take a word for an address', () => {
  const other = workload(
    'web',
    'env: [{ name: TOPIC, value: orders }, { name: PATH_PREFIX, value: /orders }]',
  );
  check(workload('orders', 'args: [serve]') + service('orders') + other, [
    'Deployment/shop/orders: no',
    'Deployment/shop/web: no',
  ]);
});

it('serves when an Ingress leads to it', () => {
  const ingress = `
---
apiVersion: networking.k8s.io/v1
kind: Ingress
metadata: { name: shop, namespace: shop }
spec: { defaultBackend: { service: { name: orders, port: { number: 80 } } } }
`;
  check(workload('orders', 'args: [serve]') + service('orders') + ingress, [
    'Deployment/shop/orders: yes shop sends it requests',
  ]);
});

it('leaves open what no Service of the namespace can tell', () => {
  check(workload('orders', 'args: [serve]'), ['Deployment/shop/orders: unknown']);
});

it('tells consumers by their commands', () => {
  check(workload('mail', 'command: [celery, -A, shop, worker]') + service('orders'), [
    'Deployment/shop/mail: no; it runs celery -A shop worker',
  ]);
});
