import type { DependencyKind } from '../../../core/dependency.ts';
import { symbolicText } from '../../../core/partial-text.ts';
import type { Resource } from '../../../core/resource.ts';
import type { Data } from '../../../core/value.ts';
import { isDataObject, Unknown } from '../../../core/value.ts';
import type { ComponentDraft, GraphDraft } from '../../graph-draft.ts';
import type { LinkPass } from '../../link-pass.ts';
import { at, dataAt } from '../../read.ts';
import { Pointers } from '../addresses/pointers.ts';
import { useOfAddress } from '../addresses/uses.ts';
import { connect, ownersOf } from '../compute/connect.ts';
import { gather } from '../gather.ts';

/** Joins APIs with what they hand requests to without code of their own, and through private links. */
export const serviceIntegrations: LinkPass = {
  name: 'service-integrations',
  after: ['entries'],
  run(draft) {
    const pointers = new Pointers(draft);
    for (const resource of draft.ofType('aws_api_gateway_integration', 'aws_apigatewayv2_integration')) {
      const api = draft.componentOf(resource.id);
      if (api?.kind !== 'api') continue;
      for (const to of [...handedTo(pointers, resource), ...behindLinks(draft, resource)])
        hand(draft, api, to, resource);
    }
  },
};

function hand(draft: GraphDraft, from: ComponentDraft, to: ComponentDraft, resource: Resource): void {
  const kind = HANDED_AS.get(to.kind) ?? useOfAddress(to);
  if (kind === undefined || to === from) return;
  const says = `${from.name} hands requests to ${to.name}`;
  const place = at(resource, dataAt(resource, 'uri') === undefined ? 'integration_uri' : 'uri');
  connect(draft, { from, to, kind, strength: 'hard', says, at: place });
}

const HANDED_AS: ReadonlyMap<string, DependencyKind> = new Map([
  ['workload', 'routes-to'],
  ['load-balancer', 'routes-to'],
] as const);

// arn:aws:apigateway:eu-west-1:sqs:path/123456789012/orders
// https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-api-integration-types.html
const SERVICE_URI = /^arn:[^:]*:apigateway:[^:]*:([a-z0-9.-]+):(path|action)\/(.*)$/s;

const SORT_OF_SERVICE: ReadonlyMap<string, string> = new Map([
  ['sqs', 'queue'],
  ['sns', 'topic'],
  ['dynamodb', 'table'],
  ['kinesis', 'stream'],
  ['firehose', 'firehose'],
  ['states', 'workflow'],
  ['s3', 'bucket'],
  ['events', 'bus'],
]);

function handedTo(pointers: Pointers, resource: Resource): readonly ComponentDraft[] {
  const uri = dataAt(resource, 'uri');
  const text = typeof uri === 'string' || Unknown.is(uri) ? symbolicText(uri) : '';
  const [, service = '', way, rest = ''] = SERVICE_URI.exec(text) ?? [];
  const sort = SORT_OF_SERVICE.get(service);
  if (sort !== undefined) {
    const name = service === 's3' ? rest.split('/')[0] : rest.split('/').at(-1);
    const byPath = way === 'path' && name !== undefined ? pointers.of(name, resource, [sort]) : [];
    return byPath.length > 0 ? byPath : inTemplates(pointers, resource, sort);
  }
  const parameters = dataAt(resource, 'request_parameters');
  if (dataAt(resource, 'integration_subtype') === undefined || !isDataObject(parameters)) return [];
  return Object.entries(parameters).flatMap(([name, value]) => pointers.of(value, resource, hintOf(name)));
}

function hintOf(parameter: string): readonly string[] {
  return parameter === 'QueueUrl' ? ['queue'] : parameter === 'StreamName' ? ['stream'] : [];
}

const KEYS = 'TableName|stateMachineArn|TopicArn|StreamName|DeliveryStreamName|EventBusName';
const NAMED = new RegExp(`"?(?:${KEYS})"?\\s*[:=]\\s*"?([^"&\\s,}]+)`, 'g');

/** The thing that a template of the request names. */
function inTemplates(pointers: Pointers, resource: Resource, sort: string): readonly ComponentDraft[] {
  const templates: readonly Data[] = [
    ...objectValues(dataAt(resource, 'request_templates')),
    ...objectValues(dataAt(resource, 'request_parameters')),
  ];
  return templates.flatMap((template) => {
    const byReference = Unknown.is(template) ? pointers.of(template, resource) : [];
    if (byReference.length > 0) return byReference;
    const text = typeof template === 'string' || Unknown.is(template) ? symbolicText(template) : '';
    return [...text.matchAll(NAMED)].flatMap(([, name = '']) => pointers.of(name, resource, [sort]));
  });
}

function objectValues(data: Data | undefined): readonly Data[] {
  return isDataObject(data) ? Object.values(data) : [];
}

const LINK = { types: ['aws_api_gateway_vpc_link'], by: ['id', 'name'] };
const BALANCER = { types: ['aws_lb', 'aws_alb'], by: ['arn', 'id'] };
const DISCOVERY = { types: ['aws_service_discovery_service'], by: ['arn'] };

/** What stands at the other end of a private link: load balancers, or services by their registry. */
function behindLinks(draft: GraphDraft, resource: Resource): readonly ComponentDraft[] {
  const { targets: links } = draft.follow(dataAt(resource, 'connection_id'), resource, LINK);
  const balancers = links.flatMap((link) =>
    gather(link, 'target_arns[]').flatMap(({ data }) =>
      ownersOf(draft, draft.follow(data, link, BALANCER).targets),
    ),
  );
  const { targets: registries } = draft.follow(dataAt(resource, 'integration_uri'), resource, DISCOVERY);
  return [...new Set([...balancers, ...registries.flatMap((one) => registeredWith(draft, one))])];
}

function registeredWith(draft: GraphDraft, registry: Resource): readonly ComponentDraft[] {
  return draft.ofType('aws_ecs_service').flatMap((service) => {
    const values = gather(service, 'service_registries.registry_arn');
    const isOwn = values.some(({ data }) =>
      draft.follow(data, service, DISCOVERY).targets.includes(registry),
    );
    return isOwn ? (draft.componentOf(service.id) ?? []) : [];
  });
}
