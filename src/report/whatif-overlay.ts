import type { Estimate } from '../core/estimate.ts';
import { groupBy } from '../core/group-by.ts';
import type { WhatIfCase, WhatIfCaseChange, WhatIfOverlay } from '../core/whatif.ts';
import type { Style } from './style.ts';
import { joined, listed, plural, wrap } from './text.ts';
import type { WhatIfLayout } from './whatif.ts';
import { effectPhrases, minutesText } from './whatif-words.ts';

const MOST_FILES = 6;
const MOST_CASES = 12;

/** Two designs side by side: minutes of each journey, then what got worse and better. */
export function overlayLines(overlay: WhatIfOverlay, layout: WhatIfLayout, style: Style): readonly string[] {
  const { folder, replaced, added, journeys, cases } = overlay;
  const files = [
    folder,
    replaced.length > 0 ? `replaces ${listed(replaced, MOST_FILES)}` : '',
    added.length > 0 ? `adds ${listed(added, MOST_FILES)}` : '',
  ];
  const moved = journeys.filter(({ before, after }) => minutesText(before) !== minutesText(after));
  const still = journeys.length - moved.length;
  return [
    ...wrap(joined(files.filter((text) => text !== '')), layout.width),
    '',
    style.bold('Minutes a year of journeys'),
    ...moved.flatMap(({ name, before, after }) => changeLines(name, [before, after], layout)),
    ...(still > 0 ? [style.dim(`  ${plural(still, 'journey')} unchanged`)] : []),
    ...(['worse', 'mixed', 'better', 'new', 'gone', 'same'] as const).flatMap((verdict) =>
      verdictLines(
        verdict,
        cases.filter((one) => one.verdict === verdict),
        layout,
        style,
      ),
    ),
  ];
}

function changeLines(
  name: string,
  [before, after]: readonly [Estimate | undefined, Estimate | undefined],
  { width }: WhatIfLayout,
): readonly string[] {
  const text = (side: Estimate | undefined): string => (side ? minutesText(side) : 'not there');
  return wrap(`${name}: ${text(before)} → ${text(after)}`, width - 2).map((line) => `  ${line}`);
}

const TITLES: Readonly<Record<WhatIfCaseChange['verdict'], string>> = {
  worse: 'Worse',
  mixed: 'Better for some journeys, worse for others',
  better: 'Better',
  new: 'New',
  gone: 'Gone',
  same: 'Same effect, other minutes',
};

function verdictLines(
  verdict: WhatIfCaseChange['verdict'],
  all: readonly WhatIfCaseChange[],
  layout: WhatIfLayout,
  style: Style,
): readonly string[] {
  const cases = verdict === 'same' ? all.filter(hasOtherMinutes) : all;
  if (cases.length === 0) return [];
  const alike = [
    ...groupBy(cases, ({ before, after }) => `${sideText(before)}\n${sideText(after)}`).values(),
  ];
  const shown = layout.all ? alike : alike.slice(0, MOST_CASES);
  const rest = alike.length - shown.length;
  return [
    '',
    style.bold(TITLES[verdict]),
    ...shown.flatMap((group) => {
      const [first] = group;
      if (!first) return [];
      const names = listed([...new Set(group.map(({ name }) => name))], 4);
      return [
        `  ${names}`,
        ...sideLines('before', first.before, layout),
        ...sideLines('after', first.after, layout),
      ];
    }),
    ...(rest > 0 ? [style.dim(`  and ${rest} more: --all`)] : []),
  ];
}

function sideLines(word: string, side: WhatIfCase | undefined, { width }: WhatIfLayout): readonly string[] {
  if (!side) return [];
  return wrap(`${word}: ${sideText(side)}`, width - 6).map((line) => `      ${line}`);
}

function sideText(side: WhatIfCase | undefined): string {
  return side
    ? `${effectPhrases(side).join('; ')} · ${minutesText(side.badMinutesPerYear)} minutes a year`
    : 'not there';
}

function hasOtherMinutes({ before, after }: WhatIfCaseChange): boolean {
  return minutesText(before?.badMinutesPerYear) !== minutesText(after?.badMinutesPerYear);
}
