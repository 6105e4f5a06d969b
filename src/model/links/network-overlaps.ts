import { ipv4Range, ipv4Text, privateRanges } from '../../core/address-range.ts';
import type { AddressRange } from '../../core/address-range.ts';
import type { Stated } from '../../core/component.ts';
import type { NetworkJoin, NetworkOverlap } from '../../core/facts/network.ts';
import { Unknown } from '../../core/value.ts';
import type { ComponentDraft, GraphDraft } from '../graph-draft.ts';
import type { LinkPass } from '../link-pass.ts';

/**
 * Finds networks of the estate that use the same addresses: one sweep over all ranges in order of address.
 */
export const networkOverlaps: LinkPass = {
  name: 'network-overlaps',
  after: ['networks'],
  run(draft) {
    const ranges = rangesOf(draft);
    const overlaps = new Map<ComponentDraft, NetworkOverlap[]>();
    const freeRanges = new FreeRanges(ranges);
    for (const [first, second] of overlappingPairs(ranges)) {
      if (!isJudged(first, second)) continue;
      for (const [own, other] of [
        [first, second],
        [second, first],
      ] as const) {
        const known = overlaps.get(own.component) ?? [];
        overlaps.set(own.component, known);
        known.push(describe(own, other, { shared: second.range, free: freeRanges.nextTo(own) }));
      }
    }
    for (const [component, own] of overlaps) component.facts.overlaps = own;
  },
};

interface NetworkRange {
  readonly component: ComponentDraft;
  readonly stated: Stated<string>;
  readonly range: AddressRange;
  readonly isDefault: boolean;
}

function rangesOf(draft: GraphDraft): readonly NetworkRange[] {
  const found: NetworkRange[] = [];
  for (const component of draft.components.values()) {
    const { networkPart, addressRanges } = component.facts;
    if (networkPart !== 'network' || isOnlyShown(component)) continue;
    for (const stated of addressRanges ?? []) {
      const range = Unknown.is(stated.value) ? undefined : ipv4Range(stated.value);
      if (range) found.push({ component, stated, range, isDefault: stated.origin === 'default' });
    }
  }
  return found.sort((a, b) => a.range.start - b.range.start || b.range.end - a.range.end);
}

/** Examples and tests are not part of the estate that runs. */
function isOnlyShown({ stack }: ComponentDraft): boolean {
  return stack?.code.role === 'example' || stack?.code.role === 'test';
}

/** CIDR ranges nest or are apart, so what overlaps a range is on the stack of those that contain it. */
function overlappingPairs(
  ranges: readonly NetworkRange[],
): readonly (readonly [NetworkRange, NetworkRange])[] {
  const pairs: (readonly [NetworkRange, NetworkRange])[] = [];
  const open: NetworkRange[] = [];
  for (const current of ranges) {
    while (open.length > 0 && (open.at(-1)?.range.end ?? 0) < current.range.start) open.pop();
    // A range that dozens of networks share is told once for each of them, not once for each pair.
    for (const other of open.slice(-MOST_NAMED)) pairs.push([other, current]);
    open.push(current);
  }
  return pairs;
}

const MOST_NAMED = 20;

/**
 * Default networks, whose range nobody chose, and copies of one code count only where something joins them.
 */
function isJudged(first: NetworkRange, second: NetworkRange): boolean {
  const [one, other] = [first.component, second.component];
  if (one === other) return false;
  // What may be a module for others runs, if at all, with the ranges of whoever calls it.
  const mayBeModule = one.stack?.code.role === 'maybe-module' || other.stack?.code.role === 'maybe-module';
  if (mayBeModule && one.stack !== other.stack) return false;
  const isByNature = first.isDefault || second.isDefault || isSameCode(one, other);
  return !isByNature || joinOf(one, other) !== undefined;
}

/**
 * One root with several sets of variables: its copies are told apart by account, and share their ranges on
 * purpose.
 */
function isSameCode(one: ComponentDraft, other: ComponentDraft): boolean {
  return (
    one.stack !== other.stack &&
    one.stack?.root === other.stack?.root &&
    one.main?.address === other.main?.address
  );
}

function joinOf(first: ComponentDraft, second: ComponentDraft): NetworkJoin | undefined {
  const others = new Set((second.facts.joins ?? []).flatMap((join) => join.with ?? []));
  return (first.facts.joins ?? []).find(
    (join) =>
      join.with !== undefined &&
      (join.with === second.id || (join.kind === 'transit' && others.has(join.with))),
  );
}

function describe(
  own: NetworkRange,
  other: NetworkRange,
  { shared, free }: { shared: AddressRange; free: string | undefined },
): NetworkOverlap {
  return {
    with: other.component.id,
    own: own.stated,
    other: other.stated,
    shared: ipv4Text(shared),
    joinedBy: joinOf(own.component, other.component),
    free,
  };
}

// Enough to get past every range of an ordinary estate; beyond that no proposal is made.
const MOST_TRIES = 256;
const MOST_RANGES = 500;

/** Proposes unused private ranges, each once. */
class FreeRanges {
  readonly #taken: readonly AddressRange[];
  readonly #known = new Map<NetworkRange, string | undefined>();

  constructor(ranges: readonly NetworkRange[]) {
    this.#taken = ranges.map(({ range }) => range);
  }

  /** The first private range of the same size, after this one, that nobody uses. */
  nextTo(own: NetworkRange): string | undefined {
    if (this.#taken.length > MOST_RANGES) return undefined;
    if (!this.#known.has(own)) this.#known.set(own, this.#search(own.range));
    return this.#known.get(own);
  }

  #search(range: AddressRange): string | undefined {
    const spaces = privateRanges.flatMap((text) => ipv4Range(text) ?? []);
    const space = spaces.find(({ start, end }) => start <= range.start && range.end <= end);
    if (!space) return undefined;
    const size = range.end - range.start + 1;
    let start = range.start;
    for (let tries = 0; tries < MOST_TRIES; tries += 1) {
      start = start + 2 * size - 1 > space.end ? space.start : start + size;
      const candidate = { start, end: start + size - 1 };
      const isTaken = this.#taken.some((one) => one.start <= candidate.end && candidate.start <= one.end);
      if (!isTaken) return ipv4Text(candidate);
    }
    return undefined;
  }
}
