import type { GateSettings } from '../config/read-config.ts';
import type { Report, ReportedFinding } from '../core/report.ts';
import { answersOf, isOpen } from '../report/pick.ts';
import { grouped, plural } from '../report/text.ts';

export const EXIT = { clean: 0, gate: 1, usage: 2, incomplete: 3, bug: 70 } as const;
export type ExitCode = (typeof EXIT)[keyof typeof EXIT];

export interface Verdict {
  readonly code: ExitCode;
  /** Why, one sentence each; for stderr. */
  readonly reasons: readonly string[];
}

/** What the command's exit code says about a report. Our own mistakes come before everything else. */
export function judge(report: Report, { failOn, maxUnknownPercent }: GateSettings): Verdict {
  const faults = report.ruleErrors.map(
    ({ rule, component, message }) =>
      `${rule} failed on ${component}: ${message}. This is a bug of whatfails; please report it.`,
  );
  if (faults.length > 0) return { code: EXIT.bug, reasons: faults };
  if (failOn !== undefined && report.coverage.stacksChosen === 0) {
    const folder = report.target === '.' ? 'this folder' : report.target;
    const reason = `Incomplete: there is nothing to judge in ${folder}. Is the path right?`;
    return { code: EXIT.incomplete, reasons: [reason] };
  }
  const isPriced = report.outlook.expected !== undefined;
  const breaking =
    failOn === undefined ? [] : report.findings.filter((finding) => breaks(finding, failOn, isPriced));
  if (breaking.length > 0) {
    const which = failOn === 'new' ? 'new finding' : 'finding';
    const reason =
      `Gate: ${plural(breaking.length, which)} that must not stay (--fail-on ${String(failOn)}):` +
      ` ${breaking
        .slice(0, 5)
        .map(({ rule, number }) => `${number} ${rule}`)
        .join(', ')}` +
      `${breaking.length > 5 ? ` and ${grouped(breaking.length - 5)} more` : ''}.`;
    return { code: EXIT.gate, reasons: [reason] };
  }
  const unknownPercent = shareOfUnknown(report);
  if (maxUnknownPercent !== undefined && unknownPercent > maxUnknownPercent) {
    const reason =
      `Incomplete: ${unknownPercent.toFixed(1)}% of the answers are unknown; --max-unknown allows` +
      ` ${maxUnknownPercent}%. The report names the inputs that would settle most of them.`;
    return { code: EXIT.incomplete, reasons: [reason] };
  }
  return { code: EXIT.clean, reasons: [] };
}

/**
 * Must-do and tier 1; where no journey gives findings a price, critical and high. `new` leaves out what was
 * known.
 */
function breaks(finding: ReportedFinding, failOn: 'now' | 'new', isPriced: boolean): boolean {
  const { status, standing, severity, accepted } = finding;
  if (status !== 'fail' || accepted !== undefined || (failOn === 'new' && !isOpen(finding))) return false;
  if (standing.kind === 'must-do' || standing.tier === 1) return true;
  return !isPriced && (severity === 'critical' || severity === 'high');
}

function shareOfUnknown(report: Report): number {
  const { passed, failed, unknown } = answersOf(report);
  const all = passed + failed + unknown;
  return all === 0 ? 0 : (100 * unknown) / all;
}
