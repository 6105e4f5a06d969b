import type { Estate } from '../../src/graph/estate.ts';
import { loadKubernetes } from '../../src/loaders/kubernetes/load.ts';
import { defaultLoadOptions } from '../../src/loaders/terraform/load-options.ts';
import { loadTerraform } from '../../src/loaders/terraform/load.ts';
import { buildGraph } from '../../src/model/build-graph.ts';
import { memoryFiles } from './memory-files.ts';

/** The graph of manifests beside Terraform: one text of manifests, or files by path. */
export function clusterAndCloud(files: string | Readonly<Record<string, string>>): Estate {
  const read = memoryFiles(typeof files === 'string' ? { 'shop/shop.yaml': files } : files);
  const terraform = loadTerraform(read, defaultLoadOptions);
  const cluster = loadKubernetes(read, defaultLoadOptions);
  return buildGraph([...terraform.stacks, ...cluster.stacks]).estate;
}
