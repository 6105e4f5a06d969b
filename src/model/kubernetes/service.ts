import type { Stated } from '../../core/component.ts';
import type { ServiceFacts, ServicePort } from '../../core/facts/traffic.ts';
import type { Labels } from '../../core/facts/workload.ts';
import type { Resource } from '../../core/resource.ts';
import { Unknown } from '../../core/value.ts';
import { at, dataAt, readText } from '../read.ts';
import type { ResourceModel } from '../resource-model.ts';
import {
  internalByAnnotations,
  redirectsByAnnotation,
  tlsByAnnotations,
} from './load-balancer-annotations.ts';
import { readLabels } from './labels.ts';
import { objectsAt, portAt, textListAt } from './lists.ts';
import { namespaceOf, textAt } from './object.ts';
import { publishedHosts } from './published-hosts.ts';

const DOCUMENTATION = 'https://kubernetes.io/docs/concepts/services-networking/service/';

/** A stable name and address for pods. */
export const model: ResourceModel = {
  types: ['Service'],
  describe(resource) {
    const service = serviceFacts(resource);
    const isPublic = publicAddress(service);
    return {
      kind: service.type.value === 'LoadBalancer' ? 'load-balancer' : 'target-group',
      facts: {
        service,
        answersTo: publishedHosts(resource, ['metadata', 'annotations']),
        ...(isPublic ? { hasPublicAddress: isPublic, isPublicEntry: isPublic } : {}),
      },
    };
  },
};

/** A load balancer that is not kept inside. */
function publicAddress({ type, isInternal }: ServiceFacts): Stated<boolean> | undefined {
  if (type.value !== 'LoadBalancer') return undefined;
  const { value } = isInternal;
  return { ...isInternal, value: Unknown.is(value) ? value : !value };
}

function serviceFacts(resource: Resource): ServiceFacts {
  const annotations = readLabels(resource, ['metadata', 'annotations']);
  const type = typeOf(resource);
  const selector = selectorOf(resource, type);
  return {
    namespace: namespaceOf(resource),
    type,
    selector,
    selects: [],
    maybeSelects: undefined,
    nearest: undefined,
    hasOwnEndpoints: false,
    ports: portsOf(resource, annotations),
    annotations,
    loadBalancerClass: readText(resource, ['spec', 'loadBalancerClass']),
    sourceRanges: rangesOf(resource, annotations),
    isInternal: internalOf(resource, type, annotations),
    redirectsToHttps: redirectsByAnnotation(annotations),
  };
}

function typeOf(resource: Resource): ServiceFacts['type'] {
  const written = readText(resource, ['spec', 'type'], { value: 'ClusterIP', source: DOCUMENTATION });
  const { value } = written;
  if (Unknown.is(value)) return { ...written, value };
  switch (value) {
    case 'ClusterIP':
    case 'NodePort':
    case 'LoadBalancer':
    case 'ExternalName':
      return { ...written, value };
    default:
      return {
        ...written,
        value: new Unknown({ reason: 'evaluation-error', detail: `no such Service type: ${value}` }),
      };
  }
}

function selectorOf(resource: Resource, type: ServiceFacts['type']): Labels | undefined {
  const selector = readLabels(resource, ['spec', 'selector']);
  if (type.value === 'ExternalName') return undefined;
  return selector.more === undefined && Object.keys(selector.known).length === 0 ? undefined : selector;
}

function portsOf(resource: Resource, annotations: Labels): readonly ServicePort[] {
  return objectsAt(resource, 'spec', 'ports').items.map(({ path }) => {
    const name = textAt(resource, [...path, 'name']);
    const written = portAt(resource, ...path, 'port');
    const number =
      typeof written === 'string' || written === undefined ? Number(written) || notANumber : written;
    return {
      name,
      port: number,
      // Without targetPort the pods are asked on the same port.
      targetPort: portAt(resource, ...path, 'targetPort') ?? number,
      protocol: protocolOf(textAt(resource, [...path, 'protocol'])),
      appProtocol: textAt(resource, [...path, 'appProtocol']),
      tls: tlsByAnnotations(annotations, { number, name }),
      at: at(resource, ...path),
    };
  });
}

const notANumber = new Unknown({ reason: 'evaluation-error', detail: 'the port is no number' });

function protocolOf(written: ReturnType<typeof textAt>): string {
  return typeof written === 'string' ? written : 'TCP';
}

const RANGES = 'service.beta.kubernetes.io/load-balancer-source-ranges';

function rangesOf(resource: Resource, annotations: Labels): Stated<readonly string[]> {
  const path = ['spec', 'loadBalancerSourceRanges'] as const;
  const place = [at(resource, ...path)];
  const data = dataAt(resource, ...path);
  if (Unknown.is(data)) return { value: data, at: place, origin: 'written' };
  const ranges = textListAt(resource, ...path);
  const unknown = ranges.find((range) => Unknown.is(range));
  if (unknown) return { value: unknown, at: place, origin: 'written' };
  if (ranges.length > 0) {
    return { value: ranges.filter((range) => typeof range === 'string'), at: place, origin: 'written' };
  }
  const annotated = annotations.known[RANGES];
  if (annotated === undefined) return { value: [], at: place, origin: 'default', source: DOCUMENTATION };
  const value = Unknown.is(annotated) ? annotated : annotated.split(',').map((range) => range.trim());
  return { value, at: [{ ...annotations.at, path: [...annotations.at.path, RANGES] }], origin: 'written' };
}

function internalOf(
  resource: Resource,
  { value: type }: ServiceFacts['type'],
  annotations: Labels,
): Stated<boolean> {
  if (Unknown.is(type)) return { value: type, at: [at(resource, 'spec', 'type')], origin: 'written' };
  if (type === 'NodePort') {
    const detail = `whether the nodes of ${resource.address} can be reached is not in the inputs`;
    const value = new Unknown({ reason: 'not-in-inputs', detail, settledBy: 'the firewall of the nodes' });
    return { value, at: [at(resource, 'spec', 'type')], origin: 'written' };
  }
  if (type !== 'LoadBalancer') {
    return { value: true, at: [at(resource, 'spec', 'type')], origin: 'default', source: DOCUMENTATION };
  }
  const address = textAt(resource, ['spec', 'loadBalancerIP']);
  return internalByAnnotations(resource, annotations, {
    loadBalancerClass: textAt(resource, ['spec', 'loadBalancerClass']),
    addresses: typeof address === 'string' && address !== '' ? [address] : [],
  });
}
