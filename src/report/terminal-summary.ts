import type { CauseKind } from '../core/availability.ts';
import type { Report, ReportedDiagnostic } from '../core/report.ts';
import { minutesText, rangeText } from './minutes.ts';
import type { Picked } from './pick.ts';
import { answersOf, placedMessage } from './pick.ts';
import type { Style } from './style.ts';
import { labelled } from './terminal-head.ts';
import { grouped, joined, oneLine, plural, shorten } from './text.ts';

const MOST_INPUTS = 5;
const MOST_REMARKS = 3;

interface Layout {
  readonly width: number;
  readonly style: Style;
  readonly all: boolean;
  /** How many findings stand above. */
  readonly shown: number;
}

/** What follows the findings: counts, what could not be decided or read, and what to type next. */
export function summaryLines(report: Report, picked: Picked, layout: Layout): readonly string[] {
  const { width, style } = layout;
  const section = (label: string, paragraphs: readonly string[]): readonly string[] =>
    labelled(label, paragraphs, width, style);
  const counts = countsText(report, picked, layout);
  return [
    ...(counts === '' ? [] : section('Beside these', [counts])),
    ...section('Context', contextText(report)),
    ...section('Ask first', questionText(report)),
    ...section('Not decided', undecidedText(report)),
    ...section('Not read', notReadText(report, layout)),
    ...section('Not judged', unjudgedText(report)),
    ...section('Accepts', remarks(report.acceptProblems, layout)),
    ...section('Input', diagnosticsText(report, layout)),
    ...section('Our fault', faultText(report)),
    ...section('Next', [nextText(report, picked, layout)]),
  ];
}

function countsText(report: Report, picked: Picked, { shown }: Layout): string {
  const answers = answersOf(report);
  const { tiers, mustDo, others } = picked;
  const more = tiers.length + mustDo.length + others.length + picked.hygiene.length - shown;
  const parts: string[] = [];
  if (more > 0) {
    const hygiene = picked.hygiene.length > 0 ? ` (${grouped(picked.hygiene.length)} hygiene)` : '';
    parts.push(`${grouped(more)} more${hygiene}`);
  }
  if (picked.known.length > 0) parts.push(`${grouped(picked.known.length)} known before`);
  if (picked.accepted.length > 0) parts.push(`${grouped(picked.accepted.length)} accepted`);
  if (report.coverage.stacks === 0) return joined(parts);
  parts.push(`${plural(answers.passed, 'check')} passed`, `${grouped(answers.notApplicable)} not applicable`);
  return joined(parts);
}

/** What the expected minutes consist of: assumed rates, which is why it is no finding. */
export function contextText(report: Report): readonly string[] {
  const { expected, shares } = report.outlook;
  if (!expected || expected.high <= 0) return [];
  const parts = shares
    .filter(({ share }) => share >= 0.005)
    .map(({ cause, share }) => `${CAUSES[cause]} ${Math.round(share * 100)} %`);
  const of = joined(parts);
  return [
    `${rangeText(expected)} bad minutes a year in all journeys together, of which ${of}`,
    'These are assumed rates, the same for every repository until you give your own: whatfails assumptions',
  ];
}

const CAUSES: Readonly<Record<CauseKind, string>> = {
  change: 'deployments that break something',
  own: 'single parts and services',
  copy: 'copies that stop',
  zone: 'zones',
  region: 'regions',
  'node-group': 'node groups',
  'switch-over': 'switches to a replica that fail',
};

const MOST_QUESTIONS = 2;

/** The unknowns whose answers move most minutes, and what to write. */
export function questionText({ outlook: { questions } }: Report): readonly string[] {
  return questions
    .filter(({ minutes }) => minutes >= 1)
    .slice(0, MOST_QUESTIONS)
    .map(({ says, settledBy, minutes, mayReorder }) => {
      const order = mayReorder ? ', and may change the order' : '';
      const write = settledBy === '' ? '' : ` (${oneLine(settledBy)})`;
      return `${oneLine(says)} The answer moves ${minutesText(minutes)} minutes a year${order}${write}`;
    });
}

function undecidedText(report: Report): readonly string[] {
  const { unknown } = answersOf(report);
  const { settling, unknownExpansions } = report.coverage;
  if (unknown === 0 && unknownExpansions === 0) return [];
  const expansions =
    unknownExpansions === 0
      ? ''
      : `; of ${plural(unknownExpansions, 'resource')} even the number of copies is unknown`;
  const lines = [`${plural(unknown, 'answer')}, counted neither as passed nor as failed${expansions}`];
  if (settling.length === 0) return lines;
  const inputs = settling.slice(0, MOST_INPUTS);
  return [
    ...lines,
    'These inputs settle the most unknown values:',
    ...inputs.map(({ input, unknowns }) => `${grouped(unknowns).padStart(6)}  ${shorten(input, 60)}`),
  ];
}

// Formats that are read: what is left of them is not in this tree.
const ELSEWHERE: ReadonlyMap<string, string> = new Map([
  ['helm', ' (charts that are elsewhere)'],
  ['kustomize', ' (bases that are elsewhere)'],
  ['argocd', ' (sources that are elsewhere)'],
  ['flux', ' (sources that are elsewhere)'],
  ['helmfile', ' (files or releases left out)'],
]);

function notReadText({ notRead, coverage }: Report, { all }: Layout): readonly string[] {
  const { opaque } = coverage.modules;
  const calls =
    opaque === 0 ? [] : [`${plural(opaque, 'module call')} not opened: run \`terraform get\` to read them`];
  if (all) return [...notRead.map(({ file, why }) => `${oneLine(file)}: ${oneLine(why)}`), ...calls];
  const kinds = new Map<string, number>();
  for (const { kind } of notRead) kinds.set(kind, (kinds.get(kind) ?? 0) + 1);
  const files = [...kinds]
    .sort(([, a], [, b]) => b - a)
    .map(([kind, count]) => `${oneLine(kind)} ${grouped(count)}${ELSEWHERE.get(kind) ?? ''}`);
  return files.length === 0 ? calls : [`found, but not read: ${files.join(', ')}`, ...calls];
}

/** Silence about a provider must not look like a clean bill. */
function unjudgedText({ coverage: { components, opaqueComponents } }: Report): readonly string[] {
  if (opaqueComponents === 0) return [];
  return [
    `${grouped(opaqueComponents)} of ${plural(components, 'component')}: no rule knows their types yet`,
  ];
}

interface Remark {
  readonly message: string;
  readonly place: ReportedDiagnostic['place'];
}

function remarks(all: readonly Remark[], layout: Layout): readonly string[] {
  const shown = layout.all ? all : all.slice(0, MOST_REMARKS);
  const rest = all.length - shown.length;
  const lines = shown.map(({ message, place }) => {
    return placedMessage(message, place);
  });
  return rest > 0 ? [...lines, `and ${grouped(rest)} more (--all)`] : lines;
}

/** Errors first; notes only when everything is asked for. */
function diagnosticsText({ diagnostics }: Report, layout: Layout): readonly string[] {
  const errors = diagnostics.filter(({ severity }) => severity === 'error');
  const warnings = diagnostics.filter(({ severity }) => severity === 'warning');
  const notes = layout.all ? diagnostics.filter(({ severity }) => severity === 'note') : [];
  return remarks([...errors, ...warnings, ...notes], layout);
}

function faultText({ ruleErrors }: Report): readonly string[] {
  return ruleErrors.map(
    ({ rule, component, message }) =>
      `${rule} failed on ${oneLine(component)}: ${oneLine(message)}. A bug of whatfails; please report it.`,
  );
}

/** Commands that exist, with the numbers of this screen. */
function nextText(report: Report, picked: Picked, { all }: Layout): string {
  const first = [
    ...picked.tiers,
    ...picked.mustDo,
    ...picked.others,
    ...picked.hygiene,
    ...picked.unknown,
  ][0];
  // A long path would take the place of what is to be typed.
  const isShort = report.target !== '' && report.target !== '.' && report.target.length <= 25;
  const target = isShort ? ` ${oneLine(report.target)}` : report.target.length > 25 ? ' PATH' : '';
  const commands = first ? [`whatfails explain ${first.number}`] : ['whatfails rules'];
  const edited = picked.tiers.find(({ impact }) => impact?.basis === 'text edited');
  if (edited) commands.push(`whatfails fix ${edited.number}`);
  if (!all && first) commands.push(`whatfails audit${target} --all`);
  if (report.outlook.expected) commands.push(`whatfails whatif${target}`);
  else if (report.coverage.resourcesWithUnknowns > 0) commands.push(`whatfails resources${target}`);
  commands.push(`whatfails stacks${target}`);
  return joined(commands);
}
