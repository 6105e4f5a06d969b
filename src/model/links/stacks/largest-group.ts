import { sortedUnique } from '../../../core/order.ts';
import type { Resource, Stack } from '../../../core/resource.ts';
import type { Data } from '../../../core/value.ts';
import { isDataList, isDataObject, Unknown } from '../../../core/value.ts';

// What half the root refers to (a network, a key) joins everything and says nothing about a module.
const HUB_REFERENCES = 8;
// Smaller roots are not asked about.
const SMALLEST_ROOT = 20;

/**
 * The largest group of resources of the root's own files that refer to each other, leaving out what all refer
 * to.
 */
export function largestGroup(stack: Stack): readonly string[] {
  if (stack.code.moduleCalls.length > 0 || stack.code.resourceBlocks < SMALLEST_ROOT) return [];
  const names = new Map<string, string>();
  for (const resource of stack.resources) {
    if (resource.mode === 'managed') names.set(resource.id, blockOf(resource));
  }
  const pairs: [string, string][] = [];
  const referrers = new Map<string, Set<string>>();
  for (const resource of stack.resources) {
    const own = names.get(resource.id);
    if (own === undefined) continue;
    const targets = new Set<string>();
    for (const value of Object.values(resource.attributes)) collect(value, targets);
    for (const target of targets) {
      const other = names.get(target);
      if (other === undefined || other === own) continue;
      pairs.push([own, other]);
      referrers.set(other, (referrers.get(other) ?? new Set()).add(own));
    }
  }
  return largest(pairs.filter(([, target]) => (referrers.get(target)?.size ?? 0) < HUB_REFERENCES));
}

function blockOf(resource: Resource): string {
  return `${resource.type}.${resource.name}`;
}

function collect(data: Data, targets: Set<string>): void {
  if (Unknown.is(data)) for (const { resource } of data.refs) targets.add(resource);
  else if (isDataList(data)) for (const item of data) collect(item, targets);
  else if (isDataObject(data)) for (const item of Object.values(data)) collect(item, targets);
}

function largest(pairs: readonly (readonly [string, string])[]): readonly string[] {
  const neighbours = new Map<string, string[]>();
  for (const [a, b] of pairs) {
    neighbours.set(a, [...(neighbours.get(a) ?? []), b]);
    neighbours.set(b, [...(neighbours.get(b) ?? []), a]);
  }
  const seen = new Set<string>();
  let best: readonly string[] = [];
  for (const start of sortedUnique(neighbours.keys())) {
    if (seen.has(start)) continue;
    const group = reachable(start, neighbours, seen);
    if (group.length > best.length) best = sortedUnique(group);
  }
  return best;
}

function reachable(
  start: string,
  neighbours: ReadonlyMap<string, readonly string[]>,
  seen: Set<string>,
): string[] {
  const group: string[] = [];
  const queue = [start];
  seen.add(start);
  for (let next = queue.pop(); next !== undefined; next = queue.pop()) {
    group.push(next);
    for (const other of neighbours.get(next) ?? []) {
      if (seen.has(other)) continue;
      seen.add(other);
      queue.push(other);
    }
  }
  return group;
}
