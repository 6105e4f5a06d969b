import { expect, it } from 'vitest';
import { withChanges } from '../../../src/core/changed-files.ts';
import type { Intent } from '../../../src/core/remedy.ts';
import type { Stack } from '../../../src/core/resource.ts';
import { loadKubernetes } from '../../../src/loaders/kubernetes/load.ts';
import { memoryFiles } from '../../support/memory-files.ts';
import { deployment } from '../../support/object-stacks.ts';

const SHOP = {
  'base/kustomization.yaml': 'resources: [orders.yaml, carts.yaml]\n',
  'base/orders.yaml': deployment('orders'),
  'base/carts.yaml': deployment('carts'),
  'prod/kustomization.yaml': 'namespace: shop\nresources: [../base]\n',
  'other/mailer.yaml': deployment('mailer'),
};

function twoCopiesOf(stack: Stack, name: string): readonly Intent[] {
  const resource = stack.resources.find((one) => one.name === name);
  if (!resource) throw new Error(`no ${name}`);
  return [{ op: 'set', at: { resource: resource.id, path: ['spec', 'replicas'] }, value: 2 }];
}

function attributesOf(stack: Stack | undefined): unknown {
  return stack?.resources.map(({ id, attributes }) => [id, attributes]);
}

it('a stack read again with changes is what a fresh load of the changed files gives', () => {
  let files = memoryFiles(SHOP);
  let overlay = loadKubernetes(files, { selected: [] }).stacks.find(({ id }) => id === 'kustomize:prod');
  for (const name of ['orders', 'carts']) {
    const written = overlay?.write?.(twoCopiesOf(overlay, name));
    if (!written || 'notWritable' in written) throw new Error('it can be written');
    overlay = overlay?.reload?.(written.changes);
    files = withChanges(files, written.changes);
    const fresh = loadKubernetes(files, { selected: [] }).stacks.find(({ id }) => id === 'kustomize:prod');
    expect(attributesOf(overlay)).toEqual(attributesOf(fresh));
  }
});

it('a stack that no changed file is part of stays as it is', () => {
  const { stacks } = loadKubernetes(memoryFiles(SHOP), { selected: [] });
  const overlay = stacks.find(({ id }) => id === 'kustomize:prod');
  expect(overlay?.reload?.([{ file: 'other/mailer.yaml', created: deployment('mailer') }])).toBeUndefined();
});
