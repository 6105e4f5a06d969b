import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import type { Assumption } from '../core/assumption.ts';
import { didYouMean } from '../core/nearest.ts';
import { UsageError } from '../core/usage-error.ts';
import { openFiles } from '../files/open-files.ts';
import { renderAssumption, renderAssumptions, renderAssumptionsJson } from '../report/assumptions.ts';
import { assumptionsOf } from './assumptions-of.ts';
import { findConfig } from './configuration.ts';
import type { AuditFlags } from './flags.ts';
import { formatOf } from './flags.ts';
import { EXIT } from './gate.ts';
import type { ExitCode } from './gate.ts';
import { emit, layoutOf } from './output.ts';
import type { World } from './world.ts';

/** `whatfails assumptions [PATH] [NAME]`: the numbers that results rest on; one of them in full. */
export function assumptionsCommand(words: readonly string[], flags: AuditFlags, world: World): ExitCode {
  const format = formatOf(flags, ['terminal']);
  const names = words.filter((word) => !isFolder(word, world));
  const [path, another] = words.filter((word) => isFolder(word, world));
  if (another !== undefined) throw new UsageError(`${path} and ${another}: give one folder.`);
  const root = flags.root === undefined ? undefined : resolve(world.cwd, flags.root);
  const files = openFiles({ path: resolve(world.cwd, path ?? '.'), root });
  const { all } = assumptionsOf(findConfig(files, flags.config, world).config, flags.set);
  const chosen = names.length === 0 ? all : names.flatMap((name) => named(name, all));
  const layout = layoutOf(flags, world);
  const [only] = chosen;
  const text =
    format === 'json'
      ? renderAssumptionsJson(chosen)
      : chosen.length === 1 && only
        ? renderAssumption(only, layout)
        : renderAssumptions(chosen, { ...layout, all: flags.all || names.length > 0 });
  emit(text, flags.output, world);
  return EXIT.clean;
}

/** A name never looks like a path; a plain word is a folder where there is one. */
function isFolder(word: string, { cwd }: World): boolean {
  return /[./\\~]/.test(word) || existsSync(resolve(cwd, word));
}

/** The row of this name, else all whose name holds the word: `service_aws`, `zone`. */
function named(word: string, all: readonly Assumption[]): readonly Assumption[] {
  const exact = all.find(({ name }) => name === word);
  const found = exact ? [exact] : all.filter(({ name }) => name.includes(word));
  if (found.length > 0) return found;
  const near = didYouMean(
    word,
    all.map(({ name }) => name),
  );
  throw new UsageError(
    `No assumption and no folder is called "${word}"${near} \`whatfails assumptions\` lists them.`,
  );
}
