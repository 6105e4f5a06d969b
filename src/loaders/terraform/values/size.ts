import type { Content, TfValue } from './value.ts';

/** Parts and levels of a value, counted as if nothing were shared. */
export interface Size {
  readonly parts: number;
  readonly levels: number;
}

// Smaller values are counted again when asked: remembering each would cost more than counting.
const WORTH_REMEMBERING = 32;

const NO_PARTS: Size = { parts: 1, levels: 0 };

/**
 * Sizes of large values: `[x, x]` of `[x, x]` of … shares its parts, so that counting them anew could take
 * for ever.
 */
const known = new WeakMap<object, Size>();

/** How many values there are in a value, itself included. */
export function sizeOf({ content }: TfValue): number {
  return measured(content).parts;
}

/** The size of what a list, tuple, set, map or object holds; 1 for anything else. */
export function measured(content: Content): Size {
  if (Array.isArray(content)) {
    const items: readonly TfValue[] = content;
    return known.get(items) ?? remembered(items, sum(items));
  }
  if (!(content instanceof Map)) return NO_PARTS;
  const entries: ReadonlyMap<string, TfValue> = content;
  return known.get(entries) ?? remembered(entries, sum(entries.values()));
}

function sum(items: Iterable<TfValue>): Size {
  let parts = 1;
  let levels = 0;
  for (const { content } of items) {
    if (typeof content !== 'object' || content === null) {
      parts += 1;
      continue;
    }
    const inner = measured(content);
    parts += inner.parts;
    if (inner.levels > levels) levels = inner.levels;
  }
  return { parts, levels: levels + 1 };
}

function remembered(content: object, size: Size): Size {
  if (size.parts >= WORTH_REMEMBERING) known.set(content, size);
  return size;
}
