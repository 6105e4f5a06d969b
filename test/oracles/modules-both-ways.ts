// Reads the examples of a public module twice, with the module's code and with our stand-in, and compares the
// facts. usage: node tools/run-ts.mjs test/oracles/modules-both-ways.ts CHECKOUT REGISTRY_SOURCE [--verbose]
// [--only=EXAMPLE]   e.g. …/terraform-aws-vpc terraform-aws-modules/vpc/aws
import type { Component } from '../../src/core/component.ts';
import type { Files } from '../../src/core/files.ts';
import type { Stack } from '../../src/core/resource.ts';
import { Unknown } from '../../src/core/value.ts';
import { openFiles } from '../../src/files/open-files.ts';
import { defaultLoadOptions } from '../../src/loaders/terraform/load-options.ts';
import { loadTerraform } from '../../src/loaders/terraform/load.ts';
import { buildGraph } from '../../src/model/build-graph.ts';

const [checkout = '', registrySource = '', ...flags] = process.argv.slice(2);
const verbose = flags.includes('--verbose');
const only = flags.find((flag) => flag.startsWith('--only='))?.slice('--only='.length);

/** What a stack says of each component of a kind that rules use: facts by address, as comparable text. */
type Facts = ReadonlyMap<string, Readonly<Record<string, string>>>;

// Places and the words of an unknown differ by nature: one stands in the module, the other at the call. So
// does order.
const LEFT_OUT = new Set([
  'at',
  'says',
  'detail',
  'settledBy',
  'routeTablesRead',
  'otherReferences',
  'handedOut',
]);

const files = openFiles({ path: checkout, root: checkout });
const opened = factsOfRoots(files);
const mapped = factsOfRoots(withRegistrySources(files));

let equal = 0;
let facts = 0;
let differentFacts = 0;
// Of the different ones, those that the module's own code leaves unknown.
let openedUnknown = 0;
const roots = [...opened.keys()].filter(
  (root) => /^(examples|tests)\//.test(root) && (!only || root.includes(only)),
);
for (const root of roots) {
  const differences = compare(opened.get(root) ?? new Map(), mapped.get(root) ?? new Map());
  for (const one of opened.get(root)?.values() ?? []) facts += Object.keys(one).length;
  differentFacts += differences.length;
  if (differences.length === 0) equal += 1;
  const components = opened.get(root)?.size ?? 0;
  process.stdout.write(`${root}: ${components} components, ${differences.length || 'no'} differences\n`);
  for (const difference of differences.slice(0, verbose ? 60 : 0)) process.stdout.write(`  ${difference}\n`);
}
process.stdout.write(
  `${equal} of ${roots.length} examples equal; ${differentFacts} of ${facts} facts differ, ` +
    `${openedUnknown} of them unknown when opened\n`,
);

/**
 * The same files with every path that leads to the module's root or a submodule replaced by the registry's
 * address.
 */
function withRegistrySources(real: Files): Files {
  const text = (path: string): ReturnType<Files['read']> => {
    const content = real.read(path);
    if (typeof content !== 'string' || !/^(examples|tests)\/.*\.tf$/.test(path)) return content;
    const depth = path.split('/').length - 1;
    const up = '../'.repeat(depth).replace(/\/$/, '');
    return content.replace(
      /^(\s*source\s*=\s*)"(\.\.[^"]*)"/gm,
      (line: string, start: string, source: string) => {
        if (!source.startsWith(up) || source.startsWith(`${up}/examples`)) return line;
        const inside = source.slice(up.length).replace(/^\/|\/$/g, '');
        return `${start}"${registrySource}${inside === '' ? '' : `//${inside}`}"`;
      },
    );
  };
  return { ...real, read: text };
}

function factsOfRoots(source: Files): ReadonlyMap<string, Facts> {
  const { stacks } = loadTerraform(source, defaultLoadOptions);
  for (const { diagnostics, root } of stacks) {
    for (const { code, message } of diagnostics) {
      if (code === 'stand-in') process.stdout.write(`${root}: ${message}\n`);
    }
  }
  const { estate } = buildGraph(stacks);
  const byRoot = new Map<string, Facts>();
  for (const stack of stacks) {
    const components = estate.components.filter(
      (one) => one.stack === stack.id && !['other', 'stack'].includes(one.kind),
    );
    byRoot.set(stack.root, new Map(components.map((one) => [addressOf(one, stack), comparable(one)])));
  }
  return byRoot;
}

function addressOf(component: Component, stack: Stack): string {
  const [id] = component.resources;
  return stack.resources.find((one) => one.id === id)?.address ?? component.id;
}

function comparable(component: Component): Readonly<Record<string, string>> {
  const entries = Object.entries(component.facts).filter(
    ([name, value]) => value !== undefined && !LEFT_OUT.has(name),
  );
  return Object.fromEntries([
    ['kind', component.kind],
    ...entries.map(([name, value]) => [name, plain(value)]),
  ]);
}

function plain(value: unknown): string {
  return (
    JSON.stringify(value, (key, inner: unknown) => {
      if (inner instanceof Unknown)
        return `unknown (${inner.refs.map((ref) => JSON.stringify(ref)).join(', ')})`;
      if (Array.isArray(inner)) return inner.map((item: unknown) => plain(item)).sort();
      return LEFT_OUT.has(key) ? undefined : inner;
    }) ?? 'undefined'
  );
}

function compare(one: Facts, other: Facts): readonly string[] {
  const differences: string[] = [];
  for (const address of [...new Set([...one.keys(), ...other.keys()])].sort()) {
    const left = one.get(address);
    const right = other.get(address);
    if (!left || !right) {
      differences.push(`${address}: only ${left ? 'in the opened module' : 'in the stand-in'}`);
      continue;
    }
    for (const name of new Set([...Object.keys(left), ...Object.keys(right)])) {
      if (left[name] === right[name]) continue;
      if (left[name]?.includes('unknown (') === true) openedUnknown += 1;
      const [opened, mapped] = [left[name]?.slice(0, 400), right[name]?.slice(0, 400)];
      differences.push(`${address} ${name}:\n    opened ${opened}\n    mapped ${mapped}`);
    }
  }
  return differences;
}
