import type { WhatIfCutSets, WhatIfReport } from '../core/whatif.ts';
import type { Style } from './style.ts';
import { oneLine, plural, wrap } from './text.ts';
import type { WhatIfLayout } from './whatif.ts';
import { minuteText } from './whatif-words.ts';

const MOST_JOURNEYS = 5;

/** How many causes stop each journey alone, and how many only together, with the most probable of these. */
export function cutSetLines(
  { cutSets }: WhatIfReport,
  layout: WhatIfLayout,
  style: Style,
): readonly string[] {
  if (cutSets.length === 0) return [];
  const shown = layout.all ? cutSets : cutSets.slice(0, MOST_JOURNEYS);
  const rest = cutSets.length - shown.length;
  return [
    '',
    style.dim('Smallest sets of causes that stop a journey, in the likely reading'),
    ...shown.flatMap((one) => setLines(one, layout)),
    ...(rest > 0 ? [style.dim(`and ${plural(rest, 'more journey')}: --all`)] : []),
  ];
}

function setLines(
  { journey, byOrder, top, isComplete }: WhatIfCutSets,
  layout: WhatIfLayout,
): readonly string[] {
  const [single = 0, double = 0, ...larger] = byOrder;
  const counts = [
    `${single} alone`,
    ...(double === 0 ? [] : [`${double} of two together`]),
    ...larger.flatMap((count, index) => (count === 0 ? [] : [`${count} of ${index + 3}`])),
  ];
  const first = top.find(({ causes }) => causes.length > 1);
  const words = `${journey}: ${counts.join(', ')}${isComplete ? '' : ', and more'}`;
  if (!first) return wrap(words, layout.width);
  const together = oneLine(first.causes.join(' and '));
  return [
    ...wrap(words, layout.width),
    ...wrap(`${minuteText(first.minutes)} minutes a year: ${together}`, layout.width - 4).map(
      (line) => `    ${line}`,
    ),
  ];
}
