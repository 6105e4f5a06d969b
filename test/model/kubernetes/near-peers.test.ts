import { expect, it } from 'vitest';
import { loadStacks } from '../../../src/load-stacks.ts';
import { defaultLoadOptions } from '../../../src/loaders/terraform/load-options.ts';
import { buildGraph } from '../../../src/model/build-graph.ts';
import { memoryFiles } from '../../support/memory-files.ts';

function workload(name: string): string {
  return `
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

function policy(to: string, from: string): string {
  return `
apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata: { name: ${to}-access, namespace: shop }
spec:
  podSelector: { matchLabels: { app: ${to} } }
  ingress: [{ from: [{ podSelector: { matchLabels: { app: ${from} } } }] }]
`;
}

/** `from → to`, and after the semicolon what nearly matched. */
function candidates(...objects: readonly string[]): readonly string[] {
  const files = memoryFiles({ 'shop.yaml': objects.join('---\n') });
  const { estate } = buildGraph(loadStacks(files, defaultLoadOptions).stacks);
  return estate.candidates.map(({ from, to, evidence }) => {
    const says = evidence[0]?.says.split('; ').slice(1).join('; ') ?? '';
    return `${estate.component(from).name} → ${estate.component(to).name}${says === '' ? '' : `; ${says}`}`;
  });
}

it('a policy that names a workload by a slip of the pen means the one it nearly names, and says so', () => {
  const shop = [workload('web'), workload('carts'), workload('carts-db')];
  expect(candidates(...shop, policy('cart', 'web'))).toEqual([
    'web → carts; app is cart, the pods of carts say carts',
  ]);
  expect(candidates(...shop, policy('carts-db', 'cart'))).toEqual([
    'carts → carts-db; app is cart, the pods of carts say carts',
  ]);
});

it('one that names nobody near means nobody', () => {
  expect(candidates(workload('web'), workload('carts'), policy('carts', 'reviews'))).toEqual([]);
});
