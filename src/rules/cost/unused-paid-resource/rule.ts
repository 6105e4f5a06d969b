import type { Component, ComponentKind } from '../../../core/component.ts';
import type { Evidence } from '../../../core/finding.ts';
import { ruleId } from '../../../core/id.ts';
import type { Remedy } from '../../../core/remedy.ts';
import type { Outcome, Rule, RuleContext } from '../../../core/rule.ts';
import { Unknown } from '../../../core/value.ts';
import { notApplicable, pass, unknown } from '../../outcome.ts';

/** A load balancer, disk or address that costs money and that nothing uses. */
export const rule: Rule = {
  id: ruleId('cost/unused-paid-resource'),
  title: 'This is paid for and nothing can reach or use it',
  appliesTo: ['load-balancer', 'volume', 'network'],
  severity: 'medium',
  consequence: 'waste',
  environments: 'any',
  check(component, context) {
    if (component.facts.service || component.facts.routing) {
      return notApplicable('whether a Service leads anywhere is asked elsewhere');
    }
    const unused =
      component.kind === 'load-balancer' ? unusedBalancer(component, context) : unattached(component);
    if (unused === undefined) return notApplicable('nothing tells whether it is used');
    if (Unknown.is(unused)) return unknown(unused);
    if (unused.length === 0 || isReferred(component, context)) return pass;
    if (component.facts.handedOut) return unknown(handedOut(component));
    return failed(component, unused);
  },
};

/** Why nothing uses it, as proof; none when something does. */
type Unused = readonly Evidence[];

function unattached({ facts, kind }: Component): Unused | Unknown | undefined {
  const { isAttached, volumeClaim } = facts;
  if (!isAttached) return undefined;
  if (Unknown.is(isAttached.value)) return isAttached.value;
  const disk = volumeClaim ? 'no pod of its namespace mounts this claim' : 'no attachment holds this volume';
  const what = kind === 'volume' ? disk : 'no server, interface or gateway holds this address';
  return isAttached.value ? [] : [{ says: what, at: isAttached.at[0] }];
}

function unusedBalancer(component: Component, context: RuleContext): Unused | Unknown | undefined {
  const { listeners = [], moreListeners } = component.facts;
  const [main] = component.resources;
  const at = main && { resource: main, path: [] };
  if (moreListeners) return moreListeners;
  if (listeners.length === 0) return [{ says: 'no listener is declared for it', at }];
  const routes = context.dependenciesFrom(component.id, 'routes-to').map(({ to }) => context.component(to));
  const listsNone = component.facts.listsServers?.value === false;
  if (listsNone && routes.length === 0) return [{ says: 'no server is declared behind it', at }];
  const empty = routes.filter((target) => isEmptyGroup(target, context));
  if (routes.length === 0 || empty.length < routes.length) return [];
  return empty.map((group): Evidence => {
    const [resource] = group.resources;
    return { says: `nothing is declared behind ${group.name}`, at: resource && { resource, path: [] } };
  });
}

/**
 * Groups of addresses are filled by controllers and deployment tools, so nothing follows from their being
 * empty here.
 */
function isEmptyGroup(group: Component, context: RuleContext): boolean {
  if (group.kind !== 'target-group') return false;
  const { targetKind, handedOut: isHandedOut } = group.facts;
  const isFilledHere = targetKind?.value === 'server' || targetKind?.value === 'function';
  if (!isFilledHere || isHandedOut === true || isReferred(group, context)) return false;
  return context.dependenciesFrom(group.id, 'routes-to').length === 0;
}

// Who only watches or names a thing does not use it.
const WATCHERS: ReadonlySet<ComponentKind> = new Set([
  'alarm',
  'dashboard',
  'dns',
  'log-store',
  'certificate',
]);

function isReferred({ facts }: Component, context: RuleContext): boolean {
  return (facts.otherReferences ?? []).some((id) => {
    const by = context.componentOf(id);
    return by === undefined || !WATCHERS.has(by.kind);
  });
}

function handedOut({ name }: Component): Unknown {
  return new Unknown({
    reason: 'not-in-inputs',
    detail: `${name} is handed out by an output or to a module that was not opened`,
    settledBy: 'the code that uses this output or module',
  });
}

function failed(component: Component, unused: Unused): Outcome {
  const searched = 'no other resource and no output of the inputs refers to it';
  const [main] = component.resources;
  const at = main && { resource: main, path: [] };
  return {
    status: 'fail',
    problem: `${component.name} is paid for every hour and nothing uses it: ${unused[0]?.says ?? searched}.`,
    evidence: [...unused, { says: searched, at }],
    remedies: [removal(component)],
    cause: at,
  };
}

function removal(component: Component): Remedy {
  const own = component.remedies['remove'];
  if (own) return own;
  const [main] = component.resources;
  return {
    title: `Take a snapshot of ${component.name}, then remove it`,
    safety: 'review',
    caution: 'What is on it is gone once snapshot and disk are.',
    intents: main ? [{ op: 'remove', at: { resource: main, path: [] } }] : [],
  };
}
