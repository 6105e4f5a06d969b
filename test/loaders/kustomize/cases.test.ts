import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { byKey } from '../../../src/core/order.ts';
import { buildKustomization } from '../../../src/loaders/kustomize/build.ts';
import { nodeData } from '../../../src/loaders/objects/to-data.ts';
import { parseYaml } from '../../../src/syntax/yaml/parse.ts';
import { filesOfFolder } from '../../support/memory-files.ts';
import { binaryFiles } from './binary-files.ts';

const cases = join(import.meta.dirname, 'cases');

/** What we render from the folder `build` of a case must be what kubectl rendered, in any order of keys. */
function check(name: string): void {
  const folder = join(cases, name);
  const { manifests, diagnostics } = buildKustomization(binaryFiles(folder, filesOfFolder(folder)), 'build');
  const answer = readFileSync(join(folder, 'expected.yaml'), 'utf8');
  const expected = parseYaml(answer, { file: 'expected.yaml', typing: 'kustomize' });
  const theirs = expected.documents.flatMap(({ root }) => (root ? [nodeData(root)] : []));
  const ours = manifests.map(({ root }) => nodeData(root));
  const sorted = (data: readonly unknown[]): readonly unknown[] => [...data].sort(byKey(idOf));
  expect(diagnostics.filter(({ severity }) => severity === 'error')).toEqual([]);
  expect(sorted(ours)).toEqual(sorted(theirs));
}

function idOf(data: unknown): string {
  const { apiVersion, kind, metadata } = Object(data);
  return [apiVersion, kind, metadata.namespace, metadata.name].join(' ');
}

it.each(readdirSync(cases))('%s is rendered as kubectl does', check);
