import type { Contract, Operation, SecurityScheme } from '../../../core/facts/contract.ts';
import type { ComponentId } from '../../../core/id.ts';
import type { Resource } from '../../../core/resource.ts';
import type { Data, Value } from '../../../core/value.ts';
import { scalarText, Unknown } from '../../../core/value.ts';
import type { ComponentDraft, GraphDraft } from '../../graph-draft.ts';
import { at, dataAt, readBool, readText } from '../../read.ts';

const ROUTE =
  'https://registry.terraform.io/providers/hashicorp/aws/5.100.0/docs/resources/apigatewayv2_route';
const METHOD =
  'https://registry.terraform.io/providers/hashicorp/aws/5.100.0/docs/resources/api_gateway_method';

/** Routes that are written as resources: the contract that a gateway enforces. */
export function linkGatewayRoutes(draft: GraphDraft): void {
  const routes = new Map<ComponentDraft, Operation[]>();
  const add = (owner: ComponentDraft | undefined, operation: Operation | undefined): void => {
    if (!owner || !operation || !GATEWAYS.has(owner.main?.type ?? '')) return;
    const known = routes.get(owner);
    if (known) known.push(operation);
    else routes.set(owner, [operation]);
  };
  const integrations = integrationTypes(draft);
  for (const resource of draft.ofType('aws_api_gateway_method')) {
    add(draft.componentOf(resource.id), methodOf(draft, resource, integrations));
  }
  for (const resource of draft.ofType('aws_apigatewayv2_route')) {
    const owner = draft.componentOf(resource.id);
    add(owner, routeOf(resource, owner));
  }
  for (const resource of draft.ofType('aws_apigatewayv2_api')) {
    if (dataAt(resource, 'target') !== undefined) add(draft.componentOf(resource.id), quickRoute(resource));
  }
  for (const resource of draft.ofType('aws_lambda_function_url')) {
    add(draft.componentOf(resource.id), urlOf(resource));
  }
  for (const [owner, operations] of routes) state(owner, operations);
}

const GATEWAYS: ReadonlySet<string> = new Set([
  'aws_api_gateway_rest_api',
  'aws_apigatewayv2_api',
  'aws_lambda_function',
  'aws_lambda_function_url',
]);

/** Makes operations part of what a gateway enforces. */
function state(owner: ComponentDraft, operations: readonly Operation[]): void {
  const { contract } = owner.facts;
  if (!owner.main) return;
  const own: Contract = contract ?? {
    title: owner.name,
    version: undefined,
    servers: [],
    operations: [],
    more: undefined,
    servedBy: [owner.id],
    isEnforced: true,
    at: at(owner.main),
  };
  owner.facts.contract = { ...own, operations: [...own.operations, ...operations] };
}

/** What each integration of a REST API does with requests, by resource and method. */
function integrationTypes(draft: GraphDraft): ReadonlyMap<string, Value<string>> {
  const types = new Map<string, Value<string>>();
  for (const resource of draft.ofType('aws_api_gateway_integration')) {
    const type = dataAt(resource, 'type');
    const key = keyOf(draft.componentOf(resource.id)?.id, resource);
    types.set(key, Unknown.is(type) ? type : (scalarText(type) ?? ''));
  }
  return types;
}

function keyOf(owner: ComponentId | undefined, resource: Resource): string {
  return [owner ?? '', nameOf(dataAt(resource, 'resource_id')), nameOf(dataAt(resource, 'http_method'))].join(
    '\u0000',
  );
}

/** A value as a name that only the same value has, as far as a reference tells. */
function nameOf(data: Data | undefined): string {
  if (!Unknown.is(data)) return scalarText(data) ?? '';
  return data.refs.map(({ resource, path }) => `${resource}.${path.join('.')}`).join(',');
}

function methodOf(
  draft: GraphDraft,
  resource: Resource,
  integrations: ReadonlyMap<string, Value<string>>,
): Operation {
  const type = integrations.get(keyOf(draft.componentOf(resource.id)?.id, resource));
  const method = dataAt(resource, 'http_method');
  return {
    method: scalarText(method) ?? 'ANY',
    path: pathOf(draft, dataAt(resource, 'resource_id'), 0),
    tags: [],
    security: methodSecurity(resource),
    answersItself: Unknown.is(type) ? type : type === undefined ? undefined : type === 'MOCK',
    responses: [],
    at: at(resource),
  };
}

function methodSecurity(resource: Resource): Operation['security'] {
  const place = at(resource, 'authorization');
  const asked = readText(resource, ['authorization'], { value: 'NONE', source: METHOD }).value;
  if (Unknown.is(asked)) return asked;
  if (asked !== 'NONE') return [{ name: asked, kind: 'authorizer', at: place }];
  const key = readBool(resource, ['api_key_required'], { value: false, source: METHOD }).value;
  if (Unknown.is(key)) return key;
  return key ? [{ name: 'API key', kind: 'api-key-header', at: at(resource, 'api_key_required') }] : [];
}

// API Gateway admits paths of this many parts, and nothing is nested deeper.
const DEEPEST = 100;

/** The path that a chain of `aws_api_gateway_resource` spells. */
function pathOf(draft: GraphDraft, data: Data | undefined, depth: number): Value<string> {
  if (!Unknown.is(data)) return unknownPath(scalarText(data) ?? 'the resource of a method');
  const [reference] = data.refs;
  const resource = reference && draft.resource(reference.resource);
  if (!resource || data.refs.length !== 1 || depth > DEEPEST) return data;
  if (reference.path.join('.') === 'root_resource_id') return '/';
  if (resource.type !== 'aws_api_gateway_resource') return data;
  const above = pathOf(draft, dataAt(resource, 'parent_id'), depth + 1);
  const part = dataAt(resource, 'path_part');
  if (Unknown.is(above)) return above;
  if (Unknown.is(part)) return part;
  return `${above === '/' ? '' : above}/${scalarText(part) ?? ''}`;
}

function unknownPath(text: string): Unknown {
  return new Unknown({
    reason: 'not-in-inputs',
    detail: `the path of ${text} is not declared in the inputs`,
    settledBy: 'the code that declares it',
  });
}

function routeOf(resource: Resource, owner: ComponentDraft | undefined): Operation | undefined {
  const key = dataAt(resource, 'route_key');
  const isSocket = owner?.main && dataAt(owner.main, 'protocol_type') === 'WEBSOCKET';
  // A socket asks once, when it is opened.
  if (isSocket === true && key !== '$connect') return undefined;
  return { ...operationAt(resource, key), security: routeSecurity(resource, 'authorization_type') };
}

function quickRoute(resource: Resource): Operation {
  return { ...operationAt(resource, dataAt(resource, 'route_key') ?? '$default'), security: [] };
}

function urlOf(resource: Resource): Operation {
  return { ...operationAt(resource, '$default'), security: routeSecurity(resource, 'authorization_type') };
}

function operationAt(resource: Resource, key: Data | undefined): Omit<Operation, 'security'> {
  const text = scalarText(key) ?? '';
  const [method = 'ANY', path = ''] = text.includes(' ') ? text.split(' ') : ['ANY', text];
  return {
    method,
    path: Unknown.is(key) ? key : path,
    tags: [],
    responses: [],
    at: at(resource),
  };
}

function routeSecurity(resource: Resource, attribute: string): Value<readonly SecurityScheme[]> {
  const asked = readText(resource, [attribute], { value: 'NONE', source: ROUTE }).value;
  if (Unknown.is(asked)) return asked;
  return asked === 'NONE' ? [] : [{ name: asked, kind: 'authorizer', at: at(resource, attribute) }];
}
