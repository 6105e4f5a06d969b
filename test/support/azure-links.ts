import { expect } from 'vitest';
import type { Dependency } from '../../src/core/dependency.ts';
import { Unknown } from '../../src/core/value.ts';
import { loadStacks } from '../../src/load-stacks.ts';
import { defaultLoadOptions } from '../../src/loaders/terraform/load-options.ts';
import { buildGraph } from '../../src/model/build-graph.ts';
import { addressOf } from './component-lines.ts';
import { memoryFiles } from './memory-files.ts';

/** What depends on what, as `from kind to (strength)`; what only a permission says has `maybe` in front. */
export function checkAzureLinks(
  files: { readonly [path: string]: string },
  expected: readonly string[],
): void {
  const { estate } = buildGraph(loadStacks(memoryFiles(files), defaultLoadOptions).stacks);
  const line = ({ from, to, kind, strength, candidate }: Dependency): string =>
    `${candidate === true ? 'maybe ' : ''}${short(from)} ${kind} ${short(to)} ` +
    `(${Unknown.is(strength) ? '?' : strength})`;
  const found = [...estate.dependencies, ...estate.candidates].map(line);
  expect(found.sort()).toEqual([...expected].sort());
}

function short(id: string): string {
  return addressOf(id).replace(/azurerm_/, '');
}
