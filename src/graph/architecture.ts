import type { Architecture, Arrow, Box, Container, DrawnZone, StandsFor } from '../core/architecture.ts';
import type { Component } from '../core/component.ts';
import type { Evidence } from '../core/finding.ts';
import { groupBy } from '../core/group-by.ts';
import type { ComponentId } from '../core/id.ts';
import type { Journey } from '../core/journey.ts';
import type { SourceRange } from '../core/location.ts';
import { byCodeUnit, byKey, sortedUnique } from '../core/order.ts';
import type { Place, ReportedEvidence } from '../core/report.ts';
import { applicationsOf } from './architecture/applications.ts';
import type { RawArrow } from './architecture/arrows.ts';
import { arrowsBetween, joinedArrow } from './architecture/arrows.ts';
import { boxFacts, drawnName, drawnZones } from './architecture/box.ts';
import type { Cast } from './architecture/cast.ts';
import { castOf } from './architecture/cast.ts';
import type { Pile } from './architecture/collapse.ts';
import { pilesFor } from './architecture/collapse.ts';
import type { Frame } from './architecture/containers.ts';
import { containersOf, frameId, framesOf } from './architecture/containers.ts';
import type { Effects } from './architecture/effects.ts';
import { effectsOf } from './architecture/effects.ts';
import type { Focus } from './architecture/focus.ts';
import { chosenBoxes, nearFocus } from './architecture/focus.ts';
import { drawnJourneys } from './architecture/journeys.ts';
import type { Estate } from './estate.ts';

/** More than a person takes in at a glance. */
export const MOST_BOXES = 40;

export interface ArchitectureInput {
  readonly estate: Estate;
  readonly journeys: readonly Journey[];
  readonly target: string;
  readonly environment: string;
  readonly focus: Focus | undefined;
  /** Draws what is only possible too. */
  readonly withCandidates: boolean;
  /** Fewer boxes than may be, where arrows between them take too much room. */
  readonly limit: number;
  isWanted(component: Component): boolean;
  placeOf(range: SourceRange): Place | undefined;
  /** The proof with lines; asked only for what is drawn. */
  evidenceOf(evidence: Evidence): ReportedEvidence;
}

/** Everything that is drawn before it is decided what is piled up. */
interface Sketch {
  readonly cast: Cast;
  readonly boxes: readonly Component[];
  readonly arrows: readonly RawArrow[];
  readonly frames: ReadonlyMap<string, readonly Frame[]>;
  readonly journeys: readonly Journey[];
  readonly piles: readonly Pile[];
  /** The pile that a box lies in, else the box itself. */
  drawnAs(id: string): string;
}

/** The picture of an estate: at most forty boxes, with their containers, arrows, journeys and zones. */
export function architectureOf(input: ArchitectureInput): Architecture {
  const sketch = sketchOf(input);
  const { estate } = input;
  const drawn = sketch.boxes.filter(({ id }) => sketch.drawnAs(id) === id);
  const zones = drawnZones(sketch.boxes);
  const effects = effectsOf(sketch.arrows);
  const boxes = [
    ...drawn.map((box) => boxOf(box, { input, sketch, zones, effects })),
    ...sketch.piles.map((pile) => pileBox(pile, { input, sketch, zones, effects })),
  ].sort(byKey(({ id }) => id));
  const arrows = arrowsOf(input, sketch);
  const stacks = new Set(sketch.boxes.map(({ stack }) => stack));
  return {
    target: input.target,
    environment: input.environment,
    focus: input.focus ? `${input.focus.kind} ${input.focus.name}` : undefined,
    boxes,
    containers: containersAround(boxes, sketch),
    arrows,
    journeys: drawnJourneys(sketch, arrows),
    zones: zones.filter(({ id }) => boxes.some((box) => box.zones?.names.includes(id))),
    leftOut: {
      collapsed: sketch.piles.reduce((sum, pile) => sum + pile.boxes.length, 0),
      testers: sketch.cast.testers,
      candidates: input.withCandidates ? 0 : candidatesAmong(estate, sketch),
      closedModules: estate.stacks
        .filter(({ id }) => stacks.has(id))
        .reduce(
          (sum, { moduleCalls }) => sum + moduleCalls.filter(({ opened }) => opened === 'opaque').length,
          0,
        ),
    },
  };
}

function sketchOf(input: ArchitectureInput): Sketch {
  const { estate, focus } = input;
  const cast = castOf(estate, input.isWanted);
  const all = arrowsBetween({ ...input, cast });
  const chosen = chosenBoxes(input, cast, all);
  const tied = new Set<string>(all.flatMap(({ from, to }) => [from, to]));
  const boxes = cast.boxes.filter(
    (box) => (chosen?.has(box.id) ?? true) && (tied.has(box.id) || !cast.idle.has(box.id)),
  );
  const isDrawn = new Set<string>(boxes.map(({ id }) => id));
  const arrows = all.filter(({ from, to }) => isDrawn.has(from) && isDrawn.has(to));
  const frames = framesOf(boxes, estate);
  const near = nearFocus(focus, all);
  const piles = pilesFor(
    collapsible(boxes, { arrows, frames, input, cast, near }),
    Math.min(input.limit, MOST_BOXES),
  );
  const pileOf = new Map(piles.flatMap(({ id, boxes: members }) => members.map((box) => [box, id] as const)));
  return {
    cast,
    boxes,
    arrows,
    frames,
    journeys: input.journeys,
    piles,
    drawnAs: (id) => pileOf.get(id) ?? id,
  };
}

interface Weights {
  readonly input: ArchitectureInput;
  readonly cast: Cast;
  readonly arrows: readonly RawArrow[];
  readonly frames: ReadonlyMap<string, readonly Frame[]>;
  readonly near: ReadonlySet<string>;
}

function collapsible(
  boxes: readonly Component[],
  { input, cast, arrows, frames, near }: Weights,
): Parameters<typeof pilesFor>[0] {
  const ties = new Map<string, string[]>();
  for (const { from, to } of arrows) {
    for (const [id, other] of [[from, to] as const, [to, from] as const]) {
      const known = ties.get(id);
      if (known) known.push(other);
      else ties.set(id, [other]);
    }
  }
  const journeys = new Map<string, number[]>();
  for (const [index, { reaches, isSmall }] of input.journeys.entries()) {
    const reached = isSmall ? [] : new Set(reaches.map((id) => cast.belongsTo.get(id) ?? id));
    for (const id of reached) journeys.set(id, [...(journeys.get(id) ?? []), index]);
  }
  const applications = applicationsOf(boxes, input.estate);
  return boxes.map(({ id, name, kind }) => {
    const around = frames.get(id) ?? [];
    return {
      id,
      name,
      kind,
      application: applications.get(id),
      frames: around.map((_, depth) => frameId(around.slice(0, depth + 1))),
      ties: ties.get(id) ?? [],
      journeys: journeys.get(id) ?? [],
      isChosen: near.has(id),
    };
  });
}

interface Drawing {
  readonly input: ArchitectureInput;
  readonly sketch: Sketch;
  readonly zones: readonly DrawnZone[];
  readonly effects: Effects;
}

function boxOf(component: Component, { input, sketch, zones, effects }: Drawing): Box {
  const { id } = component;
  const members = [...sketch.cast.belongsTo].flatMap(([member, owner]) =>
    owner === id ? [input.estate.component(member)] : [],
  );
  const frames = sketch.frames.get(id) ?? [];
  return {
    ...boxFacts(component, { ...input, members, zones }),
    container: frames.length === 0 ? undefined : frameId(frames),
    stands: [],
    applications: undefined,
    ...effectOf([id], { sketch, effects }),
  };
}

function pileBox(pile: Pile, drawing: Drawing): Box {
  const { input, sketch, effects } = drawing;
  const inside = new Set(pile.boxes);
  const members = sketch.boxes.filter(({ id }) => inside.has(id));
  const stands = members.map((member): StandsFor => {
    const [resource] = member.resources;
    const declaredAt = resource === undefined ? undefined : input.estate.resource(resource)?.declaredAt;
    return { name: drawnName(member), kind: member.kind, place: declaredAt && input.placeOf(declaredAt) };
  });
  const main = members.find(({ id }) => id === pile.main);
  return {
    ...(main ? boxOf(main, drawing) : { ...NOTHING_KNOWN, kind: mostly(stands) ?? pile.kind }),
    id: pile.id,
    container: pile.frame,
    stands: [...stands].sort(byKey(({ name, kind }) => `${name}\u0000${kind}`)),
    applications: pile.applications,
    ...effectOf(pile.boxes, { sketch, effects }),
  };
}

/** The kind of most of them; undefined where none is. */
function mostly(stands: readonly StandsFor[]): StandsFor['kind'] | undefined {
  const kinds = [...groupBy(stands, ({ kind }) => kind)];
  return kinds.find(([, same]) => same.length * 2 > stands.length)?.[0];
}

const NOTHING_KNOWN = {
  name: '',
  type: '',
  engine: undefined,
  isEntry: false,
  isUnknown: false,
  size: undefined,
  zones: undefined,
  owner: undefined,
  alarms: undefined,
  broughtBy: [],
  notes: [],
  declaredAt: [],
} as const;

function effectOf(
  ids: readonly string[],
  { sketch, effects }: Pick<Drawing, 'sketch' | 'effects'>,
): Pick<Box, 'stops' | 'mayStop'> {
  const own = new Set(ids.map((id) => sketch.drawnAs(id)));
  const drawn = (found: ReadonlySet<string>): string[] =>
    sortedUnique([...found].map((id) => sketch.drawnAs(id))).filter((id) => !own.has(id));
  const stops = new Set(ids.flatMap((id) => drawn(effects.stops(id))));
  const mayStop = new Set(ids.flatMap((id) => drawn(effects.mayStop(id))));
  return {
    stops: [...stops].sort(byCodeUnit),
    mayStop: [...mayStop].filter((id) => !stops.has(id)).sort(byCodeUnit),
  };
}

const MOST_EVIDENCE = 12;

function arrowsOf(input: ArchitectureInput, sketch: Sketch): readonly Arrow[] {
  const moved = sketch.arrows.flatMap((arrow) => {
    const [from, to] = [sketch.drawnAs(arrow.from), sketch.drawnAs(arrow.to)];
    return from === to ? [] : [{ ...arrow, from, to }];
  });
  const pairs = groupBy(moved, ({ from, to }) => `${from}\u0000${to}`);
  return [...pairs.values()]
    .map(joinedArrow)
    .map((arrow): Arrow => ({
      ...arrow,
      id: `${arrow.from} → ${arrow.to}`,
      evidence: uniqueEvidence(arrow.evidence.map((line) => input.evidenceOf(line))).slice(0, MOST_EVIDENCE),
    }))
    .sort(byKey(({ id }) => id));
}

function uniqueEvidence(lines: readonly ReportedEvidence[]): readonly ReportedEvidence[] {
  const keyed = lines.map((line) => [`${line.says} ${line.place?.file} ${line.place?.line}`, line] as const);
  return [...new Map(keyed).values()];
}

function containersAround(boxes: readonly Box[], { frames }: Sketch): readonly Container[] {
  const all = new Map(containersOf(frames.values()).map((one) => [one.id, one]));
  const needed = new Set<string>();
  for (const { container } of boxes) {
    for (let at = container; at !== undefined; at = all.get(at)?.parent) needed.add(at);
  }
  return [...all.values()].filter(({ id }) => needed.has(id));
}

function candidatesAmong(estate: Estate, { cast, boxes }: Sketch): number {
  const isDrawn = new Set(boxes.map(({ id }) => id));
  const isBox = (id: ComponentId): boolean => isDrawn.has(cast.belongsTo.get(id) ?? id);
  return estate.candidates.filter(({ from, to }) => isBox(from) && isBox(to)).length;
}
