import { join, resolve } from 'node:path';
import type { AuditOptions, LoadChoice } from '../audit.ts';
import { environmentNamed } from '../config/correct-environments.ts';
import { didYouMean } from '../core/nearest.ts';
import { sortedUnique } from '../core/order.ts';
import type { SupportTable } from '../core/rule.ts';
import { UsageError } from '../core/usage-error.ts';
import { pathInside } from '../files/boundary.ts';
import type { LocalFiles } from '../files/open-files.ts';
import { openFiles } from '../files/open-files.ts';
import { readNamedFile } from '../files/named-file.ts';
import type { GivenDocument } from '../given.ts';
import { hasHelm, runHelm } from '../ingest/helm.ts';
import type { LoadOptions } from '../loaders/terraform/load-options.ts';
import { defaultLoadOptions } from '../loaders/terraform/load-options.ts';
import { parsed } from '../loaders/terraform/stacks/given-values.ts';
import { rules } from '../rules/registry.generated.ts';
import { assumptionsOf } from './assumptions-of.ts';
import type { FoundConfig } from './configuration.ts';
import { findConfig, knownFindings } from './configuration.ts';
import type { AuditFlags, LoadFlags } from './flags.ts';
import { dayOfFlag, pairOf } from './flags.ts';
import { supportTable } from './package-files.ts';
import { version } from './version.ts';
import type { World } from './world.ts';

/** Everything a loading command needs, checked. */
export interface LoadInput {
  readonly files: LocalFiles;
  readonly found: FoundConfig;
  readonly target: string;
  readonly options: LoadChoice;
}

/** Opens the files, finds the configuration and checks what the user gave. */
export function prepareLoad(path: string | undefined, flags: LoadFlags, world: World): LoadInput {
  const target = path ?? '.';
  const root = flags.root === undefined ? undefined : resolve(world.cwd, flags.root);
  const files = openFiles({ path: resolve(world.cwd, target), root });
  const found = findConfig(files, flags.config, world);
  const folders = files.selected === '' && path === undefined ? found.config.terraformFolders : [];
  const load: LoadOptions = {
    ...defaultLoadOptions,
    selected: folders.length > 0 ? folders : files.selected === '' ? [] : [files.selected],
    variableFiles: flags.varFile.map((file) => insideBoundary(files, file, world)),
    variables: flags.var.map((pair) => pairOf('--var', pair)),
    data: flags.data.map((pair) => {
      const { name: type, text } = pairOf('--data', pair, 'TYPE=HCL');
      if (parsed(text)) return { type, text };
      throw new UsageError(`--data ${type}: ${text} is no HCL value. Write for example '{names=["a","b"]}'.`);
    }),
    workspace: flags.workspace,
    baseSets: 'when-alone',
  };
  const environment = environmentNamed(flags.environment ?? 'production');
  return {
    files,
    found,
    target,
    options: {
      load,
      helm: helmOf(flags.helm, files),
      environment,
      corrections: found.config.environments,
      declared: found.config.declared,
      stack: flags.stack,
      given: [
        ...flags.plan.map((file) => givenDocument('plan', file, files, world)),
        ...flags.state.map((file) => givenDocument('state', file, files, world)),
      ],
    },
  };
}

/** The helm program, where the user asks for it. Nothing found on the machine is used by itself. */
function helmOf(which: string | undefined, files: LocalFiles): LoadChoice['helm'] {
  if (which === undefined || which === 'builtin') return undefined;
  if (which !== 'binary') {
    throw new UsageError(`--helm ${which}: write --helm builtin or --helm binary.`);
  }
  if (!hasHelm()) throw new UsageError('--helm binary: there is no helm program on the PATH. Install it.');
  return ({ chart, ...job }) => runHelm({ ...job, folder: join(files.boundary, chart) });
}

/** A pattern that meets nothing is a mistake: a gate over nothing would always be open. */
export function checkStack(stacks: readonly unknown[], pattern: string | undefined): void {
  if (pattern === undefined || stacks.length > 0) return;
  throw new UsageError(
    `--stack ${pattern}: no id and no root of a stack matches. \`whatfails stacks\` lists them.`,
  );
}

/** A plan or state: the user names it, so it may lie anywhere. */
function givenDocument(
  kind: GivenDocument['kind'],
  file: string,
  files: LocalFiles,
  world: World,
): GivenDocument {
  const path = resolve(world.cwd, file);
  const text = readNamedFile(path);
  if (typeof text === 'string') return { kind, file: pathInside(files.boundary, path) ?? file, text };
  throw new UsageError(`--${kind} ${file}: ${text.message}.`);
}

function insideBoundary(files: LocalFiles, file: string, world: World): string {
  const inside = pathInside(files.boundary, resolve(world.cwd, file));
  if (inside === undefined) {
    throw new UsageError(`--var-file ${file} is outside what may be read. Widen that with --root.`);
  }
  const text = files.read(inside);
  if (typeof text === 'string') return inside;
  throw new UsageError(`--var-file: ${text.message}.`);
}

/** Everything an audit needs, checked. */
export interface AuditInput extends LoadInput {
  readonly options: AuditOptions;
  /** The baseline that holds, as the user would name it. */
  readonly baseline: string | undefined;
}

/** What `prepareLoad` does, and the settings of an audit. */
export function prepareAudit(path: string | undefined, flags: AuditFlags, world: World): AuditInput {
  const input = prepareLoad(path, flags, world);
  const { config } = input.found;
  const support = supportTable();
  const known = knownFindings(input.files, flags.baseline, world);
  const options: AuditOptions = {
    ...input.options,
    target: input.target,
    asOf: asOfDay(flags.asOf, support, world),
    settings: config.settings,
    accepts: config.accepts,
    known: known.ids,
    areas: flags.area === undefined ? [] : areasOf(flags.area),
    support,
    assumptions: assumptionsOf(config, flags.set),
    version: version(),
    edition: config.edition,
  };
  return { ...input, options, baseline: known.file };
}

function asOfDay(flag: string | undefined, support: SupportTable, world: World): string {
  return flag === undefined ? support.asOf : dayOfFlag('--as-of', flag, () => world.today());
}

function areasOf(flag: string): readonly string[] {
  const known = sortedUnique(rules.map(({ id }) => id.split('/')[0] ?? ''));
  return flag
    .split(',')
    .map((area) => area.trim())
    .filter((area) => area !== '')
    .map((area) => {
      if (known.includes(area)) return area;
      throw new UsageError(
        `--area ${area} is not known; it can be ${known.join(', ')}${didYouMean(area, known)}`,
      );
    });
}
