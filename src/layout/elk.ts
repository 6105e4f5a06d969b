import type { ElkExtendedEdge, ElkNode } from 'elkjs/lib/elk-api.js';
import type { ELK } from 'elkjs/lib/elk-api.js';
import elkjs from 'elkjs/lib/elk.bundled.js';
import type { Layout, LayoutRequest, Point, Rectangle } from '../core/layout.ts';
import type { Shelf } from './shelves.ts';
import { shelvesOf } from './shelves.ts';

/** One way to lay out; which is the best one depends on the graph. */
export interface Way {
  readonly direction: 'RIGHT' | 'DOWN';
  /** How many boxes may stand side by side; undefined: as many as there are. */
  readonly bound: number | undefined;
}

/** The engine, started: that takes longer than a small layout. */
export function startElk(): ELK {
  return new elkjs.default();
}

/** One layout by the Eclipse Layout Kernel, the same for the same request. */
export async function layOut(elk: ELK, request: LayoutRequest, way: Way): Promise<Layout> {
  const shelves = shelvesOf(request);
  const onShelf = new Set(shelves.flatMap(({ boxes }) => [...boxes.keys()]));
  const graph: ElkNode = {
    id: 'root',
    layoutOptions: { ...ROOT_OPTIONS, ...optionsOf(way) },
    children: childrenOf(undefined, { request, shelves, onShelf, way }),
    edges: request.arrows.map(({ id, from, to }): ElkExtendedEdge => ({
      id,
      sources: [from],
      targets: [to],
    })),
  };
  return readLayout(await elk.layout(graph), request, shelves);
}

const ROOT_OPTIONS: Readonly<Record<string, string>> = {
  'elk.hierarchyHandling': 'INCLUDE_CHILDREN',
  'elk.json.shapeCoords': 'ROOT',
  'elk.json.edgeCoords': 'ROOT',
  'elk.padding': '[top=2,left=2,bottom=2,right=2]',
};

function optionsOf({ direction, bound }: Way): Readonly<Record<string, string>> {
  return {
    'elk.algorithm': 'layered',
    'elk.direction': direction,
    'elk.randomSeed': '1',
    'elk.edgeRouting': 'ORTHOGONAL',
    'elk.spacing.nodeNode': '18',
    'elk.spacing.edgeNode': '14',
    'elk.spacing.edgeEdge': '8',
    'elk.layered.spacing.nodeNodeBetweenLayers': '36',
    'elk.layered.spacing.edgeNodeBetweenLayers': '14',
    'elk.layered.spacing.edgeEdgeBetweenLayers': '9',
    'elk.layered.thoroughness': '12',
    'elk.layered.nodePlacement.strategy': 'NETWORK_SIMPLEX',
    ...(bound === undefined
      ? {}
      : {
          'elk.layered.layering.strategy': 'COFFMAN_GRAHAM',
          'elk.layered.layering.coffmanGraham.layerBound': String(bound),
        }),
  };
}

/** The engine turns a picture that grows downwards, and forgets to turn least sizes of frames with it. */
function leastSize({ width, height }: { readonly width: number; readonly height: number }, way: Way): string {
  return way.direction === 'RIGHT' ? `(${width},${height})` : `(${height},${width})`;
}

interface Building {
  readonly request: LayoutRequest;
  readonly shelves: readonly Shelf[];
  readonly onShelf: ReadonlySet<string>;
  readonly way: Way;
}

function childrenOf(frame: string | undefined, building: Building): ElkNode[] {
  const { request, shelves, onShelf, way } = building;
  const inner = request.frames
    .filter(({ parent }) => parent === frame)
    .map(({ id, titleWidth, titleHeight }): ElkNode => ({
      id: `frame ${id}`,
      layoutOptions: {
        ...optionsOf(way),
        'elk.padding': `[top=${titleHeight + 10},left=14,bottom=14,right=14]`,
        'elk.nodeSize.constraints': 'MINIMUM_SIZE',
        'elk.nodeSize.minimum': leastSize({ width: titleWidth + 24, height: titleHeight + 24 }, way),
      },
      children: childrenOf(id, building),
    }));
  const boxes = request.boxes
    .filter((box) => box.frame === frame && !onShelf.has(box.id))
    .map(({ id, width, height }): ElkNode => ({ id, width, height }));
  const blocks = shelves
    .filter((shelf) => shelf.frame === frame)
    .map(({ id, width, height }): ElkNode => ({ id, width, height }));
  return [...boxes, ...inner, ...blocks];
}

function readLayout(root: ElkNode, request: LayoutRequest, shelves: readonly Shelf[]): Layout {
  const boxes = new Map<string, Rectangle>();
  const frames = new Map<string, Rectangle>();
  const byId = new Map(shelves.map((shelf) => [shelf.id, shelf]));
  const frameIds = new Set(request.frames.map(({ id }) => `frame ${id}`));
  const open = [...(root.children ?? [])];
  for (let node = open.pop(); node; node = open.pop()) {
    const area = rectangle(node);
    const shelf = byId.get(node.id);
    if (frameIds.has(node.id)) frames.set(node.id.slice('frame '.length), area);
    else if (!shelf) boxes.set(node.id, area);
    for (const [id, inside] of shelf?.boxes ?? []) {
      boxes.set(id, { ...inside, x: area.x + inside.x, y: area.y + inside.y });
    }
    open.push(...(node.children ?? []));
  }
  const arrows = new Map((root.edges ?? []).map((edge) => [edge.id, cornersOf(edge)]));
  return { width: round(root.width), height: round(root.height), boxes, frames, arrows };
}

function cornersOf({ sections = [] }: ElkExtendedEdge): readonly Point[] {
  const corners = sections.flatMap(({ startPoint, bendPoints = [], endPoint }) => [
    startPoint,
    ...bendPoints,
    endPoint,
  ]);
  return corners.map(({ x, y }) => ({ x: round(x), y: round(y) }));
}

function rectangle({ x, y, width, height }: ElkNode): Rectangle {
  return { x: round(x), y: round(y), width: round(width), height: round(height) };
}

/** Half units: lines stay straight, and no machine prints another last digit. */
function round(value: number | undefined): number {
  return Math.round((value ?? 0) * 2) / 2;
}
