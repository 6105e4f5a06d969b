// Compares our instances with terraform's own expansion, for checkouts that are on this machine.
// usage: node tools/run-ts.mjs test/oracles/terraform-instances.ts EXPECTED.json CHECKOUT [ROOT] [--verbose]
import { readFileSync } from 'node:fs';
import { openFiles } from '../../src/files/open-files.ts';
import { defaultLoadOptions } from '../../src/loaders/terraform/load-options.ts';
import { loadTerraform } from '../../src/loaders/terraform/load.ts';

interface Counted {
  readonly error?: string;
  readonly addresses?: readonly string[];
  readonly data_instances?: number;
  readonly of_which_unknown_placeholders?: number;
  readonly unknown_expansions?: readonly { readonly block: string }[];
}

interface Expected {
  readonly inputs: { readonly workspace: string; readonly data: readonly string[] };
  readonly by_root: Readonly<Record<string, Counted>>;
}

const [expectedFile = '', checkout = '', ...rest] = process.argv.slice(2);
const only = rest.find((argument) => !argument.startsWith('--'));
const verbose = rest.includes('--verbose');
const expected: Expected = JSON.parse(readFileSync(expectedFile, 'utf8'));
const files = openFiles({ path: checkout, root: checkout });
const started = performance.now();
const { stacks, diagnostics } = loadTerraform(files, {
  ...defaultLoadOptions,
  workspace: expected.inputs.workspace,
  data: expected.inputs.data.map((text) => {
    const at = text.indexOf('=');
    return { type: text.slice(0, at), text: text.slice(at + 1) };
  }),
});
const seconds = (performance.now() - started) / 1000;

let equal = 0;
let different = 0;
let refused = 0;
let refusedWithDiagnostic = 0;
for (const [root, counted] of Object.entries(expected.by_root)) {
  if (only !== undefined && root !== only) continue;
  const stack = stacks.find((one) => one.root === (root === '.' ? '' : root) && !one.id.includes('@'));
  if (counted.error !== undefined || !counted.addresses) {
    refused += 1;
    const inFolder = diagnostics.some(
      (one) => one.severity === 'error' && one.at?.file.startsWith(`${root}/`),
    );
    const told = inFolder || (stack?.diagnostics.some((one) => one.severity === 'error') ?? false);
    if (told) refusedWithDiagnostic += 1;
    else
      process.stdout.write(
        `${root}: terraform refuses (${counted.error?.slice(0, 200)}), we have no diagnostic\n`,
      );
    continue;
  }
  if (!stack) {
    different += 1;
    process.stdout.write(`${root}: no stack\n`);
    continue;
  }
  // Resources that stand for the content of a mapped module are not terraform's: it saw an unopened call.
  const written = stack.resources.filter((one) => one.mode === 'managed' && one.via === 'source');
  const theirsBare = new Set(counted.addresses.map(bare));
  // Of an unknown number of instances we list one without key; terraform's stand-in has a key.
  const ours = new Set(written.map((one) => one.address));
  const unknowns = new Set(written.filter((one) => one.unknownCount).map((one) => bare(one.address)));
  const theirs = new Set(counted.addresses.map(placeholder));
  // Where terraform could not know the keys, we may know them: that is no difference.
  const open = new Set(
    counted.addresses.filter((one) => one.includes('__unknown__')).map((one) => bare(placeholder(one))),
  );
  const known = new Set(written.map((one) => bare(one.address)));
  // The recorded answers stand in for a block in all its module instances as soon as one of them is unknown.
  const openBlocks = new Set(
    (counted.unknown_expansions ?? []).map(({ block }) => {
      const name = /"([^"]+)"$/.exec(block)?.[1] ?? '';
      return name.replace(/^(.+?)__/, '$1.');
    }),
  );
  const isOpenBlock = (address: string): boolean =>
    openBlocks.has(bare(address).split('.').slice(-2).join('.'));
  const missing = [...theirs].filter(
    (address) =>
      !ours.has(address) &&
      !isOpenBlock(address) &&
      !unknowns.has(bare(address)) &&
      !(open.has(bare(address)) && known.has(bare(address))),
  );
  const surplus = [...ours].filter(
    (address) =>
      !theirs.has(address) &&
      !isOpenBlock(address) &&
      !open.has(bare(address)) &&
      !(unknowns.has(bare(address)) && theirsBare.has(bare(address))),
  );
  if (missing.length === 0 && surplus.length === 0) equal += 1;
  else {
    different += 1;
    const unknown = counted.unknown_expansions?.length ?? 0;
    process.stdout.write(
      `${root}: ${missing.length} missing, ${surplus.length} surplus (unknown there: ${unknown})\n`,
    );
    for (const address of missing.slice(0, verbose ? 200 : 4)) process.stdout.write(`  - ${address}\n`);
    for (const address of surplus.slice(0, verbose ? 200 : 4)) process.stdout.write(`  + ${address}\n`);
  }
  if (verbose) {
    for (const one of stack.diagnostics)
      process.stdout.write(`  ${one.severity} ${one.code} ${one.at?.file}:${one.at?.start} ${one.message}\n`);
  }
}
const errors = stacks.reduce(
  (sum, stack) => sum + stack.diagnostics.filter((one) => one.severity === 'error').length,
  0,
);
process.stdout.write(
  `${equal} roots equal, ${different} different, ` +
    `${refusedWithDiagnostic} of ${refused} refusals have a diagnostic, ` +
    `${errors} evaluation errors, ${seconds.toFixed(1)} s\n`,
);

/** Terraform's unknown placeholder of an instance key, as the recorded answers write it. */
function placeholder(address: string): string {
  return address.replace(/\["__unknown__"\]/g, '');
}

/** The address without instance keys. */
function bare(address: string): string {
  return address.replace(/\[("([^"\\]|\\.)*"|\d+)\]/g, '');
}
