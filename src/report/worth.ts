import type { Assumption } from '../core/assumption.ts';
import type { Impact, Step } from '../core/impact.ts';
import { sortedUnique } from '../core/order.ts';
import { rangeNumbers, unitWords } from './assumption-words.ts';
import { minutesText, rangeText } from './minutes.ts';
import type { Style } from './style.ts';
import { listed, oneLine, wrap } from './text.ts';

export interface WorthOptions {
  readonly width: number;
  readonly style: Style;
  /** Numbers that the arithmetic rests on, by name. */
  readonly assumptions: (name: string) => Assumption | undefined;
  /** What the screen calls the findings that the same remedy settles. */
  readonly settles: readonly number[];
}

/** What the fix is worth, and the arithmetic with which anybody can redo it. */
export function worthLines(impact: Impact | undefined, options: WorthOptions): readonly string[] {
  const { width } = options;
  const body = (text: string): readonly string[] => wrap(text, width - 2).map((line) => `  ${line}`);
  if (!impact) return body('Not priced yet: the models do not count what it leads to.');
  const { total, note, arithmetic } = impact;
  if (!total) return body(`Not priced: ${note ?? 'the models do not count what it changes'}.`);
  if (total.high <= 0) return body(`Nothing: ${note ?? 'no journey would notice'}.`);
  const isRangeOnly = total.likely < 0.05 && !impact.isCeiling;
  // The arithmetic is that of the likely values, where there is nothing to add up.
  const steps = isRangeOnly ? [] : arithmetic;
  return [
    ...body(`${totalWords(impact)} ${HOW[impact.basis]}`),
    ...(isRangeOnly ? body(ONLY_RANGE) : []),
    ...(note === undefined ? [] : body(`The text is not edited: ${note}.`)),
    ...journeyLines(impact, body),
    ...steps.flatMap((step) => stepLines(step, options)),
    ...assumptionLines(steps, options),
    ...alsoLines(impact, options, body),
  ];
}

function totalWords({ total, isCeiling }: Impact): string {
  if (!total) return '';
  if (isCeiling) return `Up to ${minutesText(total.high)} bad minutes a year, all journeys together.`;
  return `${rangeText(total)} bad minutes a year (low–likely–high), all journeys together.`;
}

const HOW: { readonly [basis in Impact['basis']]: string } = {
  'text edited': 'Measured: the text edited, read again, and the models run again.',
  'attribute set': 'Measured: the evaluated attribute set, and the models run again.',
  'component made perfect':
    'No edit is known: the models were run without the failures of its own, the most that a fix can do.',
  'nothing to change': '',
};

const ONLY_RANGE = 'Likely nothing: the range comes from what is not known.';

const MOST_JOURNEYS = 5;

function journeyLines(
  { badMinutesPerYear: all, isCeiling }: Impact,
  body: (text: string) => readonly string[],
): readonly string[] {
  return all
    .slice(0, MOST_JOURNEYS)
    .flatMap(({ journey, before, after, change, shareOfErrorBudget: share }) => {
      const budget = share === undefined ? '' : `; ${Math.round(share * 100)} % of its error budget`;
      const from = `${minutesText(before.likely)} → ${minutesText(after.likely)}`;
      if (isCeiling) {
        return body(`${oneLine(journey)}: at most ${minutesText(change.high)} minutes a year${budget}`);
      }
      return body(
        `${oneLine(journey)}: likely ${from} minutes a year, a difference of ${rangeText(change)}${budget}`,
      );
    });
}

const FIGURE_WIDTH = 10;

/** One line of arithmetic: the figure, then how it comes about. */
function stepLines({ says, value }: Step, { width, style }: WorthOptions): readonly string[] {
  if (value === undefined) return ['', `  ${style.bold(oneLine(says))}`];
  const lines = wrap(says, width - FIGURE_WIDTH - 6);
  const figure = value.toFixed(1).padStart(FIGURE_WIDTH);
  return lines.map((line, index) => `  ${index === 0 ? figure : ' '.repeat(FIGURE_WIDTH)}  ${line}`);
}

/** The numbers by the names that `--set` takes. */
function assumptionLines(
  steps: readonly Step[],
  { assumptions, style, width }: WorthOptions,
): readonly string[] {
  const names = sortedUnique(steps.flatMap((step) => step.assumptions));
  const lines = names.flatMap((name) => {
    const found = assumptions(name);
    return found
      ? [`${name} = ${rangeNumbers(found)} ${unitWords(found)} (${found.grade}: ${found.source})`]
      : [];
  });
  const [first] = names;
  if (lines.length === 0 || first === undefined) return [];
  const how = `Try another number: whatfails audit --set ${first}=VALUE, or LOW,LIKELY,HIGH`;
  return [
    '',
    `  ${style.bold('It rests on (low / likely / high)')}`,
    ...[...lines, how].flatMap((line) => wrap(line, width - 4)).map((line) => `    ${line}`),
  ];
}

function alsoLines(
  { alsoChanges, hangsOn }: Impact,
  { settles }: WorthOptions,
  body: (text: string) => readonly string[],
): readonly string[] {
  const lines = [
    ...(settles.length > 0 ? [`The same edit settles ${listed(settles.map(String), 8)}.`] : []),
    ...(alsoChanges.length > 0 ? [`It also changes ${listed(alsoChanges.map(oneLine), 6)}.`] : []),
  ];
  const open = hangsOn.flatMap((says) => body(`  ${oneLine(says)}`).map((line) => `  ${line}`));
  const doubt = open.length === 0 ? [] : ['', '  It hangs on what is not known', ...open];
  return [...(lines.length === 0 ? [] : ['', ...lines.flatMap(body)]), ...doubt];
}
