// What a large estate costs, and how that grows:
//   node tools/run-ts.mjs bench/estate.ts [RESOURCES…] [--passes] [--audit]
// Writes shops with Terraform, cluster objects, pipelines, alerts, contracts and owners into a folder, and
// prints seconds of processor time and by the clock for loading, the graph and (--audit) all the rest.
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { audit } from '../src/audit.ts';
import { defaultConfig } from '../src/config/read-config.ts';
import { openFiles } from '../src/files/open-files.ts';
import { loadStacks } from '../src/load-stacks.ts';
import { defaultLoadOptions } from '../src/loaders/terraform/load-options.ts';
import { buildGraph } from '../src/model/build-graph.ts';
import { linkPasses } from '../src/model/links/order.ts';
import { estateFiles, RESOURCES_PER_SHOP } from './estate-files.ts';
import { testAssumptions } from '../test/support/test-assumptions.ts';

const words = process.argv.slice(2);
const sizes = words.filter((word) => !word.startsWith('--')).map(Number);
const load = { ...defaultLoadOptions, baseSets: 'when-alone' } as const;
const spent = new Map<string, number>();
if (words.includes('--passes')) {
  for (const pass of linkPasses) {
    const run = pass.run.bind(pass);
    pass.run = (draft): void => {
      const start = process.cpuUsage();
      run(draft);
      spent.set(pass.name, cpuSince(start));
    };
  }
}
for (const resources of sizes.length > 0 ? sizes : [25_000, 50_000, 100_000]) measure(resources);

function measure(resources: number): void {
  const folder = mkdtempSync(path.join(tmpdir(), 'bench-estate-'));
  try {
    for (const [file, text] of estateFiles(Math.round(resources / RESOURCES_PER_SHOP))) {
      const at = path.join(folder, file);
      mkdirSync(path.dirname(at), { recursive: true });
      writeFileSync(at, text);
    }
    const { stacks } = timed('load', () => loadStacks(openFiles({ path: folder, root: folder }), load));
    const count = stacks.reduce((sum, stack) => sum + stack.resources.length, 0);
    const { estate } = timed('graph', () => buildGraph(stacks));
    console.log(
      `  ${count} resources, ${estate.components.length} components, ` +
        `${estate.dependencies.length} dependencies; ` +
        `${Math.round(process.resourceUsage().maxRSS / 1024)} MB at most`,
    );
    for (const [name, seconds] of [...spent].sort(([, a], [, b]) => b - a).slice(0, 12))
      console.log(`  ${seconds.toFixed(2).padStart(8)} s  ${name}`);
    if (words.includes('--audit')) timed('whole audit', () => wholeAudit(folder));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function wholeAudit(folder: string): void {
  audit(openFiles({ path: folder, root: folder }), {
    target: folder,
    load,
    environment: 'production',
    corrections: [],
    asOf: '2026-01-01',
    settings: defaultConfig.settings,
    accepts: [],
    known: new Set(),
    areas: [],
    stack: undefined,
    given: [],
    support: { asOf: '2026-01-01', source: 'none', find: () => undefined },
    assumptions: testAssumptions,
    version: '0',
    edition: defaultConfig.edition,
  });
}

function timed<T>(what: string, work: () => T): T {
  const start = performance.now();
  const before = process.cpuUsage();
  const result = work();
  const wall = (performance.now() - start) / 1000;
  console.log(`${what}: ${cpuSince(before).toFixed(2)} s of CPU, ${wall.toFixed(2)} s`);
  return result;
}

function cpuSince(before: NodeJS.CpuUsage): number {
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1e6;
}
