import type { Resource } from '../../../core/resource.ts';
import type { Data, Value } from '../../../core/value.ts';
import { scalarText, Unknown } from '../../../core/value.ts';
import { readableText } from '../../../core/partial-text.ts';
import type { ComponentDraft, GraphDraft } from '../../graph-draft.ts';
import type { LinkPass } from '../../link-pass.ts';
import { at, dataAt, readBool } from '../../read.ts';
import { connect } from '../compute/connect.ts';
import { findNamed } from '../find-named.ts';
import { gather } from '../gather.ts';

const GROUP = { types: ['aws_cloudwatch_log_group'], name: 'name' };
const STAGE =
  'https://registry.terraform.io/providers/hashicorp/aws/5.100.0/docs/resources/apigatewayv2_stage';

/** Attributes that name the log group something writes to. */
const WRITERS: readonly (readonly [type: string, path: string])[] = [
  ['aws_lambda_function', 'logging_config.log_group'],
  ['aws_sfn_state_machine', 'logging_configuration.log_destination'],
  ['aws_api_gateway_stage', 'access_log_settings.destination_arn'],
  ['aws_apigatewayv2_stage', 'access_log_settings.destination_arn'],
  ['aws_bedrock_model_invocation_logging_configuration', 'logging_config.cloudwatch_config.log_group_name'],
];

/**
 * Joins log groups with who masks, carries away and writes them, and tells what writes to a group nobody
 * declares.
 */
export const logStores: LinkPass = {
  name: 'log-stores',
  after: ['functions'],
  run(draft) {
    for (const policy of draft.ofType('aws_cloudwatch_log_data_protection_policy')) {
      for (const group of findNamed(draft, dataAt(policy, 'log_group_name'), policy, GROUP).components) {
        group.facts.masksData = { value: true, at: [at(policy)], origin: 'written' };
        draft.absorb(policy, group);
      }
    }
    for (const filter of draft.ofType('aws_cloudwatch_log_subscription_filter')) {
      for (const group of findNamed(draft, dataAt(filter, 'log_group_name'), filter, GROUP).components) {
        group.facts.isExported = { value: true, at: [at(filter, 'destination_arn')], origin: 'written' };
        draft.absorb(filter, group);
      }
    }
    for (const [type, path] of WRITERS) writers(draft, type, path);
    functionGroups(draft);
    for (const resource of draft.ofType('aws_apigatewayv2_stage')) tracedStage(draft, resource);
  },
};

function writers(draft: GraphDraft, type: string, path: string): void {
  for (const resource of draft.ofType(type)) {
    const from = draft.componentOf(resource.id);
    if (!from) continue;
    for (const { data, at: place } of gather(resource, path)) {
      for (const to of findNamed(draft, withoutStar(data), resource, GROUP).components) {
        connect(draft, {
          from,
          to,
          kind: 'stores',
          strength: 'async',
          says: `${from.name} writes to ${to.name}`,
          at: place,
        });
      }
    }
  }
}

// Destinations are written with a trailing `:*` that belongs to the ARN's grammar, not to the name.
function withoutStar(data: Data): Data {
  return typeof data === 'string' ? data.replace(/:\*$/, '') : data;
}

/**
 * Lambda writes to /aws/lambda/<name>, and makes that group itself, without an end, when nobody declares it.
 */
function functionGroups(draft: GraphDraft): void {
  const declared = new Map<string, Resource>();
  const unclear = new Map<string, Unknown>();
  for (const group of draft.ofType('aws_cloudwatch_log_group')) {
    const name = dataAt(group, 'name');
    declared.set(`${group.stack} ${shapeOf(name)}`, group);
    if (typeof name === 'string') declared.set(name, group);
    else if (Unknown.is(name) && name.partial === undefined) unclear.set(group.stack, name);
  }
  const made = groupsByFunction(draft);
  const edge = functionsAtEdge(draft);
  for (const resource of draft.ofType('aws_lambda_function')) {
    const component = draft.componentOf(resource.id);
    if (!component || dataAt(resource, 'logging_config', 0, 'log_group') !== undefined || edge.has(component))
      continue;
    const name = dataAt(resource, 'function_name');
    if (typeof name !== 'string' && !Unknown.is(name)) continue;
    const wanted = `/aws/lambda/${shapeOf(name)}`;
    const group =
      declared.get(`${resource.stack} ${wanted}`) ?? declared.get(wanted) ?? made.get(resource.id);
    const store = group && draft.componentOf(group.id);
    const place = at(resource, 'function_name');
    if (store) {
      const says = `${component.name} writes to ${store.name}`;
      connect(draft, { from: component, to: store, kind: 'stores', strength: 'async', says, at: place });
      continue;
    }
    const value: Value<string> = unclear.get(resource.stack) ?? `/aws/lambda/${readableText(name)}`;
    component.facts.undeclaredLogStore = { value, at: [place], origin: 'default', source: LAMBDA_LOGS };
  }
}

const LAMBDA_LOGS = 'https://docs.aws.amazon.com/lambda/latest/dg/monitoring-cloudwatchlogs.html';
/** Functions that a CDN runs write in each region, to groups that cannot be declared beside them. */
function functionsAtEdge(draft: GraphDraft): ReadonlySet<ComponentDraft> {
  const FUNCTION = { types: ['aws_lambda_function'], name: 'function_name' };
  const behaviors = ['default_cache_behavior', 'ordered_cache_behavior'];
  return new Set(
    draft
      .ofType('aws_cloudfront_distribution')
      .flatMap((distribution) =>
        behaviors
          .flatMap((behavior) => gather(distribution, `${behavior}.lambda_function_association.lambda_arn`))
          .flatMap(({ data }) => findNamed(draft, data, distribution, FUNCTION).components),
      ),
  );
}

/** Groups whose name is made of an attribute of a function, by that function. */
function groupsByFunction(draft: GraphDraft): ReadonlyMap<string, Resource> {
  const groups = new Map<string, Resource>();
  for (const group of draft.ofType('aws_cloudwatch_log_group')) {
    const name = dataAt(group, 'name');
    if (!Unknown.is(name)) continue;
    for (const { resource } of name.refs) groups.set(resource, group);
  }
  return groups;
}

/** The same text for the same unknown parts, so that two names can be compared that nobody knows in full. */
function shapeOf(data: Data | undefined): string {
  if (!Unknown.is(data)) return scalarText(data) ?? '';
  if (data.partial?.kind === 'parts') return data.partial.parts.map(shapeOf).join('');
  const source = data.refs.map(({ resource, path }) => [resource, ...path].join('.')).join();
  return `\u0000${source === '' ? data.detail : source}\u0000`;
}

function tracedStage(draft: GraphDraft, resource: Resource): void {
  const component = draft.componentOf(resource.id);
  if (!component) return;
  const path = ['default_route_settings', 0, 'data_trace_enabled'];
  component.facts.logsPayloads ??= readBool(resource, path, { value: false, source: STAGE });
  component.facts.payloads ??= 'the messages of its connections';
  component.remedies['log-without-payloads'] ??= {
    title: 'Set data_trace_enabled = false and keep access logs',
    safety: 'safe',
    intents: [{ op: 'set', at: at(resource, ...path), value: false }],
  };
}
