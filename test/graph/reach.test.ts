import { expect, it } from 'vitest';
import { memoryFiles } from '../support/memory-files.ts';
import { wholeAudit } from '../support/whole-audit.ts';

const front = (name: string): string => `
apiVersion: networking.k8s.io/v1
kind: Ingress
metadata: { name: ${name}, namespace: shop }
spec:
  ingressClassName: nginx
  rules:
    - http: { paths: [{ path: /, backend: { service: { name: orders, port: { number: 80 } } } }] }
`;
const orders = `
apiVersion: v1
kind: Service
metadata: { name: orders, namespace: shop }
spec: { selector: { app: orders }, ports: [{ port: 80 }] }
---
apiVersion: apps/v1
kind: Deployment
metadata: { name: orders, namespace: shop }
spec:
  selector: { matchLabels: { app: orders } }
  template:
    metadata: { labels: { app: orders } }
    spec: { containers: [{ name: orders, image: "orders:1", ports: [{ containerPort: 80 }] }] }
`;

it('an example that names what the system runs is no way into it', () => {
  const ways = (files: Readonly<Record<string, string>>): readonly string[] => {
    const { report } = wholeAudit(memoryFiles(files));
    const said = report.findings.flatMap(({ evidence }) => evidence.map(({ says }) => says));
    return [...new Set(said.filter((text) => text.startsWith('requests reach it through')))];
  };
  const examples = { 'examples/front.yaml': front('sample') };
  expect(ways({ 'k8s/orders.yaml': `${orders}---${front('shop')}`, ...examples })).toEqual([
    'requests reach it through shop',
  ]);
  expect(ways({ 'k8s/orders.yaml': orders, ...examples })).toEqual([]);
  expect(ways({ 'k8s/orders.yaml': `${orders}---${front('sample')}` })).toEqual([
    'requests reach it through sample',
  ]);
});
