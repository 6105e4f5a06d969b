import type { Architecture, Arrow } from '../../core/architecture.ts';
import { plural } from '../text.ts';
import type { BoxPlan, Mark } from './box-plan.ts';
import { MARK_HEIGHT, SMALL } from './box-plan.ts';
import { iconOf } from './icons.ts';
import { fitted } from './label.ts';
import { arrowClasses, arrowShape, markShape, textShape } from './shapes.ts';
import { widthOf } from './text-width.ts';
import { familyOf, kindWord, STRENGTH_WORDS } from './words.ts';

export interface Legend {
  readonly height: number;
  readonly shape: string;
}

interface Entry {
  readonly sample: string;
  readonly sampleWidth: number;
  readonly text: string;
}

/** What the signs of this picture mean: only those that occur in it. */
export function legendOf(architecture: Architecture, plans: readonly BoxPlan[], width: number): Legend {
  const sections: readonly (readonly [title: string, entries: readonly Entry[]])[] = [
    ['Boxes', kindEntries(architecture)],
    ['Arrows', arrowEntries(architecture.arrows)],
    ['Marks', markEntries(plans)],
    ['Zones', zoneEntries(architecture)],
    ['Journeys', journeyEntries(architecture)],
  ];
  const shapes: string[] = [];
  let y = 0;
  for (const [title, entries] of sections) {
    if (entries.length === 0) continue;
    const flow = flowOf(entries, { x: TITLE, width: width - TITLE });
    shapes.push(
      `<g transform="translate(0 ${y})">`,
      textShape({ ...SMALL, isBold: true, text: title, x: 0, y: 15 }),
      flow.shape,
      '</g>',
    );
    y += flow.height + 8;
  }
  return { height: y, shape: shapes.join('') };
}

const TITLE = 80;
const ROW = 24;

function flowOf(
  entries: readonly Entry[],
  { x: left, width }: { readonly x: number; readonly width: number },
): Legend {
  const shapes: string[] = [];
  let [x, y] = [left, 0];
  for (const { sample, sampleWidth, text } of entries) {
    const room = { ...SMALL, width: width - sampleWidth - 8, lines: 1 };
    const [shown = ''] = fitted(text, room);
    const taken = sampleWidth + 7 + widthOf(shown, SMALL);
    if (x > left && x + taken > left + width) [x, y] = [left, y + ROW];
    shapes.push(
      `<g transform="translate(${Math.round(x)} ${y})">${sample}`,
      textShape({ ...SMALL, text: shown, x: sampleWidth + 7, y: 15 }),
      '</g>',
    );
    x += Math.ceil(taken) + 22;
  }
  return { height: y + ROW, shape: shapes.join('') };
}

function kindEntries({ boxes }: Architecture): readonly Entry[] {
  const found = new Map(boxes.map((box) => [box.isUnknown ? 'unknown kind' : kindWord(box.kind), box]));
  const entries = [...found].map(([text, box]): Entry => {
    const icon = `<g transform="scale(.77)">${iconOf(box)}</g>`;
    return { sample: `<g class="box ${familyOf(box)}">${icon}</g>`, sampleWidth: 20, text };
  });
  const piles = boxes.some(({ stands }) => stands.length > 0);
  const pile =
    '<g class="box compute"><rect class="s" x="6" y="6" width="18" height="12" rx="3"/>' +
    '<rect class="s" x="2" y="2" width="18" height="12" rx="3"/></g>';
  return piles ? [...entries, { sample: pile, sampleWidth: 24, text: 'stands for several' }] : entries;
}

function arrowEntries(arrows: readonly Arrow[]): readonly Entry[] {
  const line = [
    { x: 0, y: 10 },
    { x: 52, y: 10 },
  ];
  const entry = (style: Pick<Arrow, 'strength' | 'isCandidate'>, text: string): Entry => ({
    sample: `<g class="${arrowClasses(style)}">${arrowShape(line, style)}</g>`,
    sampleWidth: 52,
    text,
  });
  const certain = arrows.filter(({ isCandidate }) => !isCandidate);
  const strengths = STRENGTHS.filter((one) => certain.some(({ strength }) => strength === one));
  const entries = strengths.map((strength) =>
    entry({ strength, isCandidate: false }, STRENGTH_WORDS[strength]),
  );
  const candidate = entry(
    { strength: 'unknown', isCandidate: true },
    'only possible: a permission, or settings taken in whole',
  );
  return certain.length < arrows.length ? [...entries, candidate] : entries;
}

const STRENGTHS: readonly Arrow['strength'][] = [
  'hard',
  'unknown',
  'soft',
  'async',
  'startup-only',
  'control-only',
];

const MARK_WORDS: Readonly<Record<Mark['role'], string>> = {
  zone: 'zones it stands in',
  'lone-zone': 'stands in this zone alone',
  'open-zone': 'which zones, is not known',
  size: 'how many run: least–most',
  alarms: 'alarms on it',
  'no-alarm': 'no alarm found',
  delivery: 'known how changes reach it',
  journey: 'journeys it is part of',
};

function markEntries(plans: readonly BoxPlan[]): readonly Entry[] {
  const found = new Map<Mark['role'], Mark>();
  for (const { marks } of plans)
    for (const mark of marks) if (!found.has(mark.role)) found.set(mark.role, mark);
  const roles: readonly Mark['role'][] = [
    'zone',
    'lone-zone',
    'open-zone',
    'size',
    'alarms',
    'no-alarm',
    'delivery',
    'journey',
  ];
  return roles.flatMap((role): readonly Entry[] => {
    const mark = found.get(role);
    if (!mark) return [];
    return [{ sample: markShape({ ...mark, x: 0, y: 0 }), sampleWidth: mark.width, text: MARK_WORDS[role] }];
  });
}

function zoneEntries({ zones }: Architecture): readonly Entry[] {
  return zones
    .filter(({ mark, label }) => mark !== label)
    .map(({ mark, label }) => {
      const width = Math.max(MARK_HEIGHT, Math.ceil(widthOf(mark, SMALL)) + 12);
      const sample = markShape({ role: 'zone', text: mark, x: 0, y: 0, width });
      const text = label.includes('[') ? `${label}: a place in the provider's list` : label;
      return { sample, sampleWidth: width, text };
    });
}

const MOST_JOURNEYS = 14;

function journeyEntries({ journeys }: Architecture): readonly Entry[] {
  const numbered = journeys.filter((one) => one.number !== undefined);
  const entries = numbered.slice(0, MOST_JOURNEYS).map(({ number, name, boxes }): Entry => {
    const width = Math.max(MARK_HEIGHT, Math.ceil(widthOf(String(number), SMALL)) + 12);
    const sample = markShape({ role: 'journey', text: String(number), x: 0, y: 0, width });
    return { sample, sampleWidth: width, text: `${name}, ${plural(boxes.length, 'box', 'boxes')}` };
  });
  const more = numbered.length - MOST_JOURNEYS;
  return more > 0 ? [...entries, { sample: '', sampleWidth: 0, text: `and ${more} more` }] : entries;
}
