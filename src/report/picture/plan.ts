import type { Architecture, Container } from '../../core/architecture.ts';
import type { LayoutRequest } from '../../core/layout.ts';
import type { BoxPlan } from './box-plan.ts';
import { planBoxes, SMALL } from './box-plan.ts';
import { fitted } from './label.ts';
import { widthOf } from './text-width.ts';

/** How wide the boxes and frames of a picture may be: a page of 1,280 pixels shows it as it is. */
export const PAGE_WIDTH = 1236;

export const FRAME_TITLE = { ...SMALL, isBold: true };
const FRAME_TITLE_ROOM = 420;

/** Everything that is decided before the layout: what boxes say, and how much room they take. */
export interface PicturePlan {
  readonly boxes: readonly BoxPlan[];
  readonly frames: readonly FramePlan[];
  readonly request: LayoutRequest;
}

export interface FramePlan {
  readonly container: Container;
  readonly title: string;
}

/** Plans a picture; the layout of its request completes it. */
export function planPicture(architecture: Architecture): PicturePlan {
  const boxes = planBoxes(architecture);
  const frames = architecture.containers.map((container): FramePlan => {
    const [title = ''] = fitted(container.name, { ...FRAME_TITLE, width: FRAME_TITLE_ROOM, lines: 1 });
    return { container, title };
  });
  return {
    boxes,
    frames,
    request: {
      boxes: boxes.map(({ box, width, height }) => ({ id: box.id, frame: box.container, width, height })),
      frames: frames.map(({ container: { id, parent }, title }) => ({
        id,
        parent,
        titleWidth: Math.ceil(widthOf(title, FRAME_TITLE)),
        titleHeight: 22,
      })),
      arrows: architecture.arrows.map(({ id, from, to }) => ({ id, from, to })),
      width: PAGE_WIDTH,
    },
  };
}
