import type { Estimate } from '../core/estimate.ts';
import type { Place, ReportedEvidence } from '../core/report.ts';
import type {
  WhatIfCase,
  WhatIfComponent,
  WhatIfEffect,
  WhatIfOverlay,
  WhatIfReckoning,
  WhatIfReport,
  WhatIfTraffic,
} from '../core/whatif.ts';
import type { Json } from './data-json.ts';
import { printJson } from './data-json.ts';

/** `whatif` for machines; see schemas/whatif.schema.json. */
export function renderWhatIfJson(report: WhatIfReport): string {
  return printJson({
    environment: report.environment,
    journeys: report.journeys.map(({ name, entry, badMinutesPerYear, isExact, isEmpty }) => ({
      name,
      entry: placeJson(entry),
      badMinutesPerYear: estimateJson(badMinutesPerYear),
      exact: isExact,
      empty: isEmpty,
    })),
    cutSets: report.cutSets.map(({ journey, total, byOrder, top, isComplete }) => ({
      journey,
      total,
      byOrder,
      top: top.map(({ causes, minutes }) => ({ causes, minutes: rounded(minutes) })),
      complete: isComplete,
    })),
    cases: report.cases.map(caseJson),
    questions: report.questions.map(({ key, says, settledBy, journeys, minutes }) => ({
      key,
      says,
      settledBy: settledBy === '' ? null : settledBy,
      journeys,
      minutes: rounded(minutes),
    })),
    traffic: report.traffic ? trafficJson(report.traffic) : null,
    overlay: report.overlay ? overlayJson(report.overlay) : null,
  });
}

function caseJson(one: WhatIfCase): Json {
  const { wanted } = one;
  return {
    case: one.asked,
    kind: wanted.kind,
    id: wanted.kind === 'component' ? wanted.id : wanted.place,
    name: one.name,
    component: one.component ? componentJson(one.component) : null,
    journeys: one.journeys.map(effectJson),
    badMinutesPerYear: one.badMinutesPerYear ? estimateJson(one.badMinutesPerYear) : null,
    arithmetic: one.arithmetic.map(({ journey, steps }) => ({
      journey,
      steps: steps.map(({ says, value, unit, assumptions }) => ({
        says,
        value: value ?? null,
        unit: unit ?? null,
        assumptions,
      })),
    })),
    falls: one.falls.map(componentJson),
    restarts: one.restarts.map(componentJson),
    shortfalls: one.shortfalls.map(reckoningJson),
    notes: one.notes,
  };
}

function effectJson(effect: WhatIfEffect): Json {
  return {
    name: effect.name,
    effect: effect.effect,
    atWorst: effect.atWorst ?? null,
    path: effect.path.map(({ evidence, ...component }) => ({
      ...componentJson(component),
      evidence: evidence.map(evidenceJson),
    })),
    reason: effect.reason
      ? { says: effect.reason.says, evidence: effect.reason.evidence.map(evidenceJson) }
      : null,
    because: effect.because,
    loses: effect.loses.map(componentJson),
    questions: effect.open.map(({ key, says, settledBy, evidence }) => ({
      key,
      says,
      settledBy: settledBy === '' ? null : settledBy,
      evidence: evidence.map(evidenceJson),
    })),
  };
}

function trafficJson({ factor, bottlenecks }: WhatIfTraffic): Json {
  const all = bottlenecks.map((one) => ({
    ...reckoningKeys(one),
    carriesUpTo: one.carriesUpTo ?? null,
  }));
  return { factor, bottlenecks: all };
}

function overlayJson({ folder, replaced, added, journeys, cases }: WhatIfOverlay): Json {
  const side = (one: WhatIfCase | undefined): Json =>
    one === undefined
      ? null
      : {
          journeys: one.journeys.map(({ name, effect, atWorst }) => ({
            name,
            effect,
            atWorst: atWorst ?? null,
          })),
          badMinutesPerYear: one.badMinutesPerYear ? estimateJson(one.badMinutesPerYear) : null,
        };
  return {
    folder,
    replaced,
    added,
    journeys: journeys.map(({ name, before, after }) => ({
      name,
      before: before ? estimateJson(before) : null,
      after: after ? estimateJson(after) : null,
    })),
    cases: cases.map(({ asked, name, before, after, verdict }) => ({
      case: asked,
      name,
      verdict,
      before: side(before),
      after: side(after),
    })),
  };
}

function reckoningJson(one: WhatIfReckoning): Json {
  return reckoningKeys(one);
}

function reckoningKeys({ kind, component, says, terms, isCertain, hangsOn }: WhatIfReckoning): {
  readonly [key: string]: Json;
} {
  return {
    kind,
    component: componentJson(component),
    says,
    certain: isCertain,
    terms: terms.map((term) => ({
      says: term.says,
      value: term.value ?? null,
      unit: term.unit,
      file: term.place?.file ?? null,
      line: term.place?.line ?? null,
      source: term.source ?? null,
    })),
    hangsOn: hangsOn.map((one) => ({ says: one.says, settledBy: one.settledBy ?? null })),
  };
}

function componentJson({ id, name, kind, address, place }: WhatIfComponent): {
  readonly [key: string]: Json;
} {
  return {
    component: name,
    kind,
    id,
    address: address ?? null,
    file: place?.file ?? null,
    line: place?.line ?? null,
  };
}

function evidenceJson({ says, place, through, source }: ReportedEvidence): Json {
  return {
    file: place?.file ?? null,
    line: place?.line ?? null,
    says,
    ...(through.length > 0 ? { through: through.map(({ file, line }) => ({ file, line })) } : {}),
    ...(source === undefined ? {} : { source }),
  };
}

function estimateJson({ low, likely, high, grade }: Estimate): Json {
  return { low: rounded(low), likely: rounded(likely), high: rounded(high), grade };
}

// Digits after these are noise of the draws.
function rounded(minutes: number): number {
  return Number(minutes.toPrecision(6));
}

function placeJson(place: Place | undefined): Json {
  return place === undefined ? null : { file: place.file, line: place.line };
}
