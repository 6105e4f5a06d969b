import { describe, expect, it } from 'vitest';
import { Unknown } from '../../../src/core/value.ts';
import { checkStacks, deployment, loadObjects, stackOf } from '../../support/object-stacks.ts';

const KUSTOMIZATION = 'apiVersion: kustomize.config.k8s.io/v1beta1\nkind: Kustomization\n';

/** A Flux Kustomization; `rest` are more lines of its spec. */
function flux(name: string, path: string, rest = ''): string {
  return `apiVersion: kustomize.toolkit.fluxcd.io/v1
kind: Kustomization
metadata: { name: ${name}, namespace: flux-system }
spec:
  path: ${path}
  sourceRef: { kind: GitRepository, name: flux-system }
${rest}`;
}

/** A HelmRelease of a chart in a git repository; `rest` are more lines of its spec. */
function release(name: string, chart: string, rest = '', kind = 'GitRepository'): string {
  return `apiVersion: helm.toolkit.fluxcd.io/v2
kind: HelmRelease
metadata: { name: ${name}, namespace: shop }
spec:
  chart: { spec: { chart: ${chart}, sourceRef: { kind: ${kind}, name: shop } } }
${rest}`;
}

const base = {
  'apps/base/kustomization.yaml': `${KUSTOMIZATION}resources: [orders.yaml]\n`,
  'apps/base/orders.yaml': deployment('orders', { replicas: 1 }),
};

describe('kustomizations of Flux', () => {
  it('which overlay goes to which cluster', () => {
    checkStacks(
      {
        ...base,
        'apps/live/kustomization.yaml': `${KUSTOMIZATION}resources: [../base]\n`,
        'apps/trial/kustomization.yaml': `${KUSTOMIZATION}resources: [../base]\n`,
        'clusters/production/apps.yaml': flux('apps', './apps/live'),
        'clusters/staging/apps.yaml': flux('apps', './apps/trial'),
      },
      [
        '○  kustomize:apps/base  Deployment/default/orders',
        '●  kustomize:apps/live  production/C  by Flux kustomization apps  Deployment/default/orders',
        '○  kustomize:apps/trial  staging/C  by Flux kustomization apps  Deployment/default/orders',
        '●  manifests:clusters/production  production/C  Kustomization/flux-system/apps',
        '○  manifests:clusters/staging  staging/C  Kustomization/flux-system/apps',
      ],
    );
  });

  it('patches, target namespace and components are made before substitution', () => {
    const rest = `  targetNamespace: shop
  components: [../parts/cache]
  patches:
    - patch: |
        - { op: replace, path: /spec/replicas, value: 3 }
      target: { kind: Deployment, name: orders }
`;
    const texts = {
      ...base,
      'apps/parts/cache/kustomization.yaml':
        'apiVersion: kustomize.config.k8s.io/v1alpha1\nkind: Component\nresources: [cache.yaml]\n',
      'apps/parts/cache/cache.yaml': deployment('cache'),
      'clusters/live/apps.yaml': flux('apps', './apps/base', rest),
    };
    checkStacks(texts, [
      '○  kustomize:apps/base  Deployment/default/orders',
      `●  kustomize:apps/base@clusters/live/apps  production/C  by Flux kustomization apps
         Deployment/shop/cache Deployment/shop/orders`,
      '○  kustomize:apps/parts/cache  Deployment/default/cache',
      '●  manifests:clusters/live  production/C  Kustomization/flux-system/apps',
    ]);
    const stack = stackOf(loadObjects(texts), 'kustomize:apps/base@clusters/live/apps');
    const orders = stack.resources.find(({ name }) => name === 'orders');
    expect(orders?.attributes['spec']).toMatchObject({ replicas: 3 });
    const origin = orders && stack.trace({ resource: orders.id, path: ['spec', 'replicas'] });
    expect(origin).toMatchObject({ kind: 'computed', at: { file: 'clusters/live/apps.yaml' } });
  });

  it('a folder without a kustomization is taken with all that is below', () => {
    checkStacks(
      {
        'shop/orders.yaml': deployment('orders'),
        'shop/more/cart.yaml': deployment('cart'),
        'shop/built/kustomization.yaml': `${KUSTOMIZATION}resources: [mailer.yaml]\n`,
        'shop/built/mailer.yaml': deployment('mailer'),
        'flux/shop.yaml': flux('shop', './shop'),
      },
      [
        `●  kustomize:shop  by Flux kustomization shop
           Deployment/default/cart Deployment/default/mailer Deployment/default/orders`,
        '○  kustomize:shop/built  Deployment/default/mailer',
        '●  manifests:flux  Kustomization/flux-system/shop',
      ],
    );
  });

  it('variables are replaced, and what has no value is unknown', () => {
    const text = deployment('${APP}', { replicas: '${REPLICAS:=2}' }).replace('1.4.2', '${TAG}');
    const rest =
      '  postBuild:\n' +
      '    substitute: { APP: orders }\n' +
      '    substituteFrom: [{ kind: ConfigMap, name: settings }]\n';
    const texts = {
      'shop/kustomization.yaml': `${KUSTOMIZATION}resources: [orders.yaml]\n`,
      'shop/orders.yaml': text,
      'flux/settings.yaml':
        'apiVersion: v1\n' +
        'kind: ConfigMap\n' +
        'metadata: { name: settings, namespace: flux-system }\n' +
        'data: { OTHER: x }\n',
      'flux/shop.yaml': flux('shop', './shop', rest),
    };
    const stack = stackOf(loadObjects(texts), 'kustomize:shop@flux/shop');
    const [orders] = stack.resources;
    expect(orders?.address).toBe('Deployment/default/orders');
    expect(orders?.attributes['spec']).toMatchObject({
      replicas: 2,
      selector: { matchLabels: { app: 'orders' } },
    });
    expect(orders?.attributes['spec']).toMatchObject({
      template: { spec: { containers: [{ image: { reason: 'not-in-inputs' } }] } },
    });
    const origin = orders && stack.trace({ resource: orders.id, path: ['metadata', 'name'] });
    expect(origin).toMatchObject({
      kind: 'reference-chain',
      literal: { file: 'flux/shop.yaml' },
      through: [{ file: 'shop/orders.yaml' }],
    });
  });

  it('a patch with one unknown word in it still patches the rest', () => {
    const patch = ['kind: Deployment', 'metadata: { name: any, annotations: { cluster: "${CLUSTER}" } }'];
    const lines = ['apiVersion: apps/v1', ...patch, 'spec: { replicas: 3 }'].map(
      (line) => `        ${line}\n`,
    );
    const inner =
      `${flux('shop', './shop')}  patches:\n    - target: { kind: Deployment }\n      patch: |\n` +
      lines.join('');
    const rest =
      '  postBuild:\n    substitute: { OTHER: x }\n    substituteFrom: [{ kind: Secret, name: cluster }]\n';
    const texts = {
      'shop/kustomization.yaml': `${KUSTOMIZATION}resources: [orders.yaml]\n`,
      'shop/orders.yaml': deployment('orders'),
      'apps/kustomization.yaml': `${KUSTOMIZATION}resources: [shop.yaml]\n`,
      'apps/shop.yaml': inner,
      'flux/apps.yaml': flux('apps', './apps', rest),
    };
    const stack = stackOf(loadObjects(texts), 'kustomize:shop@flux/apps/shop');
    expect(stack.resources[0]?.attributes['spec']).toMatchObject({ replicas: 3 });
  });

  it('a default that an unread source may override is unknown', () => {
    const rest = '  postBuild:\n    substituteFrom: [{ kind: Secret, name: settings }]\n';
    const stack = stackOf(
      loadObjects({
        'shop/kustomization.yaml': `${KUSTOMIZATION}resources: [orders.yaml]\n`,
        'shop/orders.yaml': deployment('orders', { replicas: '${REPLICAS:=2}' }),
        'flux/shop.yaml': flux('shop', './shop', rest),
      }),
      'kustomize:shop@flux/shop',
    );
    const spec = stack.resources[0]?.attributes['spec'];
    expect(
      Unknown.is(spec && typeof spec === 'object' && 'replicas' in spec ? spec.replicas : undefined),
    ).toBe(true);
  });
});

describe('what flux bootstrap writes', () => {
  it('deploys the folder that it stands in, and all that is named there', () => {
    checkStacks(
      {
        ...base,
        'clusters/prod/flux-system/kustomization.yaml': `${KUSTOMIZATION}resources: [gotk-sync.yaml]\n`,
        'clusters/prod/flux-system/gotk-sync.yaml': flux('flux-system', './clusters/prod'),
        'clusters/prod/apps.yaml': flux('apps', './apps/base'),
      },
      [
        '●  kustomize:apps/base  production/C  by Flux kustomization apps  Deployment/default/orders',
        `●  kustomize:clusters/prod  production/C  by Flux kustomization flux-system
          Kustomization/flux-system/apps Kustomization/flux-system/flux-system`,
        '○  kustomize:clusters/prod/flux-system  production/C  Kustomization/flux-system/flux-system',
      ],
    );
  });
});

describe('releases of Flux', () => {
  const chart = {
    'charts/orders/Chart.yaml': 'apiVersion: v2\nname: orders\nversion: 1.0.0\n',
    'charts/orders/values.yaml': 'replicas: 1\n',
    'charts/orders/templates/orders.yaml': deployment('{{ .Release.Name }}', {
      replicas: '{{ .Values.replicas }}',
    }),
  };

  it('a chart of this repository with values from a ConfigMap and its own', () => {
    const settings =
      'apiVersion: v1\n' +
      'kind: ConfigMap\n' +
      'metadata: { name: settings, namespace: shop }\n' +
      'data:\n' +
      '  values.yaml: |\n' +
      '    replicas: 4\n';
    const texts = {
      ...chart,
      'flux/orders.yaml': release(
        'orders',
        './charts/orders',
        '  valuesFrom: [{ kind: ConfigMap, name: settings }]\n',
      ),
      'flux/settings.yaml': settings,
    };
    checkStacks(texts, [
      '○  helm:charts/orders  Deployment/default/orders',
      '●  helm:charts/orders@flux/orders  by Flux release orders  Deployment/shop/orders',
      '●  manifests:flux  ConfigMap/shop/settings HelmRelease/shop/orders',
    ]);
    const stack = stackOf(loadObjects(texts), 'helm:charts/orders@flux/orders');
    const [orders] = stack.resources;
    expect(orders?.attributes['spec']).toMatchObject({ replicas: 4 });
    const origin = orders && stack.trace({ resource: orders.id, path: ['spec', 'replicas'] });
    expect(origin).toMatchObject({
      kind: 'reference-chain',
      literal: { file: 'flux/settings.yaml', start: settings.indexOf('4\n') },
    });
  });

  it('values that cannot be read make what they may override unknown', () => {
    const stack = stackOf(
      loadObjects({
        ...chart,
        'flux/orders.yaml': release(
          'orders',
          './charts/orders',
          '  valuesFrom: [{ kind: Secret, name: settings }]\n',
        ),
      }),
      'helm:charts/orders@flux/orders',
    );
    const spec = stack.resources[0]?.attributes['spec'];
    expect(
      Unknown.is(spec && typeof spec === 'object' && 'replicas' in spec ? spec.replicas : undefined),
    ).toBe(true);
  });

  it('a chart that is elsewhere is named; its release is the object itself', () => {
    const { notRead, stacks } = loadObjects({
      'flux/cache.yaml': release('cache', 'redis', '  values: { replicas: 2 }\n', 'HelmRepository'),
    });
    expect(notRead).toEqual([
      { file: 'flux/cache.yaml', kind: 'helm', why: 'the chart redis is not in this tree' },
    ]);
    expect(stacks.map(({ id, resources }) => `${id} ${resources[0]?.address ?? ''}`)).toEqual([
      'manifests:flux HelmRelease/shop/cache',
    ]);
  });

  it('a release that an overlay changes is the one of the overlay', () => {
    checkStacks(
      {
        ...chart,
        'apps/base/kustomization.yaml': `${KUSTOMIZATION}resources: [orders.yaml]\n`,
        'apps/base/orders.yaml': release('orders', './charts/orders', '  values: { replicas: 1 }\n'),
        'apps/prod/kustomization.yaml': `${KUSTOMIZATION}resources: [../base]\npatches: [{ path: x.yaml }]\n`,
        'apps/prod/x.yaml': release('orders', './charts/orders', '  values: { replicas: 6 }\n'),
      },
      [
        '○  helm:charts/orders  Deployment/default/orders',
        `●  helm:charts/orders@apps/prod/orders  production/C  by Flux release orders
           Deployment/shop/orders`,
        '○  kustomize:apps/base  HelmRelease/shop/orders',
        '●  kustomize:apps/prod  production/C  HelmRelease/shop/orders',
      ],
    );
  });
});
