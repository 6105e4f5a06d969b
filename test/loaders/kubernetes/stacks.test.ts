import { describe, expect, it } from 'vitest';
import { Unknown } from '../../../src/core/value.ts';
import { checkStacks, deployment, loadObjects, stackOf } from '../../support/object-stacks.ts';

const KUSTOMIZATION = 'apiVersion: kustomize.config.k8s.io/v1beta1\nkind: Kustomization\n';

describe('plain manifests', () => {
  it('each folder is a stack', () => {
    checkStacks(
      {
        'k8s/orders.yaml': deployment('orders', { namespace: 'shop' }),
        'k8s/jobs/mailer.yml': deployment('mailer'),
      },
      ['●  manifests:k8s  Deployment/shop/orders', '●  manifests:k8s/jobs  Deployment/default/mailer'],
    );
  });

  it('templates that something else fills in are no system', () => {
    const texts = {
      'tasks/wipe.yaml': deployment('${JOB}'),
      'k8s/orders.yaml': deployment('orders-${REGION}'),
      'k8s/cart.yaml': deployment('cart'),
    };
    expect(stackOf(loadObjects(texts), 'manifests:tasks').code.role).toBe('example');
    expect(stackOf(loadObjects(texts), 'manifests:k8s').code.role).toBe('root');
  });

  it('JSON and Lists are read; what configures a tool, a pipeline or nothing is no object', () => {
    const list =
      `apiVersion: v1\n` +
      `kind: List\n` +
      `items:\n` +
      `  - { apiVersion: v1, kind: Service, metadata: { name: orders } }\n`;
    checkStacks(
      {
        'k8s/cart.json': '{ "apiVersion": "v1", "kind": "Service", "metadata": { "name": "cart" } }',
        'k8s/list.yaml': list,
        '.github/workflows/k8s.yaml': deployment('workflow'),
        'skaffold.yaml': 'apiVersion: skaffold/v4beta6\nkind: Config\nmetadata: { name: shop }\n',
        'notes/1.yaml': 'apiVersion: release-notes/v2\nkind: feature\narea: orders\n',
        'kind.yaml': 'apiVersion: kind.x-k8s.io/v1alpha4\nkind: Cluster\nmetadata: { name: shop }\n',
        'data.yaml': 'orders: 1\n',
      },
      ['●  manifests:k8s  Service/default/cart Service/default/orders'],
    );
  });

  it('a template of another tool is named with the reason', () => {
    const { stacks, notRead } = loadObjects({
      'deploy/orders.yaml': deployment('orders', { replicas: '{{ replicas }}' }),
      'deploy/cart.yaml': `${deployment('cart')}{% if debug %}\n---\n{% endif %}\n`,
      'deploy/rule.yaml':
        'apiVersion: monitoring.coreos.com/v1\n' +
        'kind: PrometheusRule\n' +
        'metadata: { name: orders }\n' +
        'spec:\n' +
        '  summary: "{{ $labels.pod }} is down"\n',
    });
    expect(stacks.flatMap(({ resources }) => resources.map(({ address }) => address))).toEqual([
      'PrometheusRule/default/orders',
    ]);
    expect(notRead).toEqual([
      { file: 'deploy/cart.yaml', kind: 'kubernetes', why: 'it is a template that another tool fills in' },
      { file: 'deploy/orders.yaml', kind: 'kubernetes', why: 'it is a template that another tool fills in' },
    ]);
  });

  it('a key that stands twice beside a placeholder makes no template', () => {
    const text = `${deployment('orders', { replicas: '${REPLICAS}' })}---\n${deployment('cart')}`;
    const { stacks, notRead } = loadObjects({ 'k8s/orders.yaml': `${text}kind: Deployment\n` });
    expect(stacks.flatMap(({ resources }) => resources.map(({ name }) => name))).toEqual(['cart', 'orders']);
    expect(notRead).toEqual([]);
    const branches = `${text}{{ if debug }}\nkind: Deployment\n{{ end }}\n`;
    expect(loadObjects({ 'k8s/orders.yaml': branches }).stacks).toEqual([]);
  });

  it('a placeholder of a pipeline is unknown, a variable of a program is not', () => {
    const text = `${deployment('orders', { replicas: '${REPLICAS}' })}          args: ["\${HOME}"]\n`;
    const { resources } = stackOf(loadObjects({ 'k8s/orders.yaml': text }), 'manifests:k8s');
    const spec = resources[0]?.attributes['spec'];
    expect(spec).toMatchObject({ template: { spec: { containers: [{ args: ['${HOME}'] }] } } });
    expect(
      Unknown.is(spec && typeof spec === 'object' && 'replicas' in spec ? spec.replicas : undefined),
    ).toBe(true);
  });

  it('what SOPS encrypted is unknown, and its block is gone', () => {
    const text =
      'apiVersion: v1\n' +
      'kind: ConfigMap\n' +
      'metadata: { name: orders }\n' +
      'data:\n' +
      '  user: ENC[AES256_GCM,data:x,type:str]\n' +
      '  port: "80"\n' +
      'sops:\n' +
      '  version: 3.9.0\n';
    const { resources } = stackOf(loadObjects({ 'k8s/orders.yaml': text }), 'manifests:k8s');
    expect(Object.keys(resources[0]?.attributes ?? {})).toEqual(['apiVersion', 'kind', 'metadata', 'data']);
    expect(resources[0]?.attributes['data']).toMatchObject({
      port: '80',
      user: { reason: 'file-not-readable' },
    });
  });
});

describe('environments', () => {
  it('labels of a namespace tell them, names of folders only hint', () => {
    const namespace = (name: string, label: string): string =>
      `apiVersion: v1\nkind: Namespace\nmetadata:\n  name: ${name}\n  annotations: { ${label} }\n`;
    checkStacks(
      {
        'shop/ns.yaml': namespace('shop', 'platform.shop.example/is-production: "true"'),
        'trial/ns.yaml': namespace('trial', 'platform.shop.example/is-production: "false"'),
        'rehearsal/ns.yaml': namespace('rehearsal', 'platform.shop.example/environment-name: staging'),
        'blog-dev/ns.yaml': namespace('blog', 'owner: web'),
      },
      [
        '●  manifests:blog-dev  development/C  Namespace/default/blog',
        '○  manifests:rehearsal  staging/B  Namespace/default/rehearsal',
        '●  manifests:shop  production/B  Namespace/default/shop',
        '○  manifests:trial  development/B  Namespace/default/trial',
      ],
    );
  });

  it('of folders that differ in the word of an environment, that of production counts', () => {
    checkStacks(
      { 'orders-prod/k8s.yaml': deployment('orders'), 'orders-staging/k8s.yaml': deployment('orders') },
      [
        '●  manifests:orders-prod  production/C  Deployment/default/orders',
        '○  manifests:orders-staging  staging/C  Deployment/default/orders',
      ],
    );
  });

  it('files of one folder that is deployed may each name one', () => {
    const policy = (namespace: string): string =>
      'apiVersion: networking.k8s.io/v1\nkind: NetworkPolicy\n' +
      `metadata: { name: deny, namespace: ${namespace} }\n`;
    const application =
      'apiVersion: argoproj.io/v1alpha1\nkind: Application\nmetadata: { name: rules, namespace: argocd }\n' +
      'spec:\n  source: { repoURL: https://git.shop.example/shop.git, path: rules, directory: { recurse: true } }\n' +
      '  destination: { server: https://kubernetes.default.svc }\n';
    checkStacks(
      { 'rules/dev.yaml': policy('dev'), 'rules/prod.yaml': policy('prod'), 'apps/rules.yaml': application },
      [
        '●  manifests:apps  Application/argocd/rules',
        '●  manifests:rules  development/C  production/C  by Argo CD application rules  ' +
          'NetworkPolicy/dev/deny NetworkPolicy/prod/deny',
      ],
    );
  });

  it('samples count only where nothing else is there', () => {
    checkStacks({ 'k8s/orders.yaml': deployment('orders'), 'examples/orders.yaml': deployment('orders') }, [
      '○  manifests:examples  Deployment/default/orders',
      '●  manifests:k8s  Deployment/default/orders',
    ]);
    checkStacks({ 'examples/orders.yaml': deployment('orders') }, [
      '●  manifests:examples  Deployment/default/orders',
    ]);
  });
});

describe('kustomizations', () => {
  const base = {
    'base/kustomization.yaml': `${KUSTOMIZATION}resources: [orders.yaml]\n`,
    'base/orders.yaml': deployment('orders'),
  };

  it('a base is not judged beside its overlays; of those production counts', () => {
    checkStacks(
      {
        ...base,
        'overlays/prod/kustomization.yaml': `${KUSTOMIZATION}resources: [../../base]\nnamespace: shop\n`,
        'overlays/dev/kustomization.yaml': `${KUSTOMIZATION}resources: [../../base]\nnamespace: dev\n`,
      },
      [
        '○  kustomize:base  Deployment/default/orders',
        '○  kustomize:overlays/dev  development/C  Deployment/dev/orders',
        '●  kustomize:overlays/prod  production/C  Deployment/shop/orders',
      ],
    );
  });

  it('overlays that no word places are deployed beside each other', () => {
    checkStacks(
      {
        ...base,
        'overlays/eu/kustomization.yaml': `${KUSTOMIZATION}resources: [../../base]\n`,
        'overlays/us/kustomization.yaml': `${KUSTOMIZATION}resources: [../../base]\n`,
      },
      [
        '○  kustomize:base  Deployment/default/orders',
        '●  kustomize:overlays/eu  Deployment/default/orders',
        '●  kustomize:overlays/us  Deployment/default/orders',
      ],
    );
  });

  it('one whose line is commented out above it is not deployed', () => {
    checkStacks(
      {
        'shop/kustomization.yaml': `${KUSTOMIZATION}resources:\n  - ./orders\n  # - ./cart\n`,
        'shop/orders/kustomization.yaml': `${KUSTOMIZATION}resources: [orders.yaml]\n`,
        'shop/orders/orders.yaml': deployment('orders'),
        'shop/cart/kustomization.yaml': `${KUSTOMIZATION}resources: [cart.yaml]\n`,
        'shop/cart/cart.yaml': deployment('cart'),
        'shop/more/kustomization.yaml': `${KUSTOMIZATION}resources: [more.yaml]\n`,
        'shop/more/more.yaml': deployment('more'),
      },
      [
        '●  kustomize:shop  Deployment/default/orders',
        '○  kustomize:shop/cart  Deployment/default/cart',
        '●  kustomize:shop/more  Deployment/default/more',
        '○  kustomize:shop/orders  Deployment/default/orders',
      ],
    );
  });

  it('a component and a file that the kustomization does not name deploy nothing', () => {
    checkStacks(
      {
        ...base,
        'base/old.yaml': deployment('old'),
        'component/kustomization.yaml':
          `apiVersion: kustomize.config.k8s.io/v1alpha1\n` +
          `kind: Component\n` +
          `resources: [cache.yaml]\n`,
        'component/cache.yaml': deployment('cache'),
      },
      [
        '●  kustomize:base  Deployment/default/orders',
        '○  kustomize:component  Deployment/default/cache',
        '○  manifests:base  Deployment/default/old',
      ],
    );
  });
});

describe('a kustomization that cannot be built', () => {
  it('leaves its files as plain manifests', () => {
    checkStacks(
      {
        'shop/kustomization.yaml': `${KUSTOMIZATION}resources: [orders.yaml\n`,
        'shop/orders.yaml': deployment('orders'),
      },
      ['●  kustomize:shop  nothing', '●  manifests:shop  Deployment/default/orders'],
    );
  });
});

describe('one system described several times', () => {
  const chart = {
    'chart/Chart.yaml': 'apiVersion: v2\nname: shop\nversion: 1.0.0\n',
    'chart/values.yaml': 'replicas: 1\n',
    'chart/templates/shop.yaml':
      `${deployment('orders', { replicas: '{{ .Values.replicas }}' })}---\n` + deployment('cart'),
  };
  const manifests = { 'k8s/orders.yaml': deployment('orders'), 'k8s/cart.yaml': deployment('cart') };

  it('one is chosen, and the other says why not', () => {
    checkStacks({ ...chart, ...manifests }, [
      '○  helm:chart  Deployment/default/cart Deployment/default/orders',
      '●  manifests:k8s  Deployment/default/cart Deployment/default/orders',
    ]);
  });

  it('the one that is deployed wins', () => {
    const application = `apiVersion: argoproj.io/v1alpha1
kind: Application
metadata: { name: shop, namespace: argocd }
spec:
  source: { repoURL: https://git.shop.example/shop.git, path: chart }
  destination: { namespace: shop, name: main }
`;
    checkStacks({ ...chart, ...manifests, 'argocd/shop.yaml': application }, [
      '○  helm:chart  Deployment/default/cart Deployment/default/orders',
      `●  helm:chart@argocd/shop  by Argo CD application shop on main
         Deployment/shop/cart Deployment/shop/orders`,
      '●  manifests:argocd  Application/argocd/shop',
      '○  manifests:k8s  Deployment/default/cart Deployment/default/orders',
    ]);
  });

  it('two systems in two namespaces are two', () => {
    checkStacks(
      {
        'one/a.yaml': deployment('orders', { namespace: 'one' }),
        'one/b.yaml': deployment('cart', { namespace: 'one' }),
        'two/a.yaml': deployment('orders', { namespace: 'two' }),
        'two/b.yaml': deployment('cart', { namespace: 'two' }),
      },
      [
        '●  manifests:one  Deployment/one/cart Deployment/one/orders',
        '●  manifests:two  Deployment/two/cart Deployment/two/orders',
      ],
    );
  });
});
