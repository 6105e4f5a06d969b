import { expect, it } from 'vitest';
import { findJourneys } from '../../src/graph/journeys.ts';
import { loadStacks } from '../../src/load-stacks.ts';
import { defaultLoadOptions } from '../../src/loaders/terraform/load-options.ts';
import { buildGraph } from '../../src/model/build-graph.ts';
import { memoryFiles } from '../support/memory-files.ts';

const ENTRY = 'provider "aws" {}\nresource "aws_lb" "shop" { name = "shop" }\n';

/** The names of all journeys over roots that each have the same entry. */
function names(...roots: readonly string[]): readonly string[] {
  const texts = Object.fromEntries(roots.map((root) => [`${root}/main.tf`, ENTRY]));
  const { estate } = buildGraph(loadStacks(memoryFiles(texts), defaultLoadOptions).stacks);
  return findJourneys(estate, () => true).map(({ name }) => name);
}

it('journeys are called like their entry, and after the root too where several are called so', () => {
  expect(names('prod')).toEqual(['shop']);
  expect(names('demo', 'prod')).toEqual(['shop (demo)', 'shop (prod)']);
});
