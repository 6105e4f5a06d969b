import { Unknown } from '../../../core/value.ts';
import type { GoValue } from '../template/value.ts';
import { Dict, doubted, List, TemplateError, Traced } from '../template/value.ts';

/** Dicts whose parts hold each other, or themselves, have more parts than anybody writes. */
const MAX_PARTS = 500_000;
const MAX_DEPTH = 200;

interface Inside {
  readonly depth: number;
  readonly parts: { left: number };
}

/** A copy that templates may change without changing the original. */
export function copyOf(value: GoValue): GoValue {
  return copyPart(value, { depth: 0, parts: { left: MAX_PARTS } });
}

/** A copy of a dict with copies of all that is in it. */
export function copyDict(dict: Dict): Dict {
  return copyEntries(dict, { depth: 0, parts: { left: MAX_PARTS } });
}

function copyPart(value: GoValue, { depth, parts }: Inside): GoValue {
  if (!(value instanceof Dict) && !(value instanceof List)) return value;
  parts.left -= 1;
  if (depth > MAX_DEPTH || parts.left < 0)
    throw new TemplateError('the value to copy is too deep or too large');
  const inside = { depth: depth + 1, parts };
  if (value instanceof Dict) return copyEntries(value, inside);
  const { node, uncertain, goType } = value;
  return new List(
    value.items.map((item) => copyPart(item, inside)),
    { node, uncertain, goType },
  );
}

function copyEntries(dict: Dict, inside: Inside): Dict {
  const { node, uncertain, goType } = dict;
  const copy = new Dict({ node, uncertain, goType });
  for (const [key, value] of dict.entries()) copy.set(key, copyPart(value, inside));
  return copy;
}

/** The value with a doubt at every place that an unread values file may replace. Changes dicts in place. */
export function doubtAll(value: GoValue, because: Unknown | undefined): GoValue {
  if (because === undefined) return value;
  if (!(value instanceof Dict)) return doubted(value, because);
  value.uncertain ??= because;
  for (const [key, inner] of value.entries()) value.set(key, doubtAll(inner, because));
  return value;
}

/** Marks that an unread file may add keys here and below, while what is set stays as it is. */
export function openDicts(value: GoValue, because: Unknown | undefined): GoValue {
  if (because === undefined || !(value instanceof Dict)) return value;
  value.uncertain ??= because;
  for (const [, inner] of value.entries()) openDicts(inner, because);
  return value;
}

/** The value that a condition or a tag has, with the doubt about it. */
export function isTable(value: GoValue | undefined): value is Dict {
  return value instanceof Dict;
}

/** Whether a value is null, which takes a default away. */
export function isNull(value: GoValue | undefined): boolean {
  if (!(value instanceof Traced) || value.value !== null) return value === null;
  // What is not known is no null: it takes the place of the default.
  return !(value.node?.kind === 'scalar' && Unknown.is(value.node.value));
}
