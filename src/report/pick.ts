import type { Severity } from '../core/finding.ts';
import type { Place, Report, ReportedFinding } from '../core/report.ts';
import { oneLine } from './text.ts';

/** The findings of a report, by what a reader does with them. */
export interface Picked {
  /** Counts: failed, not accepted, not known before. */
  readonly mustDo: readonly ReportedFinding[];
  /** What has a price, tier by tier. */
  readonly tiers: readonly ReportedFinding[];
  readonly others: readonly ReportedFinding[];
  readonly hygiene: readonly ReportedFinding[];
  readonly accepted: readonly ReportedFinding[];
  /** In the baseline or the base revision. */
  readonly known: readonly ReportedFinding[];
  readonly unknown: readonly ReportedFinding[];
}

/** Sorts findings into what must be done, what comes then, and what is only counted. Keeps their order. */
export function pick({ findings }: Report): Picked {
  const failed = findings.filter(({ status }) => status === 'fail');
  const open = failed.filter(isOpen);
  return {
    mustDo: open.filter(({ standing }) => standing.kind === 'must-do'),
    tiers: open.filter(({ standing }) => standing.kind === 'tier'),
    others: open.filter(({ standing }) => standing.kind === 'unpriced'),
    hygiene: open.filter(({ standing }) => standing.kind === 'hygiene'),
    accepted: failed.filter(({ accepted }) => accepted !== undefined),
    known: failed.filter(({ accepted, known }) => accepted === undefined && known),
    unknown: findings.filter(({ status }) => status === 'unknown'),
  };
}

/** Whether a finding still asks for something: not accepted, and not known before. */
export function isOpen({ accepted, known }: ReportedFinding): boolean {
  return accepted === undefined && !known;
}

export interface Answers {
  readonly passed: number;
  readonly failed: number;
  readonly unknown: number;
  readonly notApplicable: number;
}

/** How often the rules gave which answer, over all components. */
export function answersOf({ rules }: Report): Answers {
  const sum = (of: (rule: Report['rules'][number]) => number): number =>
    rules.reduce((total, rule) => total + of(rule), 0);
  return {
    passed: sum((rule) => rule.pass),
    failed: sum((rule) => rule.fail),
    unknown: sum((rule) => rule.unknown),
    notApplicable: sum((rule) => rule.notApplicable),
  };
}

/** `infra/prod/db.tf:12`. */
export function placeText(place: Place): string {
  return `${oneLine(place.file)}:${place.line}`;
}

/** A message with the line that it is about, behind the name of the file where it has that. */
export function placedMessage(message: string, place: Place | undefined): string {
  const text = oneLine(message);
  if (!place) return text;
  const file = oneLine(place.file);
  const start = text.indexOf(file);
  const end = start + file.length;
  const isNamed = start >= 0 && !/[\w/.-]$/.test(text.slice(0, start)) && !/^[\w/-]/.test(text.slice(end));
  if (!isNamed) return `${placeText(place)}: ${text}`;
  const isFirstLine = place.line <= 1 || /^:\d/.test(text.slice(end));
  return isFirstLine ? text : `${text.slice(0, end)}:${place.line}${text.slice(end)}`;
}

export const severities: readonly Severity[] = ['critical', 'high', 'medium', 'low', 'info'];
