import type { DependencyStrength } from '../../../core/dependency.ts';
import type { Location } from '../../../core/location.ts';
import type { Resource } from '../../../core/resource.ts';
import { Unknown } from '../../../core/value.ts';
import type { Data, Value } from '../../../core/value.ts';
import type { ComponentDraft, GraphDraft } from '../../graph-draft.ts';
import { dataAt, readText } from '../../read.ts';
import { gather } from '../gather.ts';

/** What an entry can pass requests on to, and the attributes that name it. */
const BEHIND = {
  types: [
    'aws_lb',
    'aws_alb',
    'aws_elb',
    'aws_s3_bucket',
    'aws_s3_bucket_website_configuration',
    'aws_lambda_function',
    'aws_lambda_alias',
    'aws_lambda_function_url',
    'aws_api_gateway_rest_api',
    'aws_api_gateway_stage',
    'aws_api_gateway_deployment',
    'aws_api_gateway_domain_name',
    'aws_apigatewayv2_api',
    'aws_apigatewayv2_stage',
    'aws_apigatewayv2_domain_name',
    'aws_cloudfront_distribution',
    'aws_instance',
    'aws_eip',
    'aws_sfn_state_machine',
    'aws_sqs_queue',
    'aws_lb_listener',
    'aws_alb_listener',
    'aws_route53_record',
    'aws_globalaccelerator_accelerator',
  ],
  by: [
    'dns_name',
    'domain_name',
    'bucket_regional_domain_name',
    'arn',
    'invoke_arn',
    'fqdn',
    'name',
    'public_ip',
  ],
};

const UNDECIDED = new Unknown({
  reason: 'rule-question',
  detail: 'which requests take this way is not written down',
  settledBy: 'a declared journey',
});

/** Joins content networks, APIs, their domain names and DNS records with what stands behind them. */
export function linkOrigins(draft: GraphDraft): void {
  for (const resource of draft.ofType('aws_lambda_function_url')) linkUrl(draft, resource);
  for (const resource of draft.ofType('aws_cloudfront_distribution')) linkDistribution(draft, resource);
  for (const resource of draft.ofType('aws_route53_record')) {
    const own = [...gather(resource, 'alias.name'), ...gather(resource, 'records[]')];
    const component = draft.componentOf(resource.id);
    for (const { data, at } of own)
      if (component) pass(draft, component, { data, from: resource, at, strength: 'hard' });
  }
  linkApis(draft);
}

/** A function with an address of its own is an entry; without a login for everybody. */
function linkUrl(draft: GraphDraft, resource: Resource): void {
  const [target] = draft.follow(dataAt(resource, 'function_name'), resource, FUNCTION).targets;
  // A function of a module that was not opened is not there.
  const component = (target && draft.componentOf(target.id)) ?? draft.componentOf(resource.id);
  if (!component) return;
  draft.absorb(resource, component);
  const asked = readText(resource, ['authorization_type'], { value: 'NONE', source: URL });
  const value = Unknown.is(asked.value) ? asked.value : asked.value === 'NONE';
  component.facts.isPublicEntry ??= { ...asked, value };
}

const FUNCTION = { types: ['aws_lambda_function', 'aws_lambda_alias'], by: ['function_name', 'arn', 'id'] };
const URL =
  'https://registry.terraform.io/providers/hashicorp/aws/5.100.0/docs/resources/lambda_function_url';

function linkDistribution(draft: GraphDraft, resource: Resource): void {
  const component = draft.componentOf(resource.id);
  if (!component) return;
  const main = dataAt(resource, 'default_cache_behavior', 0, 'target_origin_id');
  const origins = gather(resource, 'origin.domain_name');
  for (const { data, at } of origins) {
    const id = dataAt(resource, ...at.path.slice(0, -1), 'origin_id');
    const isMain = origins.length === 1 || (typeof id === 'string' && id === main);
    pass(draft, component, { data, from: resource, at, strength: isMain ? 'hard' : UNDECIDED });
  }
}

const PARTS_OF_APIS = [
  'aws_api_gateway_integration',
  'aws_api_gateway_resource',
  'aws_api_gateway_method',
  'aws_api_gateway_deployment',
  'aws_api_gateway_method_response',
  'aws_api_gateway_integration_response',
  'aws_apigatewayv2_integration',
  'aws_apigatewayv2_route',
  'aws_apigatewayv2_deployment',
  'aws_api_gateway_stage',
  'aws_apigatewayv2_stage',
  'aws_api_gateway_base_path_mapping',
  'aws_apigatewayv2_api_mapping',
];
const STAGES: ReadonlySet<string> = new Set(['aws_api_gateway_stage', 'aws_apigatewayv2_stage']);
const MAPPINGS: ReadonlySet<string> = new Set([
  'aws_api_gateway_base_path_mapping',
  'aws_apigatewayv2_api_mapping',
]);
const API = { types: ['aws_api_gateway_rest_api', 'aws_apigatewayv2_api'], by: ['id', 'name'] };
const DOMAIN = {
  types: ['aws_api_gateway_domain_name', 'aws_apigatewayv2_domain_name'],
  by: ['domain_name', 'id'],
};

function linkApis(draft: GraphDraft): void {
  for (const part of draft.ofType(...PARTS_OF_APIS)) {
    const value = dataAt(part, 'rest_api_id') ?? dataAt(part, 'api_id');
    const [owner] = draft.follow(value, part, API).targets;
    const api = owner && draft.componentOf(owner.id);
    const component = draft.componentOf(part.id);
    if (!api || !component) continue;
    if (MAPPINGS.has(part.type)) linkMapping(draft, part, api);
    else if (STAGES.has(part.type)) linkStage(draft, component, api);
    else draft.absorb(part, api);
    for (const path of ['uri', 'integration_uri', 'connection_id']) {
      for (const { data, at } of gather(part, path))
        pass(draft, api, { data, from: part, at, strength: 'hard' });
    }
  }
  for (const resource of draft.ofType(...API.types)) {
    const component = draft.componentOf(resource.id);
    const at = { resource: resource.id, path: ['body'] };
    const data = dataAt(resource, 'body') ?? null;
    if (component && Unknown.is(data)) pass(draft, component, { data, from: resource, at, strength: 'hard' });
  }
}

function linkMapping(draft: GraphDraft, mapping: Resource, api: ComponentDraft): void {
  const [domain] = draft.follow(dataAt(mapping, 'domain_name'), mapping, DOMAIN).targets;
  const from = domain && draft.componentOf(domain.id);
  if (!from) return;
  draft.absorb(mapping, from);
  draft.depend({
    from: from.id,
    to: api.id,
    kind: 'routes-to',
    strength: 'hard',
    grade: 'B',
    evidence: [{ says: `${from.name} leads to ${api.name}`, at: { resource: mapping.id, path: [] } }],
  });
}

function linkStage(draft: GraphDraft, stage: ComponentDraft, api: ComponentDraft): void {
  if (stage === api) return;
  draft.depend({
    from: api.id,
    to: stage.id,
    kind: 'routes-to',
    strength: 'hard',
    grade: 'B',
    evidence: [{ says: `a stage of ${api.name}`, at: stage.main && { resource: stage.main.id, path: [] } }],
  });
}

interface Way {
  readonly data: Data;
  readonly from: Resource;
  readonly at: Location;
  readonly strength: Value<DependencyStrength>;
}

function pass(draft: GraphDraft, component: ComponentDraft, { data, from, at, strength }: Way): void {
  for (const target of draft.follow(data, from, BEHIND).targets) {
    const to = draft.componentOf(target.id);
    if (!to || to === component) continue;
    draft.depend({
      from: component.id,
      to: to.id,
      kind: 'routes-to',
      strength,
      grade: 'B',
      evidence: [{ says: `${component.name} passes requests on to ${to.name}`, at }],
    });
  }
}
