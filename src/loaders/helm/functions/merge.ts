import type { GoValue } from '../template/value.ts';
import { Dict, doubted, plain, uncertaintyOf } from '../template/value.ts';
import { isEmpty } from './support.ts';

// Only a dict that holds itself is so deep.
const MOST_DEPTH = 100;

/**
 * Merges as Sprig's library does: dicts key by key; `below` fills what is missing or empty, `above` replaces
 * also with empty values. Values are shared, not copied. https://github.com/darccio/mergo (1.0.1)
 */
export function mergeInto(target: Dict, source: Dict, where: 'below' | 'above', depth = 0): void {
  if (depth > MOST_DEPTH || target === source) return;
  if (source.uncertain !== undefined) target.uncertain ??= source.uncertain;
  for (const [key, value] of source.entries()) {
    const existing = target.get(key);
    const merged = mergedValue(existing, value, { where, depth });
    if (merged !== undefined) target.set(key, merged);
  }
}

interface Merging {
  readonly where: 'below' | 'above';
  readonly depth: number;
}

/** What a key holds after merging; undefined when it stays as it is. */
function mergedValue(existing: GoValue | undefined, value: GoValue, at: Merging): GoValue | undefined {
  const inner = plain(value);
  const old = existing === undefined ? undefined : plain(existing);
  const isOver = at.where === 'above';
  if (inner === null) return isOver ? value : undefined;
  if (inner instanceof Dict && old instanceof Dict) {
    mergeInto(old, inner, at.where, at.depth + 1);
    return old.size === 0 ? value : undefined;
  }
  if (existing === undefined || isOver) return value;
  return isEmpty(existing) ? doubted(value, uncertaintyOf(existing)) : undefined;
}
