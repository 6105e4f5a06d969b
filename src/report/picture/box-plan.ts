import type { Architecture, Box, DrawnJourney, DrawnZone } from '../../core/architecture.ts';
import { fitted } from './label.ts';
import type { Font } from './text-width.ts';
import { widthOf } from './text-width.ts';
import { kindOf, productOf, sizeWord, titleOf, zoneWords } from './words.ts';

/** A text with its place inside a box. */
export interface Line extends Font {
  readonly text: string;
  readonly x: number;
  /** Of the line that letters stand on. */
  readonly y: number;
  readonly role: 'kind' | 'product' | 'name';
}

/** A small sign on a box: a zone, how many there are, alarms, how changes come, journeys. */
export interface Mark {
  readonly role: 'zone' | 'lone-zone' | 'open-zone' | 'size' | 'alarms' | 'no-alarm' | 'delivery' | 'journey';
  readonly text: string;
  readonly x: number;
  readonly y: number;
  readonly width: number;
}

/** How a box looks and how much room it takes. */
export interface BoxPlan {
  readonly box: Box;
  readonly width: number;
  readonly height: number;
  readonly lines: readonly Line[];
  readonly marks: readonly Mark[];
}

const BOX_WIDTH = 192;
export const MARK_HEIGHT = 20;
/** Other boxes behind it, for what stands for several. */
export const PILE_STEP = 4;
const PAD = 9;
const ICON = 26;
// 13 units are 11 pixels where the page is printed on A4, which makes the widest picture 0.85 times as large.
export const SMALL: Font = { size: 13, isBold: false };
const NAME: Font = { size: 15, isBold: true };
const NAME_LINE = 19;

/** Decides what is written on every box, and its size. */
export function planBoxes({ boxes, zones, journeys }: Architecture): readonly BoxPlan[] {
  return boxes.map((box) => planBox(box, zones, journeys));
}

function planBox(box: Box, zones: readonly DrawnZone[], journeys: readonly DrawnJourney[]): BoxPlan {
  const inner = BOX_WIDTH - 2 * PAD - (box.stands.length > 0 ? 2 * PILE_STEP : 0);
  const beside = { ...SMALL, width: inner - ICON - 8, lines: 1 };
  const x = PAD + ICON + 8;
  const product = productOf(box);
  const [kind = ''] = fitted(kindOf(box), beside);
  const lines: Line[] = [];
  if (product === '') lines.push({ ...SMALL, text: kind, x, y: 28, role: 'kind' });
  else {
    const [shown = ''] = fitted(product, beside);
    lines.push({ ...SMALL, text: kind, x, y: 20, role: 'kind' });
    lines.push({ ...SMALL, text: shown, x, y: 35, role: 'product' });
  }
  const names = fitted(titleOf(box), { ...NAME, width: inner, lines: 3 });
  for (const [index, text] of names.entries()) {
    lines.push({ ...NAME, text, x: PAD, y: 58 + index * NAME_LINE, role: 'name' });
  }
  const below = 58 + (names.length - 1) * NAME_LINE + 8;
  const marks = placed(marksOf(box, zones, journeys), { top: below, width: inner });
  const bottom = Math.max(below, ...marks.map(({ y }) => y + MARK_HEIGHT));
  const height = bottom + 8 + (box.stands.length > 0 ? 2 * PILE_STEP : 0);
  return { box, width: BOX_WIDTH, height, lines, marks };
}

type Unplaced = Pick<Mark, 'role' | 'text' | 'width'>;

function marksOf(
  box: Box,
  zones: readonly DrawnZone[],
  journeys: readonly DrawnJourney[],
): readonly Unplaced[] {
  const marks: Unplaced[] = [];
  if (box.zones) {
    const words = zoneWords(box.zones, zones);
    const role = box.zones.names.length === 0 ? 'open-zone' : words.length === 1 ? 'lone-zone' : 'zone';
    const shown =
      words.length > MOST_ZONES ? [...words.slice(0, MOST_ZONES - 1), `+${words.length - 2}`] : words;
    for (const text of shown) marks.push(mark(role, text));
  }
  if (box.size) marks.push(mark('size', sizeWord(box.size)));
  if (box.alarms) marks.push(...alarmMark(box.alarms));
  if (box.broughtBy.length > 0) marks.push({ role: 'delivery', text: '', width: MARK_HEIGHT });
  const numbers = journeys.flatMap((one) =>
    one.number !== undefined && one.boxes.includes(box.id) ? [one.number] : [],
  );
  if (numbers.length > 0) marks.push(mark('journey', ranges(numbers)));
  return marks;
}

const MOST_ZONES = 4;

function alarmMark({ names, mayBeMore }: NonNullable<Box['alarms']>): readonly Unplaced[] {
  if (names.length > 0) return [withSign('alarms', `${names.length}${mayBeMore ? '+' : ''}`)];
  return [mayBeMore ? withSign('alarms', '?') : mark('no-alarm', 'no alarm')];
}

function mark(role: Mark['role'], text: string): Unplaced {
  const [shown = ''] = fitted(text, { ...SMALL, width: BOX_WIDTH - 2 * PAD - 14, lines: 1 });
  return { role, text: shown, width: Math.max(MARK_HEIGHT, Math.ceil(widthOf(shown, SMALL)) + 12) };
}

function withSign(role: Mark['role'], text: string): Unplaced {
  return { role, text, width: Math.ceil(widthOf(text, SMALL)) + 28 };
}

/** Side by side, in as many rows as it takes. */
function placed(
  marks: readonly Unplaced[],
  { top, width }: { readonly top: number; readonly width: number },
): readonly Mark[] {
  let [x, y] = [PAD, top];
  return marks.map((one) => {
    if (x > PAD && x + one.width > PAD + width) [x, y] = [PAD, y + MARK_HEIGHT + 4];
    const at = { ...one, x, y };
    x += one.width + 4;
    return at;
  });
}

/** `1–3,6`: numbers in order, those that follow each other joined; cut where they are too many. */
export function ranges(numbers: readonly number[]): string {
  const parts: string[] = [];
  let [from, to] = [NaN, NaN];
  const close = (): void => {
    if (!Number.isNaN(from))
      parts.push(from === to ? `${from}` : `${from}${to === from + 1 ? ',' : '–'}${to}`);
  };
  for (const one of numbers) {
    if (one === to + 1) {
      to = one;
      continue;
    }
    close();
    [from, to] = [one, one];
  }
  close();
  return parts.length > 4 ? `${parts.slice(0, 3).join(',')},…` : parts.join(',');
}
