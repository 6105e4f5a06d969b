import type { LayoutBox, LayoutRequest, Rectangle } from '../core/layout.ts';

/** Boxes without arrows that stand in one frame, placed in rows: to a layout they are one block. */
export interface Shelf {
  readonly id: string;
  readonly frame: string | undefined;
  readonly width: number;
  readonly height: number;
  /** Relative to the shelf. */
  readonly boxes: ReadonlyMap<string, Rectangle>;
}

const GAP = 18;

/** A shelf for each frame that holds boxes without arrows. */
export function shelvesOf(request: LayoutRequest): readonly Shelf[] {
  const tied = new Set(request.arrows.flatMap(({ from, to }) => [from, to]));
  const loose = new Map<string | undefined, LayoutBox[]>();
  for (const box of request.boxes) {
    if (tied.has(box.id)) continue;
    const known = loose.get(box.frame);
    if (known) known.push(box);
    else loose.set(box.frame, [box]);
  }
  return [...loose].map(([frame, boxes]) => shelf(frame, boxes, request.width * SHARE));
}

// Frames around a shelf take a part of the page too.
const SHARE = 0.9;

function shelf(frame: string | undefined, boxes: readonly LayoutBox[], width: number): Shelf {
  const widest = Math.max(...boxes.map((box) => box.width));
  const most = Math.max(1, Math.floor((width + GAP) / (widest + GAP)));
  // A little wider than high: boxes are flat.
  const columns = Math.min(most, boxes.length, Math.max(1, Math.ceil(Math.sqrt(boxes.length))));
  const placed = new Map<string, Rectangle>();
  let y = 0;
  for (let row = 0; row * columns < boxes.length; row += 1) {
    const inRow = boxes.slice(row * columns, (row + 1) * columns);
    for (const [column, box] of inRow.entries()) {
      placed.set(box.id, { x: column * (widest + GAP), y, width: box.width, height: box.height });
    }
    y += Math.max(...inRow.map(({ height }) => height)) + GAP;
  }
  return {
    id: `shelf ${frame ?? ''}`,
    frame,
    width: columns * (widest + GAP) - GAP,
    height: y - GAP,
    boxes: placed,
  };
}
