// Records what terraform plans for our own roots with the real provider; the test runs without either.
// usage: node tools/run-ts.mjs test/oracles/plan-attributes/record.ts PLUGIN_DIR [ROOT …]
import { cpSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { terraform } from '../console/terraform.ts';
import { loadRoot, ROOTS } from './own-roots.ts';
import type { PlanJson } from './planned.ts';
import type { ProviderSchema, SchemaBlock } from './shape.ts';

// So that nothing is looked up.
const PROVIDER = `
provider "aws" {
  region                      = "eu-west-1"
  access_key                  = "none"
  secret_key                  = "none"
  skip_credentials_validation = true
  skip_requesting_account_id  = true
  skip_metadata_api_check     = true
}
`;

const [plugins = '', ...names] = process.argv.slice(2);
for (const name of names.length > 0 ? names : readdirSync(ROOTS).sort()) record(name);

function record(name: string): void {
  const folder = mkdtempSync(join(tmpdir(), 'plan-'));
  try {
    cpSync(join(ROOTS, name), folder, { recursive: true });
    writeFileSync(join(folder, 'provider.tf'), PROVIDER);
    writeFileSync(join(folder, 'plan.tftest.hcl'), 'run "plan" {\n  command = plan\n}\n');
    terraform(folder, ['init', '-backend=false', '-input=false', `-plugin-dir=${plugins}`]);
    const plan = planOf(name, terraform(folder, ['test', '-json', '-verbose']));
    const schemas: { readonly provider_schemas: Readonly<Record<string, ProviderSchema>> } = JSON.parse(
      terraform(folder, ['providers', 'schema', '-json']),
    );
    const [schema = { resource_schemas: {} }] = Object.values(schemas.provider_schemas);
    const target = `test/oracles/recorded/plan-${name}.json`;
    writeFileSync(target, recordedText(plan, writtenPart(name, schema)));
    process.stdout.write(`${target}: ${plan.resource_changes?.length ?? 0} instances\n`);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

interface TestLine {
  readonly test_plan?: PlanJson;
}

function planOf(name: string, output: string): PlanJson {
  for (const line of output.split('\n').filter((one) => one !== '')) {
    const message: TestLine = JSON.parse(line);
    if (message.test_plan) return message.test_plan;
  }
  throw new Error(`terraform made no plan for ${name}`);
}

/** The schema of what the root writes, without descriptions. */
function writtenPart(name: string, schema: ProviderSchema): ProviderSchema {
  const written = new Map<string, Set<string>>();
  for (const { type, attributes } of loadRoot(name).resources) {
    const names = written.get(type) ?? new Set();
    for (const attribute of Object.keys(attributes)) names.add(attribute);
    written.set(type, names);
  }
  const types = [...written].flatMap(([type, names]): [string, { readonly block: SchemaBlock }][] => {
    const block = schema.resource_schemas[type]?.block;
    return block ? [[type, { block: trimmed(block, (one) => names.has(one)) }]] : [];
  });
  return { resource_schemas: Object.fromEntries(types) };
}

function trimmed(block: SchemaBlock, isWanted: (name: string) => boolean): SchemaBlock {
  const all = (): boolean => true;
  const attributes = Object.entries(block.attributes ?? {})
    .filter(([name]) => isWanted(name))
    .map(([name, { type, nested_type: nested }]): [string, object] => [
      name,
      nested ? { nested_type: { nesting_mode: nested.nesting_mode, ...trimmed(nested, all) } } : { type },
    ]);
  const blocks = Object.entries(block.block_types ?? {})
    .filter(([name]) => isWanted(name))
    .map(
      ([name, { nesting_mode, block: inner }]): [
        string,
        { readonly nesting_mode: string; readonly block: SchemaBlock },
      ] => [name, { nesting_mode, block: trimmed(inner, all) }],
    );
  return { attributes: Object.fromEntries(attributes), block_types: Object.fromEntries(blocks) };
}

/** One line for each instance, output and type. */
function recordedText(plan: PlanJson, schema: ProviderSchema): string {
  const changes = (plan.resource_changes ?? [])
    .filter(({ mode }) => mode === 'managed')
    .map(({ address, mode, type, change: { actions, after, after_unknown } }) =>
      JSON.stringify({ address, mode, type, change: { actions, after, after_unknown } }),
    );
  const outputs = Object.entries(plan.output_changes ?? {}).map(
    ([name, { actions, after, after_unknown }]) =>
      `${JSON.stringify(name)}: ${JSON.stringify({ actions, after, after_unknown })}`,
  );
  const types = Object.entries(schema.resource_schemas).map(
    ([type, block]) => `${JSON.stringify(type)}: ${JSON.stringify(block)}`,
  );
  return [
    '{"plan": {"resource_changes": [',
    changes.join(',\n'),
    '],\n"output_changes": {',
    outputs.join(',\n'),
    '}},\n"schema": {"resource_schemas": {',
    types.join(',\n'),
    '}}}\n',
  ].join('\n');
}
