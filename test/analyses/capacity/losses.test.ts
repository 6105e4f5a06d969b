import { expect, it } from 'vitest';
import type { Loss } from '../../../src/core/capacity.ts';
import { network, peak, service, shopOf, subnetIds } from './shop.ts';

const zoneA: Loss = { kind: 'zone', zone: { id: 'eu-west-1a', name: 'eu-west-1a' } };

it('raises the utilization of those that are left to t·n/(n − lost)', () => {
  for (const zones of [2, 3]) {
    for (const tasks of [2, 3, 4, 5, 6, 9]) {
      for (const percent of [30, 50, 66, 67, 75]) {
        const { capacity, named } = shopOf({
          'main.tf': network(zones) + service(zones, { tasks, maximum: 20, targetPercent: percent }),
        });
        const running = Math.max(tasks, zones);
        const left = running - Math.ceil(running / zones);
        const expected = ((percent / 100) * running) / left;
        const load = capacity.ofWorkload(named('orders').id)?.zoneLoad;
        expect(load?.utilization, `${tasks} at ${percent} over ${zones}`).toBeCloseTo(expected, 9);
        expect(load?.verdict).toBe(expected > 1 + 1e-9 ? 'over' : 'within');
      }
    }
  }
});

it('needs so many copies that the declared peak keeps them at 80 %', () => {
  const files = { 'main.tf': network(3) + service(3, { tasks: 8 }) };
  const { capacity, named } = shopOf(files, peak(250, 50));
  const orders = capacity.ofWorkload(named('orders').id);
  // 250 / (50 × 0.8) = 6.25
  expect(orders?.needed).toMatchObject({ atLeast: 7, atMost: 7, hangsOn: [] });
  expect(orders?.zoneLoad?.enough).toMatchObject({ sets: 'minimum', value: 11 });
  expect(capacity.afterLoss(zoneA).map(({ says, isCertain }) => [says, isCertain])).toEqual([
    ['orders keeps 5 of 8 copies without zone eu-west-1a, and needs 7 at its peak.', true],
  ]);
});

it('needs all copies where the peak needs more than there are', () => {
  const { capacity, named } = shopOf({ 'main.tf': network(3) + service(3, { tasks: 6 }) }, peak(250, 50));
  expect(capacity.ofWorkload(named('orders').id)?.needed).toMatchObject({ atLeast: 6, atMost: 6 });
});

it('asks an autoscaler for the copies that it runs at the peak', () => {
  const scaled = service(3, { tasks: 3, maximum: 12, targetPercent: 60 });
  const { capacity, named } = shopOf({ 'main.tf': network(3) + scaled }, peak(520, 60));
  const orders = capacity.ofWorkload(named('orders').id);
  // In quiet hours three do the work of 3 × 0.6 / 0.8 = 2.25.
  expect(orders?.needed).toMatchObject({ atLeast: 1, atMost: 3 });
  // At the peak it wants 520 / (60 × 0.6) = 14.4 and runs 12; of 14 nine are left, and 520 / 60 = 8.7.
  expect(orders?.zoneLoad).toMatchObject({ copies: 12, left: 8, needed: 9, verdict: 'over' });
  expect(orders?.zoneLoad?.enough).toMatchObject({ sets: 'maximum', value: 14 });
});

it('needs one to all of them where no peak is declared', () => {
  const { capacity, named } = shopOf({ 'main.tf': network(3) + service(3, { tasks: 4 }) });
  expect(capacity.ofWorkload(named('orders').id)?.needed).toMatchObject({ atLeast: 1, atMost: 4, terms: [] });
  expect(capacity.afterLoss(zoneA)).toEqual([]);
});

function cluster(pool: string, pods: { readonly replicas: number; readonly cpu: string }): string[] {
  const main = `${network(3)}
resource "aws_eks_cluster" "shop" {
  name     = "shop"
  role_arn = "arn:aws:iam::111122223333:role/shop"

  vpc_config {
    subnet_ids = [${subnetIds(3)}]
  }
}
${pool}`;
  const orders = `apiVersion: apps/v1
kind: Deployment
metadata: { name: orders }
spec:
  replicas: ${pods.replicas}
  selector: { matchLabels: { app: orders } }
  template:
    metadata: { labels: { app: orders } }
    spec:
      containers: [{ name: orders, image: shop/orders:1, resources: { requests: { cpu: "${pods.cpu}" } } }]
---
apiVersion: policy/v1
kind: PodDisruptionBudget
metadata: { name: orders }
spec:
  minAvailable: 100%
  selector: { matchLabels: { app: orders } }
`;
  return [main, orders];
}

function group(subnets: string, nodes: number): string {
  return `
resource "aws_eks_node_group" "services" {
  for_each = ${subnets}

  cluster_name    = aws_eks_cluster.shop.name
  node_group_name = each.key
  node_role_arn   = "arn:aws:iam::111122223333:role/node"
  subnet_ids      = each.value
  instance_types  = ["m7g.large"]

  scaling_config {
    min_size     = ${nodes}
    desired_size = ${nodes}
    max_size     = ${nodes}
  }
}
`;
}

const ofEachZone = '{ a = [aws_subnet.a.id], b = [aws_subnet.b.id], c = [aws_subnet.c.id] }';
const overAll = `{ all = [${subnetIds(3)}] }`;

it('asks the nodes of the other zones for what the pods request', () => {
  const losses = (subnets: string, nodes: number): readonly string[] => {
    const [main = '', orders = ''] = cluster(group(subnets, nodes), { replicas: 5, cpu: '1' });
    const { capacity } = shopOf({ 'main.tf': main, 'shop/orders.yaml': orders });
    return capacity.afterLoss(zoneA).map(({ says }) => says);
  };
  expect(losses(ofEachZone, 1)).toEqual([
    'Pods of shop wait for nodes without zone eu-west-1a: they ask for 5 cores, and the nodes that ' +
      'are left have at most 4.',
  ]);
  expect(losses(ofEachZone, 2)).toEqual([]);
  // A group over all zones starts its nodes in the others.
  expect(losses(overAll, 3)).toEqual([]);
});

it('counts a lost node of a pool, and budgets that block drains', () => {
  const [main = '', orders = ''] = cluster(group(overAll, 3), { replicas: 5, cpu: '1' });
  const { capacity, named } = shopOf({ 'main.tf': main, 'shop/orders.yaml': orders });
  const pool = named('all', 'node-pool').id;
  expect(capacity.afterLoss({ kind: 'node', pool }).map(({ says }) => says)).toEqual([
    'Budget orders lets no pod of orders be evicted while there are 5.',
    'Pods of shop wait for nodes without one node of all: they ask for 5 cores, and the nodes that ' +
      'are left have at most 4.',
  ]);
});

it('counts the addresses of the subnets that are left', () => {
  // Of 16 addresses AWS keeps 5, so two subnets have 22.
  const { capacity } = shopOf({ 'main.tf': network(3, 28) + service(3, { tasks: 30 }) });
  expect(capacity.afterLoss(zoneA).map(({ says }) => says)).toEqual([
    '30 tasks need an address each, and the subnets that are left have at most 22.',
  ]);
});

it('counts the addresses that pods take on nodes', () => {
  const [main = '', orders = ''] = cluster(group(overAll, 6), { replicas: 25, cpu: '10m' });
  const small = main.replaceAll('0/24', '0/28');
  const { capacity } = shopOf({ 'main.tf': small, 'shop/orders.yaml': orders });
  expect(capacity.afterLoss(zoneA).map(({ says, isCertain }) => [says, isCertain])).toEqual([
    ['25 pods need an address each, and the subnets that are left have at most 22.', false],
  ]);
});
