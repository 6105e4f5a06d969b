import { expect, it } from 'vitest';
import { objectLines, shown } from '../../support/object-lines.ts';

function deployment(spec: string, name = 'orders'): string {
  return `
apiVersion: apps/v1
kind: Deployment
metadata: { name: ${name}, namespace: shop }
spec:
  selector: { matchLabels: { app: ${name} } }
  template:
    metadata: { labels: { app: ${name} } }
    spec:
${spec}
`;
}

const plain = deployment(`
      containers:
        - name: orders
          image: ghcr.io/shop/orders:1.4
          ports: [{ containerPort: 8080 }]
          readinessProbe: { httpGet: { port: 8080 } }
          resources: { limits: { memory: 512Mi } }
`);

it('states the defaults of the API', () => {
  const lines = objectLines(plain, ({ facts: { pods } }) =>
    pods
      ? [
          `${pods.controller} ${shown(pods.replicas)} ${pods.statesReplicas}`,
          `${shown(pods.rollout?.strategy)} ${shown(pods.rollout?.maxUnavailable)}`,
          `account ${shown(pods.serviceAccount)}, grace ${shown(pods.terminationGraceSeconds)}`,
          `host network ${shown(pods.hostNetwork)}`,
        ].join('; ')
      : undefined,
  );
  expect(lines).toEqual([
    'Deployment/shop/orders: deployment 1 false; rolling-update 25%; account default, grace 30; ' +
      'host network false',
  ]);
});

it('copies a limit to the request of the same resource, and gives probes their timing', () => {
  const lines = objectLines(plain, ({ facts: { pods } }) =>
    pods?.containers
      .map(({ requests, limits, readiness, security, image }) =>
        [
          `memory ${shown(requests.memory)} (${requests.memory?.origin}) of ${shown(limits.memory)}`,
          `cpu ${shown(requests.cpu)}`,
          `${readiness?.handler} ${String(readiness?.path)} every ${shown(readiness?.periodSeconds)}`,
          `escalation ${shown(security.allowPrivilegeEscalation)}`,
          `${String(image?.repository)} ${String(image?.tag)} ${shown(image?.pullPolicy)}`,
        ].join('; '),
      )
      .join(),
  );
  expect(lines).toEqual([
    'Deployment/shop/orders: memory 536870912 (default) of 536870912; cpu -; http / every 10; ' +
      'escalation true; ghcr.io/shop/orders 1.4 IfNotPresent',
  ]);
});

it('tells init containers, sidecars and main containers apart', () => {
  const text = deployment(`
      initContainers:
        - { name: migrate, image: shop/migrate }
        - { name: proxy, image: shop/proxy, restartPolicy: Always }
      containers:
        - { name: orders, image: shop/orders }
`);
  const lines = objectLines(text, ({ facts: { pods } }) =>
    pods?.containers.map(({ name, role, image }) => `${name} ${role} ${shown(image?.pullPolicy)}`).join(', '),
  );
  expect(lines).toEqual([
    'Deployment/shop/orders: migrate init Always, proxy sidecar Always, orders main Always',
  ]);
});

it('takes the security context of the pod where a container has none', () => {
  const text = deployment(`
      securityContext: { runAsNonRoot: true, runAsUser: 1000 }
      containers:
        - { name: orders, image: shop/orders:1 }
        - { name: proxy, image: shop/proxy:1, securityContext: { runAsUser: 0, privileged: true } }
`);
  const lines = objectLines(text, ({ facts: { pods } }) =>
    pods?.containers
      .map(({ security: s }) => `${shown(s.runAsNonRoot)} ${shown(s.runAsUser)} ${shown(s.privileged)}`)
      .join(', '),
  );
  expect(lines).toEqual(['Deployment/shop/orders: true 1000 false, true 0 true']);
});

it('tells whether spreading is about its own pods', () => {
  const text = deployment(`
      topologySpreadConstraints:
        - maxSkew: 1
          topologyKey: topology.kubernetes.io/zone
          whenUnsatisfiable: DoNotSchedule
          labelSelector: { matchLabels: { app: orders } }
        - maxSkew: 1
          topologyKey: kubernetes.io/hostname
          whenUnsatisfiable: ScheduleAnyway
          labelSelector: { matchLabels: { app: carts } }
      affinity:
        podAntiAffinity:
          preferredDuringSchedulingIgnoredDuringExecution:
            - weight: 1
              podAffinityTerm:
                topologyKey: kubernetes.io/hostname
                labelSelector: { matchExpressions: [{ key: app, operator: In, values: [orders] }] }
      containers: [{ name: orders, image: shop/orders:1 }]
`);
  const lines = objectLines(text, ({ facts: { pods } }) =>
    pods
      ? [
          ...pods.spread.map((one) => `${String(one.isHard)} ${String(one.selectsOwnPods)}`),
          ...pods.antiAffinity.map((one) => `${one.isHard} ${String(one.selectsOwnPods)}`),
        ].join(', ')
      : undefined,
  );
  expect(lines).toEqual(['Deployment/shop/orders: true true, false false, false true']);
});

it('finds the template of jobs, and of kinds that nobody knows', () => {
  const text = `
apiVersion: batch/v1
kind: CronJob
metadata: { name: report, namespace: shop }
spec:
  schedule: "0 3 * * *"
  jobTemplate: { spec: { template: { spec: { containers: [{ name: report, image: shop/report:1 }] } } } }
---
apiVersion: shop.example/v1
kind: Fleet
metadata: { name: couriers, namespace: shop }
spec: { template: { spec: { containers: [{ name: courier, image: shop/courier:1 }] } } }
`;
  const lines = objectLines(text, ({ kind, facts: { pods } }) =>
    pods ? `${kind} ${pods.controller} ${shown(pods.schedule)} ${shown(pods.concurrency)}` : undefined,
  );
  expect(lines).toEqual([
    'CronJob/shop/report: workload cron-job 0 3 * * * Allow',
    'Fleet/shop/couriers: workload custom - -',
  ]);
});
