import type { Component } from '../../../core/component.ts';
import type { AccessRule } from '../../../core/facts/network.ts';
import type { RuleContext } from '../../../core/rule.ts';
import { Unknown } from '../../../core/value.ts';
import type { Value } from '../../../core/value.ts';
import type { Exposure } from '../../world-opening.ts';

const WEB_PORTS: ReadonlySet<number> = new Set([80, 443]);

/**
 * True for the ports that an entry listens on, and for 80 and 443 of whatever has no load balancer in front:
 * a web server is public on purpose. What stands behind a load balancer needs only the load balancer.
 */
export function isMeantForEverybody(
  opening: AccessRule,
  { carriers }: Exposure,
  context: RuleContext,
): Value<boolean> {
  const { fromPort, toPort } = opening;
  const entries = carriers.filter(isEntry);
  const isWeb = !Unknown.is(fromPort) && fromPort === toPort && WEB_PORTS.has(fromPort);
  if (isWeb)
    return carriers.length === 0 || entries.length > 0 || carriers.some((one) => !isBehind(one, context));
  if (entries.length === 0 || Unknown.is(fromPort) || Unknown.is(toPort)) return false;
  const listeners = entries.flatMap(({ facts }) => facts.listeners ?? []);
  const ports = listeners.map(({ port }) => port?.value);
  const isListened = ports.some((port) => typeof port === 'number' && fromPort <= port && port <= toPort);
  if (isListened && toPort - fromPort <= ports.length) return true;
  const more = entries.map(({ facts }) => facts.moreListeners).find((unknown) => unknown !== undefined);
  return more ?? ports.find((port) => Unknown.is(port)) ?? false;
}

function isEntry({ kind, facts }: Component): boolean {
  return (
    (kind === 'load-balancer' || kind === 'gateway' || kind === 'api') && facts.isPublicEntry?.value !== false
  );
}

/** Stores and what a load balancer sends requests to are not for everybody. */
function isBehind(carrier: Component, context: RuleContext): boolean {
  if (carrier.kind === 'datastore' || carrier.kind === 'cache') return true;
  if (carrier.kind === 'load-balancer') return false;
  return (
    carrier.facts.behindLoadBalancer?.value === true ||
    context.dependenciesTo(carrier.id, 'routes-to').length > 0
  );
}
