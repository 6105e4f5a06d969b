import { expect, it } from 'vitest';
import { withChanges } from '../../../src/core/changed-files.ts';
import type { Files } from '../../../src/core/files.ts';
import { isDenied } from '../../../src/core/files.ts';
import { defaultLoadOptions } from '../../../src/loaders/terraform/load-options.ts';
import { loadKubernetes } from '../../../src/loaders/kubernetes/load.ts';
import type { Intent, SetValue } from '../../../src/core/remedy.ts';
import type { Stack } from '../../../src/core/resource.ts';
import { memoryFiles } from '../../support/memory-files.ts';

type Path = readonly (string | number)[];

/** What changes in the files when `address.path` of a stack is set, or why nothing can be written. */
function check(
  texts: Readonly<Record<string, string>>,
  { stack, address, path, value }: { stack: string; address: string; path: Path; value?: SetValue },
): Readonly<Record<string, string>> | string {
  const files = memoryFiles(texts);
  const found = stackOf(files, stack);
  const resource = found.resources.find((one) => one.address === address);
  if (!resource || !found.write) throw new Error(`no ${address} that can be written`);
  const at = { resource: resource.id, path };
  const intent: Intent = value === undefined ? { op: 'remove', at } : { op: 'set', at, value };
  return written(files, found, [intent]);
}

function stackOf(files: Files, id: string): Stack {
  const { stacks } = loadKubernetes(files, defaultLoadOptions);
  const found = stacks.find((one) => one.id === id);
  if (!found) throw new Error(`no stack ${id} among ${stacks.map((one) => one.id).join(', ')}`);
  return found;
}

function written(
  files: Files,
  stack: Stack,
  intents: readonly Intent[],
): Readonly<Record<string, string>> | string {
  const result = stack.write?.(intents) ?? { notWritable: 'no writer' };
  if ('notWritable' in result) return result.notWritable;
  const after = withChanges(files, result.changes);
  return Object.fromEntries(
    result.changes.map(({ file }) => {
      const text = after.read(file);
      return [file, isDenied(text) ? text.message : text];
    }),
  );
}

const orders = `apiVersion: apps/v1
kind: Deployment
metadata:
  name: orders
spec:
  replicas: 1 # one is enough
  template:
    spec:
      containers:
        - name: orders
          image: shop/orders:5.1.0
`;
const base = {
  'base/orders.yaml': orders,
  'base/kustomization.yaml': 'resources:\n  - orders.yaml\n',
};
const replicas = { address: 'Deployment/default/orders', path: ['spec', 'replicas'], value: 2 };

it('a manifest is edited where the value stands', () => {
  expect(check({ 'shop/orders.yaml': orders }, { ...replicas, stack: 'manifests:shop' })).toEqual({
    'shop/orders.yaml': orders.replace('replicas: 1', 'replicas: 2'),
  });
});

it('what nobody wrote is inserted with the keys around it', () => {
  const path = ['spec', 'template', 'spec', 'containers', 0, 'resources', 'limits', 'memory'];
  const changed = check(
    { 'shop/orders.yaml': orders },
    { stack: 'manifests:shop', address: replicas.address, path, value: '256Mi' },
  );
  expect(changed).toEqual({
    'shop/orders.yaml': `${orders}          resources:\n            limits:\n              memory: 256Mi\n`,
  });
});

it('an overlay keeps what others read of the base', () => {
  const overlay = { 'production/kustomization.yaml': 'namePrefix: prod-\nresources:\n  - ../base\n' };
  const changed = check(
    { ...base, ...overlay },
    { ...replicas, stack: 'kustomize:production', address: 'Deployment/default/prod-orders' },
  );
  expect(changed).toEqual({
    'production/kustomization.yaml':
      'namePrefix: prod-\nresources:\n  - ../base\nreplicas:\n  - name: orders\n    count: 2\n',
  });
});

it('a value that the overlay itself states is edited there', () => {
  const overlay = {
    'production/kustomization.yaml': 'resources:\n  - ../base\nreplicas:\n  - name: orders\n    count: 1\n',
  };
  expect(check({ ...base, ...overlay }, { ...replicas, stack: 'kustomize:production' })).toEqual({
    'production/kustomization.yaml': 'resources:\n  - ../base\nreplicas:\n  - name: orders\n    count: 2\n',
  });
});

it('everything else becomes a patch of the overlay', () => {
  const overlay = { 'production/kustomization.yaml': 'resources:\n  - ../base\n' };
  const path = ['spec', 'template', 'spec', 'hostNetwork'];
  const changed = check(
    { ...base, ...overlay },
    { stack: 'kustomize:production', address: replicas.address, path, value: false },
  );
  expect(changed).toEqual({
    'production/kustomization.yaml': `resources:
  - ../base
patches:
  - target:
      kind: Deployment
      name: orders
    patch: |
      - op: add
        path: /spec/template/spec/hostNetwork
        value: false
`,
  });
});

it('a new object gets a file beside the kustomization, without prefix and namespace', () => {
  const texts = {
    ...base,
    'production/kustomization.yaml': 'namespace: shop\nnamePrefix: prod-\nresources:\n  - ../base\n',
  };
  const files = memoryFiles(texts);
  const stack = stackOf(files, 'kustomize:production');
  const attributes = {
    apiVersion: 'policy/v1',
    kind: 'PodDisruptionBudget',
    metadata: { name: 'prod-orders', namespace: 'shop' },
    spec: { maxUnavailable: 1 },
  };
  const type = 'policy/v1/PodDisruptionBudget';
  const intent: Intent = { op: 'add', stack: stack.id, resource: { type, name: 'prod-orders', attributes } };
  expect(written(files, stack, [intent])).toEqual({
    'production/kustomization.yaml':
      'namespace: shop\nnamePrefix: prod-\nresources:\n  - ../base\n  - orders-pod-disruption-budget.yaml\n',
    'production/orders-pod-disruption-budget.yaml':
      'apiVersion: policy/v1\nkind: PodDisruptionBudget\n' +
      'metadata:\n  name: orders\nspec:\n  maxUnavailable: 1\n',
  });
});

const chart = {
  'charts/orders/Chart.yaml': 'apiVersion: v2\nname: orders\nversion: 1.0.0\n',
  'charts/orders/values.yaml': 'replicas: 1\nname: orders\n',
  'charts/orders/templates/deployment.yaml':
    'apiVersion: apps/v1\nkind: Deployment\nmetadata:\n  name: {{ .Values.name }}-{{ .Release.Name }}\n' +
    'spec:\n  replicas: {{ .Values.replicas }}\n  paused: {{ not true }}\n',
};

it('a chart is changed in the values of the environment, not in its defaults', () => {
  const values = { 'charts/orders/values-production.yaml': 'name: shop\n' };
  const changed = check(
    { ...chart, ...values },
    { ...replicas, stack: 'helm:charts/orders@production', address: 'Deployment/default/shop-orders' },
  );
  expect(changed).toEqual({ 'charts/orders/values-production.yaml': 'name: shop\nreplicas: 2\n' });
});

it('a chart without other values is changed in its defaults', () => {
  const address = 'Deployment/default/orders-orders';
  expect(check(chart, { ...replicas, stack: 'helm:charts/orders', address })).toEqual({
    'charts/orders/values.yaml': 'replicas: 2\nname: orders\n',
  });
});

it('what a template does not write gets a line of its own there', () => {
  const at = { stack: 'helm:charts/orders', address: 'Deployment/default/orders-orders' };
  const template = chart['charts/orders/templates/deployment.yaml'];
  expect(check(chart, { ...at, path: ['spec', 'strategy'], value: { type: 'Recreate' } })).toEqual({
    'charts/orders/templates/deployment.yaml': template.replace(
      '  replicas:',
      '  strategy:\n    type: Recreate\n  replicas:',
    ),
  });
  expect(check(chart, { ...at, path: ['spec', 'paused'] })).toEqual({
    'charts/orders/templates/deployment.yaml': template.replace('  paused: {{ not true }}\n', ''),
  });
});

it('what a template computes is not written', () => {
  const at = { stack: 'helm:charts/orders', address: 'Deployment/default/orders-orders' };
  expect(check(chart, { ...at, path: ['spec', 'paused'], value: true })).toBe(
    'the text that states it is made by an expression',
  );
  expect(check(chart, { ...at, path: ['metadata', 'name'], value: 'orders' })).toBe(
    'the text that states it is made by an expression',
  );
});

it('a change that would reach more than was meant is refused', () => {
  const shared = orders.replace('replicas: 1 # one is enough', 'replicas: &one 1\n  minReadySeconds: *one');
  const result = check({ 'shop/orders.yaml': shared }, { ...replicas, stack: 'manifests:shop' });
  expect(result).toEqual(expect.any(String));
});

it('a values file that two objects read is not changed for one of them', () => {
  const twice = `${chart['charts/orders/templates/deployment.yaml']}---\n${chart[
    'charts/orders/templates/deployment.yaml'
  ].replace('{{ .Values.name }}', 'returns')}`;
  const texts = { ...chart, 'charts/orders/templates/deployment.yaml': twice };
  const at = { stack: 'helm:charts/orders', address: 'Deployment/default/orders-orders' };
  expect(check(texts, { ...replicas, ...at })).toBe(
    'Deployment/default/returns-orders is rendered in another way than intended',
  );
});
