import type { Component } from '../../../core/component.ts';
import type { Pods } from '../../../core/facts/workload.ts';
import type { Evidence } from '../../../core/finding.ts';
import { ruleId } from '../../../core/id.ts';
import type { Outcome, Rule, RuleContext } from '../../../core/rule.ts';
import { Unknown } from '../../../core/value.ts';
import { notApplicable, pass, unknown } from '../../outcome.ts';
import type { Running } from '../../pod-security.ts';
import { POD_KINDS, runningIn } from '../../pod-security.ts';

export const rule: Rule = {
  id: ruleId('security/workload-without-network-policy'),
  title: 'Any pod in the cluster may connect to this one',
  appliesTo: ['stack', ...POD_KINDS],
  severity: 'medium',
  consequence: 'exposure',
  environments: 'lowered-elsewhere',
  check(component, context) {
    if (component.kind === 'stack') return judgeNamespaces(component, context);
    const { pods } = component.facts;
    if (!pods) return notApplicable('it runs no pods');
    if (!isStore(pods)) return notApplicable('it is judged with the others of its namespace');
    return judge({ component, pods }, context) ?? failedStore(component, pods, context);
  },
};

const STORES: ReadonlySet<string> = new Set([
  'database',
  'cache',
  'broker',
  'search',
  'object-store',
  'coordination',
]);

function isStore({ store }: Pods): boolean {
  return store !== undefined && STORES.has(store.role);
}

/** Undefined where nothing limits who may connect. */
function judge({ component, pods }: Running, context: RuleContext): Outcome | undefined {
  const { ingressPolicies = [], maybeIngressPolicy, callerPolicies = [] } = component.facts;
  if (!acceptsConnections(pods)) return notApplicable('nothing can connect to it');
  if (pods.platformAgent !== undefined) return notApplicable('an agent of the platform');
  if (pods.hostNetwork.value === true) return notApplicable('it is on the network of its node');
  if (ingressPolicies.length > 0) return pass;
  if (callerPolicies.length > 0) return notApplicable('a policy of the mesh decides who may call it');
  if (
    policiesAround(component, context).some(
      ({ facts }) => facts.networkPolicy?.nearest?.component === component.id,
    )
  )
    return notApplicable('a policy misses it by one label');
  return maybeIngressPolicy ? unknown(maybeIngressPolicy) : undefined;
}

/** A job ends, and a worker without port is called by nobody. */
function acceptsConnections({ controller, containers, serving }: Pods): boolean {
  if (controller === 'job' || controller === 'cron-job') return false;
  return serving.is === 'yes' || containers.some(({ ports }) => ports.length > 0);
}

/** Network policies for the namespace of a workload: of its own stack, else of all others. */
function policiesAround({ facts: { pods }, stack }: Component, context: RuleContext): readonly Component[] {
  const namespace = String(pods?.namespace.value);
  const byPlace = policiesOf(context);
  return byPlace.get(`${String(stack)} ${namespace}`) ?? byPlace.get(`* ${namespace}`) ?? [];
}

const policies = new WeakMap<RuleContext, ReadonlyMap<string, readonly Component[]>>();

/** Network policies by stack and namespace, and by namespace alone; sorted out once for a run. */
function policiesOf(context: RuleContext): ReadonlyMap<string, readonly Component[]> {
  const known = policies.get(context);
  if (known) return known;
  const found = new Map<string, Component[]>();
  for (const policy of context.ofKind('policy')) {
    const { networkPolicy } = policy.facts;
    if (!networkPolicy) continue;
    for (const place of [String(policy.stack), '*']) {
      const key = `${place} ${String(networkPolicy.namespace.value)}`;
      const same = found.get(key);
      if (same) same.push(policy);
      else found.set(key, [policy]);
    }
  }
  policies.set(context, found);
  return found;
}

function judgeNamespaces(stack: Component, context: RuleContext): Outcome | readonly Outcome[] {
  const byNamespace = new Map<string, Running[]>();
  for (const running of runningIn(stack, context)) {
    const { value } = running.pods.namespace;
    if (Unknown.is(value) || isStore(running.pods)) continue;
    const same = byNamespace.get(value);
    if (same) same.push(running);
    else byNamespace.set(value, [running]);
  }
  const outcomes = [...byNamespace].map(([namespace, all]) => {
    return { ...judgeNamespace(namespace, all, context), key: namespace };
  });
  return outcomes.length > 0 ? outcomes : notApplicable('it runs no pods');
}

function judgeNamespace(namespace: string, all: readonly Running[], context: RuleContext): Outcome {
  const judged = all.map((running) => ({ running, outcome: judge(running, context) }));
  const open = judged.filter(({ outcome }) => outcome === undefined).map(({ running }) => running);
  if (open.length > 0) return failedNamespace(namespace, open, context);
  const undecided = judged.flatMap(({ outcome }) => (outcome?.status === 'unknown' ? outcome.because : []));
  if (undecided.length > 0) return unknown(...undecided);
  const isCovered = judged.some(({ outcome }) => outcome?.status === 'pass');
  return isCovered ? pass : notApplicable('nothing in it takes connections from other pods');
}

function failedNamespace(namespace: string, open: readonly Running[], context: RuleContext): Outcome {
  const names = open.map(({ component }) => component.name);
  const [first] = open;
  const more = names.length > 3 ? ` and ${names.length - 3} more` : '';
  return {
    status: 'fail',
    problem:
      `Any pod of the cluster may connect to ${names.slice(0, 3).join(', ')}${more} ` +
      `in namespace ${namespace}: no network policy selects ${names.length === 1 ? 'it' : 'them'}.`,
    evidence: [
      ...open.map(({ component, pods }): Evidence => ({ says: component.name, at: pods.template })),
      ...(first ? whatPoliciesDo(first.component, context) : []),
    ],
    remedies: [defaultDeny],
    cause: first?.pods.template,
    severity: 'low',
    confidence: 'medium',
  };
}

function failedStore(component: Component, pods: Pods, context: RuleContext): Outcome {
  const { store } = pods;
  return {
    status: 'fail',
    problem:
      `Any pod of the cluster may connect to ${component.name} (${store?.product ?? 'a store'}): ` +
      'no network policy selects its pods.',
    evidence: [
      ...(store ? [{ says: `${store.product}, known by ${store.recognisedBy}`, at: store.at }] : []),
      ...callers(component, context),
      ...whatPoliciesDo(component, context),
    ],
    remedies: [defaultDeny],
    cause: pods.template,
    confidence: 'medium',
  };
}

const defaultDeny = {
  title: 'Deny all incoming connections of the namespace, and allow those of the callers that are known',
  safety: 'review',
  caution: 'A caller that is forgotten is cut off; the network plug-in of the cluster must enforce policies.',
  intents: [],
} as const;

function callers({ id }: Component, context: RuleContext): readonly Evidence[] {
  const kinds = ['calls', 'stores', 'consumes', 'publishes'] as const;
  return kinds.flatMap((kind) =>
    context.dependenciesTo(id, kind).map(({ from, evidence }) => ({
      says: `${context.component(from).name} connects to it`,
      at: evidence[0]?.at,
    })),
  );
}

/** Why the policies that are there do not help. */
function whatPoliciesDo(component: Component, context: RuleContext): readonly Evidence[] {
  const around = policiesAround(component, context);
  if (around.length === 0) {
    return [{ says: 'no network policy of its namespace is in the inputs; it may live elsewhere' }];
  }
  return around.map(({ name, facts: { networkPolicy } }): Evidence => {
    const limits =
      networkPolicy?.limitsIngress === false ? 'limits outgoing connections only' : 'selects others';
    return { says: `policy ${name} ${limits}`, at: networkPolicy?.selector.at };
  });
}
