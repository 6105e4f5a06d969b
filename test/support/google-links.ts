import { expect } from 'vitest';
import type { Dependency } from '../../src/core/dependency.ts';
import { Unknown } from '../../src/core/value.ts';
import { buildGraph } from '../../src/model/build-graph.ts';
import { addressOf } from './component-lines.ts';
import { loadText } from './load-text.ts';

/** What depends on what, as `from kind to (strength)`; what only a permission says has `maybe` in front. */
export function checkGoogleLinks(text: string, expected: readonly string[]): void {
  const { estate } = buildGraph(loadText(text).stacks);
  const line = ({ from, to, kind, strength, candidate }: Dependency): string =>
    `${candidate === true ? 'maybe ' : ''}${short(from)} ${kind} ${short(to)} ` +
    `(${Unknown.is(strength) ? '?' : strength})`;
  const found = [...estate.dependencies, ...estate.candidates].map(line);
  expect(found.sort()).toEqual([...expected].sort());
}

/** `google_cloud_run_v2_service.orders` as `run orders`, so that a line fits. */
function short(id: string): string {
  return addressOf(id).replace(/^google_/, '');
}
