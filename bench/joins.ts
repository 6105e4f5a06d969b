// How long the joins take beside the loading:
//   node tools/run-ts.mjs bench/joins.ts FOLDER… [--passes]
// Prints seconds of loading and of the graph, their ratio, and with --passes the slowest passes.
import { loadStacks } from '../src/load-stacks.ts';
import { openFiles } from '../src/files/open-files.ts';
import { defaultLoadOptions } from '../src/loaders/terraform/load-options.ts';
import { buildGraph } from '../src/model/build-graph.ts';
import { linkPasses } from '../src/model/links/order.ts';

const words = process.argv.slice(2);
const folders = words.filter((word) => !word.startsWith('--'));
const spent = new Map<string, number>();
if (words.includes('--passes')) {
  for (const pass of linkPasses) {
    const run = pass.run.bind(pass);
    pass.run = (draft): void => {
      const start = performance.now();
      run(draft);
      spent.set(pass.name, (spent.get(pass.name) ?? 0) + performance.now() - start);
    };
  }
}
for (const folder of folders) {
  spent.clear();
  const start = performance.now();
  const { stacks } = loadStacks(openFiles({ path: folder, root: undefined }), {
    ...defaultLoadOptions,
    baseSets: 'when-alone',
  });
  const loaded = performance.now();
  const { estate } = buildGraph(stacks);
  const done = performance.now();
  const loading = loaded - start;
  const graph = done - loaded;
  const share = `${Math.round((100 * graph) / loading)} %`;
  const counts = `${estate.components.length} components, ${estate.dependencies.length} dependencies`;
  console.log(`${folder}: load ${seconds(loading)}, graph ${seconds(graph)} (${share}), ${counts}`);
  for (const [name, ms] of [...spent].sort(([, a], [, b]) => b - a).slice(0, 8)) {
    console.log(`  ${seconds(ms).padStart(8)}  ${name}`);
  }
}

function seconds(ms: number): string {
  return `${(ms / 1000).toFixed(2)} s`;
}
