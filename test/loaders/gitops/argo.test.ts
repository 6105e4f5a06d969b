import { describe, expect, it } from 'vitest';
import { checkStacks, deployment, loadObjects, stackOf } from '../../support/object-stacks.ts';

const KUSTOMIZATION = 'apiVersion: kustomize.config.k8s.io/v1beta1\nkind: Kustomization\n';
const APPLICATION = 'apiVersion: argoproj.io/v1alpha1\nkind: Application\n';

const chart = {
  'charts/orders/Chart.yaml': 'apiVersion: v2\nname: orders\nversion: 1.0.0\n',
  'charts/orders/values.yaml': 'replicas: 1\nimage: { tag: "1.0" }\n',
  'charts/orders/templates/orders.yaml': deployment('{{ .Release.Name }}', {
    replicas: '{{ .Values.replicas }}',
  }),
};

/** One application with a source on one line. */
function application(
  name: string,
  source: string,
  rest = 'destination: { namespace: shop, name: main }',
): string {
  return (
    `${APPLICATION}metadata: { name: ${name}, namespace: argocd }\n` +
    `spec:\n` +
    `  source: { repoURL: https://git.shop.example/shop.git, ${source} }\n` +
    `  ${rest}\n`
  );
}

function replicas(texts: Readonly<Record<string, string>>, id: string): unknown {
  const spec = stackOf(loadObjects(texts), id).resources[0]?.attributes['spec'];
  return spec !== null && typeof spec === 'object' && 'replicas' in spec ? spec.replicas : undefined;
}

describe('applications', () => {
  it('values files, values and parameters of an application reach the chart, later wins', () => {
    const texts = {
      ...chart,
      'charts/orders/values-production.yaml': 'replicas: 2\n',
      'argocd/orders.yaml': application(
        'orders',
        'path: charts/orders, helm: { valueFiles: [values-production.yaml], ' +
          'parameters: [{ name: replicas, value: "4" }] }',
      ),
    };
    checkStacks(texts, [
      '○  helm:charts/orders  Deployment/default/orders',
      `●  helm:charts/orders@argocd/orders  production/C  by Argo CD application orders on main
         Deployment/shop/orders`,
      '●  manifests:argocd  Application/argocd/orders',
    ]);
    expect(replicas(texts, 'helm:charts/orders@argocd/orders')).toBe(4);
  });

  it('a folder that lands in a namespace of the application stays readable as kubectl builds it', () => {
    checkStacks(
      {
        'orders/kustomization.yaml': `${KUSTOMIZATION}resources: [orders.yaml]\n`,
        'orders/orders.yaml': deployment('orders'),
        'argocd/orders.yaml': application('orders', 'path: orders'),
      },
      [
        '○  kustomize:orders  Deployment/default/orders',
        `●  kustomize:orders@argocd/orders  by Argo CD application orders on main
         Deployment/shop/orders`,
        '●  manifests:argocd  Application/argocd/orders',
      ],
    );
  });

  it('a value inside the text of an application has its own place', () => {
    const text =
      `${APPLICATION}metadata: { name: orders }\n` +
      `spec:\n` +
      `  source:\n` +
      `    path: charts/orders\n` +
      `    helm:\n` +
      `      values: |\n` +
      `        image: { tag: "1.1" }\n` +
      `        replicas: 7\n` +
      `  destination: { namespace: shop }\n`;
    const stack = stackOf(
      loadObjects({ ...chart, 'argocd/orders.yaml': text }),
      'helm:charts/orders@argocd/orders',
    );
    const [orders] = stack.resources;
    const origin = orders && stack.trace({ resource: orders.id, path: ['spec', 'replicas'] });
    expect(origin).toMatchObject({
      kind: 'reference-chain',
      literal: { file: 'argocd/orders.yaml', start: text.indexOf('7\n') },
    });
  });

  it('several sources: values of one reach the chart of another', () => {
    const text = `${APPLICATION}metadata: { name: orders }
spec:
  destination: { namespace: shop }
  sources:
    - { repoURL: https://git.shop.example/charts.git, path: charts/orders, helm: { valueFiles: [$settings/envs/live.yaml] } }
    - { repoURL: https://git.shop.example/shop.git, ref: settings }
`;
    const texts = { ...chart, 'envs/live.yaml': 'replicas: 3\n', 'argocd/orders.yaml': text };
    expect(replicas(texts, 'helm:charts/orders@argocd/orders')).toBe(3);
  });

  it('a folder is read as the application says', () => {
    checkStacks(
      {
        'deploy/orders.yaml': deployment('orders'),
        'deploy/more/cart.yaml': deployment('cart'),
        'deploy/more/old.yaml': deployment('old'),
        'argocd/shop.yaml': application(
          'shop',
          'path: deploy, directory: { recurse: true, exclude: "more/old*" }',
        ),
      },
      [
        '●  manifests:argocd  Application/argocd/shop',
        `●  manifests:deploy  by Argo CD application shop on main
           Deployment/shop/cart Deployment/shop/orders`,
        '●  manifests:deploy/more  Deployment/default/old',
      ],
    );
  });

  it('options of kustomize change what is rendered, and say who set it', () => {
    const texts = {
      'deploy/kustomization.yaml': `${KUSTOMIZATION}resources: [orders.yaml]\n`,
      'deploy/orders.yaml': deployment('orders'),
      'argocd/shop.yaml': application(
        'shop',
        'path: deploy, kustomize: { namePrefix: live-, images: ["registry.shop.example/orders:2.0.0"] }',
      ),
    };
    checkStacks(texts, [
      '○  kustomize:deploy  Deployment/default/orders',
      '●  kustomize:deploy@argocd/shop  by Argo CD application shop on main  Deployment/shop/live-orders',
      '●  manifests:argocd  Application/argocd/shop',
    ]);
    const stack = stackOf(loadObjects(texts), 'kustomize:deploy@argocd/shop');
    const [orders] = stack.resources;
    const path = ['spec', 'template', 'spec', 'containers', 0, 'image'];
    const origin = orders && stack.trace({ resource: orders.id, path });
    expect(orders?.attributes['spec']).toMatchObject({
      template: { spec: { containers: [{ image: 'registry.shop.example/orders:2.0.0' }] } },
    });
    expect(origin).toMatchObject({ kind: 'computed', at: { file: 'argocd/shop.yaml' } });
  });

  it('what it does not compare is on the deployer', () => {
    const rest =
      'destination: { namespace: shop }\n' +
      '  syncPolicy: { automated: { selfHeal: true } }\n' +
      '  ignoreDifferences: [{ group: apps, kind: Deployment, jsonPointers: [/spec/replicas] }]';
    const stack = stackOf(
      loadObjects({
        'deploy/orders.yaml': deployment('orders'),
        'argocd/shop.yaml': application('shop', 'path: deploy', rest),
      }),
      'manifests:deploy',
    );
    expect(stack.deployers).toMatchObject([
      {
        says: 'Argo CD application shop',
        selfHeals: true,
        resource: 'manifests:argocd#Application/argocd/shop',
        ignores: [{ group: 'apps', kind: 'Deployment', fields: ['/spec/replicas'] }],
      },
    ]);
  });

  it('a chart that is elsewhere is a release with known values', () => {
    const text =
      `${APPLICATION}metadata: { name: cache }\n` +
      `spec:\n` +
      `  source: { repoURL: https://charts.shop.example, chart: redis, targetRevision: 18.0.0, helm: { valuesObject: { replicas: 2 } } }\n` +
      `  destination: { namespace: shop }\n`;
    const { resources } = stackOf(loadObjects({ 'argocd/cache.yaml': text }), 'releases:argocd');
    expect(resources[0]).toMatchObject({
      address: 'Release/shop/cache',
      type: 'helm/v3/Release',
      attributes: {
        spec: { chart: 'redis', repository: 'https://charts.shop.example', values: { replicas: 2 } },
      },
    });
  });

  it('a folder that is not here is named', () => {
    const { notRead } = loadObjects({ 'argocd/shop.yaml': application('shop', 'path: elsewhere') });
    expect(notRead).toEqual([
      {
        file: 'argocd/shop.yaml',
        kind: 'argocd',
        why: 'elsewhere of https://git.shop.example/shop.git is not in this tree',
      },
    ]);
  });
});

describe('applications of applications', () => {
  it('a folder of applications is followed, and one that deploys itself ends', () => {
    checkStacks(
      {
        'argocd/root.yaml': application('root', 'path: argocd', 'destination: { namespace: argocd }'),
        'argocd/orders.yaml': application('orders', 'path: deploy'),
        'deploy/orders.yaml': deployment('orders'),
      },
      [
        '●  manifests:argocd  by Argo CD application root  Application/argocd/orders Application/argocd/root',
        '●  manifests:deploy  by Argo CD application orders on main  Deployment/shop/orders',
      ],
    );
  });

  it('a chart of applications deploys for each environment what its values say', () => {
    const texts = {
      ...chart,
      'apps/Chart.yaml': 'apiVersion: v2\nname: apps\nversion: 1.0.0\n',
      'apps/values.yaml': 'apps: []\n',
      'apps/values-production.yaml': 'environment: production\napps: [{ name: orders, replicas: 5 }]\n',
      'apps/values-staging.yaml': 'environment: staging\napps: [{ name: orders, replicas: 1 }]\n',
      'apps/templates/apps.yaml': `{{ range .Values.apps }}
${APPLICATION}metadata: { name: {{ .name }} }
spec:
  source:
    path: charts/orders
    helm:
      values: |
        environment: {{ $.Values.environment }}
        replicas: {{ .replicas }}
  destination: { namespace: shop }
---
{{ end }}`,
    };
    checkStacks(texts, [
      '○  helm:apps  nothing',
      '●  helm:apps@production  production/B  Application/default/orders',
      '○  helm:apps@staging  staging/B  Application/default/orders',
      '○  helm:charts/orders  Deployment/default/orders',
      `●  helm:charts/orders@production/orders  production/B  by Argo CD application orders
         Deployment/shop/orders`,
      `○  helm:charts/orders@staging/orders  staging/B  by Argo CD application orders
         Deployment/shop/orders`,
    ]);
    const stack = stackOf(loadObjects(texts), 'helm:charts/orders@production/orders');
    const [orders] = stack.resources;
    const origin = orders && stack.trace({ resource: orders.id, path: ['spec', 'replicas'] });
    expect(orders?.attributes['spec']).toMatchObject({ replicas: 5 });
    expect(origin).toMatchObject({
      kind: 'reference-chain',
      literal: { file: 'apps/values-production.yaml' },
    });
  });
});
