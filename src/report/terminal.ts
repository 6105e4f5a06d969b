import type { Severity } from '../core/finding.ts';
import type { Report, ReportedFinding } from '../core/report.ts';
import { firstScreen } from './first-screen.ts';
import type { Shown } from './first-screen.ts';
import type { Picked } from './pick.ts';
import { answersOf, pick, placeText } from './pick.ts';
import { styleOf } from './style.ts';
import type { Style } from './style.ts';
import { rangeText, tierWords, worthText } from './minutes.ts';
import { summaryLines } from './terminal-summary.ts';
import { headLines } from './terminal-head.ts';
import { weakLinkText } from './weak-link.ts';
import { grouped, joined, listed, oneLine, plural, wrap } from './text.ts';

export interface TerminalOptions {
  readonly width: number;
  readonly color: boolean;
  /** How many findings the first screen holds. */
  readonly top: number;
  /** Every finding, question and remark, with evidence and ids. */
  readonly all: boolean;
}

/** The first screen: what was read, what must be done, what could not be decided, what to type next. */
export function renderTerminal(report: Report, options: TerminalOptions): string {
  const style = styleOf(options.color);
  const width = Math.max(60, Math.min(options.width, 120));
  const picked = pick(report);
  const lines = [
    ...headLines(report, { width, style }),
    '',
    ...weakLinkLines(report, { width, style }),
    ...findingLines(report, picked, { ...options, width, style }),
    ...summaryLines(report, picked, {
      width,
      style,
      all: options.all,
      shown: firstScreen(picked, options).count,
    }),
  ];
  return `${lines.join('\n')}\n`;
}

function weakLinkLines(report: Report, { width, style }: { width: number; style: Style }): readonly string[] {
  const told = weakLinkText(report);
  if (!told) return [];
  const lines = told.lines.flatMap((line) => wrap(line, width - 2)).map((line) => `  ${line}`);
  return [style.bold(told.title), ...lines, ''];
}

interface Layout {
  readonly width: number;
  readonly style: Style;
  readonly top: number;
  readonly all: boolean;
}

function findingLines(report: Report, picked: Picked, layout: Layout): readonly string[] {
  const { style, all } = layout;
  const { tiers, mustDo, then } = firstScreen(picked, layout);
  const single = (finding: ReportedFinding): Shown => ({ finding, alike: [] });
  const parts: (readonly string[])[] = [];
  if (tiers.length + mustDo.length + then.length === 0) {
    parts.push([nothingFound(report, picked, style), '']);
  }
  const digits = digitsOf([...tiers.flatMap(({ shown }) => shown), ...mustDo, ...then]);
  const say = (title: string, what: string, shown: readonly Shown[], more: readonly string[] = []): void => {
    if (shown.length === 0) return;
    const head = [heading(title, what, style), ...more.map((line) => style.dim(line))];
    parts.push(head, blocks(shown, digits, layout), ['']);
  };
  for (const { tier, shown } of tiers) {
    say(`TIER ${tier}`, tierWords(tier), shown, tier === 1 ? orderLine(report, shown) : []);
  }
  say('MUST DO', 'whatever else is planned; not priced', mustDo);
  const isFirst = tiers.length + mustDo.length === 0;
  say(isFirst ? 'FIRST' : 'THEN', 'by severity; not priced yet', then);
  if (all) {
    say('NOT DECIDED', 'neither passed nor failed', picked.unknown.map(single));
    say('KNOWN', 'in the baseline or the base revision', picked.known.map(single));
    say('ACCEPTED', 'until the day named', picked.accepted.map(single));
  }
  return parts.flat();
}

/** How far the order can be trusted, and what all of the tier are worth together, overlaps once. */
function orderLine({ outlook: { tierOne } }: Report, { length }: readonly Shown[]): readonly string[] {
  if (length < 2) return [];
  const all = tierOne ? `; all of this tier together ${rangeText(tierOne)}` : '';
  return [`their order is not certain${all}`];
}

function nothingFound(report: Report, picked: Picked, style: Style): string {
  const open = picked.hygiene.length;
  const { stacks, stacksChosen } = report.coverage;
  if (stacks === 0) {
    return style.bold('Nothing was audited: no Terraform root and no Kubernetes object was found here.');
  }
  if (stacksChosen === 0) return style.bold(`Nothing was judged: ${whyNothing(report)}.`);
  if (open > 0) return style.bold(`Nothing urgent: only hygiene (${plural(open, 'finding')}).`);
  const { unknown, passed } = answersOf(report);
  const known = picked.known.length > 0 ? 'Nothing new' : 'No open finding';
  const none = passed === 0 ? known : `${known} in ${plural(passed, 'check')}`;
  const unread = report.notRead.length;
  if (unread > 0 && unread > passed) {
    return style.bold(`${none}, but ${plural(unread, 'file is', 'files are')} not read: see below.`);
  }
  if (unknown === 0) return style.bold(`${none}.`);
  return style.bold(`${none}, but ${plural(unknown, 'answer')} could not be given: see below.`);
}

/** Why nothing of what is here belongs to the view. */
function whyNothing({ stacks, coverage }: Report): string {
  const reasons = new Set(stacks.map(({ because }) => because));
  const [only] = reasons;
  if (reasons.size === 1 && only !== undefined) return oneLine(only);
  return `nothing here is what ${oneLine(coverage.environment)} deploys; whatfails stacks tells why`;
}

function heading(title: string, what: string, style: Style): string {
  return `${style.bold(title)}  ${style.dim(what)}`;
}

function digitsOf(shown: readonly Shown[]): number {
  return String(shown.reduce((most, { finding }) => Math.max(most, finding.number), 0)).length;
}

function blocks(shown: readonly Shown[], digits: number, layout: Layout): readonly string[] {
  return shown.flatMap((one) => block(one, digits, layout));
}

// Ranges such as `0.5–190–2,200` fit.
const WORTH_WIDTH = 14;
const SEVERITY_WIDTH = 8;

function block({ finding, alike }: Shown, digits: number, { width, style, all }: Layout): readonly string[] {
  const first = firstColumn(finding, style);
  const indent = ' '.repeat(digits + first.width + 4);
  const number = String(finding.number).padStart(digits + 1);
  const text = wrap(finding.problem, width - indent.length);
  const detail = all ? detailLines(finding) : alikeLine(alike);
  const small = [aboutLine(finding), ...remedyLine(finding, all), ...detail];
  return [
    `${style.bold(number)} ${first.text}  ${text[0] ?? ''}`,
    ...text.slice(1).map((line) => indent + line),
    ...small.flatMap((line) => wrap(line, width - indent.length)).map((line) => indent + style.dim(line)),
  ];
}

/** What a finding is weighed by: minutes where they are known, else its severity. */
function firstColumn(
  { severity, standing, impact }: ReportedFinding,
  style: Style,
): { readonly text: string; readonly width: number } {
  if (standing.kind !== 'tier' || !impact?.total) {
    return { text: colored(severity, style)(severity.padEnd(SEVERITY_WIDTH)), width: SEVERITY_WIDTH };
  }
  return { text: style.bold(rangeText(impact.total).padEnd(WORTH_WIDTH)), width: WORTH_WIDTH };
}

function colored(severity: Severity, style: Style): (text: string) => string {
  if (severity === 'critical' || severity === 'high') return (text) => style.red(text);
  if (severity === 'medium') return (text) => style.yellow(text);
  return (text) => style.dim(text);
}

/** Rule, line, and what a reader must know to weigh it. */
function aboutLine(finding: ReportedFinding): string {
  const { place, subjects, environments, confidence, status, impact, standing } = finding;
  const parts: string[] = [finding.rule];
  if (place) parts.push(placeText(place));
  if (subjects.length > 1) parts.push(plural(subjects.length, 'component'));
  if (environments.length > 0 && environments.join() !== 'production') parts.push(listed(environments, 3));
  if (confidence === 'low' && status === 'fail') parts.push('low confidence');
  if (impact && standing.kind !== 'tier') parts.push(worthText(impact));
  return joined(parts);
}

function remedyLine(
  { remedies, because, accepted, status }: ReportedFinding,
  all: boolean,
): readonly string[] {
  if (accepted) return [`Accepted until ${accepted.until}: ${oneLine(accepted.reason)}`];
  if (status === 'unknown') {
    const [first] = because;
    return first
      ? [`Because ${first.detail}${first.settledBy === undefined ? '' : `; settled by ${first.settledBy}`}`]
      : [];
  }
  const [first] = remedies;
  if (!first) return [];
  return [`Fix: ${first.title}${all && first.caution !== undefined ? ` (${first.caution})` : ''}`];
}

function alikeLine(alike: readonly ReportedFinding[]): readonly string[] {
  if (alike.length === 0) return [];
  return [
    `${grouped(alike.length)} more like it: ${listed(
      alike.map(({ number }) => String(number)),
      6,
    )}`,
  ];
}

function detailLines({ id, evidence, subjects, acceptedElsewhere }: ReportedFinding): readonly string[] {
  const lines = evidence.map(({ says, place }) => (place ? `${placeText(place)}  ${says}` : says));
  if (subjects.length > 1)
    lines.push(
      `on ${listed(
        subjects.map(({ name }) => name),
        8,
      )}`,
    );
  for (const { text, place } of acceptedElsewhere)
    lines.push(`${placeText(place)}  ${text} (not honoured here)`);
  return [...lines, `id ${id}`];
}
