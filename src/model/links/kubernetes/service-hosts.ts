import type { Resource } from '../../../core/resource.ts';
import { Unknown } from '../../../core/value.ts';
import type { ComponentDraft, GraphDraft } from '../../graph-draft.ts';
import type { HostAnswer, HostResolver } from '../addresses/host-resolver.ts';
import { isEmpty, madeFor } from './made-services.ts';
import type { ObjectIndex } from './together.ts';
import { AMBIGUOUS } from '../addresses/host-resolver.ts';
import { objectIndex, PODS } from './together.ts';

/**
 * Looks a host up as the name service of a cluster does, from the namespace of the component that asks.
 * https://kubernetes.io/docs/concepts/services-networking/dns-pod-service/
 */
export const serviceHosts: HostResolver = (draft, from, host) => {
  const { main } = from;
  const namespace = namespaceOf(from);
  if (!main || namespace === undefined) return undefined;
  const name = readHost(host, namespace);
  if (!name) return undefined;
  const question: Question = { draft, from, main, index: objectIndex(draft), name };
  const [pod, ...rest] = name.service.split('.');
  if (rest.length === 0) return answer(question);
  // `orders-0.orders`: one pod of a headless Service, or a name in a namespace.
  return answerPod(question, pod ?? '', rest) ?? (name.isCertain ? missing(question) : undefined);
};

/** A component inside a cluster has a namespace; of Services only those that stand for another name ask. */
function namespaceOf({ facts }: ComponentDraft): string | undefined {
  const namespace = (facts.pods ?? facts.service)?.namespace.value;
  return typeof namespace === 'string' ? namespace : undefined;
}

interface Name {
  /** The Service, with the pod in front of it where one is named. */
  readonly service: string;
  readonly namespace: string;
  /** True for what only a cluster's name service can answer. */
  readonly isCertain: boolean;
  /** True where the namespace is written. */
  readonly isQualified: boolean;
}

interface Question {
  readonly draft: GraphDraft;
  readonly from: ComponentDraft;
  readonly main: Resource;
  readonly index: ObjectIndex;
  readonly name: Name;
}

/** The one name that a host can be; undefined where it is none of a cluster's. */
function readHost(written: string, own: string): Name | undefined {
  const host = written.toLowerCase().replace(/\.$/, '');
  if (host === 'localhost' || /^[\d.]+$/.test(host) || host.includes(':')) return undefined;
  const labels = host.split('.');
  const svc = labels.indexOf('svc');
  if (svc >= 2 && (labels.length === svc + 1 || isClusterDomain(labels.slice(svc + 1)))) {
    const service = labels.slice(0, svc - 1).join('.');
    return { service, namespace: labels[svc - 1] ?? own, isCertain: true, isQualified: true };
  }
  if (labels.length === 1) return { service: host, namespace: own, isCertain: true, isQualified: false };
  return labels.length > MOST_LABELS
    ? undefined
    : { service: host, namespace: own, isCertain: false, isQualified: false };
}

// pod.service.namespace
const MOST_LABELS = 3;

/** `cluster.local`, or the domain that somebody gave the cluster instead. */
function isClusterDomain(labels: readonly string[]): boolean {
  return labels.length >= 1 && labels.every((label) => /^[a-z0-9-]+$/.test(label));
}

/** Names of two or three parts: a pod of a Service, a Service of a namespace, or somebody on the internet. */
function answerPod(question: Question, first: string, rest: readonly string[]): HostAnswer | undefined {
  const { name } = question;
  const [second = '', third] = rest;
  const pods = name.isQualified
    ? { service: rest.join('.'), namespace: name.namespace }
    : { service: second, namespace: third ?? name.namespace };
  const ofPod = lookUp(question, pods.service, pods.namespace);
  if (ofPod && isPodOf(ofPod, first, question)) return ofPod;
  if (name.isQualified || third !== undefined) return undefined;
  return answerInNamespace(question, first, second);
}

/** `orders.shop`: the Service of a namespace that is read. */
function answerInNamespace(question: Question, service: string, namespace: string): HostAnswer | undefined {
  const found = lookUp(question, service, namespace);
  if (found) return found;
  const { main, index } = question;
  const around = index.inNamespace(main, namespace, ['Service', PODS]);
  const isRead = around.own.length + around.together.length > 0;
  if (isRead)
    return missing({ ...question, name: { ...question.name, service, namespace, isQualified: true } });
  return undefined;
}

/** A pod of a StatefulSet is called after it, with a number. */
function isPodOf({ targets }: HostAnswer, pod: string, { draft }: Question): boolean {
  const name = /^(.+)-\d+$/.exec(pod)?.[1];
  if (name === undefined) return false;
  return targets.some(({ facts }) => {
    const selected = facts.service?.selects.map((id) => draft.components.get(id)?.name) ?? [];
    return selected.length === 0 || selected.includes(name);
  });
}

function answer(question: Question): HostAnswer {
  const { name } = question;
  return lookUp(question, name.service, name.namespace) ?? missing(question);
}

const SERVICE = ['Service', 'serving.knative.dev/Service'];

/** The Service of a name; unknown where two stacks that may not meet each have one. */
function lookUp({ main, index, from }: Question, service: string, namespace: string): HostAnswer | undefined {
  const written = index.named(main, namespace, service, SERVICE);
  const { own, together, elsewhere } = isEmpty(written) ? madeFor(index, main, namespace, service) : written;
  const near = own.length > 0 ? own : together;
  const [first, second] = near;
  if (first) {
    const doubt =
      second && (second.stack !== first.stack || second.main?.type !== first.main?.type)
        ? twoAnswers(from, service, near)
        : undefined;
    return { targets: doubt ? [] : [first], grade: 'B', unknown: doubt };
  }
  const alike = elsewhere.filter((one) => goToOneCluster(one, from));
  const [only, other] = alike.length > 0 ? alike : elsewhere;
  if (!only) return undefined;
  if (other) return { targets: [], grade: 'C', unknown: twoAnswers(from, service, elsewhere) };
  return { targets: [only], grade: 'C', unknown: undefined };
}

/** Whether what deploys the two says the same cluster. */
function goToOneCluster({ stack: a }: ComponentDraft, { stack: b }: ComponentDraft): boolean {
  const clusters = (a?.deployers ?? []).map(clusterOf);
  return (b?.deployers ?? []).some((deployer) => clusters.includes(clusterOf(deployer)));
}

type Deployer = NonNullable<NonNullable<ComponentDraft['stack']>['deployers']>[number];

/** A deployer that names no cluster works on the one that it lives in: that of the objects beside it. */
function clusterOf({ cluster, resource }: Deployer): string {
  return cluster ?? `of ${resource?.split('#')[0] ?? ''}`;
}

const NAMED = 3;

function twoAnswers(from: ComponentDraft, service: string, found: readonly ComponentDraft[]): Unknown {
  const stacks = [...new Set(found.map(({ stack }) => stack?.id ?? 'another stack'))];
  return new Unknown({
    reason: 'not-in-inputs',
    detail: `${service}, which ${from.name} names, may be that of ${stacks.slice(0, NAMED).join(' or of ')}`,
    settledBy: AMBIGUOUS.stacks,
  });
}

/** Nothing of that name is in the inputs: whether that means anything depends on what was read. */
function missing(question: Question): HostAnswer {
  return { targets: [], grade: 'C', unknown: whyMissing(question) };
}

function whyMissing({ main, index, name, from }: Question): Unknown | undefined {
  const { namespace, service } = name;
  const { own, together } = index.inNamespace(main, namespace, ['Service', PODS]);
  const says = `Service ${namespace}/${service}, which ${from.name} names,`;
  if (own.length + together.length === 0) {
    return new Unknown({
      reason: 'not-in-inputs',
      detail: `${says} was not loaded`,
      settledBy: 'the manifests of this namespace',
    });
  }
  const operator = index.customIn(main, namespace)[0]?.main;
  if (operator) {
    return new Unknown({
      reason: 'not-in-inputs',
      detail: `an operator may make ${says.slice(0, -1)} for ${operator.address}`,
      settledBy: 'the objects that the operator makes',
    });
  }
  return index.mayMiss(main, namespace);
}
