import type { Place } from '../core/report.ts';
import type { WhatIfReckoning, WhatIfTerm, WhatIfTraffic } from '../core/whatif.ts';
import type { Style } from './style.ts';
import { grouped, wrap } from './text.ts';
import type { WhatIfLayout } from './whatif.ts';

const MOST_BOTTLENECKS = 5;

/** `infra/shop/entry.tf:27`, or nothing. */
export function placeText(place: Place | undefined): string {
  return place ? `${place.file}:${place.line}` : '';
}

/** A verdict about capacity: the sentence, then the numbers that it is made of. */
export function reckoningLines(
  { says, terms, isCertain, hangsOn }: WhatIfReckoning,
  { width }: WhatIfLayout,
  style: Style,
): readonly string[] {
  const doubt = isCertain ? [] : hangsOn.slice(0, 2);
  return [
    ...wrap(
      isCertain || says.endsWith('not known.') ? says : `${says} It hangs on what is not known:`,
      width - 2,
    ).map((line) => `  ${line}`),
    ...doubt.flatMap((one) => {
      const settled = one.settledBy === undefined ? '' : `; settled by ${one.settledBy}`;
      return wrap(`${one.says}${settled}`, width - 6).map((line) => `      ${line}`);
    }),
    ...terms.flatMap((term) => wrap(termText(term), width - 6).map((line) => style.dim(`      ${line}`))),
  ];
}

function termText({ says, value, unit, place, source }: WhatIfTerm): string {
  const amount = value === undefined ? 'not known' : number(value);
  const where = placeText(place);
  const from = where === '' ? (source ?? '') : where;
  const isSaid = unit === '' || says.startsWith(unit);
  const one = value === 1 ? singular(unit) : unit;
  const measured = value === undefined || isSaid ? amount : `${amount} ${one}`;
  return `${says}: ${measured}${from === '' ? '' : `  (${from})`}`;
}

/** `copy` of `copies`, `pod` of `pods`; symbols stay. */
function singular(unit: string): string {
  if (unit.endsWith('ies')) return unit.replace(/ies$/, 'y');
  return unit.endsWith('sses') ? unit.slice(0, -2) : unit.replace(/(?<=[a-z])s$/, '');
}

function number(value: number): string {
  return Number.isInteger(value) ? grouped(value) : String(Number(value.toPrecision(4)));
}

/** What ends first when traffic grows. */
export function trafficLines(
  { factor, bottlenecks }: WhatIfTraffic,
  layout: WhatIfLayout,
  style: Style,
): readonly string[] {
  const title = style.bold(`At ${number(factor)} times the traffic`);
  if (bottlenecks.length === 0) {
    return [title, ...wrap('Nothing that was read ends before that, as far as can be told.', layout.width)];
  }
  const shown = layout.all ? bottlenecks : bottlenecks.slice(0, MOST_BOTTLENECKS);
  const rest = bottlenecks.length - shown.length;
  return [
    `${title}, what ends first:`,
    ...shown.flatMap((one) => reckoningLines(one, layout, style)),
    ...(rest > 0 ? [style.dim(`  and ${rest} more: --all`)] : []),
  ];
}
