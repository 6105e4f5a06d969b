import { dataAt } from '../read.ts';
import type { ResourceModel } from '../resource-model.ts';

/** One deployed state of an API, with its own settings for logs, tracing and limits. */
export const model: ResourceModel = {
  types: ['aws_api_gateway_stage', 'aws_apigatewayv2_stage'],
  describe(resource) {
    const name = dataAt(resource, 'stage_name') ?? dataAt(resource, 'name');
    return { kind: 'gateway', name: typeof name === 'string' ? name : undefined, facts: {} };
  },
};
