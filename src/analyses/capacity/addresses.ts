import type { Shortfall, Term } from '../../core/capacity.ts';
import type { Component } from '../../core/component.ts';
import type { Zone, Zones } from '../../core/facts/common.ts';
import type { ComponentId } from '../../core/id.ts';
import type { Value } from '../../core/value.ts';
import { Unknown } from '../../core/value.ts';
import { areDifferentZones } from '../../core/zones.ts';
import { groupBy } from '../../core/group-by.ts';
import type { Estate } from '../../graph/estate.ts';
import type { CountOf } from './nodes.ts';
import { clustersWithPools, lowestCount, workloadsOn } from './nodes.ts';
import { poolsOf } from './placement.ts';

/** What takes an address for each copy, by the subnets that it shares. */
export interface Sharing {
  readonly subnets: readonly Component[];
  readonly takers: readonly Component[];
  /** What people call the copies: `tasks`, `pods`. */
  readonly word: string;
  /** Why the copies may take addresses elsewhere. */
  readonly doubt: Unknown | undefined;
}

/** Services that stand in the same subnets, and pods on nodes of the same subnets. */
export function sharingSubnets(estate: Estate): readonly Sharing[] {
  const takers = estate.ofKind('workload').flatMap((component) => {
    const ids = idsOf(component);
    return ids.length > 0 ? [{ component, ids, key: ids.join('\u0000') }] : [];
  });
  const services = [...groupBy(takers, ({ key }) => key).values()].flatMap((group): readonly Sharing[] => {
    const [first] = group;
    if (!first) return [];
    const subnets = first.ids.map((id) => estate.component(id));
    return [{ subnets, takers: group.map(({ component }) => component), word: 'tasks', doubt: undefined }];
  });
  return [...services, ...clustersWithPools(estate).flatMap((cluster) => podsOn(cluster, estate))];
}

function idsOf({ facts: { takesAddresses, subnets } }: Component): readonly ComponentId[] {
  const ids = subnets?.value;
  if (takesAddresses?.value !== true || ids === undefined || Unknown.is(ids)) return [];
  return [...ids].sort();
}

/** Pods share the subnets of all pools, where each pool is known to be in some. */
function podsOn({ id, name }: Component, estate: Estate): readonly Sharing[] {
  const perPool = poolsOf(id, estate).map(idsOf);
  const takers = workloadsOn(id, estate).filter(({ facts }) => facts.pods?.hostNetwork.value === false);
  if (takers.length === 0 || perPool.some((ids) => ids.length === 0)) return [];
  const subnets = [...new Set(perPool.flat())].sort().map((subnet) => estate.component(subnet));
  const doubt = new Unknown({
    reason: 'not-in-inputs',
    detail: `pods of ${name} take addresses of their nodes' subnets, unless its plugin is set otherwise`,
    settledBy: `the settings of the network plugin of ${name}`,
  });
  return [{ subnets, takers, word: 'pods', doubt }];
}

/** Addresses that the subnets can give out: never more than, since others stand there too. */
export function addressesIn(subnets: readonly Component[]): Value<number> {
  let total = 0;
  for (const { facts, name } of subnets) {
    const usable = facts.usableAddresses?.value ?? noRange(name);
    if (Unknown.is(usable)) return usable;
    total += usable;
  }
  return total;
}

function noRange(name: string): Unknown {
  return new Unknown({
    reason: 'not-in-inputs',
    detail: `the range of subnet ${name} is not written`,
    settledBy: `the range of ${name}`,
  });
}

/** Copies of all services that take an address, and each of them. */
export function takenBy(
  takers: readonly Component[],
  countOf: CountOf,
): { total: number; terms: readonly Term[] } {
  let total = 0;
  const terms: Term[] = [];
  for (const component of takers) {
    const count = countOf(component);
    if (count === undefined || Unknown.is(count)) continue;
    total += count;
    terms.push({ says: `taken by ${component.name}`, value: count, unit: 'addresses' });
  }
  return { total, terms };
}

/** Services that find no addresses in the zones that are left. */
export function addressesAfter(zone: Zone, estate: Estate): readonly Shortfall[] {
  return sharingSubnets(estate).flatMap(({ subnets, takers, word, doubt }): readonly Shortfall[] => {
    const left = subnets.filter(({ facts }) => isElsewhere(facts.zones?.value, zone));
    const [first] = takers;
    const usable = addressesIn(left);
    const { total, terms } = takenBy(takers, lowestCount(estate));
    const isTouched = left.length > 0 && left.length < subnets.length;
    if (!first || !isTouched || Unknown.is(usable) || total <= usable) return [];
    return [
      {
        kind: 'addresses',
        component: first.id,
        says: `${total} ${word} need an address each, and the subnets that are left have at most ${usable}.`,
        terms: [...terms, ...subnetTerms(left)],
        isCertain: doubt === undefined,
        hangsOn: doubt ? [doubt] : [],
      },
    ];
  });
}

/** True where the subnet certainly stands in other zones. */
function isElsewhere(zones: Value<Zones> | undefined, zone: Zone): boolean {
  if (zones === undefined || Unknown.is(zones) || Unknown.is(zones.names)) return false;
  return zones.names.every((own) => own.id !== zone.id && areDifferentZones(own, zone));
}

/** The addresses of each subnet. */
export function subnetTerms(subnets: readonly Component[]): readonly Term[] {
  return subnets.map(({ name, facts: { usableAddresses } }) => ({
    says: `in ${name}, less those that the provider keeps`,
    value: usableAddresses?.value ?? noRange(name),
    unit: 'addresses',
    at: usableAddresses?.at[0],
    source: usableAddresses?.source,
  }));
}
