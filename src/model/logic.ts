import type { Value } from '../core/value.ts';
import { Unknown } from '../core/value.ts';

/** True when every part is true; false as soon as one is false, whatever the rest. */
export function allOf(...parts: readonly Value<boolean>[]): Value<boolean> {
  if (parts.includes(false)) return false;
  return parts.find((part) => Unknown.is(part)) ?? true;
}

/** True as soon as one part is true, whatever the rest. */
export function anyOf(...parts: readonly Value<boolean>[]): Value<boolean> {
  if (parts.includes(true)) return true;
  return parts.find((part) => Unknown.is(part)) ?? false;
}
