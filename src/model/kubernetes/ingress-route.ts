import type { Backend, RoutedHost, Routing } from '../../core/facts/traffic.ts';
import type { Resource } from '../../core/resource.ts';
import type { Value } from '../../core/value.ts';
import { Unknown } from '../../core/value.ts';
import { at, dataAt, inherent, readText } from '../read.ts';
import type { ResourceModel } from '../resource-model.ts';
import { publicUnless, unresolved } from './routing.ts';
import { readLabels } from './labels.ts';
import { objectsAt, portAt, textListAt } from './lists.ts';
import { namespaceOf, textAt } from './object.ts';

type Path = readonly (string | number)[];

const DOCUMENTATION =
  'https://doc.traefik.io/traefik/reference/routing-configuration/kubernetes/crd/http/ingressroute/';

/** Routes of the Traefik proxy. */
export const model: ResourceModel = {
  types: ['IngressRoute', 'IngressRouteTCP'].flatMap((kind) => [
    `traefik.io/${kind}`,
    `traefik.containo.us/${kind}`,
  ]),
  describe(resource) {
    const { items: routes, more } = objectsAt(resource, 'spec', 'routes');
    const routing: Routing = {
      kind: 'ingress',
      namespace: namespaceOf(resource),
      className: readText(resource, ['metadata', 'annotations', 'kubernetes.io/ingress.class']),
      hosts: routes.flatMap(({ path }) => hostsOf(resource, path)),
      backends: routes.flatMap(({ path }) => backendsOf(resource, path)),
      annotations: readLabels(resource, ['metadata', 'annotations']),
      isInternal: inherent(resource, isOwnInterface(resource), DOCUMENTATION),
      more,
    };
    return { kind: 'gateway', facts: { routing, ...publicUnless(routing.isInternal) } };
  },
};

/** The dashboard's own entry point is bound to the proxy's administration port. */
function isOwnInterface(resource: Resource): boolean {
  const points = textListAt(resource, 'spec', 'entryPoints');
  return points.length > 0 && points.every((point) => point === 'traefik');
}

function hostsOf(resource: Resource, route: Path): readonly RoutedHost[] {
  const match = textAt(resource, [...route, 'match']);
  const names = match === undefined || Unknown.is(match) ? [match ?? ''] : namesIn(match);
  return names.map((host) => ({
    host,
    tls: tlsOf(resource),
    certificate:
      readText(resource, ['spec', 'tls', 'secretName']) ??
      readText(resource, ['spec', 'tls', 'certResolver']),
    redirectsToHttps: redirects(resource, route),
    at: at(resource, ...route),
  }));
}

/** The hosts of a rule such as Host(`orders.example.com`) && PathPrefix(`/api`). */
function namesIn(match: string): readonly string[] {
  const names = [...match.matchAll(/Host(?:SNI)?\(([^)]*)\)/g)].flatMap(([, list = '']) =>
    [...list.matchAll(/[`"']([^`"']+)[`"']/g)].map(([, name = '']) => name),
  );
  return names.length > 0 ? names : [''];
}

function tlsOf(resource: Resource): RoutedHost['tls'] {
  const tls = dataAt(resource, 'spec', 'tls');
  if (Unknown.is(tls)) return tls;
  if (tls !== undefined) {
    return dataAt(resource, 'spec', 'tls', 'passthrough') === true ? 'passthrough' : 'terminated';
  }
  const points = textListAt(resource, 'spec', 'entryPoints');
  if (points.length > 0 && points.every((point) => point === 'web')) return 'none';
  // An entry point may be configured to speak TLS for all its routes.
  return new Unknown({
    reason: 'not-in-inputs',
    detail: 'the entry points of the proxy may speak TLS by themselves',
    settledBy: "the proxy's static configuration of its entry points",
  });
}

function redirects(resource: Resource, route: Path): Value<boolean> {
  const middlewares = objectsAt(resource, ...route, 'middlewares').items.map(({ path }) =>
    textAt(resource, [...path, 'name']),
  );
  if (middlewares.length === 0) return false;
  const isRedirect = middlewares.some((name) => typeof name === 'string' && /redirect/i.test(name));
  return isRedirect;
}

function backendsOf(resource: Resource, route: Path): readonly Backend[] {
  return objectsAt(resource, ...route, 'services').items.flatMap(({ path }) => {
    const name = textAt(resource, [...path, 'name']);
    if (name === undefined) return [];
    const kind = textAt(resource, [...path, 'kind']) ?? 'Service';
    // `api@internal` and the like are the proxy's own.
    const isOwn = typeof name === 'string' && name.includes('@');
    return [
      unresolved({
        kind: isOwn ? 'TraefikService' : kind,
        name,
        namespace: textAt(resource, [...path, 'namespace']) ?? namespaceOf(resource).value,
        port: portAt(resource, ...path, 'port'),
        at: at(resource, ...path),
      }),
    ];
  });
}
