import type { Arrow } from '../../core/architecture.ts';
import type { Point, Rectangle } from '../../core/layout.ts';
import type { BoxPlan, Mark } from './box-plan.ts';
import { MARK_HEIGHT, PILE_STEP, SMALL } from './box-plan.ts';
import { BELL, iconOf, LOOP } from './icons.ts';
import { escaped, number } from './markup.ts';
import type { Font } from './text-width.ts';
import { widthOf } from './text-width.ts';
import { familyOf } from './words.ts';

export interface DrawnText extends Font {
  readonly text: string;
  readonly x: number;
  readonly y: number;
  readonly className?: string;
}

/** One line of text that takes exactly the room that was planned for it. */
export function textShape({ text, x, y, className = '', ...font }: DrawnText): string {
  const classes = [font.isBold ? 'b' : '', className].filter((one) => one !== '').join(' ');
  const length = number(widthOf(text, font));
  return (
    `<text${classes === '' ? '' : ` class="${classes}"`} x="${number(x)}" y="${number(y)}"` +
    ` font-size="${font.size}" textLength="${length}" lengthAdjust="spacingAndGlyphs">${escaped(text)}</text>`
  );
}

/** What is inside the group of a box, from its upper left corner on. */
export function boxShape({ box, width, height, lines, marks }: BoxPlan): string {
  const isPile = box.stands.length > 0;
  const own = isPile ? { width: width - 2 * PILE_STEP, height: height - 2 * PILE_STEP } : { width, height };
  const behind = isPile
    ? [2, 1].map((step) => outline({ ...own, x: step * PILE_STEP, y: step * PILE_STEP }))
    : [];
  return [
    ...behind,
    outline({ ...own, x: 0, y: 0 }),
    `<g transform="translate(10 9)">${iconOf(box)}</g>`,
    ...lines.map((line) => textShape({ ...line, className: line.role === 'name' ? '' : 'q' })),
    ...marks.map(markShape),
  ].join('');
}

/** The classes that colour a box. */
export function boxClasses({ box }: BoxPlan): string {
  return `box ${familyOf(box)}`;
}

function outline(area: Rectangle): string {
  return rectangleShape(area, 'class="s" rx="7"');
}

/** A rectangle with further attributes. */
export function rectangleShape({ x, y, width, height }: Rectangle, attributes: string): string {
  const place = `x="${number(x)}" y="${number(y)}" width="${number(width)}" height="${number(height)}"`;
  return `<rect ${attributes} ${place}/>`;
}

/** A sign with its text in the middle. */
export function markShape({ role, text, x, y, width }: Mark): string {
  const rounding = role === 'journey' || role === 'size' ? MARK_HEIGHT / 2 : 4;
  const sign = role === 'alarms' ? BELL : role === 'delivery' ? LOOP : undefined;
  const textWidth = widthOf(text, SMALL);
  const textX = sign === undefined ? x + (width - textWidth) / 2 : x + 21;
  return [
    `<g class="mark ${role}">`,
    rectangleShape({ x, y, width, height: MARK_HEIGHT }, `class="m" rx="${rounding}"`),
    sign === undefined
      ? ''
      : `<path class="g" transform="translate(${number(x + 3.5)} ${number(y + 3.5)})" d="${sign}"/>`,
    text === '' ? '' : textShape({ ...SMALL, text, x: textX, y: y + 14.5 }),
    '</g>',
  ].join('');
}

/** The classes that style an arrow. */
export function arrowClasses({ strength, isCandidate }: Pick<Arrow, 'strength' | 'isCandidate'>): string {
  if (isCandidate) return 'a candidate';
  return `a ${strength === 'unknown' ? 'unknown-strength' : strength}`;
}

const HEAD = 9;
const ROUNDING = 7;

/** A line along the corners with a head at its end; beside colour, head and line tell the strength. */
export function arrowShape(
  corners: readonly Point[],
  { strength, isCandidate }: Pick<Arrow, 'strength' | 'isCandidate'>,
): string {
  const end = corners.at(-1);
  const before = corners.at(-2);
  if (!end || !before) return '';
  const length = Math.hypot(end.x - before.x, end.y - before.y) || 1;
  const along = { x: (end.x - before.x) / length, y: (end.y - before.y) / length };
  const neck = { x: end.x - along.x * HEAD, y: end.y - along.y * HEAD };
  const path = roundedPath([...corners.slice(0, -1), neck]);
  const isOpen = isCandidate || strength !== 'hard';
  const side = { x: -along.y * 4.5, y: along.x * 4.5 };
  const head = [
    `M${at(end)}`,
    `L${at({ x: neck.x + side.x, y: neck.y + side.y })}`,
    `L${at({ x: neck.x - side.x, y: neck.y - side.y })}Z`,
  ].join('');
  return (
    `<path class="wide" d="${path}"/><path class="line" d="${path}"/>` +
    `<path class="head ${isOpen ? 'open' : 'full'}" d="${head}"/>`
  );
}

function roundedPath(corners: readonly Point[]): string {
  const [first] = corners;
  if (!first) return '';
  const parts = [`M${at(first)}`];
  for (let index = 1; index < corners.length; index += 1) {
    const [before, corner, after] = [corners[index - 1], corners[index], corners[index + 1]];
    if (!before || !corner) continue;
    if (!after) {
      parts.push(`L${at(corner)}`);
      continue;
    }
    const radius = Math.min(ROUNDING, distance(before, corner) / 2, distance(corner, after) / 2);
    parts.push(`L${at(towards(corner, before, radius))}Q${at(corner)} ${at(towards(corner, after, radius))}`);
  }
  return parts.join('');
}

function distance(a: Point, b: Point): number {
  return Math.hypot(a.x - b.x, a.y - b.y);
}

function towards(from: Point, to: Point, by: number): Point {
  const length = distance(from, to) || 1;
  return { x: from.x + ((to.x - from.x) * by) / length, y: from.y + ((to.y - from.y) * by) / length };
}

function at({ x, y }: Point): string {
  return `${number(x)} ${number(y)}`;
}
