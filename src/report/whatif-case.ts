import type { ReportedEvidence } from '../core/report.ts';
import type { WhatIfCase, WhatIfEffect, WhatIfOpenPoint, WhatIfStep } from '../core/whatif.ts';
import { kindWord } from './picture/words.ts';
import type { Style } from './style.ts';
import { listed, oneLine, plural, wrap } from './text.ts';
import { placeText, reckoningLines } from './whatif-reckoning.ts';
import type { WhatIfLayout } from './whatif.ts';
import { minuteText, minutesText } from './whatif-words.ts';

const MOST_PATHS = 3;
const MOST_NAMES = 8;
const MOST_OPEN = 4;
const MOST_STEPS = 6;
const MOST_SHORTFALLS = 5;

/** One case told: what stops, along which lines, what falls with it, what is not known, the arithmetic. */
export function caseLines(one: WhatIfCase, layout: WhatIfLayout, style: Style): readonly string[] {
  const { component } = one;
  const what = component ? `  ${kindWord(component.kind)}  ${placeText(component.place)}` : '';
  const shortfalls = layout.all ? one.shortfalls : one.shortfalls.slice(0, MOST_SHORTFALLS);
  return [
    `${style.bold(`If ${one.name} fails`)}${style.dim(what.trimEnd())}`,
    ...one.notes.flatMap((note) => wrap(note, layout.width)),
    ...effects(one, layout, style),
    ...named(
      'With it fall',
      one.falls.map(({ name }) => name),
      layout,
    ),
    ...named(
      'Start elsewhere, and are gone for minutes if they stood there',
      one.restarts.map(({ name }) => name),
      layout,
    ),
    ...openLines(one, layout, style),
    ...(shortfalls.length > 0 ? ['', 'What is left cannot carry'] : []),
    ...shortfalls.flatMap((short) => reckoningLines(short, layout, style)),
    ...moreLine(one.shortfalls.length - shortfalls.length, style),
    ...minuteLines(one, layout, style),
  ];
}

function moreLine(rest: number, style: Style): readonly string[] {
  return rest > 0 ? [style.dim(`  and ${rest} more: --all`)] : [];
}

/** Journeys by effect; the first of each with its way, the others by name. */
function effects({ journeys }: WhatIfCase, layout: WhatIfLayout, style: Style): readonly string[] {
  const lines = VERBS.flatMap(({ word, color, isMeant }) => {
    const meant = journeys.filter(isMeant);
    const told = layout.all ? meant : meant.slice(0, MOST_PATHS);
    const rest = meant.slice(told.length).map(({ name }) => name);
    return [
      ...told.flatMap((effect) => [
        '',
        `${style.bold(effect.name)} ${style[color](word)}`,
        ...way(effect, layout, style),
      ]),
      ...(rest.length > 0 ? wrap(`${listed(rest, MOST_NAMES)} ${word} too`, layout.width) : []),
    ];
  });
  const unmoved = journeys.filter(({ effect }) => effect === 'survives').map(({ name }) => name);
  if (unmoved.length === 0) return lines;
  const word = unmoved.length === 1 ? 'survives' : 'survive';
  const who =
    unmoved.length === journeys.length && unmoved.length > 1
      ? `all ${plural(unmoved.length, 'journey')}`
      : listed(unmoved, MOST_NAMES);
  return [...lines, '', ...wrap(`${who} ${style.green(word)}`, layout.width)];
}

interface Verb {
  readonly word: string;
  readonly color: 'red' | 'yellow';
  isMeant(effect: WhatIfEffect): boolean;
}

const VERBS: readonly Verb[] = [
  { word: 'stops', color: 'red', isMeant: ({ effect }) => effect === 'stops' },
  {
    word: 'may stop: what would decide is not known',
    color: 'yellow',
    isMeant: ({ effect, atWorst }) => effect === 'unknown' && atWorst !== 'degrades',
  },
  { word: 'degrades', color: 'yellow', isMeant: ({ effect }) => effect === 'degrades' },
  {
    word: 'may degrade: what would decide is not known',
    color: 'yellow',
    isMeant: ({ effect, atWorst }) => effect === 'unknown' && atWorst === 'degrades',
  },
];

/** The steps from the entry to what failed, each with the line that says so. */
function way(
  { path, reason, loses, effect }: WhatIfEffect,
  layout: WhatIfLayout,
  style: Style,
): readonly string[] {
  const steps = path.flatMap((step, index) => stepLines(step, index, layout, style));
  const why = reason
    ? [
        ...wrap(`because ${reason.says}`, layout.width - 4).map((line) => `    ${line}`),
        ...evidenceLines(reason.evidence, layout, style),
      ]
    : [];
  const names = loses.map(({ name }) => name);
  const goesOn =
    effect === 'degrades' && names.length > 0
      ? wrap(`goes on without ${listed(names, MOST_NAMES)}`, layout.width - 2)
      : [];
  return [...steps, ...why, ...goesOn.map((line) => `  ${line}`)];
}

function stepLines(step: WhatIfStep, index: number, layout: WhatIfLayout, style: Style): readonly string[] {
  // A Service and what it selects are called alike: the kind tells them apart.
  const name = step.kind === 'target-group' ? `${step.name} (${kindWord(step.kind)})` : step.name;
  const lead = index === 0 ? '  ' : '  → ';
  const where = index === 0 || step.evidence.length === 0 ? placeText(step.place) : '';
  return [
    `${lead}${oneLine(name)}${where === '' ? '' : style.dim(`  ${where}`)}`,
    ...evidenceLines(step.evidence, layout, style),
  ];
}

function evidenceLines(
  evidence: readonly ReportedEvidence[],
  layout: WhatIfLayout,
  style: Style,
): readonly string[] {
  const shown = layout.all ? evidence : evidence.slice(0, 1);
  return shown.flatMap(({ says, place }) =>
    wrap(`${placeText(place)} ${says}`.trim(), layout.width - 6).map((line) => style.dim(`      ${line}`)),
  );
}

function named(title: string, names: readonly string[], layout: WhatIfLayout): readonly string[] {
  if (names.length === 0) return [];
  const most = layout.all ? names.length : MOST_NAMES;
  return ['', ...wrap(`${title}: ${listed([...new Set(names)], most)}`, layout.width)];
}

/** What is not known and would decide, each once over all journeys. */
function openLines({ journeys }: WhatIfCase, layout: WhatIfLayout, style: Style): readonly string[] {
  const all = new Map<string, WhatIfOpenPoint>();
  for (const { open } of journeys) for (const point of open) all.set(point.key, point);
  if (all.size === 0) return [];
  const shown = layout.all ? [...all.values()] : [...all.values()].slice(0, MOST_OPEN);
  return [
    '',
    'Not known, and would decide',
    ...shown.flatMap(({ says, settledBy, evidence }) => [
      ...wrap(says, layout.width - 2).map((line) => `  ${line}`),
      ...evidenceLines(evidence, layout, style),
      ...(settledBy === '' ? [] : wrap(settledBy, layout.width - 6).map((line) => `      ${line}`)),
    ]),
    ...moreLine(all.size - shown.length, style),
  ];
}

/** Minutes a year with the lines that make them up. */
function minuteLines(
  { badMinutesPerYear, arithmetic }: WhatIfCase,
  layout: WhatIfLayout,
  style: Style,
): readonly string[] {
  if (!badMinutesPerYear) return [];
  const lines = arithmetic.flatMap(({ journey, steps }) => {
    const shown = layout.all ? steps : steps.slice(0, MOST_STEPS);
    return [
      `  ${journey}`,
      ...shown.flatMap(({ says, value }) =>
        wrap(`${value === undefined ? '' : `${minuteText(value)}  `}${says}`, layout.width - 4).map((line) =>
          style.dim(`    ${line}`),
        ),
      ),
      ...moreLine(steps.length - shown.length, style),
    ];
  });
  const shown = layout.all ? lines : lines.slice(0, MOST_STEPS * 3);
  const none =
    lines.length === 0 ? ['  none in the likely reading; the range comes from what is not known'] : shown;
  return [
    '',
    `${style.bold(`${minutesText(badMinutesPerYear)} minutes a year`)} that this adds to all journeys`,
    ...none,
    ...moreLine(lines.length - shown.length, style),
  ];
}
