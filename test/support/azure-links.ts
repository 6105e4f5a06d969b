import { expect } from 'vitest';
import type { Dependency } from '../../src/core/dependency.ts';
import { Unknown } from '../../src/core/value.ts';
import { estateOf } from './estate-of.ts';
import { addressOf } from './component-lines.ts';

/** What depends on what, as `from kind to (strength)`; what only a permission says has `maybe` in front. */
export function checkAzureLinks(
  files: { readonly [path: string]: string },
  expected: readonly string[],
): void {
  const estate = estateOf(files);
  const line = ({ from, to, kind, strength, candidate }: Dependency): string =>
    `${candidate === true ? 'maybe ' : ''}${short(from)} ${kind} ${short(to)} ` +
    `(${Unknown.is(strength) ? '?' : strength})`;
  const found = [...estate.dependencies, ...estate.candidates].map(line);
  expect(found.sort()).toEqual([...expected].sort());
}

function short(id: string): string {
  return addressOf(id).replace(/azurerm_/, '');
}
