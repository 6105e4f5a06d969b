import type { AlarmTarget } from '../../../core/facts/identity.ts';
import type { ResourceId } from '../../../core/id.ts';
import type { Location } from '../../../core/location.ts';
import { readableText, symbolicText } from '../../../core/partial-text.ts';
import type { Resource } from '../../../core/resource.ts';
import type { Data, Value } from '../../../core/value.ts';
import { Unknown } from '../../../core/value.ts';
import type { ComponentDraft, GraphDraft } from '../../graph-draft.ts';
import type { LinkPass } from '../../link-pass.ts';
import { at, dataAt } from '../../read.ts';
import { connect } from '../compute/connect.ts';
import { findNamed } from '../find-named.ts';
import type { NamedOptions } from '../find-named.ts';
import { gather } from '../gather.ts';

const ALARM_TYPES = ['aws_cloudwatch_metric_alarm', 'aws_cloudwatch_composite_alarm'];
const ALARM = { types: ALARM_TYPES, name: 'alarm_name' };
const KNOWN: readonly { readonly kind: AlarmTarget['kind']; readonly options: NamedOptions }[] = [
  { kind: 'topic', options: { types: ['aws_sns_topic'], name: 'name' } },
  { kind: 'function', options: { types: ['aws_lambda_function'], name: 'function_name' } },
  {
    kind: 'machine',
    options: { types: ['aws_autoscaling_policy', 'aws_appautoscaling_policy'], name: 'name' },
  },
  { kind: 'person', options: { types: ['aws_ssmincidents_response_plan'], name: 'name' } },
];

/** Attributes by which something reads the state of alarms instead of being called by them. */
const READERS: readonly (readonly [type: string, path: string])[] = [
  ['aws_codedeploy_deployment_group', 'alarm_configuration.alarms[]'],
  ['aws_ecs_service', 'alarms.alarm_names[]'],
  ['aws_route53_health_check', 'cloudwatch_alarm_name'],
  ['aws_appconfig_environment', 'monitor.alarm_arn'],
  ['aws_fis_experiment_template', 'stop_condition.value'],
  ['aws_cloudwatch_composite_alarm', 'actions_suppressor.alarm'],
  ['aws_sagemaker_endpoint', 'deployment_config.auto_rollback_configuration.alarms.alarm_name'],
];

/** Joins alarms with what they call, and with what reads them. */
export const alarms: LinkPass = {
  name: 'alarms',
  after: ['subscriptions'],
  run(draft) {
    for (const resource of draft.ofType(...ALARM_TYPES)) {
      const alarm = draft.componentOf(resource.id);
      if (alarm) targets(draft, alarm, resource);
    }
    for (const composite of draft.ofType('aws_cloudwatch_composite_alarm')) {
      const rule = dataAt(composite, 'alarm_rule');
      const named = typeof rule === 'string' ? namesIn(rule) : rule;
      read(draft, { data: named, reader: composite });
    }
    for (const [type, path] of READERS) {
      for (const reader of draft.ofType(type)) {
        for (const { data } of gather(reader, path)) read(draft, { data, reader });
      }
    }
    stateChangeRules(draft);
  },
};

/** `ALARM("orders-slow") OR ALARM(checkout-errors)`: the names, or ARNs, in a composite rule. */
function namesIn(rule: string): readonly string[] {
  return [...rule.matchAll(/\b(?:ALARM|OK|INSUFFICIENT_DATA)\s*\(\s*"?([^")]+?)"?\s*\)/g)].map(
    (match) => match[1] ?? '',
  );
}

function read(draft: GraphDraft, { data, reader }: { data: Data | undefined; reader: Resource }): void {
  for (const alarm of findNamed(draft, data, reader, ALARM).components) {
    alarm.facts.alarmReadBy = [...(alarm.facts.alarmReadBy ?? []), reader.id];
  }
}

/** An event rule on changes of alarms tells about all alarms of its root, without being named by any. */
function stateChangeRules(draft: GraphDraft): void {
  const readers = new Map<string, ResourceId>();
  for (const rule of draft.ofType('aws_cloudwatch_event_rule')) {
    const pattern = dataAt(rule, 'event_pattern');
    const text = typeof pattern === 'string' || Unknown.is(pattern) ? textIn(pattern) : '';
    if (text.includes('CloudWatch Alarm State Change')) readers.set(rule.stack, rule.id);
  }
  for (const resource of readers.size > 0 ? draft.ofType(...ALARM_TYPES) : []) {
    const reader = readers.get(resource.stack);
    const alarm = draft.componentOf(resource.id);
    if (reader && alarm) alarm.facts.alarmReadBy = [...(alarm.facts.alarmReadBy ?? []), reader];
  }
}

function textIn(value: Value<string>): string {
  if (!Unknown.is(value) || value.partial?.kind !== 'json') return symbolicText(value);
  return JSON.stringify(value.partial.value);
}

function targets(draft: GraphDraft, alarm: ComponentDraft, resource: Resource): void {
  const place = at(resource, 'alarm_actions');
  const actions = dataAt(resource, 'alarm_actions');
  if (Unknown.is(actions) && actions.refs.length === 0) {
    alarm.facts.alarmTargets = { value: actions, at: [place], origin: 'written' };
    return;
  }
  const found = gather(resource, 'alarm_actions[]').map((action) => targetOf(draft, action, resource));
  alarm.facts.alarmTargets = {
    value: found,
    at: [place],
    origin: actions === undefined ? 'default' : 'written',
  };
  for (const { component, at: where } of found) {
    const to = component && draft.components.get(component);
    const says = `${alarm.name} calls ${to?.name ?? ''}`;
    if (to) connect(draft, { from: alarm, to, kind: 'publishes', strength: 'async', says, at: where });
  }
}

function targetOf(
  draft: GraphDraft,
  { data, at: place }: { data: Data; at: Location },
  resource: Resource,
): AlarmTarget {
  const action = typeof data === 'string' || Unknown.is(data) ? data : '';
  for (const { kind, options } of KNOWN) {
    const [component] = findNamed(draft, data, resource, options).components;
    if (component)
      return { kind, component: component.id, says: component.name, at: place, unknown: undefined };
  }
  const kind = kindOfArn(symbolicText(action));
  const unknown = Unknown.is(action) ? action : notHere(action);
  return { kind, component: undefined, says: readableText(action), at: place, unknown };
}

function notHere(arn: string): Unknown {
  return new Unknown({
    reason: 'not-in-inputs',
    detail: `${arn} is not declared in the inputs`,
    settledBy: 'the code that declares it',
  });
}

function kindOfArn(arn: string): AlarmTarget['kind'] {
  if (/^arn:[^:]*:(automate|swf|autoscaling|lambda):/.test(arn)) return 'machine';
  if (/^arn:[^:]*:(ssm|ssm-incidents|aiops):/.test(arn)) return 'person';
  return 'outside';
}
