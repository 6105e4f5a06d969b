import { coversInternet } from '../core/address-range.ts';
import type { Component } from '../core/component.ts';
import type { AccessRange, AccessRule } from '../core/facts/network.ts';
import type { Evidence } from '../core/finding.ts';
import type { Location } from '../core/location.ts';
import type { Remedy } from '../core/remedy.ts';
import type { RuleContext } from '../core/rule.ts';
import { Unknown } from '../core/value.ts';
import type { Value } from '../core/value.ts';

/** The ranges that make a firewall rule admit the whole internet: none when it does not, Unknown when that is open. */
export function worldRanges({ ranges }: AccessRule): Value<readonly AccessRange[]> {
  const plain = ranges.filter(({ kind }) => kind === 'range');
  const known = plain.filter(({ value }) => !Unknown.is(value));
  const single = known.filter(({ value }) => typeof value === 'string' && coversInternet([value]));
  if (single.length > 0) return single;
  if (coversInternet(known.map(({ value }) => String(value)))) return known;
  return plain.map(({ value }) => value).find((value) => Unknown.is(value)) ?? [];
}

/** True when the rule lets this port in; Unknown when its ports or protocol are. */
export function holdsPort({ protocol, fromPort, toPort }: AccessRule, port: number): Value<boolean> {
  if (protocol === 'all') return true;
  if (!Unknown.is(protocol) && protocol !== 'tcp' && protocol !== 'udp') return false;
  if (!Unknown.is(fromPort) && fromPort > port) return false;
  if (!Unknown.is(toPort) && toPort < port) return false;
  return [protocol, fromPort, toPort].find((value) => Unknown.is(value)) ?? true;
}

const LAST_PORT = 65_535;

/** True when the rule opens every port. */
export function opensEveryPort({ protocol, fromPort, toPort }: AccessRule): boolean {
  return protocol === 'all' || (fromPort !== undefined && isZeroOrOne(fromPort) && toPort === LAST_PORT);
}

function isZeroOrOne(port: Value<number>): boolean {
  return port === 0 || port === 1;
}

/** Tells rules of one group apart in finding ids, whatever their order: `tcp 22-22`. */
export function ruleKey({ protocol, fromPort, toPort }: AccessRule): string {
  const parts = [protocol, fromPort, toPort].map((value) => (Unknown.is(value) ? '?' : String(value)));
  return `${parts[0]} ${parts[1]}-${parts[2]}`;
}

/** Who stands behind an open rule, and whether the internet can get there. */
export interface Exposure {
  readonly carriers: readonly Component[];
  /** `complete`: an address and a route; `none`: certainly not; `unused`: nothing carries the group. */
  readonly path: 'complete' | 'none' | 'unused' | 'open';
  readonly evidence: readonly Evidence[];
}

const MOST_NAMED = 5;

/** Looks at everything that carries the group: public address, and a subnet with a route to the internet. */
export function exposureOf(group: Component, context: RuleContext): Exposure {
  const carriers = (group.facts.carriers ?? []).map((id) => context.component(id));
  const reachable = carriers.filter((carrier) => isReachable(carrier, context) === true);
  if (reachable.length > 0) {
    const evidence = reachable.slice(0, MOST_NAMED).flatMap((carrier) => pathEvidence(carrier, context));
    return { carriers, path: 'complete', evidence };
  }
  const named = carriers.slice(0, MOST_NAMED).map((carrier): Evidence => ({
    says: `${carrier.name} carries this group`, at: carrier.facts.securityGroups?.at[0],
  }));
  if (carriers.length === 0) return { carriers, path: isUsedElsewhere(group, context) ? 'open' : 'unused', evidence: [] };
  const isClosed = carriers.every((carrier) => isReachable(carrier, context) === false);
  return { carriers, path: isClosed ? 'none' : 'open', evidence: named };
}

/** Something outside the inputs may carry the group; a rule of another group that names it does not carry it. */
function isUsedElsewhere(group: Component, context: RuleContext): boolean {
  if (group.facts.handedOut === true || group.facts.moreCarriers !== undefined) return true;
  return (group.facts.otherReferences ?? []).some((id) => {
    const by = context.componentOf(id);
    return by === undefined || by.facts.networkPart !== 'security-group';
  });
}

function isReachable(carrier: Component, context: RuleContext): boolean | undefined {
  // The provider calls functions itself: their network interfaces take no connections.
  if (carrier.kind === 'function') return false;
  const subnets = (carrier.facts.knownSubnets ?? []).map((id) => context.component(id));
  const address = carrier.facts.hasPublicAddress?.value;
  const given = subnets.map(({ facts }) => facts.givesPublicAddresses?.value);
  const hasAddress = address === undefined && carrier.facts.runsAs === 'server' ? given.includes(true) : address;
  const routes = subnets.map(({ facts }) => facts.routesToInternet?.value);
  if (hasAddress === true && routes.includes(true)) return true;
  const isComplete = !Unknown.is(carrier.facts.subnets?.value) && subnets.length > 0;
  if (hasAddress === false || (isComplete && routes.every((route) => route === false))) return false;
  return undefined;
}

function pathEvidence(carrier: Component, context: RuleContext): readonly Evidence[] {
  const subnets = (carrier.facts.knownSubnets ?? []).map((id) => context.component(id));
  const open = subnets.find(({ facts }) => facts.routesToInternet?.value === true);
  const address = carrier.facts.hasPublicAddress ?? open?.facts.givesPublicAddresses;
  return [
    { says: `${carrier.name} carries this group`, at: carrier.facts.securityGroups?.at[0] },
    { says: `${carrier.name} has a public address`, at: address?.at[0], source: address?.source },
    ...(open ? [{ says: `${open.name} has a route to the internet`, at: open.facts.routesToInternet?.at[0] }] : []),
  ];
}

/** Takes the open ranges out of the rule, or the rule out of the group when nothing else is left in it. */
export function closeOpening(rule: AccessRule, open: readonly AccessRange[], to: string): Remedy {
  const isAll = open.length === rule.ranges.length && rule.groups.length === 0 && !rule.self;
  const places: readonly Location[] = isAll ? [rule.at] : open.map(({ at }) => at);
  return {
    title: `Remove this opening, or admit ${to} only`,
    safety: 'review',
    caution: 'Whoever comes in this way today is locked out.',
    intents: places.map((at) => ({ op: 'remove', at })),
  };
}

/** The rule with its ports, and each range that opens it. */
export function openingEvidence(rule: AccessRule, open: readonly AccessRange[], ports: string): readonly Evidence[] {
  const purpose = rule.description === undefined ? '' : `, described as “${rule.description}”`;
  return [
    { says: `${ports} over ${Unknown.is(rule.protocol) ? 'a protocol that is not known' : rule.protocol}${purpose}`, at: rule.at },
    ...open.map(({ value, at }): Evidence => ({ says: `admits ${String(value)}`, at })),
  ];
}
