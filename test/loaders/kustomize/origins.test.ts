import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { isDenied } from '../../../src/core/files.ts';
import { buildKustomization } from '../../../src/loaders/kustomize/build.ts';
import { nodeAt } from '../../../src/syntax/yaml/node.ts';
import { filesOfFolder } from '../../support/memory-files.ts';

interface Place {
  readonly file: string;
  readonly text: string;
  readonly how: string;
}

/** The text that an editor would go to for a value, and how the value comes from it. */
function placeOf(name: string, object: string, ...path: readonly (string | number)[]): Place {
  const files = filesOfFolder(join(import.meta.dirname, 'cases', name));
  const { manifests } = buildKustomization(files, 'build');
  const manifest = manifests.find((one) => `${one.kind}/${one.name}` === object);
  const node = nodeAt(manifest?.root, ...path);
  if (!node)
    throw new Error(`${object} has no ${path.join('.')}: ${manifests.map((one) => one.name).join()}`);
  const text = files.read(node.file);
  const how = node.came?.kind === 'computed' ? node.came.why : (node.came?.kind ?? 'literal');
  return { file: node.file, text: isDenied(text) ? '' : text.slice(node.start, node.end), how };
}

describe('an overlay', () => {
  const deployment = 'Deployment/prod-orders-eu';

  it('leads what it does not touch to the base', () => {
    expect(placeOf('overlay', deployment, 'spec', 'selector', 'matchLabels', 'app')).toEqual({
      file: 'base/orders.yaml',
      text: 'orders',
      how: 'literal',
    });
  });

  it('leads what a patch sets to the patch', () => {
    const path = ['spec', 'template', 'spec', 'containers', 0, 'resources', 'limits', 'memory'] as const;
    expect(placeOf('overlay', deployment, ...path)).toEqual({
      file: 'build/memory.yaml',
      text: '512Mi',
      how: 'literal',
    });
  });

  it('leads replicas, namespace and labels to the fields of the kustomization', () => {
    const file = 'build/kustomization.yaml';
    expect(placeOf('overlay', deployment, 'spec', 'replicas')).toEqual({ file, text: '4', how: 'literal' });
    expect(placeOf('overlay', deployment, 'metadata', 'namespace')).toEqual({
      file,
      text: 'shop-production',
      how: 'literal',
    });
    const label = ['spec', 'template', 'metadata', 'labels', 'environment'] as const;
    expect(placeOf('overlay', deployment, ...label)).toEqual({ file, text: 'production', how: 'literal' });
  });

  it('says what makes images and names', () => {
    expect(placeOf('overlay', deployment, 'spec', 'template', 'spec', 'containers', 0, 'image')).toEqual({
      file: 'build/kustomization.yaml',
      text: "'2.4'",
      how: 'images of the kustomization replaces orders',
    });
    expect(placeOf('overlay', deployment, 'metadata', 'name')).toEqual({
      file: 'base/orders.yaml',
      text: 'orders',
      how: 'namePrefix stands before the name',
    });
  });
});

describe('a patch inside a kustomization', () => {
  it('points into its literal block', () => {
    expect(placeOf('strategic', 'Service/orders', 'spec', 'ports', 0, 'name')).toEqual({
      file: 'build/kustomization.yaml',
      text: 'tls',
      how: 'literal',
    });
  });

  it('points into JSON operations too', () => {
    expect(placeOf('json', 'Ingress/orders', 'spec', 'rules', 1, 'host')).toEqual({
      file: 'build/kustomization.yaml',
      text: 'orders.shop.test',
      how: 'literal',
    });
  });

  it('points at the whole text where it is quoted', () => {
    expect(placeOf('plugins', 'Deployment/late-orders', 'spec', 'paused')).toEqual({
      file: 'build/changes/changes.yaml',
      text: `'[{"op": "add", "path": "/spec/paused", "value": true}]'`,
      how: 'it stands in a text that is read as YAML',
    });
  });
});

describe('a generator', () => {
  const configMap = 'ConfigMap/settings-';

  it('leads to the literal, the file and the line', () => {
    const files = filesOfFolder(join(import.meta.dirname, 'cases', 'generators'));
    const { manifests } = buildKustomization(files, 'build');
    const name = manifests.find((one) => `${one.kind}/${one.name}`.startsWith(configMap))?.name ?? '';
    const place = (key: string): Place => placeOf('generators', `ConfigMap/${name}`, 'data', key);
    expect(place('LIMIT')).toMatchObject({ file: 'build/kustomization.yaml', text: 'LIMIT=10' });
    expect(place('REGION')).toMatchObject({ file: 'build/shop.env', text: 'REGION=eu' });
    expect(place('settings.ini')).toMatchObject({
      file: 'build/settings.ini',
      text: '[orders]\nlimit = 10\n',
    });
  });
});

describe('a replacement', () => {
  it('leads to the value that it copies', () => {
    expect(placeOf('replacements', 'Crate/eu-apples', 'spec', 'portText')).toEqual({
      file: 'build/shop.yaml',
      text: "'8080'",
      how: 'chain',
    });
  });
});
