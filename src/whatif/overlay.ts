import { byCodeUnit, sortedUnique } from '../core/order.ts';
import type {
  WhatIfCase,
  WhatIfCaseChange,
  WhatIfChange,
  WhatIfEffect,
  WhatIfJourney,
  WhatIfOverlay,
} from '../core/whatif.ts';

export interface OverlayInput {
  readonly folder: string;
  readonly replaced: readonly string[];
  readonly added: readonly string[];
  readonly before: DesignAnswers;
  readonly after: DesignAnswers;
}

/** The answers of one of two designs. */
export interface DesignAnswers {
  readonly journeys: readonly WhatIfJourney[];
  readonly cases: readonly WhatIfCase[];
}

/** What gets better and worse in another design: journeys by minutes, cases by what they do to journeys. */
export function overlayOf({ folder, replaced, added, before, after }: OverlayInput): WhatIfOverlay {
  return {
    folder,
    replaced,
    added,
    journeys: journeyChanges(before, after),
    cases: caseChanges(before, after),
  };
}

function journeyChanges(before: DesignAnswers, after: DesignAnswers): readonly WhatIfChange[] {
  const [own, other] = [before, after].map(
    ({ journeys }) => new Map(journeys.map((journey) => [journey.name, journey.badMinutesPerYear])),
  );
  const names = sortedUnique([...(own?.keys() ?? []), ...(other?.keys() ?? [])]);
  return names.map((name) => ({ name, before: own?.get(name), after: other?.get(name) }));
}

function caseChanges(before: DesignAnswers, after: DesignAnswers): readonly WhatIfCaseChange[] {
  const [own, other] = [before, after].map(({ cases }) => new Map(cases.map((one) => [keyOf(one), one])));
  const keys = sortedUnique([...(own?.keys() ?? []), ...(other?.keys() ?? [])]);
  return keys
    .flatMap((key): readonly WhatIfCaseChange[] => {
      const [was, is] = [own?.get(key), other?.get(key)];
      const one = was ?? is;
      return one
        ? [{ asked: one.asked, name: one.name, before: was, after: is, verdict: verdictOf(was, is) }]
        : [];
    })
    .sort((a, b) => ORDER.indexOf(a.verdict) - ORDER.indexOf(b.verdict) || byCodeUnit(a.name, b.name));
}

const ORDER = ['worse', 'mixed', 'new', 'better', 'gone', 'same'] as const;

function keyOf({ wanted }: WhatIfCase): string {
  return wanted.kind === 'component' ? `component ${wanted.id}` : `${wanted.kind} ${wanted.place}`;
}

function verdictOf(
  before: WhatIfCase | undefined,
  after: WhatIfCase | undefined,
): WhatIfCaseChange['verdict'] {
  if (!before) return 'new';
  if (!after) return 'gone';
  const effects = new Map(before.journeys.map((one) => [one.name, harm(one)]));
  const moved = after.journeys.map((one) => Math.sign(harm(one) - (effects.get(one.name) ?? harm(one))));
  const isWorse = moved.includes(1);
  const isBetter = moved.includes(-1);
  if (isWorse && isBetter) return 'mixed';
  return isWorse ? 'worse' : isBetter ? 'better' : 'same';
}

/** How bad an effect is: what may stop is worse than what certainly only degrades. */
function harm({ effect, atWorst }: Pick<WhatIfEffect, 'effect' | 'atWorst'>): number {
  if (effect === 'stops') return 4;
  if (effect === 'unknown') return atWorst === 'degrades' ? 1 : 3;
  return effect === 'degrades' ? 2 : 0;
}
