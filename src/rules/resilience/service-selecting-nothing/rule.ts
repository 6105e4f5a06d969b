import type { Component } from '../../../core/component.ts';
import type { Backend, NearMatch, NetworkPolicy, ServiceFacts } from '../../../core/facts/traffic.ts';
import type { Labels } from '../../../core/facts/workload.ts';
import type { Evidence } from '../../../core/finding.ts';
import { ruleId } from '../../../core/id.ts';
import type { Location } from '../../../core/location.ts';
import type { Remedy } from '../../../core/remedy.ts';
import type { Outcome, Rule, RuleContext } from '../../../core/rule.ts';
import { Unknown } from '../../../core/value.ts';
import { notApplicable, pass, unknown } from '../../outcome.ts';

export const rule: Rule = {
  id: ruleId('resilience/service-selecting-nothing'),
  title: 'This selector or backend leads to nothing',
  appliesTo: ['load-balancer', 'target-group', 'gateway', 'policy'],
  severity: 'high',
  consequence: 'availability',
  environments: 'any',
  check(component, context) {
    const { service, routing, networkPolicy } = component.facts;
    if (service) return ofService(component, service, context);
    if (routing) return ofBackends(component, routing.backends);
    if (networkPolicy) return ofPolicy(component, networkPolicy, context);
    return notApplicable('it selects no pods');
  },
};

function ofService(component: Component, service: ServiceFacts, context: RuleContext): Outcome {
  const { selector, selects, maybeSelects, hasOwnEndpoints, nearest } = service;
  if (!selector) return notApplicable('it has no selector');
  if (hasOwnEndpoints) return notApplicable('endpoints of its own are in the inputs');
  if (selects.length > 0) return pass;
  if (maybeSelects) return unknown(maybeSelects);
  return {
    status: 'fail',
    problem:
      `Requests to ${component.name} fail: its selector ${inWords(selector)} matches no pods ` +
      `of namespace ${String(service.namespace.value)}.`,
    evidence: [{ says: `selector ${inWords(selector)}`, at: selector.at }, ...nearLines(nearest, context)],
    remedies: [correction(nearest, 'the selector')],
    cause: nearest?.at ?? selector.at,
    // What nothing is like and nothing calls was left behind.
    severity: !nearest && !isCalled(component, context) ? 'low' : undefined,
  };
}

function isCalled({ id, facts: { isPublicEntry } }: Component, context: RuleContext): boolean {
  return isPublicEntry?.value === true || context.dependenciesTo(id).length > 0;
}

function ofPolicy(component: Component, policy: NetworkPolicy, context: RuleContext): Outcome {
  const { selector, selects, maybeSelects, selectsAll, nearest } = policy;
  if (selectsAll === true) return notApplicable('it selects every pod of its namespace');
  if (selects.length > 0) return pass;
  if (maybeSelects) return unknown(maybeSelects);
  if (Unknown.is(selectsAll)) return unknown(selectsAll);
  const shown = inWords(selector);
  return {
    status: 'fail',
    problem:
      `Network policy ${component.name} has no effect: its selector` +
      `${shown === '' ? '' : ` ${shown}`} matches no pods of namespace ${String(policy.namespace.value)}.`,
    evidence: [
      { says: shown === '' ? 'the selector' : `selector ${shown}`, at: selector.at },
      ...nearLines(nearest, context),
    ],
    remedies: [correction(nearest, 'the selector')],
    cause: nearest?.at ?? selector.at,
  };
}

function ofBackends(component: Component, backends: readonly Backend[]): Outcome | readonly Outcome[] {
  const services = backends.filter(({ kind }) => kind === 'Service' || Unknown.is(kind));
  if (services.length === 0) return notApplicable('it leads to no Service');
  const distinct = new Map(services.map((backend) => [keyOf(backend), backend]));
  return [...distinct].map(([key, backend]) => ({ ...ofBackend(component, backend), key }));
}

function keyOf({ name, namespace, port }: Backend): string {
  return [namespace, name, port ?? ''].map((part) => (Unknown.is(part) ? '?' : String(part))).join('/');
}

function ofBackend(component: Component, backend: Backend): Outcome {
  const { exists, mismatch, at } = backend;
  if (exists === true) return pass;
  if (Unknown.is(exists)) return unknown(exists);
  const says = mismatch?.says ?? 'the backend is not there';
  return {
    status: 'fail',
    problem: `Requests that ${component.name} sends to ${String(backend.name)} fail: ${says}.`,
    evidence: [{ says, at }],
    remedies: [backendCorrection(backend)],
    cause: mismatch?.at ?? at,
  };
}

function inWords({ known }: Labels): string {
  return Object.entries(known)
    .map(([key, value]) => `${key}=${Unknown.is(value) ? 'unknown' : value}`)
    .join(', ');
}

function nearLines(nearest: NearMatch | undefined, context: RuleContext): readonly Evidence[] {
  if (!nearest) return [{ says: 'no workload of the namespace has labels like it' }];
  const { pods } = context.component(nearest.component).facts;
  return [{ says: nearest.says, at: pods?.labels.at }];
}

function correction(nearest: NearMatch | undefined, what: string): Remedy {
  if (!nearest || nearest.shouldBe === '') return advice(`Correct ${what}, or remove the object`);
  return edit(nearest.at, nearest.shouldBe);
}

function backendCorrection({ mismatch }: Backend): Remedy {
  const { shouldBe, at } = mismatch ?? {};
  if (shouldBe === undefined || at === undefined) return advice('Name a Service and port that exist');
  return edit(at, /^\d+$/.test(shouldBe) ? Number(shouldBe) : shouldBe);
}

function edit(at: Location, value: string | number): Remedy {
  return {
    title: `Set ${String(at.path.at(-1))} to ${value}`,
    safety: 'review',
    caution: 'Requests then reach what is named; make sure that it is what was meant.',
    intents: [{ op: 'set', at, value }],
  };
}

function advice(title: string): Remedy {
  return { title, safety: 'review', intents: [] };
}
