import type { Component } from '../../src/core/component.ts';
import type { Stated } from '../../src/core/component.ts';
import { Unknown } from '../../src/core/value.ts';
import { loadKubernetes } from '../../src/loaders/kubernetes/load.ts';
import { buildGraph } from '../../src/model/build-graph.ts';
import { addressOf } from './component-lines.ts';
import { memoryFiles } from './memory-files.ts';

/** One line about each component of these manifests that `lineOf` has something to say about. */
export function objectLines(
  manifests: string | Readonly<Record<string, string>>,
  lineOf: (component: Component) => string | undefined,
): readonly string[] {
  const texts = typeof manifests === 'string' ? { 'shop/shop.yaml': manifests } : manifests;
  const { stacks } = loadKubernetes(memoryFiles(texts), { selected: [] });
  const { estate } = buildGraph(stacks);
  return estate.components.flatMap((component) => {
    const line = lineOf(component);
    return line === undefined ? [] : [`${addressOf(component.id)}: ${line}`];
  });
}

/** A fact as a word: `unknown` for what is not known, `-` for what is absent. */
export function shown(fact: Stated<unknown> | undefined): string {
  if (fact === undefined) return '-';
  return Unknown.is(fact.value) ? 'unknown' : String(fact.value);
}
