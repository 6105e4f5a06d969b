import { describe, expect, it } from 'vitest';
import { Unknown } from '../../../src/core/value.ts';
import type { Stack } from '../../../src/core/resource.ts';
import { Tree } from '../../../src/loaders/gitops/tree.ts';
import { fromTerraform } from '../../../src/loaders/kubernetes/from-terraform.ts';
import { loadKubernetes } from '../../../src/loaders/kubernetes/load.ts';
import { loadText } from '../../support/load-text.ts';
import { memoryFiles } from '../../support/memory-files.ts';
import { deployment } from '../../support/object-stacks.ts';

function load(texts: Readonly<Record<string, string>>): {
  stacks: readonly Stack[];
  notRead: readonly unknown[];
} {
  const files = memoryFiles(texts);
  const terraform = loadText(texts).stacks;
  const managed = fromTerraform(terraform, new Tree(files));
  const { stacks } = loadKubernetes(files, { selected: [], deployments: managed.deployments });
  return { stacks: [...managed.stacks, ...stacks], notRead: managed.notRead };
}

function stack(stacks: readonly Stack[], id: string): Stack {
  const found = stacks.find((one) => one.id === id);
  if (!found) throw new Error(`no stack ${id} among ${stacks.map((one) => one.id).join(', ')}`);
  return found;
}

const SHOP = `
variable "replicas" { default = 2 }
resource "kubernetes_deployment_v1" "orders" {
  metadata {
    name      = "orders"
    namespace = "shop"
    labels    = { app_name = "orders" }
  }
  spec {
    replicas = var.replicas
    selector { match_labels = { app_name = "orders" } }
    template {
      metadata { labels = { app_name = "orders" } }
      spec {
        service_account_name = "orders"
        container {
          name  = "orders"
          image = "registry.shop.example/orders:1.4.2"
          env {
            name  = "MODE"
            value = "live"
          }
          port { container_port = 8080 }
          liveness_probe {
            http_get {
              path = "/live"
              port = 8080
            }
          }
          resources { requests = { cpu = "100m" } }
        }
        topology_spread_constraint {
          max_skew     = 1
          topology_key = "topology.kubernetes.io/zone"
        }
      }
    }
  }
}
`;

describe('resources of the kubernetes provider', () => {
  it('become objects as the API spells them', () => {
    const { stacks } = load({ 'main.tf': SHOP });
    expect(stack(stacks, 'kubernetes:.').resources).toMatchObject([
      {
        address: 'Deployment/shop/orders',
        type: 'apps/v1/Deployment',
        attributes: {
          metadata: { name: 'orders', labels: { app_name: 'orders' } },
          spec: {
            replicas: 2,
            selector: { matchLabels: { app_name: 'orders' } },
            template: {
              spec: {
                serviceAccountName: 'orders',
                containers: [
                  {
                    name: 'orders',
                    env: [{ name: 'MODE', value: 'live' }],
                    ports: [{ containerPort: 8080 }],
                    livenessProbe: { httpGet: { path: '/live', port: 8080 } },
                    resources: { requests: { cpu: '100m' } },
                  },
                ],
                topologySpreadConstraints: [{ maxSkew: 1, topologyKey: 'topology.kubernetes.io/zone' }],
              },
            },
          },
        },
      },
    ]);
  });

  it('a value leads to the text that Terraform takes it from', () => {
    const { stacks } = load({ 'main.tf': SHOP });
    const objects = stack(stacks, 'kubernetes:.');
    const [orders] = objects.resources;
    const at = (...path: (string | number)[]): unknown =>
      orders && objects.trace({ resource: orders.id, path });
    expect(at('spec', 'replicas')).toMatchObject({
      kind: 'reference-chain',
      literal: { start: SHOP.indexOf('2 }') },
    });
    expect(at('spec', 'template', 'spec', 'containers', 0, 'ports', 0, 'containerPort')).toMatchObject({
      kind: 'literal',
      at: { start: SHOP.indexOf('8080') },
    });
    expect(at('spec', 'template', 'spec', 'containers', 0, 'readinessProbe')).toMatchObject({
      kind: 'absent',
    });
  });

  it('rules of access, an ingress and a service', () => {
    const { stacks } = load({
      'main.tf': `
resource "kubernetes_role_v1" "orders" {
  metadata { name = "orders" }
  rule {
    api_groups = [""]
    resources  = ["secrets"]
    verbs      = ["get"]
  }
}
resource "kubernetes_ingress_v1" "orders" {
  metadata { name = "orders" }
  spec {
    rule {
      host = "orders.shop.example"
      http {
        path {
          path = "/"
          backend {
            service {
              name = "orders"
              port { number = 80 }
            }
          }
        }
      }
    }
  }
}
resource "kubernetes_manifest" "budget" {
  manifest = {
    apiVersion = "policy/v1"
    kind       = "PodDisruptionBudget"
    metadata   = { name = "orders", namespace = "shop" }
    spec       = { minAvailable = 1 }
  }
}
resource "kubectl_manifest" "issuer" {
  yaml_body = <<-EOT
    apiVersion: cert-manager.io/v1
    kind: Issuer
    metadata:
      name: shop
  EOT
}
resource "kubernetes_secret_v1" "orders" {
  metadata { name = "orders" }
  data = { password = "correct horse" }
}
`,
    });
    const { resources } = stack(stacks, 'kubernetes:.');
    expect(resources.map(({ address }) => address)).toEqual([
      'Ingress/default/orders',
      'Issuer/default/shop',
      'PodDisruptionBudget/shop/orders',
      'Role/default/orders',
      'Secret/default/orders',
    ]);
    const [ingress, , budget, role, secret] = resources;
    expect(ingress?.attributes['spec']).toEqual({
      rules: [
        {
          host: 'orders.shop.example',
          http: { paths: [{ path: '/', backend: { service: { name: 'orders', port: { number: 80 } } } }] },
        },
      ],
    });
    expect(budget?.attributes['spec']).toEqual({ minAvailable: 1 });
    expect(role?.attributes['rules']).toEqual([{ apiGroups: [''], resources: ['secrets'], verbs: ['get'] }]);
    expect(JSON.stringify(secret?.attributes)).not.toContain('horse');
  });

  it('a root of Secrets alone runs nothing', () => {
    const { stacks } = load({
      'main.tf': 'resource "kubernetes_secret" "a" {\n  metadata { name = "a" }\n}\n',
    });
    expect(stacks).toEqual([]);
  });
});

describe('releases', () => {
  const chart = {
    'chart/Chart.yaml': 'apiVersion: v2\nname: orders\nversion: 1.0.0\n',
    'chart/values.yaml': 'replicas: 1\nrole: none\n',
    'chart/templates/orders.yaml': deployment('{{ .Release.Name }}', {
      replicas: '{{ .Values.replicas }}',
    }).replace('spec:\n', 'spec:\n  role: "{{ .Values.role }}"\n'),
  };
  const release = (values: string): string => `
resource "aws_iam_role" "orders" { name = "orders" }
resource "random_password" "orders" { length = 20 }
resource "helm_release" "orders" {
  name      = "orders"
  namespace = "shop"
  chart     = "\${path.module}/../../chart"
  ${values}
}
`;

  it('a chart of the tree is rendered with what Terraform passes, unknown parts stay unknown', () => {
    const values =
      'values = [yamlencode({ replicas = 2, role = aws_iam_role.orders.arn })]\n' +
      '  set {\n' +
      '    name  = "replicas"\n' +
      '    value = "3"\n' +
      '  }';
    const { stacks } = load({ ...chart, 'infra/prod/main.tf': release(values) });
    const made = stack(stacks, 'helm:chart@infra/prod/orders');
    const spec = made.resources[0]?.attributes['spec'];
    expect(made.ofStack).toBe('terraform:infra/prod');
    expect(made.deployers).toMatchObject([{ says: 'helm_release.orders' }]);
    expect(made.environments).toMatchObject([{ name: 'production', grade: 'C' }]);
    expect(spec).toMatchObject({ replicas: 3 });
    expect(spec && typeof spec === 'object' && 'role' in spec && Unknown.is(spec.role)).toBe(true);
  });

  it('a template of values keeps what it says beside a password that nobody knows', () => {
    const values =
      'values = [templatefile("${path.module}/values.tftpl", { password = random_password.orders.result })]';
    const { stacks } = load({
      ...chart,
      'infra/prod/main.tf': release(values),
      'infra/prod/values.tftpl': 'replicas: 5\nrole: ${password}\n',
    });
    const spec = stack(stacks, 'helm:chart@infra/prod/orders').resources[0]?.attributes['spec'];
    expect(spec).toMatchObject({ replicas: 5 });
  });

  it('a chart that is elsewhere is a release with known values, and named', () => {
    const { stacks, notRead } = load({
      'main.tf':
        'resource "helm_release" "cache" {\n' +
        '  name = "cache"\n' +
        '  chart = "redis"\n' +
        '  repository = "https://charts.shop.example"\n' +
        '  values = [yamlencode({ replicas = 2 })]\n' +
        '}\n',
    });
    expect(stack(stacks, 'kubernetes:.').resources).toMatchObject([
      { address: 'Release/default/cache', attributes: { spec: { chart: 'redis', values: { replicas: 2 } } } },
    ]);
    expect(notRead).toEqual([
      { file: 'main.tf', kind: 'helm', why: 'the chart redis of helm_release.cache is not in this tree' },
    ]);
  });
});
