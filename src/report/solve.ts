import type { CutSets, Importance, Solution } from '../core/fault-tree.ts';
import { byCodeUnit } from '../core/order.ts';
import type { Style } from './style.ts';
import { styleOf } from './style.ts';
import { clean, grouped, joined, plural, shorten, wrap } from './text.ts';

/** A fault tree with its solution, and what was assumed on the way. */
export interface SolvedTree {
  readonly files: readonly string[];
  readonly top: string;
  readonly gates: number;
  readonly events: number;
  readonly solution: Solution;
  /** What gates and events are called for people. */
  readonly labels: ReadonlyMap<string, string>;
  readonly notes: readonly { readonly file: string; readonly line: number; readonly says: string }[];
}

export interface SolveLayout {
  readonly color: boolean;
  readonly width: number;
  /** How many cut sets and events are listed. */
  readonly limit: number;
}

const COLUMN = 13;
const LONGEST_LABEL = 60;
// More orders than this are a distribution that nobody reads on a screen.
const MOST_ORDERS = 8;

/** `solve` for people: the probability, the cut sets and the events that matter most. */
export function renderSolve(solved: SolvedTree, layout: SolveLayout): string {
  const { files, top, gates, events, solution } = solved;
  const style = styleOf(layout.color);
  const head = [...files, `top ${named(top, solved)}`, plural(gates, 'gate'), plural(events, 'basic event')];
  const lines = [
    ...wrap(joined(head), layout.width),
    '',
    probabilityLine(solution, style),
    ...cutSetLines(solution.cutSets, layout.width),
    ...topCutSets(solution.cutSets, layout, style),
    ...importances(solved, layout, style),
  ];
  return `${lines.join('\n')}\n`;
}

function probabilityLine({ probability: { low, high }, isExact }: Solution, style: Style): string {
  const figures = isExact ? figure(high, 6) : `${figure(low, 6)} to ${figure(high, 6)}`;
  const how = isExact
    ? 'exact'
    : 'certain bounds: the tree is too large to be solved exactly within the budget';
  return `Probability  ${style.bold(figures)}   ${how}`;
}

function cutSetLines(cutSets: CutSets | undefined, width: number): readonly string[] {
  if (!cutSets) {
    return [
      'Cut sets     none are defined: the tree says NOT (not, xor, iff, imply, nand, nor, cardinality)',
    ];
  }
  const { total, byOrder, isComplete } = cutSets;
  const orders = byOrder.flatMap((count, index) =>
    String(count) === '0' ? [] : [`${number(count)} of order ${index + 1}`],
  );
  const rest = orders.length - MOST_ORDERS;
  const shown =
    rest > 0 ? [...orders.slice(0, MOST_ORDERS), `${rest} higher orders, up to ${byOrder.length}`] : orders;
  const what = isComplete
    ? `${number(total)} minimal`
    : `${number(total)} minimal ones found; there may be more`;
  const text = joined([what, ...shown]);
  return wrap(text, width - COLUMN).map(
    (line, index) => (index === 0 ? 'Cut sets' : '').padEnd(COLUMN) + line,
  );
}

function topCutSets(cutSets: CutSets | undefined, layout: SolveLayout, style: Style): readonly string[] {
  const listed = (cutSets?.top ?? []).slice(0, layout.limit);
  if (!cutSets || listed.length === 0) return [];
  const rows = listed.flatMap(({ events, probability }) => {
    const names = events.length === 0 ? '(always)' : events.map(clean).join(' · ');
    const [first = '', ...rest] = wrap(names, Math.max(30, layout.width - COLUMN));
    const lead = figure(probability).padEnd(COLUMN);
    return [`${lead}${first}`, ...rest.map((line) => ' '.repeat(COLUMN) + line)];
  });
  return ['', style.dim(`${'probability'.padEnd(COLUMN)}most probable cut sets`), ...rows];
}

function importances(solved: SolvedTree, { limit }: SolveLayout, style: Style): readonly string[] {
  const all = [...solved.solution.importance].sort(byWeight);
  if (all.length === 0) return [];
  const head = ['criticality', 'Birnbaum', 'RAW', 'RRW'].map((word) => word.padEnd(COLUMN)).join('');
  const rows = all.slice(0, limit).map(([name, { criticality, birnbaum, raw, rrw }]) => {
    const figures = [criticality, birnbaum, raw, rrw].map((value) => figure(value).padEnd(COLUMN));
    return `${figures.join('')}${named(name, solved)}`;
  });
  const rest = all.length - rows.length;
  const more = rest > 0 ? [style.dim(`and ${plural(rest, 'more event')}: --limit, or --json for all`)] : [];
  return ['', style.dim(`${head}event`), ...rows, ...more];
}

function byWeight([a, x]: readonly [string, Importance], [b, y]: readonly [string, Importance]): number {
  // What differs by rounding alone is equal, and goes by name.
  const byCriticality = rounded(y.criticality) - rounded(x.criticality);
  return byCriticality || rounded(y.birnbaum) - rounded(x.birnbaum) || byCodeUnit(a, b);
}

function rounded(value: number): number {
  return Number(value.toPrecision(9));
}

function named(name: string, { labels }: SolvedTree): string {
  const label = labels.get(name);
  return label === undefined ? clean(name) : `${clean(name)} (${shorten(label, LONGEST_LABEL)})`;
}

function number(count: number | string): string {
  return typeof count === 'number' ? grouped(count) : count;
}

/** `2.0525e-3`, `0.12500`: as many digits as are told, written the same everywhere. */
function figure(value: number, digits = 5): string {
  if (value === Infinity) return '∞';
  if (value === 0 || value === 1) return String(value);
  const size = Math.abs(value);
  return size < 1e-2 || size >= 1e6 ? value.toExponential(digits - 1) : value.toPrecision(digits);
}
