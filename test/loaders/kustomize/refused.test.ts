import { describe, expect, it } from 'vitest';
import { buildKustomization } from '../../../src/loaders/kustomize/build.ts';
import { memoryFiles } from '../../support/memory-files.ts';

interface Expected {
  /** Codes of the diagnostics; kubectl refuses every one that is an error. */
  readonly told: readonly string[];
  /** Names of what is rendered all the same. */
  readonly rendered: readonly string[];
  readonly notRead?: readonly string[];
}

function check(texts: Readonly<Record<string, string>>, expected: Expected): void {
  const { manifests, diagnostics, notRead } = buildKustomization(memoryFiles({ ...SHOP, ...texts }), 'shop');
  expect(diagnostics.map(({ severity, code }) => `${severity} ${code}`)).toEqual(expected.told);
  expect(manifests.map(({ kind, name }) => `${kind} ${name}`)).toEqual(expected.rendered);
  expect(notRead.map(({ kind, why }) => `${kind}: ${why}`)).toEqual(expected.notRead ?? []);
}

const SHOP: Readonly<Record<string, string>> = {
  'shop/orders.yaml': 'apiVersion: apps/v1\nkind: Deployment\nmetadata: { name: orders }\n',
  'shop/web.yaml': 'apiVersion: v1\nkind: Service\nmetadata: { name: web }\n',
};
const ORDERS = ['Deployment orders'];

describe('what cannot be read', () => {
  it('goes on without a missing file', () => {
    check(
      { 'shop/kustomization.yaml': 'resources: [orders.yaml, missing.yaml]' },
      { told: ['error kustomize-missing'], rendered: ORDERS },
    );
  });

  it('says once that the name of a file is no entry of `patches`, and how it is written', () => {
    const { diagnostics } = buildKustomization(
      memoryFiles({ ...SHOP, 'shop/kustomization.yaml': 'resources: [orders.yaml]\npatches: [web.yaml]' }),
      'shop',
    );
    expect(diagnostics.map(({ message }) => message)).toEqual([
      'shop/kustomization.yaml: kubectl refuses to build this: an entry of `patches` must be a mapping, ' +
        'and this is a text. For a file, write `- path: web.yaml`.',
    ]);
  });

  it('names remote bases and charts', () => {
    const text =
      'resources: [orders.yaml, "https://shop.test/all.yaml", "github.com/shop/base?ref=v1"]\n' +
      'helmCharts: [{ name: cache, repo: "https://charts.shop.test" }]\n' +
      'patches: [{ patch: "{apiVersion: v1, kind: Service, metadata: {name: cache}, spec: {}}" }]';
    const notRead = [
      'kustomization: github.com/shop/base?ref=v1 stands elsewhere in the network',
      'kustomization: https://shop.test/all.yaml stands elsewhere in the network',
      'helm: the chart cache is rendered by Kustomize only with helm',
    ];
    const told = ['note kustomize-patch-target'];
    check({ 'shop/kustomization.yaml': text }, { told, rendered: ORDERS, notRead });
  });

  it('reads beside the folder, as Flux does, and says so', () => {
    check(
      {
        'shop/kustomization.yaml': 'resources: [../stock.yaml]',
        'stock.yaml': SHOP['shop/orders.yaml'] ?? '',
      },
      { told: ['note kustomize-load-restriction'], rendered: ORDERS },
    );
  });

  it('stays inside the boundary', () => {
    check(
      { 'shop/kustomization.yaml': 'resources: [orders.yaml, ../../secret.yaml, /etc/passwd]' },
      { told: ['error kustomize-missing', 'error kustomize-missing'], rendered: ORDERS },
    );
  });

  it('is no kustomization where Flux or nobody says so', () => {
    const flux = 'apiVersion: kustomize.toolkit.fluxcd.io/v1\nkind: Kustomization\nmetadata: { name: a }';
    check({ 'shop/kustomization.yaml': flux }, { told: ['error kustomize-flux'], rendered: [] });
    check({}, { told: ['error kustomize-missing'], rendered: [] });
    check({ 'shop/kustomization.yaml': '# nothing' }, { told: ['error kustomize-empty'], rendered: [] });
    check({ 'shop/kustomization.yaml': 'a: [' }, { told: ['error kustomize-empty'], rendered: [] });
  });
});

describe('what kubectl refuses', () => {
  it('keeps the first of two objects of one name', () => {
    check(
      {
        'shop/kustomization.yaml': 'resources: [orders.yaml, again.yaml]',
        'shop/again.yaml': SHOP['shop/orders.yaml'] ?? '',
      },
      { told: ['error kustomize-duplicate'], rendered: ORDERS },
    );
  });

  it('leaves a patch out that has no object, no target or a failing test', () => {
    const patches = [
      'patches:',
      '  - patch: "{apiVersion: v1, kind: Service, metadata: {name: nobody}}"',
      "  - patch: '[{op: remove, path: /spec}]'",
      "  - { target: { name: orders }, patch: '[{op: test, path: /kind, value: Job}]' }",
      '  - { target: { name: "(" }, patch: "{apiVersion: v1, kind: Service, metadata: {name: a}}" }',
    ];
    check(
      { 'shop/kustomization.yaml': `resources: [orders.yaml]\n${patches.join('\n')}` },
      {
        told: [
          'error kustomize-patch-target',
          'error kustomize-patch',
          'error kustomize-json-patch',
          'error kustomize-pattern',
        ],
        rendered: ORDERS,
      },
    );
  });

  it('knows its fields and their kinds', () => {
    const text = 'resources: [orders.yaml]\nnamespaces: shop\nreplicas: [{ name: orders, count: "3" }]';
    check(
      { 'shop/kustomization.yaml': text },
      {
        told: ['error kustomize-field', 'error kustomize-field', 'error kustomize-replicas'],
        rendered: ORDERS,
      },
    );
  });

  it('uses components as components and bases as bases', () => {
    check(
      {
        'shop/kustomization.yaml': 'resources: [orders.yaml, ../part]\ncomponents: [../base]',
        'part/kustomization.yaml': 'kind: Component\nnamePrefix: a-',
        'base/kustomization.yaml': 'namePrefix: b-',
      },
      { told: ['error kustomize-kind', 'error kustomize-kind'], rendered: ORDERS },
    );
  });

  it('runs no plugin', () => {
    check(
      {
        'shop/kustomization.yaml': 'resources: [orders.yaml]\ntransformers: [plugin.yaml]',
        'shop/plugin.yaml': 'apiVersion: shop.test/v1\nkind: Painter\nmetadata: { name: a }',
      },
      {
        told: ['error kustomize-plugin'],
        rendered: ORDERS,
        notRead: ['kustomization: Painter is a plugin that would have to be run'],
      },
    );
  });
});
