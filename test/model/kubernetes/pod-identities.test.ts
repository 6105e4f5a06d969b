import { expect, it } from 'vitest';
import { Unknown } from '../../../src/core/value.ts';
import { clusterAndCloud } from '../../support/cluster-and-cloud.ts';

/** What each workload acts as: `orders: terraform:infra#aws_iam_role.orders`. */
function roles(cluster: string, cloud: string | Readonly<Record<string, string>> = {}): readonly string[] {
  const infra = typeof cloud === 'string' ? { 'infra/main.tf': cloud } : cloud;
  return clusterAndCloud({ 'shop/shop.yaml': cluster, ...infra }).components.flatMap(({ name, facts }) => {
    if (!facts.pods || !facts.roles) return [];
    const { value } = facts.roles;
    return [`${name}: ${Unknown.is(value) ? `? ${value.detail}` : value.join() || 'none'}`];
  });
}

const orders = `
apiVersion: apps/v1
kind: Deployment
metadata: { name: orders, namespace: shop }
spec:
  selector: { matchLabels: { app: orders } }
  template:
    metadata: { labels: { app: orders } }
    spec: { serviceAccountName: orders, containers: [{ name: orders, image: shop.example/orders:1 }] }
`;

function account(annotation = ''): string {
  return `
---
apiVersion: v1
kind: ServiceAccount
metadata: { name: orders, namespace: shop, annotations: { ${annotation} } }
`;
}

function trusting(subject: string, name = 'orders'): string {
  return `
resource "aws_iam_role" "${name}" {
  name               = "${name}"
  assume_role_policy = jsonencode({
    Statement = [{
      Effect    = "Allow"
      Action    = "sts:AssumeRoleWithWebIdentity"
      Principal = { Federated = "arn:aws:iam::1:oidc-provider/oidc.eks.eu-west-1.amazonaws.com/AB" }
      Condition = { StringLike = { "oidc.eks.eu-west-1.amazonaws.com/AB:sub" = "${subject}" } }
    }]
  })
}
`;
}

const role = 'terraform:infra#aws_iam_role.orders';

it('finds the role that an annotation names, and the one that trusts the account', () => {
  const annotated = account('eks.amazonaws.com/role-arn: "arn:aws:iam::111111111111:role/shop/orders"');
  const plain = 'resource "aws_iam_role" "orders" {\n  name = "orders"\n  assume_role_policy = ""\n}\n';
  expect(roles(orders + annotated, plain)).toEqual([`orders: ${role}`]);
  expect(roles(orders + account(), trusting('system:serviceaccount:shop:orders'))).toEqual([
    `orders: ${role}`,
  ]);
  expect(roles(orders, trusting('system:serviceaccount:shop:*'))).toEqual([`orders: ${role}`]);
  expect(roles(orders + account(), trusting('system:serviceaccount:other:orders'))).toEqual(['orders: none']);
});

it('never takes a role of another environment, and none of two that may be meant', () => {
  const both = {
    'infra/a/main.tf': trusting('system:serviceaccount:shop:orders'),
    'infra/b/main.tf': trusting('system:serviceaccount:shop:orders'),
  };
  expect(roles(orders + account(), both)).toEqual([
    'orders: ? shop:orders may act as terraform:infra/a#aws_iam_role.orders or ' +
      'terraform:infra/b#aws_iam_role.orders: which, the cluster decides',
  ]);
});

it('cannot tell where the account, or the role that it names, is elsewhere', () => {
  expect(roles(orders)).toEqual([
    'orders: ? service account orders was not loaded, so what it may act as is not known',
  ]);
  const annotated = account('eks.amazonaws.com/role-arn: "arn:aws:iam::111111111111:role/orders"');
  expect(roles(orders + annotated)).toEqual([
    'orders: ? the identity arn:aws:iam::111111111111:role/orders is not declared in the inputs',
  ]);
});

it('reads associations, and the workload identities of Google and Azure', () => {
  const association = `
resource "aws_iam_role" "orders" {
  name               = "orders"
  assume_role_policy = ""
}
resource "aws_eks_pod_identity_association" "orders" {
  cluster_name    = "shop"
  namespace       = "shop"
  service_account = "orders"
  role_arn        = aws_iam_role.orders.arn
}
`;
  expect(roles(orders + account(), association)).toEqual([`orders: ${role}`]);
  const google = `
resource "google_service_account" "orders" {
  account_id = "orders"
}
resource "google_service_account_iam_member" "orders" {
  service_account_id = google_service_account.orders.name
  role               = "roles/iam.workloadIdentityUser"
  member             = "serviceAccount:\${var.project}.svc.id.goog[shop/orders]"
}
variable "project" {}
`;
  const orderAccount = 'terraform:infra#google_service_account.orders';
  expect(roles(orders + account(), google)).toEqual([`orders: ${orderAccount}`]);
  const address = account('iam.gke.io/gcp-service-account: orders@shop.iam.gserviceaccount.com');
  expect(roles(orders + address, google)).toEqual([`orders: ${orderAccount}`]);
});
