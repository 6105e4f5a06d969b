import type { Report, ReportedFinding } from '../core/report.ts';
import { firstScreen } from './first-screen.ts';
import type { Shown } from './first-screen.ts';
import { rangeText, tierWords } from './minutes.ts';
import type { Picked } from './pick.ts';
import { answersOf, pick, placeText } from './pick.ts';
import { isDeployed, journeyText, readText } from './terminal-head.ts';
import { contextText, questionText } from './terminal-summary.ts';
import { grouped, listed, oneLine, plural, shorten, wrap } from './text.ts';
import { weakLinkText } from './weak-link.ts';

export interface MarkdownOptions {
  /** How many rules the tables hold; the rest is counted. */
  readonly top: number;
  readonly all: boolean;
}

// A step summary holds 1 MiB:
// https://docs.github.com/en/actions/reference/workflows-and-actions/workflow-commands
const MOST_CHARACTERS = 250_000;

/** One page that a person who decides can read: what must be done, what comes then, what we do not know. */
export function renderMarkdown(report: Report, options: MarkdownOptions): string {
  const picked = pick(report);
  const screen = firstScreen(picked, options);
  const sections = [
    headline(report, picked),
    weakLinkSection(report),
    ...screen.tiers.map(({ tier, shown }) => section(`Tier ${tier}: ${tierWords(tier)}`, shown)),
    section('Must do', screen.mustDo),
    section('Then, by severity', screen.then),
    restSection(picked, screen.count),
    contextSection(report),
    journeySection(report),
    unknownSection(report),
    coverageSection(report, picked),
    remarksSection(report),
  ].filter((section) => section !== '');
  const page = `${sections.join('\n\n')}\n`;
  return page.length <= MOST_CHARACTERS
    ? page
    : `${page.slice(0, page.lastIndexOf('\n', MOST_CHARACTERS))}\n\n…\n`;
}

function headline(report: Report, { tiers, mustDo, others, hygiene }: Picked): string {
  const { unknown } = answersOf(report);
  const first = tiers[0] ?? mustDo[0] ?? others[0] ?? hygiene[0];
  const { weakLink } = report.outlook;
  const title = weakLink ? escape(oneLine(weakLink.says)) : titleOf(report, first);
  const counts = [
    mustDo.length > 0 ? plural(mustDo.length, 'must-do') : '',
    tiers.length > 0 ? `${plural(tiers.length, 'finding')} with a figure in minutes` : '',
    others.length > 0
      ? plural(others.length, mustDo.length + tiers.length > 0 ? 'further finding' : 'finding')
      : '',
    hygiene.length > 0 ? plural(hygiene.length, 'hygiene remark') : '',
    unknown > 0 ? `${plural(unknown, 'answer')} not known` : '',
  ].filter((count) => count !== '');
  return (
    `## ${title}\n\n${counts.join(' · ')}${counts.length > 0 ? ' in ' : ''}` +
    code(report.target === '' ? '.' : report.target) +
    ` (${escape(report.coverage.environment)}), as of ${report.asOf}.`
  );
}

function titleOf({ coverage }: Report, first: ReportedFinding | undefined): string {
  if (first) return sentence(first);
  return coverage.stacks === 0 ? 'Nothing was audited' : 'No open finding';
}

function weakLinkSection(report: Report): string {
  const told = weakLinkText(report);
  if (!told) return '';
  return [
    `### ${told.title === 'THE WEAK LINK' ? 'The weak link' : 'Weak link'}`,
    '',
    ...told.lines.map((line) => `${escape(line)}  `),
  ].join('\n');
}

/** A table under a heading, each rule once, as on the first screen. */
function section(title: string, shown: readonly Shown[]): string {
  if (shown.length === 0) return '';
  const head = [
    `| | ${title.startsWith('Tier') ? 'minutes a year' : 'severity'} | what fails | where | way out |`,
    '|--:|---|---|---|---|',
  ];
  return [`### ${title}`, '', ...head, ...shown.map(row)].join('\n');
}

function row({ finding, alike }: Shown): string {
  const { number, severity, subjects, place, remedies, environments, rule, impact, standing } = finding;
  const worth = standing.kind === 'tier' && impact?.total ? rangeText(impact.total) : severity;
  const more = subjects.length > 1 ? ` (${plural(subjects.length, 'component')})` : '';
  const isProduction = environments.length === 0 || environments.join() === 'production';
  const details = [
    `${sentence(finding)}${more}`,
    ...(alike.length > 0 ? [`${grouped(alike.length)} more like it`] : []),
    ...(isProduction ? [] : [escape(listed(environments, 3))]),
    code(rule),
  ];
  const where = place ? code(placeText(place)) : '';
  const fix = escape(shorten(remedies[0]?.title ?? '', 120));
  return `| ${number} | ${worth} | ${details.join('<br>')} | ${where} | ${fix} |`;
}

function restSection(picked: Picked, shown: number): string {
  const { tiers, mustDo, others } = picked;
  const rest = tiers.length + mustDo.length + others.length + picked.hygiene.length - shown;
  if (rest <= 0) return '';
  const hygiene = picked.hygiene.length > 0 ? `, ${grouped(picked.hygiene.length)} of them hygiene` : '';
  return `${grouped(rest)} more${hygiene}: \`whatfails audit --all\`.`;
}

/** What is expected of all journeys together, at rates that are the same everywhere. */
function contextSection(report: Report): string {
  const lines = contextText(report).map((line) => `- ${escape(wrap(line, Infinity).join(' '))}`);
  return lines.length === 0 ? '' : ['### Context', '', ...lines].join('\n');
}

/** What users reach through each entry: who reads it sees what is at stake. */
function journeySection(report: Report): string {
  const lines = journeyText(report).map((line) => `- ${escape(line)}`);
  return lines.length === 0 ? '' : ['### What users reach', '', ...lines].join('\n');
}

function unknownSection(report: Report): string {
  const { unknown } = answersOf(report);
  const { settling } = report.coverage;
  const asked = questionText(report).map((line) => `- ${escape(line)}`);
  if (unknown === 0 && asked.length === 0) return '';
  const inputs = settling
    .slice(0, 5)
    .map(({ input, unknowns }) => `| ${code(input)} | ${grouped(unknowns)} |`);
  const says = `${plural(unknown, 'answer')} could not be given; they count neither as passed nor as failed.`;
  const head = '| input | unknown values it settles |\n|---|--:|';
  return [
    '### What we do not know',
    ...(asked.length === 0 ? [] : [asked.join('\n')]),
    ...(unknown === 0 ? [] : [says]),
    ...(unknown === 0 || inputs.length === 0 ? [] : [`${head}\n${inputs.join('\n')}`]),
  ].join('\n\n');
}

function coverageSection(report: Report, { accepted, known }: Picked): string {
  const { coverage, notRead, stacks } = report;
  const { passed, notApplicable } = answersOf(report);
  const kinds = listed([...new Set(notRead.map(({ kind }) => kind))].map(oneLine), 6);
  const roots = stacks
    .filter((stack) => stack.chosen && isDeployed(stack))
    .map(({ root, environments }) => {
      const names = environments.map(({ name }) => name).join(', ');
      const told = names === '' ? 'environment not told' : escape(names);
      return `${code(root === '' ? '.' : root)} (${told})`;
    });
  return `### What was looked at\n\n${[
    `- ${plural(coverage.files, 'file')} · ${escape(wrap(readText(report), Infinity).join(' '))}`,
    ...(roots.length > 0 ? [`- ${listed(roots, 10)}`] : []),
    `- ${plural(passed, 'check')} passed, ${grouped(notApplicable)} not applicable,` +
      ` ${plural(accepted.length, 'finding')} accepted, ${grouped(known.length)} known before,` +
      ` ${grouped(coverage.hiddenFindings)} in other environments`,
    ...(coverage.modules.opaque > 0
      ? [`- ${plural(coverage.modules.opaque, 'module call')} could not be opened`]
      : []),
    ...(notRead.length > 0
      ? [`- found, but not read: ${plural(notRead.length, 'file')} (${escape(kinds)})`]
      : []),
    ...assumedLine(report),
  ].join('\n')}`;
}

/** The numbers behind the minutes, by the names that `whatfails assumptions` explains. */
function assumedLine({ assumptions }: Report): readonly string[] {
  if (assumptions.length === 0) return [];
  const names = assumptions.map(({ name }) => code(name));
  return [`- minutes rest on ${listed(names, 12)}: \`whatfails assumptions\` lists each with its source`];
}

function remarksSection({ acceptProblems, diagnostics, ruleErrors }: Report): string {
  const lines = [
    ...ruleErrors.map(
      ({ rule, message }) => `- ${code(rule)} failed, a bug of whatfails: ${escape(oneLine(message))}`,
    ),
    ...acceptProblems.map(({ message, place }) => `- ${code(placeText(place))} ${escape(oneLine(message))}`),
    ...diagnostics
      .filter(({ severity }) => severity !== 'note')
      .map(({ message }) => `- ${escape(oneLine(message))}`),
  ];
  if (lines.length === 0) return '';
  const rest = lines.length - 20;
  const shown = rest > 0 ? [...lines.slice(0, 20), `- and ${grouped(rest)} more`] : lines;
  const summary = `${plural(lines.length, 'remark')} about the input`;
  return `<details><summary>${summary}</summary>\n\n${shown.join('\n')}\n\n</details>`;
}

function sentence({ problem }: ReportedFinding): string {
  return escape(oneLine(problem));
}

/** Text that Markdown takes as text: no table cells, markup, HTML or mentions. */
function escape(text: string): string {
  return text.replace(/[\\`*_[\]<>|#~]/g, (mark) => `\\${mark}`).replace(/@/g, '&#64;');
}

function code(text: string): string {
  const line = oneLine(text).replaceAll('|', '\\|');
  return line.includes('`') ? `\`\` ${line} \`\`` : `\`${line}\``;
}
