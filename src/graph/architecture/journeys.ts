import type { Arrow, DrawnJourney } from '../../core/architecture.ts';
import type { ComponentId } from '../../core/id.ts';
import type { Journey } from '../../core/journey.ts';
import { sortedUnique } from '../../core/order.ts';
import type { Cast } from './cast.ts';

interface Drawn {
  readonly cast: Cast;
  readonly journeys: readonly Journey[];
  /** Boxes before any are piled. */
  readonly boxes: readonly { readonly id: ComponentId }[];
  drawnAs(id: string): string;
}

/** The journeys over drawn boxes; those that reach one box alone have no number and stand last. */
export function drawnJourneys(sketch: Drawn, arrows: readonly Arrow[]): readonly DrawnJourney[] {
  const isBox = new Set<string>(sketch.boxes.map(({ id }) => id));
  const boxesOf = (ids: readonly ComponentId[]): readonly string[] => {
    const boxes = ids.map((id) => sketch.cast.belongsTo.get(id) ?? id).filter((id) => isBox.has(id));
    return sortedUnique(boxes.map((id) => sketch.drawnAs(id)));
  };
  const drawn = [...sketch.journeys]
    .sort((a, b) => Number(a.isSmall) - Number(b.isSmall))
    .map(({ name, reaches, needs }) => ({ name, boxes: boxesOf(reaches), needs: boxesOf(needs) }));
  let number = 0;
  return drawn
    .filter(({ boxes }) => boxes.length > 0)
    .map(({ name, boxes, needs }) => {
      const inside = new Set(boxes);
      const along = arrows.filter((one) => !one.isCandidate && inside.has(one.from) && inside.has(one.to));
      const isSmall = boxes.length < 2;
      if (!isSmall) number += 1;
      return { number: isSmall ? undefined : number, name, boxes, needs, arrows: along.map(({ id }) => id) };
    });
}
