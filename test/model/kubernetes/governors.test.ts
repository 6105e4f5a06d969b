import { expect, it } from 'vitest';
import { objectLines, shown } from '../../support/object-lines.ts';

function workload(name: string, more = ''): string {
  return `
---
apiVersion: apps/v1
kind: Deployment
metadata: { name: ${name}, namespace: shop }
spec:
  ${more}
  selector: { matchLabels: { app: ${name} } }
  template:
    metadata: { labels: { app: ${name} } }
    spec: { containers: [{ name: ${name}, image: shop/${name}:1 }] }
`;
}

function autoscaler(target: string): string {
  return `
---
apiVersion: autoscaling/v2
kind: HorizontalPodAutoscaler
metadata: { name: orders, namespace: shop }
spec: { minReplicas: 2, maxReplicas: 6, scaleTargetRef: ${target} }
`;
}

const APPS = 'apiVersion: apps/v1, kind: Deployment';

it('gives a workload the bounds of the autoscaler that names it', () => {
  const text = workload('orders') + autoscaler(`{ ${APPS}, name: orders }`);
  const lines = objectLines(text, ({ facts: { pods } }) =>
    pods ? `${shown(pods.minimum)} to ${shown(pods.maximum)} by ${pods.autoscalers.length}` : undefined,
  );
  expect(lines).toEqual(['Deployment/shop/orders: 2 to 6 by 1']);
});

function target(text: string | Readonly<Record<string, string>>): readonly string[] {
  return objectLines(text, ({ facts: { autoscaler: facts } }) => {
    if (!facts) return undefined;
    const { component, nearest, maybe } = facts.target;
    return [component ?? 'missing', nearest ?? '-', maybe?.detail ?? '-'].join('; ');
  });
}

it('names the workload that was probably meant where the target is missing', () => {
  expect(target(workload('orders') + autoscaler(`{ ${APPS}, name: order }`))).toEqual([
    'HorizontalPodAutoscaler/shop/orders: missing; manifests:shop#Deployment/shop/orders; -',
  ]);
});

it('does not take an API group that is gone for the one that is there', () => {
  const old = autoscaler('{ apiVersion: extensions/v1beta1, kind: Deployment, name: orders }');
  expect(target(workload('orders') + old)).toEqual([
    'HorizontalPodAutoscaler/shop/orders: missing; manifests:shop#Deployment/shop/orders; -',
  ]);
});

it('does not call a target missing where its namespace was not read, or an operator may make it', () => {
  const missing = autoscaler(`{ ${APPS}, name: orders-api }`);
  expect(target(missing)[0]).toContain('no workload of the namespace');
  const operator = `
---
apiVersion: shop.example/v1
kind: OrderSystem
metadata: { name: orders, namespace: shop }
spec: { size: 3 }
`;
  expect(target(workload('carts') + missing + operator)[0]).toContain('an operator may start the pods');
});

it('finds a target in a folder beside, and keeps namespaces apart', () => {
  const beside = {
    'shop/apps/a.yaml': workload('orders'),
    'shop/scaling/b.yaml': autoscaler(`{ ${APPS}, name: orders }`),
  };
  expect(target(beside)).toEqual([
    'HorizontalPodAutoscaler/shop/orders: manifests:shop/apps#Deployment/shop/orders; -; -',
  ]);
  const other = workload('orders').replace('namespace: shop', 'namespace: bakery');
  expect(target(other + autoscaler(`{ ${APPS}, name: orders }`))[0]).toContain('missing');
});

it('joins budgets by label expressions', () => {
  const budget = `
---
apiVersion: policy/v1
kind: PodDisruptionBudget
metadata: { name: shop, namespace: shop }
spec:
  maxUnavailable: 1
  selector: { matchExpressions: [{ key: app, operator: In, values: [orders, payment] }] }
`;
  const lines = objectLines(workload('orders') + workload('carts') + budget, ({ facts }) =>
    facts.pods ? String(facts.pods.budgets.length) : facts.disruptionBudget?.selects.join(),
  );
  expect(lines).toEqual([
    'Deployment/shop/carts: 0',
    'Deployment/shop/orders: 1',
    'PodDisruptionBudget/shop/shop: manifests:shop#Deployment/shop/orders',
  ]);
});

it('gives containers the defaults of their namespace, at the line that states them', () => {
  const range = `
---
apiVersion: v1
kind: LimitRange
metadata: { name: defaults, namespace: shop }
spec: { limits: [{ type: Container, default: { memory: 256Mi }, defaultRequest: { cpu: 50m } }] }
`;
  const lines = objectLines(workload('orders') + range, ({ facts: { pods } }) =>
    pods?.containers
      .map(({ requests, limits }) =>
        [requests.cpu, requests.memory, limits.cpu, limits.memory]
          .map((amount) =>
            `${shown(amount)} ${amount?.origin ?? ''} ${amount?.at[0]?.path.join('.') ?? ''}`.trim(),
          )
          .join('; '),
      )
      .join(),
  );
  expect(lines).toEqual([
    'Deployment/shop/orders: 0.05 default spec.limits.0.defaultRequest.cpu; ' +
      '268435456 default spec.limits.0.default.memory; -; 268435456 default spec.limits.0.default.memory',
  ]);
});

it('tells where the volume of a claim is kept, and who mounts it', () => {
  const text = `${workload('orders').replace(
    'containers:',
    'volumes: [{ name: data, persistentVolumeClaim: { claimName: orders } }], containers:',
  )}
---
apiVersion: v1
kind: PersistentVolumeClaim
metadata: { name: orders, namespace: shop }
spec: { storageClassName: disks, accessModes: [ReadWriteOnce], resources: { requests: { storage: 20Gi } } }
---
apiVersion: storage.k8s.io/v1
kind: StorageClass
metadata: { name: disks }
provisioner: ebs.csi.aws.com
allowedTopologies: [{ matchLabelExpressions: [{ key: topology.kubernetes.io/zone, values: [eu-west-1a] }] }]
`;
  const lines = objectLines(text, ({ facts: { volumeClaim, pods } }) => {
    if (pods) return pods.singleton?.says;
    if (!volumeClaim) return undefined;
    const { reach, boundZones, sizeGib, mountedBy } = volumeClaim;
    return `${shown(reach)} ${shown(boundZones)} ${shown(sizeGib)} GiB by ${mountedBy.length}`;
  });
  expect(lines).toEqual([
    'Deployment/shop/orders: its volume data has one writer (ReadWriteOnce)',
    'PersistentVolumeClaim/shop/orders: zone eu-west-1a 20 GiB by 1',
  ]);
});
