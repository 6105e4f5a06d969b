import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { isDenied } from '../../../src/core/files.ts';
import { buildKustomization } from '../../../src/loaders/kustomize/build.ts';
import type { KustomizeBuild } from '../../../src/loaders/kustomize/build.ts';
import { filesOfFolder, memoryFiles } from '../../support/memory-files.ts';

const ORDERS = 'apiVersion: v1\nkind: Service\nmetadata: { name: orders }\n';

function build(texts: Readonly<Record<string, string>>, folder: string): KustomizeBuild {
  return buildKustomization(memoryFiles(texts), folder);
}

function codes({ diagnostics }: KustomizeBuild): readonly string[] {
  return [...new Set(diagnostics.map(({ code }) => code))];
}

describe('circles', () => {
  it('ends where a kustomization includes itself, its parent or one that includes it', () => {
    const built = build(
      {
        'a/kustomization.yaml': 'resources: [., .., ../b, orders.yaml]',
        'a/orders.yaml': ORDERS,
        'b/kustomization.yaml': 'resources: [../a]\ncomponents: [../c]',
        'c/kustomization.yaml': 'kind: Component\ncomponents: [../c, ../b]',
      },
      'a',
    );
    expect(codes(built)).toEqual(['kustomize-cycle']);
    expect(built.manifests.map(({ name }) => name)).toEqual(['orders']);
  });

  it('ends where a chain is too deep', () => {
    const texts: Record<string, string> = { 'k200/kustomization.yaml': 'resources: [orders.yaml]' };
    texts['k200/orders.yaml'] = ORDERS;
    for (let at = 0; at < 200; at += 1) texts[`k${at}/kustomization.yaml`] = `resources: [../k${at + 1}]`;
    expect(codes(build(texts, 'k0'))).toEqual(['kustomize-limit']);
  });
});

describe('what would double at every level', () => {
  it('counts components', () => {
    const texts: Record<string, string> = { 'c40/kustomization.yaml': 'kind: Component\nnamePrefix: a-' };
    for (let at = 0; at < 40; at += 1) {
      texts[`c${at}/kustomization.yaml`] = `kind: Component\ncomponents: [../c${at + 1}, ../c${at + 1}]`;
    }
    expect(codes(build(texts, 'c0'))).toEqual(['kustomize-limit']);
  });

  it('counts objects', () => {
    const texts: Record<string, string> = { 'k14/kustomization.yaml': 'resources: [orders.yaml]' };
    texts['k14/orders.yaml'] = ORDERS;
    for (let at = 0; at < 14; at += 1) {
      texts[`k${at}/kustomization.yaml`] = `resources: [../l${at}, ../r${at}]`;
      for (const side of ['l', 'r']) {
        texts[`${side}${at}/kustomization.yaml`] = `namePrefix: ${side}\nresources: [../k${at + 1}]`;
      }
    }
    const built = build(texts, 'k0');
    expect(codes(built)).toEqual(['kustomize-limit']);
    expect(built.manifests.length).toBe(10_000);
  });

  it('does not compare every item of an endless list with every other', () => {
    const ports = Array.from({ length: 3000 }, (_, at) => `{ port: ${at} }`).join(', ');
    const built = build(
      {
        'a/kustomization.yaml': 'resources: [orders.yaml]\npatches: [{ path: patch.yaml }]',
        'a/orders.yaml': `${ORDERS}spec: { ports: [${ports}] }`,
        'a/patch.yaml': `${ORDERS}spec: { ports: [${ports}] }`,
      },
      'a',
    );
    expect(codes(built)).toEqual(['kustomize-limit']);
  });

  it('is not stopped by a pattern that backtracks', () => {
    const built = build(
      {
        'a/kustomization.yaml':
          'resources: [orders.yaml]\npatches: [{ target: { name: "(o|o)*x" }, path: orders.yaml }]',
        'a/orders.yaml': ORDERS.replace('orders', 'o'.repeat(200)),
      },
      'a',
    );
    expect(built.manifests).toHaveLength(1);
  });
});

describe('damaged kustomizations', () => {
  const cases = join(import.meta.dirname, 'cases');

  it.each(readdirSync(cases))('%s is read as far as possible', (name) => {
    const files = filesOfFolder(join(cases, name));
    const random = numbers(name.length);
    for (let round = 0; round < 25; round += 1) {
      const texts: Record<string, string> = {};
      for (const file of files.list()) {
        const text = files.read(file);
        if (!isDenied(text)) texts[file] = damaged(text, random);
      }
      for (const { code } of build(texts, 'build').diagnostics) expect(code).toMatch(/^[a-z-]+$/);
    }
  });

  /** Some texts with a piece cut, doubled, or replaced by a sign that means something. */
  function damaged(text: string, random: () => number): string {
    if (random() < 0.5) return text;
    const at = Math.floor(random() * text.length);
    const end = at + Math.floor(random() * 20);
    const pieces = ['', text.slice(at, end).repeat(3), ' [', '\n- ', ': null', '"', '$patch: delete', '~'];
    return text.slice(0, at) + (pieces[Math.floor(random() * pieces.length)] ?? '') + text.slice(end);
  }

  function numbers(seed: number): () => number {
    let state = seed;
    return () => {
      state = (state * 1_103_515_245 + 12_345) % 2_147_483_648;
      return state / 2_147_483_648;
    };
  }
});
