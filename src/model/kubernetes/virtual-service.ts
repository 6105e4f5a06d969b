import type { Backend, Routing } from '../../core/facts/traffic.ts';
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

/** Routes of a service mesh. */
export const model: ResourceModel = {
  types: ['networking.istio.io/VirtualService'],
  describe(resource) {
    const lists = ['http', 'tls', 'tcp'].map((key) => objectsAt(resource, 'spec', key));
    const rules = lists.flatMap(({ items }) => items.map(({ path }) => path));
    const redirects = rules.length > 0 && rules.every((rule) => isRedirect(resource, rule));
    const routing: Routing = {
      kind: 'virtual-service',
      namespace: namespaceOf(resource),
      className: undefined,
      hosts: textListAt(resource, 'spec', 'hosts').map((host, index) => ({
        host: Unknown.is(host) ? host : host === '*' ? '' : host,
        tls: gatewaysDecide,
        certificate: undefined,
        redirectsToHttps: redirects,
        at: at(resource, 'spec', 'hosts', index),
      })),
      backends: rules.flatMap((path) => backendsOf(resource, path)),
      annotations: readLabels(resource, ['metadata', 'annotations']),
      isInternal: { value: gatewaysDecide, at: [at(resource, 'spec', 'gateways')], origin: 'written' },
      more: lists.find(({ more }) => more)?.more,
    };
    return { kind: 'gateway', facts: { routing } };
  },
};

const gatewaysDecide = new Unknown({
  reason: 'not-in-inputs',
  detail: 'the gateway that the routes hang on is outside the inputs',
  settledBy: 'the Gateway object',
});

function isRedirect(resource: Resource, rule: Path): boolean {
  return textAt(resource, [...rule, 'redirect', 'scheme']) === 'https';
}

function backendsOf(resource: Resource, rule: Path): readonly Backend[] {
  const routes = objectsAt(resource, ...rule, 'route').items.map(({ path }) => [...path, 'destination']);
  const mirrors = objectsAt(resource, ...rule, 'mirrors').items.map(({ path }) => [...path, 'destination']);
  return [...routes, ...mirrors, [...rule, 'mirror']].flatMap((path) => destinationAt(resource, path));
}

function destinationAt(resource: Resource, path: Path): readonly Backend[] {
  const host = textAt(resource, [...path, 'host']);
  if (host === undefined) return [];
  const { name, namespace, isService } = serviceOfHost(host, namespaceOf(resource).value);
  const kind = isService ? 'Service' : 'host';
  const port = portAt(resource, ...path, 'port', 'number');
  return [
    unresolved({
      kind,
      name,
      namespace,
      port,
      at: at(resource, ...path),
      nameKey: 'host',
      portKeys: ['port', 'number'],
    }),
  ];
}

/** `orders`, `orders.shop`, `orders.shop.svc.cluster.local`; anything else is a host of its own. */
function serviceOfHost(
  host: Value<string>,
  own: Value<string>,
): { readonly name: Value<string>; readonly namespace: Value<string>; readonly isService: boolean } {
  if (Unknown.is(host)) return { name: host, namespace: own, isService: true };
  const [name = '', namespace, ...rest] = host.split('.');
  if (namespace === undefined) return { name, namespace: own, isService: name !== '*' };
  const isService = rest.length === 0 ? false : rest[0] === 'svc';
  return isService ? { name, namespace, isService } : { name: host, namespace: own, isService: false };
}
