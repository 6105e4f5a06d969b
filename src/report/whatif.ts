import type { ComponentKind } from '../core/component.ts';
import type { Estimate } from '../core/estimate.ts';
import { groupBy } from '../core/group-by.ts';
import { byCodeUnit } from '../core/order.ts';
import type { WhatIfCase, WhatIfReport } from '../core/whatif.ts';
import { kindWord } from './picture/words.ts';
import type { Style } from './style.ts';
import { styleOf } from './style.ts';
import { joined, listed, oneLine, plural, shorten, wrap } from './text.ts';
import { caseLines } from './whatif-case.ts';
import { overlayLines } from './whatif-overlay.ts';
import { placeText, trafficLines } from './whatif-reckoning.ts';
import { cutSetLines } from './whatif-sets.ts';
import { effectPhrases, minutesText, minuteText } from './whatif-words.ts';

export interface WhatIfLayout {
  readonly color: boolean;
  readonly width: number;
  /** Every case, every line of evidence. */
  readonly all: boolean;
}

const MOST_ROWS = 24;
const MOST_NAMES = 3;
const MOST_QUESTIONS = 3;
const MINUTES = 23;

/** Wide enough for most names, and for what stands beside them. */
function nameWidth({ width }: WhatIfLayout): number {
  return Math.max(26, Math.min(48, Math.floor(width * 0.38)));
}

/** `whatif` for people: the table of everything, or each case told. */
export function renderWhatIf(report: WhatIfReport, layout: WhatIfLayout): string {
  const style = styleOf(layout.color);
  const lines = [
    ...(report.traffic ? [...trafficLines(report.traffic, layout, style), ''] : []),
    ...head(report, layout, style),
    ...(report.overlay
      ? overlayLines(report.overlay, layout, style)
      : report.isTable
        ? table(report, layout, style)
        : report.cases.flatMap((one, index) => [
            ...(index > 0 ? [''] : []),
            ...caseLines(one, layout, style),
          ])),
    ...(report.isTable && !report.overlay ? questionLines(report, layout, style) : []),
  ];
  return `${lines.join('\n')}\n`;
}

function head(
  { environment, journeys, cases, isTable, overlay }: WhatIfReport,
  layout: WhatIfLayout,
  style: Style,
): readonly string[] {
  if (!isTable || overlay) return [];
  const count = (kind: string): number => cases.filter(({ wanted }) => wanted.kind === kind).length;
  const parts = [
    environment,
    plural(journeys.length, 'journey'),
    plural(count('zone'), 'zone'),
    plural(count('region'), 'region'),
    plural(count('component'), 'component'),
  ];
  const rows = [...journeys]
    .sort((a, b) => b.badMinutesPerYear.likely - a.badMinutesPerYear.likely || byCodeUnit(a.name, b.name))
    .map(({ name, entry, badMinutesPerYear, isEmpty, isExact }) => {
      const minutes = isEmpty
        ? 'nothing behind it'
        : minutesText(badMinutesPerYear) + (isExact ? '' : ' bounded');
      return row([name, minutes, placeText(entry)], layout, style);
    });
  const shown = layout.all ? rows : rows.slice(0, MOST_ROWS);
  const rest = rows.length - shown.length;
  const empty = journeys.filter(({ isEmpty }) => isEmpty).map(({ name }) => name);
  return [
    ...wrap(joined(parts), layout.width),
    '',
    style.dim(`${'Journey'.padEnd(nameWidth(layout))}${'minutes a year'.padEnd(MINUTES)}entry`),
    ...shown.flat(),
    ...(rest > 0 ? [style.dim(`and ${plural(rest, 'more journey')}: --all`)] : []),
    ...(empty.length > 0 ? wrap(emptyNote(empty), layout.width) : []),
  ];
}

function emptyNote(names: readonly string[]): string {
  const [first = ''] = names;
  return (
    `${listed(names, MOST_NAMES)}: nothing that runs or keeps something was found behind it. ` +
    'Say what stands there in ' +
    `whatfails.yaml: journeys: { NAME: { entry: ${first}, through: [SERVICE] } }`
  );
}

function table(report: WhatIfReport, layout: WhatIfLayout, style: Style): readonly string[] {
  const { cases } = report;
  const places = cases.filter(({ wanted }) => wanted.kind !== 'component');
  const components = cases.filter(({ wanted }) => wanted.kind === 'component');
  return [
    ...section('Zone or region', places, layout, style),
    ...section('Component', components, layout, style),
    ...cutSetLines(report, layout, style),
    '',
    style.dim(
      'Minutes a year: likely, and from the 10th to the 90th percentile of everything that is possible.',
    ),
    ...(report.journeys.length > 1
      ? [style.dim('A zone, region or component counts once for each journey that it stops.')]
      : []),
    'One case with its evidence: whatfails whatif NAME',
  ];
}

function section(
  title: string,
  cases: readonly WhatIfCase[],
  layout: WhatIfLayout,
  style: Style,
): readonly string[] {
  if (cases.length === 0) return [];
  const groups = layout.all ? sorted(cases).map((one) => [one]) : alike(sorted(cases));
  const stopping = groups.filter(([one]) => one && weight(one) > 0);
  const harmless = groups.filter(([one]) => one && weight(one) === 0).flat();
  const shown = layout.all ? groups : stopping.slice(0, MOST_ROWS);
  const rest = stopping.slice(MOST_ROWS).flat();
  const more = layout.all
    ? []
    : [
        ...restLine(rest, 'more that can stop or degrade something'),
        ...restLine(harmless, 'that stop nothing'),
      ];
  return [
    '',
    style.dim(`${title.padEnd(nameWidth(layout))}${'minutes a year'.padEnd(MINUTES)}when it fails`),
    ...shown.flatMap((group) => groupRow(group, layout, style)),
    ...more.flatMap((line) => wrap(line, layout.width)).map((line) => style.dim(line)),
  ];
}

function restLine(cases: readonly WhatIfCase[], what: string): readonly string[] {
  if (cases.length === 0) return [];
  return [`and ${cases.length} ${what}: ${listed(cases.map(labelOf), MOST_NAMES)} (--all)`];
}

/** Its name, with its kind where the name alone says too little. */
function labelOf({ name, component }: WhatIfCase): string {
  const isPlain = component === undefined || PLAIN.has(component.kind);
  return isPlain ? name : `${name} (${kindWord(component.kind)})`;
}

const PLAIN: ReadonlySet<ComponentKind> = new Set([
  'workload',
  'function',
  'external',
] satisfies readonly ComponentKind[]);

/** Each name once; what several parts are called says how many. */
function counted(names: readonly string[]): readonly string[] {
  return [...groupBy(names, (name) => name)]
    .map(([name, { length }]) => (length === 1 ? name : `${name} (${length} of that name)`))
    .sort(byCodeUnit);
}

function groupRow(group: readonly WhatIfCase[], layout: WhatIfLayout, style: Style): readonly string[] {
  const [first] = group;
  if (!first) return [];
  const isEach = group.length > 1 && first.badMinutesPerYear !== undefined;
  const minutes = minutesText(first.badMinutesPerYear) + (isEach ? ' each' : '');
  const lines = row(
    [
      listed(counted(group.map(labelOf)), layout.all ? group.length : MOST_NAMES),
      minutes,
      effectPhrases(first).join('; '),
    ],
    layout,
    style,
  );
  const short = first.shortfalls.filter(({ isCertain }) => isCertain);
  const told = layout.all ? first.shortfalls : short.slice(0, 1);
  const more = first.shortfalls.length - told.length;
  const tail = more > 0 && told.length > 0 ? ` And ${more} more.` : '';
  return [
    ...lines,
    ...told.flatMap((one, index) =>
      wrap(`cannot carry: ${one.says}${index === told.length - 1 ? tail : ''}`, layout.width - 4).map(
        (line) => `    ${line}`,
      ),
    ),
  ];
}

/** Three cells, each wrapped in its column. */
function row(
  [name, minutes, rest]: readonly [string, string, string],
  layout: WhatIfLayout,
  style: Style,
): readonly string[] {
  const column = nameWidth(layout);
  const names = wrap(name, column - 2);
  const rests = wrap(rest, Math.max(24, layout.width - column - MINUTES));
  const lines = Math.max(names.length, rests.length);
  return Array.from({ length: lines }, (_, index) => {
    const own = shorten(names[index] ?? '', column - 2);
    const figure = index === 0 ? minutes : '';
    const lead = style.bold(own) + ' '.repeat(column - own.length);
    const text = `${lead}${figure.padEnd(MINUTES - 1)} ${rests[index] ?? ''}`;
    return text.trimEnd();
  });
}

/** What stops most comes first, then what may, then what degrades, then minutes. */
function sorted(cases: readonly WhatIfCase[]): readonly WhatIfCase[] {
  return [...cases].sort(
    (a, b) =>
      weight(b) - weight(a) ||
      likelyOf(b.badMinutesPerYear) - likelyOf(a.badMinutesPerYear) ||
      (b.badMinutesPerYear?.high ?? 0) - (a.badMinutesPerYear?.high ?? 0) ||
      byCodeUnit(a.name, b.name),
  );
}

function likelyOf(minutes: Estimate | undefined): number {
  return minutes?.likely ?? 0;
}

function weight({ journeys }: WhatIfCase): number {
  const count = (isMeant: (one: WhatIfCase['journeys'][number]) => boolean): number =>
    journeys.filter(isMeant).length;
  const stops = count(({ effect }) => effect === 'stops');
  const may = count(({ effect, atWorst }) => effect === 'unknown' && atWorst !== 'degrades');
  const degrades = count(({ effect }) => effect === 'degrades');
  const mayDegrade = count(({ effect, atWorst }) => effect === 'unknown' && atWorst === 'degrades');
  return stops * 1e9 + may * 1e6 + degrades * 1e3 + mayDegrade;
}

/** Cases that do the same for the same minutes stand in one row. */
function alike(cases: readonly WhatIfCase[]): readonly (readonly WhatIfCase[])[] {
  const keyOf = (one: WhatIfCase): string =>
    [
      minutesText(one.badMinutesPerYear),
      ...effectPhrases(one),
      // Zones that lose the same, but for their names.
      ...one.shortfalls.map(({ says }) => says.replaceAll(one.name, '')),
    ].join('\n');
  return [...groupBy(cases, keyOf).values()];
}

function questionLines({ questions }: WhatIfReport, layout: WhatIfLayout, style: Style): readonly string[] {
  if (questions.length === 0) return [];
  const shown = layout.all ? questions : questions.slice(0, MOST_QUESTIONS);
  return [
    '',
    style.dim('Not known, and it would move most minutes'),
    ...shown.flatMap(({ says, settledBy, minutes }) => [
      ...wrap(`${oneLine(says)} (the answer moves ${minuteText(minutes)} minutes a year)`, layout.width),
      ...(settledBy === '' ? [] : wrap(settledBy, layout.width - 4).map((line) => `    ${line}`)),
    ]),
  ];
}
