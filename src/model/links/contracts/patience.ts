import type { Stated } from '../../../core/component.ts';
import type { Patience } from '../../../core/facts/contract.ts';
import type { Resource } from '../../../core/resource.ts';
import { Unknown } from '../../../core/value.ts';
import type { ComponentDraft, GraphDraft } from '../../graph-draft.ts';
import { annotation } from '../../kubernetes/load-balancer-annotations.ts';
import { at, blocksAt, dataAt, readNumber } from '../../read.ts';
import type { Path } from '../../read.ts';
import { clusterPatience } from './cluster-patience.ts';

/** States after which time each layer gives up waiting, and how long its own work may take. */
export function patience(draft: GraphDraft): void {
  for (const component of draft.components.values()) {
    const { timeoutSeconds, runsAs } = component.facts;
    if (runsAs === 'function' && timeoutSeconds)
      set(component, { worksSeconds: timeoutSeconds, endsWork: true });
    const { routing } = component.facts;
    if (routing?.kind === 'ingress') ingress(component);
  }
  balancers(draft);
  integrations(draft);
  bodies(draft);
  for (const resource of draft.ofType('aws_cloudfront_distribution')) distribution(draft, resource);
  for (const resource of draft.ofType(
    'google_compute_backend_service',
    'google_compute_region_backend_service',
  )) {
    const seconds = readNumber(resource, ['timeout_sec'], { value: 30, source: GOOGLE });
    setBoth(draft.componentOf(resource.id), seconds);
  }
  for (const resource of draft.ofType('azurerm_cdn_frontdoor_profile')) {
    const source = 'https://learn.microsoft.com/azure/frontdoor/endpoint?pivots=front-door-standard-premium';
    setBoth(
      draft.componentOf(resource.id),
      readNumber(resource, ['response_timeout_seconds'], { value: 120, source }),
    );
  }
  clusterPatience(draft);
}

const REST = 'https://docs.aws.amazon.com/apigateway/latest/developerguide/limits.html';
const CDN =
  'https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/DownloadDistValuesOrigin.html#DownloadDistValuesOriginResponseTimeout';
const LB = 'https://registry.terraform.io/providers/hashicorp/aws/5.100.0/docs/resources/lb';
const GOOGLE = 'https://cloud.google.com/load-balancing/docs/backend-service#timeout-setting';
const NGINX =
  'https://kubernetes.github.io/ingress-nginx/user-guide/nginx-configuration/annotations/#custom-timeouts';

const nothing: Patience = { waitsSeconds: undefined, worksSeconds: undefined, attempts: undefined };

/** Adds to what is known; what was stated before stays. */
function set(component: ComponentDraft, said: Partial<Patience>): void {
  const known = component.facts.patience ?? nothing;
  const waitsFor = [...(known.waitsFor ?? []), ...(said.waitsFor ?? [])];
  component.facts.patience = { ...nothing, ...said, ...defined(known), waitsFor };
}

function defined(known: Patience): Partial<Patience> {
  return Object.fromEntries(Object.entries(known).filter(([, value]) => value !== undefined));
}

/** A proxy lets its caller wait as long as it waits itself. */
function setBoth(component: ComponentDraft | undefined, seconds: Stated<number>): void {
  if (component) set(component, { waitsSeconds: seconds, worksSeconds: seconds });
}

function balancers(draft: GraphDraft): void {
  for (const resource of draft.ofType('aws_lb', 'aws_alb', 'aws_elb')) {
    const type = dataAt(resource, 'load_balancer_type') ?? 'application';
    // A network load balancer passes packets on: what it counts is silence, not waiting.
    if (type !== 'application') continue;
    setBoth(
      draft.componentOf(resource.id),
      readNumber(resource, ['idle_timeout'], { value: 60, source: LB }),
    );
  }
}

const CALLEE = {
  types: [
    'aws_lambda_function',
    'aws_lambda_alias',
    'aws_lb',
    'aws_alb',
    'aws_lb_listener',
    'aws_sfn_state_machine',
  ],
  by: ['invoke_arn', 'arn', 'dns_name'],
};

function integrations(draft: GraphDraft): void {
  for (const resource of draft.ofType('aws_api_gateway_integration', 'aws_apigatewayv2_integration')) {
    const isRest = resource.type === 'aws_api_gateway_integration';
    const uri = dataAt(resource, isRest ? 'uri' : 'integration_uri');
    const fallback = { value: isRest ? 29_000 : 30_000, source: REST };
    const milliseconds = readNumber(resource, ['timeout_milliseconds'], fallback);
    if (!isAsynchronous(resource)) waitFor(draft, { resource, uri, seconds: inSeconds(milliseconds) });
  }
}

/** An event is dropped, and nobody waits for what becomes of it. */
function isAsynchronous(resource: Resource): boolean {
  const parameters = dataAt(
    resource,
    'request_parameters',
    'integration.request.header.X-Amz-Invocation-Type',
  );
  return parameters === "'Event'" || dataAt(resource, 'integration_subtype') !== undefined;
}

interface Waiting {
  readonly resource: Resource;
  readonly uri: ReturnType<typeof dataAt>;
  readonly seconds: Stated<number>;
}

function waitFor(draft: GraphDraft, { resource, uri, seconds }: Waiting): void {
  const caller = draft.componentOf(resource.id);
  if (!caller || uri === undefined) return;
  for (const { id } of draft.follow(uri, resource, CALLEE).targets) {
    const callee = draft.componentOf(id);
    if (callee) set(caller, { waitsFor: [{ callee: callee.id, seconds }] });
  }
}

function inSeconds(milliseconds: Stated<number>): Stated<number> {
  const { value } = milliseconds;
  return { ...milliseconds, value: Unknown.is(value) ? value : value / 1000 };
}

/** Integrations inside a document that a gateway was given; references in it are those of the resource. */
function bodies(draft: GraphDraft): void {
  for (const resource of draft.ofType('openapi')) {
    const gateway = dataAt(resource, 'gateway');
    const [reference] = Unknown.is(gateway) ? gateway.refs : [];
    const type = reference && draft.resource(reference.resource)?.type;
    if (type !== 'aws_api_gateway_rest_api' && type !== 'aws_apigatewayv2_api') continue;
    const operations = blocksAt(resource, 'operations');
    const fallback = { value: type === 'aws_api_gateway_rest_api' ? 29_000 : 30_000, source: REST };
    for (const [index] of (Unknown.is(operations) ? [] : operations).entries()) {
      const path: Path = ['operations', index, 'integration'];
      const seconds = inSeconds(readNumber(resource, [...path, 'timeoutMs'], fallback));
      waitFor(draft, { resource, uri: dataAt(resource, ...path, 'uri'), seconds });
    }
  }
}

const ORIGIN = {
  types: [...CALLEE.types, 'aws_lambda_function_url', 'aws_api_gateway_rest_api', 'aws_apigatewayv2_api'],
  by: ['dns_name', 'function_url'],
};

function distribution(draft: GraphDraft, resource: Resource): void {
  const component = draft.componentOf(resource.id);
  const origins = blocksAt(resource, 'origin');
  for (const [index] of (Unknown.is(origins) ? [] : origins).entries()) {
    const config: Path = ['origin', index, 'custom_origin_config', 0];
    if (!component || dataAt(resource, ...config) === undefined) continue;
    const seconds = readNumber(resource, [...config, 'origin_read_timeout'], { value: 30, source: CDN });
    const name = dataAt(resource, 'origin', index, 'domain_name');
    for (const { id } of draft.follow(name, resource, ORIGIN).targets) {
      const callee = draft.componentOf(id);
      if (callee) set(component, { waitsFor: [{ callee: callee.id, seconds }] });
    }
  }
}

/** The controllers of nginx and of AWS load balancers; others have other defaults, which are not stated. */
function ingress(component: ComponentDraft): void {
  const { routing } = component.facts;
  const { main } = component;
  if (!routing || !main) return;
  const className = String(routing.className?.value ?? '');
  const place: Path = ['metadata', 'annotations'];
  if (/nginx/.test(className)) {
    const name = 'nginx.ingress.kubernetes.io/proxy-read-timeout';
    set(component, { waitsSeconds: readNumber(main, [...place, name], { value: 60, source: NGINX }) });
  } else if (className === 'alb') {
    const name = 'alb.ingress.kubernetes.io/load-balancer-attributes';
    const written = /idle_timeout\.timeout_seconds=(\d+)/.exec(
      annotation(routing.annotations, name) ?? '',
    )?.[1];
    const value = Number(written ?? 60);
    const origin = written === undefined ? 'default' : 'written';
    set(component, { waitsSeconds: { value, at: [at(main, ...place, name)], origin, source: LB } });
  }
}
