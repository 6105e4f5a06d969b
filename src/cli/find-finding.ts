import { resolve } from 'node:path';
import type { AuditResult } from '../audit.ts';
import { didYouMean } from '../core/nearest.ts';
import type { ReportedFinding } from '../core/report.ts';
import { UsageError } from '../core/usage-error.ts';
import { rules } from '../rules/registry.generated.ts';
import { runAudit } from './audit.ts';
import type { AuditFlags } from './flags.ts';
import type { LastRun } from './last-run.ts';
import { recallRun } from './last-run.ts';
import type { AuditInput } from './prepare.ts';
import { prepareAudit } from './prepare.ts';
import type { World } from './world.ts';

/** Findings of the last audit, found again by auditing once more: what is printed is true now. */
export interface FoundFindings {
  readonly findings: readonly ReportedFinding[];
  readonly input: AuditInput;
  /** The audit that found them again. */
  readonly result: AuditResult;
}

const ID = /^[0-9a-f]{6,12}$/;

/** The finding that a number of the last screen, or the beginning of an id, means. */
export function findFinding(
  what: string,
  flags: AuditFlags,
  world: World,
): Omit<FoundFindings, 'findings'> & { readonly finding: ReportedFinding } {
  if (what.includes('/')) throw new UsageError(`${what} is a rule. Name one finding: its number, or its id.`);
  const { findings, ...found } = findFindings([what], flags, world);
  const [finding] = findings;
  if (!finding) throw new Error(`${what} was found, and then was not`);
  return { ...found, finding };
}

/**
 * The findings that numbers of the last screen, beginnings of ids, or rules mean, each once, in the order in
 * which they were named. Their numbers are those of the last screen.
 */
export function findFindings(whats: readonly string[], flags: AuditFlags, world: World): FoundFindings {
  const run = recallRun(world);
  const wanted = whats.map((what) => wantedOf(what, run));
  const base: LastRun = run ?? { version: '', cwd: world.cwd, flags, findings: [] };
  const there: World = { ...world, cwd: base.cwd };
  if (base.cwd !== world.cwd) world.stderr.write(`From the last audit, in ${base.cwd}.\n`);
  const input = prepareAudit(base.path, withOwn(base.flags, flags), there);
  const result = runAudit(input, base.flags, there);
  const where = `in ${resolve(base.cwd, input.target)}`;
  const found = wanted.flatMap((one) => matching(one, result.report.findings, where));
  const numbers = new Map((run?.findings ?? []).map(({ id, number }) => [id, number]));
  const findings = [...new Map(found.map((finding) => [finding.id, finding])).values()];
  return {
    findings: findings.map((finding) => ({ ...finding, number: numbers.get(finding.id) ?? finding.number })),
    input,
    result,
  };
}

function ofPath({ path }: LastRun): string {
  return path === undefined ? '' : `, of ${path},`;
}

function numbersOf({ findings: { length } }: LastRun): string {
  return length === 0 ? 'it has none' : length === 1 ? 'it has one' : `its numbers go to ${length}`;
}

/** The flags of the last run; assumptions that are tried now take the place of those that were. */
function withOwn(last: AuditFlags, { set }: AuditFlags): AuditFlags {
  return set.length === 0 ? last : { ...last, set };
}

type Wanted = { readonly id: string } | { readonly rule: string };

function wantedOf(what: string, run: LastRun | undefined): Wanted {
  if (what.includes('/')) {
    const ids = rules.map(({ id }) => id);
    const rule = ids.find((id) => id === what);
    if (rule !== undefined) return { rule };
    throw new UsageError(`There is no rule ${what}${didYouMean(what, ids)} \`whatfails rules\` lists them.`);
  }
  if (/^\d{1,5}$/.test(what)) {
    if (!run) {
      throw new UsageError(
        `${what} is a number of the last audit, but there is none. Run \`whatfails audit\` first.`,
      );
    }
    const listed = run.findings.find(({ number }) => number === Number(what));
    if (listed) return { id: listed.id };
    throw new UsageError(`The last audit${ofPath(run)} has no finding ${what}; ${numbersOf(run)}.`);
  }
  if (ID.test(what)) return { id: what };
  throw new UsageError(`${what} is neither a number of the last audit, nor a finding's id, nor a rule.`);
}

function matching(
  wanted: Wanted,
  findings: readonly ReportedFinding[],
  where: string,
): readonly ReportedFinding[] {
  if ('rule' in wanted) {
    const own = findings.filter(({ rule, status }) => rule === wanted.rule && status === 'fail');
    if (own.length > 0) return own;
    throw new UsageError(`There is no finding of ${wanted.rule} ${where}.`);
  }
  const own = findings.filter((finding) => finding.id.startsWith(wanted.id));
  if (own.length === 0) {
    throw new UsageError(
      `Finding ${wanted.id} is not there any more ${where}. \`whatfails audit\` tells what is.`,
    );
  }
  if (own.length > 1)
    throw new UsageError(`${wanted.id} begins ${own.length} ids ${where}. Give more digits.`);
  return own;
}
