import type { Component } from '../../../core/component.ts';
import type { Location } from '../../../core/location.ts';
import { ruleId } from '../../../core/id.ts';
import type { ComponentId } from '../../../core/id.ts';
import type { Outcome, Rule, RuleContext } from '../../../core/rule.ts';
import { Unknown } from '../../../core/value.ts';
import { evidenceOf, notApplicable, pass, unknown } from '../../outcome.ts';
import { isController } from '../../cluster-fronts.ts';
import type { Way } from '../../public-ways.ts';
import {
  isInner,
  layersEvidence,
  servesOnlyFiles,
  siblingEvidence,
  siblingsWith,
  wayOf,
} from '../../public-ways.ts';

/** A public entry that nothing filters, or that lacks the filter of its siblings. */
export const rule: Rule = {
  id: ruleId('security/public-entry-without-request-filter'),
  title: 'Nothing filters or absorbs hostile traffic in front of this entry',
  appliesTo: ['load-balancer', 'cdn', 'gateway', 'api', 'workload'],
  severity: 'low',
  consequence: 'exposure',
  environments: 'production-like',
  check(component, context) {
    const { isPublicEntry } = component.facts;
    if (isPublicEntry === undefined || isPublicEntry.value === false)
      return notApplicable('it is no public entry');
    if (Unknown.is(isPublicEntry.value)) return notApplicable('nothing tells that it faces the internet');
    const why = notJudged(component, context);
    if (why !== undefined) return notApplicable(why);
    return judge(component, context);
  },
};

// Services that the provider gives an address of their own, which speaks HTTP.
const WEB_SERVICES = new RegExp(
  '^(?:google_cloud_run_(?:v2_)?service|azurerm_(?:linux|windows)_(?:web|function)_app' +
    '|azurerm_container_app|aws_apprunner_service)$',
);

function notJudged(component: Component, context: RuleContext): string | undefined {
  const { routing, service } = component.facts;
  if (component.kind === 'workload' && !WEB_SERVICES.test(component.type)) {
    return 'what leads to it is asked instead';
  }
  // Class `alb` makes a load balancer of its own; every other Ingress shares the one of its controller.
  if (routing && routing.className?.value !== 'alb')
    return 'the load balancer of its controller is asked instead';
  if (service && !speaksHttp(component)) return 'it does not speak HTTP';
  if (service?.selects.some((id) => isController(context.component(id))) === true) {
    return 'it carries packets to a proxy, and the names in front of it are not written here';
  }
  if (component.kind === 'load-balancer' && !service && !speaksHttp(component))
    return 'it does not speak HTTP';
  if (onlyRedirects(component, context)) return 'it only sends people on';
  if (servesOnlyFiles(component, context)) return 'it serves files only';
  return isInner(component, context) ? 'another entry leads to it' : undefined;
}

function onlyRedirects({ id, facts }: Component, context: RuleContext): boolean {
  const { listeners = [] } = facts;
  if (listeners.length === 0 || context.dependenciesFrom(id, 'routes-to').length > 0) return false;
  return listeners.every(
    ({ plainHttp, onlyRedirects: all }) => plainHttp?.value === 'redirected' || all === true,
  );
}

const WEB = new Set([80, 443, 8080, 8443]);

/** Load balancers that pass packets on cannot be given a web filter. */
function speaksHttp({ facts: { service, listeners }, type }: Component): boolean {
  if (service) return service.ports.some(({ port }) => typeof port === 'number' && WEB.has(port));
  if (type.startsWith('azurerm_')) return true;
  return (listeners ?? []).some(({ protocol: { value } }) => value === 'http' || value === 'https');
}

function judge(component: Component, context: RuleContext): Outcome {
  const way = wayOf(component);
  if (way.filter) return pass;
  if (way.maybe) return unknown(way.maybe);
  const siblings = siblingsWith(component, context, 'filter');
  const admitted = component.facts.admitsOnly;
  if (admitted && Unknown.is(admitted.value)) return unknown(admitted.value);
  if (siblings.length === 0) {
    if (way.rateLimit || way.absorbs) return pass;
    if (admitted) return notApplicable(`it admits only ${String(admitted.value)}`);
    if (context.settings.stage === 'seed') return notApplicable('the stage is seed');
  }
  return {
    status: 'fail',
    problem: problemOf(component, siblings),
    evidence: [
      ...(component.facts.isPublicEntry
        ? [evidenceOf(component.facts.isPublicEntry, 'it faces the internet')]
        : []),
      layersEvidence(way, context),
      ...siblingEvidence(siblings, 'filter'),
    ],
    remedies: [
      {
        title: 'Attach a web filter with managed rules and a rate rule, in count mode first',
        safety: 'review',
        caution: 'Rules that block by mistake stop users: read what would have been blocked for a week.',
        intents: [],
      },
    ],
    cause: causeOf(component, context, siblings.length > 0),
    severity: admitted ? 'low' : undefined,
    confidence: 'medium',
  };
}

function problemOf({ name }: Component, siblings: readonly Component[]): string {
  const [sibling] = siblings;
  if (sibling) {
    return (
      `Hostile requests reach ${name} unfiltered: ${sibling.name} beside it has a web filter, ` +
      'this entry has none.'
    );
  }
  return (
    `Hostile requests and floods reach what stands behind ${name}: no filter, no rate rule and ` +
    'no content network is in front of it.'
  );
}

const firsts = new WeakMap<RuleContext, ReadonlyMap<string, ComponentId>>();

/** The first entry of each stack that nothing filters; looked up once for a run. */
function firstsOf(context: RuleContext): ReadonlyMap<string, ComponentId> {
  const known = firsts.get(context);
  if (known) return known;
  const found = new Map<string, ComponentId>();
  for (const kind of rule.appliesTo) {
    for (const component of context.ofKind(kind)) {
      const { stack = '', id } = component;
      if (component.facts.isPublicEntry?.value !== true || !isBare(wayOf(component))) continue;
      if (component.facts.admitsOnly || notJudged(component, context) !== undefined) continue;
      const first = found.get(stack);
      if (first === undefined || id < first) found.set(stack, id);
    }
  }
  firsts.set(context, found);
  return found;
}

function isBare({ filter, rateLimit, absorbs, maybe }: Way): boolean {
  return !filter && !rateLimit && !absorbs && !maybe;
}

/** Where a stack filters nothing at all, its entries are one finding. */
function causeOf(component: Component, context: RuleContext, hasSiblings: boolean): Location | undefined {
  const first = hasSiblings ? undefined : firstsOf(context).get(component.stack ?? '');
  const [resource] = context.component(first ?? component.id).resources;
  return resource && { resource, path: [] };
}
