import type { Alert } from '../../../core/facts/alerting.ts';
import { byCodeUnit } from '../../../core/order.ts';
import type { Resource } from '../../../core/resource.ts';
import type { Data, Value } from '../../../core/value.ts';
import { isDataList, Unknown } from '../../../core/value.ts';
import { symbolicText } from '../../../core/partial-text.ts';
import { cloudwatchSignal } from '../../aws/alarm-signals.ts';
import type { ComponentDraft, GraphDraft } from '../../graph-draft.ts';
import type { LinkPass } from '../../link-pass.ts';
import { at, dataAt, readNumber, readText } from '../../read.ts';
import { Answers } from '../addresses/answers.ts';
import { gather } from '../gather.ts';
import { azureAlert, METRIC_ALERTS, QUERY_ALERTS, sendersIn } from './azure-alerts.ts';
import { nameIndex } from './name-index.ts';

const GOOGLE = 'google_monitoring_alert_policy';
const AZURE = [...METRIC_ALERTS, ...QUERY_ALERTS];

/** States what alert policies of Google Cloud and alerts of Azure watch. */
export const otherClouds: LinkPass = {
  name: 'other-clouds',
  after: ['watches'],
  run(draft) {
    for (const resource of draft.ofType(GOOGLE)) {
      const alarm = draft.componentOf(resource.id);
      if (alarm) alarm.facts.alert = ofGoogle(draft, alarm, resource);
    }
    const ofAzure = draft.ofType(...AZURE);
    if (ofAzure.length === 0) return;
    const answers = new Answers(draft);
    const senders = sendersIn(draft);
    for (const resource of ofAzure) {
      const alarm = draft.componentOf(resource.id);
      if (!alarm) continue;
      const said = azureAlert(draft, { alarm, resource, answers, senders });
      alarm.facts.alert = { ...blank(resource, alarm), platform: 'azure', ...said };
    }
  },
};

const CONDITIONS = ['condition_threshold', 'condition_absent', 'condition_monitoring_query_language'];

function ofGoogle(draft: GraphDraft, alarm: ComponentDraft, resource: Resource): Alert {
  const filters = CONDITIONS.flatMap((kind) => [
    ...gather(resource, `conditions.${kind}.filter`),
    ...gather(resource, `conditions.${kind}.query`),
  ]).map(({ data }) => data);
  const texts = filters.map((filter) => textOf(filter));
  const metrics = texts.flatMap((text) => /metric\.type\s*=\s*\\?"([^"\\]+)/.exec(text)?.[1] ?? []);
  const watches = new Set(
    filters.flatMap((filter) => [...referred(draft, filter), ...labelled(draft, alarm, filter)]),
  );
  const unknown = filters.find((filter) => Unknown.is(filter));
  const channels = dataAt(resource, 'notification_channels');
  return {
    ...blank(resource, alarm),
    platform: 'google',
    signal: cloudwatchSignal([...metrics, alarm.name].map(camel)),
    metrics,
    comparison: thresholdOf(resource, 'conditions', 'condition_threshold'),
    ...pagingBy(channels, 'notification channels'),
    runbook: readText(resource, ['documentation', 0, 'content']),
    watches: [...watches].map(({ id }) => id).sort(byCodeUnit),
    watchesUnknown: watches.size > 0 ? undefined : Unknown.is(unknown) ? unknown : namesNothing(alarm),
  };
}

function namesNothing({ name }: ComponentDraft): Unknown {
  return new Unknown({
    reason: 'rule-question',
    detail: `the filter of ${name} names no resource of the inputs`,
    settledBy: 'a filter on a label of the resource',
  });
}

/** `run.googleapis.com/request_latencies` in the words of the table of signals. */
function camel(text: string): string {
  return text.replace(/[_/.-]+/g, '').replace(/latencies/i, 'Latency');
}

function blank(resource: Resource, { name }: ComponentDraft): Alert {
  return {
    platform: 'google',
    signal: 'other',
    expression: undefined,
    metrics: [],
    comparison: undefined,
    forSeconds: undefined,
    labels: {},
    annotations: {},
    isPage: false,
    pageBecause: `${name} names nobody to tell`,
    runbook: undefined,
    watches: [],
    watchesUnknown: undefined,
    routed: undefined,
    at: at(resource),
  };
}

function textOf(data: Data): string {
  return typeof data === 'string' || Unknown.is(data) ? symbolicText(data) : '';
}

/** Components whose attributes the text is made of. */
function referred(draft: GraphDraft, data: Data): readonly ComponentDraft[] {
  if (!Unknown.is(data)) return [];
  return data.refs.flatMap(({ resource }) => draft.componentOf(resource) ?? []);
}

/** `resource.label.service_name="orders"`. */
function labelled(draft: GraphDraft, alarm: ComponentDraft, data: Data): readonly ComponentDraft[] {
  const names = [
    ...textOf(data).matchAll(
      /(?:resource|user)\.labels?\.(?:"?[\w-]*(?:name|id|service|backend)[\w-]*"?)\s*=\s*\\?"([^"\\]+)/g,
    ),
  ].map(([, name = '']) => name.slice(name.lastIndexOf(':') + 1));
  const index = nameIndex(draft);
  return names.flatMap((name) =>
    index
      .named(name)
      .filter(({ component }) => component.stack?.id === alarm.stack?.id && isOfGoogle(component))
      .map(({ component }) => component),
  );
}

/** Services in a cluster, and what Google runs; never what another cloud calls by the same name. */
function isOfGoogle({ main }: ComponentDraft): boolean {
  return main?.mode === 'object' || main?.type.startsWith('google_') === true;
}

function thresholdOf(resource: Resource, ...path: readonly string[]): Alert['comparison'] {
  const [outer = '', inner] = path;
  const steps = inner === undefined ? [outer, 0] : [outer, 0, inner, 0];
  const value = readNumber(resource, [...steps, inner === undefined ? 'threshold' : 'threshold_value']);
  const operator = readText(resource, [...steps, inner === undefined ? 'operator' : 'comparison'])?.value;
  if (!value || typeof operator !== 'string') return undefined;
  return { operator: /less|_LT/i.test(operator) ? '<' : '>', threshold: value };
}

function pagingBy(
  data: Data | readonly Data[] | undefined,
  what: string,
): { readonly isPage: Value<boolean>; readonly pageBecause: string } {
  if (Unknown.is(data) && data.refs.length === 0)
    return { isPage: data, pageBecause: `its ${what} are not known` };
  const isNamed = Unknown.is(data) || (isDataList(data) && data.length > 0);
  return isNamed
    ? { isPage: true, pageBecause: `it names ${what}` }
    : { isPage: false, pageBecause: `it names no ${what}` };
}
