import { expect, it } from 'vitest';
import { estateOf } from '../../support/estate-of.ts';

function service(name: string): string {
  return `
apiVersion: v1
kind: Service
metadata: { name: ${name}, namespace: shop }
spec: { selector: { app: ${name} }, ports: [{ port: 80 }] }
---
apiVersion: apps/v1
kind: Deployment
metadata: { name: ${name}, namespace: shop }
spec:
  selector: { matchLabels: { app: ${name} } }
  template:
    metadata: { labels: { app: ${name} } }
    spec: { containers: [{ name: app, image: "shop/${name}:1" }] }
`;
}

function route(name: string, rules: string): string {
  return `
apiVersion: gateway.networking.k8s.io/v1
kind: HTTPRoute
metadata: { name: ${name}, namespace: shop }
spec:
  parentRefs: [{ name: front }]
  rules:
${rules}
`;
}

const GATEWAY = `
apiVersion: gateway.networking.k8s.io/v1
kind: Gateway
metadata: { name: front, namespace: shop }
spec: { gatewayClassName: mesh, listeners: [{ name: http, port: 80, protocol: HTTP }] }
`;

/** `what it leads to strength`, sorted. */
function waysFrom(name: string, ...objects: readonly string[]): readonly string[] {
  const estate = estateOf({ 'shop.yaml': objects.join('---') });
  const from = estate.components.find((one) => one.name === name && one.kind === 'gateway');
  if (!from) return [];
  return estate
    .dependenciesFrom(from.id, 'routes-to')
    .map(({ to, strength }) => `${estate.component(to).name} ${String(strength)}`)
    .sort();
}

const SHARED = [service('stable'), service('canary')];

it.each([
  ['- { name: canary, port: 80, weight: 0 }', 'soft'],
  ['- { name: canary, port: 80, weight: 10 }', 'hard'],
])('a version without requests is not needed: %s', (canary, strength) => {
  const rules = `  - backendRefs:\n    - { name: stable, port: 80, weight: 90 }\n    ${canary}`;
  expect(waysFrom('orders', ...SHARED, route('orders', rules))).toEqual([
    `canary ${strength}`,
    'stable hard',
  ]);
});

it('nobody waits for the copy of a request', () => {
  const mirrored = `
apiVersion: networking.istio.io/v1
kind: VirtualService
metadata: { name: orders, namespace: shop }
spec:
  hosts: [orders]
  http:
  - route: [{ destination: { host: stable } }]
    mirror: { host: canary }
`;
  expect(waysFrom('orders', ...SHARED, mirrored)).toEqual(['canary async', 'stable hard']);
});

it('a gateway is there for its only route', () => {
  const one = route('orders', '  - backendRefs: [{ name: stable, port: 80 }]');
  const two = route('carts', '  - backendRefs: [{ name: canary, port: 80 }]');
  expect(waysFrom('front', ...SHARED, GATEWAY, one)).toEqual(['orders hard']);
  expect(waysFrom('front', ...SHARED, GATEWAY, one, two)).toEqual(['carts soft', 'orders soft']);
});
