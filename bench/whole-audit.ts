// Times walking, reading and parsing (trees kept) and the whole audit of a checkout, in turn with `terraform
// fmt` on the same tree where terraform is on the machine, and prints medians and ratios. usage: node
// tools/run-ts.mjs bench/whole-audit.ts CHECKOUT [RUNS]
import { spawnSync } from 'node:child_process';
import { audit } from '../src/audit.ts';
import { defaultConfig } from '../src/config/read-config.ts';
import { openFiles } from '../src/files/open-files.ts';
import { ModuleReader } from '../src/loaders/terraform/config/read-module.ts';
import { defaultLoadOptions } from '../src/loaders/terraform/load-options.ts';
import { findRoots } from '../src/loaders/terraform/stacks/find-roots.ts';
import { testAssumptions } from '../test/support/test-assumptions.ts';

const [checkout = '', runsText = '5'] = process.argv.slice(2);
const runs = Number(runsText);
const noSupport = { asOf: '2026-01-01', source: 'none', find: () => undefined };

function timed(work: () => void): number {
  const before = process.cpuUsage();
  const started = performance.now();
  work();
  const wall = (performance.now() - started) / 1000;
  const used = process.cpuUsage(before);
  cpu.push((used.user + used.system) / 1e6);
  return wall;
}

let cpu: number[] = [];

function parseAll(): void {
  const files = openFiles({ path: checkout, root: checkout });
  const reader = new ModuleReader(files);
  kept = findRoots(files, reader);
}

let kept: unknown;

function auditAll(): void {
  const files = openFiles({ path: checkout, root: checkout });
  const { report } = audit(files, {
    target: checkout,
    load: { ...defaultLoadOptions, baseSets: 'when-alone' },
    environment: 'production',
    corrections: [],
    asOf: '2026-01-01',
    settings: defaultConfig.settings,
    accepts: [],
    known: new Set(),
    areas: [],
    stack: undefined,
    given: [],
    support: noSupport,
    assumptions: testAssumptions,
    version: '0',
    edition: defaultConfig.edition,
  });
  kept = report;
}

function format(): void {
  const environment = { ...process.env, TF_CLI_CONFIG_FILE: '/dev/null', CHECKPOINT_DISABLE: '1' };
  spawnSync('terraform', ['fmt', '-check', '-recursive', '-list=false', '-no-color', checkout], {
    env: environment,
  });
}

const times = { fmt: new Array<number>(), parse: new Array<number>(), audit: new Array<number>() };
const cpuTimes = { parse: new Array<number>(), audit: new Array<number>() };
for (let run = 0; run < runs; run += 1) {
  times.fmt.push(timed(format));
  cpu = [];
  times.parse.push(timed(parseAll));
  cpuTimes.parse.push(...cpu);
  cpu = [];
  times.audit.push(timed(auditAll));
  cpuTimes.audit.push(...cpu);
}

function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? NaN;
}

const ratios = times.fmt.map((fmt, index) => fmt / (times.parse[index] ?? NaN));
process.stdout.write(
  `${runs} runs, medians: terraform fmt ${median(times.fmt).toFixed(2)} s; walk, read and parse ` +
    `${median(times.parse).toFixed(2)} s (cpu ${median(cpuTimes.parse).toFixed(2)} s), ` +
    `fmt/parse ${median(ratios).toFixed(1)}; whole audit ` +
    `${median(times.audit).toFixed(2)} s (cpu ${median(cpuTimes.audit).toFixed(2)} s); memory ` +
    `${(process.resourceUsage().maxRSS / 1024).toFixed(0)} MiB at most${kept === undefined ? '?' : ''}\n`,
);
