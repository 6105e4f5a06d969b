import type { ReportedFinding } from '../core/report.ts';
import { placeText } from './pick.ts';
import { styleOf } from './style.ts';
import type { Style } from './style.ts';
import type { WorthOptions } from './worth.ts';
import { worthLines } from './worth.ts';
import { clean, listed, oneLine, plural, wrap } from './text.ts';

// The way out should stand on the same screen as the reasons.
const MOST_EVIDENCE = 12;

export interface ExplainOptions {
  readonly width: number;
  readonly color: boolean;
  /** The rule's page (`rule.md`), where it is at hand. */
  readonly page: string | undefined;
  /** A day some months from the audit's date, for the example of an accept. */
  readonly exampleEnd: string;
  /** Numbers that the arithmetic rests on, by name. */
  readonly assumptions?: WorthOptions['assumptions'] | undefined;
  /** What the screen calls the findings that the same remedy settles. */
  readonly settles?: readonly number[] | undefined;
}

/** One finding: why, the evaluated values with the line each came from, how to fix it, how to disagree. */
export function renderFindingExplanation(finding: ReportedFinding, options: ExplainOptions): string {
  const style = styleOf(options.color);
  const width = Math.max(60, Math.min(options.width, 100));
  const page = pageSections(options.page);
  const body = (text: string): readonly string[] => wrap(text, width - 2).map((line) => `  ${line}`);
  const section = (title: string, lines: readonly string[]): readonly string[] =>
    lines.length === 0 ? [] : ['', style.bold(title), ...lines];
  const { number, rule, severity, confidence, id, status } = finding;
  const kind = status === 'unknown' ? 'not decided' : `${severity}, ${confidence} confidence`;
  return `${[
    `${style.bold(String(number))}  ${style.bold(rule)}  ${kind}  ${style.dim(id)}`,
    ...wrap(finding.problem, width),
    ...section('Why it matters', pageText(page, 'Why it matters', width)),
    ...section('What states it', [...evidenceLines(finding, style), ...subjectLines(finding, style)]),
    ...section(
      'What would settle it',
      finding.because.flatMap(({ detail, settledBy }) =>
        body(settledBy === undefined ? detail : `${detail}: ${settledBy}`),
      ),
    ),
    ...section(
      'How to fix it',
      finding.remedies.flatMap((remedy) => body(remedyText(remedy))),
    ),
    ...section('What the fix is worth', status === 'fail' ? worthOf(finding, { width, style }, options) : []),
    ...section(
      finding.remedies.length > 0 ? 'About this fix' : 'How to fix it',
      pageText(page, 'How to fix it', width),
    ),
    ...section('When to ignore it', pageText(page, 'When to ignore it', width)),
    ...section('How to disagree', disagreeLines(finding, options.exampleEnd)),
  ].join('\n')}\n`;
}

function worthOf(
  { impact }: ReportedFinding,
  layout: Pick<WorthOptions, 'width' | 'style'>,
  { assumptions = () => undefined, settles = [] }: ExplainOptions,
): readonly string[] {
  return worthLines(impact, { ...layout, assumptions, settles });
}

function remedyText({ title, safety, caution }: ReportedFinding['remedies'][number]): string {
  return `${title} (${safety}${caution === undefined ? '' : `: ${caution}`})`;
}

function evidenceLines({ evidence, number }: ReportedFinding, style: Style): readonly string[] {
  const rest = evidence.length - MOST_EVIDENCE;
  const lines = evidence
    .slice(0, MOST_EVIDENCE)
    .flatMap(({ says, place, through, source }) => [
      `  ${place ? `${style.cyan(placeText(place))}  ` : ''}${oneLine(says)}`,
      ...through.map((line) => style.dim(`      through ${placeText(line)}`)),
      ...(source === undefined ? [] : [style.dim(`      ${oneLine(source)}`)]),
    ]);
  return rest > 0
    ? [...lines, `  and ${plural(rest, 'line')} more (whatfails explain ${number} --json)`]
    : lines;
}

function subjectLines(
  { subjects, alsoMatches, environments }: ReportedFinding,
  style: Style,
): readonly string[] {
  const shown = subjects.slice(0, 12).map(({ name, address, place }) => {
    const where = place ? ` (${placeText(place)})` : '';
    const full = address === undefined || address === name ? '' : `, ${oneLine(address)}`;
    return `  on ${oneLine(name)}${full}${where}`;
  });
  if (subjects.length > 12) shown.push(`  and on ${subjects.length - 12} more`);
  if (environments.length > 0) shown.push(`  in ${listed(environments.map(oneLine), 8)}`);
  if (alsoMatches.length > 0) shown.push(style.dim(`  the same cause also breaks ${alsoMatches.join(', ')}`));
  return shown;
}

function disagreeLines(finding: ReportedFinding, exampleEnd: string): readonly string[] {
  const { accepted, acceptedElsewhere, number, rule } = finding;
  const elsewhere = acceptedElsewhere.map(
    ({ tool, text, place }) =>
      `  ${placeText(place)} tells ${tool} to be silent (${oneLine(text)}); that is shown, not honoured.`,
  );
  if (accepted) {
    const by = accepted.by === undefined ? '' : ` by ${oneLine(accepted.by)}`;
    return [
      `  Accepted${by} until ${accepted.until}: ${oneLine(accepted.reason)} (${placeText(accepted.place)})`,
      ...elsewhere,
    ];
  }
  if (finding.status === 'unknown')
    return [...elsewhere, '  Give the input above; an answer that stays open can be left open.'];
  return [
    `  whatfails accept ${number} --reason "…" --until ${exampleEnd}`,
    `  or, above the resource:  # whatfails:accept ${rule} until=${exampleEnd} -- reason`,
    ...elsewhere,
  ];
}

/** A rule: what it finds, why, how to fix it, and which numbers of the last audit it gave. */
export function renderRuleExplanation(
  rule: { readonly id: string; readonly title: string },
  numbers: readonly number[],
  options: ExplainOptions,
): string {
  const style = styleOf(options.color);
  const width = Math.max(60, Math.min(options.width, 100));
  const page = pageSections(options.page);
  const sections = [...page.keys()].flatMap((title) => [
    '',
    style.bold(title),
    ...pageText(page, title, width),
  ]);
  const all = listed(numbers.map(String), 12);
  const found = `Found in the last audit: ${all} (whatfails explain ${numbers[0] ?? ''})`;
  return `${[
    style.bold(rule.id),
    ...wrap(`${rule.title}.`, width),
    ...sections,
    ...(numbers.length > 0 ? ['', found] : []),
  ].join('\n')}\n`;
}

/** The parts of a rule's page by heading. */
function pageSections(page: string | undefined): ReadonlyMap<string, string> {
  const sections = new Map<string, string>();
  for (const part of (page ?? '').split(/^## /m).slice(1)) {
    const end = part.indexOf('\n');
    sections.set(part.slice(0, end < 0 ? undefined : end).trim(), end < 0 ? '' : part.slice(end + 1).trim());
  }
  return sections;
}

/** A part of the page, wrapped; code keeps its lines, and each point of a list begins one. */
function pageText(page: ReadonlyMap<string, string>, title: string, width: number): readonly string[] {
  const printed: string[] = [];
  let paragraph: string[] = [];
  let isCode = false;
  const flush = (): void => {
    const text = plainText(paragraph.join(' '));
    if (text !== '') printed.push(...wrap(text, width - 2).map((line) => `  ${line}`));
    paragraph = [];
  };
  for (const line of (page.get(title) ?? '').split('\n')) {
    const isFence = line.startsWith('```');
    if (isFence || line.trim() === '' || /^(?:[-*]|\d+\.) /.test(line)) flush();
    if (isFence) isCode = !isCode;
    else if (isCode) printed.push(`    ${clean(line)}`);
    else paragraph.push(line);
  }
  flush();
  return printed;
}

/** Links as their text and address. */
function plainText(markdown: string): string {
  return markdown.replace(/\[([^\]]+)\]\(([^)]+)\)/g, '$1 ($2)').trim();
}
