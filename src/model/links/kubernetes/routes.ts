import type { Stated } from '../../../core/component.ts';
import type { RoutedHost, Routing } from '../../../core/facts/traffic.ts';
import { groupBy } from '../../../core/group-by.ts';
import type { ComponentId } from '../../../core/id.ts';
import type { Location } from '../../../core/location.ts';
import type { Resource } from '../../../core/resource.ts';
import type { Value } from '../../../core/value.ts';
import { Unknown } from '../../../core/value.ts';
import type { ComponentDraft, GraphDraft } from '../../graph-draft.ts';
import { objectsAt, textListAt } from '../../kubernetes/lists.ts';
import { namespaceOf, textAt } from '../../kubernetes/object.ts';
import { at } from '../../read.ts';
import { neededBackends } from './backend-parts.ts';
import { lookUpBackend } from './backends.ts';
import type { ObjectIndex } from './together.ts';
import { nearestOf, objectIndex } from './together.ts';

const WITH_BACKENDS = [
  'networking.k8s.io/Ingress',
  'extensions/Ingress',
  'traefik.io/IngressRoute',
  'traefik.io/IngressRouteTCP',
  'traefik.containo.us/IngressRoute',
  'traefik.containo.us/IngressRouteTCP',
  'route.openshift.io/Route',
  'networking.istio.io/VirtualService',
  ...['HTTPRoute', 'GRPCRoute', 'TCPRoute', 'TLSRoute', 'UDPRoute'].map(
    (kind) => `gateway.networking.k8s.io/${kind}`,
  ),
];

/** Joins entries and routes with their gateways and the Services behind them. */
export function linkRoutes(draft: GraphDraft): void {
  const index = objectIndex(draft);
  const attached = new Map<ComponentId, Attached[]>();
  const hanging: Hanging[] = [];
  for (const resource of draft.ofType(...WITH_BACKENDS)) {
    const component = draft.componentOf(resource.id);
    const routing = component?.facts.routing;
    if (!component || !routing) continue;
    const parents = gatewaysOf(resource, routing, index);
    const backends = routing.backends.map((backend) => lookUpBackend(backend, resource, index));
    const linked = withParents({ ...routing, backends }, parents);
    draft.setFact(component, 'routing', linked);
    attach(attached, linked, parents);
    hanging.push(...hangingOn(component, parents));
    dependOnBackends(draft, component, linked);
  }
  dependOnRoutes(draft, hanging);
  for (const resource of draft.ofType(...GATEWAY)) {
    const gateway = draft.componentOf(resource.id);
    const routing = gateway?.facts.routing;
    if (!gateway || !routing) continue;
    const routes = attached.get(gateway.id) ?? [];
    const hosts = routing.hosts.map((host) => withRoutes(host, routes, resource));
    draft.setFact(gateway, 'routing', { ...routing, hosts });
  }
}

/** A route on one listener of a gateway, or on all of them. */
interface Attached {
  readonly section: Value<string> | undefined;
  readonly namespace: Value<string>;
  readonly hosts: readonly Value<string>[];
  readonly redirects: boolean;
}

function attach(
  attached: Map<ComponentId, Attached[]>,
  { hosts, namespace }: Routing,
  parents: readonly Parent[],
): void {
  const redirects = hosts.every(({ redirectsToHttps }) => redirectsToHttps === true);
  for (const { gateway, section } of parents) {
    if (Unknown.is(gateway)) continue;
    const route = { section, redirects, namespace: namespace.value, hosts: hosts.map(({ host }) => host) };
    const known = attached.get(gateway.id);
    if (known) known.push(route);
    else attached.set(gateway.id, [route]);
  }
}

/** What the routes on a plain listener do with its requests. */
function withRoutes(host: RoutedHost, routes: readonly Attached[], gateway: Resource): RoutedHost {
  if (host.tls !== 'none') return host;
  const { value: namespace } = namespaceOf(gateway);
  const own = routes.filter(
    (route) =>
      (route.section === undefined || route.section === host.section) &&
      (host.takesRoutesFrom !== 'own-namespace' || route.namespace === namespace),
  );
  const serving = own.filter(({ redirects }) => !redirects);
  if (own.length > 0) {
    const servedPlain = serving.flatMap(({ hosts }) => hosts);
    return { ...host, redirectsToHttps: serving.length === 0, servedPlain };
  }
  const redirectsToHttps = new Unknown({
    reason: 'not-in-inputs',
    detail: `no route on the plain listener of ${gateway.address} is in the inputs`,
    settledBy: 'the routes that hang on this Gateway',
  });
  return { ...host, redirectsToHttps };
}

/** A gateway that a route names, or the mesh itself. */
interface Parent {
  readonly gateway: Value<ComponentDraft>;
  readonly section: Value<string> | undefined;
  readonly at: Location;
}

function gatewaysOf(resource: Resource, { kind }: Routing, index: ObjectIndex): readonly Parent[] {
  if (kind === 'route') return parentsOfRoute(resource, index);
  return kind === 'virtual-service' ? parentsOfVirtualService(resource, index) : [];
}

const GATEWAY = ['gateway.networking.k8s.io/Gateway'];

function parentsOfRoute(resource: Resource, index: ObjectIndex): readonly Parent[] {
  return objectsAt(resource, 'spec', 'parentRefs').items.flatMap(({ path }) => {
    // A Service as parent makes it a route inside the mesh.
    const kind = textAt(resource, [...path, 'kind']) ?? 'Gateway';
    if (kind !== 'Gateway') return [];
    const name = textAt(resource, [...path, 'name']);
    const namespace = textAt(resource, [...path, 'namespace']) ?? namespaceOf(resource).value;
    return [
      {
        gateway: gatewayNamed(resource, { name, namespace, types: GATEWAY }, index),
        section: textAt(resource, [...path, 'sectionName']),
        at: at(resource, ...path),
      },
    ];
  });
}

const ISTIO_GATEWAY = ['networking.istio.io/Gateway'];

function parentsOfVirtualService(resource: Resource, index: ObjectIndex): readonly Parent[] {
  return textListAt(resource, 'spec', 'gateways').flatMap((text, position) => {
    if (text === 'mesh') return [];
    const [first, second] = Unknown.is(text) ? [text, undefined] : text.split('/');
    const name = second ?? first;
    const namespace = second === undefined ? namespaceOf(resource).value : (first ?? '');
    return [
      {
        gateway: gatewayNamed(resource, { name, namespace, types: ISTIO_GATEWAY }, index),
        section: undefined,
        at: at(resource, 'spec', 'gateways', position),
      },
    ];
  });
}

interface GatewayName {
  readonly name: Value<string> | undefined;
  readonly namespace: Value<string>;
  readonly types: readonly string[];
}

function gatewayNamed(
  resource: Resource,
  { name, namespace, types }: GatewayName,
  index: ObjectIndex,
): Value<ComponentDraft> {
  if (Unknown.is(name)) return name;
  if (Unknown.is(namespace)) return namespace;
  const found = nearestOf(index.named(resource, namespace, name ?? '', types));
  const [gateway] = found;
  if (gateway && found.length === 1) return gateway;
  return new Unknown({
    reason: 'not-in-inputs',
    detail: `Gateway ${namespace}/${name ?? ''}, which ${resource.address} names, was not loaded`,
    settledBy: 'the manifest of this Gateway',
  });
}

function withParents(routing: Routing, parents: readonly Parent[]): Routing {
  if (routing.kind !== 'route' && routing.kind !== 'virtual-service') return routing;
  const known = parents.flatMap(({ gateway }) => (Unknown.is(gateway) ? [] : [gateway]));
  const unknown = parents.map(({ gateway }) => gateway).find((gateway) => Unknown.is(gateway));
  return {
    ...routing,
    hosts: routing.hosts.map((host) => withListener(host, parents, routing.namespace)),
    isInternal: exposure(routing.isInternal, { parents, known, unknown }),
  };
}

interface Parents {
  readonly parents: readonly Parent[];
  readonly known: readonly ComponentDraft[];
  readonly unknown: Unknown | undefined;
}

/** A route is inside when all its gateways are; one without gateways is for the mesh alone. */
function exposure(own: Stated<boolean>, { parents, known, unknown }: Parents): Stated<boolean> {
  if (parents.length === 0) return { ...own, value: true };
  const facts = known.flatMap(({ facts: { routing } }) => (routing ? [routing.isInternal] : []));
  const open = facts.find(({ value }) => value === false);
  if (open) return open;
  const undecided = unknown ?? facts.map(({ value }) => value).find((value) => Unknown.is(value));
  return { value: undecided ?? true, at: parents.map((parent) => parent.at), origin: 'written' };
}

/** The listeners of the gateways that take requests for this host. */
function withListener(host: RoutedHost, parents: readonly Parent[], namespace: Stated<string>): RoutedHost {
  const unknown = parents.map(({ gateway }) => gateway).find((gateway) => Unknown.is(gateway));
  const listeners = parents.flatMap(({ gateway, section }) => {
    if (Unknown.is(gateway)) return [];
    const hosts = gateway.facts.routing?.hosts ?? [];
    const isOwn = gateway.facts.routing?.namespace.value === namespace.value;
    return hosts.filter(
      (one) =>
        (section === undefined || one.section === section) &&
        (isOwn || one.takesRoutesFrom !== 'own-namespace') &&
        admits(one, host),
    );
  });
  if (listeners.length === 0) return unknown ? { ...host, tls: unknown } : { ...host, tls: 'none' };
  const withTls = listeners.find(({ tls }) => tls === 'terminated' || tls === 'passthrough');
  return withTls ? { ...host, tls: withTls.tls, certificate: withTls.certificate } : { ...host, tls: 'none' };
}

function admits({ host: listener }: RoutedHost, { host }: RoutedHost): boolean {
  if (Unknown.is(listener) || Unknown.is(host) || listener === '' || host === '') return true;
  if (listener === host) return true;
  return listener.startsWith('*.') && host.endsWith(listener.slice(1));
}

/** A gateway is there for its only route; without one of several it serves the hosts of the others. */
function dependOnRoutes(draft: GraphDraft, hanging: readonly Hanging[]): void {
  const count = groupBy(hanging, ({ gateway }) => gateway);
  for (const { gateway, route, at: place } of hanging) {
    const isOnly = new Set(count.get(gateway)?.map((one) => one.route)).size === 1;
    draft.depend({
      from: gateway.id,
      to: route.id,
      kind: 'routes-to',
      strength: isOnly ? 'hard' : 'soft',
      grade: 'A',
      evidence: [{ says: `hangs on gateway ${gateway.name}`, at: place }],
    });
  }
}

interface Hanging {
  readonly gateway: ComponentDraft;
  readonly route: ComponentDraft;
  readonly at: Location;
}

function hangingOn(route: ComponentDraft, parents: readonly Parent[]): readonly Hanging[] {
  return parents.flatMap(({ gateway, at: place }) =>
    Unknown.is(gateway) ? [] : [{ gateway, route, at: place }],
  );
}

function dependOnBackends(draft: GraphDraft, { id, main }: ComponentDraft, { backends }: Routing): void {
  for (const { backend, to, strength } of neededBackends(main, backends)) {
    const { port, name, at: place } = backend;
    const ofPort = port === undefined ? '' : ` port ${String(port)}`;
    draft.depend({
      from: id,
      to,
      kind: 'routes-to',
      strength,
      grade: Unknown.is(strength) ? 'C' : 'A',
      evidence: [{ says: `backend ${String(name)}${ofPort}`, at: place }],
    });
  }
}
