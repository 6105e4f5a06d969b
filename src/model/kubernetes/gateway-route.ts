import type { Backend, RoutedHost, Routing } from '../../core/facts/traffic.ts';
import type { Resource } from '../../core/resource.ts';
import type { Value } from '../../core/value.ts';
import { Unknown } from '../../core/value.ts';
import { at } from '../read.ts';
import type { ResourceModel } from '../resource-model.ts';
import { unresolved } from './routing.ts';
import { readLabels } from './labels.ts';
import { objectsAt, portAt, textListAt } from './lists.ts';
import { namespaceOf, textAt } from './object.ts';

type Path = readonly (string | number)[];

const GROUP = 'gateway.networking.k8s.io';

/** Routes of the Gateway API: who serves which host and path. */
export const model: ResourceModel = {
  types: ['HTTPRoute', 'GRPCRoute', 'TCPRoute', 'TLSRoute', 'UDPRoute'].map((kind) => `${GROUP}/${kind}`),
  describe(resource) {
    const { items: rules, more } = objectsAt(resource, 'spec', 'rules');
    const routing: Routing = {
      kind: 'route',
      namespace: namespaceOf(resource),
      className: undefined,
      hosts: hostsOf(
        resource,
        rules.map(({ path }) => path),
      ),
      backends: rules.flatMap(({ path }) => backendsOf(resource, path)),
      annotations: readLabels(resource, ['metadata', 'annotations']),
      // The gateways decide; the links fill it in.
      isInternal: { value: gatewaysDecide, at: [at(resource, 'spec', 'parentRefs')], origin: 'written' },
      more,
    };
    return { kind: 'gateway', facts: { routing } };
  },
};

const gatewaysDecide = new Unknown({
  reason: 'not-in-inputs',
  detail: 'the gateway that the route hangs on is outside the inputs',
  settledBy: 'the Gateway object',
});

function hostsOf(resource: Resource, rules: readonly Path[]): readonly RoutedHost[] {
  const names = textListAt(resource, 'spec', 'hostnames');
  const redirectsToHttps = rules.length > 0 && rules.every((rule) => redirects(resource, rule));
  const hosts = names.length > 0 ? names : [''];
  return hosts.map((host, index) => ({
    host,
    tls: gatewaysDecide,
    certificate: undefined,
    redirectsToHttps,
    at: names.length > 0 ? at(resource, 'spec', 'hostnames', index) : at(resource, 'spec'),
  }));
}

function redirects(resource: Resource, rule: Path): boolean {
  return objectsAt(resource, ...rule, 'filters').items.some(
    ({ path }) => textAt(resource, [...path, 'requestRedirect', 'scheme']) === 'https',
  );
}

/** Mirrored requests count as backends too: what they name must exist. */
function backendsOf(resource: Resource, rule: Path): readonly Backend[] {
  const direct = objectsAt(resource, ...rule, 'backendRefs').items.map(({ path }) => path);
  const mirrored = objectsAt(resource, ...rule, 'filters').items.flatMap(({ path, item }) =>
    item['requestMirror'] === undefined ? [] : [[...path, 'requestMirror', 'backendRef']],
  );
  return [...direct, ...mirrored].flatMap((path) => backendAt(resource, path));
}

function backendAt(resource: Resource, path: Path): readonly Backend[] {
  const name = textAt(resource, [...path, 'name']);
  if (name === undefined) return [];
  const group = textAt(resource, [...path, 'group']) ?? '';
  const kind = textAt(resource, [...path, 'kind']) ?? 'Service';
  const isService: Value<boolean> =
    Unknown.is(group) || Unknown.is(kind) ? false : group === '' && kind === 'Service';
  return [
    unresolved({
      kind: isService ? 'Service' : Unknown.is(kind) ? kind : `${String(group)}/${kind}`,
      name,
      namespace: textAt(resource, [...path, 'namespace']) ?? namespaceOf(resource).value,
      port: portAt(resource, ...path, 'port'),
      at: at(resource, ...path),
    }),
  ];
}
