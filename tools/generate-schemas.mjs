// Writes schemas/*.schema.json from the definitions. `--check` only tells whether they are current.
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import * as z from 'zod';
import { importTypeScript } from './import-typescript.mjs';

const root = join(import.meta.dirname, '..');
const { configSchema } = await importTypeScript('src/config/schema.ts');
const { audit } = await importTypeScript('tools/schemas/audit.ts');
const { assumptions } = await importTypeScript('tools/schemas/assumptions.ts');
const { graph } = await importTypeScript('tools/schemas/graph.ts');
const { solve } = await importTypeScript('tools/schemas/solve.ts');
const { whatif } = await importTypeScript('tools/schemas/whatif.ts');
const { stacks, resources } = await importTypeScript('tools/schemas/listings.ts');

/** Output may gain keys within an edition, so readers must not refuse them; our own tests are strict. */
function ofOutput(schema) {
  return z.toJSONSchema(schema, {
    override({ jsonSchema }) {
      if (jsonSchema.additionalProperties === false) delete jsonSchema.additionalProperties;
    },
  });
}

const outputs = {
  'schemas/whatfails.schema.json': z.toJSONSchema(configSchema, { io: 'input' }),
  'schemas/assumptions.schema.json': ofOutput(assumptions),
  'schemas/audit.schema.json': ofOutput(audit),
  'schemas/graph.schema.json': ofOutput(graph),
  'schemas/solve.schema.json': ofOutput(solve),
  'schemas/whatif.schema.json': ofOutput(whatif),
  'schemas/stacks.schema.json': ofOutput(stacks),
  'schemas/resources.schema.json': ofOutput(resources),
};

let stale = 0;
for (const [file, schema] of Object.entries(outputs)) {
  const path = join(root, file);
  const text = `${JSON.stringify(schema, undefined, 2)}\n`;
  if (existsSync(path) && readFileSync(path, 'utf8') === text) continue;
  if (process.argv.includes('--check')) {
    process.stderr.write(`${file} is stale: run node tools/generate-schemas.mjs\n`);
    stale += 1;
  } else writeFileSync(path, text);
}
process.exitCode = stale > 0 ? 1 : 0;
