import { expect, it } from 'vitest';
import { clusterAndCloud } from '../../support/cluster-and-cloud.ts';

function calls(...objects: readonly string[]): readonly string[] {
  const estate = clusterAndCloud(objects.join(''));
  return estate.dependencies
    .filter(({ kind }) => kind === 'calls')
    .map(({ from, to, grade }) => `${estate.component(from).name} -> ${estate.component(to).name} ${grade}`);
}

const ORDERS_API = service('orders-api');

it('a token for a Service, in a setting and a Secret of its name, says who calls it', () => {
  expect(calls(web('ORDERS_API_BEARER_TOKEN', 'token-web-orders-api'), ORDERS_API)).toEqual([
    'web -> orders-api D',
  ]);
  expect(calls(web('ORDERS_API_KEY', 'token-web-orders'), service('orders'))).toEqual(['web -> orders D']);
});

it('a token that the setting and the Secret call by two names is for nobody', () => {
  expect(calls(web('ORDERS_API_BEARER_TOKEN', 'token-web-mail-api'), ORDERS_API)).toEqual([]);
});

it('a password may be what the one who is called checks callers with', () => {
  expect(calls(web('ORDERS_API_PASSWORD', 'token-web-orders-api'), ORDERS_API)).toEqual([]);
});

it('whoever answers does not call itself, and a Service elsewhere is not meant', () => {
  expect(calls(web('WEB_BEARER_TOKEN', 'token-web'), service('web'))).toEqual([]);
  const other = ORDERS_API.replace('namespace: shop', 'namespace: offices');
  expect(calls(web('ORDERS_API_BEARER_TOKEN', 'token-web-orders-api'), other)).toEqual([]);
});

it('an address says more than a token', () => {
  const address = '{ name: ORDERS_URL, value: "http://orders-api" },';
  expect(calls(web('ORDERS_API_BEARER_TOKEN', 'token-web-orders-api', address), ORDERS_API)).toEqual([
    'web -> orders-api B',
  ]);
});

function web(setting: string, secret: string, more = ''): string {
  return `
---
apiVersion: apps/v1
kind: Deployment
metadata: { name: web, namespace: shop }
spec:
  selector: { matchLabels: { app: web } }
  template:
    metadata: { labels: { app: web } }
    spec:
      containers:
        - name: web
          image: registry.shop.example/web:1
          env: [${more} { name: ${setting}, valueFrom: { secretKeyRef: { name: ${secret}, key: token } } }]
`;
}

function service(name: string): string {
  return `
---
apiVersion: v1
kind: Service
metadata: { name: ${name}, namespace: shop }
spec: { selector: { app: ${name} }, ports: [{ port: 80 }] }
`;
}
