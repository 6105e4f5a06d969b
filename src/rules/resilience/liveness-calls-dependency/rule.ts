import type { Component, ComponentKind } from '../../../core/component.ts';
import type { Container, Probe } from '../../../core/facts/container.ts';
import type { Pods } from '../../../core/facts/workload.ts';
import type { Evidence } from '../../../core/finding.ts';
import { ruleId } from '../../../core/id.ts';
import type { Outcome, Rule, RuleContext } from '../../../core/rule.ts';
import { Unknown } from '../../../core/value.ts';
import { notApplicable, pass, unknown } from '../../outcome.ts';
import { behind, dependenciesInWords, needsOf } from '../../pod-dependencies.ts';
import { isNotApplicable, keptPods, minimumEvidence } from '../../pods.ts';
import { compareProbes, probeWords } from '../../probes.ts';
import { askedHost } from './asked-host.ts';

export const rule: Rule = {
  id: ruleId('resilience/liveness-calls-dependency'),
  title: 'When a dependency fails, Kubernetes restarts every pod',
  appliesTo: ['workload'],
  severity: 'high',
  consequence: 'availability',
  environments: 'any',
  check(component, context) {
    const pods = keptPods(component);
    if (isNotApplicable(pods)) return pods;
    const outcomes = pods.containers
      .filter(({ role }) => role !== 'init')
      .flatMap((container) => judge({ component, pods, container }, context) ?? []);
    return outcomes.length > 0 ? outcomes : notApplicable('no container has a liveness probe of its own');
  },
};

interface Probed {
  readonly component: Component;
  readonly pods: Pods;
  readonly container: Container;
}

function judge(probed: Probed, context: RuleContext): Outcome | undefined {
  const { component, container } = probed;
  const { liveness, readiness, probesUnknown, name: key } = container;
  if (probesUnknown) return { ...unknown(probesUnknown), key };
  if (!liveness) return undefined;
  // What both probes ask is the question of resilience/identical-probes.
  if (readiness && compareProbes(readiness, liveness) === true) return undefined;
  const host = askedHost(liveness);
  if (Unknown.is(host)) return { ...unknown(host), key };
  if (host !== undefined) {
    return isOwn(probed, host, context)
      ? { ...pass, key }
      : failed({ ...probed, liveness }, byHost(liveness, host), context);
  }
  if (liveness.handler !== 'http') return { ...pass, key };
  const needs = dependenciesInWords(component, context);
  if (needs.length === 0) return { ...pass, key };
  const { path } = liveness;
  if (Unknown.is(path)) return { ...unknown(path), key };
  if (path !== undefined && asksProcessOnly(path)) return { ...pass, key };
  if (path !== undefined && asksEverything(path) && needsStore(component, context)) {
    return failed({ ...probed, liveness }, byPath(path, needs), context);
  }
  return { ...unknown(whatThePathTests(component, path ?? '/')), key };
}

/** A pod may ask itself by the name of its workload or of a Service over it. */
function isOwn({ component, pods }: Probed, host: string, context: RuleContext): boolean {
  const [first] = host.split('.');
  if (first === component.name || Object.values(pods.labels.known).some((value) => value === first))
    return true;
  return context
    .dependenciesTo(component.id, 'routes-to')
    .some(({ from }) => context.component(from).name === first);
}

// Spring Boot: "/health" shows every health indicator, databases and brokers included; the groups
// "liveness" and "readiness" hold only the state of the application.
// https://docs.spring.io/spring-boot/reference/actuator/endpoints.html#actuator.endpoints.kubernetes-probes
function asksProcessOnly(path: string): boolean {
  return /\/(?:actuator\/health\/liveness|livez)\/?$/.test(path);
}

function asksEverything(path: string): boolean {
  return /\/actuator\/health\/?$/.test(path);
}

function needsStore(component: Component, context: RuleContext): boolean {
  return needsOf(component, context)
    .flatMap(({ to }) => behind(context.component(to), context))
    .some(({ kind, facts }) => STORES.has(kind) || facts.pods?.store !== undefined);
}

const STORES: ReadonlySet<ComponentKind> = new Set(['datastore', 'cache', 'queue']);

interface Reason {
  readonly says: string;
  readonly evidence: readonly Evidence[];
}

function byHost(liveness: Probe, host: string): Reason {
  const says = `its liveness probe asks ${host}`;
  return { says, evidence: [{ says: `liveness runs ${probeWords(liveness)}`, at: liveness.at }] };
}

function byPath(path: string, needs: readonly Evidence[]): Reason {
  const says = `its liveness probe asks ${path}, which tests its stores too`;
  const source = 'https://docs.spring.io/spring-boot/reference/actuator/endpoints.html';
  return {
    says,
    evidence: [{ says: `${path} shows every health indicator (Spring Boot)`, source }, ...needs],
  };
}

function failed(
  { component, pods, container, liveness }: Probed & { readonly liveness: Probe },
  { says, evidence }: Reason,
  context: RuleContext,
): Outcome {
  return {
    status: 'fail',
    key: container.name,
    problem: `Kubernetes restarts every pod of ${component.name} when something else fails: ${says}.`,
    evidence: [
      ...evidence,
      { says: `liveness asks ${probeWords(liveness)}`, at: liveness.at },
      ...minimumEvidence(pods, context),
    ],
    remedies: [
      {
        title: 'Point the liveness probe at a path or command that tests only the process',
        safety: 'review',
        intents: [],
      },
    ],
    cause: liveness.at,
  };
}

function whatThePathTests({ name }: Component, path: string): Unknown {
  return new Unknown({
    reason: 'not-in-inputs',
    detail: `what the liveness path ${path} of ${name} tests is decided by its code`,
    settledBy: 'a look into the code behind the liveness paths: they should test only the process',
  });
}
