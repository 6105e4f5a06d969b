import type { LayoutRequest } from '../core/layout.ts';

/** The outermost things that arrows tie together: each part is laid out by itself. */
export function partsOf(request: LayoutRequest): readonly LayoutRequest[] {
  const parents = new Map(request.frames.map(({ id, parent }) => [id, parent]));
  const outermost = (frame: string): string => {
    let at = frame;
    for (let up = parents.get(at); up !== undefined; up = parents.get(at)) at = up;
    return at;
  };
  const unitOf = new Map<string, string>();
  for (const { id, frame } of request.boxes) {
    unitOf.set(id, frame === undefined ? `box ${id}` : `frame ${outermost(frame)}`);
  }
  const joined = new Map<string, string>();
  const top = (unit: string): string => {
    let at = unit;
    for (let up = joined.get(at); up !== undefined; up = joined.get(at)) at = up;
    return at;
  };
  for (const { from, to } of request.arrows) {
    const [a, b] = [top(unitOf.get(from) ?? ''), top(unitOf.get(to) ?? '')];
    if (a !== b) joined.set(a < b ? b : a, a < b ? a : b);
  }
  const parts = new Map<string, string[]>();
  for (const { id } of request.boxes) {
    const unit = top(unitOf.get(id) ?? '');
    const known = parts.get(unit);
    if (known) known.push(id);
    else parts.set(unit, [id]);
  }
  return [...parts.values()].map((ids) => partWith(request, new Set(ids), outermost));
}

function partWith(
  request: LayoutRequest,
  ids: ReadonlySet<string>,
  outermost: (frame: string) => string,
): LayoutRequest {
  const boxes = request.boxes.filter(({ id }) => ids.has(id));
  const tops = new Set(boxes.flatMap(({ frame }) => (frame === undefined ? [] : [outermost(frame)])));
  return {
    boxes,
    frames: request.frames.filter(({ id }) => tops.has(outermost(id))),
    arrows: request.arrows.filter(({ from }) => ids.has(from)),
    width: request.width,
  };
}
