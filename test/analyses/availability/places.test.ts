import { expect, it } from 'vitest';
import type { Availability } from '../../../src/core/availability.ts';
import { modelsOf } from '../../../src/models.ts';
import { deployment, estateOf } from '../../support/estate-of.ts';
import { testAssumptions } from '../../support/test-assumptions.ts';

function availabilityOf(files: Readonly<Record<string, string>>): Availability {
  const estate = estateOf(files);
  return modelsOf({ estate, assumptions: testAssumptions, isWanted: () => true }).availability();
}

/** What the only journey consists of. */
function sharesOf(files: Readonly<Record<string, string>>): readonly string[] {
  const [journey] = availabilityOf(files).journeys;
  return (journey?.shares ?? []).filter(({ isAlone }) => isAlone).map(({ cause: { says } }) => says);
}

const NAMED = `
resource "aws_route53_zone" "shop" { name = "shop.example" }
resource "aws_lb" "orders" { name = "orders-lb" }
resource "aws_lb" "carts" { name = "carts-lb" }
resource "aws_route53_record" "all" {
  for_each = { orders = aws_lb.orders.dns_name, carts = aws_lb.carts.dns_name }
  zone_id  = aws_route53_zone.shop.zone_id
  name     = each.key
  type     = "CNAME"
  records  = [each.value]
}
`;

it('journeys share the zone of the names that people come in by', () => {
  const availability = availabilityOf({ 'main.tf': NAMED });
  const zone = availability.causes.filter(({ says }) => says.startsWith('shop.example'));
  expect(zone).toHaveLength(1);
  const named = availability.journeys.map(({ shares }) =>
    shares.some(({ cause }) => cause.event === zone[0]?.event),
  );
  expect(named).toEqual([true, true]);
});

function database(replicas: number, constraint: string): string {
  return `
apiVersion: storage.k8s.io/v1
kind: StorageClass
metadata: { name: disks }
provisioner: ebs.csi.aws.com
---
apiVersion: v1
kind: Service
metadata: { name: orders-db, namespace: shop }
spec: { type: LoadBalancer, selector: { app: orders-db }, ports: [{ port: 5432 }] }
---
apiVersion: apps/v1
kind: StatefulSet
metadata: { name: orders-db, namespace: shop }
spec:
  replicas: ${replicas}
  selector: { matchLabels: { app: orders-db } }
  template:
    metadata: { labels: { app: orders-db } }
    spec:
      ${constraint}
      containers: [{ name: db, image: "postgres:16" }]
  volumeClaimTemplates:
  - metadata: { name: data }
    spec: { storageClassName: disks, accessModes: [ReadWriteOnce], resources: { requests: { storage: 8Gi } } }
`;
}

const SPREAD =
  'topologySpreadConstraints: [{ maxSkew: 1, topologyKey: topology.kubernetes.io/zone, ' +
  'whenUnsatisfiable: DoNotSchedule, labelSelector: { matchLabels: { app: orders-db } } }]';

it.each([
  ['one copy is held by the zone of its volume', 1, '', true, true],
  ['three copies may all have started in one zone', 3, '', false, true],
  ['three copies that must be apart are not', 3, SPREAD, false, false],
] as const)('%s', (_, replicas, constraint, isCertain, isPossible) => {
  const availability = availabilityOf({ 'db.yaml': database(replicas, constraint) });
  const zones = availability.causes.filter(({ kind }) => kind === 'zone').map(({ place }) => place ?? '');
  const effects = zones.flatMap((place) =>
    availability.whatIf({ kind: 'zone', place }).journeys.map(({ effect }) => effect),
  );
  expect(effects.includes('stops') || effects.includes('unknown')).toBe(isPossible);
  const [journey] = availability.journeys;
  expect(journey?.shares.some(({ cause }) => cause.kind === 'zone')).toBe(isCertain);
});

it('servers that carry the tasks of a cluster can go at once, with every service on them', () => {
  const text = `
resource "aws_ecs_cluster" "shop" { name = "shop" }
resource "aws_autoscaling_group" "servers" {
  name     = "servers"
  min_size = 2
  max_size = 4
}
resource "aws_ecs_capacity_provider" "servers" {
  name = "servers"
  auto_scaling_group_provider { auto_scaling_group_arn = aws_autoscaling_group.servers.arn }
}
resource "aws_lb" "front" { name = "front" }
resource "aws_lb_target_group" "orders" { name = "orders" }
resource "aws_lb_listener" "front" {
  load_balancer_arn = aws_lb.front.arn
  default_action {
    type             = "forward"
    target_group_arn = aws_lb_target_group.orders.arn
  }
}
resource "aws_ecs_service" "orders" {
  name          = "orders"
  cluster       = aws_ecs_cluster.shop.id
  desired_count = 2
  capacity_provider_strategy { capacity_provider = aws_ecs_capacity_provider.servers.name }
  load_balancer { target_group_arn = aws_lb_target_group.orders.arn }
}
`;
  const shares = sharesOf({ 'main.tf': text });
  expect(shares).toContain('servers loses all its nodes');
  expect(shares).not.toContain('servers is broken by a deployment');
});

it('a content network does not stop with the region that it is managed in', () => {
  const text = `
provider "aws" { region = "eu-west-1" }
resource "aws_s3_bucket" "pages" { bucket = "pages" }
resource "aws_cloudfront_distribution" "shop" {
  enabled = true
  comment = "shop"
  origin {
    domain_name = ORIGIN
    origin_id   = "pages"
  }
  default_cache_behavior { target_origin_id = "pages" }
}
`;
  const regions = (origin: string): readonly string[] =>
    sharesOf({ 'main.tf': text.replace('ORIGIN', origin) }).filter((says) => says.startsWith('region'));
  expect(regions('"pages.example"')).toEqual([]);
  expect(regions('aws_s3_bucket.pages.bucket_regional_domain_name')).toEqual(['region eu-west-1 is lost']);
});

it('nodes that no file places may all stand in one zone, which is lost once', () => {
  const entry = (name: string): string => `${deployment(name)}---
apiVersion: v1
kind: Service
metadata: { name: ${name}, namespace: shop }
spec: { type: LoadBalancer, selector: { app: ${name} }, ports: [{ port: 80 }] }
---`;
  const availability = availabilityOf({ 'shop.yaml': entry('orders') + entry('carts') });
  const zones = availability.causes.filter(({ kind }) => kind === 'zone');
  expect(zones.map(({ says }) => says)).toEqual(['zone of all nodes is lost']);
  for (const { certain, possible } of availability.journeys) {
    expect(possible.likely - certain.likely).toBeCloseTo(5e-5 * 525_960, 1);
  }
});

it.each([
  [1, true],
  [2, true],
  [3, false],
])('of %s members that have to agree, one alone stops the rest: %s', (replicas, isAlone) => {
  const store = database(replicas, '').replace('postgres:16', 'zookeeper:3.9');
  const copies = sharesOf({ 'zookeeper.yaml': store }).filter((says) => /copy/.test(says));
  expect(copies.length > 0).toBe(isAlone);
});
