// Compares what we evaluated with what terraform planned, leaf by leaf.
import type { Data } from '../../../src/core/value.ts';
import { isDataList, isDataObject, scalarText, Sensitive, Unknown } from '../../../src/core/value.ts';
import { text } from '../../support/load-text.ts';
import type { Planned } from './planned.ts';
import { hasLater, isPlannedList, isPlannedObject, LATER, plannedText } from './planned.ts';
import type { ListShape, Shape } from './shape.ts';

export type Outcome =
  | 'equal'
  /** Unknown to both. */
  | 'unknown'
  /** The plan knows it and we do not. */
  | 'unknown-here'
  /** We know it and the plan does not. */
  | 'known-here'
  /** Null, empty or not written here; the provider fills it in. */
  | 'filled'
  /** Known to differ because the provider rewrites it. */
  | 'normalised'
  | 'different';

export interface Verdict {
  readonly path: string;
  readonly outcome: Outcome;
  readonly ours: string;
  readonly theirs: string;
  /** Why it is unknown to us. */
  readonly reason: string | undefined;
}

const ANY: Shape = { kind: 'any' };
const MAP_OF_ANY: Shape = { kind: 'map', of: ANY };
const LIST_OF_ANY: Shape = { kind: 'list', of: ANY };

/** The verdicts on one value and everything inside it. */
export function compare(
  path: string,
  shape: Shape,
  ours: Data | undefined,
  theirs: Planned | undefined,
): readonly Verdict[] {
  const judge = (outcome: Outcome, reason?: string): readonly Verdict[] => [
    { path, outcome, ours: ours === undefined ? 'absent' : text(ours), theirs: plannedText(theirs), reason },
  ];
  if (Sensitive.is(ours)) return compare(path, shape, ours.reveal(), theirs);
  if (Unknown.is(ours)) {
    // A whole resource or block stays a reference here: that is its value until applying fills it.
    const isReference = shape.kind === 'any' && ours.refs.length > 0 && hasLater(theirs);
    return judge(theirs === LATER || isReference ? 'unknown' : 'unknown-here', ours.reason);
  }
  if (isEmpty(ours) && (isEmpty(theirs) || allEmpty(theirs))) return judge('equal');
  if (ours === null || ours === undefined) return judge(theirs === LATER ? 'unknown' : 'filled');
  if (theirs === LATER) {
    if (isEmpty(ours)) return judge('filled');
    return judge(hasUnknown(ours) ? 'unknown' : 'known-here');
  }
  switch (shape.kind) {
    case 'single': {
      const inner = isDataList(ours) && ours.length === 1 ? ours[0] : ours;
      return compare(path, shape.of, inner, isPlannedList(theirs) ? theirs[0] : theirs);
    }
    case 'list':
    case 'set': {
      if (!isDataList(ours) || !isPlannedList(theirs)) return judge('different');
      const items = shape.kind === 'set' ? distinct(ours) : ours;
      return compareLists(path, shape, items, theirs) ?? judge('different');
    }
    case 'map':
    case 'object': {
      if (!isDataObject(ours) || !isPlannedObject(theirs)) return judge('different');
      const names = new Set([...Object.keys(ours), ...(shape.kind === 'map' ? Object.keys(theirs) : [])]);
      return [...names].flatMap((name) => {
        const inner = shape.kind === 'map' ? shape.of : shape.attributes[name];
        return compare(`${path}.${name}`, inner ?? ANY, ours[name], theirs[name]);
      });
    }
    case 'any':
      if (isDataObject(ours) && isPlannedObject(theirs)) return compare(path, MAP_OF_ANY, ours, theirs);
      if (isDataList(ours) && isPlannedList(theirs)) return compare(path, LIST_OF_ANY, ours, theirs);
      return judge(sameLeaf('any', ours, theirs) ? 'equal' : 'different');
    default:
      return judge(sameLeaf(shape.kind, ours, theirs) ? 'equal' : 'different');
  }
}

function compareLists(
  path: string,
  shape: ListShape,
  ours: readonly Data[],
  theirs: readonly Planned[],
): readonly Verdict[] | undefined {
  if (ours.length !== theirs.length) return undefined;
  const open = [...theirs];
  return ours.flatMap((item, index) => {
    const against = shape.kind === 'list' ? index : bestMatch(path, shape.of, item, open);
    const other = shape.kind === 'list' ? theirs[index] : open.splice(against, 1)[0];
    return compare(`${path}.${index}`, shape.of, item, other);
  });
}

/** The element of a set that differs least. */
function bestMatch(path: string, shape: Shape, item: Data, open: readonly Planned[]): number {
  const cost = open.map((other) => {
    const verdicts = compare(path, shape, item, other);
    const count = (outcome: Outcome): number => verdicts.filter((one) => one.outcome === outcome).length;
    return 100 * count('different') + 10 * (count('unknown-here') + count('known-here')) + count('filled');
  });
  return cost.indexOf(Math.min(...cost));
}

function distinct(items: readonly Data[]): readonly Data[] {
  const seen = new Set<string>();
  return items.filter((item) => {
    if (hasUnknown(item)) return true;
    const key = text(item);
    if (seen.has(key)) return false;
    seen.add(key);
    return true;
  });
}

function sameLeaf(
  kind: 'text' | 'number' | 'bool' | 'any',
  ours: Data,
  theirs: Planned | undefined,
): boolean {
  if (kind === 'any') {
    const areTexts = typeof ours === 'string' && typeof theirs === 'string';
    return sameTree(ours, theirs) || (areTexts && sameJson(ours, theirs));
  }
  if (kind === 'number') return typeof theirs === 'number' && Number(ours) === theirs;
  const text = scalarText(ours);
  if (kind === 'bool') return typeof theirs === 'boolean' && text === String(theirs);
  return text !== undefined && typeof theirs === 'string' && (text === theirs || sameJson(text, theirs));
}

/** JSON texts that say the same: white space and the order of names mean nothing. */
function sameJson(ours: string, theirs: string): boolean {
  if (!/^\s*[[{]/.test(ours) || !/^\s*[[{]/.test(theirs)) return false;
  try {
    return sameTree(parsed(ours), parsed(theirs));
  } catch {
    return false;
  }
}

function parsed(json: string): Data & Planned {
  return JSON.parse(json);
}

function sameTree(ours: Data | undefined, theirs: Planned | undefined): boolean {
  if (Sensitive.is(ours)) return sameTree(ours.reveal(), theirs);
  if (Unknown.is(ours)) return theirs === LATER;
  if (isDataList(ours)) {
    return (
      isPlannedList(theirs) &&
      ours.length === theirs.length &&
      ours.every((item, index) => sameTree(item, theirs[index]))
    );
  }
  if (isDataObject(ours)) {
    const names = Object.keys(ours);
    return (
      isPlannedObject(theirs) &&
      names.length === Object.keys(theirs).length &&
      names.every((name) => name in theirs && sameTree(ours[name], theirs[name]))
    );
  }
  if ((ours ?? null) === (theirs ?? null)) return true;
  // Whole numbers that a double cannot hold are decimal texts here.
  return typeof theirs === 'number' && !Number.isSafeInteger(theirs) && Number(ours) === theirs;
}

/** Providers do not tell null, an empty text and an empty list apart. */
function isEmpty(value: Data | Planned | undefined): boolean {
  if (value === undefined || value === null || value === '') return true;
  if (Array.isArray(value)) return value.length === 0;
  return (
    typeof value === 'object' && !Unknown.is(value) && !Sensitive.is(value) && Object.keys(value).length === 0
  );
}

/** A block that the provider lists although nothing is in it. */
function allEmpty(value: Planned | undefined): boolean {
  if (isPlannedObject(value)) return Object.values(value).every(allEmpty);
  return isPlannedList(value) ? value.every(allEmpty) : isEmpty(value);
}

function hasUnknown(data: Data | undefined): boolean {
  if (Unknown.is(data)) return true;
  if (Sensitive.is(data)) return hasUnknown(data.reveal());
  if (isDataList(data)) return data.some(hasUnknown);
  return isDataObject(data) && Object.values(data).some(hasUnknown);
}
