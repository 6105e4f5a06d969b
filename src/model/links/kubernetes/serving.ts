import type { Container } from '../../../core/facts/container.ts';
import type { ServiceFacts } from '../../../core/facts/traffic.ts';
import type { Pods, Serving } from '../../../core/facts/workload.ts';
import type { ComponentId } from '../../../core/id.ts';
import type { Location } from '../../../core/location.ts';
import { Unknown } from '../../../core/value.ts';
import type { ComponentDraft, GraphDraft } from '../../graph-draft.ts';
import { matchesLabels } from '../../kubernetes/labels.ts';
import { queueVariable, workerCommand } from '../../kubernetes/pods/evidence.ts';
import type { LinkPass } from '../../link-pass.ts';
import type { Call } from './callers.ts';
import { findCallers } from './callers.ts';
import { queueTrigger } from './queue-triggers.ts';
import { objectIndex } from './together.ts';

type Reason = { readonly says: string; readonly at: Location };

/** Tells of every workload whether it is asked, what it consumes, and whether it may run twice. */
export const serving: LinkPass = {
  name: 'serving',
  after: ['kubernetes-traffic', 'volume-claims', 'autoscaler-targets', 'addresses'],
  run(draft) {
    const callers = findCallers(draft);
    const routes = findRoutes(draft);
    const services = new SelectingServices(draft);
    for (const component of draft.components.values()) {
      const { pods } = component.facts;
      if (!pods) continue;
      const answer = servingOf(component, pods, { draft, callers, routes, services });
      component.facts.pods = {
        ...pods,
        serving: answer,
        consumes: consumed(pods, answer, draft),
        singleton: pods.singleton ?? singleWriter(pods, draft),
      };
    }
  },
};

interface Surroundings {
  readonly draft: GraphDraft;
  readonly callers: ReadonlyMap<ComponentId, readonly Call[]>;
  readonly routes: ReadonlyMap<ComponentId, readonly Reason[]>;
  readonly services: SelectingServices;
}

/** Services by the workloads they select, and those that may select others. */
class SelectingServices {
  readonly #selecting = new Map<ComponentId, ComponentDraft[]>();
  readonly #doubtful = new Map<string, ComponentDraft[]>();

  constructor(draft: GraphDraft) {
    for (const component of draft.components.values()) {
      const { service } = component.facts;
      if (!service) continue;
      for (const id of service.selects) put(this.#selecting, id, component);
      const { maybeSelects, namespace } = service;
      if (maybeSelects) put(this.#doubtful, String(namespace.value), component);
    }
  }

  of({ id, facts }: ComponentDraft): readonly ComponentDraft[] {
    const namespace = String(facts.pods?.namespace.value);
    const selecting = this.#selecting.get(id) ?? [];
    const doubtful = this.#doubtful.get(namespace) ?? [];
    return [...selecting, ...doubtful.filter((one) => !selecting.includes(one))];
  }
}

function put<K>(map: Map<K, ComponentDraft[]>, key: K, value: ComponentDraft): void {
  const known = map.get(key);
  if (known) known.push(value);
  else map.set(key, [value]);
}

/** Entries and routes by the Service they lead to. */
function findRoutes(draft: GraphDraft): ReadonlyMap<ComponentId, readonly Reason[]> {
  const routes = new Map<ComponentId, Reason[]>();
  for (const { name, facts } of draft.components.values()) {
    for (const { component, exists, at } of facts.routing?.backends ?? []) {
      if (component === undefined || exists === false) continue;
      const reason = { says: `${name} sends it requests`, at };
      const known = routes.get(component);
      if (known) known.push(reason);
      else routes.set(component, [reason]);
    }
  }
  return routes;
}

function servingOf(component: ComponentDraft, pods: Pods, around: Surroundings): Serving {
  if (pods.controller === 'job' || pods.controller === 'cron-job') {
    return { is: 'no', why: 'it runs to its end' };
  }
  if (pods.generatesLoad) return { is: 'no', why: `it sends load itself: ${pods.generatesLoad.says}` };
  const { main } = component;
  const namespace = pods.namespace.value;
  if (!main || Unknown.is(namespace)) {
    return { is: 'unknown', because: Unknown.is(namespace) ? namespace : NOWHERE };
  }
  if (main.type.startsWith('serving.knative.dev/')) {
    return { is: 'yes', because: [{ says: 'a Knative Service', at: pods.template }] };
  }
  const because: Reason[] = [];
  let unknown: Unknown | undefined;
  for (const service of around.services.of(component)) {
    const { service: facts } = service.facts;
    if (!facts?.selector) continue;
    const matches = matchesLabels(facts.selector, pods.labels);
    if (matches === false) continue;
    // A Service of another stack may go to another cluster.
    const isSelected = facts.selects.includes(component.id) || (matches === true ? false : matches);
    const reason = whyServed(component, { service, facts }, around);
    if (!reason) continue;
    if (isSelected === true && !Unknown.is(reason)) because.push(reason);
    else unknown ??= Unknown.is(reason) ? reason : doubtful(service, isSelected);
  }
  const own = ownPort(pods);
  if (because.length === 0 && own) because.push(own);
  if (because.length > 0) return { is: 'yes', because: distinct(because) };
  const {
    own: beside,
    together,
    elsewhere,
  } = objectIndex(around.draft).inNamespace(main, namespace, ['Service']);
  const hasServices = beside.length + together.length + elsewhere.length > 0;
  if (unknown ?? !hasServices) return { is: 'unknown', because: unknown ?? noServices(namespace) };
  return { is: 'no', why: 'no Service that leads to a port of it, no route and no caller is in the inputs' };
}

/** One system described twice gives each reason twice. */
function distinct(reasons: readonly Reason[]): readonly Reason[] {
  return [...new Map(reasons.map((reason) => [reason.says, reason])).values()];
}

const NOWHERE = new Unknown({ reason: 'rule-question', detail: 'no object stands for it' });

function doubtful({ name }: ComponentDraft, isSelected: boolean | Unknown): Unknown {
  if (Unknown.is(isSelected)) return isSelected;
  const detail = `Service ${name} may send it requests`;
  return new Unknown({ reason: 'not-in-inputs', detail, settledBy: 'the labels of the pods' });
}

function noServices(namespace: string): Unknown {
  return new Unknown({
    reason: 'not-in-inputs',
    detail: `no Service of namespace ${namespace} is in the inputs, so its absence proves nothing`,
    settledBy: 'the Services of this namespace',
  });
}

interface Selecting {
  readonly service: ComponentDraft;
  readonly facts: ServiceFacts;
}

/** Why a Service is a sign that its workload is asked: an entry, a caller, or a declared port. */
function whyServed(
  { id, facts: { pods } }: ComponentDraft,
  { service, facts }: Selecting,
  { callers, routes }: Surroundings,
): Reason | Unknown | undefined {
  const place: Location | undefined = service.main && { resource: service.main.id, path: ['spec'] };
  const routed = routes.get(service.id)?.[0];
  if (routed) return routed;
  const type = facts.type.value;
  if (place && (type === 'LoadBalancer' || type === 'NodePort')) {
    return { says: `Service ${service.name} of type ${type} leads to it`, at: place };
  }
  const call = callers
    .get(service.id)
    ?.find(({ from }) => from.id !== id && from.facts.pods?.generatesLoad === undefined);
  if (call) return { says: call.says, at: call.at };
  return declaredPort(pods?.containers ?? [], { service, facts });
}

function declaredPort(
  containers: readonly Container[],
  { service, facts }: Selecting,
): Reason | Unknown | undefined {
  let unknown: Unknown | undefined;
  for (const { targetPort } of facts.ports) {
    for (const { ports, role } of containers) {
      if (role === 'init') continue;
      for (const port of ports) {
        const { name, number, at } = port;
        if (Unknown.is(targetPort)) unknown ??= targetPort;
        else if (Unknown.is(number) && name !== targetPort) unknown ??= number;
        else if (name === targetPort || String(number) === String(targetPort)) {
          if (isTelemetry(name)) continue;
          return { says: `Service ${service.name} leads to its port ${targetPort}`, at };
        }
      }
    }
  }
  return unknown;
}

const TELEMETRY = /metrics|prom|health|probe|admin|debug|pprof|jmx|management|telemetry/i;

function isTelemetry(name: string | undefined): boolean {
  return name !== undefined && TELEMETRY.test(name);
}

/** A port that is declared for others than the kubelet and the scraper. */
function ownPort({ containers }: Pods): Reason | undefined {
  for (const { ports, role, liveness, readiness, startup } of containers) {
    if (role === 'init') continue;
    const probed = new Set([liveness, readiness, startup].map((probe) => probe?.port));
    for (const { name, number, hostPort, at } of ports) {
      if (hostPort !== undefined) return { says: `it opens port ${String(hostPort)} of its node`, at };
      const isProbed =
        (name !== undefined && probed.has(name)) || (!Unknown.is(number) && probed.has(number));
      if (isTelemetry(name) || isProbed || Unknown.is(number)) continue;
      return { says: `it declares port ${number}`, at };
    }
  }
  return undefined;
}

function consumed(pods: Pods, { is }: Serving, draft: GraphDraft): Pods['consumes'] {
  if (pods.controller === 'cron-job') return undefined;
  const told = workerCommand(pods.containers) ?? queueTrigger(pods, draft);
  if (told) return told;
  // What serves requests may write to the queue that its settings name.
  return is === 'no' && pods.controller !== 'job' ? queueVariable(pods.containers) : undefined;
}

/** A volume that one node, or one pod, can write: a second pod beside it may not start. */
function singleWriter(pods: Pods, draft: GraphDraft): Pods['singleton'] {
  if (
    pods.controller !== 'deployment' &&
    pods.controller !== 'rollout' &&
    pods.controller !== 'replica-set'
  ) {
    return undefined;
  }
  for (const { claim, at, name } of pods.volumes) {
    const facts = claim === undefined ? undefined : draft.components.get(claim)?.facts.volumeClaim;
    const modes = facts?.accessModes.value;
    if (modes === undefined || Unknown.is(modes) || modes.length === 0) continue;
    if (modes.every((mode) => mode === 'ReadWriteOnce' || mode === 'ReadWriteOncePod')) {
      return { says: `its volume ${name} has one writer (${modes.join(', ')})`, at };
    }
  }
  return undefined;
}
