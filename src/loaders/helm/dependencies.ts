import type { Unknown } from '../../core/value.ts';
import type { Chart, Dependency } from './chart/chart.ts';
import type { Dict, GoValue } from './template/value.ts';
import { plain, uncertaintyOf } from './template/value.ts';
import { coalesce } from './values/coalesce.ts';
import type { Scope } from './values/coalesce.ts';
import { isTable } from './values/doubt.ts';
import { dictFrom } from './values/from-node.ts';
import { fitsConstraint } from './versions/constraint.ts';

/** A chart with the charts inside it that are switched on, under the names that they have there. */
export interface ActiveChart extends Scope {
  readonly chart: Chart;
  readonly charts: readonly ActiveChart[];
  /** Declared dependencies that are switched on, present or not. */
  readonly dependencies: readonly Dependency[];
  /** Set when an unread values file may switch it on or off. */
  readonly maybe: Unknown | undefined;
}

/** The name of a dependency's values and templates. */
export function nameOfDependency({ alias, name }: Dependency): string {
  return alias ?? name;
}

/** Leaves only the charts that aliases, tags and conditions keep; `tooMany` is called when some are cut. */
export function activate(chart: Chart, values: Dict, tooMany: () => void): ActiveChart {
  let count = 0;
  const mayOpen = (): boolean => {
    count += 1;
    if (count === MOST_CHARTS + 1) tooMany();
    return count <= MOST_CHARTS;
  };
  return activateScope(scopeOf(chart, chart.metadata.name), values, { path: '', depth: 0, mayOpen });
}

// Helm's own limit is the stack; charts in the wild nest three deep.
const MOST_DEPTH = 30;
/** Charts inside of one: two aliases at each level double them. The largest in the wild have some forty. */
export const MOST_CHARTS = 200;

interface Below {
  readonly path: string;
  readonly depth: number;
  mayOpen(): boolean;
}

function scopeOf(chart: Chart, name: string, maybe?: Unknown): ActiveChart {
  return {
    chart,
    name,
    defaults: () => dictFrom(chart.values),
    charts: chart.charts.map((inner) => scopeOf(inner, inner.metadata.name)),
    dependencies: chart.metadata.dependencies,
    maybe,
  };
}

function activateScope(scope: ActiveChart, values: Dict, { path, depth, mayOpen }: Below): ActiveChart {
  const declared = scope.chart.metadata.dependencies;
  if (declared.length === 0 || depth > MOST_DEPTH) return scope;
  const named = { ...scope, charts: withAliases(scope.charts, declared) };
  const coalesced = coalesce(named, values, 'remove');
  const switches = new Map(
    declared.map((one) => [nameOfDependency(one), switchOf(one, coalesced, path)] as const),
  );
  const isKept = (name: string): boolean => {
    const state = switches.get(name);
    return state === undefined || state.isOn || state.because !== undefined;
  };
  const charts = named.charts
    .filter(({ name }) => isKept(name) && mayOpen())
    .map((inner) => {
      const below = { path: `${path}${inner.name}.`, depth: depth + 1, mayOpen };
      const maybe = switches.get(inner.name)?.because ?? inner.maybe;
      return activateScope({ ...inner, maybe }, coalesced, below);
    });
  return { ...named, charts, dependencies: declared.filter((one) => isKept(nameOfDependency(one))) };
}

/** Charts that no dependency declares first, then each declared one under its alias. */
function withAliases(
  charts: readonly ActiveChart[],
  declared: readonly Dependency[],
): readonly ActiveChart[] {
  const isFor = ({ chart }: ActiveChart, one: Dependency): boolean =>
    chart.metadata.name === one.name && fitsConstraint(one.version, chart.metadata.version);
  const others = charts.filter((chart) => !declared.some((one) => isFor(chart, one)));
  const named = declared.flatMap((one) => {
    const chart = charts.find((candidate) => isFor(candidate, one));
    return chart ? [{ ...chart, name: nameOfDependency(one) }] : [];
  });
  return [...others, ...named];
}

interface Switch {
  readonly isOn: boolean;
  readonly because: Unknown | undefined;
}

/** On unless tags or the first condition that is set say otherwise; conditions come after tags. */
function switchOf(dependency: Dependency, values: Dict, path: string): Switch {
  const paths = dependency.condition.trim().split(',');
  let because: Unknown | undefined;
  for (const condition of paths) {
    if (condition === '') continue;
    const found = lookUp(values, `${path}${condition}`.split('.'));
    because ??= found.because;
    const value = found.value === undefined ? undefined : plain(found.value);
    if (typeof value === 'boolean') return { isOn: value, because };
  }
  const tagged = taggedSwitch(dependency, values);
  return { isOn: tagged.isOn, because: because ?? tagged.because };
}

function taggedSwitch({ tags }: Dependency, values: Dict): Switch {
  const table = values.get('tags');
  if (!isTable(table)) return { isOn: true, because: undefined };
  const stated = tags.flatMap((tag) => table.get(tag) ?? []);
  const because = stated.map(uncertaintyOf).find((one) => one !== undefined);
  const states = stated.map(plain);
  return { isOn: states.includes(true) || !states.includes(false), because };
}

interface Found {
  readonly value: GoValue | undefined;
  readonly because: Unknown | undefined;
}

/** The value at a path; a table is none. */
function lookUp(values: Dict, path: readonly string[]): Found {
  let value: GoValue = values;
  let because: Unknown | undefined;
  for (const step of path) {
    if (!isTable(value)) return { value: undefined, because };
    const next = value.get(step);
    if (next === undefined) return { value: undefined, because: value.uncertain };
    because = uncertaintyOf(next);
    value = next;
  }
  return isTable(value) ? { value: undefined, because: undefined } : { value, because };
}
