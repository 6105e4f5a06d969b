import type { Assumption } from '../core/assumption.ts';
import { assumptionGroups } from '../core/assumption.ts';
import { amountWords, groupTitles, rangeNumbers, unitWords } from './assumption-words.ts';
import { assumptionJson } from './assumption-json.ts';
import { printJson } from './data-json.ts';
import { styleOf } from './style.ts';
import type { Style } from './style.ts';
import { oneLine, plural, wrap } from './text.ts';

export interface AssumptionsLayout {
  readonly color: boolean;
  readonly width: number;
}

const GRADE_WORDS = { A: 'measured', B: 'declared', C: 'inferred', D: 'assumed' } as const;

const COMMON_UNIT = 'minutes a year';

/** `assumptions --json`. */
export function renderAssumptionsJson(assumptions: readonly Assumption[]): string {
  return printJson({ assumptions: assumptions.map(assumptionJson) });
}

/** `assumptions` for people: one a line, by group. Services are counted only, unless all are asked for. */
export function renderAssumptions(
  assumptions: readonly Assumption[],
  { all, ...layout }: AssumptionsLayout & { readonly all: boolean },
): string {
  const style = styleOf(layout.color);
  const groups = assumptionGroups.flatMap((group) => {
    const rows = assumptions.filter((row) => row.group === group);
    if (rows.length === 0) return [];
    const shown = all || group !== 'services' ? rows : rows.filter(({ origin }) => origin !== 'data pack');
    const rest = rows.length - shown.length;
    return [
      '',
      style.bold(groupTitles[group]),
      ...rowLines(shown, layout, style),
      ...(rest > 0 ? [`  ${plural(rest, 'service')}: whatfails assumptions --all`] : []),
    ];
  });
  const first = assumptions[0]?.name ?? '';
  return `${[
    ...wrap(headOf(assumptions), layout.width),
    ...groups,
    '',
    ...wrap(`One in full: whatfails assumptions ${first}`, layout.width),
    ...wrap('Yours: `assumptions:` in whatfails.yaml, or --set NAME=VALUE for one run', layout.width),
  ].join('\n')}\n`;
}

function headOf(assumptions: readonly Assumption[]): string {
  const days = assumptions.flatMap(({ asOf }) => asOf ?? []).sort();
  const since = days[0] === undefined ? '' : ` of ${days[0]}`;
  return [
    `What results rest on until you know better: 10th / 50th / 90th percentile, in ${COMMON_UNIT}`,
    `where no unit is given. Our judgement${since} where no source is named.`,
    'A measured, B declared, C inferred, D assumed.',
  ].join(' ');
}

function rowLines(
  rows: readonly Assumption[],
  { width }: AssumptionsLayout,
  style: Style,
): readonly string[] {
  const ranges = rows.map(shortRange);
  const names = Math.max(...rows.map(({ name }) => name.length));
  const numbers = Math.max(...ranges.map((range) => range.length));
  const indent = names + numbers + 9;
  return rows.flatMap((row, index) => {
    const [title = '', ...more] = wrap(row.title, Math.max(20, width - indent));
    const range = (ranges[index] ?? '').padEnd(numbers);
    return [
      `  ${style.bold(row.name)}${' '.repeat(names - row.name.length)}  ${range}  ${row.grade}  ${title}`,
      ...more.map((line) => `${' '.repeat(indent)}${line}`),
      ...whoSays(row).flatMap((says) => wrap(says, width - 6).map((line) => `      ${style.dim(line)}`)),
    ];
  });
}

function shortRange(row: Assumption): string {
  const unit = unitWords(row);
  return unit === COMMON_UNIT ? rangeNumbers(row) : `${rangeNumbers(row)} ${unit.replace('times ', '')}`;
}

/** Services are all told alike; of other rows only what is not our judgement alone. */
function whoSays({ origin, source, group }: Assumption): readonly string[] {
  if (origin !== 'data pack') return [`${origin}: ${source}`];
  return group === 'services' || source === 'our judgement' ? [] : [source];
}

/** `assumptions NAME`: the whole row, and how to put another number in its place. */
export function renderAssumption(row: Assumption, { color, width }: AssumptionsLayout): string {
  const style = styleOf(color);
  const { low, likely, high, unit, name } = row;
  const amounts: readonly (readonly [label: string, value: number])[] =
    low === high
      ? [['exactly', likely]]
      : [
          ['low', low],
          ['likely', likely],
          ['high', high],
        ];
  const fields: readonly (readonly [label: string, text: string | undefined])[] = [
    ...amounts.map(([label, value]) => [label, amountWords(value, unit).join(' = ')] as const),
    ['grade', `${row.grade}, ${GRADE_WORDS[row.grade]}`],
    ['source', row.asOf === undefined ? row.source : `${row.source}; read on ${row.asOf}`],
    ['page', row.page],
    ['from', row.origin],
    ['why', row.reasoning],
    ['stands for', row.types.length === 0 ? undefined : row.types.join(', ')],
  ];
  return `${[
    `${style.bold(name)}  ${oneLine(row.title)}`,
    ...fields.flatMap(([label, text]) => (text === undefined ? [] : fieldLines(label, text, width))),
    '',
    style.bold('To put another number in its place'),
    `  in whatfails.yaml   assumptions: { ${name}: { p10: ${low}, p50: ${likely}, p90: ${high} } }`,
    `  for one run         --set ${name}=${likely}`,
  ].join('\n')}\n`;
}

const LABEL_WIDTH = 13;

function fieldLines(label: string, text: string, width: number): readonly string[] {
  return wrap(text, Math.max(40, Math.min(width, 100) - LABEL_WIDTH)).map(
    (line, index) => `  ${(index === 0 ? label : '').padEnd(LABEL_WIDTH - 2)}${line}`,
  );
}
