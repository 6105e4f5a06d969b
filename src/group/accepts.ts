import type { Accept, AcceptElsewhere } from '../core/accept.ts';
import { didYouMean } from '../core/nearest.ts';
import { matchesPattern } from '../core/pattern.ts';
import type { AcceptedBy, AcceptProblem, Place, ReportedFinding, ReportedSubject } from '../core/report.ts';

export interface AcceptInput {
  readonly findings: readonly ReportedFinding[];
  readonly accepts: readonly Accept[];
  readonly elsewhere: readonly AcceptElsewhere[];
  readonly asOf: string;
  /** Ids of all rules, to tell a misspelled one. */
  readonly rules: readonly string[];
  /** False when only a part was audited: then an accept that matches nothing is not unused. */
  readonly isWhole: boolean;
}

export interface Accepted {
  readonly findings: readonly ReportedFinding[];
  readonly problems: readonly AcceptProblem[];
}

/**
 * Marks findings that a person accepted, and tells which accepts have ended, match nothing or name no rule.
 */
export function applyAccepts({ findings, accepts, elsewhere, asOf, rules, isWhole }: AcceptInput): Accepted {
  const known = new Set(rules);
  const byRule = groupBy(
    accepts.filter(({ rule }) => known.has(rule)),
    ({ rule }) => rule,
  );
  const comments = groupBy(elsewhere, ({ place }) => place.file);
  const used = new Set<Accept>();
  const partly = new Map<Accept, ReportedFinding>();
  const marked = findings.map((finding) => {
    const meeting = (byRule.get(finding.rule) ?? []).filter((accept) => coversSome(accept, finding));
    const holding = meeting.filter(({ until }) => until >= asOf);
    const isAccepted = coverAll(holding, finding);
    for (const accept of meeting) used.add(accept);
    if (!isAccepted) for (const accept of holding) partly.set(accept, finding);
    const [first] = holding;
    const accepted = isAccepted && first ? acceptedBy(first) : finding.accepted;
    return { ...finding, accepted, acceptedElsewhere: commentsOn(finding, comments) };
  });
  const problems = accepts.flatMap((accept): AcceptProblem[] => {
    if (!known.has(accept.rule))
      return [problem('invalid', accept, `names no rule${didYouMean(accept.rule, rules)}`)];
    if (!used.has(accept))
      return isWhole ? [problem('unused', accept, 'matches no finding any more. Remove it.')] : [];
    if (accept.until < asOf) {
      const ended = `ended on ${accept.until}, so the finding counts again. Fix it or renew it.`;
      return [problem('expired', accept, ended)];
    }
    const finding = partly.get(accept);
    return finding ? [problem('partial', accept, widened(finding))] : [];
  });
  return { findings: marked, problems };
}

function problem(kind: AcceptProblem['kind'], { rule, on, place }: Accept, what: string): AcceptProblem {
  const where = on === undefined ? '' : ` on ${on}`;
  return { kind, message: `The accept of ${rule}${where} ${what}`, place };
}

function widened({ id, subjects }: ReportedFinding): string {
  return (
    `covers only a part of finding ${id}, which has ${subjects.length} subjects by now,` +
    ' so the finding counts. Accept the others too, or fix them.'
  );
}

function acceptedBy({ how, reason, until, by, place }: Accept): AcceptedBy {
  return { how, reason, until, by, place };
}

function coversSome(accept: Accept, finding: ReportedFinding): boolean {
  return coversCause(accept, finding) || finding.subjects.some((subject) => coversSubject(accept, subject));
}

/** Whether every subject is accepted: what was added later was never agreed to. */
function coverAll(accepts: readonly Accept[], finding: ReportedFinding): boolean {
  if (accepts.some((accept) => coversCause(accept, finding))) return true;
  return (
    finding.subjects.length > 0 &&
    finding.subjects.every((subject) => accepts.some((accept) => coversSubject(accept, subject)))
  );
}

/** Whether it names the finding itself, or stands at a line that states its cause. */
function coversCause(accept: Accept, finding: ReportedFinding): boolean {
  if (accept.on !== undefined) return accept.on === finding.id;
  return linesOf(finding).some(
    (place) =>
      place.file === accept.place.file && (place.line === accept.place.line || place.line === accept.anchor),
  );
}

function coversSubject({ on, place, anchor }: Accept, subject: ReportedSubject): boolean {
  if (on === undefined) return anchor !== undefined && isAtBlock({ place, anchor }, subject.place);
  return [subject.name, subject.address, subject.id, subject.place?.file].some(
    (name) => name !== undefined && matchesPattern(on, name),
  );
}

function linesOf({ place, evidence }: ReportedFinding): readonly Place[] {
  const lines = evidence.flatMap((line) => (line.place ? [line.place, ...line.through] : line.through));
  return place ? [place, ...lines] : lines;
}

/** A comment belongs to a block when it stands inside it, or right above it. */
function isAtBlock(comment: { place: Place; anchor: number }, block: Place | undefined): boolean {
  if (block === undefined || block.file !== comment.place.file) return false;
  return (
    comment.anchor === block.line || (block.line <= comment.place.line && comment.place.line <= block.endLine)
  );
}

function commentsOn(
  { subjects }: ReportedFinding,
  comments: ReadonlyMap<string, readonly AcceptElsewhere[]>,
): ReportedFinding['acceptedElsewhere'] {
  const found = new Set<AcceptElsewhere>();
  for (const { place } of subjects) {
    for (const comment of comments.get(place?.file ?? '') ?? [])
      if (isAtBlock(comment, place)) found.add(comment);
  }
  return [...found].map(({ tool, text, place }) => ({ tool, text, place }));
}

function groupBy<T>(items: readonly T[], keyOf: (item: T) => string): ReadonlyMap<string, readonly T[]> {
  const groups = new Map<string, T[]>();
  for (const item of items) {
    const group = groups.get(keyOf(item));
    if (group) group.push(item);
    else groups.set(keyOf(item), [item]);
  }
  return groups;
}
