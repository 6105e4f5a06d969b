import type { Resource } from '../../../../core/resource.ts';
import { scalarText, Unknown } from '../../../../core/value.ts';
import type { ComponentDraft, GraphDraft } from '../../../graph-draft.ts';
import { at, blocksAt, dataAt } from '../../../read.ts';
import { addLayer, perhaps, says } from './own-layers.ts';

const API = { types: ['aws_api_gateway_rest_api', 'aws_apigatewayv2_api'], by: ['id', 'name'] };

/** Limits that gateways of AWS hold: of stages, of methods, and of the holders of keys. */
export function awsLimits(draft: GraphDraft): void {
  for (const resource of draft.ofType('aws_api_gateway_method_settings')) {
    limit(draft, { resource, path: ['settings', 0, 'throttling_rate_limit'], api: 'rest_api_id' });
  }
  for (const resource of draft.ofType('aws_apigatewayv2_stage')) {
    limit(draft, { resource, path: ['default_route_settings', 0, 'throttling_rate_limit'], api: 'api_id' });
    const settings = blocksAt(resource, 'route_settings');
    for (const [index] of (Unknown.is(settings) ? [] : settings).entries()) {
      limit(draft, { resource, path: ['route_settings', index, 'throttling_rate_limit'], api: 'api_id' });
    }
  }
  for (const resource of draft.ofType('aws_api_gateway_usage_plan')) {
    const isLimited = dataAt(resource, 'throttle_settings', 0) ?? dataAt(resource, 'quota_settings', 0);
    if (isLimited === undefined) continue;
    const stages = blocksAt(resource, 'api_stages');
    for (const [index] of (Unknown.is(stages) ? [] : stages).entries()) {
      for (const api of apisOf(draft, resource, ['api_stages', index, 'api_id'])) {
        addLayer(api, { rateLimit: says('a usage plan for each key', at(resource)) });
      }
    }
  }
}

interface Limit {
  readonly resource: Resource;
  readonly path: readonly (string | number)[];
  readonly api: string;
}

function limit(draft: GraphDraft, { resource, path, api }: Limit): void {
  const rate = dataAt(resource, ...path);
  // -1 lifts the limit: aws_api_gateway_method_settings.
  if (rate === undefined || Number(rate) < 0) return;
  for (const component of apisOf(draft, resource, [api])) {
    if (Unknown.is(rate)) addLayer(component, perhaps(rate));
    else
      addLayer(component, {
        rateLimit: says(`${scalarText(rate) ?? 'some'} requests a second in all`, at(resource, ...path)),
      });
  }
}

function apisOf(
  draft: GraphDraft,
  resource: Resource,
  path: readonly (string | number)[],
): readonly ComponentDraft[] {
  const { targets } = draft.follow(dataAt(resource, ...path), resource, API);
  return targets.flatMap(({ id }) => draft.componentOf(id) ?? []);
}
