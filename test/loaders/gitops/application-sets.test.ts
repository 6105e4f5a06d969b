import { describe, expect, it } from 'vitest';
import { checkStacks, deployment, loadObjects } from '../../support/object-stacks.ts';

const HEAD = `apiVersion: argoproj.io/v1alpha1
kind: ApplicationSet
metadata: { name: shop }
spec:
`;

describe('application sets', () => {
  it('folders of this repository', () => {
    const set = `${HEAD}
  generators:
    - git:
        directories: [{ path: apps/* }, { path: apps/old, exclude: true }]
  template:
    metadata: { name: '{{path.basename}}' }
    spec:
      source: { path: '{{path}}' }
      destination: { namespace: '{{path.basename}}' }
`;
    const texts = {
      'apps/orders/k8s.yaml': deployment('orders'),
      'apps/cart/k8s.yaml': deployment('cart'),
      'apps/old/k8s.yaml': deployment('old'),
      'set.yaml': set,
    };
    checkStacks(texts, [
      '●  manifests:.  ApplicationSet/default/shop',
      '●  manifests:apps/cart  by Argo CD application cart  Deployment/cart/cart',
      '●  manifests:apps/old  Deployment/default/old',
      '●  manifests:apps/orders  by Argo CD application orders  Deployment/orders/orders',
    ]);
  });

  it('a matrix of a list of clusters and files', () => {
    const set = `${HEAD}
  goTemplate: true
  generators:
    - matrix:
        generators:
          - list:
              elements: [{ cluster: live, namespace: shop }, { cluster: staging, namespace: trial }]
          - git: { files: [{ path: 'apps/**/app.json' }] }
  template:
    metadata: { name: '{{.cluster}}-{{.app.name}}' }
    spec:
      source: { path: '{{.path.path}}' }
      destination: { name: '{{.cluster}}', namespace: '{{.namespace}}' }
`;
    const texts = {
      'apps/orders/k8s.yaml': deployment('orders'),
      'apps/orders/app.json': '{ "app": { "name": "orders" } }',
      'set.yaml': set,
    };
    checkStacks(texts, [
      '●  manifests:.  ApplicationSet/default/shop',
      `●  manifests:apps/orders@live-orders  production/C
          by Argo CD application live-orders on live  Deployment/shop/orders`,
      `○  manifests:apps/orders@staging-orders  staging/C
          by Argo CD application staging-orders on staging  Deployment/trial/orders`,
    ]);
  });

  it('clusters that Argo CD knows are not known here', () => {
    const set = `${HEAD}
  generators: [{ clusters: {} }]
  template:
    metadata: { name: '{{name}}-orders' }
    spec:
      source: { path: apps/orders }
      destination: { server: '{{server}}', namespace: shop }
`;
    const texts = { 'apps/orders/k8s.yaml': deployment('orders'), 'set.yaml': set };
    checkStacks(texts, [
      '●  manifests:.  ApplicationSet/default/shop',
      '●  manifests:apps/orders  by Argo CD application shop  Deployment/shop/orders',
    ]);
    expect(loadObjects(texts).notRead.map(({ why }) => why)).toEqual([
      'shop: the clusters that Argo CD knows are not in the inputs',
    ]);
  });

  it('a merge of what several generators say', () => {
    const set = `${HEAD}
  goTemplate: true
  generators:
    - merge:
        mergeKeys: [name]
        generators:
          - list: { elements: [{ name: orders, space: shop }, { name: cart, space: shop }] }
          - list: { elements: [{ name: cart, space: basket }] }
  template:
    metadata: { name: '{{ .name }}' }
    spec:
      source: { path: 'apps/{{ .name }}' }
      destination: { namespace: '{{ .space }}' }
`;
    const texts = {
      'apps/orders/k8s.yaml': deployment('orders'),
      'apps/cart/k8s.yaml': deployment('cart'),
      'set.yaml': set,
    };
    checkStacks(texts, [
      '●  manifests:.  ApplicationSet/default/shop',
      '●  manifests:apps/cart  by Argo CD application cart  Deployment/basket/cart',
      '●  manifests:apps/orders  by Argo CD application orders  Deployment/shop/orders',
    ]);
  });

  it('what a generator finds outside is named', () => {
    const set = `${HEAD}
  generators: [{ pullRequest: { github: { owner: shop } } }]
  template: { metadata: { name: x }, spec: { source: { path: apps } } }
`;
    expect(loadObjects({ 'set.yaml': set }).notRead.map(({ why }) => why)).toEqual([
      'shop: what its generator pullRequest finds is not in the inputs',
    ]);
  });
});
