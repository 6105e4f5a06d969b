import { describe, expect, it } from 'vitest';
import { Unknown } from '../../../src/core/value.ts';
import { checkStacks, deployment, loadObjects, stackOf } from '../../support/object-stacks.ts';

const chart = {
  'charts/orders/Chart.yaml': 'apiVersion: v2\nname: orders\nversion: 1.0.0\n',
  'charts/orders/values.yaml': 'replicas: 1\n',
  'charts/orders/templates/orders.yaml': deployment('{{ .Release.Name }}', {
    replicas: '{{ .Values.replicas }}',
  }),
};

const HELMFILE = `environments:
  production:
    values: [env/production.yaml]
  staging:
    values:
      - replicas: 1
---
releases:
  - name: orders
    namespace: shop
    chart: ./charts/orders
    values:
      - values.yaml.gotmpl
  - name: cache
    chart: bitnami/redis
  - name: mailer
    chart: ./charts/orders
    installed: {{ eq .Environment.Name "production" }}
`;

const texts = {
  ...chart,
  'helmfile.yaml': HELMFILE,
  'env/production.yaml': 'replicas: 4\n',
  'values.yaml.gotmpl':
    'replicas: {{ .Values.replicas }}\n{{ if eq .Environment.Name "production" }}\nlog: quiet\n{{ end }}\n',
};

function replicas(files: Readonly<Record<string, string>>, id: string): unknown {
  const spec = stackOf(loadObjects(files), id).resources[0]?.attributes['spec'];
  return spec !== null && typeof spec === 'object' && 'replicas' in spec ? spec.replicas : undefined;
}

describe('helmfiles', () => {
  it('release charts of the tree for each environment', () => {
    checkStacks(texts, [
      '○  helm:charts/orders  Deployment/default/orders',
      `●  helm:charts/orders@production/mailer  production/C  by helmfile release mailer
         Deployment/default/mailer`,
      `●  helm:charts/orders@production/orders  production/C  by helmfile release orders
         Deployment/shop/orders`,
      '○  helm:charts/orders@staging/orders  staging/C  by helmfile release orders  Deployment/shop/orders',
    ]);
    expect(replicas(texts, 'helm:charts/orders@production/orders')).toBe(4);
    expect(replicas(texts, 'helm:charts/orders@staging/orders')).toBe(1);
  });

  it('a chart that is elsewhere is named', () => {
    expect(loadObjects(texts).notRead).toContainEqual({
      file: 'helmfile.yaml',
      kind: 'helm',
      why: 'the chart bitnami/redis of release cache is not in this tree',
    });
  });

  it('what the environment of a program would say is unknown', () => {
    const files = { ...texts, 'values.yaml.gotmpl': 'replicas: {{ requiredEnv "REPLICAS" }}\n' };
    expect(Unknown.is(replicas(files, 'helm:charts/orders@production/orders'))).toBe(true);
  });

  it('what is deployed otherwise is left out', () => {
    const application =
      'apiVersion: argoproj.io/v1alpha1\n' +
      'kind: Application\n' +
      'metadata: { name: orders }\n' +
      'spec: { source: { path: charts/orders }, destination: { namespace: shop } }\n';
    checkStacks({ ...texts, 'argocd/orders.yaml': application }, [
      '○  helm:charts/orders  Deployment/default/orders',
      '●  helm:charts/orders@argocd/orders  by Argo CD application orders  Deployment/shop/orders',
      '●  manifests:argocd  Application/default/orders',
    ]);
  });

  it('a template that cannot be rendered is named', () => {
    const { notRead } = loadObjects({ ...chart, 'helmfile.yaml': 'releases: {{ nothing }}\n' });
    expect(notRead).toEqual([
      { file: 'helmfile.yaml', kind: 'helmfile', why: 'its template cannot be rendered here' },
    ]);
  });
});
