import type { RoutedHost, Routing } from '../../core/facts/traffic.ts';
import type { Resource } from '../../core/resource.ts';
import { Unknown } from '../../core/value.ts';
import { at, dataAt, inherent, readText } from '../read.ts';
import type { ResourceModel } from '../resource-model.ts';
import { publicUnless, unresolved } from './routing.ts';
import { readLabels } from './labels.ts';
import { objectsAt } from './lists.ts';
import { namespaceOf, textAt } from './object.ts';

const DOCUMENTATION =
  'https://docs.okd.io/latest/networking/ingress_load_balancing/routes/basic-route-configuration.html';

/** A host that the router of an OpenShift cluster leads to a Service. */
export const model: ResourceModel = {
  types: ['route.openshift.io/Route'],
  describe(resource) {
    const alternates = objectsAt(resource, 'spec', 'alternateBackends');
    const targets = [['spec', 'to'], ...alternates.items.map(({ path }) => path)];
    const routing: Routing = {
      kind: 'ingress',
      namespace: namespaceOf(resource),
      className: undefined,
      hosts: [hostOf(resource)],
      backends: targets.flatMap((path) => {
        const name = textAt(resource, [...path, 'name']);
        if (name === undefined) return [];
        return [
          unresolved({
            kind: textAt(resource, [...path, 'kind']) ?? 'Service',
            name,
            namespace: namespaceOf(resource).value,
            // The name or number of a port of the pods, not of the Service: it is not compared.
            port: undefined,
            at: at(resource, ...path),
          }),
        ];
      }),
      annotations: readLabels(resource, ['metadata', 'annotations']),
      isInternal: inherent(resource, false, DOCUMENTATION),
      more: alternates.more,
    };
    return { kind: 'gateway', facts: { routing, ...publicUnless(routing.isInternal) } };
  },
};

function hostOf(resource: Resource): RoutedHost {
  const termination = textAt(resource, ['spec', 'tls', 'termination']);
  const insecure = textAt(resource, ['spec', 'tls', 'insecureEdgeTerminationPolicy']) ?? 'None';
  return {
    host: textAt(resource, ['spec', 'host']) ?? '',
    tls: Unknown.is(dataAt(resource, 'spec', 'tls')) ? unreadTls : tlsOf(termination),
    certificate: readText(resource, ['spec', 'tls', 'externalCertificate', 'name']),
    redirectsToHttps: Unknown.is(insecure) ? insecure : insecure !== 'Allow',
    at: at(resource, 'spec'),
  };
}

const unreadTls = new Unknown({ reason: 'not-in-inputs', detail: 'the TLS settings were not read' });

function tlsOf(termination: ReturnType<typeof textAt>): RoutedHost['tls'] {
  if (Unknown.is(termination)) return termination;
  if (termination === undefined) return 'none';
  return termination === 'passthrough' ? 'passthrough' : 'terminated';
}
