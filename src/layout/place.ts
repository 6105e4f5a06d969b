import type { Layout, LayoutRequest, Point, Rectangle } from '../core/layout.ts';
import type { Way } from './elk.ts';
import { layOut, startElk } from './elk.ts';
import { partsOf } from './parts.ts';

/**
 * Places boxes, frames and arrows. What no arrow ties together is laid out apart, each in the way that fits
 * the page best, and the parts are put in rows.
 */
export async function place(request: LayoutRequest): Promise<Layout> {
  const elk = startElk();
  const parts: Layout[] = [];
  for (const part of partsOf(request)) {
    const tried: Layout[] = [];
    for (const way of waysFor(part)) tried.push(await layOut(elk, part, way));
    const best = tried.sort((a, b) => worth(a, request.width) - worth(b, request.width))[0];
    if (best) parts.push(best);
  }
  return inRows(parts, request.width);
}

const WAYS: readonly Way[] = [
  { direction: 'RIGHT', bound: undefined },
  { direction: 'DOWN', bound: undefined },
  { direction: 'DOWN', bound: 5 },
];

function waysFor({ arrows, boxes }: LayoutRequest): readonly Way[] {
  return arrows.length === 0 || boxes.length < 4 ? WAYS.slice(0, 2) : WAYS;
}

/** What does not fit makes everything smaller; beside that, less paper is better. */
function worth({ width, height }: Layout, page: number): number {
  const shrunk = Math.max(1, width / page);
  return width * height * shrunk ** 4 + Math.max(0, height - page) ** 2;
}

const PART_GAP = 28;

/** Larger parts first, side by side as long as the page is wide enough. */
function inRows(parts: readonly Layout[], page: number): Layout {
  const widest = Math.max(page, ...parts.map(({ width }) => width));
  const ordered = [...parts].sort((a, b) => b.height - a.height || b.width - a.width);
  const moved: Layout[] = [];
  let [x, y, row] = [0, 0, 0];
  for (const part of ordered) {
    if (x > 0 && x + part.width > widest) [x, y, row] = [0, y + row + PART_GAP, 0];
    moved.push(movedBy(part, { x, y }));
    x += part.width + PART_GAP;
    row = Math.max(row, part.height);
  }
  return {
    width: Math.max(0, ...moved.flatMap(({ boxes, frames }) => rightEnds(boxes, frames))),
    height: y + row,
    boxes: new Map(moved.flatMap(({ boxes }) => [...boxes])),
    frames: new Map(moved.flatMap(({ frames }) => [...frames])),
    arrows: new Map(moved.flatMap(({ arrows }) => [...arrows])),
  };
}

function rightEnds(...all: readonly ReadonlyMap<string, Rectangle>[]): readonly number[] {
  return all.flatMap((areas) => [...areas.values()].map(({ x, width }) => x + width + 2));
}

function movedBy(part: Layout, by: Point): Layout {
  const move = <T extends Point>(one: T): T => ({ ...one, x: one.x + by.x, y: one.y + by.y });
  return {
    ...part,
    boxes: new Map([...part.boxes].map(([id, area]) => [id, move(area)])),
    frames: new Map([...part.frames].map(([id, area]) => [id, move(area)])),
    arrows: new Map([...part.arrows].map(([id, corners]) => [id, corners.map(move)])),
  };
}
