import { accessSync, constants, mkdirSync } from 'node:fs';
import { openFiles } from '../files/open-files.ts';
import { UsageError } from '../core/usage-error.ts';
import { hasHelm } from '../ingest/helm.ts';
import { rules } from '../rules/registry.generated.ts';
import { plural } from '../report/text.ts';
import { styleOf } from '../report/style.ts';
import { CONFIG_NAME, findConfig } from './configuration.ts';
import type { LoadFlags } from './flags.ts';
import { EXIT } from './gate.ts';
import type { ExitCode } from './gate.ts';
import { cacheFolder } from './last-run.ts';
import { layoutOf } from './output.ts';
import { supportTable } from './package-files.ts';
import { version } from './version.ts';
import type { World } from './world.ts';

interface Check {
  readonly state: 'good' | 'note' | 'bad';
  readonly says: string;
}

/** `whatfails doctor`: whether everything is in place, and what is not. */
export function doctorCommand(path: string | undefined, flags: LoadFlags, world: World): ExitCode {
  const style = styleOf(layoutOf(flags, world).color);
  const marks = { good: style.green('ok  '), note: style.yellow('note'), bad: style.red('bad ') };
  const checks = [nodeCheck(), packageCheck(), cacheCheck(world), ...inputChecks(path, flags, world)];
  for (const { state, says } of checks) world.stdout.write(`${marks[state]}  ${says}\n`);
  return checks.some(({ state }) => state === 'bad') ? EXIT.usage : EXIT.clean;
}

function nodeCheck(): Check {
  const { node } = process.versions;
  // https://github.com/nodejs/Release: Node 20 ended on 2026-04-30.
  if (node.startsWith('20.'))
    return {
      state: 'note',
      says: `Node ${node} works, but gets no security fixes any more; take 22 or newer`,
    };
  return { state: 'good', says: `Node ${node}` };
}

function packageCheck(): Check {
  const { asOf } = supportTable();
  return {
    state: 'good',
    says: `whatfails ${version()}, ${plural(rules.length, 'rule')}; without --as-of today is ${asOf}`,
  };
}

function cacheCheck(world: World): Check {
  const folder = cacheFolder(world);
  try {
    mkdirSync(folder, { recursive: true });
    accessSync(folder, constants.W_OK);
    return { state: 'good', says: `cache ${folder}` };
  } catch {
    return {
      state: 'note',
      says: `cache ${folder} cannot be written: \`explain 3\` will not know numbers (WHATFAILS_CACHE_DIR)`,
    };
  }
}

function helmText(): string {
  return hasHelm()
    ? 'charts are rendered without helm; --helm binary asks the program on the PATH'
    : 'charts are rendered without helm, which is not on the PATH';
}

function inputChecks(path: string | undefined, flags: LoadFlags, world: World): readonly Check[] {
  try {
    const files = openFiles({ path: path ?? world.cwd, root: flags.root });
    const listed = files.list();
    const count = (name: RegExp): number => listed.filter((file) => name.test(file)).length;
    const terraform = count(/\.(tf|tofu)(\.json)?$/);
    const yaml = count(/\.ya?ml$/);
    const charts = count(/(^|\/)Chart\.yaml$/);
    const kustomizations = count(/(^|\/)(kustomization\.ya?ml|Kustomization)$/);
    const checks: Check[] = [
      { state: 'good', says: `may read ${files.boundary}: ${plural(listed.length, 'file')}` },
    ];
    const kubernetes = [
      plural(yaml, 'YAML file'),
      plural(kustomizations, 'kustomization'),
      plural(charts, 'Helm chart'),
    ];
    const state = terraform + yaml > 0 ? 'good' : 'note';
    checks.push({ state, says: plural(terraform, 'Terraform file') }, { state, says: kubernetes.join(', ') });
    if (charts > 0) checks.push({ state: 'good', says: helmText() });
    if (listed.some((file) => file.includes('.terraform/modules/')))
      checks.push({ state: 'good', says: 'downloaded modules are there' });
    for (const { message } of files.diagnostics.slice(0, 5)) checks.push({ state: 'note', says: message });
    const { file, notes } = findConfig(files, flags.config, world);
    checks.push({
      state: 'good',
      says:
        file === undefined ? `no ${CONFIG_NAME} (\`whatfails init\` writes one)` : `configuration ${file}`,
    });
    for (const { message, place } of notes)
      checks.push({ state: 'note', says: `${place.file}:${place.line}: ${message}` });
    return checks;
  } catch (error) {
    if (error instanceof UsageError) return [{ state: 'bad', says: error.message }];
    throw error;
  }
}
