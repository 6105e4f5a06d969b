import { expect, it } from 'vitest';
import { workbenchOf } from '../../src/pricing/workbench-of.ts';
import { graphChange } from '../../src/appraise/graph-change.ts';
import { separated } from '../../src/appraise/separate.ts';
import type { ComponentId } from '../../src/core/id.ts';
import { byCodeUnit } from '../../src/core/order.ts';
import { memoryFiles } from '../support/memory-files.ts';
import { wholeAudit } from '../support/whole-audit.ts';

const NAMES = ['carts', 'checkout', 'orders', 'payments', 'refunds'];

/** Five services in one chain, each scaled by an autoscaler that may go down to one. */
function shop(): Readonly<Record<string, string>> {
  return Object.fromEntries(
    NAMES.map((name, index) => [`deploy/${name}.yaml`, service(name, NAMES[index + 1])]),
  );
}

function service(name: string, next: string | undefined): string {
  const call = next === undefined ? '[]' : `[{ name: NEXT_URL, value: "http://${next}" }]`;
  return `apiVersion: apps/v1
kind: Deployment
metadata: { name: ${name}, namespace: shop }
spec:
  replicas: 1
  selector: { matchLabels: { app: ${name} } }
  template:
    metadata: { labels: { app: ${name} } }
    spec:
      containers:
        - { name: app, image: "registry.example/${name}:1.4.2", env: ${call}, ports: [{ containerPort: 80 }] }
---
apiVersion: v1
kind: Service
metadata: { name: ${name}, namespace: shop }
spec: { selector: { app: ${name} }, ports: [{ port: 80 }] }
---
apiVersion: autoscaling/v2
kind: HorizontalPodAutoscaler
metadata: { name: ${name}, namespace: shop }
spec:
  scaleTargetRef: { apiVersion: apps/v1, kind: Deployment, name: ${name} }
  minReplicas: 1
  maxReplicas: 4
`;
}

it('tells edits of one graph apart as if each were made alone, with fewer graphs', () => {
  const { estate } = wholeAudit(memoryFiles(shop()));
  const bench = workbenchOf({ estate, declared: undefined });
  const set = (kind: string, path: readonly string[], value: number) => (name: string) => {
    const resource = estate.stacks
      .flatMap(({ resources }) => resources)
      .find((one) => one.address === `${kind}/shop/${name}`);
    if (!resource) throw new Error(`${kind} ${name} was not read`);
    return bench.set([{ op: 'set', at: { resource: resource.id, path }, value }]) ?? [];
  };
  const edits = [
    ...NAMES.map(set('HorizontalPodAutoscaler', ['spec', 'minReplicas'], 2)),
    ...NAMES.map(set('Deployment', ['spec', 'replicas'], 3)),
  ];
  let graphs = 0;
  const build = (changes: Parameters<typeof bench.estate>[0]): typeof estate => {
    graphs += 1;
    return bench.estate(changes);
  };
  const together = separated({ base: estate, edits, isRead: ({ kind }) => kind === 'workload', build });
  expect(graphs).toBeLessThan(edits.length);
  for (const [index, edit] of edits.entries()) {
    const alone = graphChange(estate, bench.estate(edit));
    const workloads = (change: typeof alone): readonly ComponentId[] =>
      [...change.components].flatMap(([id, one]) => (one?.kind === 'workload' ? [id] : [])).sort(byCodeUnit);
    const found = together[index];
    if (!found) throw new Error('an edit has no change');
    expect(workloads(found)).toEqual(workloads(alone));
    for (const id of workloads(alone)) {
      expect(found.components.get(id)?.facts).toEqual(alone.components.get(id)?.facts);
    }
    expect([found.gone, found.fresh]).toEqual([alone.gone, alone.fresh]);
  }
});
