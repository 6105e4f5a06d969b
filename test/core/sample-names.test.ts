import { expect, it } from 'vitest';
import { sampleFolder } from '../../src/core/sample-names.ts';

it.each([
  ['infra/examples/queue', 'example', 'examples'],
  ['sample-manifests/docs', 'example', 'sample-manifests'],
  ['.archive/kubernetes/orders', 'example', '.archive'],
  ['deploy/archived', 'example', 'archived'],
  ['shop/tests/web', 'test', 'tests'],
])('%s is no deployed system: %s', (path, role, name) => {
  expect(sampleFolder(path)).toEqual({ role, name });
});

it.each(['infra/orders', 'apps/archiver', 'apps/exampleshop', '.github/orders'])(
  '%s may be deployed',
  (path) => {
    expect(sampleFolder(path)).toBeUndefined();
  },
);
