import type { BoxKind } from '../../core/architecture.ts';
import { groupBy } from '../../core/group-by.ts';
import { byCodeUnit } from '../../core/order.ts';

/** A box as far as deciding whether it is drawn by itself needs it. */
export interface Collapsible {
  readonly id: string;
  readonly name: string;
  readonly kind: BoxKind;
  /** What is released together with others; undefined where that says nothing. */
  readonly application: string | undefined;
  /** Ids of the frames around it, the outermost first. */
  readonly frames: readonly string[];
  /** Boxes that arrows tie it to. */
  readonly ties: readonly string[];
  /** Numbers of journeys it is part of. */
  readonly journeys: readonly number[];
  /** Part of what was asked for: collapsed last. */
  readonly isChosen: boolean;
}

/** Boxes that are drawn as one: `12 more workloads`, or the parts of an application. */
export interface Pile {
  readonly id: string;
  /** What they have in common; `other` for several kinds. */
  readonly kind: BoxKind;
  /** Of an application its main part. */
  readonly main: string | undefined;
  /** Of a pile of applications how many. */
  readonly applications: number | undefined;
  readonly frame: string | undefined;
  readonly boxes: readonly string[];
}

/** A box, or boxes that are piled already. */
interface Item extends Collapsible {
  readonly boxes: readonly string[];
  /** True for what is named by how many it holds. */
  readonly isPile: boolean;
  readonly main: string | undefined;
  readonly applications: number;
  /** How many other items arrows tie it to. */
  readonly degree: number;
}

/**
 * Piles after which at most `limit` boxes are left. What stands alone goes first, then what is on no journey,
 * then the rest; what was asked for goes last. Within a pile the least connected go first.
 */
export function pilesFor(boxes: readonly Collapsible[], limit: number): readonly Pile[] {
  let items: readonly Item[] = boxes.map((box) => ({
    ...box,
    boxes: [box.id],
    isPile: false,
    main: undefined,
    applications: 0,
    degree: 0,
  }));
  for (const stage of STAGES) {
    if (items.length <= limit) break;
    items = withDegrees(items);
    items = withPiles(items, takenBy(stage, items, limit), stage);
  }
  return items
    .filter((item) => item.boxes.length > 1)
    .map(({ id, kind, frames, main, applications, boxes: members }) => ({
      id,
      kind,
      main,
      applications: applications > 0 && main === undefined ? applications : undefined,
      frame: frames.at(-1),
      boxes: members,
    }));
}

function withDegrees(items: readonly Item[]): readonly Item[] {
  const itemOf = new Map(items.flatMap(({ id, boxes }) => boxes.map((box) => [box, id] as const)));
  return items.map((item) => {
    const others = new Set(item.ties.map((box) => itemOf.get(box)));
    others.delete(item.id);
    return { ...item, degree: others.size };
  });
}

/** What a stage piles up, by pile: the least worth of all it may take, until few enough are left. */
function takenBy(stage: Stage, items: readonly Item[], limit: number): ReadonlyMap<string, readonly Item[]> {
  const able = items.filter(stage.takes).sort(byWorth);
  const sizes = groupBy(able, stage.keyOf);
  if (stage.isWhole) return new Map([...sizes].filter(([, group]) => group.length > 1));
  const taken = new Map<string, Item[]>();
  let excess = items.length - limit;
  for (const item of able) {
    const key = stage.keyOf(item);
    const group = sizes.get(key) ?? [];
    const pile = taken.get(key) ?? [];
    const isFull = stage.isGreedy ? pile.length >= group.length - KEPT_ALONE : excess <= 0;
    // A pile of one would say nothing.
    if (group.length < 2 || (isFull && pile.length !== 1)) continue;
    if (pile.length > 0) excess -= 1;
    pile.push(item);
    taken.set(key, pile);
  }
  return new Map([...taken].filter(([, pile]) => pile.length > 1));
}

// Of buckets or databases that nothing here is known to use, a few say what they are.
const KEPT_ALONE = 3;

interface Stage {
  /** Takes all but a few, however many are too many. */
  readonly isGreedy: boolean;
  /** Takes whole groups, all of them: another level of the same picture. */
  readonly isWhole: boolean;
  /** How many frames, from the outermost on, stay around a pile. */
  readonly depth: number;
  takes(this: void, item: Item): boolean;
  keyOf(this: void, item: Item): string;
}

interface StageOptions {
  readonly depth?: number;
  readonly byKind?: boolean;
  readonly isGreedy?: boolean;
}

function stage(takes: Stage['takes'], options: StageOptions = {}): Stage {
  const { depth = Infinity, byKind = true, isGreedy = false } = options;
  const keyOf = ({ frames, kind }: Item): string =>
    `${frames.slice(0, depth).at(-1) ?? ''}\u0000${byKind ? kind : ''}`;
  return { isGreedy, isWhole: false, depth, takes, keyOf };
}

const isAside = ({ journeys, isChosen }: Item): boolean => journeys.length === 0 && !isChosen;
const isAlone = (item: Item): boolean => item.degree === 0 && isAside(item);
const isFree = ({ isChosen }: Item): boolean => !isChosen;
const isAny = (): boolean => true;

/** What is released together is one application; above it, pictures of many releases are read. */
const applications: Stage = {
  isGreedy: false,
  isWhole: true,
  depth: Infinity,
  takes: ({ application, isChosen }) => application !== undefined && !isChosen,
  keyOf: ({ frames, application }) => `${frames.at(-1) ?? ''}\u0000${application}`,
};

const STAGES: readonly Stage[] = [
  stage(isAlone, { isGreedy: true }),
  applications,
  stage(isAlone),
  stage(isAlone, { depth: 1 }),
  stage(isAside),
  stage(isFree),
  stage(isFree, { depth: 1 }),
  stage(isFree, { depth: 1, byKind: false }),
  stage(isFree, { depth: 0 }),
  stage(isAny),
  stage(isAny, { depth: 0 }),
  stage(isAny, { depth: 0, byKind: false }),
];

/** The least worth drawing first: few arrows, on few journeys. Piles come before all: they take in others. */
function byWorth(a: Item, b: Item): number {
  return (
    Number(b.isPile) - Number(a.isPile) ||
    worthOf(a) - worthOf(b) ||
    byCodeUnit(a.name, b.name) ||
    byCodeUnit(a.id, b.id)
  );
}

function worthOf({ degree, journeys }: Item): number {
  return degree * 2 + journeys.length;
}

/** The items with those of each group as one behind them. */
function withPiles(
  items: readonly Item[],
  groups: ReadonlyMap<string, readonly Item[]>,
  stage: Stage,
): readonly Item[] {
  const gone = new Set([...groups.values()].flatMap((taken) => taken.map(({ id }) => id)));
  const piles = [...groups].flatMap(([key, taken]) => pileOf(key, taken, stage) ?? []);
  return [...items.filter(({ id }) => !gone.has(id)), ...piles];
}

function pileOf(key: string, taken: readonly Item[], { depth, isWhole }: Stage): Item | undefined {
  const [first] = taken;
  if (!first) return undefined;
  const main = isWhole ? mainOf(taken) : undefined;
  return {
    id: main ? `all of ${main.id}` : `more ${key.replace('\u0000', ' ')}`,
    name: (main ?? first).name,
    kind: main?.kind ?? (taken.every(({ kind }) => kind === first.kind) ? first.kind : 'other'),
    application: undefined,
    frames: first.frames.slice(0, depth),
    ties: taken.flatMap(({ ties }) => ties),
    journeys: [...new Set(taken.flatMap(({ journeys }) => journeys))],
    isChosen: taken.some(({ isChosen }) => isChosen),
    boxes: taken.flatMap((one) => one.boxes).sort(byCodeUnit),
    isPile: main === undefined,
    main: main?.id,
    applications: main ? 1 : taken.reduce((sum, one) => sum + one.applications, 0),
    degree: 0,
  };
}

/** The part that gives an application its name: what runs, and what most others are named after. */
function mainOf(parts: readonly Item[]): Item | undefined {
  const running = parts.filter(({ kind }) => kind === 'workload' || kind === 'function');
  const candidates = running.length > 0 ? running : parts;
  const followers = followersOf(parts, new Set(candidates.map(({ name }) => name)));
  const count = ({ name }: Item): number => followers.get(name) ?? 0;
  const named = [...candidates].sort(
    (a, b) => count(b) - count(a) || a.name.length - b.name.length || byCodeUnit(a.id, b.id),
  );
  return named[0];
}

/** How many parts begin with each of these names. */
function followersOf(parts: readonly Item[], names: ReadonlySet<string>): ReadonlyMap<string, number> {
  const found = new Map<string, number>();
  for (const { name } of parts) {
    for (let end = 0; end <= name.length; end += 1) {
      const start = name.slice(0, end);
      if (names.has(start)) found.set(start, (found.get(start) ?? 0) + 1);
    }
  }
  return found;
}
