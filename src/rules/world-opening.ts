import { coversInternet } from '../core/address-range.ts';
import type { Component } from '../core/component.ts';
import type { AccessRange, AccessRule } from '../core/facts/network.ts';
import type { Evidence } from '../core/finding.ts';
import type { Location } from '../core/location.ts';
import type { Remedy } from '../core/remedy.ts';
import type { Outcome, RuleContext } from '../core/rule.ts';
import { Unknown } from '../core/value.ts';
import type { Value } from '../core/value.ts';
import { evidenceOf, notApplicable, pass, unknown } from './outcome.ts';

/**
 * The ranges that make a firewall rule admit the whole internet: none when it does not, Unknown when that is
 * open.
 */
export function worldRanges({ ranges }: AccessRule): Value<readonly AccessRange[]> {
  const plain = ranges.filter(({ kind }) => kind === 'range');
  const known = plain.filter(({ value }) => !Unknown.is(value));
  const single = known.filter(({ value }) => typeof value === 'string' && coversInternet([value]));
  if (single.length > 0) return single;
  if (coversInternet(known.map(({ value }) => String(value)))) return known;
  return plain.map(({ value }) => value).find((value) => Unknown.is(value)) ?? [];
}

/** What a rule says of each opening of a firewall: everything notable, or that all is well. */
export function judgeOpenings(
  { facts: { ingress } }: Component,
  judge: (opening: AccessRule) => Outcome,
): Outcome | readonly Outcome[] {
  if (!ingress) return notApplicable('it is no firewall');
  const notable = ingress.rules.map(judge).filter(({ status }) => status !== 'pass');
  if (ingress.more) notable.push(unknown(ingress.more));
  return notable.length > 0 ? notable : pass;
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

/** Who stands behind an open rule, and whether the internet can get there. */
export interface Exposure {
  readonly carriers: readonly Component[];
  /**
   * `complete`: an address and a route; `none`: certainly not; `unheard`: nothing that carries the group
   * listens there; `unused`: nothing carries the group; `open`: not known.
   */
  readonly path: 'complete' | 'none' | 'unheard' | 'unused' | 'open';
  readonly evidence: readonly Evidence[];
}

const MOST_NAMED = 5;

/**
 * Looks at everything that carries the group and can answer: public address, and a subnet with a route to the
 * internet.
 */
export function exposureOf(
  group: Component,
  canAnswer: (carrier: Component) => boolean,
  context: RuleContext,
): Exposure {
  const everybody = (group.facts.carriers ?? []).map((id) => context.component(id));
  // A launch template carries what its servers carry; it is named only where no servers are.
  const machines = everybody.filter(({ facts }) => facts.runsAs !== 'launch-template');
  const all = machines.length > 0 ? machines : everybody;
  const carriers = all.filter(canAnswer);
  if (all.length > 0 && carriers.length === 0)
    return { carriers: all, path: 'unheard', evidence: named(all) };
  const reachable = carriers.filter((carrier) => isReachable(carrier, context) === true);
  if (reachable.length > 0) {
    const evidence = reachable.slice(0, MOST_NAMED).flatMap((carrier) => pathEvidence(carrier, context));
    return { carriers, path: 'complete', evidence };
  }
  if (carriers.length === 0)
    return { carriers, path: isUsedElsewhere(group, context) ? 'open' : 'unused', evidence: [] };
  const isClosed = carriers.every((carrier) => isReachable(carrier, context) === false);
  return { carriers, path: isClosed ? 'none' : 'open', evidence: named(carriers) };
}

function named(carriers: readonly Component[]): readonly Evidence[] {
  return carriers.slice(0, MOST_NAMED).map((carrier) => ({
    says: `${carrier.name} stands behind it`,
    at: carrier.facts.securityGroups?.at[0],
  }));
}

/** Functions take no connections; a load balancer answers on the ports of its listeners only. */
export function mayListen({ kind, facts }: Component, { protocol, fromPort, toPort }: AccessRule): boolean {
  if (kind === 'function') return false;
  if (facts.networkPart === 'endpoint')
    return !Unknown.is(fromPort) && fromPort <= 443 && !Unknown.is(toPort) && toPort >= 443;
  if (kind !== 'load-balancer' || facts.moreListeners || Unknown.is(fromPort) || Unknown.is(toPort))
    return true;
  if (protocol === 'icmp' || protocol === 'icmpv6') return true;
  return (facts.listeners ?? []).some(({ port }) => {
    const value = port?.value;
    return value === undefined || Unknown.is(value) || (fromPort <= value && value <= toPort);
  });
}

/**
 * Something outside the inputs may carry the group; a rule of another group that names it does not carry it.
 */
function isUsedElsewhere(group: Component, context: RuleContext): boolean {
  if (group.facts.handedOut === true || group.facts.moreCarriers !== undefined) return true;
  return (group.facts.otherReferences ?? []).some((id) => {
    const by = context.componentOf(id);
    return by === undefined || by.facts.networkPart !== 'security-group';
  });
}

// A server without a subnet starts in a default one, which has both unless somebody changed it.
const DEFAULT_SUBNET = 'https://docs.aws.amazon.com/vpc/latest/userguide/default-subnet.html';

function isReachable(carrier: Component, context: RuleContext): boolean | undefined {
  if (carrier.facts.networkPart === 'endpoint') return false;
  const isDefault = isInDefaultSubnet(carrier);
  const subnets = (carrier.facts.knownSubnets ?? []).map((id) => context.component(id).facts);
  const isComplete = subnets.length > 0 && !Unknown.is(carrier.facts.subnets?.value);
  const given = subnets.map(({ givesPublicAddresses }) => givesPublicAddresses?.value);
  const byDefault =
    isDefault || carrier.facts.runsAs !== 'server' ? isDefault || undefined : anyOf(given, isComplete);
  const hasAddress = carrier.facts.hasPublicAddress?.value ?? byDefault;
  const routes = subnets.map(({ routesToInternet }) => routesToInternet?.value);
  const own = carrier.facts.routesToInternet?.value;
  const hasRoute = Unknown.is(own) ? undefined : (own ?? (isDefault || anyOf(routes, isComplete)));
  if (hasAddress === true && hasRoute === true) return true;
  return hasAddress === false || hasRoute === false ? false : undefined;
}

function isInDefaultSubnet({ facts }: Component): boolean {
  return facts.runsAs === 'server' && facts.subnets === undefined && facts.routesToInternet === undefined;
}

/** True for one that is, false when all are known not to be. */
function anyOf(values: readonly (Value<boolean> | undefined)[], isComplete: boolean): boolean | undefined {
  if (values.includes(true)) return true;
  return isComplete && values.every((value) => value === false) ? false : undefined;
}

function pathEvidence(carrier: Component, context: RuleContext): readonly Evidence[] {
  const carries: Evidence = {
    says: `${carrier.name} stands behind it`,
    at: carrier.facts.securityGroups?.at[0],
  };
  if (isInDefaultSubnet(carrier)) {
    const says =
      `${carrier.name} names no subnet: a default one has a public address ` +
      'and a route to the internet (default)';
    return [carries, { says, source: DEFAULT_SUBNET }];
  }
  const subnets = (carrier.facts.knownSubnets ?? []).map((id) => context.component(id));
  const open = subnets.find(({ facts }) => facts.routesToInternet?.value === true);
  const address = carrier.facts.hasPublicAddress ?? open?.facts.givesPublicAddresses;
  return [
    carries,
    { says: `${carrier.name} has a public address`, at: address?.at[0], source: address?.source },
    ...(carrier.facts.routesToInternet
      ? [evidenceOf(carrier.facts.routesToInternet, 'its network has a route to the internet')]
      : []),
    ...(open
      ? [{ says: `${open.name} has a route to the internet`, at: open.facts.routesToInternet?.at[0] }]
      : []),
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
export function openingEvidence(
  rule: AccessRule,
  open: readonly AccessRange[],
  ports: string,
): readonly Evidence[] {
  const purpose = rule.description === undefined ? '' : `, described as “${rule.description}”`;
  return [
    { says: `${ports} over ${protocolText(rule)}${purpose}`, at: rule.at },
    ...open.map(({ value, at }): Evidence => ({ says: `admits ${String(value)}`, at })),
  ];
}

function protocolText({ protocol }: AccessRule): string {
  if (Unknown.is(protocol)) return 'a protocol that is not known';
  return protocol === 'all' ? 'every protocol' : protocol;
}
