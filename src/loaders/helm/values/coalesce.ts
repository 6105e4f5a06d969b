import type { GoValue } from '../template/value.ts';
import { Dict } from '../template/value.ts';
import { copyDict, doubtAll, isNull, isTable } from './doubt.ts';

/** A chart as values see it: its name (or alias), its defaults and the charts inside it. */
export interface Scope {
  readonly name: string;
  /** A fresh copy at each call. */
  defaults(): Dict;
  readonly charts: readonly Scope[];
}

/** Whether a null in values that come first takes a default away, or stays for a later look. */
export type Nulls = 'remove' | 'keep';

const GLOBAL = 'global';

/** Puts a chart's defaults under `values`, and those of the charts inside it under their names. */
export function coalesce(scope: Scope, values: Dict, nulls: Nulls): Dict {
  const dest = copyDict(values);
  coalesceInto(scope, dest, nulls);
  return dest;
}

function coalesceInto(scope: Scope, dest: Dict, nulls: Nulls): void {
  const names = new Set(scope.charts.map(({ name }) => name));
  for (const [key, value] of scope.defaults().entries()) {
    const set = dest.get(key);
    if (set === undefined) dest.set(key, doubtAll(value, dest.uncertain));
    else if (isNull(set)) {
      if (nulls === 'remove') dest.delete(key);
    } else if (isTable(set) && isTable(value)) under(set, value, names.has(key) ? 'keep' : nulls);
  }
  for (const chart of scope.charts) {
    const inner = dest.get(chart.name);
    // Helm refuses values that are no table for a chart; they are passed over.
    const table = isTable(inner) ? inner : new Dict({ uncertain: dest.uncertain });
    dest.set(chart.name, table);
    passGlobals(dest, table);
    coalesceInto(chart, table, nulls);
  }
}

/** Puts `below` under `above`, table by table; a value and a table never merge. */
export function under(above: Dict, below: Dict, nulls: Nulls): void {
  for (const [key, value] of below.entries()) {
    const set = above.get(key);
    if (set === undefined) above.set(key, doubtAll(value, above.uncertain));
    else if (isNull(set) && nulls === 'remove') above.delete(key);
    else if (isTable(set) && isTable(value)) under(set, value, nulls);
  }
}

/** Gives the globals of a chart to a chart inside it, over the ones that are set there. */
function passGlobals(from: Dict, to: Dict): void {
  const passed = from.get(GLOBAL) ?? new Dict({ uncertain: from.uncertain });
  const own = to.get(GLOBAL) ?? new Dict({ uncertain: to.uncertain });
  if (!isTable(passed) || !isTable(own)) return;
  const merged = new Dict({ node: own.node ?? passed.node, uncertain: own.uncertain ?? passed.uncertain });
  for (const [key, value] of own.entries()) merged.set(key, value);
  for (const [key, value] of passed.entries()) merged.set(key, global(value, own.get(key)));
  to.set(GLOBAL, merged);
}

function global(passed: GoValue, own: GoValue | undefined): GoValue {
  if (!isTable(passed)) return isTable(own) ? own : passed;
  const copy = shallow(passed);
  if (own === undefined) return copy;
  if (!isTable(own)) return own;
  under(copy, own, 'keep');
  return copy;
}

function shallow(dict: Dict): Dict {
  const copy = new Dict({ node: dict.node, uncertain: dict.uncertain });
  for (const [key, value] of dict.entries()) copy.set(key, value);
  return copy;
}
