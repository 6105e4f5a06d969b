import type { Stated } from '../../core/component.ts';
import type { Listener } from '../../core/facts/network.ts';
import type { Remedy } from '../../core/remedy.ts';
import type { Resource } from '../../core/resource.ts';
import { Unknown } from '../../core/value.ts';
import { at, dataAt, inherent, readText } from '../read.ts';
import type { ResourceModel } from '../resource-model.ts';
import { API_GATEWAY_DEFAULT, apiGatewayTls, tlsSettings } from './tls-policies.ts';

/** A name of your own in front of APIs. API Gateway speaks HTTPS alone. */
export const model: ResourceModel = {
  types: ['aws_api_gateway_domain_name', 'aws_apigatewayv2_domain_name'],
  describe(resource) {
    const name = dataAt(resource, 'domain_name');
    const isPublic = facesInternet(resource);
    return {
      kind: 'gateway',
      name: typeof name === 'string' ? name : undefined,
      facts: { isPublicEntry: isPublic, hasPublicAddress: isPublic, listeners: [listener(resource)] },
      remedies: { 'newest-tls': newestTls(resource) },
    };
  },
};

const DOMAIN =
  'https://registry.terraform.io/providers/hashicorp/aws/5.100.0/docs/resources/api_gateway_domain_name';

function facesInternet(resource: Resource): Stated<boolean> {
  const kind = readText(resource, ['endpoint_configuration', 0, 'types', 0], {
    value: 'EDGE',
    source: DOMAIN,
  });
  return { ...kind, value: Unknown.is(kind.value) ? kind.value : kind.value !== 'PRIVATE' };
}

function policyPath(resource: Resource): readonly (string | number)[] {
  const isNewer = resource.type === 'aws_apigatewayv2_domain_name';
  return isNewer ? ['domain_name_configuration', 0, 'security_policy'] : ['security_policy'];
}

function listener(resource: Resource): Listener {
  const policy = readText(resource, policyPath(resource), {
    value: API_GATEWAY_DEFAULT,
    source: apiGatewayTls.source,
  });
  return {
    key: '',
    name: 'its domain name',
    port: undefined,
    protocol: inherent(resource, 'https', DOMAIN),
    plainHttp: undefined,
    tls: tlsSettings(apiGatewayTls, policy),
    at: at(resource),
  };
}

function newestTls(resource: Resource): Remedy {
  return {
    title: `Set security_policy = "${apiGatewayTls.newest}"`,
    safety: 'review',
    caution: 'Clients that do not speak TLS 1.2 lose access.',
    intents: [{ op: 'set', at: at(resource, ...policyPath(resource)), value: apiGatewayTls.newest }],
  };
}
