import { existsSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import type { KnownFinding } from '../config/baseline.ts';
import { readBaseline, writeBaseline } from '../config/baseline.ts';
import type { ReportedFinding } from '../core/report.ts';
import { UsageError } from '../core/usage-error.ts';
import { plural } from '../report/text.ts';
import { runAudit } from './audit.ts';
import { BASELINE_NAME, nearest } from './configuration.ts';
import type { AuditFlags, BaselineFlags } from './flags.ts';
import { EXIT } from './gate.ts';
import type { ExitCode } from './gate.ts';
import { nameOf, writeWhole } from './output.ts';
import type { AuditInput } from './prepare.ts';
import { prepareAudit } from './prepare.ts';
import type { World } from './world.ts';

/** `whatfails baseline write`: what fails today is known; only what comes is new. */
export function baselineWriteCommand(file: string | undefined, flags: BaselineFlags, world: World): ExitCode {
  const input = prepareAudit(flags.path, { ...flags, baseline: false }, world);
  const found = openFindings(input, flags, world);
  const target = fileOf(input, file, world);
  writeWhole(target, writeBaseline(input.options.edition, found));
  if (!flags.quiet)
    world.stdout.write(`${nameOf(target, world)}: ${plural(found.length, 'known finding')}.\n`);
  return EXIT.clean;
}

/** `whatfails baseline prune`: drops what is not found any more, so that it cannot come back unseen. */
export function baselinePruneCommand(file: string | undefined, flags: BaselineFlags, world: World): ExitCode {
  const input = prepareAudit(flags.path, { ...flags, baseline: false }, world);
  const target = fileOf(input, file, world);
  if (!existsSync(target))
    throw new UsageError(`There is no ${nameOf(target, world)}. \`whatfails baseline write\` makes one.`);
  const before = readBaseline(nameOf(target, world), readFileSync(target, 'utf8'));
  if ('problem' in before) throw new UsageError(`${before.problem}.`);
  const found = new Set(openFindings(input, flags, world).map(({ id }) => id));
  const kept = before.filter(({ id }) => found.has(id));
  writeWhole(target, writeBaseline(input.options.edition, kept));
  const gone = before.length - kept.length;
  if (!flags.quiet) {
    world.stdout.write(`${nameOf(target, world)}: ${plural(gone, 'finding')} gone, ${kept.length} kept.\n`);
  }
  return EXIT.clean;
}

/** Findings that count today; accepted ones have their own list. */
function openFindings(input: AuditInput, flags: AuditFlags, world: World): readonly KnownFinding[] {
  const { report } = runAudit(input, flags, world);
  return report.findings
    .filter(({ status, accepted }) => status === 'fail' && accepted === undefined)
    .map(({ id, rule, ...finding }) => ({ id, rule, address: addressOf(finding) }));
}

function addressOf({ subjects }: Pick<ReportedFinding, 'subjects'>): string {
  const [first] = subjects;
  return first?.id ?? '';
}

/** The file the user names, else the baseline that holds here, else a new one at the boundary. */
function fileOf({ files }: AuditInput, file: string | undefined, world: World): string {
  if (file !== undefined) return resolve(world.cwd, file);
  return join(files.boundary, nearest(files, BASELINE_NAME) ?? BASELINE_NAME);
}
