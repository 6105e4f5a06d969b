import type { Stated } from '../../core/component.ts';
import type { Backend, RoutedHost, Routing } from '../../core/facts/traffic.ts';
import type { Labels } from '../../core/facts/workload.ts';
import type { Location } from '../../core/location.ts';
import type { Resource } from '../../core/resource.ts';
import type { Value } from '../../core/value.ts';
import { Unknown } from '../../core/value.ts';
import { at, dataAt, readText } from '../read.ts';
import type { ResourceModel } from '../resource-model.ts';
import {
  certificateByAnnotation,
  ingressClass,
  isInternalIngress,
  redirectsToHttps,
  tlsOfAllHosts,
} from './ingress-annotations.ts';
import { publicUnless, unresolved } from './routing.ts';
import { actionTargets } from './ingress-actions.ts';
import { readLabels } from './labels.ts';
import { objectsAt, portAt, textListAt } from './lists.ts';
import { namespaceOf, textAt } from './object.ts';

type Path = readonly (string | number)[];

/** Hosts and paths that a controller leads to Services. */
export const model: ResourceModel = {
  types: ['networking.k8s.io/Ingress', 'extensions/Ingress'],
  describe(resource) {
    const annotations = readLabels(resource, ['metadata', 'annotations']);
    const className = ingressClass(resource, annotations);
    const { items: rules, more } = objectsAt(resource, 'spec', 'rules');
    const backends = backendsOf(resource);
    const routing: Routing = {
      kind: 'ingress',
      namespace: namespaceOf(resource),
      className,
      hosts: hostsOf(resource, { className, annotations }),
      backends: [...backends, ...rules.flatMap(({ path }) => pathsOf(resource, path))],
      annotations,
      isInternal: isInternalIngress(resource, className, annotations),
      more,
    };
    return { kind: 'gateway', facts: { routing, ...publicUnless(routing.isInternal) } };
  },
};

interface Front {
  readonly className: Stated<string> | undefined;
  readonly annotations: Labels;
}

function hostsOf(resource: Resource, front: Front): readonly RoutedHost[] {
  const { items: rules } = objectsAt(resource, 'spec', 'rules');
  const named = rules.map(({ path }) => ({
    host: textAt(resource, [...path, 'host']) ?? '',
    place: at(resource, ...path),
  }));
  const distinct = new Map(named.map((one) => [one.host, one]));
  if (distinct.size === 0 && backendsOf(resource).length > 0) {
    distinct.set('', { host: '', place: at(resource, 'spec') });
  }
  return [...distinct.values()].map(({ host, place }) => {
    const { tls, certificate } = tlsOf(resource, host, front);
    return {
      host,
      tls,
      certificate,
      redirectsToHttps: redirectsToHttps(front.className, front.annotations, tls === 'terminated'),
      at: place,
    };
  });
}

function tlsOf(
  resource: Resource,
  host: Value<string>,
  { className, annotations }: Front,
): Pick<RoutedHost, 'tls' | 'certificate'> {
  const ofAll = tlsOfAllHosts(className, annotations);
  const certificate = certificateByAnnotation(annotations);
  if (ofAll !== undefined) return { tls: ofAll, certificate };
  const { items, more } = objectsAt(resource, 'spec', 'tls');
  let maybe: Unknown | undefined = more;
  for (const { path } of items) {
    const covered = covers(textListAt(resource, ...path, 'hosts'), host);
    if (covered === true) {
      return { tls: 'terminated', certificate: readText(resource, [...path, 'secretName']) };
    }
    if (Unknown.is(covered)) maybe ??= covered;
  }
  return { tls: maybe ?? 'none', certificate: undefined };
}

/** An entry without hosts stands for all hosts. */
function covers(hosts: readonly Value<string>[], host: Value<string>): Value<boolean> {
  if (hosts.length === 0 || hosts.includes(host)) return true;
  if (Unknown.is(host)) return host;
  const wildcard = `*${host.slice(host.indexOf('.'))}`;
  if (host.includes('.') && hosts.includes(wildcard)) return true;
  return hosts.find((one) => Unknown.is(one)) ?? false;
}

function backendsOf(resource: Resource): readonly Backend[] {
  return ['defaultBackend', 'backend'].flatMap((key) => backendAt(resource, ['spec', key]));
}

function pathsOf(resource: Resource, rule: Path): readonly Backend[] {
  const { items } = objectsAt(resource, ...rule, 'http', 'paths');
  return items.flatMap(({ path }) => backendAt(resource, [...path, 'backend']));
}

/** `service.name` of the current API, `serviceName` of the removed ones. */
function backendAt(resource: Resource, path: Path): readonly Backend[] {
  const data = dataAt(resource, ...path);
  if (data === undefined) return [];
  const namespace = namespaceOf(resource).value;
  if (Unknown.is(data)) return [unresolved({ name: data, namespace, at: at(resource, ...path) })];
  const custom = textAt(resource, [...path, 'resource', 'name']);
  if (custom !== undefined) {
    const kind = textAt(resource, [...path, 'resource', 'kind']) ?? 'unknown';
    return [unresolved({ kind, name: custom, namespace, at: at(resource, ...path, 'resource') })];
  }
  const name = textAt(resource, [...path, 'service', 'name']);
  if (name !== undefined) {
    const number = portAt(resource, ...path, 'service', 'port', 'number');
    const port = number ?? portAt(resource, ...path, 'service', 'port', 'name');
    const portKeys = ['port', number === undefined ? 'name' : 'number'];
    // An action of the AWS controller: a redirect or weighted forwarding that annotations describe.
    const isAction = port === 'use-annotation';
    const place = at(resource, ...path, 'service');
    const targets = isAction ? forwardedTo(resource, name, place) : [];
    if (targets.length > 0) return targets;
    const kind = isAction ? 'annotation' : 'Service';
    return [unresolved({ kind, name, namespace, port, at: place, portKeys })];
  }
  const older = textAt(resource, [...path, 'serviceName']);
  if (older === undefined) return [];
  const port = portAt(resource, ...path, 'servicePort');
  const targets = port === 'use-annotation' ? forwardedTo(resource, older, at(resource, ...path)) : [];
  if (targets.length > 0) return targets;
  const kind = port === 'use-annotation' ? 'annotation' : 'Service';
  return [
    unresolved({
      kind,
      name: older,
      namespace,
      port,
      at: at(resource, ...path),
      nameKey: 'serviceName',
      portKeys: ['servicePort'],
    }),
  ];
}

/** The Services that an action of the AWS controller names; their line is the one that names the action. */
function forwardedTo(resource: Resource, action: Value<string>, place: Location): readonly Backend[] {
  if (Unknown.is(action)) return [];
  const namespace = namespaceOf(resource).value;
  const annotations = readLabels(resource, ['metadata', 'annotations']);
  return actionTargets(annotations, action).map((target) => unresolved({ ...target, namespace, at: place }));
}
