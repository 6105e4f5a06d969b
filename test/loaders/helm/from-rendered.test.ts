import { expect, it } from 'vitest';
import { fromRendered } from '../../../src/loaders/helm/from-rendered.ts';
import { nodeAt } from '../../../src/syntax/yaml/node.ts';

const TEXT = `---
# Source: shop/crds/widgets.yaml
apiVersion: apiextensions.k8s.io/v1
kind: CustomResourceDefinition
metadata: { name: widgets.shop.example }
---
# Source: shop/charts/orders/templates/orders.yaml
apiVersion: apps/v1
kind: Deployment
metadata: { name: orders }
spec: { replicas: 3 }
---
# Source: shop/charts/orders/templates/orders.yaml
a: [
`;

it('what the helm program writes has the place of its template', () => {
  const { manifests, diagnostics } = fromRendered(TEXT, 'charts/shop');
  expect(manifests.map(({ kind, name, root }) => `${kind}/${name} ${root.file}`)).toEqual([
    'CustomResourceDefinition/widgets.shop.example charts/shop/crds/widgets.yaml',
    'Deployment/orders charts/shop/charts/orders/templates/orders.yaml',
  ]);
  expect(nodeAt(manifests[1]?.root, 'spec', 'replicas')).toMatchObject({
    value: 3,
    came: { kind: 'computed', why: 'rendered by the helm program' },
  });
  expect(diagnostics.map(({ code }) => code)).toEqual(['helm-yaml']);
});
