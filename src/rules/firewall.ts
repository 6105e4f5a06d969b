import type { Component } from '../core/component.ts';
import type { AccessRule } from '../core/facts/network.ts';
import type { RuleContext } from '../core/rule.ts';
import { Unknown } from '../core/value.ts';

/** What the firewalls of a component let in from others. */
export interface Openings {
  /** Certain rules that admit somebody other than members of the same group. */
  readonly rules: readonly AccessRule[];
  /** Why there may be more. */
  readonly more: Unknown | undefined;
}

/** Without any security group written, the network's own admits nobody but its members. */
export function openingsOf(component: Component, context: RuleContext): Openings {
  const { securityGroups, knownSecurityGroups = [] } = component.facts;
  const rules: AccessRule[] = [];
  let more = Unknown.is(securityGroups?.value) ? securityGroups.value : undefined;
  for (const id of knownSecurityGroups) {
    const ingress = context.component(id).facts.ingress;
    more ??= ingress?.more;
    for (const rule of ingress?.rules ?? []) {
      const others = rule.groups.filter((group) => group !== id);
      if (rule.ranges.length > 0 || others.length > 0) rules.push(rule);
    }
  }
  return { rules: rules.filter(({ protocol }) => protocol !== 'icmp' && protocol !== 'icmpv6'), more };
}

// SSH and remote desktop.
const LOGIN_PORTS: ReadonlySet<number> = new Set([22, 3389]);

/** True for a port that people log in through, which is not what a server serves. */
export function isLogin({ fromPort, toPort }: AccessRule): boolean {
  return typeof fromPort === 'number' && fromPort === toPort && LOGIN_PORTS.has(fromPort);
}

/** Told by evidence, never by a name: people can log in, nothing else is open, nothing sends it requests. */
export function isBastion(component: Component, { rules, more }: Openings): boolean {
  const { runsAs, hasKeyPair, behindLoadBalancer } = component.facts;
  const takesLogins = rules.length > 0 && more === undefined && rules.every(isLogin);
  return (
    runsAs === 'server' && takesLogins && hasKeyPair?.value === true && behindLoadBalancer?.value !== true
  );
}

/** True when a rule admits the whole internet. */
export function admitsInternet({ ranges }: AccessRule): boolean {
  return ranges.some(({ value }) => !Unknown.is(value) && value.endsWith('/0'));
}

/** `port 443`, `ports 8000-8080`, `every port`. */
export function portsOf({ protocol, fromPort, toPort }: AccessRule): string {
  if (Unknown.is(fromPort) || Unknown.is(toPort)) return 'a port that is not known';
  if (protocol === 'all' || (fromPort === 0 && toPort === 65_535)) return 'every port';
  return fromPort === toPort ? `port ${fromPort}` : `ports ${fromPort}-${toPort}`;
}
