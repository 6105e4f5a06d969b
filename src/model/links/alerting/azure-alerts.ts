import type { Alert, Signal } from '../../../core/facts/alerting.ts';
import type { ComponentId } from '../../../core/id.ts';
import { byCodeUnit } from '../../../core/order.ts';
import { symbolicText, UNKNOWN_PIECE } from '../../../core/partial-text.ts';
import type { Resource } from '../../../core/resource.ts';
import type { Data } from '../../../core/value.ts';
import { Unknown } from '../../../core/value.ts';
import { cloudwatchSignal } from '../../aws/alarm-signals.ts';
import type { ComponentDraft, GraphDraft } from '../../graph-draft.ts';
import { dataAt, readNumber, readText } from '../../read.ts';
import type { Answers } from '../addresses/answers.ts';
import { ownersOf } from '../azure/find-azure.ts';
import { gather } from '../gather.ts';

/** Alerts of Azure that ask metrics. */
export const METRIC_ALERTS = ['azurerm_monitor_metric_alert'];

/** Alerts of Azure that ask logs and measurements. */
export const QUERY_ALERTS = [
  'azurerm_monitor_scheduled_query_rules_alert',
  'azurerm_monitor_scheduled_query_rules_alert_v2',
];

const WEB_TESTS = ['azurerm_application_insights_web_test', 'azurerm_application_insights_standard_web_test'];

type Said = Pick<
  Alert,
  'signal' | 'metrics' | 'comparison' | 'isPage' | 'pageBecause' | 'watches' | 'watchesUnknown'
>;

/** Programs by where they send their measurements. */
type Senders = ReadonlyMap<ComponentId, readonly ComponentDraft[]>;

/** Looks once at who sends measurements where. */
export function sendersIn(draft: GraphDraft): Senders {
  const found = new Map<ComponentId, ComponentDraft[]>();
  for (const { from, to, kind } of draft.dependencies) {
    const program = kind === 'observes' ? draft.components.get(from) : undefined;
    if (program?.kind !== 'workload' && program?.kind !== 'function') continue;
    const known = found.get(to);
    if (known) known.push(program);
    else found.set(to, [program]);
  }
  return found;
}

interface Alarm {
  readonly alarm: ComponentDraft;
  readonly resource: Resource;
  readonly answers: Answers;
  readonly senders: Senders;
}

/** What an alert of Azure watches and whom it tells; one that is switched off watches nothing. */
export function azureAlert(draft: GraphDraft, one: Alarm): Said {
  const { alarm, resource } = one;
  const isQuery = QUERY_ALERTS.includes(resource.type);
  const metrics = isQuery
    ? []
    : gather(resource, 'criteria.metric_name').flatMap(({ data }) =>
        typeof data === 'string' ? [data] : [],
      );
  const enabled = dataAt(resource, 'enabled');
  const base = { metrics, comparison: comparisonOf(resource, isQuery) };
  if (enabled === false || enabled === 'false') {
    const off = { isPage: false, pageBecause: 'it is switched off', watches: [], watchesUnknown: undefined };
    return { ...base, ...off, signal: 'other' };
  }
  const asked = isQuery ? askedByQuery(draft, one) : askedByMetric(draft, one);
  const signal = asked.isAvailability
    ? 'availability'
    : isQuery
      ? querySignal(resource)
      : cloudwatchSignal([...metrics, alarm.name].map((text) => text.replace(/[_/.-]+/g, '')));
  return {
    ...base,
    signal,
    ...pagingOf(resource),
    watches: [...new Set(asked.components.map(({ id }) => id))].sort(byCodeUnit),
    watchesUnknown: asked.unknown,
  };
}

interface Asked {
  readonly components: readonly ComponentDraft[];
  readonly unknown: Unknown | undefined;
  readonly isAvailability: boolean;
}

/** The resources of its scopes; a test from outside is about who answers under its address. */
function askedByMetric(draft: GraphDraft, { alarm, resource, answers }: Alarm): Asked {
  const scopes = [
    ...gather(resource, 'scopes[]'),
    ...gather(resource, 'application_insights_web_test_location_availability_criteria.web_test_id'),
  ].map(({ data }) => data);
  const tests = new Set(
    scopes.flatMap((scope) => resourcesOf(draft, scope)).filter(({ type }) => WEB_TESTS.includes(type)),
  );
  if (tests.size > 0) return askedFromOutside(alarm, [...tests], answers);
  const components = scopes
    .flatMap((scope) => resourcesOf(draft, scope))
    .flatMap((one) => ownersOf(draft, one));
  const unknown = scopes.find((scope) => Unknown.is(scope));
  return {
    components,
    unknown: components.length === 0 && Unknown.is(unknown) ? unknown : undefined,
    isAvailability: false,
  };
}

function askedFromOutside(alarm: ComponentDraft, tests: readonly Resource[], answers: Answers): Asked {
  const hosts = new Set(tests.flatMap(hostsOfTest));
  const components = [...hosts].flatMap((host) => answers.to(alarm, host));
  const [host] = hosts;
  const unknown = new Unknown({
    reason: 'rule-question',
    detail: `${alarm.name} asks ${host ?? 'an address'} from outside, and nothing says who answers there`,
    settledBy: 'the records of that name, or a line under `dependencies` in whatfails.yaml',
  });
  return { components, unknown: components.length > 0 ? undefined : unknown, isAvailability: true };
}

/** `Url="https://shop.example.com/"` in the document of an older test, or the attribute of a newer one. */
function hostsOfTest(test: Resource): readonly string[] {
  const texts = [dataAt(test, 'configuration'), dataAt(test, 'request', 0, 'url')].flatMap((data) =>
    typeof data === 'string' || Unknown.is(data) ? [symbolicText(data)] : [],
  );
  return texts
    .flatMap((text) =>
      [...text.matchAll(/https?:\/\/([^/"'\s:?]+)/g)].map(([, host = '']) => host.toLowerCase()),
    )
    .filter((host) => host !== 'microsoft.com' && !host.includes(UNKNOWN_PIECE));
}

/** A question to measurements is about every program that sends them there, unless it names some. */
function askedByQuery(draft: GraphDraft, { alarm, resource, senders }: Alarm): Asked {
  const scopes = [...gather(resource, 'data_source_id'), ...gather(resource, 'scopes[]')].map(
    ({ data }) => data,
  );
  const stores = scopes.flatMap((scope) => resourcesOf(draft, scope)).flatMap((one) => ownersOf(draft, one));
  const programs = [...new Set(stores.flatMap(({ id }) => senders.get(id) ?? []))];
  const text = queryOf(resource);
  const named = programs.filter(({ name }) => text.includes(name));
  const found = named.length > 0 ? named : programs;
  const others = stores.filter(({ kind }) => kind !== 'log-store');
  const isOpen =
    /cloud_RoleName|operation_Name|AppRoleName/.test(text) && named.length === 0 && programs.length > 1;
  const unknown = scopes.find((scope) => Unknown.is(scope));
  if (isOpen) return { components: others, unknown: whichProgram(alarm), isAvailability: false };
  const components = [...found, ...others];
  return {
    components,
    unknown: components.length === 0 && Unknown.is(unknown) ? unknown : undefined,
    isAvailability: false,
  };
}

function whichProgram({ name }: ComponentDraft): Unknown {
  return new Unknown({
    reason: 'rule-question',
    detail: `the query of ${name} names parts of programs, and nothing tells of which`,
    settledBy: 'a query that names the app as Azure does',
  });
}

function queryOf(resource: Resource): string {
  const texts = [...gather(resource, 'query'), ...gather(resource, 'criteria.query')].map(({ data }) => data);
  return texts
    .map((data) => (typeof data === 'string' || Unknown.is(data) ? symbolicText(data) : ''))
    .join('\n');
}

/** What a question in Kusto is about, by the table and the columns that it reads. */
function querySignal(resource: Resource): Signal {
  const text = queryOf(resource);
  const isAboutCalls = /\b(requests|AppRequests|dependencies|AppDependencies)\b/.test(text);
  if (isAboutCalls && /resultCode|success|StatusCode/i.test(text)) return 'errors';
  if (/\b(exceptions|AppExceptions)\b|severityLevel\s*>=?\s*[34]|\bsuccess\s*==\s*false/i.test(text))
    return 'errors';
  if (/\bduration\b|DurationMs/i.test(text)) return 'latency';
  return 'other';
}

function resourcesOf(draft: GraphDraft, data: Data): readonly Resource[] {
  return Unknown.is(data) ? data.refs.flatMap((one) => draft.resource(one.resource) ?? []) : [];
}

function comparisonOf(resource: Resource, isQuery: boolean): Alert['comparison'] {
  const block = isQuery && dataAt(resource, 'trigger', 0) !== undefined ? 'trigger' : 'criteria';
  const threshold = readNumber(resource, [block, 0, 'threshold']);
  const operator = readText(resource, [block, 0, 'operator'])?.value;
  if (!threshold || typeof operator !== 'string') return undefined;
  return { operator: /less/i.test(operator) ? '<' : '>', threshold };
}

const ACTIONS = ['action.action_group_id', 'action.action_group[]', 'action.action_groups[]'];

function pagingOf(resource: Resource): Pick<Alert, 'isPage' | 'pageBecause'> {
  const groups = ACTIONS.flatMap((path) => gather(resource, path)).map(({ data }) => data);
  const isNamed = groups.some((data) => !Unknown.is(data) || data.refs.length > 0);
  if (isNamed) return { isPage: true, pageBecause: 'it names action groups' };
  const unknown = groups.find((data) => Unknown.is(data));
  return Unknown.is(unknown)
    ? { isPage: unknown, pageBecause: 'its action groups are not known' }
    : { isPage: false, pageBecause: 'it names no action groups' };
}
