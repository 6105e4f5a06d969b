import type { Backend, ServiceFacts } from '../../../core/facts/traffic.ts';
import { nearest } from '../../../core/nearest.ts';
import type { Resource } from '../../../core/resource.ts';
import type { Value } from '../../../core/value.ts';
import { Unknown } from '../../../core/value.ts';
import type { ComponentDraft } from '../../graph-draft.ts';
import { dataAt } from '../../read.ts';
import type { ObjectIndex } from './together.ts';
import { PODS } from './together.ts';

const SERVICE = ['Service'];

/** Looks a backend up: the Service of that name in the namespace, and its port. */
export function lookUpBackend(backend: Backend, route: Resource, index: ObjectIndex): Backend {
  const { kind, name, namespace } = backend;
  const open = [kind, name, namespace].find((value) => Unknown.is(value));
  if (open) return { ...backend, exists: open };
  if (kind !== 'Service') return { ...backend, exists: notOurs(backend) };
  const [named, of] = [String(name), String(namespace)];
  const found = index.named(route, of, named, SERVICE);
  const [target] = [...found.own, ...found.together];
  if (target) return withPort(backend, target);
  const [other] = found.elsewhere;
  if (other) {
    const exists = beside(route, other);
    return { ...backend, component: other.id, exists };
  }
  return missing(backend, route, index);
}

function missing(backend: Backend, route: Resource, index: ObjectIndex): Backend {
  const namespace = String(backend.namespace);
  const services = index.inNamespace(route, namespace, SERVICE);
  const known = [...services.own, ...services.together];
  const pods = index.inNamespace(route, namespace, [PODS]);
  // Without a workload of the namespace its Services may live elsewhere too. A namespace that is not written
  // is chosen by whoever applies the file: what other files say of `default` tells nothing of it.
  const around = [...services.own, ...pods.own];
  if (dataAt(route, 'metadata', 'namespace') !== undefined)
    around.push(...services.together, ...pods.together);
  const isRead = around.length > 0;
  if (!isRead) return { ...backend, exists: notRead(backend, route) };
  // Operators, and charts that were not rendered, make Services as well as pods.
  const operator = index.customIn(route, namespace)[0]?.main;
  if (operator) return { ...backend, exists: madeByOperator(backend, operator) };
  const unread = index.mayMiss(route);
  if (unread) return { ...backend, exists: unread };
  const name = String(backend.name);
  const near = nearest(
    name,
    known.map((service) => service.name),
  );
  const hint = near === undefined ? '' : `; there is ${near}`;
  const says = `no Service ${name} in namespace ${namespace}${hint}`;
  return { ...backend, exists: false, mismatch: { says, shouldBe: near, at: backend.nameAt } };
}

function withPort(backend: Backend, target: ComponentDraft): Backend {
  const { service } = target.facts;
  const found = { ...backend, component: target.id };
  const { port } = backend;
  if (!service || port === undefined || service.type.value === 'ExternalName') {
    return { ...found, exists: true };
  }
  if (Unknown.is(port)) return { ...found, exists: port };
  const answer = hasPort(service, port);
  if (answer !== false) return { ...found, exists: answer };
  const ports = service.ports.map((one) => portText(one)).join(', ');
  const [only] = service.ports;
  const shouldBe = service.ports.length === 1 && only ? sameForm(port, only) : undefined;
  const says = `Service ${target.name} has no port ${port}${ports === '' ? '' : ` (${ports})`}`;
  return { ...found, exists: false, mismatch: { says, shouldBe, at: backend.portAt } };
}

type ServicePorts = ServiceFacts['ports'];

/** A name stays a name, a number a number. */
function sameForm(port: number | string, { name, port: number }: ServicePorts[number]): string | undefined {
  if (typeof port === 'string' && !/^\d+$/.test(port) && typeof name === 'string') return name;
  return typeof number === 'number' ? String(number) : undefined;
}

function hasPort({ ports }: ServiceFacts, wanted: number | string): Value<boolean> {
  let unknown: Unknown | undefined;
  for (const { name, port } of ports) {
    if (typeof port === 'number' && String(port) === String(wanted)) return true;
    if (name === wanted) return true;
    if (Unknown.is(port)) unknown ??= port;
    if (Unknown.is(name) && typeof wanted === 'string') unknown ??= name;
  }
  return unknown ?? false;
}

function portText({ name, port }: ServicePorts[number]): string {
  const number = Unknown.is(port) ? 'unknown' : String(port);
  return typeof name === 'string' ? `${number} ${name}` : number;
}

function notOurs({ kind, name }: Backend): Unknown {
  return new Unknown({
    reason: 'not-in-inputs',
    detail: `${String(kind)} ${String(name)} is no Service`,
    settledBy: 'the controller that knows this kind of backend',
  });
}

function beside({ address }: Resource, { name, stack }: ComponentDraft): Unknown {
  return new Unknown({
    reason: 'not-in-inputs',
    detail: `${address} may mean ${name} of ${stack?.id ?? 'another stack'}, if both go to one cluster`,
    settledBy: 'the GitOps objects that say what is deployed together',
  });
}

function notRead({ name, namespace }: Backend, { address }: Resource): Unknown {
  return new Unknown({
    reason: 'not-in-inputs',
    detail: `Service ${String(namespace)}/${String(name)}, which ${address} names, was not loaded`,
    settledBy: 'the manifests of this namespace',
  });
}

function madeByOperator({ name }: Backend, operator: Resource): Unknown {
  return new Unknown({
    reason: 'not-in-inputs',
    detail: `an operator may make Service ${String(name)} for ${operator.address}`,
    settledBy: 'the objects that the operator makes; or an accept with that reason',
  });
}
