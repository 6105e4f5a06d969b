import { resolve } from 'node:path';
import type { Report, ReportedFinding } from '../core/report.ts';
import { UsageError } from '../core/usage-error.ts';
import { runAudit } from './audit.ts';
import type { AuditFlags } from './flags.ts';
import type { LastRun } from './last-run.ts';
import { recallRun } from './last-run.ts';
import type { AuditInput } from './prepare.ts';
import { prepareAudit } from './prepare.ts';
import type { World } from './world.ts';

/** A finding of the last audit, found again by auditing once more: what is printed is true now. */
export interface FoundFinding {
  readonly finding: ReportedFinding;
  /** The number that the last screen gave it. */
  readonly number: number;
  readonly input: AuditInput;
  /** The audit that found it again. */
  readonly report: Report;
}

const ID = /^[0-9a-f]{6,12}$/;

/** The finding that a number of the last screen, or the beginning of an id, means. */
export function findFinding(what: string, flags: AuditFlags, world: World): FoundFinding {
  const run = recallRun(world);
  if (/^\d{1,5}$/.test(what)) {
    const listed = run?.findings.find(({ number }) => number === Number(what));
    if (!run)
      throw new UsageError(
        `${what} is a number of the last audit, but there is none. Run \`whatfails audit\` first.`,
      );
    if (!listed)
      throw new UsageError(`The last audit${ofPath(run)} has no finding ${what}; ${numbersOf(run)}.`);
    return again(listed.id, run, listed.number, world);
  }
  if (!ID.test(what))
    throw new UsageError(`${what} is neither a number of the last audit, nor a finding's id, nor a rule.`);
  const runNow: LastRun = run ?? { version: '', cwd: world.cwd, flags, findings: [] };
  return again(what, runNow, undefined, world);
}

function ofPath({ path }: LastRun): string {
  return path === undefined ? '' : `, of ${path},`;
}

function numbersOf({ findings: { length } }: LastRun): string {
  return length === 0 ? 'it has none' : length === 1 ? 'it has one' : `its numbers go to ${length}`;
}

function again(id: string, run: LastRun, number: number | undefined, world: World): FoundFinding {
  const there: World = { ...world, cwd: run.cwd };
  if (run.cwd !== world.cwd) world.stderr.write(`From the last audit, in ${run.cwd}.\n`);
  const input = prepareAudit(run.path, run.flags, there);
  const { report } = runAudit(input, run.flags, there);
  const matching = report.findings.filter((finding) => finding.id.startsWith(id));
  const [finding] = matching;
  const where = `in ${resolve(run.cwd, input.target)}`;
  if (!finding)
    throw new UsageError(`Finding ${id} is not there any more ${where}. \`whatfails audit\` tells what is.`);
  if (matching.length > 1)
    throw new UsageError(`${id} begins ${matching.length} ids ${where}. Give more digits.`);
  return { finding, number: number ?? finding.number, input, report };
}
