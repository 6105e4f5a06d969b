import { expect, it } from 'vitest';
import type { DependencyKind } from '../../../src/core/dependency.ts';
import { Unknown } from '../../../src/core/value.ts';
import { clusterAndCloud } from '../../support/cluster-and-cloud.ts';

function joined(kind: DependencyKind, files: Readonly<Record<string, string>>): readonly string[] {
  const estate = clusterAndCloud(files);
  return estate.dependencies
    .filter((one) => one.kind === kind)
    .map(({ from, to }) => `${estate.component(from).name} -> ${estate.component(to).name}`);
}

function workload(name: string, namespace = 'shop'): string {
  return `
---
apiVersion: apps/v1
kind: Deployment
metadata: { name: ${name}, namespace: ${namespace} }
spec:
  selector: { matchLabels: { app: ${name} } }
  template:
    metadata: { labels: { app: ${name} } }
    spec: { containers: [{ name: ${name}, image: "registry.shop.example/${name}:1" }] }
`;
}

const service = `
---
apiVersion: v1
kind: Service
metadata: { name: orders, namespace: shop }
spec: { selector: { app: orders }, ports: [{ port: 80 }] }
`;

it('joins a target group with the Service that is bound to it', () => {
  const binding = `
---
apiVersion: elbv2.k8s.aws/v1beta1
kind: TargetGroupBinding
metadata: { name: orders, namespace: shop }
spec:
  serviceRef: { name: orders, port: 80 }
  targetGroupARN: arn:aws:elasticloadbalancing:eu-west-1:111111111111:targetgroup/orders/73e2d6bc24d8a067
`;
  const group = 'resource "aws_lb_target_group" "orders" {\n  name = "orders"\n}\n';
  const files = { 'shop/shop.yaml': workload('orders') + service + binding, 'infra/main.tf': group };
  expect(joined('routes-to', files)).toEqual(['orders -> orders', 'orders -> orders']);
  const ends = clusterAndCloud(files).dependencies.filter((one) => one.kind === 'routes-to');
  expect(ends.map(({ from }) => from)).toEqual([
    'manifests:shop#Service/shop/orders',
    'terraform:infra#aws_lb_target_group.orders',
  ]);
});

it('joins a load balancer with the Ingress that names it', () => {
  const ingress = `
---
apiVersion: networking.k8s.io/v1
kind: Ingress
metadata:
  name: entry
  namespace: shop
  annotations: { alb.ingress.kubernetes.io/load-balancer-name: shop-balancer }
spec: { ingressClassName: alb, defaultBackend: { service: { name: orders, port: { number: 80 } } } }
`;
  const balancer = 'resource "aws_lb" "shop" {\n  name = "shop-balancer"\n}\n';
  expect(joined('routes-to', { 'shop/shop.yaml': service + ingress, 'infra/main.tf': balancer })).toEqual([
    'entry -> orders',
    'shop-balancer -> entry',
  ]);
});

it('joins what brings secrets into the cluster with the secrets of the cloud', () => {
  const objects = `
---
apiVersion: external-secrets.io/v1
kind: ExternalSecret
metadata: { name: orders, namespace: shop }
spec: { dataFrom: [{ extract: { key: shop/orders } }] }
---
apiVersion: secrets-store.csi.x-k8s.io/v1
kind: SecretProviderClass
metadata: { name: mounted, namespace: shop }
spec:
  provider: aws
  parameters:
    objects: |
      - objectName: "/shop/token"
        objectType: ssmparameter
`;
  const main =
    'resource "aws_secretsmanager_secret" "orders" {\n  name = "shop/orders"\n}\n' +
    'resource "aws_ssm_parameter" "token" {\n  name  = "/shop/token"\n  type  = "String"\n  value = "x"\n}\n';
  expect(joined('reads-secret', { 'shop/shop.yaml': objects, 'infra/main.tf': main })).toEqual([
    'orders -> shop/orders',
    'mounted -> /shop/token',
  ]);
});

const cluster = (name: string): string => `resource "aws_eks_cluster" "${name}" {\n  name = "${name}"\n}\n`;

it('runs workloads on the only cluster, and on none where there are two', () => {
  const one = { 'shop/shop.yaml': workload('orders'), 'infra/main.tf': cluster('shop') };
  expect(joined('runs-on', one)).toEqual(['orders -> shop']);
  expect(joined('runs-on', { ...one, 'other/main.tf': cluster('other') })).toEqual([]);
});

it('tells the zones of a node pool by the subnets of its node class', () => {
  const karpenter = `
apiVersion: karpenter.sh/v1
kind: NodePool
metadata: { name: shop }
spec: { template: { spec: { nodeClassRef: { group: karpenter.k8s.aws, kind: EC2NodeClass, name: shop } } } }
---
apiVersion: karpenter.k8s.aws/v1
kind: EC2NodeClass
metadata: { name: shop }
spec: { subnetSelectorTerms: [{ tags: { karpenter.sh/discovery: shop } }] }
`;
  const subnet = (zone: string): string => `
resource "aws_subnet" "${zone}" {
  vpc_id            = "vpc-0a"
  availability_zone = "eu-west-1${zone}"
  tags              = { "karpenter.sh/discovery" = "shop" }
}
`;
  const estate = clusterAndCloud({ 'shop/pool.yaml': karpenter, 'infra/main.tf': subnet('a') + subnet('b') });
  const [pool] = estate.ofKind('node-pool');
  const zones = pool?.facts.zones?.value;
  expect(Unknown.is(zones) ? undefined : zones?.atMost).toBe(2);
});
