import type { Stated } from '../../core/component.ts';
import type { EndpointKind } from '../../core/facts/network.ts';
import type { Resource } from '../../core/resource.ts';
import { Unknown } from '../../core/value.ts';
import type { Value } from '../../core/value.ts';
import { lookup } from '../../core/lookup.ts';
import { at, dataAt, readText } from '../read.ts';
import type { ResourceModel } from '../resource-model.ts';
import { displayName } from './display-name.ts';

const ENDPOINT = 'https://registry.terraform.io/providers/hashicorp/aws/5.100.0/docs/resources/vpc_endpoint';

/** A private way to a service of the provider or of a partner. */
export const model: ResourceModel = {
  types: ['aws_vpc_endpoint'],
  describe(resource) {
    return {
      kind: 'network',
      name: displayName(resource),
      facts: {
        networkPart: 'endpoint',
        endpointService: serviceOf(resource),
        endpointKind: kindOf(resource),
      },
      remedies: {
        remove: {
          title: `Remove ${resource.address}`,
          safety: 'review',
          intents: [{ op: 'remove', at: at(resource) }],
        },
      },
    };
  },
};

const KINDS: { readonly [type: string]: EndpointKind } = {
  Gateway: 'gateway',
  Interface: 'interface',
  GatewayLoadBalancer: 'gateway-load-balancer',
};

function kindOf(resource: Resource): Stated<EndpointKind> {
  const type = readText(resource, ['vpc_endpoint_type'], { value: 'Gateway', source: ENDPOINT });
  if (Unknown.is(type.value)) return { ...type, value: type.value };
  return { ...type, value: lookup(KINDS, type.value) ?? 'interface' };
}

/** `com.amazonaws.<region>.s3` is `s3`, also where the region is not known; other names stay whole. */
function serviceOf(resource: Resource): Stated<string> | undefined {
  const data = dataAt(resource, 'service_name');
  if (data === undefined) return undefined;
  return { value: serviceName(data, resource), at: [at(resource, 'service_name')], origin: 'written' };
}

const SERVICE = /^(?:com|cn\.com)\.amazonaws\.[^.]*\.(.+)$/;

function serviceName(data: unknown, resource: Resource): Value<string> {
  if (typeof data === 'string') return SERVICE.exec(data)?.[1] ?? data;
  if (!Unknown.is(data)) {
    const detail = `service_name of ${resource.address} is not a text`;
    return new Unknown({ reason: 'evaluation-error', detail });
  }
  if (data.partial?.kind === 'parts') {
    const text = data.partial.parts.map((part) => (Unknown.is(part) ? 'unknown' : part)).join('');
    const service = SERVICE.exec(text)?.[1];
    if (service !== undefined && !service.includes('unknown')) return service;
  }
  return data;
}
