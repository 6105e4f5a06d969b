import type { Stated } from '../../core/component.ts';
import type { RoutedHost, Routing } from '../../core/facts/traffic.ts';
import type { Labels } from '../../core/facts/workload.ts';
import type { Resource } from '../../core/resource.ts';
import type { Value } from '../../core/value.ts';
import { Unknown } from '../../core/value.ts';
import { at, readText } from '../read.ts';
import type { Path } from '../read.ts';
import type { ResourceModel } from '../resource-model.ts';
import { internalByAnnotations } from './load-balancer-annotations.ts';
import { publicUnless } from './routing.ts';
import { readLabels } from './labels.ts';
import { objectsAt } from './lists.ts';
import { namespaceOf, textAt } from './object.ts';

/** Listeners of the Gateway API. */
export const model: ResourceModel = {
  types: ['gateway.networking.k8s.io/Gateway'],
  describe(resource) {
    const className = readText(resource, ['spec', 'gatewayClassName']);
    const annotations = readLabels(resource, ['metadata', 'annotations']);
    const { more } = objectsAt(resource, 'spec', 'listeners');
    const routing: Routing = {
      kind: 'gateway',
      namespace: namespaceOf(resource),
      className,
      hosts: listenersOf(resource),
      backends: [],
      annotations,
      isInternal: internalOf(resource, className, annotations),
      more,
    };
    return { kind: 'gateway', facts: { routing, ...publicUnless(routing.isInternal) } };
  },
};

function listenersOf(resource: Resource): readonly RoutedHost[] {
  return objectsAt(resource, 'spec', 'listeners').items.map(({ path }) => {
    const protocol = textAt(resource, [...path, 'protocol']);
    return {
      host: textAt(resource, [...path, 'hostname']) ?? '',
      tls: tlsOf(protocol, textAt(resource, [...path, 'tls', 'mode'])),
      certificate: readText(resource, [...path, 'tls', 'certificateRefs', 0, 'name']),
      protocol,
      section: textAt(resource, [...path, 'name']),
      takesRoutesFrom: routeNamespaces(resource, path),
      redirectsToHttps: false,
      at: at(resource, ...path),
    };
  });
}

/** Without a word about it only routes of the gateway's own namespace are taken. */
function routeNamespaces(resource: Resource, listener: Path): RoutedHost['takesRoutesFrom'] {
  const from = textAt(resource, [...listener, 'allowedRoutes', 'namespaces', 'from']) ?? 'Same';
  if (from === 'All') return 'all';
  return from === 'Same' ? 'own-namespace' : 'some';
}

function tlsOf(protocol: Value<string> | undefined, mode: Value<string> | undefined): RoutedHost['tls'] {
  if (Unknown.is(protocol)) return protocol;
  if (protocol !== 'HTTPS' && protocol !== 'TLS') return 'none';
  if (Unknown.is(mode)) return mode;
  return mode === 'Passthrough' ? 'passthrough' : 'terminated';
}

// Classes of providers whose load balancers have private addresses only.
const INTERNAL_CLASSES = /(^|-)(rilb|internal|private|intranet|tailscale)(-|$)/i;

function internalOf(
  resource: Resource,
  className: Stated<string> | undefined,
  annotations: Labels,
): Stated<boolean> {
  if (className && typeof className.value === 'string' && INTERNAL_CLASSES.test(className.value)) {
    return { ...className, value: true };
  }
  const addresses = objectsAt(resource, 'spec', 'addresses').items.flatMap(({ path }) => {
    const type = textAt(resource, [...path, 'type']) ?? 'IPAddress';
    const value = textAt(resource, [...path, 'value']);
    return type === 'IPAddress' && typeof value === 'string' ? [value] : [];
  });
  // What the implementation puts on the Service that it makes.
  const given = readLabels(resource, ['spec', 'infrastructure', 'annotations']);
  const ofService = internalByAnnotations(resource, given, { addresses });
  return ofService.origin === 'written'
    ? ofService
    : internalByAnnotations(resource, annotations, { addresses });
}
