import type { Stated } from '../../core/component.ts';
import type { Alert } from '../../core/facts/alerting.ts';
import type { Resource } from '../../core/resource.ts';
import type { Data, DataObject, Value } from '../../core/value.ts';
import { isDataList, isDataObject, scalarText, Unknown } from '../../core/value.ts';
import { at, dataAt, readText } from '../read.ts';
import type { ResourceModel } from '../resource-model.ts';
import { pagingOf } from './severity.ts';
import { signalOf } from './signal.ts';

/** One alert rule of Prometheus. What it watches and where it goes is joined by the passes of alerting. */
export const model: ResourceModel = {
  types: ['prometheus-alert'],
  describe(resource) {
    return {
      kind: 'alarm',
      name: resource.name,
      facts: { alert: alertOf(resource) },
      remedies: {
        'correct-severity': {
          title: 'Correct the labels so that a route with a receiver matches, or add a matcher to that route',
          safety: 'review',
          caution: 'People are told from now on; look at how often it fired before.',
          intents: [],
        },
        'reachable-threshold': {
          title: 'Choose a threshold that the expression can reach: another pair of share and window',
          safety: 'review',
          intents: [],
        },
        'page-on-symptom': {
          title: 'Page on the error budget of the service instead, and lower this alert to a ticket',
          safety: 'review',
          intents: [],
        },
        'add-runbook': {
          title: 'Add the annotation runbook_url with a page that says what to look at first',
          safety: 'review',
          intents: [],
        },
      },
    };
  },
};

function alertOf(resource: Resource): Alert {
  const labels = texts(dataAt(resource, 'labels'));
  const annotations = texts(dataAt(resource, 'annotations'));
  const expression = readText(resource, ['expr']);
  const query = dataAt(resource, 'query');
  const known: DataObject = isDataObject(query) ? query : {};
  const metrics = textsOf(known['metrics']);
  const paging = pagingOf(labels, resource.name);
  return {
    platform: 'prometheus',
    signal: signalOf({
      name: resource.name,
      metrics: [...new Set([...metrics, ...selectorsOf(known).flatMap(({ metric }) => metric ?? [])])],
      functions: textsOf(known['functions']),
      labelNames: Object.keys(labels),
      ranges: numbersOf(known['ranges']),
      matchers: selectorsOf(known).flatMap(({ matchers }) =>
        matchers.map(({ label, operator, value }) => `${label}${operator}${value}`),
      ),
      expression: expression && typeof expression.value === 'string' ? expression.value : '',
    }),
    expression,
    metrics,
    comparison: comparisonOf(resource, known),
    forSeconds: forSeconds(resource),
    labels,
    annotations,
    isPage: paging.isPage,
    pageBecause: paging.because,
    runbook: runbookOf(resource, annotations),
    runbookMissing: scalarText(dataAt(resource, 'missing_runbook')),
    cannotFire: textsOf(known['never']),
    watches: [],
    watchesUnknown: Unknown.is(query) ? query : undefined,
    routed: undefined,
    at: at(resource, 'expr'),
  };
}

/** A selector as the loader hands it over. */
export interface AlertSelector {
  readonly metric: string | undefined;
  readonly matchers: readonly { readonly label: string; readonly operator: string; readonly value: string }[];
}

/** The selectors of the expression of an alert, those of its recording rules included. */
export function selectorsOf(query: DataObject): readonly AlertSelector[] {
  const selectors = query['selectors'];
  return (isDataList(selectors) ? selectors : []).flatMap((one): readonly AlertSelector[] => {
    if (!isDataObject(one)) return [];
    const { matchers } = one;
    return [
      {
        metric: scalarText(one['metric']),
        matchers: (isDataList(matchers) ? matchers : []).flatMap((matcher) =>
          isDataObject(matcher)
            ? [
                {
                  label: scalarText(matcher['label']) ?? '',
                  operator: scalarText(matcher['operator']) ?? '=',
                  value: scalarText(matcher['value']) ?? '',
                },
              ]
            : [],
        ),
      },
    ];
  });
}

function texts(data: Data | undefined): { readonly [name: string]: Value<string> } {
  const found: [string, Value<string>][] = [];
  for (const [name, value] of Object.entries(isDataObject(data) ? data : {})) {
    const text = Unknown.is(value) ? value : scalarText(value);
    if (text !== undefined) found.push([name, text]);
  }
  return Object.fromEntries(found);
}

function textsOf(data: Data | undefined): readonly string[] {
  return (isDataList(data) ? data : []).flatMap((one) => scalarText(one) ?? []);
}

function numbersOf(data: Data | undefined): readonly number[] {
  return (isDataList(data) ? data : []).filter((one) => typeof one === 'number');
}

function comparisonOf(resource: Resource, query: DataObject): Alert['comparison'] {
  const { comparison } = query;
  if (!isDataObject(comparison)) return undefined;
  const { operator, threshold } = comparison;
  if (typeof operator !== 'string' || typeof threshold !== 'number') return undefined;
  return { operator, threshold: { value: threshold, at: [at(resource, 'expr')], origin: 'written' } };
}

const DOCUMENTATION = 'https://prometheus.io/docs/prometheus/latest/configuration/recording_rules/';

function forSeconds(resource: Resource): Stated<number> {
  const written = readText(resource, ['for']);
  const place = [at(resource, 'for')];
  if (!written) return { value: 0, at: place, origin: 'default', source: DOCUMENTATION };
  if (Unknown.is(written.value)) return { value: written.value, at: place, origin: 'written' };
  const value = secondsOf(written.value);
  const detail = `for: ${written.value} is no duration`;
  return {
    value: value ?? new Unknown({ reason: 'evaluation-error', detail }),
    at: place,
    origin: 'written',
  };
}

const UNIT_SECONDS: { readonly [unit: string]: number } = {
  ms: 0.001,
  s: 1,
  m: 60,
  h: 3600,
  d: 86_400,
  w: 604_800,
  y: 31_536_000,
};

function secondsOf(text: string): number | undefined {
  if (text === '0') return 0;
  if (!/^(?:\d+(?:ms|[smhdwy]))+$/.test(text)) return undefined;
  let seconds = 0;
  for (const [, count = '', unit = ''] of text.matchAll(/(\d+)(ms|[smhdwy])/g)) {
    seconds += Number(count) * (UNIT_SECONDS[unit] ?? 0);
  }
  return seconds;
}

const RUNBOOKS = /^(runbook|run_?book_?(url|link)?|playbook(_url)?|sop|runbook_markdown|dashboard_runbook)$/i;

/** The annotation that names a runbook, or a link to one inside the description. */
function runbookOf(
  resource: Resource,
  annotations: { readonly [name: string]: Value<string> },
): Alert['runbook'] {
  for (const [name, value] of Object.entries(annotations)) {
    if (RUNBOOKS.test(name) && value !== '') {
      return { value, at: [at(resource, 'annotations', name)], origin: 'written' };
    }
  }
  for (const [name, value] of Object.entries(annotations)) {
    const link = typeof value === 'string' ? LINK.exec(value)?.[0] : undefined;
    if (link !== undefined)
      return { value: link, at: [at(resource, 'annotations', name)], origin: 'written' };
  }
  const unknown =
    Object.values(annotations).find((value) => Unknown.is(value)) ?? dataAt(resource, 'annotations');
  return Unknown.is(unknown)
    ? { value: unknown, at: [at(resource, 'annotations')], origin: 'written' }
    : undefined;
}

// A link of any kind in what people read: a wiki page is a runbook under another name.
const LINK =
  /\bhttps?:\/\/[^\s"'<>)]*(runbook|playbook|wiki|docs?|manual|troubleshoot|notion|github)[^\s"'<>)]*/i;
