import { expect, it } from 'vitest';
import type { ServiceFacts } from '../../../src/core/facts/traffic.ts';
import { Unknown } from '../../../src/core/value.ts';
import { objectLines } from '../../support/object-lines.ts';

function deployment(name: string, labels = `app: ${name}`, namespace = 'shop'): string {
  return `
---
apiVersion: apps/v1
kind: Deployment
metadata: { name: ${name}, namespace: ${namespace} }
spec:
  selector: { matchLabels: { ${labels} } }
  template:
    metadata: { labels: { ${labels} } }
    spec: { containers: [{ name: ${name}, image: registry.shop.example/${name}:1 }] }
`;
}

function service(spec: string, annotations = ''): string {
  return `
---
apiVersion: v1
kind: Service
metadata: { name: orders, namespace: shop, annotations: { ${annotations} } }
spec: { ${spec} }
`;
}

function ofService(text: string, say: (facts: ServiceFacts) => string): readonly string[] {
  return objectLines(text, ({ facts }) => (facts.service ? say(facts.service) : undefined));
}

const selection = ({ selects, maybeSelects, nearest }: ServiceFacts): string =>
  [selects.join(), maybeSelects?.detail ?? '-', nearest?.says ?? '-'].join('; ');

it('selects every workload that carries all labels', () => {
  const text = deployment('orders', 'app: orders, tier: web') + deployment('carts', 'app: carts, tier: web');
  expect(ofService(text + service('selector: { app: orders, tier: web }'), selection)).toEqual([
    'Service/shop/orders: manifests:shop#Deployment/shop/orders; -; -',
  ]);
});

it('never selects what stands in another namespace', () => {
  const text = deployment('orders', 'app: orders', 'other') + deployment('carts');
  expect(ofService(text + service('selector: { app: orders }'), selection)).toEqual([
    'Service/shop/orders: ; -; -',
  ]);
});

it('names the one label that differs, and only where the words are alike or another label agrees', () => {
  const near = deployment('orders') + service('selector: { app: order }');
  expect(ofService(near, selection)).toEqual([
    'Service/shop/orders: ; -; app is order, the pods of orders say orders',
  ]);
  const far = deployment('orders') + service('selector: { app: invoices }');
  expect(ofService(far, selection)).toEqual(['Service/shop/orders: ; -; -']);
});

it('cannot tell where the namespace was not loaded, or an operator may start the pods', () => {
  expect(ofService(service('selector: { app: orders }'), selection)).toEqual([
    'Service/shop/orders: ; no workload of the namespace of Service/shop/orders is in the inputs; -',
  ]);
  const cluster = `
---
apiVersion: postgresql.cnpg.io/v1
kind: Cluster
metadata: { name: orders-db, namespace: shop }
spec: { instances: 3 }
`;
  const text = deployment('carts') + cluster + service('selector: { cnpg.io/cluster: orders-db }');
  expect(ofService(text, selection)).toEqual([
    'Service/shop/orders: ; an operator may start the pods of Service/shop/orders for ' +
      'Cluster/shop/orders-db; -',
  ]);
});

const inside = ({ isInternal: { value } }: ServiceFacts): string => (Unknown.is(value) ? '?' : String(value));

it.each([
  ['type: ClusterIP', '', 'true'],
  ['type: NodePort', '', '?'],
  ['type: LoadBalancer', '', 'false'],
  ['type: LoadBalancer', 'service.beta.kubernetes.io/aws-load-balancer-internal: "true"', 'true'],
  ['type: LoadBalancer', 'service.beta.kubernetes.io/aws-load-balancer-internal: "false"', 'false'],
  ['type: LoadBalancer', 'networking.gke.io/load-balancer-type: Internal', 'true'],
  ['type: LoadBalancer', 'service.beta.kubernetes.io/azure-load-balancer-internal: "true"', 'true'],
  // The controller of AWS makes internal load balancers unless the scheme says otherwise.
  ['type: LoadBalancer, loadBalancerClass: service.k8s.aws/nlb', '', 'true'],
  [
    'type: LoadBalancer, loadBalancerClass: service.k8s.aws/nlb',
    'service.beta.kubernetes.io/aws-load-balancer-scheme: internet-facing',
    'false',
  ],
  ['type: LoadBalancer, loadBalancerIP: 192.168.10.4', '', 'true'],
  ['type: LoadBalancer, loadBalancerIP: 203.0.113.4', '', 'false'],
  ['type: LoadBalancer', 'lbipam.cilium.io/ips: "10.0.0.4,10.0.0.5"', 'true'],
  ['type: LoadBalancer, loadBalancerClass: balancers.shop.example/edge', '', '?'],
])('%s %s stays inside: %s', (spec, annotations, expected) => {
  expect(ofService(service(spec, annotations), inside)).toEqual([`Service/shop/orders: ${expected}`]);
});

function ingress(more: string, annotations = ''): string {
  return `
---
apiVersion: networking.k8s.io/v1
kind: Ingress
metadata: { name: orders, namespace: shop, annotations: { ${annotations} } }
spec:
  ingressClassName: nginx
  ${more}
  rules:
    - host: orders.shop.example
      http: { paths: [{ path: /, backend: { service: { name: orders, port: { number: 80 } } } }] }
`;
}

function hosts(text: string): readonly string[] {
  return objectLines(text, ({ facts: { routing } }) =>
    routing?.hosts
      .map(({ host, tls, redirectsToHttps }) => [host, tls, redirectsToHttps].map(String).join(' '))
      .join('; '),
  );
}

it.each([
  ['', '', 'none false'],
  ['tls: [{ hosts: [orders.shop.example], secretName: tls }]', '', 'terminated true'],
  ['tls: [{ hosts: ["*.shop.example"], secretName: tls }]', '', 'terminated true'],
  ['tls: [{ secretName: tls }]', '', 'terminated true'],
  ['tls: [{ hosts: [carts.shop.example], secretName: tls }]', '', 'none false'],
  ['', 'nginx.ingress.kubernetes.io/force-ssl-redirect: "true"', 'none true'],
  ['', 'nginx.ingress.kubernetes.io/ssl-passthrough: "true"', 'passthrough false'],
])('an Ingress with %s %s serves its host with TLS: %s', (spec, annotations, expected) => {
  expect(hosts(ingress(spec, annotations))).toEqual([`Ingress/shop/orders: orders.shop.example ${expected}`]);
});

function backends(text: string): readonly string[] {
  return objectLines(text, ({ facts: { routing } }) =>
    routing?.backends
      .map(({ exists, mismatch }) => `${Unknown.is(exists) ? '?' : exists} ${mismatch?.says ?? ''}`.trim())
      .join('; '),
  );
}

it('compares a backend with the Service and its ports', () => {
  const ports = (port: string): string => service(`selector: { app: orders }, ports: [{ ${port} }]`);
  expect(backends(deployment('orders') + ports('port: 80') + ingress(''))).toEqual([
    'Ingress/shop/orders: true',
  ]);
  expect(backends(deployment('orders') + ports('name: http, port: 8080') + ingress(''))).toEqual([
    'Ingress/shop/orders: false Service orders has no port 80 (8080 http)',
  ]);
  expect(backends(deployment('orders') + ingress(''))).toEqual([
    'Ingress/shop/orders: false no Service orders in namespace shop',
  ]);
  expect(backends(ingress(''))).toEqual(['Ingress/shop/orders: ?']);
});

it('follows an action of the AWS controller to the Services that it names', () => {
  const front = (action: string): string => `
---
apiVersion: networking.k8s.io/v1
kind: Ingress
metadata:
  name: orders
  namespace: shop
  annotations:
    alb.ingress.kubernetes.io/actions.orders-root: '${action}'
spec:
  ingressClassName: alb
  rules:
    - http:
        paths: [{ path: /, backend: { service: { name: orders-root, port: { name: use-annotation } } } }]
`;
  const group = (name: string, weight: number): string =>
    `{"serviceName":"${name}","servicePort":"80","weight":${weight}}`;
  const forward = (...groups: readonly string[]): string =>
    `{"type":"forward","forwardConfig":{"targetGroups":[${groups.join(',')}]}}`;
  const named = (action: string): readonly string[] =>
    objectLines(front(action), ({ facts: { routing } }) =>
      routing?.backends.map(({ kind, name, port }) => [kind, name, port].map(String).join(' ')).join('; '),
    );
  expect(named(forward(group('orders', 100), group('orders-canary', 0)))).toEqual([
    'Ingress/shop/orders: Service orders 80',
  ]);
  expect(named('{"Type":"forward","ForwardConfig":{"TargetGroups":[{"ServiceName":"orders"}]}}')).toEqual([
    'Ingress/shop/orders: Service orders undefined',
  ]);
  expect(named('{"type":"redirect","redirectConfig":{"statusCode":"HTTP_301"}}')).toEqual([
    'Ingress/shop/orders: annotation orders-root use-annotation',
  ]);
  expect(named('{"type":')).toEqual(['Ingress/shop/orders: annotation orders-root use-annotation']);
});
