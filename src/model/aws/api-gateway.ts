import type { Stated } from '../../core/component.ts';
import type { Resource } from '../../core/resource.ts';
import { Unknown } from '../../core/value.ts';
import { inherent, readText } from '../read.ts';
import type { ResourceModel } from '../resource-model.ts';

const REST =
  'https://registry.terraform.io/providers/hashicorp/aws/5.100.0/docs/resources/api_gateway_rest_api';
const HTTP = 'https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api.html';

/** An API that the provider serves; stages, integrations and names are joined by the pass `entries`. */
export const model: ResourceModel = {
  types: ['aws_api_gateway_rest_api', 'aws_apigatewayv2_api'],
  describe(resource) {
    const isPublic = facesInternet(resource);
    return { kind: 'api', facts: { isPublicEntry: isPublic, hasPublicAddress: isPublic } };
  },
};

function facesInternet(resource: Resource): Stated<boolean> {
  if (resource.type === 'aws_apigatewayv2_api') return inherent(resource, true, HTTP);
  const kind = readText(resource, ['endpoint_configuration', 0, 'types', 0], { value: 'EDGE', source: REST });
  return { ...kind, value: Unknown.is(kind.value) ? kind.value : kind.value !== 'PRIVATE' };
}
