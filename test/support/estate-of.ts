import type { Estate } from '../../src/graph/estate.ts';
import { loadStacks } from '../../src/load-stacks.ts';
import { defaultLoadOptions } from '../../src/loaders/terraform/load-options.ts';
import { buildGraph } from '../../src/model/build-graph.ts';
import { memoryFiles } from './memory-files.ts';

/** The estate of files, whatever their format. */
export function estateOf(files: Readonly<Record<string, string>>): Estate {
  return buildGraph(loadStacks(memoryFiles(files), defaultLoadOptions).stacks).estate;
}

/** A Deployment with nothing but its name. */
export function deployment(name: string): string {
  return `
apiVersion: apps/v1
kind: Deployment
metadata: { name: ${name}, namespace: shop }
spec:
  selector: { matchLabels: { app: ${name} } }
  template:
    metadata: { labels: { app: ${name} } }
    spec: { containers: [{ name: app, image: "shop/${name}:1" }] }
`;
}
