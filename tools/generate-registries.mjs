// Writes the lists of resource models and rules from the folders. `--check` only tells whether they are
// current.
import { readdirSync, readFileSync, writeFileSync, existsSync } from 'node:fs';
import { join } from 'node:path';

const root = join(import.meta.dirname, '..');
const byCodeUnit = (a, b) => (a < b ? -1 : a > b ? 1 : 0);

function camel(path) {
  return path.replace(/[^a-z0-9]+([a-z0-9])/g, (_, letter) => letter.toUpperCase());
}

function registry({ name, typeImport, type, files, exported }) {
  const imports = files.map((file) => `import { ${exported} as ${camel(file.name)} } from './${file.path}';`);
  const entries = files.map((file) => `  ${camel(file.name)},`);
  const list = entries.length === 0 ? '[]' : `[\n${entries.join('\n')}\n]`;
  return [
    '// Made by tools/generate-registries.mjs; do not edit.',
    typeImport,
    ...imports,
    '',
    `export const ${name}: readonly ${type}[] = ${list};`,
    '',
  ].join('\n');
}

function modelFiles() {
  const folder = join(root, 'src/model');
  return readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isDirectory() && entry.name !== 'links')
    .flatMap((provider) =>
      readdirSync(join(folder, provider.name))
        .filter((file) => file.endsWith('.ts'))
        .filter((file) =>
          /^export const model\b/m.test(readFileSync(join(folder, provider.name, file), 'utf8')),
        )
        .map((file) => ({ path: `${provider.name}/${file}`, name: `${provider.name}-${file.slice(0, -3)}` })),
    )
    .sort((a, b) => byCodeUnit(a.path, b.path));
}

function ruleFiles() {
  const folder = join(root, 'src/rules');
  return readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .flatMap((area) =>
      readdirSync(join(folder, area.name), { withFileTypes: true })
        .filter((entry) => entry.isDirectory() && existsSync(join(folder, area.name, entry.name, 'rule.ts')))
        .map((entry) => ({ path: `${area.name}/${entry.name}/rule.ts`, name: `${area.name}-${entry.name}` })),
    )
    .sort((a, b) => byCodeUnit(a.path, b.path));
}

const outputs = [
  {
    file: 'src/model/registry.generated.ts',
    text: registry({
      name: 'models',
      type: 'ResourceModel',
      exported: 'model',
      files: modelFiles(),
      typeImport: "import type { ResourceModel } from './resource-model.ts';",
    }),
  },
  {
    file: 'src/rules/registry.generated.ts',
    text: registry({
      name: 'rules',
      type: 'Rule',
      exported: 'rule',
      files: ruleFiles(),
      typeImport: "import type { Rule } from '../core/rule.ts';",
    }),
  },
];

function standIns() {
  const folder = join(root, 'src/loaders/terraform/modules/stand-ins');
  const files = readdirSync(folder)
    .filter((file) => file.endsWith('.tf'))
    .sort(byCodeUnit);
  const entries = files.map((file) => {
    const code = readFileSync(join(folder, file), 'utf8');
    const value = (key) =>
      new RegExp(`^# ${key}: (.+)$`, 'm').exec(code)?.[1] ?? stop(`${file} has no line "# ${key}: …"`);
    const fields = ['source', 'git', 'versions'].map((key) => `    ${key}: ${JSON.stringify(value(key))},`);
    const lines = code.split('\n').filter((line) => !line.startsWith('#'));
    return ['  {', ...fields, `    code: ${JSON.stringify(lines.join('\n').trim())},`, '  },'].join('\n');
  });
  return [
    '// Made by tools/generate-registries.mjs; do not edit.',
    "import type { ModuleMapping } from './module-mapping.ts';",
    '',
    'export const mappings: readonly ModuleMapping[] = [',
    ...entries,
    '];',
    '',
  ].join('\n');
}

function stop(message) {
  throw new Error(message);
}

outputs.push({ file: 'src/loaders/terraform/modules/mappings.generated.ts', text: standIns() });

let stale = 0;
for (const { file, text } of outputs) {
  const path = join(root, file);
  if (existsSync(path) && readFileSync(path, 'utf8') === text) continue;
  if (process.argv.includes('--check')) {
    process.stderr.write(`${file} is stale: run node tools/generate-registries.mjs\n`);
    stale += 1;
  } else writeFileSync(path, text);
}
process.exitCode = stale > 0 ? 1 : 0;
