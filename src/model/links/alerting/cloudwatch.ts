import type { Stated } from '../../../core/component.ts';
import type { Alert } from '../../../core/facts/alerting.ts';
import type { ComponentId } from '../../../core/id.ts';
import { byCodeUnit } from '../../../core/order.ts';
import type { Resource } from '../../../core/resource.ts';
import type { Data, DataObject, Value } from '../../../core/value.ts';
import { isDataList, isDataObject, scalarText, Unknown } from '../../../core/value.ts';
import { cloudwatchSignal, dimensions } from '../../aws/alarm-signals.ts';
import type { ComponentDraft, GraphDraft } from '../../graph-draft.ts';
import type { LinkPass } from '../../link-pass.ts';
import { at, dataAt, readNumber, readText } from '../../read.ts';
import { findNamed } from '../find-named.ts';
import { writersOf } from './log-metrics.ts';
import { tellNeighbours } from './neighbours.ts';

const METRIC = 'aws_cloudwatch_metric_alarm';
const COMPOSITE = 'aws_cloudwatch_composite_alarm';

/** States what alarms of CloudWatch watch: by the dimensions of their metrics, through other alarms. */
export const cloudwatch: LinkPass = {
  name: 'cloudwatch',
  after: ['alarms'],
  run(draft) {
    for (const resource of draft.ofType(METRIC)) {
      const alarm = draft.componentOf(resource.id);
      if (alarm) alarm.facts.alert = alertOf(draft, alarm, resource);
    }
    for (const resource of draft.ofType(COMPOSITE)) {
      const alarm = draft.componentOf(resource.id);
      if (alarm) alarm.facts.alert = compositeOf(draft, alarm, resource);
    }
    tellNeighbours(draft, draft.ofType(METRIC, COMPOSITE));
  },
};

/** One metric that an alarm reads. */
interface Metric {
  readonly namespace: Value<string> | undefined;
  readonly name: Value<string> | undefined;
  readonly dimensions: Data | undefined;
}

function metricsOf(resource: Resource): readonly Metric[] {
  const plain: Metric = {
    namespace: readText(resource, ['namespace'])?.value,
    name: readText(resource, ['metric_name'])?.value,
    dimensions: dataAt(resource, 'dimensions'),
  };
  const queries = dataAt(resource, 'metric_query');
  const inQueries = (isDataList(queries) ? queries : []).flatMap((query) => {
    const metric = isDataObject(query) ? query['metric'] : undefined;
    return (isDataList(metric) ? metric : [metric]).flatMap((one) =>
      isDataObject(one) ? metricIn(one) : [],
    );
  });
  return plain.name === undefined ? inQueries : [plain, ...inQueries];
}

function metricIn(metric: DataObject): Metric {
  const text = (data: Data | undefined): Value<string> | undefined =>
    Unknown.is(data) ? data : scalarText(data);
  return {
    namespace: text(metric['namespace']),
    name: text(metric['metric_name']),
    dimensions: metric['dimensions'],
  };
}

function alertOf(draft: GraphDraft, alarm: ComponentDraft, resource: Resource): Alert {
  const metrics = metricsOf(resource);
  const names = metrics.map(({ namespace, name }) => `${shown(namespace)} ${shown(name)}`);
  const found = metrics.map((metric) => watchedBy(draft, metric, resource));
  const lost = metrics.flatMap(({ name, namespace }) => [name, namespace]).find((one) => Unknown.is(one));
  const watches = [...new Set(found.flatMap((one) => one.components))].sort(byCodeUnit);
  const queries = dataAt(resource, 'metric_query');
  const unknown = [queries, lost, ...found.map((one) => one.unknown)].find((one) => Unknown.is(one));
  return {
    platform: 'cloudwatch',
    signal: cloudwatchSignal([...names, alarm.name]),
    expression: undefined,
    metrics: names,
    comparison: comparisonOf(resource),
    forSeconds: lastsFor(resource),
    labels: {},
    annotations: {},
    ...pagingOf(alarm),
    runbook: linkIn(resource),
    watches,
    watchesBecause: [...new Set(found.flatMap(({ says }) => says))],
    watchesUnknown: Unknown.is(unknown) ? unknown : undefined,
    routed: undefined,
    at: at(resource, 'metric_name'),
  };
}

function shown(value: Value<string> | undefined): string {
  return value === undefined || Unknown.is(value) ? '' : value;
}

interface Watched {
  readonly components: readonly ComponentId[];
  readonly says: readonly string[];
  readonly unknown: Unknown | undefined;
}

function watchedBy(draft: GraphDraft, metric: Metric, resource: Resource): Watched {
  const written = metric.dimensions;
  if (Unknown.is(written)) return { components: [], says: [], unknown: written };
  const components: ComponentId[] = [];
  const says: string[] = [];
  const outside: Unknown[] = [];
  for (const [name, value] of Object.entries(isDataObject(written) ? written : {})) {
    const key = `${shown(metric.namespace)} ${name}`;
    const dimension = Object.hasOwn(dimensions, key) ? dimensions[key] : undefined;
    if (!dimension) continue;
    // A node of a replication group carries the group's name and a number.
    const found = findNamed(draft, withoutNode(name, value), resource, dimension);
    components.push(...found.components.map(({ id }) => id));
    says.push(...found.components.map((one) => `${name} is ${one.name}`));
    outside.push(...found.outside);
  }
  if (components.length === 0) {
    const writers = writersOf(draft, metric.namespace, metric.name);
    components.push(...writers.map(({ id }) => id));
    says.push(...writers.map((one) => `a filter counts lines that ${one.name} logs`));
  }
  const all = components.length === 0 ? everyFunction(metric, resource) : undefined;
  if (all) outside.unshift(all);
  // The service of a cluster is meant, not the cluster beside it.
  const narrow = components.filter((id) => draft.components.get(id)?.kind !== 'cluster');
  return {
    components: narrow.length > 0 ? narrow : components,
    says,
    unknown: components.length === 0 ? outside[0] : undefined,
  };
}

/** The errors of Lambda without a dimension are those of all functions of the account and region. */
function everyFunction(
  { namespace, dimensions: written }: Metric,
  { address }: Resource,
): Unknown | undefined {
  if (namespace !== 'AWS/Lambda' || Object.keys(isDataObject(written) ? written : {}).length > 0)
    return undefined;
  return new Unknown({
    reason: 'rule-question',
    detail: `${address} ${OF_ACCOUNT}`,
    settledBy: 'a dimension FunctionName, or the account that each root is for in whatfails.yaml',
  });
}

/** What the doubt about an alarm says that may be about every function. */
export const OF_ACCOUNT = 'watches every function of its account, and which ones these are is not told';

function withoutNode(name: string, value: Data): Data {
  return name === 'CacheClusterId' && typeof value === 'string' ? value.replace(/-\d{3}$/, '') : value;
}

function comparisonOf(resource: Resource): Alert['comparison'] {
  const operator = readText(resource, ['comparison_operator'])?.value;
  const threshold = readNumber(resource, ['threshold']);
  // Without a threshold a band of expected values decides.
  if (typeof operator !== 'string' || !threshold) return undefined;
  const sign = `${operator.startsWith('Greater') ? '>' : '<'}${operator.includes('OrEqual') ? '=' : ''}`;
  return { operator: sign, threshold };
}

const PERIODS = 'https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_PutMetricAlarm.html';

function lastsFor(resource: Resource): Stated<number> | undefined {
  const period = readNumber(resource, ['period']);
  const periods = readNumber(resource, ['evaluation_periods'], { value: 1, source: PERIODS });
  if (!period) return undefined;
  const parts = [period.value, periods.value];
  const unknown = parts.find((part) => Unknown.is(part));
  const [length, count] = parts;
  const value =
    typeof length === 'number' && typeof count === 'number' ? length * count : (unknown ?? Number.NaN);
  return { value, at: [...period.at, ...periods.at], origin: 'written' };
}

/** People are told where its actions lead to a topic, an incident or a chat. */
function pagingOf({ facts, name }: ComponentDraft): Pick<Alert, 'isPage' | 'pageBecause'> {
  const targets = facts.alarmTargets?.value;
  if (targets === undefined) return { isPage: false, pageBecause: 'it has no action' };
  if (Unknown.is(targets)) return { isPage: targets, pageBecause: 'its actions are not known' };
  if (facts.alarmActionsEnabled?.value === false) {
    return { isPage: false, pageBecause: 'its actions are switched off' };
  }
  const person = targets.find(({ kind }) => kind === 'topic' || kind === 'person');
  if (person) return { isPage: true, pageBecause: `it calls ${person.says}` };
  const outside = targets.find(({ kind }) => kind === 'outside');
  if (!outside) return { isPage: false, pageBecause: 'its actions call nobody' };
  const detail = `whether ${outside.says}, which ${name} calls, leads to people is not in the inputs`;
  const value = outside.unknown ?? new Unknown({ reason: 'not-in-inputs', detail });
  return { isPage: value, pageBecause: `it calls ${outside.says}` };
}

/** A link in its description: all that CloudWatch has for a runbook. */
function linkIn(resource: Resource): Alert['runbook'] {
  const description = readText(resource, ['alarm_description']);
  if (!description) return undefined;
  if (Unknown.is(description.value)) return description;
  const link = /\bhttps?:\/\/[^\s"'<>)]+/.exec(description.value)?.[0];
  return link === undefined ? undefined : { ...description, value: link };
}

/** A composite alarm watches what the alarms in its rule watch. */
function compositeOf(draft: GraphDraft, alarm: ComponentDraft, resource: Resource): Alert {
  const rule = dataAt(resource, 'alarm_rule');
  const parts = partsOf(draft, rule, resource);
  const alerts = parts.flatMap(({ facts }) => facts.alert ?? []);
  return {
    platform: 'cloudwatch',
    signal: alerts[0]?.signal ?? 'other',
    expression: readText(resource, ['alarm_rule']),
    metrics: alerts.flatMap(({ metrics }) => metrics),
    comparison: undefined,
    forSeconds: undefined,
    labels: {},
    annotations: {},
    ...pagingOf(alarm),
    runbook: linkIn(resource),
    watches: [...new Set(alerts.flatMap(({ watches }) => watches))].sort(byCodeUnit),
    watchesBecause: parts.map(({ name }) => `through the alarm ${name}`),
    watchesUnknown:
      alerts.find(({ watchesUnknown }) => watchesUnknown)?.watchesUnknown ??
      (alerts.length === 0 && Unknown.is(rule) ? rule : undefined),
    routed: undefined,
    at: at(resource, 'alarm_rule'),
  };
}

function partsOf(draft: GraphDraft, rule: Data | undefined, resource: Resource): readonly ComponentDraft[] {
  const named =
    typeof rule === 'string'
      ? [...rule.matchAll(/\b(?:ALARM|OK|INSUFFICIENT_DATA)\s*\(\s*"?([^")]+?)"?\s*\)/g)].map(
          ([, name]) => name ?? '',
        )
      : rule;
  const byName = findNamed(draft, named, resource, { types: [METRIC], name: 'alarm_name' }).components;
  const refs = Unknown.is(rule) ? rule.refs.flatMap(({ resource: id }) => draft.componentOf(id) ?? []) : [];
  return [...new Set([...byName, ...refs])].filter(({ facts }) => facts.alert !== undefined);
}
