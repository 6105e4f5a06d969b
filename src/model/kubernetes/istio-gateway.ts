import type { RoutedHost, Routing } from '../../core/facts/traffic.ts';
import type { Resource } from '../../core/resource.ts';
import { Unknown } from '../../core/value.ts';
import { at, dataAt, inherent, readText } from '../read.ts';
import type { ResourceModel } from '../resource-model.ts';
import { readLabels } from './labels.ts';
import { objectsAt, textListAt } from './lists.ts';
import { namespaceOf, textAt } from './object.ts';

const DOCUMENTATION = 'https://istio.io/latest/docs/reference/config/networking/gateway/';

/** Servers of a mesh gateway: ports and hosts that its proxies listen to. */
export const model: ResourceModel = {
  types: ['networking.istio.io/Gateway'],
  describe(resource) {
    const { more } = objectsAt(resource, 'spec', 'servers');
    const isInternal = inherent(resource, leavesMesh(resource), DOCUMENTATION);
    const routing: Routing = {
      kind: 'gateway',
      namespace: namespaceOf(resource),
      className: undefined,
      hosts: serversOf(resource),
      backends: [],
      annotations: readLabels(resource, ['metadata', 'annotations']),
      isInternal,
      more,
    };
    const isPublic = { ...isInternal, value: !leavesMesh(resource) };
    return { kind: 'gateway', facts: { routing, isPublicEntry: isPublic } };
  },
};

/** An egress gateway, or one between clusters, is no entry for users. */
function leavesMesh(resource: Resource): boolean {
  const selector = readLabels(resource, ['spec', 'selector']);
  return Object.values(selector.known).some(
    (value) => typeof value === 'string' && /egressgateway|eastwestgateway|egress-gateway/.test(value),
  );
}

function serversOf(resource: Resource): readonly RoutedHost[] {
  return objectsAt(resource, 'spec', 'servers').items.flatMap(({ path }) => {
    const mode = textAt(resource, [...path, 'tls', 'mode']);
    const protocol = textAt(resource, [...path, 'port', 'protocol']);
    const redirects = dataAt(resource, ...path, 'tls', 'httpsRedirect');
    return textListAt(resource, ...path, 'hosts').map((host): RoutedHost => ({
      // `shop/orders.example.com`: hosts of one namespace.
      host: Unknown.is(host) ? host : host.replace(/^[^/]*\//, '').replace(/^\*$/, ''),
      tls: tlsOf(mode, protocol),
      certificate:
        readText(resource, [...path, 'tls', 'credentialName']) ??
        readText(resource, [...path, 'tls', 'serverCertificate']),
      protocol,
      redirectsToHttps: Unknown.is(redirects) ? redirects : redirects === true,
      at: at(resource, ...path),
    }));
  });
}

function tlsOf(mode: ReturnType<typeof textAt>, protocol: ReturnType<typeof textAt>): RoutedHost['tls'] {
  if (Unknown.is(mode)) return mode;
  if (mode === 'PASSTHROUGH' || mode === 'AUTO_PASSTHROUGH') return 'passthrough';
  if (mode !== undefined) return 'terminated';
  if (Unknown.is(protocol)) return protocol;
  return protocol === 'HTTPS' || protocol === 'TLS' ? 'terminated' : 'none';
}
