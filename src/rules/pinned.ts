import type { Component } from '../core/component.ts';
import type { ComponentId } from '../core/id.ts';
import type { RuleContext } from '../core/rule.ts';
import { Unknown } from '../core/value.ts';

/** Pools whose nodes run the pods of a component, other than those that only take what asks for them. */
function poolsUnder({ facts }: Component, context: RuleContext): readonly Component[] {
  if (!facts.pods) return [];
  const clusters = new Set<string>(idsIn(facts.clusters));
  return context
    .ofKind('node-pool')
    .filter(
      ({ facts: pool }) =>
        pool.serverless?.value !== true &&
        pool.tainted?.value !== true &&
        idsIn(pool.clusters).some((id) => clusters.has(id)),
    );
}

/** NAT gateways that lead out of the subnets of a component and of the nodes under it. */
export function waysOutOf(component: Component, context: RuleContext): readonly Component[] {
  const places = [component, ...poolsUnder(component, context)];
  const subnets = places.flatMap(({ facts }) => idsIn(facts.subnets).map((id) => context.component(id)));
  const gateways = new Set(subnets.flatMap(({ facts }) => idsIn(facts.natGateways)));
  return [...gateways].map((id) => context.component(id));
}

/** What holds a component in the one zone that it falls with: itself, the nodes under it, or its way out. */
export function pinsOf(component: Component, context: RuleContext): readonly Component[] {
  if (isInOneZone(component)) return [component];
  const pools = poolsUnder(component, context);
  if (pools.length > 0 && pools.every(isInOneZone)) return pools;
  const ways = waysOutOf(component, context).filter(isInOneZone);
  return ways.length > 0 && pools.length === 0 ? ways : [component];
}

function isInOneZone({ facts }: Component): boolean {
  const zones = facts.zones?.value;
  return zones !== undefined && !Unknown.is(zones) && zones.atMost === 1;
}

/** The components that a fact lists; none where it is not known. */
function idsIn(
  stated: { readonly value: readonly ComponentId[] | Unknown } | undefined,
): readonly ComponentId[] {
  return stated === undefined || Unknown.is(stated.value) ? [] : stated.value;
}
